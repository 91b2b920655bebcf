import { Icon } from '../page/icons.tsx';
import { usePage } from '../page/page-context.ts';
import { ProblemNote } from '../page/problem-note.tsx';
import type { UploadState } from './use-documents.ts';

/** What {@link UploadProgress} shows. */
export interface UploadProgressProps {
  readonly upload: UploadState;
  /** Ids of the documents that stand in the list below, with what became of them. */
  readonly listed: ReadonlySet<string | undefined>;
}

/** How far an upload is, and what became of each file that is not in the list below. */
export function UploadProgress({ upload, listed }: UploadProgressProps) {
  const { say } = usePage();
  const reading = upload.sent >= 1;
  const label = say(reading ? 'working' : 'uploading');
  return (
    <div class="upload">
      {upload.busy && (
        <p class="upload-bar">
          <progress aria-label={label} {...(!reading && { value: upload.sent })} max={1} />
          <span class="small">{label}</span>
        </p>
      )}
      <ul class="outcomes" aria-live="polite">
        {upload.refused.map(({ name, reason }) => (
          <Outcome key={name} name={name} good={false} words={say('failed')} reason={reason} />
        ))}
        {upload.outcomes.map(({ outcome, title, source, documentId, error }, index) => {
          const good = outcome !== 'failed';
          if (good && listed.has(documentId)) return null;
          const reason = error === undefined ? undefined : `${error.message} (${error.code})`;
          return (
            <Outcome key={index} name={title ?? source} good={good} words={say(outcome)} reason={reason} />
          );
        })}
      </ul>
      {upload.problem !== undefined && <ProblemNote problem={upload.problem} />}
    </div>
  );
}

interface OutcomeProps {
  readonly name: string;
  readonly good: boolean;
  readonly words: string;
  /** Why it failed; English. */
  readonly reason?: string | undefined;
}

function Outcome({ name, good, words, reason }: OutcomeProps) {
  const { guessTag } = usePage();
  return (
    <li class={good ? 'outcome' : 'outcome outcome-bad'}>
      <Icon name={good ? 'check' : 'note'} />
      <div>
        <p lang={guessTag(name)}>{name}</p>
        <p class="small">{words}</p>
        {reason !== undefined && (
          <p class="small" lang="en">
            {reason}
          </p>
        )}
      </div>
    </li>
  );
}
