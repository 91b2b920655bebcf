import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type SettingName, loadConfig, readDefaultRegion, settings } from '../src/app/index.ts';

const root = join(import.meta.dirname, '..');

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** Files below the named folders, as paths from the root. */
function list(folders: readonly string[], wanted: RegExp): string[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
        (name) => `${folder}/${name.replaceAll('\\', '/')}`,
      ),
    )
    .filter((path) => wanted.test(path) && !/(?:^|\/)(?:node_modules|dist)\//.test(path));
}

const documents = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...list(['docs', 'src', 'web', 'regions'], /\.md$/),
];

const sources = list(['src', 'web'], /\.tsx?$/).filter(
  (path) => !/\.test\.tsx?$/.test(path) && !path.includes('/testing/'),
);

/** All matches of a pattern's first group, each once. */
function matches(text: string, pattern: RegExp): string[] {
  return Array.from(new Set(Array.from(text.matchAll(pattern), (match) => match[1] ?? ''))).toSorted();
}

/** The cells of the rows of all tables in a document that begin with a code span. */
function tableRows(path: string): { readonly name: string; readonly cells: readonly string[] }[] {
  return read(path)
    .split('\n')
    .filter((line) => /^\| `[^`]+` +\|/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([, name = '', ...cells]) => ({ name: name.replaceAll('`', ''), cells: cells.slice(0, -1) }));
}

/** Codes are written as literals: as `code: '…'`, or as the first argument of the filters' `badLine`. */
function errorCodes(): string[] {
  const code = /(?:\bcode: ?|\bbadLine\(\s*)'([a-z0-9]+\.[a-z0-9-]+)'/g;
  return matches(sources.map(read).join('\n'), code);
}

describe('docs/guides/errors.md', () => {
  const rows = tableRows('docs/guides/errors.md');

  it('tells of every error code there is, and of no other', () => {
    const codes = errorCodes();
    expect(codes.length).toBeGreaterThan(100);
    expect(rows.map((row) => row.name).toSorted()).toEqual(codes);
  });

  it('tells what happened and what to do', () => {
    const wanting = rows.filter(({ cells }) => cells.length !== 2 || cells.some((cell) => cell.length < 5));
    expect(wanting).toEqual([]);
  });

  it('misses no code, since each is written as a literal', () => {
    // `code` may also be passed on: as a shorthand, from an error, or as a type.
    const composed = /\bcode: ?(?:`|'[^']*' ?\+|[^',;{}\n]*\? ?')/;
    expect(sources.filter((path) => composed.test(read(path)))).toEqual([]);
  });
});

describe('docs/guides/configuration.md', () => {
  it('tells of every setting there is, with its environment variable, and of no other', () => {
    const told = tableRows('docs/guides/configuration.md').map(({ name, cells }) => [name, cells[0]]);
    const known = Object.entries(settings).map(([name, { env }]) => [name, `\`${env}\``]);
    expect(told).toEqual(known);
  });

  it('tells the defaults', async () => {
    const home = join(tmpdir(), 'lionrock-no-such-home');
    const config = await loadConfig({
      defaultRegion: await readDefaultRegion(),
      environment: {},
      options: { home },
    });
    const told = new Map(
      tableRows('docs/guides/configuration.md').map(({ name, cells }) => [name, cells[1] ?? '']),
    );
    const known = (Object.keys(settings) as SettingName[]).flatMap((name) => {
      const value = config[name];
      return value === undefined ? [] : [[name, `\`${String(value).replace(homedir(), '~')}\``]];
    });
    const set = Array.from(told).filter(([, value]) => /^`[^`]+`$/.test(value));
    expect(Object.fromEntries(set)).toEqual(Object.fromEntries(known));
  });

  it('names every environment variable that is read', () => {
    const guide = read('docs/guides/configuration.md');
    const variables = matches(sources.map(read).join('\n'), /\b(LIONROCK_[A-Z_]+)\b/g);
    expect(variables.filter((name) => !guide.includes(`\`${name}\``))).toEqual([]);
  });
});

describe('docs/decisions', () => {
  const decisions = readdirSync(join(root, 'docs/decisions')).filter((name) => name.endsWith('.md'));

  it('are numbered without gap, and say context, decision, consequences and what was measured', () => {
    expect(decisions.map((name) => name.slice(0, 3))).toEqual(
      decisions.map((_, at) => String(at + 1).padStart(3, '0')),
    );
    for (const name of decisions) {
      const text = read(`docs/decisions/${name}`);
      expect.soft(text, name).toMatch(new RegExp(`^# ${name.slice(0, 3)} `));
      for (const part of ['Context', 'Decision', 'Consequences', 'Measured']) {
        expect.soft(text, `${name}: ${part}`).toMatch(new RegExp(`^\\*\\*${part}`, 'm'));
      }
    }
  });

  it('are there when a comment or a document cites them', () => {
    const citing = [...sources, ...list(['scripts', 'tests'], /\.ts$/), ...documents].map(read).join('\n');
    const numbers = matches(citing, /(?:docs\/decisions\/|\b[Dd]ecision )(\d{3})\b/g);
    expect(numbers.length).toBeGreaterThan(1);
    const known = new Set(decisions.map((name) => name.slice(0, 3)));
    expect(numbers.filter((number) => !known.has(number))).toEqual([]);
  });

  it('name every dependency with its reason, and none that is not there', () => {
    const told = Array.from(
      read('docs/decisions/002-dependencies.md').matchAll(
        /^\| (\S+) +\| (runtime|optional|dev) +\| (.{5,}) \|$/gm,
      ),
      ([, name, kind]) => `${kind} ${name}`,
    );
    const manifest = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;
    const kinds = { runtime: 'dependencies', optional: 'optionalDependencies', dev: 'devDependencies' };
    const known = Object.entries(kinds).flatMap(([kind, field]) =>
      Object.keys(manifest[field] ?? {}).map((name) => `${kind} ${name}`),
    );
    expect(told.toSorted()).toEqual(known.toSorted());
  });
});

describe('the documents', () => {
  it('name only paths that exist in the paper-to-file table', () => {
    const table = read('ARCHITECTURE.md').split('## From the paper to the files')[1] ?? '';
    const paths = matches(table, /`([a-z]+\/[^`]+)`/g);
    expect(paths.length).toBeGreaterThan(30);
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('name only paths that exist in the tree of AGENTS.md, and every room', () => {
    const tree = /```text\n([\s\S]*?)```/.exec(read('AGENTS.md'))?.[1] ?? '';
    const paths = matches(tree, /^([\w./-]+\/) /gm);
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    const rooms = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    expect(rooms.map((room) => `src/${room.name}/`).filter((path) => !paths.includes(path))).toEqual([]);
  });

  it('name only files that exist, where a path in code stands for one', () => {
    const broken = documents.flatMap((path) =>
      matches(read(path), /`((?:src|web|scripts|tests|docs|regions)\/[\w./-]+\.\w+)`/g)
        .filter((named) => !existsSync(join(root, named)))
        .map((named) => `${path}: ${named}`),
    );
    expect(broken).toEqual([]);
  });

  it('link only to what exists', () => {
    const broken = documents.flatMap((path) => {
      const prose = read(path).replaceAll(/```[\s\S]*?```/g, '');
      return matches(prose, /\]\(([^)\s]+)\)/g)
        .filter((link) => !/^(?:https?:|mailto:|#)/.test(link))
        .map((link) => normalize(join(dirname(path), link.split('#')[0] ?? '')))
        .filter((target) => !existsSync(join(root, target)))
        .map((target) => `${path}: ${target}`);
    });
    expect(broken).toEqual([]);
  });

  it('name only npm scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = documents.flatMap((path) => matches(read(path), /\bnpm run (?:--silent )?([a-z][\w:]*)/g));
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
    for (const name of ['start', 'test']) expect(Object.keys(scripts)).toContain(name);
  });

  it('say in the README how to start and how to test', () => {
    const readme = read('README.md');
    expect(readme).toMatch(/^npm ci && npm start$/m);
    expect(readme).toMatch(/^npm ci && npm test$/m);
    expect(readme).toContain('![The chat page](docs/images/chat.png)');
  });

  it('name only commands of the command line that exist', () => {
    const known = new Set(matches(read('docs/guides/command-line.md'), /^## `lionrock ?(.*)`$/gm));
    const groups = new Set(
      Array.from(known, (name) => name.split(' ')).flatMap(([group, ...rest]) =>
        rest.length > 0 ? [group] : [],
      ),
    );
    const named = documents
      .filter((path) => path !== 'docs/guides/command-line.md')
      .flatMap((path) =>
        Array.from(
          read(path).matchAll(/\blionrock(?: --(?:region|home) \S+)* ([a-z]+)(?: ([a-z]+))?(?![\w.])/g),
          ([, first = '', second]) =>
            groups.has(first) && second !== undefined ? `${first} ${second}` : first,
        ),
      );
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });

  it('keep each README of a room to 40 lines, and AGENTS.md to 120', () => {
    const rooms = documents.filter((path) => /^(?:src\/\w+|web)\/README\.md$/.test(path));
    expect(rooms.length).toBeGreaterThan(10);
    const lines = (path: string) => read(path).trimEnd().split('\n').length;
    expect(rooms.filter((path) => lines(path) > 40)).toEqual([]);
    expect(lines('AGENTS.md')).toBeLessThanOrEqual(120);
  });

  it('are whole: the licence is that of package.json, and each region names its own', () => {
    expect(read('LICENSE')).toMatch(/Apache License\s+Version 2\.0/);
    expect(read('package.json')).toContain('"license": "Apache-2.0"');
    for (const id of ['hk', 'example']) {
      expect(JSON.parse(read(`regions/${id}/region.json`))).toMatchObject({ licence: 'CC-BY-4.0' });
    }
    expect(read('regions/hk/SOURCES.md')).toContain('CC BY 4.0');
  });
});
