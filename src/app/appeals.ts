import { join } from 'node:path';
import { type Clock, isoDate, systemClock } from '../base/index.ts';
import {
  type Appeal,
  type AppealOffice,
  type AppealStore,
  type AppealSubmission,
  type Overdue,
  appealNotFound,
  createTicket,
  hashTicket,
  isTextOver,
  noSuchTicket,
  overdueOf,
  pickWords,
  receiveAppeal,
} from '../governance/index.ts';
import type { ReplyVariety } from '../language/index.ts';
import { type Region, loadRegion } from '../region/index.ts';
import { createAppealStore } from '../store/index.ts';
import type { Config } from './config.ts';
import { resolveRegion } from './region-folders.ts';

/** What appeals are dealt with by. A workspace is one, too. */
export interface AppealDesk {
  readonly config: Pick<Config, 'home'>;
  readonly region: Pick<Region, 'id' | 'timeZone' | 'constitution' | 'workingCalendar'>;
  readonly appeals: AppealStore;
  readonly clock: Clock;
}

/** An appeal with the days that count, in the region's time. */
export interface AppealView {
  readonly appeal: Appeal;
  readonly receivedOn: string;
  readonly acknowledgedOn?: string;
  readonly decidedOn?: string;
  readonly reasonsSentOn?: string;
  readonly overdue: readonly Overdue[];
}

/** A public body that can be asked, too. */
export interface OtherBody {
  readonly name: string;
  readonly matter: string;
  readonly url: string;
}

/** Days that texts are kept when the constitution does not say: 24 months. */
const longestKept = 730;

/** Path of the file of appeals of a region. */
export function appealsPath({ home }: Pick<Config, 'home'>, region: string): string {
  return join(home, 'regions', region, 'appeals.jsonl');
}

/** Opens what appeals are dealt with by, without models and without the knowledge store. */
export async function openAppealDesk(
  config: Config,
  { version, clock = systemClock }: { readonly version: string; readonly clock?: Clock },
): Promise<AppealDesk> {
  const folder = await resolveRegion(config.region);
  const region = await loadRegion(folder, isoDate(clock(), 'UTC'));
  const path = appealsPath(config, region.id);
  return { config, region, clock, appeals: createAppealStore({ path, region: region.id, version, clock }) };
}

/**
 * Takes an appeal. The ticket is given here, once, and kept nowhere.
 *
 * @param submission what somebody submits; the constitution in force stands in for one that is not named
 * @throws `appeals.locked`; `appeals.broken`
 */
export async function submitAppeal(
  desk: AppealDesk,
  submission: Omit<AppealSubmission, 'bundleHash'> & Partial<Pick<AppealSubmission, 'bundleHash'>>,
): Promise<AppealView & { readonly ticket: string }> {
  await expireAppeals(desk);
  const ticket = createTicket();
  const { constitution } = desk.region;
  const appeal = await desk.appeals.receive(
    receiveAppeal(
      { ...submission, bundleHash: submission.bundleHash ?? constitution.bundleHash },
      { office: officeOf(desk), ticketHash: hashTicket(ticket) ?? '', now: desk.clock() },
    ),
  );
  return { ...viewAppeal(desk, appeal), ticket };
}

/**
 * Finds the appeal of whoever holds a ticket.
 *
 * @throws `appeals.no-such-ticket`
 */
export async function findAppealByTicket(desk: AppealDesk, ticket: string): Promise<AppealView> {
  const hash = hashTicket(ticket);
  const appeals = hash === undefined ? [] : await desk.appeals.list();
  const found = appeals.find(({ received }) => received.ticketHash === hash);
  if (found === undefined) throw noSuchTicket();
  return viewAppeal(desk, found);
}

/** All appeals, oldest first; what was kept for its longest time is removed before. */
export async function listAppeals(desk: AppealDesk): Promise<readonly AppealView[]> {
  await expireAppeals(desk);
  return (await desk.appeals.list()).map((appeal) => viewAppeal(desk, appeal));
}

/**
 * One appeal, by its id.
 *
 * @throws `appeals.not-found`
 */
export async function showAppeal(desk: AppealDesk, id: string): Promise<AppealView> {
  const found = (await listAppeals(desk)).find(({ appeal }) => appeal.id === id);
  if (found === undefined) throw appealNotFound(id);
  return found;
}

/**
 * Removes what people wrote once it was kept for as long as the constitution's `retention.yaml` says under `appeals`,
 * or 24 months where it does not.
 *
 * @returns ids of the appeals that expired now
 */
export async function expireAppeals({ appeals, region, clock }: AppealDesk): Promise<readonly string[]> {
  const kept = region.constitution.retention.find(({ id }) => id === 'appeals');
  const maxDays = kept?.maxDays ?? longestKept;
  const now = clock();
  return appeals.expire((appeal) => isTextOver(appeal, maxDays, now), now.toISOString());
}

/** Where else one can go, in the words of a variety. */
export function otherBodies(
  { region }: Pick<AppealDesk, 'region'>,
  variety: ReplyVariety,
): readonly OtherBody[] {
  return region.constitution.meta.appeal.others.map(({ name, matter, url }) => ({
    name: pickWords(name, variety),
    matter: pickWords(matter, variety),
    url,
  }));
}

/** Adds to an appeal what follows from the day it is. */
export function viewAppeal({ region, clock }: AppealDesk, appeal: Appeal): AppealView {
  const dayOf = (instant: string) => isoDate(new Date(instant), region.timeZone);
  const { received, acknowledgedAt, decidedAt, reasonsSentAt } = appeal;
  return {
    appeal,
    receivedOn: dayOf(received.at),
    ...(acknowledgedAt !== undefined && { acknowledgedOn: dayOf(acknowledgedAt) }),
    ...(decidedAt !== undefined && { decidedOn: dayOf(decidedAt) }),
    ...(reasonsSentAt !== undefined && { reasonsSentOn: dayOf(reasonsSentAt) }),
    overdue: overdueOf(appeal, isoDate(clock(), region.timeZone)),
  };
}

function officeOf({ region }: AppealDesk): AppealOffice {
  const { constitution, workingCalendar: calendar, timeZone } = region;
  return { constitution, calendar, timeZone };
}
