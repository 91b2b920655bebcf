import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { type ErrorReport, openJsonl, reportError } from '../base/index.ts';
import { measureFolder } from '../models/index.ts';
import { openLanceStore } from '../store/index.ts';
import { type RegionReport, checkRegionPack } from './check-region-pack.ts';
import { type Config, type SettingName, settings } from './config.ts';
import { type ModelListing, listModels } from './manage-models.ts';
import { type SlotState, openModelSlots } from './model-slots.ts';

/** One setting as `doctor` shows it. */
export interface ShownSetting {
  readonly name: string;
  /** Absent when it is not set; `set (hidden)` for a secret. */
  readonly value?: string;
  /** Where the value came from: command line, environment, file or default. */
  readonly origin?: string;
  readonly environment: string;
  readonly about: string;
}

/** What this installation has stored. */
export interface StoreDiagnosis {
  readonly folder: string;
  /** Bytes on the disk. */
  readonly bytes: number;
  readonly documents: number;
  readonly passages: number;
  readonly collections: readonly { readonly name: string; readonly documents: number }[];
}

/** Something that would be sent to another machine when a question is asked. */
export interface Departure {
  readonly what: 'questions and passages' | 'texts to embed';
  /** Name of the machine, with its port where one is given. */
  readonly host: string;
}

/** Everything one wants to know of an installation that does not do what it should. */
export interface Diagnosis {
  readonly home: string;
  readonly node: string;
  readonly platform: string;
  readonly settings: readonly ShownSetting[];
  readonly region: RegionReport | { readonly error: ErrorReport };
  /** What is in use. */
  readonly slots:
    { readonly chat: SlotState; readonly embedding: SlotState } | { readonly error: ErrorReport };
  readonly models: readonly ModelListing[];
  /** Whether the optional engine for local models can be loaded. */
  readonly engine: 'available' | 'missing';
  /** Absent while nothing is stored. */
  readonly store?: StoreDiagnosis | { readonly error: ErrorReport };
  /** Records of feedback. */
  readonly feedback: number;
  /** Empty when everything stays on this machine. */
  readonly leaves: readonly Departure[];
}

/** Looks at everything and changes nothing; what fails is told in its place. */
export async function diagnose(config: Config): Promise<Diagnosis> {
  const region = await orError(() => checkRegionPack(config.region));
  const id = 'pack' in region ? region.pack?.id : undefined;
  const home = id === undefined ? undefined : join(config.home, 'regions', id);
  const store = home === undefined ? undefined : await diagnoseStore(join(home, 'knowledge'));
  return {
    home: config.home,
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    settings: showSettings(config),
    region,
    slots: await orError(() => readSlots(config)),
    models: await listModels(config),
    engine: await findEngine(),
    ...(store !== undefined && { store }),
    feedback: home === undefined ? 0 : await countRecords(join(home, 'feedback.jsonl')),
    leaves: findDepartures(config),
  };
}

async function orError<T extends object>(
  look: () => Promise<T>,
): Promise<T | { readonly error: ErrorReport }> {
  try {
    return await look();
  } catch (error) {
    const { code, message } = reportError(error);
    return { error: { code, message } };
  }
}

function showSettings(config: Config): ShownSetting[] {
  return (Object.keys(settings) as SettingName[]).map((name) => {
    const setting = settings[name];
    const value = config[name];
    const origin = config.origins[name];
    const common = { name, environment: setting.env, about: setting.about };
    if (value === undefined || origin === undefined) return common;
    return { ...common, value: showValue(name, String(value)), origin };
  });
}

/** A key is never shown, neither as a setting of its own nor inside an address. */
function showValue(name: SettingName, value: string): string {
  if ('secret' in settings[name]) return 'set (hidden)';
  if (name !== 'chatUrl' && name !== 'embeddingUrl') return value;
  const url = new URL(value);
  for (const part of ['username', 'password'] as const) if (url[part] !== '') url[part] = 'hidden';
  return url.search === '' ? url.href : `${url.origin}${url.pathname}?(hidden)`;
}

async function readSlots(config: Config): Promise<{ chat: SlotState; embedding: SlotState }> {
  const slots = await openModelSlots(config);
  try {
    return slots.states();
  } finally {
    await slots.close();
  }
}

async function findEngine(): Promise<Diagnosis['engine']> {
  return import('node-llama-cpp').then(
    () => 'available' as const,
    () => 'missing' as const,
  );
}

async function diagnoseStore(folder: string): Promise<Diagnosis['store']> {
  const exists = await access(folder).then(
    () => true,
    () => false,
  );
  if (!exists) return undefined;
  return orError(async () => {
    const bytes = await measureFolder(folder);
    const store = await openLanceStore(folder);
    try {
      const { documents, passages, collections } = await store.status();
      return { folder, bytes, documents, passages, collections };
    } finally {
      await store.close();
    }
  });
}

/** Records of a JSON Lines file after its header; 0 when there is no file. */
async function countRecords(path: string): Promise<number> {
  let records = 0;
  try {
    for await (const record of openJsonl(path)) if (record.line > 1 && 'value' in record) records += 1;
  } catch {
    return 0;
  }
  return records;
}

function findDepartures({ chatUrl, embeddingUrl }: Config): Departure[] {
  const found: Departure[] = [];
  const add = (what: Departure['what'], address: string | undefined) => {
    if (address !== undefined && !isThisMachine(address)) found.push({ what, host: new URL(address).host });
  };
  add('questions and passages', chatUrl);
  add('texts to embed', embeddingUrl);
  return found;
}

function isThisMachine(address: string): boolean {
  const { hostname } = new URL(address);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
