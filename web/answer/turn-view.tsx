import { useState } from 'preact/hooks';
import { type Turn, citationsOf, sentencesOf } from '../chat/turn.ts';
import { guessVariety } from '../language/language-tag.ts';
import { usePage } from '../page/page-context.ts';
import { ProblemNote } from '../page/problem-note.tsx';
import { PassagePanel } from '../passage/passage-panel.tsx';
import type { PassageTarget } from '../passage/passage-target.ts';
import { AnswerActions } from './answer-actions.tsx';
import { AnswerSentences } from './answer-sentences.tsx';
import { DisclosureLines } from './disclosure-lines.tsx';
import { extraDisclosures } from './extra-disclosures.ts';
import { NearestList } from './nearest-list.tsx';
import { SourceList } from './source-list.tsx';
import { Trace } from './trace.tsx';
import { WorkStatus } from './work-status.tsx';

/** What {@link TurnView} shows. */
export interface TurnViewProps {
  readonly turn: Turn;
  /** Asks again; only for the last question of a chat. */
  readonly onRetry: (() => void) | undefined;
}

/** A question and its answer. */
export function TurnView({ turn, onRetry }: TurnViewProps) {
  const { say, guessTag } = usePage();
  const headingId = `question-${turn.id}`;
  const { question, state, problem } = turn;
  return (
    <article class="turn" aria-labelledby={headingId}>
      <h2
        id={headingId}
        class={question.length > 120 ? 'question question-long' : 'question'}
        lang={guessTag(question)}
      >
        {question}
      </h2>
      <WorkStatus turn={turn} />
      {(state === 'working' || sentencesOf(turn).length > 0) && <AnswerBody turn={turn} />}
      {problem !== undefined && <ProblemNote problem={problem} onRetry={onRetry} />}
      {state === 'stopped' && (
        <div class="stopped">
          <p>{say('stopped')}</p>
          {onRetry !== undefined && (
            <button type="button" class="button" onClick={onRetry}>
              {say('retry')}
            </button>
          )}
        </div>
      )}
    </article>
  );
}

function AnswerBody({ turn }: { readonly turn: Turn }) {
  const { region, variety } = usePage();
  const [passage, setPassage] = useState<PassageTarget>();
  const { answer, question } = turn;
  const spoken = answer?.variety ?? guessVariety(question, variety, region.varieties);
  const disclosures = answer === undefined ? [] : extraDisclosures(answer);
  return (
    <div class="answer">
      {answer !== undefined && (
        <DisclosureLines
          answered={{ question, answer }}
          disclosures={disclosures.filter(({ first }) => first)}
        />
      )}
      <AnswerSentences
        sentences={sentencesOf(turn)}
        citations={citationsOf(turn)}
        variety={spoken}
        busy={turn.state === 'working'}
        onOpen={setPassage}
      />
      {answer !== undefined && (
        <>
          <DisclosureLines
            answered={{ question, answer }}
            disclosures={disclosures.filter(({ first }) => !first)}
          />
          {answer.citations.length > 0 && (
            <SourceList citations={answer.citations} variety={spoken} onOpen={setPassage} />
          )}
          {answer.nearest.length > 0 && <NearestList nearest={answer.nearest} onOpen={setPassage} />}
          <AnswerActions answered={{ question, answer }} />
          <div class="making">
            <Trace answer={answer} />
          </div>
        </>
      )}
      {passage !== undefined && <PassagePanel target={passage} onClose={() => setPassage(undefined)} />}
    </div>
  );
}
