import {
  type PublishedCount,
  type ReportRow,
  type TransparencyReport,
  reportTables,
} from '../governance/index.ts';

/** Writes a transparency report as one HTML page that needs nothing else: no script, no font, no address. */
export function formatTransparencyReport(report: TransparencyReport): string {
  const { region, version, createdAt, decisions, tables, appeals, notes } = report;
  const period = `${report.from ?? 'the beginning'} to ${report.to ?? createdAt}`;
  const sections = reportTables.map((name) => formatSection(titles[name], tables[name]));
  const appealSection =
    appeals === undefined
      ? '<section><h2>Appeals</h2><p>None.</p></section>'
      : formatSection('Appeals', appeals.outcomes, `Lodged: ${String(appeals.lodged)}.`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Transparency report: ${escape(region)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>Transparency report</h1>
<p>Region ${escape(region)}; ${escape(period)} (UTC); made on ${escape(createdAt)} by version ${escape(version)}.</p>
<p>Decisions: <strong>${escape(String(decisions))}</strong></p>
${sections.join('\n')}
${appealSection}
<section><h2>How to read it</h2><ul>${notes.map((note) => `<li>${escape(note)}</li>`).join('')}</ul></section>
</main>
</body>
</html>
`;
}

const titles = {
  action: 'By action',
  clause: 'By clause',
  variety: 'By variety of language',
  stage: 'By stage',
  month: 'By month',
} as const;

const style =
  'body{font:16px/1.5 system-ui,sans-serif;margin:0;color:#1a1a1a;background:#fff}' +
  'main{max-width:46rem;margin:0 auto;padding:1.5rem}h2{margin:2rem 0 .5rem;font-size:1.2rem}' +
  'svg{width:100%;height:auto}svg text{font:14px system-ui,sans-serif;fill:#1a1a1a}' +
  '.bar{fill:#1f5f8b}.hidden{fill:none;stroke:#6b6b6b;stroke-dasharray:3 3}';

function formatSection(title: string, rows: readonly ReportRow[], lead = ''): string {
  const body = rows.length === 0 ? '<p>Too few to be told.</p>' : formatBars(title, rows);
  return `<section><h2>${escape(title)}</h2>${lead === '' ? '' : `<p>${escape(lead)}</p>`}${body}</section>`;
}

/** Sizes in units of the drawing, which is as wide as the page lets it be. */
const size = { width: 720, row: 28, label: 190, bar: 430 } as const;

/** Bars with their names and counts as text, so that nothing is told by length or colour alone. */
function formatBars(title: string, rows: readonly ReportRow[]): string {
  const largest = Math.max(1, ...rows.map(({ count }) => (typeof count === 'number' ? count : 0)));
  const bars = rows.map(({ name, count }, at) => {
    const y = at * size.row;
    const label = `<text x="${size.label - 8}" y="${y + 19}" text-anchor="end">${escape(shorten(name))}</text>`;
    const { bar, end } = formatBar(count, y, largest);
    return `<g><title>${escape(`${name}: ${String(count)}`)}</title>${label}${bar}<text x="${end + 8}" y="${y + 19}">${escape(String(count))}</text></g>`;
  });
  return `<svg viewBox="0 0 ${size.width} ${rows.length * size.row}" role="img" aria-label="${escape(`${title}: ${describe(rows)}`)}">${bars.join('')}</svg>`;
}

/** What is suppressed gets an outline of one length, which tells nothing. */
function formatBar(count: PublishedCount, y: number, largest: number): { bar: string; end: number } {
  const isTold = typeof count === 'number';
  const width = isTold ? Math.max(1, Math.round((count / largest) * size.bar)) : 24;
  const bar = `<rect class="${isTold ? 'bar' : 'hidden'}" x="${size.label}" y="${y + 5}" width="${width}" height="${size.row - 10}"/>`;
  return { bar, end: size.label + width };
}

function describe(rows: readonly ReportRow[]): string {
  return rows.map(({ name, count }) => `${name} ${String(count)}`).join(', ');
}

/** Long names of clauses end where the bars begin; the whole name is in the title. */
function shorten(name: string): string {
  return name.length > 24 ? `${name.slice(0, 23)}…` : name;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
