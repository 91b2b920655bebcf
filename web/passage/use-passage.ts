import { useEffect, useState } from 'preact/hooks';
import type { PassageView } from '../../src/server/api-schema.ts';
import { fetchPassage } from '../api/api-client.ts';
import { type Problem, toProblem } from '../api/problem.ts';
import type { PassageTarget } from './passage-target.ts';

/** A passage that is asked for: at first neither of both is there. */
export interface RequestedPassage {
  readonly view: PassageView | undefined;
  readonly problem: Problem | undefined;
  readonly retry: () => void;
}

/** Fetches a passage. */
export function usePassage({ collection, passageId }: PassageTarget): RequestedPassage {
  const [view, setView] = useState<PassageView>();
  const [problem, setProblem] = useState<Problem>();
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const controller = new AbortController();
    setProblem(undefined);
    fetchPassage({ collection, passageId }, controller.signal).then(setView, (error: unknown) => {
      if (!controller.signal.aborted) setProblem(toProblem(error));
    });
    return () => controller.abort();
  }, [collection, passageId, attempt]);
  return { view, problem, retry: () => setAttempt(attempt + 1) };
}
