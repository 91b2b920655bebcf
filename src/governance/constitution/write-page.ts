import type { ReplyVariety } from '../../language/index.ts';
import type { ConstitutionBundle } from './bundle.ts';
import { type Say, createSay, escapeHtml, pageScript, pageStyle } from './page-frame.ts';
import { writeRule } from './write-rule.ts';
import { type Words, pickWords } from './words.ts';

/** Name of each variety in itself. */
const varietyNames: Readonly<Record<ReplyVariety, string>> = {
  en: 'English',
  'zh-Hant': '繁體中文',
  'zh-Hans': '简体中文',
  'yue-Hant': '粵文',
  'yue-Hans': '粤文',
};

/**
 * Writes the page on which residents read a constitution: one file that needs no network. Every variety is in it; the
 * switch shows one of them, and without scripts all stand below each other.
 */
export function writeConstitutionPage(bundle: ConstitutionBundle): string {
  const { varieties, title, id } = bundle.meta;
  const [first = 'en'] = varieties;
  const buttons = varieties.map(
    (variety) =>
      `<button type="button" lang="${variety}" data-show="${variety}">${varietyNames[variety]}</button>`,
  );
  const articles = varieties.map((variety) => writeVariety(bundle, variety));
  return `<!doctype html>
<html lang="${first}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="lionrock">
<title>${escapeHtml(pickWords(title, first))}</title>
<style>${pageStyle}</style>
</head>
<body data-constitution="${escapeHtml(id)}">
<nav class="switch" aria-label="${escapeHtml(pickWords(bundle.pageWords.language, first))}" hidden>${buttons.join('')}</nav>
${articles.join('\n')}
<script>${pageScript}</script>
</body>
</html>
`;
}

function writeVariety(bundle: ConstitutionBundle, variety: ReplyVariety): string {
  const { meta, pageWords: page, profile } = bundle;
  const say = createSay(variety);
  const place = (name: string) => `${name}-${variety}`;
  const parts: readonly [string, Words, string][] = [
    ['principles', page.principles, writePrinciples(bundle, say)],
    ['modes', page.modes, writeModes(bundle, say)],
    ['rules', page.rules, writeCategories(bundle, variety, say)],
    ['retention', page.retention, writeRetention(bundle, say)],
    ['terms', page.terms, writeTerms(bundle, say)],
    ['sources', page.sources, writeSources(bundle, say)],
    ['appeal', page.appeal, writeAppeal(bundle, say)],
  ];
  const shown = parts.filter(([, , content]) => content !== '');
  const links = shown.map(([name, words]) => `<li><a href="#${place(name)}">${say(words)}</a></li>`);
  const sections = shown.map(
    ([name, words, content]) => `<section id="${place(name)}"><h2>${say(words)}</h2>\n${content}</section>`,
  );
  return `<article lang="${variety}" data-variety="${variety}">
<header><h1>${say(meta.title)}</h1>
<p>${say(meta.note)}</p>
<p class="facts">${say(meta.jurisdiction)} · ${say(page.version)} ${meta.version} (${say(page.status[meta.status])}) · ${say(page.asOf)} ${meta.asOf} · ${say(page.reviewBy)} ${meta.reviewBy} · ${say(page.profile)}: ${say(profile.title)}</p>
<p class="facts">${say(meta.operator.name)} · ${escapeHtml(meta.operator.contact)} · SHA-256 <code>${bundle.bundleHash}</code></p>
<h2>${say(page.contents)}</h2><ul>${links.join('')}</ul></header>
${sections.join('\n')}
</article>`;
}

function writePrinciples({ principles, pageWords }: ConstitutionBundle, say: Say): string {
  const items = principles.principles.map(
    ({ title, text }) => `<li><strong>${say(title)}</strong> ${say(text)}</li>`,
  );
  const order = principles.priority.map(({ title }) => `<li>${say(title)}</li>`);
  return `<ol>${items.join('')}</ol><h3>${say(pageWords.priority)}</h3><ol>${order.join('')}</ol><p>${say(principles.ties)}</p>`;
}

function writeModes({ modes }: ConstitutionBundle, say: Say): string {
  const rows = modes.map(({ name, meaning }) => `<dt>${say(name)}</dt><dd>${say(meaning)}</dd>`);
  return `<dl>${rows.join('')}</dl>`;
}

/** The categories, each with how it is handled and with its rules. */
function writeCategories(bundle: ConstitutionBundle, variety: ReplyVariety, say: Say): string {
  const { taxonomy, rules, pageWords: page } = bundle;
  return taxonomy.categories
    .map((category) => {
      const own = rules.filter((rule) => rule.category === category.id);
      return `<section class="category"><h3>${category.id} ${say(category.name)} <small>${say(page.classes[category.class])}</small></h3>
<p>${say(category.definition)}</p>
<dl><dt>${say(page.handling)}</dt><dd>${say(category.handling)}</dd><dt>${say(page.redLine)}</dt><dd>${say(category.redLine)}</dd></dl>
${own.map((rule) => writeRule(bundle, rule, variety)).join('\n')}</section>`;
    })
    .join('\n');
}

function writeRetention({ retention, pageWords: page }: ConstitutionBundle, say: Say): string {
  const rows = retention.map(({ name, content, maxDays, until }) => {
    const days = maxDays === null ? '' : `${maxDays} ${say(page.days)}`;
    return `<tr><th scope="row">${say(name)}</th><td>${say(content)}</td><td>${until === undefined ? days : say(until)}</td></tr>`;
  });
  return `<table>${rows.join('')}</table>`;
}

function writeTerms({ terms }: ConstitutionBundle, say: Say): string {
  if (terms.length === 0) return '';
  const rows = terms.map(({ plain, labels }) => {
    const named = labels.map(({ label, usedBy }) => `<li>${say(label)}: ${say(usedBy)}</li>`);
    return `<dt>${say(plain)}</dt><dd><ul>${named.join('')}</ul></dd>`;
  });
  return `<dl>${rows.join('')}</dl>`;
}

function writeSources({ sources, pageWords: page }: ConstitutionBundle, say: Say): string {
  const items = sources.map((source) => {
    const title = say(source.title);
    const named =
      source.url === undefined ? title : `<a href="${escapeHtml(source.url)}" rel="noreferrer">${title}</a>`;
    return `<li>${named} <small>${escapeHtml(source.cite ?? '')} ${say(source.issuer)}, ${source.date} · ${say(source.bindingOn)} · ${say(page.asOf)} ${source.asOf} · ${say(page.verification[source.verification])}</small></li>`;
  });
  return `<ul>${items.join('')}</ul>`;
}

function writeAppeal({ meta }: ConstitutionBundle, say: Say): string {
  const others = meta.appeal.others.map(
    ({ name, matter, url }) =>
      `<li><a href="${escapeHtml(url)}" rel="noreferrer">${say(name)}</a>: ${say(matter)}</li>`,
  );
  return `<p>${say(meta.appeal.how)}</p><ul>${others.join('')}</ul>`;
}
