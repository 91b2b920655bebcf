import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addKnowledge } from '../src/app/index.ts';
import { collect, openExample } from '../src/app/testing/open-example.ts';
import type { IngestOutcome } from '../src/knowledge/index.ts';
import { docxParagraph, makeDocx } from '../src/knowledge/testing/make-docx.ts';
import { makePdf } from '../src/knowledge/testing/make-pdf.ts';
import { runAdding } from './testing/run-adding.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'bad-input-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const goodPdf = makePdf([[{ text: 'The pilot boards at the outer buoy.', x: 72, y: 100 }]]);
const bigBody = docxParagraph('word '.repeat(200)).repeat(60_000);
const big5 = Buffer.from('a4a4a4e5a4e5a5f3aababaa1a4baabdca6d3b7ecaaba', 'hex');

/** What may lie in a folder, with the code of the error it must give. */
const badFiles: readonly (readonly [name: string, content: string | Buffer, code: string])[] = [
  ['empty.pdf', '', 'knowledge.empty'],
  ['truncated.pdf', goodPdf.subarray(0, 300), 'knowledge.pdf-damaged'],
  [
    'encrypted.pdf',
    makePdf([[{ text: 'Secret.', x: 72, y: 100 }]], { locked: true }),
    'knowledge.pdf-encrypted',
  ],
  ['bomb.docx', makeDocx('', [{ name: 'word/bomb.xml', content: bigBody, deflate: true }]), 'knowledge.archive-too-large'], // prettier-ignore
  ['binary.txt', Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 37) % 256)), 'knowledge.not-text'],
  ['empty.txt', '', 'knowledge.empty'],
  ['page.csv', '<!doctype html><html><body>Not found</body></html>', 'knowledge.not-table'],
  ['broken.json', '{"title": "Half', 'knowledge.not-json'],
  ['broken.xml', '<?xml version="1.0"?><law><section>Half a', 'knowledge.xml-cut-short'],
  ['sheet.xlsx', Buffer.from('PK\u0003\u0004 xl/workbook.xml', 'latin1'), 'knowledge.unsupported-type'],
];

async function addAll(home: string, sources: readonly string[], encoding?: string): Promise<IngestOutcome[]> {
  const workspace = await openExample(home);
  try {
    const reading = encoding === undefined ? {} : { reading: { encoding } };
    const outcomes = await collect(addKnowledge(workspace, { sources, collection: 'local', ...reading }));
    const stored = await workspace.store.listDocuments({ collections: ['local'] });
    const good = outcomes.filter((outcome) => 'title' in outcome);
    expect(stored.map((record) => record.documentId).toSorted()).toEqual(
      good.map((outcome) => outcome.documentId).toSorted(),
    );
    return outcomes;
  } finally {
    await workspace.close();
  }
}

describe('bad input', () => {
  it.for(badFiles)(
    '%s is a typed failure with a cure, and the good files beside it are stored',
    async (bad) => {
      const [name, content, code] = bad;
      const folder = join(root, name.replace('.', '-'));
      await mkdir(folder);
      await writeFile(join(folder, 'a-good.txt'), 'The lighthouse is lit at dusk.');
      await writeFile(join(folder, name), content);
      await writeFile(join(folder, 'z-good.pdf'), goodPdf);
      const outcomes = await addAll(join(root, `home-${name}`), [folder]);
      expect(outcomes.map((outcome) => outcome.outcome)).toEqual(['added', 'failed', 'added']);
      expect(outcomes[1]).toMatchObject({ source: join(folder, name), error: { code, category: 'input' } });
      expect('error' in outcomes[1]! && outcomes[1].error.cure).not.toBe('');
    },
  );

  it('a wrong encoding is named; the right one, or none, reads the file', async () => {
    const path = join(root, 'big5.txt');
    await writeFile(
      path,
      Buffer.concat(Array.from({ length: 20 }, () => Buffer.concat([big5, Buffer.from('\n')]))),
    );
    const home = join(root, 'home-encoding');
    const [wrong] = await addAll(home, [path], 'utf-8');
    expect(wrong).toMatchObject({ outcome: 'failed', error: { code: 'knowledge.wrong-encoding' } });
    const [unknown] = await addAll(home, [path], 'klingon');
    expect(unknown).toMatchObject({ outcome: 'failed', error: { code: 'knowledge.unknown-encoding' } });
    expect(await addAll(home, [path])).toMatchObject([{ outcome: 'added' }]);
    expect(await addAll(home, [path], 'big5')).toMatchObject([{ outcome: 'unchanged' }]);
  });

  it('a malformed line of JSON Lines is named by its number, and the others are stored', async () => {
    const path = join(root, 'records.jsonl');
    const lines = ['{"id":"one","title":"One","text":"First text."}', '{"id":"two", "text": oops}', '[1, 2]', '{"id":"four","title":"Four","text":"Fourth text."}', '{"id":"five"}']; // prettier-ignore
    await writeFile(path, lines.join('\n'));
    expect(await addAll(join(root, 'home-jsonl'), [path])).toMatchObject([
      { outcome: 'added', documentId: 'one' },
      { outcome: 'failed', line: 2, error: { code: 'jsonl.not-json' } },
      { outcome: 'failed', line: 3, error: { code: 'knowledge.not-a-record' } },
      { outcome: 'added', documentId: 'four' },
      { outcome: 'failed', line: 5, error: { code: 'knowledge.empty-record' } },
    ]);
  });

  it('thousands of malformed lines between good ones do not slow the work to a crawl', async () => {
    const path = join(root, 'alternating.jsonl');
    const lines = Array.from({ length: 3000 }, (_, at) =>
      at % 2 === 0 ? `{"id":"r${at}","title":"R","text":"Text ${at}."}` : '{',
    );
    await writeFile(path, lines.join('\n'));
    const outcomes = await addAll(join(root, 'home-alternating'), [path]);
    expect(outcomes.map((outcome) => outcome.outcome)).toEqual(
      lines.map((_, at) => (at % 2 === 0 ? 'added' : 'failed')),
    );
  });

  it('a folder that cannot be read is a typed failure, and the rest is stored', async () => {
    // Permissions do not hold for an administrator: a file in the place of a folder fails for everyone.
    const path = join(root, 'file.txt');
    await writeFile(path, 'The lighthouse is lit at dusk.');
    const outcomes = await addAll(join(root, 'home-folder'), [
      join(path, 'folder'),
      join(root, 'none'),
      path,
    ]);
    expect(outcomes).toMatchObject([
      { outcome: 'failed', error: { code: 'file.not-found', cure: 'Check the path.' } },
      { outcome: 'failed', error: { code: 'file.not-found' } },
      { outcome: 'added' },
    ]);
  });

  it('a folder without the right to read it is a typed failure', async (context) => {
    if (process.getuid?.() === 0) context.skip('permissions do not hold for an administrator');
    const folder = join(root, 'closed');
    await mkdir(folder, { mode: 0o000 });
    expect(await addAll(join(root, 'home-closed'), [folder])).toMatchObject([
      { outcome: 'failed', error: { code: 'file.not-permitted' } },
    ]);
  });

  it('a line of 200 MB is refused without being held, and the records around it are stored', async () => {
    const folder = join(root, 'long-line');
    await mkdir(folder);
    const file = createWriteStream(join(folder, 'long.jsonl'));
    file.write(
      '{"id":"before","title":"Before","text":"Text before."}\n{"id":"long","title":"Long","text":"',
    );
    const chunk = 'word '.repeat(200_000);
    for (let written = 0; written < 200; written += 1) if (!file.write(chunk)) await once(file, 'drain');
    file.end('"}\n{"id":"after","title":"After","text":"Text after."}\n');
    await once(file, 'close');
    const small = join(root, 'short-line');
    await mkdir(small);
    await writeFile(join(small, 'short.jsonl'), '{"id":"before","title":"Before","text":"Text before."}\n');
    const usual = await runAdding(join(root, 'home-short'), small);
    const long = await runAdding(join(root, 'home-long'), folder);
    expect(long.lines.slice(1, 4)).toEqual(['added before', 'failed jsonl.line-too-long', 'added after']);
    expect(usual.peak).toBeGreaterThan(50);
    // Far less than the line: what is kept of it before it is given up, and a few chunks.
    expect((long.peak ?? Infinity) - (usual.peak ?? 0)).toBeLessThan(150);
  });
});
