import { useState } from 'preact/hooks';
import type { FeedbackBody } from '../../src/server/api-schema.ts';
import { sendFeedback } from '../api/api-client.ts';
import { type Problem, toProblem } from '../api/problem.ts';
import { Dialog } from '../page/dialog.tsx';
import { usePage } from '../page/page-context.ts';
import { ProblemNote } from '../page/problem-note.tsx';
import { TextField } from '../page/text-field.tsx';
import { type AnsweredQuestion, correctionFeedback } from './correction-feedback.ts';

/** What {@link CorrectionDialog} corrects, and whom it tells. */
export interface CorrectionDialogProps {
  readonly answered: AnsweredQuestion;
  readonly onClose: () => void;
  /** Called when the server has it. */
  readonly onSent: (kind: FeedbackBody['kind']) => void;
}

/** The form in which the reader corrects an answer: its text to change, and where the right one is found. */
export function CorrectionDialog({ answered, onClose, onSent }: CorrectionDialogProps) {
  const { say, tagOf, guessTag } = usePage();
  const [correction, setCorrection] = useState(() => firstText(answered));
  const [comment, setComment] = useState('');
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const feedback = correctionFeedback(answered, correction, comment);
  const submit = async () => {
    if (feedback === undefined || sending) return;
    setSending(true);
    setProblem(undefined);
    try {
      await sendFeedback(feedback);
      onSent(feedback.kind);
    } catch (error) {
      setProblem(toProblem(error));
      setSending(false);
    }
  };
  return (
    <Dialog title={say('correctTitle')} place="middle" onClose={onClose}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <p class="corrected" lang={guessTag(answered.question)}>
          {answered.question}
        </p>
        <TextField
          label={say('correctLabel')}
          value={correction}
          rows={8}
          longest={20_000}
          tag={tagOf(answered.answer.variety)}
          onInput={setCorrection}
        />
        <TextField
          label={say('sources')}
          note={say('correctNote')}
          value={comment}
          rows={2}
          longest={4000}
          onInput={setComment}
        />
        {problem !== undefined && <ProblemNote problem={problem} />}
        <div class="form-end">
          <button type="button" class="button" onClick={onClose}>
            {say('cancel')}
          </button>
          <button type="submit" class="button button-primary" disabled={feedback === undefined || sending}>
            {say('correctSend')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** An answer is there to be changed; words that there is none would only be in the way. */
function firstText({ answer }: AnsweredQuestion): string {
  return answer.outcome === 'answered' ? answer.text : '';
}
