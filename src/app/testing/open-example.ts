import { loadConfig } from '../config.ts';
import { type WorkspaceOptions, openWorkspace } from '../open-workspace.ts';
import type { Workspace } from '../workspace.ts';

/** Opens the fictional region in a home of its own, without any model. */
export async function openExample(home: string, options: WorkspaceOptions = {}): Promise<Workspace> {
  const config = await loadConfig({
    options: { home, region: 'example', chatModel: 'none', embeddingModel: 'none' },
    environment: {},
    defaultRegion: 'example',
  });
  return openWorkspace(config, options);
}

/** Everything a stream gives, in a list. */
export async function collect<Item>(stream: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of stream) all.push(item);
  return all;
}
