import { useId } from 'preact/hooks';
import type { CitationView } from '../../src/server/api-schema.ts';
import type { Variety } from '../language/words.ts';
import { Facts } from '../page/facts.tsx';
import { Icon } from '../page/icons.tsx';
import { usePage } from '../page/page-context.ts';
import { SourceLink } from '../page/source-link.tsx';

/** What {@link SourceList} shows. */
export interface SourceListProps {
  readonly citations: readonly CitationView[];
  readonly variety: Variety;
  readonly onOpen: (citation: CitationView) => void;
}

/** The sources of an answer, numbered as its citations are. */
export function SourceList({ citations, variety, onOpen }: SourceListProps) {
  const { say } = usePage();
  const id = useId();
  return (
    <div class="sources">
      <h3 id={id}>{say('sources')}</h3>
      {/* Safari forgets that a list without bullets is one. */}
      <ol role="list" aria-labelledby={id}>
        {citations.map((citation) => (
          <Source key={citation.n} citation={citation} variety={variety} onOpen={onOpen} />
        ))}
      </ol>
    </div>
  );
}

interface SourceProps {
  readonly citation: CitationView;
  readonly variety: Variety;
  readonly onOpen: (citation: CitationView) => void;
}

function Source({ citation, variety, onOpen }: SourceProps) {
  const { say, day, guessTag } = usePage();
  const { n, title, publisher, asOf, locator, url, verified, converted } = citation;
  const open = (event: { currentTarget: HTMLElement }) => {
    event.currentTarget.focus();
    onOpen(citation);
  };
  const date = asOf === undefined ? undefined : say('asOf', { date: day(asOf) });
  return (
    <li class="source">
      <span class="source-number" aria-hidden="true">
        {n}
      </span>
      <div class="source-text">
        <button
          type="button"
          class="link"
          aria-haspopup="dialog" // A source that was converted is not in the characters of the answer.
          lang={guessTag(title, converted ? 'en' : variety)}
          onClick={open}
        >
          {title}
        </button>
        <Facts facts={[publisher, locator === title ? undefined : locator, date]}>
          <SourceLink url={url} />
        </Facts>
        <VerifiedMark verified={verified} />
        {converted && (
          <button type="button" class="link small" aria-haspopup="dialog" onClick={open}>
            {say('showOriginal')}
          </button>
        )}
      </div>
    </li>
  );
}

function VerifiedMark({ verified }: { readonly verified: CitationView['verified'] }) {
  const { say } = usePage();
  if (verified === undefined) return null;
  const checked = verified === 'checked-against-source';
  return (
    <p class="small verified">
      <Icon name={checked ? 'check' : 'note'} />
      {say(checked ? 'checked' : 'notChecked')}
    </p>
  );
}
