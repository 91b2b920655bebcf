import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { acknowledgeAppeal, assignAppeal, decideAppeal, listAppeals } from '../app/index.ts';
import { problemSchema } from './api-schema.ts';
import {
  type AppealBody,
  type ConstitutionView,
  appealReceiptSchema,
  appealStatusSchema,
} from './appeal-schema.ts';
import { createServer } from './create-server.ts';
import { openTestWorkspace } from './testing/open-test-workspace.ts';

const workspace = await openTestWorkspace();
const file = join(workspace.config.home, 'regions', 'example', 'appeals.jsonl');
const newApp = () => createServer(workspace).app;
const app = newApp();

const appeal: AppealBody = {
  text: 'I asked about the law on doxxing, and was refused.',
  decision: { stage: 'input', action: 'decline', clauses: ['example-R01.1'] },
  variety: 'en',
};

async function post(body: unknown, to = app) {
  return to.request('/api/appeals', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'user-agent': 'tell-tale',
      'x-forwarded-for': '192.0.2.7',
    },
    body: JSON.stringify(body),
  });
}

async function submit(body: AppealBody = appeal) {
  const response = await post(body, newApp());
  expect(response.status).toBe(201);
  return appealReceiptSchema.parse(await response.json());
}

async function lookUp(ticket: string, query = '') {
  const response = await app.request(`/api/appeals/${encodeURIComponent(ticket)}${query}`);
  return { status: response.status, body: await response.json() };
}

describe('POST /api/appeals', () => {
  it('gives a ticket, the days that are promised, and whom else one can ask', async () => {
    const receipt = await submit();
    expect(receipt.ticket).toMatch(/^(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}$/);
    expect(receipt.acknowledgeBy > receipt.receivedOn).toBe(true);
    expect(receipt.decideBy > receipt.acknowledgeBy).toBe(true);
    expect(receipt.others).toEqual([
      {
        name: 'Ombudsman of Port Amber',
        matter: 'faults of public offices',
        url: 'https://example.org/port-amber/ombudsman',
      },
    ]);
    const chinese = await submit({ ...appeal, variety: 'zh-Hans' });
    expect(chinese.others[0]?.name).toBe('琥珀港申诉专员');
  });

  it('keeps what was submitted and the decision, and of the person nothing', async () => {
    const extra = { name: 'Jane', email: 'jane@example.org' };
    const { ticket } = await submit({ ...appeal, question: 'What is doxxing?', ...extra });
    const text = await readFile(file, 'utf8');
    const kept = JSON.parse(text.trimEnd().split('\n').at(-1) ?? '') as Record<string, unknown>;
    expect(kept).toMatchObject({
      kind: 'received',
      text: appeal.text,
      question: 'What is doxxing?',
      decision: appeal.decision,
      variety: 'en',
      bundleHash: workspace.region.constitution.bundleHash,
      owners: ['drafting group'],
    });
    expect(text).not.toContain(ticket);
    expect(text).not.toContain(ticket.replaceAll('-', ''));
    expect(text).not.toMatch(/Jane|jane@|tell-tale|192\.0\.2\.7/);
  });

  it.each([
    [{ ...appeal, text: '' }, 'text'],
    [{ ...appeal, text: ' \n' }, 'text'],
    [{ ...appeal, text: 'x'.repeat(4001) }, 'text'],
    [{ ...appeal, variety: 'fr' }, 'variety'],
    [{ ...appeal, bundleHash: 'latest' }, 'bundleHash'],
    [{ ...appeal, decision: { ...appeal.decision, clauses: ['../x'] } }, 'decision.clauses.0'],
    [{ ...appeal, decision: { ...appeal.decision, action: 'hide' } }, 'decision.action'],
    [{ text: 'x' }, 'decision'],
  ])('refuses %j', async (body, field) => {
    const response = await post(body);
    expect(response.status).toBe(400);
    const problem = problemSchema.parse(await response.json());
    expect(problem).toMatchObject({ code: 'server.invalid-request' });
    expect(problem.detail).toContain(field);
  });

  it('bounds how many come from one caller, and says when to try again', async () => {
    const own = newApp();
    const before = (await listAppeals(workspace)).length;
    const statuses: number[] = [];
    for (let at = 0; at < 12; at += 1) statuses.push((await post(appeal, own)).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 201), 429, 429]);
    const refused = await post(appeal, own);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(problemSchema.parse(await refused.json())).toMatchObject({
      status: 429,
      title: 'Too Many Requests',
      code: 'server.too-many-requests',
    });
    expect((await listAppeals(workspace)).length - before).toBe(10);
  });
});

describe('GET /api/appeals/{ticket}', () => {
  it('tells where an appeal stands, step by step, and the reasons at the end', async () => {
    const receipt = await submit();
    const { ticket } = receipt;
    const first = appealStatusSchema.parse((await lookUp(ticket)).body);
    expect(first).toMatchObject({
      state: 'received',
      acknowledgeBy: receipt.acknowledgeBy,
      decideBy: receipt.decideBy,
      clauses: ['example-R01.1'],
      overdue: [],
      textRemoved: false,
    });
    const id = (await listAppeals(workspace)).at(-1)?.appeal.id ?? '';
    await acknowledgeAppeal(workspace, id, 'front desk');
    await assignAppeal(workspace, id, 'review panel');
    expect((await lookUp(ticket.toLowerCase())).body).toMatchObject({ state: 'in-review' });
    await decideAppeal(workspace, {
      id,
      ruling: { by: 'review panel', outcome: 'upheld', reasons: 'It asked for an address.' },
    });
    const last = await lookUp(ticket.replaceAll('-', ' '), '?variety=zh-Hans');
    expect(appealStatusSchema.parse(last.body)).toMatchObject({
      state: 'reasons-sent',
      outcome: 'upheld',
      reasons: 'It asked for an address.',
      reasonsSentOn: receipt.receivedOn,
      others: [{ name: '琥珀港申诉专员' }],
    });
    expect(JSON.stringify(last.body)).not.toMatch(/front desk|review panel|refused/);
  });

  it.each(['AAAA-AAAA-AAAA-AAAA', 'nonsense', '%00', '..%2f..%2fetc'])(
    'knows none under %s',
    async (ticket) => {
      const { status, body } = await lookUp(ticket);
      expect([status, body]).toMatchObject([404, { code: 'appeals.no-such-ticket' }]);
      expect(JSON.stringify(body)).not.toContain(ticket);
    },
  );

  it('has no way to list what others wrote', async () => {
    for (const method of ['GET', 'DELETE', 'PATCH']) {
      expect((await app.request('/api/appeals', { method })).status).toBe(404);
    }
  });
});

describe('GET /api/constitution', () => {
  it('has what the page reads of it', async () => {
    // That this compiles says that the page's view fits the bundle.
    const view: ConstitutionView = workspace.region.constitution;
    const published: unknown = await (await app.request('/api/constitution')).json();
    expect(published).toMatchObject({ bundleHash: view.bundleHash, pageWords: view.pageWords });
  });
});
