import { usePage } from '../page/page-context.ts';
import type { Disclosure } from './extra-disclosures.ts';

/** What governance changed, added or withheld, and by which clauses. */
export function DisclosureLines({ disclosures }: { readonly disclosures: readonly Disclosure[] }) {
  const { say, guessTag } = usePage();
  return disclosures.map(({ text, clauses }) => (
    <p key={text} class="disclosure">
      <strong>{say('disclosure')}</strong>
      {text !== '' && <span lang={guessTag(text)}>{text}</span>}
      {clauses.map((clause) => (
        <span key={clause} class="clause">
          {say('clause', { clause })}
        </span>
      ))}
    </p>
  ));
}
