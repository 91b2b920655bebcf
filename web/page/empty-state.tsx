import type { ComponentChildren } from 'preact';
import { exampleQuestions } from '../language/words.ts';
import { Icon } from './icons.tsx';
import { usePage } from './page-context.ts';

/** What {@link EmptyState} offers. */
export interface EmptyStateProps {
  readonly onAsk: (question: string) => void;
  /** Stands below the examples. */
  readonly children?: ComponentChildren;
}

/** The page before the first question. */
export function EmptyState({ onAsk, children }: EmptyStateProps) {
  const { region, variety, say } = usePage();
  return (
    <div class="empty">
      <Icon name="ridge" />
      <h1>{say('title')}</h1>
      <p class="tagline">{say('tagline')}</p>
      <ul class="examples" role="list">
        {exampleQuestions(region.words[variety] ?? {}).map((example) => (
          <li key={example}>
            <button type="button" class="example" onClick={() => onAsk(example)}>
              {example}
            </button>
          </li>
        ))}
      </ul>
      {children}
    </div>
  );
}
