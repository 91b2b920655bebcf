import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig, settings } from './config.ts';
import { diagnose } from './diagnose.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'doctor-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

async function examine(environment: Record<string, string> = {}) {
  const common = { LIONROCK_MODELS: join(home, 'models'), ...environment };
  const config = await loadConfig({ options: { home }, environment: common, defaultRegion: 'example' });
  return diagnose(config);
}

describe('diagnose', () => {
  it('shows every setting with its origin, and changes nothing', async () => {
    await writeFile(join(home, 'config.json'), '{"operator":"The harbour office"}');
    const { settings: shown, region, store, leaves } = await examine({ LIONROCK_PORT: '8080' });
    expect(shown.map(({ name }) => name)).toEqual(Object.keys(settings));
    const find = (name: string) => shown.find((setting) => setting.name === name);
    expect(find('port')).toMatchObject({ value: '8080', origin: 'environment LIONROCK_PORT' });
    expect(find('operator')).toMatchObject({
      value: 'The harbour office',
      origin: join(home, 'config.json'),
    });
    expect(find('host')).toMatchObject({ value: '127.0.0.1', origin: 'default' });
    expect(find('chatUrl')).not.toHaveProperty('value');
    expect(region).toMatchObject({ pack: { id: 'example' } });
    expect(store).toBeUndefined();
    expect(leaves).toEqual([]);
    expect(await readdir(home)).toEqual(['config.json']);
  });

  it('never shows a key, wherever it stands', async () => {
    const secrets = [
      'sk-aaaaaaaaaaaaaaaa',
      'sk-bbbbbbbbbbbbbbbb',
      'admin-cccccccccccccccc',
      'pass-dddd',
      'tok-eeee',
    ];
    const diagnosis = await examine({
      LIONROCK_CHAT_URL: `https://me:${secrets[3]}@chat.example.org/v1`,
      LIONROCK_CHAT_NAME: 'large',
      LIONROCK_CHAT_KEY: secrets[0]!,
      LIONROCK_EMBEDDING_URL: `https://vectors.example.org:8443/v1?key=${secrets[4]}`,
      LIONROCK_EMBEDDING_NAME: 'vectors',
      LIONROCK_EMBEDDING_DIMENSIONS: '8',
      LIONROCK_EMBEDDING_KEY: secrets[1]!,
      LIONROCK_ADMIN_KEY: secrets[2]!,
    });
    const text = JSON.stringify(diagnosis);
    for (const secret of secrets) expect(text).not.toContain(secret);
    expect(
      diagnosis.settings.filter(({ value }) => value === 'set (hidden)').map(({ name }) => name),
    ).toEqual(['chatKey', 'embeddingKey', 'adminKey']);
    expect(diagnosis.leaves).toEqual([
      { what: 'questions and passages', host: 'chat.example.org' },
      { what: 'texts to embed', host: 'vectors.example.org:8443' },
    ]);
  });

  it('does not count an endpoint on this machine as leaving it', async () => {
    const { leaves, slots } = await examine({
      LIONROCK_CHAT_URL: 'http://localhost:8000/v1',
      LIONROCK_CHAT_NAME: 'local',
    });
    expect(leaves).toEqual([]);
    expect(slots).toMatchObject({ chat: { state: 'ready' }, embedding: { state: 'missing' } });
  });

  it('is not deceived by a name that begins like an address of this machine', async () => {
    const { leaves } = await examine({
      LIONROCK_CHAT_URL: 'http://127.0.0.1.example.org/v1',
      LIONROCK_CHAT_NAME: 'x',
    });
    expect(leaves).toEqual([{ what: 'questions and passages', host: '127.0.0.1.example.org' }]);
  });

  it('tells what fails in its place', async () => {
    const { region, slots } = await examine({
      LIONROCK_REGION: 'nowhere',
      LIONROCK_CHAT_URL: 'http://localhost:8000/v1',
    });
    expect(region).toMatchObject({ error: { code: 'region.not-found' } });
    expect(slots).toMatchObject({ error: { code: 'config.missing' } });
  });
});
