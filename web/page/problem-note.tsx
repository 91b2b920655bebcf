import type { Problem } from '../api/problem.ts';
import { usePage } from './page-context.ts';

/** What {@link ProblemNote} shows. */
export interface ProblemNoteProps {
  readonly problem: Problem;
  readonly onRetry?: (() => void) | undefined;
}

/** Says what went wrong, in the reader's words and then in the server's, with a way to try again. */
export function ProblemNote({ problem, onRetry }: ProblemNoteProps) {
  const { say } = usePage();
  const detail = [problem.detail, problem.code].filter((part) => part !== undefined).join(' · ');
  return (
    <div class="problem" role="alert">
      <p>{say(problem.kind === 'network' ? 'errorNetwork' : 'errorServer')}</p>
      {detail !== '' && (
        <p class="small" lang="en">
          {detail}
        </p>
      )}
      {onRetry !== undefined && (
        <button type="button" class="button" onClick={onRetry}>
          {say('retry')}
        </button>
      )}
    </div>
  );
}
