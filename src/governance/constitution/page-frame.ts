import type { ReplyVariety } from '../../language/index.ts';
import { type Words, pickVariety, pickWords } from './words.ts';

/** Writes words as HTML. */
export type Say = (words: Words) => string;

/** Makes what writes words in a variety; words that lack it are marked with the variety they are in. */
export function createSay(variety: ReplyVariety): Say {
  return (words) => {
    const found = pickVariety(words, variety);
    const text = escapeHtml(pickWords(words, variety));
    return found === variety ? text : `<span lang="${found}">${text}</span>`;
  };
}

/** Makes a text safe to stand in HTML, in an element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Looks of the published page; it takes nothing from the network. */
export const pageStyle = `
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 20%, transparent); }
body { margin: 0 auto; max-width: 46rem; padding: 1rem; font: 1rem/1.6 system-ui, sans-serif; }
.switch { position: sticky; top: 0; display: flex; flex-wrap: wrap; gap: .5rem; padding: .5rem 0; background: Canvas; }
.switch[hidden] { display: none; }
.switch button { font: inherit; padding: .4rem .8rem; border: 1px solid; border-radius: .4rem; background: none; color: inherit; cursor: pointer; }
.switch button[aria-pressed="true"] { background: CanvasText; color: Canvas; }
article + article { border-top: 4px double; }
.category { border-top: 1px solid var(--line); }
.rule { border: 1px solid var(--line); border-radius: .5rem; padding: 0 1rem; margin: 1rem 0; }
section { scroll-margin-top: 4rem; }
dt { font-weight: 600; }
dd { margin: 0 0 .5rem; }
dd ul { margin: 0; padding-left: 1.2rem; }
small, .facts { opacity: .8; font-size: .875rem; }
code { overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid var(--line); padding: .3rem .5rem; text-align: left; vertical-align: top; }
`;

/** Shows one variety at a time: that of the address, of the reader's browser, or the first. */
export const pageScript = `
(() => {
  const articles = [...document.querySelectorAll('article[data-variety]')];
  const buttons = [...document.querySelectorAll('button[data-show]')];
  const show = (variety) => {
    for (const article of articles) article.hidden = article.dataset.variety !== variety;
    for (const button of buttons) button.setAttribute('aria-pressed', String(button.dataset.show === variety));
    document.documentElement.lang = variety;
  };
  for (const button of buttons) button.addEventListener('click', () => show(button.dataset.show));
  document.querySelector('.switch').hidden = false;
  const known = articles.map((article) => article.dataset.variety);
  const ofAddress = known.filter((variety) => location.hash.endsWith('-' + variety)).sort((a, b) => b.length - a.length)[0];
  const ofReader = navigator.languages
    .map((name) => new Intl.Locale(name).maximize())
    .map(({ language, script }) => known.find((variety) => variety === language || variety === language + '-' + script))
    .find((variety) => variety !== undefined);
  show(ofAddress || ofReader || known[0]);
  if (location.hash !== '') document.getElementById(location.hash.slice(1))?.scrollIntoView();
})();
`;
