import { access, readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import {
  type IsoDate,
  type LionrockError,
  inputError,
  isoDate,
  openJsonl,
  systemClock,
} from '../base/index.ts';
import {
  type BundleDiff,
  type CompileOptions,
  type ConstitutionBundle,
  type Replay,
  type ReplayRecord,
  compileConstitution,
  diffBundles,
  readBundle,
  replayDecisions,
  replayRecordSchema,
  runRuleTests,
} from '../governance/index.ts';
import { type LexiconEntry, createLexicon, createSegmenter } from '../language/index.ts';
import { type RegionProblem, checkConstitutionFolder, formatProblem } from '../region/index.ts';
import { resolveRegion } from './region-folders.ts';

/** A constitution and what is wrong in it. */
export interface ConstitutionReport {
  readonly folder: string;
  /** Absent when there is an error in what its authors wrote. */
  readonly constitution?: {
    readonly id: string;
    readonly version: string;
    readonly profile: string;
    readonly bundleHash: string;
    readonly rules: number;
    readonly sources: number;
    readonly tests: number;
  };
  readonly problems: readonly RegionProblem[];
}

/** What differs between two constitutions, and which decisions would. */
export interface Comparison extends BundleDiff {
  readonly replay?: Replay;
}

/** Which constitutions are compared, and with what. */
export interface ComparisonRequest extends CompileOptions {
  /** Packs, constitution folders or bundle files. */
  readonly from: string;
  readonly to: string;
  /** JSON Lines of texts to judge under both. */
  readonly replay?: string;
}

/**
 * Checks a constitution, named by region or by folder, for every problem in it, and runs its tests.
 *
 * @throws `region.not-found`
 */
export async function checkConstitution(name: string): Promise<ConstitutionReport> {
  const folder = await resolveConstitution(name);
  const { constitution, problems, lexicon } = await checkConstitutionFolder(folder, today());
  if (constitution === undefined) return { folder, problems };
  const failed = await runRuleTests(constitution, makeTools(lexicon));
  const prefix = (await exists(join(folder, 'region.json'))) ? 'constitution/' : '';
  const { meta, rules, sources, tests } = constitution;
  const { profile, bundleHash } = compileConstitution(constitution);
  return {
    folder,
    constitution: {
      id: meta.id,
      version: meta.version,
      profile: profile.id,
      bundleHash,
      rules: rules.length,
      sources: sources.length,
      tests: tests.length,
    },
    problems: [...problems, ...failed.map((problem) => ({ ...problem, file: `${prefix}${problem.file}` }))],
  };
}

/**
 * Reads a constitution, named by region, folder or bundle file, and compiles it under a profile.
 *
 * @throws `region.not-found`; `governance.invalid-constitution`; `governance.bad-bundle`;
 * `governance.changed-bundle`; `governance.unknown-profile`; `governance.disabled-profile`
 */
export async function readConstitutionBundle(
  name: string,
  options: CompileOptions = {},
): Promise<ConstitutionBundle> {
  return (await open(name, options)).bundle;
}

/**
 * Compares two constitutions record by record, and on request the decisions that they come to without a model.
 *
 * @throws as {@link readConstitutionBundle}; `governance.bad-replay`
 */
export async function compareConstitutions(request: ComparisonRequest): Promise<Comparison> {
  const { from: fromName, to: toName, replay, ...options } = request;
  const from = await open(fromName, options);
  const to = await open(toName, options);
  const diff = diffBundles(from.bundle, to.bundle);
  if (replay === undefined) return diff;
  const records = await readReplay(replay);
  const bundles = { from: from.bundle, to: to.bundle };
  return { ...diff, replay: await replayDecisions(bundles, records, makeTools(to.lexicon)) };
}

async function open(
  name: string,
  options: CompileOptions,
): Promise<{ readonly bundle: ConstitutionBundle; readonly lexicon: readonly LexiconEntry[] }> {
  if (await isFile(resolve(name))) {
    return { bundle: readBundle(await readFile(resolve(name), 'utf8'), name), lexicon: [] };
  }
  const folder = await resolveConstitution(name);
  const { constitution, problems, lexicon } = await checkConstitutionFolder(folder, today());
  if (constitution === undefined) throw invalidConstitution(folder, problems);
  return { bundle: compileConstitution(constitution, options), lexicon };
}

/** The folder of a pack or of a constitution alone. */
async function resolveConstitution(name: string): Promise<string> {
  const folder = resolve(name);
  if (!(await exists(join(folder, 'meta.yaml')))) return resolveRegion(name);
  // The constitution of a pack is checked with the words of the pack.
  const pack = resolve(folder, '..');
  const ofPack = join(pack, 'constitution') === folder && (await exists(join(pack, 'region.json')));
  return ofPack ? pack : folder;
}

async function readReplay(path: string): Promise<ReplayRecord[]> {
  const records: ReplayRecord[] = [];
  for await (const record of openJsonl(path)) {
    const value = 'value' in record ? record.value : undefined;
    // A set of tests begins with its header.
    if (record.line === 1 && typeof value === 'object' && value !== null && 'kind' in value) continue;
    const parsed = replayRecordSchema.safeParse(value);
    if (!parsed.success) throw badReplay(path, record.line);
    records.push(parsed.data);
  }
  return records;
}

function makeTools(lexicon: readonly LexiconEntry[]) {
  const words = lexicon.flatMap((entry) => Object.values(entry.forms).flat());
  return { lexicon: createLexicon(lexicon), segmenter: createSegmenter({ words }) };
}

function today(): IsoDate {
  return isoDate(systemClock(), 'UTC');
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

function invalidConstitution(folder: string, problems: readonly RegionProblem[]): LionrockError {
  const errors = problems.filter((problem) => problem.severity === 'error');
  const shown = errors.slice(0, 5).map((problem) => `  ${formatProblem(problem)}`);
  return inputError({
    code: 'governance.invalid-constitution',
    message: `The constitution in ${folder} has ${errors.length} errors:\n${shown.join('\n')}\n`,
    cure: 'Run `lionrock constitution check` for all of them.',
    data: { folder, errors: errors.length },
  });
}

function badReplay(path: string, line: number): LionrockError {
  return inputError({
    code: 'governance.bad-replay',
    message: `${path}:${line} is no text to judge.`,
    cure: 'Write {"stage": "input", "text": "…"} on every line, or name a file of tests/.',
    data: { path, line },
  });
}
