import { Fragment } from 'preact';
import { usePage } from '../page/page-context.ts';
import type { Disclosure } from './extra-disclosures.ts';

/** The clauses behind words that the answer itself says. */
export function ClauseLine({ clauses }: { readonly clauses: readonly string[] }) {
  const { say } = usePage();
  if (clauses.length === 0) return null;
  return <p class="small">{clauses.map((clause) => say('clause', { clause })).join(' · ')}</p>;
}

/** What governance changed, added or withheld, and by which clauses. */
export function DisclosureLines({ disclosures }: { readonly disclosures: readonly Disclosure[] }) {
  const { say, guessTag } = usePage();
  return disclosures.map(({ text, clauses }) => (
    <p key={text} class="disclosure">
      <strong>{say('disclosure')}</strong> <span lang={guessTag(text)}>{text}</span>
      {clauses.map((clause) => (
        <Fragment key={clause}>
          {' '}
          <span class="clause">{say('clause', { clause })}</span>
        </Fragment>
      ))}
    </p>
  ));
}
