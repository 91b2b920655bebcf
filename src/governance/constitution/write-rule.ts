import type { ReplyVariety } from '../../language/index.ts';
import type { ConstitutionBundle } from './bundle.ts';
import { createSay, escapeHtml } from './page-frame.ts';
import type { Verification } from './schema-common.ts';
import type { Rule } from './schema-rules.ts';
import { type Words, pickWords } from './words.ts';

/** A provision or principle that a rule rests on, in words. */
export interface NamedBasis {
  readonly ref: string;
  readonly title: string;
  readonly summary: string;
  readonly url?: string | undefined;
  /** Absent for a principle, which is the constitution's own. */
  readonly verification?: Verification;
}

/** Names what a rule rests on in one variety. */
export function nameBasis(bundle: ConstitutionBundle, rule: Rule, variety: ReplyVariety): NamedBasis[] {
  return rule.basis.flatMap((ref): NamedBasis[] => {
    const [sourceId, provisionId] = ref.split('#');
    const principle = bundle.principles.principles.find(({ id }) => `principle#${id}` === ref);
    if (principle !== undefined) {
      return [
        { ref, title: pickWords(principle.title, variety), summary: pickWords(principle.text, variety) },
      ];
    }
    const source = bundle.sources.find(({ id }) => id === sourceId);
    const provision = source?.provisions.find(({ id }) => id === provisionId);
    if (source === undefined || provision === undefined) return [];
    return [
      {
        ref,
        title: `${pickWords(source.title, variety)} ${pickWords(provision.label, variety)}`,
        summary: pickWords(provision.summary, variety),
        url: source.url,
        verification: provision.verification ?? source.verification,
      },
    ];
  });
}

/** Writes one rule for the page that residents read. */
export function writeRule(bundle: ConstitutionBundle, rule: Rule, variety: ReplyVariety): string {
  const { pageWords: page } = bundle;
  const say = createSay(variety);
  const row = (name: Words, content: string) =>
    content === '' ? '' : `<dt>${say(name)}</dt><dd>${content}</dd>`;
  const basis = nameBasis(bundle, rule, variety).map(({ title, summary, url, verification }) => {
    const named =
      url === undefined
        ? escapeHtml(title)
        : `<a href="${escapeHtml(url)}" rel="noreferrer">${escapeHtml(title)}</a>`;
    const tag =
      verification === undefined
        ? ''
        : ` <small class="${verification}">${say(page.verification[verification])}</small>`;
    return `<li>${named}: ${escapeHtml(summary)}${tag}</li>`;
  });
  const mode = bundle.modes.find(({ action }) => action === rule.action);
  const alike = rule.notTrigger.map((words) => `<li>${say(words)}</li>`);
  return `<section class="rule" id="${rule.id}-${variety}"><h4><code>${rule.id}</code> ${say(rule.title)}</h4>
<p>${say(rule.rule)}</p>
<dl>${[
    row(page.forYou, rule.forYou === undefined ? '' : say(rule.forYou)),
    row(page.whatHappens, mode === undefined ? '' : `${say(mode.name)}: ${say(mode.meaning)}`),
    row(page.notAffected, alike.length === 0 ? '' : `<ul>${alike.join('')}</ul>`),
    row(page.basis, `<ul>${basis.join('')}</ul>`),
    row(page.why, say(rule.rationale)),
    row(page.howChecked, say(rule.check.by === 'judgement' ? page.byJudgement : page.byProgram)),
    row(page.appeal, rule.appeal ? say(bundle.meta.appeal.how) : ''),
    row(page.reviewBy, rule.reviewBy),
  ].join('')}</dl></section>`;
}
