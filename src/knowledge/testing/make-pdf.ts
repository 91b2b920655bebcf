/** Text at a place of a page; lengths are points, `y` counts down from the top of the page. */
export interface PdfText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** @default 12 */
  readonly size?: number;
  /** `han` is for Chinese and has no shapes, only its text. @default 'plain' */
  readonly font?: 'plain' | 'bold' | 'han' | 'wingdings';
}

/** A box with a border. */
interface PdfBox {
  readonly box: readonly [x: number, y: number, width: number, height: number];
}

/** A page as the list of what it draws. */
export type PdfPageDrawing = readonly (PdfText | PdfBox)[];

/** Properties of the file. */
export interface PdfProperties {
  readonly title?: string;
  readonly created?: string;
  /** Locks it with a password that nobody knows. */
  readonly locked?: boolean;
}

const pageHeight = 842;
const resources = '<< /Font << /plain 3 0 R /bold 4 0 R /han 5 0 R /wingdings 6 0 R >> >>';

/** Writes a PDF by hand: A4 pages with text in Helvetica, or in Chinese by way of a map to Unicode. */
export function makePdf(pages: readonly PdfPageDrawing[], properties: PdfProperties = {}): Buffer {
  const objects: string[] = [];
  const kids = pages.map((_, index) => `${10 + index * 2} 0 R`);
  objects[1] = '<< /Type /Catalog /Pages 2 0 R >>';
  objects[2] = `<< /Type /Pages /Count ${pages.length} /Kids [${kids.join(' ')}] >>`;
  objects[3] = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>';
  objects[4] = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>';
  objects[5] = compositeFont('SongTi', 7);
  objects[6] = compositeFont('Wingdings-Regular', 7);
  objects[7] = stream(unicodeMap(pages));
  objects[8] = `<< /Title ${hexText(properties.title ?? '')} /CreationDate (${properties.created ?? ''}) >>`;
  objects[9] = `<< /Filter /Standard /V 1 /R 2 /P -4 /O <${'a1'.repeat(32)}> /U <${'b2'.repeat(32)}> >>`;
  pages.forEach((page, index) => {
    objects[10 + index * 2] =
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 ${pageHeight}] /Resources ${resources} /Contents ${11 + index * 2} 0 R >>`;
    objects[11 + index * 2] = stream(page.map(draw).join('\n'));
  });
  return assemble(objects, properties.locked === true);
}

function assemble(objects: readonly string[], locked: boolean): Buffer {
  let file = '%PDF-1.7\n';
  const offsets: number[] = [];
  objects.forEach((object, number) => {
    offsets[number] = file.length;
    file += `${number} 0 obj\n${object}\nendobj\n`;
  });
  const start = file.length;
  file += `xref\n0 ${objects.length}\n0000000000 65535 f \n`;
  for (const offset of offsets.slice(1)) file += `${String(offset).padStart(10, '0')} 00000 n \n`;
  const lock = locked ? ` /Encrypt 9 0 R /ID [<${'c3'.repeat(16)}> <${'c3'.repeat(16)}>]` : '';
  file += `trailer\n<< /Size ${objects.length} /Root 1 0 R /Info 8 0 R${lock} >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}

function compositeFont(name: string, map: number): string {
  return (
    `<< /Type /Font /Subtype /Type0 /BaseFont /${name} /Encoding /Identity-H /ToUnicode ${map} 0 R /DescendantFonts [ ` +
    `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /${name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> ` +
    `/DW 1000 /FontDescriptor << /Type /FontDescriptor /FontName /${name} /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 900 /Descent -200 /StemV 80 >> >> ] >>`
  );
}

function draw(item: PdfText | PdfBox): string {
  if ('box' in item) {
    const [x, y, width, height] = item.box;
    return `${x} ${pageHeight - y - height} ${width} ${height} re S`;
  }
  const font = item.font ?? 'plain';
  const wide = font === 'han' || font === 'wingdings';
  const text = wide
    ? `<${hexUnits(item.text)}>`
    : `(${item.text.replace(/[\\()]/g, '\\$&').replaceAll('•', '\\225')})`;
  return `BT /${font} ${item.size ?? 12} Tf ${item.x} ${pageHeight - item.y} Td ${text} Tj ET`;
}

/** Every character that is drawn in a font without shapes, mapped to itself. */
function unicodeMap(pages: readonly PdfPageDrawing[]): string {
  const used = new Set(pages.flat().flatMap((item) => ('text' in item ? Array.from(item.text) : [])));
  const entries = [...used].map((character) => `<${hexUnits(character)}> <${hexUnits(character)}>`);
  const blocks: string[] = [];
  for (let at = 0; at < entries.length; at += 100) {
    const part = entries.slice(at, at + 100);
    blocks.push(`${part.length} beginbfchar\n${part.join('\n')}\nendbfchar`);
  }
  return (
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Test def /CMapType 2 def\n' +
    `1 begincodespacerange <0000> <FFFF> endcodespacerange\n${blocks.join('\n')}\nendcmap end end`
  );
}

function hexUnits(text: string): string {
  return Array.from({ length: text.length }, (_, at) =>
    text.charCodeAt(at).toString(16).padStart(4, '0'),
  ).join('');
}

function hexText(text: string): string {
  return `<feff${hexUnits(text)}>`;
}

function stream(content: string): string {
  return `<< /Length ${content.length} >>\nstream\n${content}\nendstream`;
}
