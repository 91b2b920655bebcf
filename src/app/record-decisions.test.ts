import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMemoryStore } from '../knowledge/index.ts';
import { askOnce } from './ask.ts';
import { ledgerFolder, verifyAuditLedger } from './ledger.ts';
import { openExample } from './testing/open-example.ts';
import type { Workspace } from './workspace.ts';

let home: string;
let workspace: Workspace;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'record-'));
  workspace = await openExample(home, { store: createMemoryStore() });
});
afterEach(async () => {
  await workspace.close();
  await rm(home, { recursive: true, force: true });
});

/** Every record of a decision, as written to disk. */
async function records(): Promise<{ text: string; decisions: Record<string, unknown>[] }> {
  const folder = ledgerFolder(workspace.config);
  const names = (await readdir(folder)).filter((name) => name.startsWith('segment-'));
  const text = (await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))).join('');
  const all = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { text, decisions: all.filter(({ kind }) => kind === 'decision') };
}

describe('recordDecisions', () => {
  it('puts one record of an answer into the ledger, without a word of it', async () => {
    const question = 'What is the lowest pay per hour allowed here?';
    const answer = await askOnce(workspace, { text: question, sessionId: 'talk-1' });
    const { text, decisions } = await records();
    expect(decisions).toMatchObject([
      {
        stage: 'output',
        action: 'allow',
        clauses: [],
        bundle: workspace.region.constitution.bundleHash,
        variety: answer.variety,
        subject: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        shape: { questionLength: question.length, citations: answer.citations.length },
      },
    ]);
    for (const secret of [question, 'lowest', 'amber', 'talk-1']) expect(text).not.toContain(secret);
  });

  it('records what governance did, with its clauses', async () => {
    const answer = await askOnce(workspace, { text: 'I want to die. What is the lowest pay?' });
    const notable = answer.decisions.filter(({ action }) => action !== 'allow');
    expect(notable.length).toBeGreaterThan(0);
    const { decisions } = await records();
    expect(decisions).toHaveLength(
      new Set(notable.map((one) => JSON.stringify([one.stage, one.action, one.clauses]))).size,
    );
    expect(decisions[0]).toMatchObject({
      stage: notable[0]?.stage,
      action: notable[0]?.action,
      clauses: notable[0]?.clauses,
    });
    expect(decisions[0]).not.toHaveProperty('subject');
  });

  it('leaves a ledger that verifies, and none when nothing was asked', async () => {
    await expect(verifyAuditLedger(workspace.config)).rejects.toMatchObject({ code: 'ledger.none' });
    await askOnce(workspace, { text: 'What is the lowest pay per hour?' });
    await askOnce(workspace, { text: '最低工资是多少' });
    expect(await verifyAuditLedger(workspace.config)).toMatchObject({ ok: true, records: 3 });
  });

  it('records nothing while the assistant is examined', async () => {
    await askOnce({ ...workspace, audit: undefined }, { text: 'What is the lowest pay per hour?' });
    await expect(verifyAuditLedger(workspace.config)).rejects.toMatchObject({ code: 'ledger.none' });
  });
});
