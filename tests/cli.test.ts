import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

// The real program in a process of its own, as people and scripts run it; without models, so that it
// gives the same on every machine.
const root = fileURLToPath(new URL('..', import.meta.url));
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-journey-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Options {
  readonly input?: string;
  readonly environment?: Record<string, string>;
}

function start(args: readonly string[], environment: Record<string, string> = {}) {
  const program = ['--import', join(root, 'node_modules/tsx/dist/loader.mjs'), join(root, 'src/cli/main.ts')];
  const { PATH = '' } = process.env;
  return spawn(process.execPath, [...program, ...args], {
    cwd: folder,
    env: {
      PATH,
      HOME: folder,
      LIONROCK_CHAT_MODEL: 'none',
      LIONROCK_EMBEDDING_MODEL: 'none',
      ...environment,
    },
  });
}

async function run(args: readonly string[], { input, environment }: Options = {}) {
  const child = start(args, environment);
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (out += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (err += chunk));
  child.stdin.on('error', () => undefined).end(input ?? '');
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
}

function parseLines(text: string): Record<string, unknown>[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

const example = ['--region', 'example', '--home', 'home'];

describe('filters', () => {
  it.each([['detect'], ['convert', '--to', 'zh-Hans']])('%s keeps count and order', async (...command) => {
    const samples = fc.sample(
      fc.oneof(
        fc
          .record({ id: fc.nat(), text: fc.string({ unit: 'grapheme' }) })
          .map((value) => JSON.stringify(value)),
        fc
          .record({ id: fc.nat(), text: fc.constantFrom('办公时间', '辦公時間', 'What is it?', '係咪呀') })
          .map((value) => JSON.stringify(value)),
        fc.constantFrom('', '   ', '{"id":', 'null', '[]', '{"id":"x"}', '\u0000'),
      ),
      2000,
    );
    const { code, out } = await run([...command, '--jsonl'], {
      input: samples.map((line) => `${line}\n`).join(''),
    });
    const records = parseLines(out);
    expect(records).toHaveLength(samples.length);
    const misplaced = records.filter((record, at) =>
      'line' in record
        ? record['line'] !== at + 1
        : record['id'] !== (JSON.parse(samples[at]!) as { id: unknown }).id,
    );
    expect(misplaced).toEqual([]);
    expect(code).toBe(2);
  });

  it('search answers each query on a line of its own', async () => {
    const input = '{"id":"a","query":"最低工资是多少？"}\n{"id":"b"}\n{"id":"c","query":"minimum wage"}\n';
    const { code, out } = await run(['search', '--jsonl', '-k', '3', ...example], { input });
    const [first, second, third] = parseLines(out) as { id: string; hits?: { documentId: string }[] }[];
    expect(first).toMatchObject({ id: 'a', hits: [{}, {}, {}] });
    expect(first!.hits![0]!.documentId).toBe('work-minimum-wage/zh-Hans');
    expect(second).toMatchObject({ id: 'b', line: 2, error: { code: 'jsonl.missing-field' } });
    expect(Object.keys(third!.hits![0]!)).toEqual(
      expect.arrayContaining(['documentId', 'passageId', 'title', 'locator', 'score', 'text', 'variety']),
    );
    expect(code).toBe(2);
  });

  it('stops silently when the reader goes away', async () => {
    const child = start(['detect', '--jsonl']);
    let err = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (err += chunk));
    child.stdin.on('error', () => undefined);
    child.stdout.once('data', () => child.stdout.destroy());
    const line = `${JSON.stringify({ text: '你好'.repeat(100) })}\n`;
    for (let at = 0; at < 200 && child.stdin.writable; at += 1) child.stdin.write(line.repeat(100));
    child.stdin.end();
    const [code] = (await once(child, 'exit')) as [number | null];
    expect(err).toBe('');
    expect(code).toBe(0);
  });
});

describe('ask', () => {
  it('answers with sources, for people', async () => {
    const { code, out, err } = await run(['ask', 'What is the minimum wage?', ...example]);
    expect(code).toBe(0);
    expect(out).toMatch(/12 amber pounds an hour.*\[1\]/);
    expect(out).toMatch(/^\[1\] Minimum wage — /m);
    expect(out).toContain('https://example.org/port-amber/work/minimum-wage');
    expect(err).toBe('');
  });

  it('gives one object for machines, in the variety asked for, with its trace', async () => {
    const args = [
      'ask',
      'What is the minimum wage?',
      '--variety',
      'zh-Hans',
      '--json',
      '--trace',
      ...example,
    ];
    const { code, out } = await run(args);
    expect(code).toBe(0);
    const answer = JSON.parse(out);
    expect(answer).toMatchObject({
      variety: 'zh-Hans',
      model: null,
      mode: 'extractive',
      outcome: 'answered',
    });
    expect(answer.citations[0]).toMatchObject({
      n: 1,
      documentId: expect.stringContaining('work-minimum-wage/'),
    });
    expect(Object.keys(answer.citations[0])).toEqual(
      expect.arrayContaining(['passageId', 'locator', 'quote', 'support']),
    );
    expect(answer.decisions.length).toBeGreaterThan(0);
    expect(answer.trace.map(({ step }: { step: string }) => step)).toContain('retrieve');
  });

  it('answers each question on a line of its own, and understands its history', async () => {
    const lines = [
      { id: 'q1', question: 'What is the minimum wage?' },
      { id: 'q2', question: 'and for apprentices?', history: [{ question: 'What is the minimum wage?' }] },
      { id: 'q3', question: 'What is the minimum wage?', history: 'none' },
      { id: 'q4', question: 'Who won the chess cup of 1994?' },
    ];
    const input = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    const { code, out } = await run(['ask', '--jsonl', ...example], { input });
    expect(code).toBe(2);
    expect(parseLines(out)).toMatchObject([
      { id: 'q1', outcome: 'answered', answer: expect.stringContaining('12 amber pounds') },
      { id: 'q2', outcome: 'answered', answer: expect.stringContaining('9 amber pounds') },
      { id: 'q3', line: 3, error: { code: 'jsonl.bad-history' } },
      { id: 'q4', outcome: 'not-found', citations: [] },
    ]);
  });

  it('answers from the default region in written Cantonese', async () => {
    const { code, out } = await run(['ask', '最低工資係幾多？', '--home', 'home', '--json']);
    expect(code).toBe(0);
    const answer = JSON.parse(out);
    expect(answer).toMatchObject({ variety: 'yue-Hant', outcome: 'answered' });
    expect(answer.citations.length).toBeGreaterThan(0);
  });
});

describe('knowledge', () => {
  it('is added, found, listed and removed', async () => {
    await writeFile(join(folder, 'lamps.md'), '# Lamp oil\n\nA bottle of lamp oil costs 3 amber pounds.\n');
    await writeFile(join(folder, 'broken.pdf'), '%PDF-1.7 and nothing more');
    const added = await run(['knowledge', 'add', 'lamps.md', 'broken.pdf', '--json', ...example]);
    expect(added.code).toBe(2);
    const [lamps, broken] = parseLines(added.out);
    expect(lamps).toMatchObject({ outcome: 'added', title: 'Lamp oil' });
    expect(broken).toMatchObject({ outcome: 'failed', source: 'broken.pdf' });

    const again = await run(['knowledge', 'add', 'lamps.md', ...example]);
    expect(again).toMatchObject({ code: 0, err: '' });
    expect(again.out).toMatch(/^unchanged/);

    const found = await run(['knowledge', 'search', 'price of lamp oil', '-k', '1', '--json', ...example]);
    expect(JSON.parse(found.out)).toMatchObject({
      hits: [{ documentId: lamps!['documentId'], collection: 'local' }],
    });

    const listed = await run(['knowledge', 'list', '--collection', 'local', '--json', ...example]);
    expect(JSON.parse(listed.out)).toMatchObject([{ title: 'Lamp oil', collection: 'local' }]);
    const { out: status } = await run(['knowledge', 'status', '--json', ...example]);
    expect(JSON.parse(status).collections).toContainEqual({ name: 'local', documents: 1 });

    const removed = await run(['knowledge', 'remove', String(lamps!['documentId']), ...example]);
    expect(removed).toMatchObject({ code: 0, out: 'Removed 1 of 1 from local.\n' });
    const missing = await run(['knowledge', 'remove', 'no-such-document', ...example]);
    expect(missing.code).toBe(2);
    expect(missing.err).toMatch(/^lionrock: .*no-such-document/);
  });
});

describe('region', () => {
  it('names file and line of each problem in a broken pack', async () => {
    const pack = join(folder, 'broken');
    await cp(join(root, 'regions/example'), pack, { recursive: true });
    const cards = join(pack, 'knowledge/cards/work.jsonl');
    await writeFile(cards, (await readFile(cards, 'utf8')).replace('"reviewBy":', '"reviewedBy":'));
    await writeFile(join(pack, 'channels.json'), '[\n  {\n');
    const { code, out } = await run(['region', 'check', pack]);
    expect(code).toBe(2);
    expect(out).toMatch(/^knowledge\/cards\/work\.jsonl:2: .*reviewBy/m);
    expect(out).toMatch(/^channels\.json(?::\d+)?: is not valid JSON/m);
  });

  it('begins a pack that passes its check', async () => {
    expect(await run(['region', 'new', 'my-town', '--name', 'My Town'])).toMatchObject({ code: 0 });
    const { code, out } = await run(['region', 'check', 'my-town', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ pack: { id: 'my-town' } });
  });
});

describe('doctor', () => {
  it('shows settings with their origin and hides secrets', async () => {
    const environment = {
      LIONROCK_CHAT_URL: 'https://models.example.org/v1',
      LIONROCK_CHAT_NAME: 'large',
      LIONROCK_CHAT_KEY: 'sk-do-not-show-this',
    };
    for (const json of [[], ['--json']]) {
      const { code, out, err } = await run(['doctor', ...json, ...example], { environment });
      expect(code).toBe(0);
      expect(out + err).not.toContain('do-not-show');
      expect(out).toContain('set (hidden)');
      expect(out).toContain('environment LIONROCK_CHAT_KEY');
      expect(out).toContain('models.example.org');
    }
  });
});

/** What the program prints first; a program that ends without a word is told with its errors. */
async function firstOutput(child: ReturnType<typeof start>): Promise<string> {
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (err += chunk));
  const printed = once(child.stdout.setEncoding('utf8'), 'data').then(([text]) => String(text));
  const ended = once(child, 'close').then(([code]) => `ended with ${String(code)}: ${err}`);
  return Promise.race([printed, ended]);
}

describe('serve', () => {
  it('prints its address, answers there, and ends with 130 at Ctrl-C', async () => {
    const child = start(['serve', '--port', '0', '--json', ...example]);
    const first = await firstOutput(child);
    const { url, region, chat } = JSON.parse(first) as { url: string; region: unknown; chat: unknown };
    expect(region).toMatchObject({ id: 'example' });
    expect(chat).toMatchObject({ state: 'none' });
    expect((await fetch(new URL('/healthz', url))).status).toBe(200);
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([130, null]);
  });

  it('ends with 0 when a supervisor stops it', async () => {
    const child = start(['serve', '--port', '0', ...example]);
    await firstOutput(child);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('says that the port is busy', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const { code, out, err } = await run(['serve', '--port', String(port), ...example]);
    other.close();
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(/^lionrock: .*\bin use\b.*--port/);
  });
});

describe('start', () => {
  it.each([
    [['--help']],
    [['ask', '--help']],
    [['detect', '你好嗎']],
    [['convert', '--to', 'zh-Hans', '你好嗎']],
  ])('loads neither the store nor a model engine for %j', async (args) => {
    const script = `
        import { runCli } from ${JSON.stringify(join(root, 'src/cli/run-cli.ts'))};
        const { stdin, stdout, stderr, env: environment } = process;
        const signal = new AbortController().signal;
        await runCli(${JSON.stringify(args)}, { stdin, stdout, stderr, environment, workingFolder: '.', signal });
        process.report.excludeNetwork = true;
        process.stderr.write(JSON.stringify(process.report.getReport().sharedObjects));
      `;
    const tsx = join(root, 'node_modules/tsx/dist/loader.mjs');
    const child = spawn(process.execPath, ['--import', tsx, '--input-type=module', '-e', script], {
      cwd: folder,
    });
    let err = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (err += chunk));
    await once(child, 'close');
    expect(err).toContain('libc');
    expect(err).not.toMatch(/lancedb|llama/);
  });
});
