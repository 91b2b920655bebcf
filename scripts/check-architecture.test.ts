import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { rooms } from './architecture-rules.ts';
import { checkArchitecture } from './check-architecture.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const region = { id: 'mara', name: { en: 'Mara Islands', 'zh-Hant': '馬拉群島' } };

/** Checks a repository of these files. */
function check(files: Readonly<Record<string, string>>, exceptions: readonly unknown[] = []): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'lionrock-walls-'));
  folders.push(folder);
  const all = {
    'scripts/architecture-exceptions.json': JSON.stringify(exceptions),
    'regions/mara/region.json': JSON.stringify(region),
    ...files,
  };
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return checkArchitecture(folder);
}

const index = (room: string, text = '') => ({ [`src/${room}/index.ts`]: text });

describe('checkArchitecture', () => {
  it('accepts rooms that import lower ones through their doors', () => {
    expect(
      check({
        ...index('base', "export { a } from './a.ts';"),
        'src/base/a.ts': '/** A. */\nexport const a = 1;\n',
        'src/models/spec.ts': "import { a } from '../base/index.ts';\nconst b = a;\n",
        'src/knowledge/x.ts':
          "import type { B } from '../models/spec.ts';\nimport { z } from 'zod';\nlet b: B;\n",
        'web/page.ts': "import type { T } from '../src/server/api-schema.ts';\nlet t: T;\n",
        'src/server/api-schema.ts': '',
      }),
    ).toEqual([]);
  });

  it.each([
    [
      'a room above',
      { 'src/base/x.ts': "import '../models/index.ts';", ...index('models') },
      /base may not import room models.*\[rank\]/,
    ],
    [
      'the candidate by the examiner, if only for a type',
      { 'src/evaluation/x.ts': "import type { A } from '../agent/spec.ts';", 'src/agent/spec.ts': '' },
      /evaluation may not import room agent.*\[rank\]/,
    ],
    [
      'a file past the door',
      { 'src/models/x.ts': "import '../base/secret.ts';", 'src/base/secret.ts': '' },
      /past the door of room base \[door\]/,
    ],
    ['what is in no room', { 'src/base/x.ts': "import '../../scripts/tool.ts';" }, /in no room \[outside\]/],
    [
      'the program by the page',
      { 'web/page.ts': "import '../src/app/index.ts';", ...index('app') },
      /\[web\]/,
    ],
    [
      'each other, if only by types',
      {
        'src/base/a.ts': "import type { B } from './b.ts';",
        'src/base/b.ts': "type C = import('./c.ts').C;",
        'src/base/c.ts': "export * from './a.ts';",
      },
      /import cycle: .*[abc]\.ts -> .*\[cycle\]/,
    ],
  ])('finds an import of %s', (_, files, problem) => {
    const problems = check(files);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(problem);
  });

  it('finds a file over 300 lines', () => {
    expect(check({ 'src/base/x.ts': '\n'.repeat(299) })).toEqual([]);
    expect(check({ 'src/base/x.ts': '\n'.repeat(300) })).toEqual([
      expect.stringMatching(/301 lines \[file-lines\]/),
    ]);
  });

  it.each(["const a = 'mara';", '// the MARA ISLANDS', "const b = '在馬拉群島';"])(
    'finds a word of a region in the program: %s',
    (text) => {
      expect(check({ 'src/base/x.ts': text })).toEqual([expect.stringMatching(/\[region-word\]/)]);
      expect(check({ 'web/x.ts': text, 'src/base/x.test.ts': text })).toEqual([]);
    },
  );

  it('takes an id within a longer word for no word of a region', () => {
    expect(check({ 'src/base/x.ts': "const tamarack = 'maraca';" })).toEqual([]);
  });

  it('lets governed text be made at one door only', () => {
    const text = 'const a = b as GovernedText;';
    expect(check({ 'src/governance/govern.ts': text })).toEqual([]);
    expect(check({ 'src/agent/x.ts': text })).toEqual([expect.stringMatching(/\[governed\]/)]);
  });

  it('passes on what is wrong within a file', () => {
    expect(check({ 'src/base/x.ts': 'export const a: any = 1;' })).toEqual([
      expect.stringMatching(/^src\/base\/x\.ts: line 1: uses any \[any\]$/),
      expect.stringMatching(/without TSDoc \[tsdoc\]$/),
    ]);
  });

  it('accepts an exception with a reason, and no idle one', () => {
    const files = { 'src/base/x.ts': 'const a: any = 1;' };
    const exception = { file: 'src/base/x.ts', rule: 'any', reason: 'a reason' };
    expect(check(files, [exception])).toEqual([]);
    expect(check(files, [{ ...exception, reason: ' ' }])).toEqual([expect.stringMatching(/has no reason/)]);
    expect(check({}, [exception])).toEqual([expect.stringMatching(/not needed any more/)]);
  });
});

describe('rooms', () => {
  it('rank without a circle: a room imports only rooms above it in the list', () => {
    const names = Object.keys(rooms);
    for (const [room, allowed] of Object.entries(rooms)) {
      for (const other of allowed) expect(names.indexOf(other)).toBeLessThan(names.indexOf(room));
      for (const other of allowed) expect(names).toContain(other);
    }
  });

  it('keep the exam from the candidate and the tutor', () => {
    for (const room of ['evaluation', 'alignment']) {
      for (const other of ['governance', 'agent']) expect(rooms[room]).not.toContain(other);
    }
    expect(rooms['alignment']).not.toContain('evaluation');
  });
});
