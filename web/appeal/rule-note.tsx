import { useState } from 'preact/hooks';
import type { ConstitutionView } from '../../src/server/api-schema.ts';
import type { AnsweredQuestion } from '../answer/correction-feedback.ts';
import { Facts } from '../page/facts.tsx';
import { usePage } from '../page/page-context.ts';
import { ProblemNote } from '../page/problem-note.tsx';
import { SourceLink } from '../page/source-link.tsx';
import { AppealDialog } from './appeal-dialog.tsx';
import type { AppealedDecision } from './appeal-request.ts';
import { type ExplainedBasis, explainRule, pickWords } from './explain-rule.ts';
import { type RequestedConstitution, useConstitution } from './use-constitution.ts';

/** What {@link RuleNote} is about. */
export interface RuleNoteProps {
  readonly decision: AppealedDecision;
  readonly answered: AnsweredQuestion;
}

/** Why a rule applied, folded, and the way to have it reviewed. */
export function RuleNote({ decision, answered }: RuleNoteProps) {
  const { say } = usePage();
  const requested = useConstitution();
  const [appealing, setAppealing] = useState(false);
  return (
    <div class="rule-note">
      {decision.clauses.length > 0 && <Why clauses={decision.clauses} requested={requested} />}
      <button
        type="button"
        class="button button-quiet"
        aria-haspopup="dialog"
        onClick={(event) => {
          event.currentTarget.focus();
          setAppealing(true);
        }}
      >
        {say('appeal')}
      </button>
      {appealing && (
        <AppealDialog
          matter={{ answered, decision, bundleHash: requested.constitution?.bundleHash }}
          onClose={() => setAppealing(false)}
        />
      )}
    </div>
  );
}

interface WhyProps {
  readonly clauses: readonly string[];
  readonly requested: RequestedConstitution;
}

function Why({ clauses, requested: { constitution, problem, load } }: WhyProps) {
  const { say } = usePage();
  return (
    <details class="why" onToggle={({ currentTarget }) => currentTarget.open && load()}>
      <summary>
        {say('why')}{' '}
        <span class="clause">{clauses.map((clause) => say('clause', { clause })).join(' · ')}</span>
      </summary>
      <div role="status">
        {constitution === undefined && problem === undefined && <p class="small">{say('working')}</p>}
        {constitution !== undefined &&
          clauses.map((clause) => <Rule key={clause} constitution={constitution} clause={clause} />)}
      </div>
      {problem !== undefined && <ProblemNote problem={problem} onRetry={load} />}
    </details>
  );
}

interface RuleProps {
  readonly constitution: ConstitutionView;
  readonly clause: string;
}

function Rule({ constitution, clause }: RuleProps) {
  const { say, variety, guessTag } = usePage();
  const rule = explainRule(constitution, clause, variety);
  if (rule === undefined)
    return (
      <p>
        {clause}: {say('ruleGone')}
      </p>
    );
  return (
    <section class="rule" aria-label={rule.title}>
      <p>
        <strong lang={guessTag(rule.title)}>{rule.title}</strong> <span class="clause">{rule.id}</span>
      </p>
      <p lang={guessTag(rule.rule)}>{rule.rule}</p>
      {rule.basis.length > 0 && (
        <>
          <p class="rule-basis">{pickWords(constitution.pageWords.basis, variety)}</p>
          <ul>
            {rule.basis.map((basis) => (
              <Basis key={basis.title} basis={basis} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Basis({ basis: { title, summary, verification, asOf, url } }: { readonly basis: ExplainedBasis }) {
  const { say, day, guessTag } = usePage();
  return (
    <li>
      <p lang={guessTag(title)}>{title}</p>
      <p class="small" lang={guessTag(summary)}>
        {summary}
      </p>
      <Facts facts={[verification, asOf === undefined ? undefined : say('asOf', { date: day(asOf) })]}>
        <SourceLink url={url} />
      </Facts>
    </li>
  );
}
