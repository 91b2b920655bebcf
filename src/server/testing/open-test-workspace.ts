import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import {
  type ModelSlots,
  type SettingName,
  type Workspace,
  loadConfig,
  openWorkspace,
} from '../../app/index.ts';
import { createMemoryStore } from '../../knowledge/index.ts';
import type { ChatModel, EmbeddingModel } from '../../models/index.ts';

/** What a test workspace may have beside the fictional region's knowledge. */
export interface TestWorkspaceOptions {
  readonly settings?: Readonly<Partial<Record<SettingName, unknown>>>;
  readonly chat?: ChatModel;
  readonly embedding?: EmbeddingModel;
}

/**
 * Opens a real workspace over the fictional region, in a temporary home and with the memory store. To
 * be called outside of any test: it is closed and removed after all tests of the file.
 */
export async function openTestWorkspace(options: TestWorkspaceOptions = {}): Promise<Workspace> {
  const home = await mkdtemp(join(tmpdir(), 'lionrock-server-'));
  const config = await loadConfig({
    options: {
      home,
      region: 'example',
      models: join(home, 'models'),
      chatModel: 'none',
      embeddingModel: 'none',
      logLevel: 'silent',
      ...options.settings,
    },
    environment: {},
    defaultRegion: 'example',
  });
  const workspace = await openWorkspace(config, { store: createMemoryStore(), models: slots(options) });
  afterAll(async () => {
    await workspace.close();
    await rm(home, { recursive: true, force: true });
  });
  return workspace;
}

/** Model slots that hold what a test gives them. */
function slots({ chat, embedding }: TestWorkspaceOptions): ModelSlots {
  return {
    chat: () => chat,
    embedding: () => embedding,
    states: () => ({
      chat: { id: chat?.id ?? null, state: chat === undefined ? 'none' : 'ready' },
      embedding: { id: embedding?.id ?? null, state: embedding === undefined ? 'none' : 'ready' },
    }),
    pull: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}
