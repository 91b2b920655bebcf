import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../run-cli.ts';
import { makeIo } from '../testing/make-io.ts';

const packs = join(import.meta.dirname, '../../../regions');
const example = join(packs, 'example');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-constitution-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(...args: readonly string[]) {
  const io = makeIo({ workingFolder: folder });
  const code = await runCli(['constitution', ...args], io);
  return { code, out: io.out(), err: io.err() };
}

describe('constitution check', () => {
  it('ends with the numbers and the hash', async () => {
    const { code, out } = await run('check', example);
    expect(code).toBe(0);
    expect(out).toMatch(/0 errors, 0 warnings\.\nexample 1\.0\.0 \(public\): 4 rules/);
    expect(out).toMatch(/SHA-256 [0-9a-f]{64}\n$/);
  });

  it('gives 2 for an error, each with file, line and cure', async () => {
    const meta = await readFile(join(example, 'constitution/meta.yaml'), 'utf8');
    await writeFile(join(folder, 'meta.yaml'), meta.replace('status: draft', 'status: odd'));
    const { code, out } = await run('check', folder);
    expect(code).toBe(2);
    expect(out).toMatch(/^meta\.yaml:\d+: status: .+\. .+\.$/m);
    expect(out).toMatch(/^rules\/: has no file\. .+$/m);
  });

  it('gives 3 for a warning when it is strict', async () => {
    expect((await run('check', example, '--strict')).code).toBe(0);
    const hk = await run('check', join(packs, 'hk'), '--strict', '--json');
    const { problems } = JSON.parse(hk.out) as { problems: { severity: string }[] };
    expect(hk.code).toBe(problems.length === 0 ? 0 : 3);
  });
});

describe('constitution show', () => {
  it('prints the rules in the words of a variety, with how their basis was checked', async () => {
    const { code, out } = await run('show', example, '--variety', 'zh-Hans');
    expect(code).toBe(0);
    expect(out).toContain('example-R01.1  不拼凑私人的行踪');
    expect(out).toContain('依据: 琥珀港宪章 第五条 (已与官方文本核对)');
  });

  it('writes the page, and prints what diff reads', async () => {
    const page = join(folder, 'page.html');
    expect((await run('show', example, '--html', page)).out).toBe('');
    expect(await readFile(page, 'utf8')).toMatch(/^<!doctype html>[^]*<\/html>\n$/);
    const { out } = await run('show', example, '--json');
    const bundle = join(folder, 'bundle.json');
    await writeFile(bundle, out);
    expect((await run('diff', bundle, example)).out).toMatch(/Nothing differs\.\n$/);
  });

  it('takes a profile that is not enabled only when told so', async () => {
    expect(await run('show', example, '--profile', 'archive')).toMatchObject({ code: 2, out: '' });
    expect((await run('show', example, '--profile', 'archive', '--allow-disabled')).code).toBe(0);
  });
});

describe('constitution diff', () => {
  it('prints changes, and the decisions that would change', async () => {
    const { out: bundle } = await run('show', example, '--json');
    await writeFile(join(folder, 'b.json'), bundle);
    const replay = join(folder, 'replay.jsonl');
    await writeFile(
      replay,
      '{"id":"q1","stage":"input","text":"Track down where she lives."}\n{"text":"Hello there"}\n',
    );
    const { code, out } = await run(
      'diff',
      join(folder, 'b.json'),
      example,
      '--profile',
      'school',
      '--replay',
      replay,
    );
    expect(code).toBe(0);
    expect(out).toContain('changed rules example-R01.1\n  action: "decline" -> "partial"\n');
    expect(out).toContain(
      '1 of 2 decisions would change.\nq1: decline (example-R01.1) -> partial (example-R01.1)',
    );
  });
});
