import { useId } from 'preact/hooks';
import type { AnswerView } from '../../src/server/api-schema.ts';
import { Facts } from '../page/facts.tsx';
import { usePage } from '../page/page-context.ts';
import { SourceLink } from '../page/source-link.tsx';

type NearSource = AnswerView['nearest'][number];

/** What {@link NearestList} shows. */
export interface NearestListProps {
  readonly nearest: readonly NearSource[];
  readonly onOpen: (source: NearSource) => void;
}

/** What there is instead of an answer. */
export function NearestList({ nearest, onOpen }: NearestListProps) {
  const { say, guessTag } = usePage();
  const id = useId();
  return (
    <div class="sources">
      <h3 id={id}>{say('nearestSources')}</h3>
      <ul role="list" aria-labelledby={id}>
        {nearest.map((source) => (
          <li key={source.passageId} class="source">
            <div class="source-text">
              <button
                type="button"
                class="link"
                aria-haspopup="dialog"
                lang={guessTag(source.title)}
                onClick={(event) => {
                  event.currentTarget.focus();
                  onOpen(source);
                }}
              >
                {source.title}
              </button>
              <Facts facts={[source.publisher]}>
                <SourceLink url={source.url} />
              </Facts>
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
