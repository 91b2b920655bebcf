import { useEffect, useRef, useState } from 'preact/hooks';
import type { AppealReceipt } from '../../src/server/api-schema.ts';
import { CopyButton } from '../answer/copy-button.tsx';
import { sendAppeal } from '../api/api-client.ts';
import { type Problem, toProblem } from '../api/problem.ts';
import { Dialog } from '../page/dialog.tsx';
import { usePage } from '../page/page-context.ts';
import { ProblemNote } from '../page/problem-note.tsx';
import { TextField } from '../page/text-field.tsx';
import { type AppealMatter, longestAppeal, makeAppeal } from './appeal-request.ts';
import { OtherBodies } from './other-bodies.tsx';

/** What {@link AppealDialog} is about. */
export interface AppealDialogProps {
  readonly matter: AppealMatter;
  readonly onClose: () => void;
}

/** The form in which a reader asks for a review; then the ticket, which is shown only here. */
export function AppealDialog({ matter, onClose }: AppealDialogProps) {
  const { say } = usePage();
  const [receipt, setReceipt] = useState<AppealReceipt>();
  return (
    <Dialog title={say('appealTitle')} place="middle" onClose={onClose}>
      {receipt === undefined ? (
        <AppealForm matter={matter} onClose={onClose} onSent={setReceipt} />
      ) : (
        <Receipt receipt={receipt} onClose={onClose} />
      )}
    </Dialog>
  );
}

interface AppealFormProps extends AppealDialogProps {
  readonly onSent: (receipt: AppealReceipt) => void;
}

function AppealForm({ matter, onClose, onSent }: AppealFormProps) {
  const { say, guessTag } = usePage();
  const [text, setText] = useState('');
  const [withQuestion, setWithQuestion] = useState(false);
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const appeal = makeAppeal(matter, { text, withQuestion });
  const submit = async () => {
    if (appeal === undefined || sending) return;
    setSending(true);
    setProblem(undefined);
    try {
      onSent(await sendAppeal(appeal));
    } catch (error) {
      setProblem(toProblem(error));
      setSending(false);
    }
  };
  const { question } = matter.answered;
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <TextField
        label={say('appealLabel')}
        note={say('appealNote')}
        value={text}
        rows={6}
        longest={longestAppeal}
        onInput={setText}
      />
      <label class="choice">
        <input
          type="checkbox"
          checked={withQuestion}
          onInput={({ currentTarget }) => setWithQuestion(currentTarget.checked)}
        />
        <span>
          {say('appealQuestion')}
          <span class="small corrected" lang={guessTag(question)}>
            {question}
          </span>
        </span>
      </label>
      {problem !== undefined && <ProblemNote problem={problem} />}
      <div class="form-end">
        <button type="button" class="button" onClick={onClose}>
          {say('cancel')}
        </button>
        <button type="submit" class="button button-primary" disabled={appeal === undefined || sending}>
          {say('appealSend')}
        </button>
      </div>
    </form>
  );
}

interface ReceiptProps {
  readonly receipt: AppealReceipt;
  readonly onClose: () => void;
}

function Receipt({ receipt: { ticket, acknowledgeBy, decideBy, others }, onClose }: ReceiptProps) {
  const { say, day } = usePage();
  const top = useRef<HTMLDivElement>(null);
  // The form and its button are gone: whoever reads with the ears must land on what came of it.
  useEffect(() => top.current?.focus(), []);
  return (
    <div class="form">
      <div ref={top} class="receipt" role="status" tabIndex={-1}>
        <p>{say('appealReceived')}</p>
        <p>
          <strong>{say('appealTicket')}</strong> <code class="ticket">{ticket}</code>
        </p>
        <p class="small">{say('appealTicketNote')}</p>
        <p>{say('appealDates', { acknowledge: day(acknowledgeBy), decide: day(decideBy) })}</p>
      </div>
      <OtherBodies others={others} />
      <div class="form-end">
        <CopyButton text={() => ticket} />
        <button type="button" class="button" onClick={onClose}>
          {say('close')}
        </button>
      </div>
    </div>
  );
}
