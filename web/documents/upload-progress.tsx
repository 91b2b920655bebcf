import { Icon } from '../page/icons.tsx';
import { usePage } from '../page/page-context.ts';
import { ProblemNote } from '../page/problem-note.tsx';
import type { UploadState } from './use-documents.ts';

/** How far an upload is, and what became of each file. */
export function UploadProgress({ upload }: { readonly upload: UploadState }) {
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
          <Outcome key={name} name={name} good={false} words={`${say('failed')}: ${reason}`} />
        ))}
        {upload.outcomes.map((outcome, index) => (
          <Outcome
            key={index}
            name={outcome.title ?? outcome.source}
            good={outcome.outcome !== 'failed'}
            words={say(outcome.outcome)}
            reason={outcome.error?.message}
          />
        ))}
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
    <li class="outcome">
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
