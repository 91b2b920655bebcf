import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createShortTermMemory } from '../agent/index.ts';
import { type Clock, isoDate, systemClock } from '../base/index.ts';
import { createGovernanceDoor, createModerators } from '../governance/index.ts';
import { type PassageStore, createQuestionIndex } from '../knowledge/index.ts';
import { createLexicon, createSegmenter } from '../language/index.ts';
import { type Region, loadRegion } from '../region/index.ts';
import { createAppealStore, createFeedbackStore, openLanceStore } from '../store/index.ts';
import { appealsPath } from './appeals.ts';
import type { Config } from './config.ts';
import { type ModelSlots, openModelSlots } from './model-slots.ts';
import { cardTexts } from './card-texts.ts';
import { createCardFinder } from './find-card-passage.ts';
import { createAuditTrail } from './ledger.ts';
import { protectModels } from './protect-models.ts';
import { resolveRegion } from './region-folders.ts';
import { embedKnowledge } from './embed-knowledge.ts';
import { syncRegionKnowledge } from './sync-region.ts';
import type { Workspace } from './workspace.ts';

/** Passages that may be embedded while a command waits; more are left to `knowledge embed` or the server. */
const quickLimit = 300;

/** What tests and callers may bring along. */
export interface WorkspaceOptions {
  readonly models?: ModelSlots;
  readonly store?: PassageStore;
  readonly clock?: Clock;
}

/** Opens the workspace that a configuration describes, bringing the pack's cards into the store. */
export async function openWorkspace(config: Config, options: WorkspaceOptions = {}): Promise<Workspace> {
  const clock = options.clock ?? systemClock;
  const folder = await resolveRegion(config.region);
  const region = await loadRegion(folder, isoDate(clock(), 'UTC'));
  const lexicon = createLexicon(region.lexicon);
  const segmenter = createSegmenter({ words: lexiconWords(region) });
  const home = join(config.home, 'regions', region.id);
  const store = options.store ?? (await openLanceStore(join(home, 'knowledge')));
  const models = await protectModels(options.models ?? (await openModelSlots(config)), config, folder);
  const version = await programVersion();
  const tools = { segmenter, lexicon };
  const audit = createAuditTrail(config, { region: region.id, version, clock });
  const workspace: Workspace = {
    config,
    region,
    store,
    models,
    segmenter,
    lexicon,
    gather: {
      ...tools,
      elsewhere: createLexicon(region.elsewhere),
      store,
      questions: createQuestionIndex(region.questions, {
        vectors: region.vectors.questions,
        textsOf: cardTexts(region),
      }),
      embedding: () => models.embedding(),
      findCardPassage: createCardFinder(store, region.cardLanguages),
    },
    door: createGovernanceDoor({
      clauses: region.clauses,
      moderators: createModerators(region.clauses, tools),
      unverifiedNotice: (variety) => unverifiedNotice(region, variety),
    }),
    memory: createShortTermMemory(),
    feedback: createFeedbackStore({ path: join(home, 'feedback.jsonl'), region: region.id, version, clock }),
    appeals: createAppealStore({ path: appealsPath(config, region.id), region: region.id, version, clock }),
    audit,
    version,
    clock,
    today: () => isoDate(clock(), region.timeZone),
    async close() {
      await audit.close();
      await models.close();
      await store.close();
    },
  };
  await syncRegionKnowledge(workspace, join(home, 'region.json'));
  await embedKnowledge(workspace, { limit: quickLimit });
  return workspace;
}

/** Names and terms of the lexicon are words of the language here, whatever the dictionary thinks. */
function lexiconWords(region: Region): string[] {
  return region.lexicon.flatMap((entry) => Object.values(entry.forms).flat());
}

function unverifiedNotice({ words }: Region, variety: string): string {
  const messages = Array.from(words.messages);
  const [, own] = messages.find(([name]) => name === variety) ?? messages[0] ?? [];
  return own?.unverifiedNotice ?? '';
}

async function programVersion(): Promise<string> {
  const content = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(content) as { version: string }).version;
}
