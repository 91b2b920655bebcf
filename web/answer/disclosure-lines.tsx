import { RuleNote } from '../appeal/rule-note.tsx';
import { usePage } from '../page/page-context.ts';
import type { AnsweredQuestion } from './correction-feedback.ts';
import type { Disclosure } from './extra-disclosures.ts';

/** What {@link DisclosureLines} tells. */
export interface DisclosureLinesProps {
  readonly disclosures: readonly Disclosure[];
  readonly answered: AnsweredQuestion;
}

/**
 * What governance changed, added or withheld, with why and how to have it reviewed. Words that the answer itself says
 * are not repeated.
 */
export function DisclosureLines({ disclosures, answered }: DisclosureLinesProps) {
  const { say, guessTag } = usePage();
  return disclosures.map(({ text, decision }, index) => (
    <div key={index} class={text === '' ? 'disclosure disclosure-said' : 'disclosure'}>
      {text !== '' && (
        <p>
          <strong>{say('disclosure')}</strong> <span lang={guessTag(text)}>{text}</span>
        </p>
      )}
      <RuleNote decision={decision} answered={answered} />
    </div>
  ));
}
