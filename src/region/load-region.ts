import { join } from 'node:path';
import {
  type AnswerMessages,
  type Channel,
  type IntentPhrases,
  type RegionWords,
  answerMessagesSchema,
  channelSchema,
  intentPhrasesSchema,
} from '../agent/index.ts';
import { type IsoDate, type LionrockError, setupError, sha256 } from '../base/index.ts';
import {
  type Clause,
  type ConstitutionBundle,
  type PersonalDataKind,
  type WorkingCalendar,
  compileConstitution,
} from '../governance/index.ts';
import {
  type CardQuestions,
  type FactCard,
  type SourceManifest,
  checkFactCard,
  factCardSchema,
  sourceManifestSchema,
} from '../knowledge/index.ts';
import type { LexiconEntry, ReplyVariety, Variety } from '../language/index.ts';
import { z } from 'zod';
import { type InterfaceMessages, interfaceMessagesSchema } from './interface-messages.ts';
import { type Located, PackReader, type RegionProblem } from './pack-reader.ts';
import { readPackConstitution } from './read-pack-constitution.ts';
import { readPersonalData } from './read-personal-data.ts';
import { readQuestions } from './read-questions.ts';
import { readVectors, type RegionVectors } from './read-vectors.ts';
import { readWorkingDays } from './read-working-days.ts';
import { readLexicon } from './read-lexicon.ts';
import { type RegionFile, regionFileSchema } from './region-schema.ts';

/** A region pack, read and checked: everything the program knows of a place. */
export interface Region extends RegionFile {
  readonly folder: string;
  /** SHA-256 over all files read; results cite it. */
  readonly hash: string;
  readonly words: RegionWords;
  readonly interfaceWords: ReadonlyMap<Variety, InterfaceMessages>;
  /** The constitution under its default profile, with its hash. */
  readonly constitution: ConstitutionBundle;
  /** Its rules in the form that the door applies. */
  readonly clauses: readonly Clause[];
  readonly lexicon: readonly LexiconEntry[];
  /** Names of places that are not this one: what is true here need not be true there. */
  readonly elsewhere: readonly LexiconEntry[];
  readonly cards: readonly Located<FactCard>[];
  readonly manifest: SourceManifest;
  /** Known questions of the cards; empty when the pack has none. */
  readonly questions: readonly CardQuestions[];
  readonly vectors: RegionVectors;
  /** Kinds of personal data of the place, for redaction. */
  readonly personalData: readonly PersonalDataKind[];
  /** By what working days are counted. */
  readonly workingCalendar: WorkingCalendar;
}

/** A pack with what is wrong in it; `region` is there when no error is. */
export interface CheckedRegion {
  readonly region?: Region;
  readonly problems: readonly RegionProblem[];
}

/**
 * Reads a pack and reports every problem in it, with file, line and cure.
 *
 * @param folder the pack's folder
 * @param today cards that were to be reviewed before this day give a warning
 */
export async function checkRegion(folder: string, today: IsoDate): Promise<CheckedRegion> {
  const reader = new PackReader(folder);
  const file = await reader.json('region.json', regionFileSchema);
  if (file === undefined) return { problems: reader.problems };
  const words = await readWords(reader, file.varieties);
  const lexicon = await readLexicon(reader, 'lexicons/terms.tsv');
  const elsewhere = await readLexicon(reader, 'lexicons/elsewhere.tsv');
  const authored = await readPackConstitution(reader, { file, elsewhere, today });
  const personalData = await readPersonalData(reader, file.varieties);
  const cards = await readCards(reader, file.cardLanguages, today);
  const manifest = await reader.json('knowledge/manifest.json', sourceManifestSchema);
  const questions = await readQuestions(reader, cards);
  const vectors = await readVectors(reader, questions);
  const workingCalendar = await readWorkingDays(reader, today);
  if (words !== undefined) checkTopics(reader, words.channels, cards);
  const failed = reader.problems.some((problem) => problem.severity === 'error');
  if (failed || words === undefined || manifest === undefined || authored === undefined) {
    return { problems: reader.problems };
  }
  const hash = sha256(
    Array.from(reader.hashes, ([name, hash]) => `${name} ${hash}\n`)
      .toSorted()
      .join(''),
  );
  const { interfaceWords, ...regionWords } = words;
  const constitution = compileConstitution(authored);
  const region: Region = {
    ...file,
    folder,
    hash,
    words: regionWords,
    interfaceWords,
    constitution,
    clauses: constitution.clauses,
    lexicon,
    elsewhere,
    cards,
    manifest,
    questions,
    vectors,
    personalData,
    workingCalendar,
  };
  return { region, problems: reader.problems };
}

/**
 * Reads a pack for use.
 *
 * @throws `region.invalid` naming the first problems when there is any error in it
 */
export async function loadRegion(folder: string, today: IsoDate): Promise<Region> {
  const { region, problems } = await checkRegion(folder, today);
  if (region === undefined) throw invalidPack(folder, problems);
  return region;
}

/** What of a region redaction needs: a filter must start at once, and work with half a pack. */
export interface RegionPersonalData {
  readonly kinds: readonly PersonalDataKind[];
  /** Texts that the region itself publishes: its cards and channels. */
  readonly published: readonly string[];
}

/**
 * Reads the kinds of personal data of a pack, and of the rest only what it publishes, unchecked.
 *
 * @throws `region.invalid` when a kind is not sound: nothing may pass by a gap
 */
export async function loadPersonalData(folder: string): Promise<RegionPersonalData> {
  const reader = new PackReader(folder);
  const file = await reader.json('region.json', regionFileSchema);
  const kinds = await readPersonalData(reader, file?.varieties ?? []);
  const cards = await reader.list('knowledge/cards', '.jsonl');
  const published: string[] = [];
  for (const name of ['channels.json', ...cards]) published.push((await reader.text(name)) ?? '');
  if (reader.problems.length > 0) throw invalidPack(folder, reader.problems);
  return { kinds, published };
}

function invalidPack(folder: string, problems: readonly RegionProblem[]): LionrockError {
  const errors = problems.filter((problem) => problem.severity === 'error');
  const shown = errors.slice(0, 5).map((problem) => `  ${formatProblem(problem)}`);
  return setupError({
    code: 'region.invalid',
    message: `The region pack ${folder} has ${errors.length} errors:\n${shown.join('\n')}\n`,
    cure: 'Run `lionrock region check` for all of them.',
    data: { folder, errors: errors.length },
  });
}

/** Writes a problem as `file:line: what. Cure.` */
export function formatProblem({ file, line, message, cure, severity }: RegionProblem): string {
  const place = line === undefined ? file : `${file}:${line}`;
  return `${place}: ${severity === 'warning' ? 'warning: ' : ''}${message}. ${cure}`;
}

interface PackWords extends RegionWords {
  readonly interfaceWords: ReadonlyMap<Variety, InterfaceMessages>;
}

async function readWords(
  reader: PackReader,
  offered: readonly ReplyVariety[],
): Promise<PackWords | undefined> {
  const messages = new Map<Variety, AnswerMessages>();
  const interfaceWords = new Map<Variety, InterfaceMessages>();
  for (const variety of offered) {
    const answer = await reader.json(join('messages', `${variety}.json`), answerMessagesSchema);
    if (answer !== undefined) messages.set(variety, answer);
    const page = await reader.json(join('interface', `${variety}.json`), interfaceMessagesSchema);
    if (page !== undefined) interfaceWords.set(variety, page);
  }
  const intents: IntentPhrases | undefined = await reader.json('intents.json', intentPhrasesSchema);
  const channels: Channel[] | undefined = await reader.json('channels.json', z.array(channelSchema).min(1));
  if (channels !== undefined && !channels.some((channel) => channel.topics.length === 0)) {
    reader.report({
      file: 'channels.json',
      message: 'has no channel for everything else',
      cure: 'Give one channel an empty list of topics.',
    });
  }
  return intents === undefined || channels === undefined
    ? undefined
    : { messages, interfaceWords, intents, channels };
}

async function readCards(
  reader: PackReader,
  languages: readonly ReplyVariety[],
  today: IsoDate,
): Promise<Located<FactCard>[]> {
  const cards: Located<FactCard>[] = [];
  for (const name of await reader.list('knowledge/cards', '.jsonl')) {
    cards.push(...(await reader.jsonl(name, 'fact-cards', factCardSchema)));
  }
  reportTwins(reader, cards, (card) => card.id);
  for (const { value, file, line } of cards) {
    for (const { path, message } of checkFactCard(value, languages)) {
      reader.report({ file, line, message: `${value.id}: ${path} ${message}`, cure: 'Correct the card.' });
    }
    if (value.reviewBy < today) {
      reader.report({
        file,
        line,
        severity: 'warning',
        message: `${value.id}: was to be reviewed by ${value.reviewBy}`,
        cure: 'Check it with its source, then set asOf and reviewBy.',
      });
    }
  }
  return cards;
}

function reportTwins<Value>(
  reader: PackReader,
  records: readonly Located<Value>[],
  idOf: (value: Value) => string,
) {
  const seen = new Map<string, Located<Value>>();
  for (const record of records) {
    const id = idOf(record.value);
    const twin = seen.get(id);
    if (twin === undefined) seen.set(id, record);
    else {
      const { file, line } = record;
      reader.report({
        file,
        line,
        message: `the id "${id}" is already used in ${twin.file}:${twin.line}`,
        cure: 'Give one of them another id.',
      });
    }
  }
}

/** A channel for a topic that no card has is most likely a slip of the pen. */
function checkTopics(
  reader: PackReader,
  channels: readonly Channel[],
  cards: readonly Located<FactCard>[],
): void {
  const topics = new Set(cards.map((card) => card.value.topic));
  for (const [index, channel] of channels.entries()) {
    for (const [at, topic] of channel.topics.entries()) {
      if (topics.has(topic)) continue;
      reader.report({
        file: 'channels.json',
        line: reader.lineOf('channels.json', [index, 'topics', at]),
        severity: 'warning',
        message: `${channel.id} serves the topic "${topic}", which no card has`,
        cure: 'Correct the topic.',
      });
    }
  }
}
