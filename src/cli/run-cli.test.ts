import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replyVarieties } from '../language/index.ts';
import { runCli } from './run-cli.ts';
import { type TestIoOptions, makeIo } from './testing/make-io.ts';

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'cli-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

async function run(args: readonly string[], options: TestIoOptions = {}) {
  const io = makeIo({ workingFolder: home, ...options });
  const code = await runCli(args, io);
  return { code, out: io.out(), err: io.err() };
}

describe('exit codes', () => {
  it('is 0 for help and version, which go to stdout', async () => {
    for (const args of [['--help'], ['knowledge', '--help'], ['knowledge', 'add', '--help'], ['--version']]) {
      const { code, out, err } = await run(args);
      expect(code).toBe(0);
      expect(out).not.toBe('');
      expect(err).toBe('');
    }
  });

  it.each([
    'nonsense',
    'knowledge nonsense',
    'detect --nonsense',
    'convert 你好',
    'search x -k 0',
    'search x -k many',
    'knowledge add',
    'detect one two',
  ])('is 2 for a wrong command line, with one sentence and no stack: %s', async (line) => {
    const { code, out, err } = await run(line.split(' '));
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(/^lionrock: [^\n]+\n(?:\(Did you mean [^\n]*\n)?$/);
  });

  it('is 2 without a command, with the help on stderr', async () => {
    for (const args of [[], ['model']]) {
      const { code, err } = await run(args);
      expect(code).toBe(2);
      expect(err).toContain('Usage: lionrock');
    }
  });

  it.each([
    ['cli.unknown-variety', ['convert', '--to', 'fr', 'x']],
    ['language.not-a-conversion', ['convert', '--to', 'en', '你好嗎']],
    ['region.not-found', ['region', 'check', 'no-such-pack']],
    ['region.folder-exists', ['region', 'new', '.', '--id', 'some-town']],
    ['models.unknown-model', ['model', 'use', 'no-such-model']],
    ['config.invalid', ['serve', '--port', 'x']],
  ] as const)('is 2 for what the caller can mend: %s', async (expected, args) => {
    const { code, err } = await run(['--json', ...args]);
    expect(code).toBe(2);
    expect(JSON.parse(err).error.code).toBe(expected);
  });

  it('is 1 for a defect of ours, with its stack unless machines read it', async () => {
    async function* broken(): AsyncGenerator<string> {
      yield await Promise.reject(new TypeError('a defect'));
    }
    const { code, err } = await run(['detect', '--jsonl'], { stdin: broken() });
    expect(code).toBe(1);
    expect(err).toMatch(/a defect\n\s+at /);
    const forMachines = await run(['detect', '--json'], { stdin: broken() });
    expect(forMachines.code).toBe(1);
    expect(JSON.parse(forMachines.err)).toEqual({
      error: { code: 'internal.unexpected', message: 'a defect' },
    });
  });

  it('is 130 after Ctrl-C, with what was finished kept', async () => {
    async function* silent(): AsyncGenerator<string> {
      yield '{"id":1,"text":"你好"}\n';
      await new Promise((resolve) => setImmediate(resolve));
      io.interrupt();
      await new Promise(() => undefined);
    }
    const io = makeIo({ stdin: silent() });
    expect(await runCli(['detect', '--jsonl'], io)).toBe(130);
    expect(JSON.parse(io.out())).toMatchObject({ id: 1 });
    expect(io.err()).toBe('lionrock: Interrupted; what was finished is kept.\n');
  });

  it('is 130 when Ctrl-C comes while it waits for a text', async () => {
    async function* silent(): AsyncGenerator<string> {
      yield 'a text that does not end';
      io.interrupt();
      await new Promise(() => undefined);
    }
    const io = makeIo({ stdin: silent() });
    expect(await runCli(['detect'], io)).toBe(130);
    expect(io.out()).toBe('');
  });

  it('is 0, without a word, when nobody reads the output any more', async () => {
    const line = '{"text":"你好"}\n';
    const { code, out, err } = await run(['detect', '--jsonl'], { stdin: line.repeat(50), closeAfter: 3 });
    expect(code).toBe(0);
    expect(out.split('\n')).toHaveLength(4);
    expect(err).toBe('');
  });
});

describe('detect and convert', () => {
  it('detects an argument or stdin, for people or machines', async () => {
    expect((await run(['detect', '最低工資係幾多？'])).out).toBe('yue-Hant\n');
    expect((await run(['detect'], { stdin: 'What is the minimum wage?\n' })).out).toBe('en\n');
    const found = JSON.parse((await run(['detect', '--json', '办公时间'])).out);
    expect(found).toMatchObject({ variety: 'zh-Hans', script: 'Hans', register: 'neutral' });
  });

  it('gives the promised fields as a filter', async () => {
    const detected = await run(['detect', '--jsonl'], { stdin: '{"id":"a","text":"办公时间"}\n' });
    expect(Object.keys(JSON.parse(detected.out))).toEqual([
      'id',
      'variety',
      'script',
      'register',
      'confidence',
      'shares',
    ]);
    const converted = await run(['convert', '--jsonl', '--to', 'zh-Hant'], {
      stdin: '{"id":"a","text":"办公时间"}\n{"id":"b","text":"office hours of the hall"}\n',
    });
    const [first, second] = converted.out.trimEnd().split('\n');
    expect(JSON.parse(first!)).toEqual({ id: 'a', text: '辦公時間', variety: 'zh-Hant', changed: true });
    expect(JSON.parse(second!)).toMatchObject({ id: 'b', error: { code: 'language.not-a-conversion' } });
    expect(converted.code).toBe(2);
  });

  it('names every variety in its help', async () => {
    const { out } = await run(['convert', '--help']);
    for (const variety of replyVarieties) expect(out).toContain(variety);
  });

  it('keeps control characters of foreign text from the terminal', async () => {
    const { out } = await run(['convert', '--to', 'zh-Hant', '办公\u001B[31m时间\u0007']);
    expect(out).toBe('辦公[31m時間\n');
  });
});

describe('model use', () => {
  it('keeps the choice in the home folder and says when something else takes precedence', async () => {
    const chosen = await run(['model', 'use', 'none', '--home', 'mine']);
    expect(chosen.out).toBe('chatModel is now none.\n');
    expect(JSON.parse(await readFile(join(home, 'mine/config.json'), 'utf8'))).toEqual({ chatModel: 'none' });
    const { out } = await run(['model', 'use', 'qwen2.5-1.5b-instruct', '--home', 'mine', '--json'], {
      environment: { LIONROCK_CHAT_MODEL: 'none', LIONROCK_MODELS: join(home, 'models') },
    });
    expect(JSON.parse(out)).toEqual({
      setting: 'chatModel',
      value: 'qwen2.5-1.5b-instruct',
      ready: false,
      overriddenBy: 'environment LIONROCK_CHAT_MODEL',
    });
  });
});
