import { useId, useState } from 'preact/hooks';
import type { AppealStatus } from '../../src/server/api-schema.ts';
import { fetchAppeal } from '../api/api-client.ts';
import { type Problem, toProblem } from '../api/problem.ts';
import type { WordKey } from '../language/words.ts';
import { Dialog } from '../page/dialog.tsx';
import { usePage } from '../page/page-context.ts';
import { ProblemNote } from '../page/problem-note.tsx';
import { OtherBodies } from './other-bodies.tsx';

/** Looks up, by its ticket, what became of an appeal. */
export function AppealLookup({ onClose }: { readonly onClose: () => void }) {
  const { say, variety } = usePage();
  const id = useId();
  const [ticket, setTicket] = useState('');
  const [busy, setBusy] = useState(false);
  const [found, setFound] = useState<AppealStatus>();
  const [problem, setProblem] = useState<Problem>();
  const lookUp = async () => {
    if (ticket.trim() === '' || busy) return;
    setBusy(true);
    setProblem(undefined);
    setFound(undefined);
    try {
      setFound(await fetchAppeal(ticket.trim().slice(0, 100), variety));
    } catch (error) {
      setProblem(toProblem(error));
    }
    setBusy(false);
  };
  return (
    <Dialog title={say('appealFind')} place="right" onClose={onClose}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          void lookUp();
        }}
      >
        <div class="field">
          <label for={id}>{say('appealTicket')}</label>
          <input
            id={id}
            class="ticket"
            type="text"
            autoComplete="off"
            autoCapitalize="characters"
            spellcheck={false}
            maxLength={100}
            value={ticket}
            onInput={({ currentTarget }) => setTicket(currentTarget.value)}
          />
        </div>
        <div class="form-end">
          <button type="submit" class="button button-primary" disabled={ticket.trim() === '' || busy}>
            {say('appealFindSend')}
          </button>
        </div>
      </form>
      <div role="status">{found !== undefined && <Standing status={found} />}</div>
      {problem?.code === 'appeals.no-such-ticket' && (
        <p class="problem" role="alert">
          {say('appealUnknown')}
        </p>
      )}
      {problem !== undefined && problem.code !== 'appeals.no-such-ticket' && (
        <ProblemNote problem={problem} onRetry={() => void lookUp()} />
      )}
    </Dialog>
  );
}

const words = {
  received: 'stateReceived',
  acknowledged: 'stateAcknowledged',
  'in-review': 'stateInReview',
  upheld: 'stateUpheld',
  overturned: 'stateOverturned',
  'rule-changed': 'stateRuleChanged',
} as const satisfies Record<string, WordKey>;

function Standing({ status }: { readonly status: AppealStatus }) {
  const { say, day, guessTag } = usePage();
  const { state, outcome, receivedOn, acknowledgeBy, decideBy, overdue, reasons, textRemoved } = status;
  // Reasons that were sent say how it ended; there is no such end without an outcome.
  const key = state === 'reasons-sent' ? (outcome ?? 'in-review') : state;
  return (
    <div class="receipt">
      <p>
        <strong>{say('appealState')}</strong> {say(words[key])}
      </p>
      <p class="small">{say('appealReceivedOn', { date: day(receivedOn) })}</p>
      {state !== 'reasons-sent' && (
        <p class="small">{say('appealDates', { acknowledge: day(acknowledgeBy), decide: day(decideBy) })}</p>
      )}
      {overdue.length > 0 && <p>{say('appealLate')}</p>}
      {reasons !== undefined && (
        <>
          <h3>{say('appealReasons')}</h3>
          <p class="reasons" lang={guessTag(reasons)}>
            {reasons}
          </p>
        </>
      )}
      {textRemoved && <p>{say('appealRemoved')}</p>}
      <OtherBodies others={status.others} />
    </div>
  );
}
