import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Finding, inspectSource } from './inspect-source.ts';
import { governedTextMaker, limits, rooms } from './architecture-rules.ts';

interface Exception {
  readonly file: string;
  readonly rule: string;
  readonly reason: string;
}

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Checks the whole repository; returns what is wrong, one line each. */
export function checkArchitecture(folder: string = root): string[] {
  const exceptions = JSON.parse(
    readFileSync(join(folder, 'scripts/architecture-exceptions.json'), 'utf8'),
  ) as Exception[];
  const files = listSources(folder);
  const imports = new Map<string, string[]>();
  const findings: Finding[] = [];
  const words = regionWords(folder);
  for (const file of files) {
    const text = readFileSync(join(folder, file), 'utf8');
    const source = inspectSource(file, text);
    const targets = source.imports.map((specifier) => resolveImport(file, specifier));
    imports.set(
      file,
      targets.filter((target): target is string => target !== undefined && files.includes(target)),
    );
    findings.push(...source.findings, ...checkWalls(file, source.imports), ...checkText(file, text, words));
  }
  findings.push(...findCycles(imports));
  return judge(findings, exceptions);
}

function listSources(folder: string): string[] {
  const found = ['src', 'web'].flatMap((part) => walk(folder, part));
  return found.filter((file) => !/\.test\.tsx?$|\.d\.ts$|\/testing\/|vite\.config/.test(file));
}

function walk(folder: string, part: string): string[] {
  if (!existsSync(join(folder, part))) return [];
  return readdirSync(join(folder, part), { recursive: true, encoding: 'utf8' })
    .map((name) => `${part}/${name.replaceAll('\\', '/')}`)
    .filter((name) => /\.tsx?$/.test(name) && !/\/(?:node_modules|dist)\//.test(name));
}

/** Names of every region but the template, in all its varieties, and ids: `src/` must not know them. */
function regionWords(folder: string): RegExp {
  const names = new Set<string>();
  for (const id of readdirSync(join(folder, 'regions'))) {
    const file = join('regions', id, 'region.json');
    if (id === 'template' || !existsSync(join(folder, file))) continue;
    const region = JSON.parse(readFileSync(join(folder, file), 'utf8')) as {
      id: string;
      name: Record<string, string>;
    };
    // "example" is the id of the fictional region and a word of the language.
    if (id !== 'example') names.add(region.id);
    for (const name of Object.values(region.name)) names.add(name);
  }
  const patterns = Array.from(names, (name) =>
    /^[\p{Script=Latin} -]+$/u.test(name) ? `(?<![\\p{L}])${name}(?![\\p{L}])` : name,
  );
  return new RegExp(patterns.join('|'), 'giu');
}

function resolveImport(file: string, specifier: string): string | undefined {
  return specifier.startsWith('.') ? normalize(join(dirname(file), specifier)) : undefined;
}

function checkWalls(file: string, specifiers: readonly string[]): Finding[] {
  const room = roomOf(file);
  const findings: Finding[] = [];
  for (const specifier of specifiers) {
    const target = resolveImport(file, specifier);
    if (target === undefined) continue;
    const other = roomOf(target);
    if (other === room) continue;
    if (room === undefined) findings.push(...checkWeb(file, target));
    else if (other === undefined)
      findings.push({ file, rule: 'outside', message: `imports ${target}, which is in no room` });
    else if (rooms[room]?.includes(other) !== true) {
      findings.push({ file, rule: 'rank', message: `room ${room} may not import room ${other} (${target})` });
    } else if (!/\/(?:index|spec)\.ts$/.test(target)) {
      findings.push({ file, rule: 'door', message: `imports ${target} past the door of room ${other}` });
    }
  }
  return findings;
}

/** The page knows the server's types and nothing else of the program. */
function checkWeb(file: string, target: string): Finding[] {
  if (!file.startsWith('web/') || target.startsWith('web/') || target === 'src/server/api-schema.ts')
    return [];
  return [
    { file, rule: 'web', message: `imports ${target}; only types of src/server/api-schema.ts are allowed` },
  ];
}

function roomOf(file: string): string | undefined {
  const [first, second] = file.split('/');
  return first === 'src' ? second : undefined;
}

function checkText(file: string, text: string, words: RegExp): Finding[] {
  const findings: Finding[] = [];
  const lines = text.split('\n').length;
  if (lines > limits.fileLines) findings.push({ file, rule: 'file-lines', message: `has ${lines} lines` });
  const found = file.startsWith('src/') ? text.match(words) : null;
  if (found !== null) {
    findings.push({
      file,
      rule: 'region-word',
      message: `names a region: ${Array.from(new Set(found)).join(', ')}`,
    });
  }
  if (file !== governedTextMaker && /\bas GovernedText\b/.test(text)) {
    findings.push({ file, rule: 'governed', message: 'makes governed text outside the door' });
  }
  return findings;
}

/** Import cycles, types counted: each as one finding (Tarjan's strongly connected components). */
function findCycles(graph: ReadonlyMap<string, readonly string[]>): Finding[] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const findings: Finding[] = [];
  const visit = (node: string): void => {
    index.set(node, index.size);
    low.set(node, index.get(node) ?? 0);
    stack.push(node);
    for (const next of graph.get(node) ?? []) {
      if (!index.has(next)) visit(next);
      if (stack.includes(next)) low.set(node, Math.min(low.get(node) ?? 0, low.get(next) ?? 0));
    }
    if (low.get(node) !== index.get(node)) return;
    const cycle = stack.splice(stack.indexOf(node));
    if (cycle.length > 1)
      findings.push({
        file: cycle[0] ?? node,
        rule: 'cycle',
        message: `import cycle: ${cycle.join(' -> ')}`,
      });
  };
  for (const node of graph.keys()) if (!index.has(node)) visit(node);
  return findings;
}

function judge(findings: readonly Finding[], exceptions: readonly Exception[]): string[] {
  const used = new Set<Exception>();
  const problems: string[] = [];
  for (const { file, rule, message } of findings) {
    const exception = exceptions.find((candidate) => candidate.file === file && candidate.rule === rule);
    if (exception === undefined) problems.push(`${relative('.', file)}: ${message} [${rule}]`);
    else used.add(exception);
  }
  for (const exception of exceptions) {
    if (!used.has(exception))
      problems.push(`${exception.file}: the exception from ${exception.rule} is not needed any more`);
    if (exception.reason.trim() === '')
      problems.push(`${exception.file}: the exception from ${exception.rule} has no reason`);
  }
  return problems;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const problems = checkArchitecture();
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
  else console.log('The architecture holds.');
}
