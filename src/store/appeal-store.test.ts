import { appendFile, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { describeAppealStore } from '../governance/appeals/testing/appeal-store-conformance.ts';
import { makeReceived, makeSteps } from '../governance/appeals/testing/make-appeal.ts';
import { createAppealStore } from './appeal-store.ts';

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

async function newPath(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lionrock-appeals-'));
  folders.push(folder);
  return join(folder, 'deep', 'appeals.jsonl');
}

const clock = () => new Date('2026-05-01T00:00:00Z');
const open = (path: string) => createAppealStore({ path, region: 'test', version: '1.0.0', clock });
const lines = async (path: string) => (await readFile(path, 'utf8')).trimEnd().split('\n');
const { acknowledged, assigned, decided, sent } = makeSteps();

describeAppealStore('the store on disk', async () => open(await newPath()));

describe('createAppealStore', () => {
  it('writes a header, then a line for each thing that happened, for its owner only', async () => {
    const path = await newPath();
    const store = open(path);
    await store.receive(makeReceived());
    await store.change(acknowledged.id, () => [acknowledged]);
    const [header, ...events] = (await lines(path)).map((line): unknown => JSON.parse(line));
    expect(header).toEqual({
      kind: 'appeals',
      schema: 1,
      version: '1.0.0',
      region: 'test',
      createdAt: '2026-05-01T00:00:00.000Z',
    });
    expect(events).toEqual([makeReceived(), acknowledged]);
    expect((await stat(path)).mode & 0o077).toBe(0);
  });

  it('sees what another process did, and lets one step be taken once', async () => {
    const path = await newPath();
    const [server, operator] = [open(path), open(path)];
    await server.receive(makeReceived());
    await operator.change(acknowledged.id, () => [acknowledged]);
    expect((await server.list())[0]?.state).toBe('acknowledged');
    const tries = [server, operator].map((store) => store.change(assigned.id, () => [acknowledged]));
    expect((await Promise.allSettled(tries)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  it('never loses what was confirmed, wherever a crash cuts what came after', async () => {
    const path = await newPath();
    const store = open(path);
    await store.receive(makeReceived());
    const { size } = await stat(path);
    await store.change(acknowledged.id, () => [acknowledged]);
    const whole = await readFile(path);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: size, max: whole.length }), async (end) => {
        await writeFile(path, whole);
        await truncate(path, end);
        const after = open(path);
        const [before] = await after.list();
        expect(before?.received.text).toBe(makeReceived().text);
        const other = makeReceived({ id: 'bbbbbbbbbbbb' });
        await after.receive(other);
        const states = (await open(path).list()).map(({ id, state }) => [id, state]);
        // A line that lacks only its end is whole.
        const isWhole = end >= whole.length - 1;
        expect(states).toEqual([
          [acknowledged.id, isWhole ? 'acknowledged' : 'received'],
          [other.id, 'received'],
        ]);
      }),
      { numRuns: 40 },
    );
  });

  it('begins anew when a crash cut the very first line', async () => {
    const path = await newPath();
    await open(path).receive(makeReceived());
    await truncate(path, 10);
    const store = open(path);
    expect(await store.list()).toEqual([]);
    await store.receive(makeReceived());
    expect(await lines(path)).toHaveLength(2);
  });

  it.each([
    ['a line that is no JSON', '{"kind":"ackn\n'],
    ['a line that is no event', '{"kind":"acknowledged"}\n'],
    ['a step out of turn', `${JSON.stringify(decided)}\n`],
    ['a step of an appeal that never came', `${JSON.stringify({ ...acknowledged, id: 'cccccccccccc' })}\n`],
  ])('says that it is damaged rather than skip %s', async (_, text) => {
    const path = await newPath();
    await open(path).receive(makeReceived());
    await appendFile(path, text);
    const store = open(path);
    await expect(store.list()).rejects.toMatchObject({ code: 'appeals.broken', data: { path } });
    await expect(store.receive(makeReceived({ id: 'dddddddddddd' }))).rejects.toMatchObject({
      code: 'appeals.broken',
    });
    expect(await readFile(path, 'utf8')).toContain(text);
  });

  it('removes texts from the disk, and nothing else', async () => {
    const path = await newPath();
    const store = open(path);
    await store.receive(makeReceived({ question: 'A secret question' }));
    await store.change(acknowledged.id, () => [acknowledged]);
    await store.change(acknowledged.id, () => [assigned]);
    await store.change(acknowledged.id, () => [decided, sent]);
    await store.receive(makeReceived({ id: 'bbbbbbbbbbbb', text: 'A young text' }));
    await store.expire(({ id }) => id === acknowledged.id, '2028-05-02T00:00:00.000Z');
    const text = await readFile(path, 'utf8');
    expect(text).not.toMatch(/secret|harmless|does not cover/);
    expect(text).toContain('A young text');
    expect((await lines(path)).map((line) => (JSON.parse(line) as { kind: string }).kind)).toEqual([
      'appeals',
      'received',
      'acknowledged',
      'assigned',
      'decided',
      'reasons-sent',
      'received',
      'expired',
    ]);
    expect((await open(path).list())[0]).toMatchObject({ state: 'reasons-sent', outcome: 'overturned' });
    await store.receive(makeReceived({ id: 'eeeeeeeeeeee' }));
    expect(await store.list()).toHaveLength(3);
  });

  it('takes over the lock of a process that died', async () => {
    const path = await newPath();
    await open(path).receive(makeReceived());
    await writeFile(`${path}.lock`, JSON.stringify({ pid: -1, host: hostname() }));
    expect((await open(path).change(acknowledged.id, () => [acknowledged])).state).toBe('acknowledged');
  });

  it('says who holds the lock when they hold it too long', async () => {
    const path = await newPath();
    await open(path).receive(makeReceived());
    await writeFile(`${path}.lock`, JSON.stringify({ pid: 1, host: 'another-machine' }));
    await expect(open(path).receive(makeReceived({ id: 'ffffffffffff' }))).rejects.toMatchObject({
      code: 'appeals.locked',
      data: { path: `${path}.lock` },
    });
  });
});
