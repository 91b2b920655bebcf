import mammoth from 'mammoth';
import { inputError, type LionrockError } from '../../base/index.ts';
import type { ParsedDocument } from '../spec.ts';
import { checkArchive, damaged } from './check-archive.ts';
import { mediaTypes } from './detect-format.ts';
import { loadMarkup } from './markup.ts';
import type { OpenSource, SizeLimit } from './open-source.ts';
import { emptyDocument } from './parse-html.ts';
import { walkHtml } from './walk-html.ts';

/** Largest DOCX file. */
const docxLimit: SizeLimit = {
  bytes: 64 * 1024 * 1024,
  format: 'DOCX',
  cure: 'Take out its pictures, or split it.',
};

/** Word's own style for titles; its numbered headings are known to the library. */
const styleMap = ["p[style-name='Title'] => h1:fresh", "p[style-name='Subtitle'] => p:fresh"];

/**
 * Parses a Word document by way of HTML: headings by their styles, lists, tables, footnotes.
 * Pictures, comments, headers and footers of pages are left out. The title is its first title or
 * heading of level 1.
 *
 * @throws `knowledge.archive-too-large`; `knowledge.docx-damaged`; `knowledge.unsupported-type` for
 *   another kind of office document; `knowledge.file-too-large`; `knowledge.empty`.
 */
export async function parseDocx(source: OpenSource): Promise<ParsedDocument> {
  const bytes = await source.readAll(docxLimit);
  const { names } = await checkArchive(bytes, source.name);
  if (![...names].some((name) => /^word\/document\d*\.xml$/.test(name))) throw notADocument(source.name);
  const html = await convert(bytes, source.name);
  const blocks = walkHtml(loadMarkup(html, { xml: false, name: source.name }), { whole: true });
  if (blocks.length === 0) throw emptyDocument(source.name);
  const heading = blocks.find((block) => block.kind === 'heading' && block.level === 1)?.text;
  return {
    documentId: source.documentId,
    mediaType: mediaTypes.docx,
    source: source.source,
    metadata: { title: heading ?? source.title, ...(source.url !== undefined && { url: source.url }) },
    blocks,
  };
}

async function convert(buffer: Buffer, name: string): Promise<string> {
  try {
    const result = await mammoth.convertToHtml(
      { buffer },
      // Pictures are not read at all; nothing outside the file is.
      {
        styleMap,
        convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })),
        externalFileAccess: false,
      },
    );
    return result.value;
  } catch (error) {
    throw damaged(name, error);
  }
}

function notADocument(name: string): LionrockError {
  return inputError({
    code: 'knowledge.unsupported-type',
    message: `${name} is an archive or another kind of office document, not a DOCX document.`,
    cure: 'Save a spreadsheet as CSV, a slide show as PDF; unpack an archive and add the files in it.',
  });
}
