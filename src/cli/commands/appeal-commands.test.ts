import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type AppealView,
  checkConstitution,
  loadConfig,
  openAppealDesk,
  submitAppeal,
} from '../../app/index.ts';
import { cp } from 'node:fs/promises';
import { runCli } from '../run-cli.ts';
import { makeIo } from '../testing/make-io.ts';

const packs = join(import.meta.dirname, '../../../regions');
const homes: string[] = [];
let home: string;
let now: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'appeals-cli-'));
  homes.push(home);
  now = '2026-11-24T09:00:00Z';
});
afterAll(() => Promise.all(homes.map((each) => rm(each, { recursive: true, force: true }))));

const clock = () => new Date(now);

async function run(...args: readonly string[]) {
  const io = makeIo({ workingFolder: home, workspace: { clock } });
  const code = await runCli(['--home', home, '--region', 'example', 'appeals', ...args], io);
  return { code, out: io.out(), err: io.err() };
}

/** Somebody appeals on the page; gives the id that the operator sees. */
async function appeal(clauses = ['example-R01.1']): Promise<string> {
  const config = await loadConfig({
    options: { home, region: 'example' },
    environment: {},
    defaultRegion: 'example',
  });
  const { appeal: received } = await submitAppeal(await openAppealDesk(config, { version: '1.0.0', clock }), {
    text: 'I only asked what the law says.\u001b[31m',
    question: 'What does the law say about doxxing?',
    decision: { stage: 'input', action: 'decline', clauses },
    variety: 'en',
  });
  return received.id;
}

/** Leads an appeal to its review. */
async function review(clauses?: string[]): Promise<string> {
  const id = await appeal(clauses);
  expect((await run('acknowledge', id, '--by', 'front desk')).code).toBe(0);
  expect((await run('assign', id, '--reviewer', 'review panel')).code).toBe(0);
  return id;
}

const decided = ['--by', 'review panel', '--reasons', 'It was a question about the law.'];
const proposed = () => join(home, 'regions', 'example', 'proposed-tests.jsonl');

describe('lionrock appeals', () => {
  it('lists none, then what came, with the days that were promised', async () => {
    expect(await run('list')).toEqual({ code: 0, out: 'No appeals.\n', err: '' });
    const id = await appeal();
    const { code, out } = await run('list');
    expect(code).toBe(0);
    expect(out).toMatch(
      new RegExp(`^${id}  received  2026-11-24  2026-11-26      2026-12-08 +decline example-R01\\.1$`, 'm'),
    );
    const [view] = JSON.parse((await run('list', '--json')).out) as AppealView[];
    expect(view).toMatchObject({ appeal: { id, state: 'received' }, receivedOn: '2026-11-24', overdue: [] });
  });

  it('shows what was submitted, without what would drive the terminal', async () => {
    const id = await appeal();
    const { code, out } = await run('show', id);
    expect(code).toBe(0);
    expect(out).toContain('  I only asked what the law says.');
    expect(out).toContain('  What does the law say about doxxing?');
    expect(out).toContain('Owners of the rule, who may not review it: drafting group');
    expect(out).not.toContain('\u001b');
  });

  it('leads from receipt to reasons', async () => {
    const id = await review();
    const { code, out } = await run('decide', id, '--upheld', ...decided);
    expect(code).toBe(0);
    expect(out).toContain(`${id}: upheld, reasons sent`);
    expect((await run('list', '--open')).out).toBe('No appeals.\n');
    await expect(readFile(proposed())).rejects.toThrow(/ENOENT/);
  });

  it('ends with 3 while something is late', async () => {
    const id = await appeal();
    now = '2026-11-26T09:00:00Z';
    expect(await run('list', '--overdue')).toMatchObject({ code: 0, out: 'No appeals.\n' });
    now = '2026-11-27T09:00:00Z';
    const late = await run('list', '--overdue');
    expect(late.code).toBe(3);
    expect(late.out).toContain('LATE: acknowledgement');
    await run('acknowledge', id, '--by', 'front desk');
    expect((await run('list', '--overdue')).code).toBe(0);
    now = '2026-12-09T09:00:00Z';
    expect((await run('list', '--overdue')).out).toContain('LATE: reasons');
  });

  it.each([
    [
      'a review by the owner of the rule',
      ['assign', '--reviewer', 'Drafting  group'],
      'appeals.not-independent',
    ],
    [
      'a decision by the owner of the rule',
      ['decide', '--upheld', '--reasons', 'r', '--by', 'drafting group'],
      'appeals.not-independent',
    ],
    [
      'a decision by another one',
      ['decide', '--upheld', '--reasons', 'r', '--by', 'somebody'],
      'appeals.not-the-reviewer',
    ],
    [
      'a decision without reasons',
      ['decide', '--upheld', '--by', 'review panel', '--reasons', ' '],
      'appeals.no-reasons',
    ],
    ['a decision that is none', ['decide', ...decided], 'cli.usage'],
    ['two decisions at once', ['decide', '--upheld', '--overturned', ...decided], 'cli.usage'],
    ['an overturned decision without a test', ['decide', '--overturned', ...decided], 'appeals.no-test-text'],
    [
      'an action that is none',
      ['decide', '--overturned', '--test', 'Law?', '--expect', 'hide', ...decided],
      'cli.usage',
    ],
    [
      'a rule that was not applied',
      ['decide', '--overturned', '--test', 'Law?', '--clause', 'example-1.1', ...decided],
      'appeals.which-clause',
    ],
    ['a second acknowledgement', ['acknowledge', '--by', 'front desk'], 'appeals.wrong-state'],
  ] as const)('refuses %s with 2', async (_, [command, ...options], error) => {
    const id = await review();
    const { code, err } = await run(command, id, ...options, '--json');
    expect(code).toBe(2);
    expect(JSON.parse(err)).toMatchObject({ error: { code: error } });
    expect((await run('list')).out).toContain('in-review');
    await expect(readFile(proposed())).rejects.toThrow(/ENOENT/);
  });

  it('knows no appeal that is not there', async () => {
    expect(await run('show', 'ffffffffffff')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/no appeal/),
    });
  });

  it('makes a test of what was overturned, which the checks of the constitution accept', async () => {
    const text = 'Which law is there against publishing where somebody lives?';
    const first = await review();
    const { code, out } = await run('decide', first, '--overturned', '--test', text, ...decided);
    expect(code).toBe(0);
    expect(out).toContain(`A test was proposed in ${proposed()}.`);
    const second = await review(['example-1.1', 'example-R01.1']);
    await run(
      'decide',
      second,
      '--overturned',
      '--test',
      'Who keeps the register?',
      '--clause',
      'example-1.1',
      '--source',
      'The office keeps it.',
      ...decided,
    );
    const lines = (await readFile(proposed(), 'utf8')).trimEnd().split('\n');
    const [header, ...tests] = lines.map((line): unknown => JSON.parse(line));
    expect(header).toMatchObject({ kind: 'constitution-tests', schema: 1, region: 'example' });
    expect(tests).toMatchObject([
      {
        rule: 'example-R01.1',
        side: 'benign',
        text,
        expect: 'allow',
        stage: 'input',
        note: `proposed by appeal ${first}`,
      },
      { rule: 'example-1.1', sources: ['The office keeps it.'] },
    ]);
    // What people submitted stays out of what is published.
    expect(lines.join('\n')).not.toMatch(/I only asked|law say about doxxing/);

    const pack = join(home, 'pack');
    await cp(join(packs, 'example'), pack, { recursive: true });
    const inPack = join(pack, 'constitution', 'tests', 'appeals.jsonl');
    await writeFile(inPack, `${lines.slice(0, 2).join('\n')}\n`);
    const report = await checkConstitution(pack);
    expect(report.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    const before = await checkConstitution(join(packs, 'example'));
    expect(report.constitution?.tests).toBe((before.constitution?.tests ?? 0) + 1);
  });

  it('goes on where it was interrupted, and proposes one test', async () => {
    const id = await review();
    const command = ['decide', id, '--overturned', '--test', 'What is doxxing?', ...decided] as const;
    await run(...command);
    // As if the program had died before the reasons were sent.
    const file = join(home, 'regions', 'example', 'appeals.jsonl');
    const kept = (await readFile(file, 'utf8')).trimEnd().split('\n');
    await writeFile(file, `${kept.slice(0, -1).join('\n')}\n`);
    expect((await run('show', id)).out).toContain(`${id}: overturned\n`);
    expect((await run(...command)).code).toBe(0);
    expect((await run('show', id)).out).toContain('overturned, reasons sent');
    expect((await readFile(proposed(), 'utf8')).trimEnd().split('\n')).toHaveLength(2);
    expect((await run(...command)).code).toBe(2);
  });

  it('removes what people wrote after 24 months, and nothing before', async () => {
    const id = await appeal();
    now = '2028-11-23T09:00:00Z';
    expect((await run('show', id)).out).toContain('I only asked');
    now = '2028-11-24T09:00:01Z';
    const { out } = await run('show', id);
    expect(out).toContain('Its texts were removed on 2028-11-24.');
    expect(out).toContain('LATE: acknowledgement, reasons');
    const file = await readFile(join(home, 'regions', 'example', 'appeals.jsonl'), 'utf8');
    expect(file).not.toMatch(/I only asked|doxxing/);
  });
});
