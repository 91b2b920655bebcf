import { isoDate, systemClock } from '../base/index.ts';
import { type RegionProblem, checkRegion } from '../region/index.ts';
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
  const { id, version, hash, cards } = region;
  return { folder, pack: { id, version, hash, cards: cards.length }, problems };
}
