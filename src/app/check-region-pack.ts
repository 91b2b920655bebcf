import { isoDate, systemClock } from '../base/index.ts';
import { type RegionProblem, checkRegion, formatProblem } from '../region/index.ts';
import { checkConstitution } from './constitution.ts';
import { resolveRegion } from './region-folders.ts';

/** A pack and what is wrong in it. */
export interface RegionReport {
  readonly folder: string;
  /** Absent when the pack cannot be used. */
  readonly pack?: {
    readonly id: string;
    readonly version: string;
    /** SHA-256 over all files read. */
    readonly hash: string;
    /** Number of fact cards. */
    readonly cards: number;
  };
  readonly problems: readonly RegionProblem[];
}

/**
 * Checks a pack, named by id or by path, for every problem in it.
 *
 * @throws `region.not-found`
 */
export async function checkRegionPack(name: string): Promise<RegionReport> {
  const folder = await resolveRegion(name);
  const { region, problems } = await checkRegion(folder, isoDate(systemClock(), 'UTC'));
  if (region === undefined) return { folder, problems };
  // Whether the rules do what their tests say is not needed to use a pack, and takes too long at every start.
  const known = new Set(problems.map(formatProblem));
  const { problems: ofConstitution } = await checkConstitution(folder);
  const failed = ofConstitution.filter((problem) => !known.has(formatProblem(problem)));
  const { id, version, hash, cards } = region;
  return { folder, pack: { id, version, hash, cards: cards.length }, problems: [...problems, ...failed] };
}
