import type { ComponentChildren } from 'preact';
import { usePage } from './page-context.ts';

/** What {@link Facts} sets. */
export interface FactsProps {
  /** What is not there is left out. */
  readonly facts: readonly (string | undefined)[];
  /** Stands behind them. */
  readonly children?: ComponentChildren;
}

/** Short facts on a line, each in its own language. */
export function Facts({ facts, children }: FactsProps) {
  const { guessTag } = usePage();
  return (
    <p class="small facts">
      {facts.map((fact, index) =>
        fact === undefined || fact === '' ? null : (
          <span key={index} class="fact" lang={guessTag(fact)}>
            {fact}
          </span>
        ),
      )}
      {children}
    </p>
  );
}
