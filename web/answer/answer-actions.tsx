import { useState } from 'preact/hooks';
import type { FeedbackBody } from '../../src/server/api-schema.ts';
import { sendFeedback } from '../api/api-client.ts';
import { type Problem, toProblem } from '../api/problem.ts';
import { Icon } from '../page/icons.tsx';
import { usePage } from '../page/page-context.ts';
import { ProblemNote } from '../page/problem-note.tsx';
import { answerAsText } from './answer-as-text.ts';
import { CopyButton } from './copy-button.tsx';
import { CorrectionDialog } from './correction-dialog.tsx';
import { type AnsweredQuestion, plainFeedback } from './correction-feedback.ts';

/** What can be done with an answer: copy it, say that it helps or is wrong, correct it. */
export function AnswerActions({ answered }: { readonly answered: AnsweredQuestion }) {
  const { say, day } = usePage();
  const [given, setGiven] = useState<FeedbackBody['kind']>();
  const [problem, setProblem] = useState<Problem>();
  const [correcting, setCorrecting] = useState(false);
  const give = (feedback: FeedbackBody) => {
    setProblem(undefined);
    setGiven(feedback.kind);
    sendFeedback(feedback).catch((error: unknown) => {
      setGiven(undefined);
      setProblem(toProblem(error));
    });
  };
  return (
    <div class="actions">
      <div class="action-row">
        <CopyButton text={() => answerAsText(answered.answer, say, day)} />
        {(['helpful', 'wrong'] as const).map((kind) => (
          <button
            key={kind}
            type="button"
            class="button button-quiet"
            aria-pressed={given === kind}
            onClick={() => given !== kind && give(plainFeedback(answered, kind))}
          >
            <Icon name={kind} />
            {say(kind)}
          </button>
        ))}
        <button
          type="button"
          class="button button-quiet"
          aria-haspopup="dialog"
          onClick={(event) => {
            event.currentTarget.focus();
            setCorrecting(true);
          }}
        >
          <Icon name="correct" />
          {say('correct')}
        </button>
      </div>
      <p class="small thanks" role="status">
        {given === undefined ? '' : say('feedbackThanks')}
      </p>
      {problem !== undefined && <ProblemNote problem={problem} />}
      {correcting && (
        <CorrectionDialog
          answered={answered}
          onClose={() => setCorrecting(false)}
          onSent={(kind) => {
            setCorrecting(false);
            setProblem(undefined);
            setGiven(kind);
          }}
        />
      )}
    </div>
  );
}
