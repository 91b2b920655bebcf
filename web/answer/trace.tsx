import type { AnswerView } from '../../src/server/api-schema.ts';
import { formatDuration } from '../language/format-values.ts';
import { usePage } from '../page/page-context.ts';
import { ModeText } from './mode-text.tsx';
import { formatDetail } from './trace-detail.ts';
import { type TracePhase, groupSteps } from './trace-phases.ts';

/** How the answer was written, and folded under it, how it came about step by step. */
export function Trace({ answer }: { readonly answer: AnswerView }) {
  const { say } = usePage();
  if (answer.trace.length === 0) {
    return (
      <p class="small">
        <ModeText answer={answer} />
      </p>
    );
  }
  return (
    <details class="trace">
      <summary>
        <ModeText answer={answer} separator=" · " />
        {say('trace')}
      </summary>
      <p class="small">{say('traceNote')}</p>
      <ol role="list">
        {groupSteps(answer.trace).map((phase, index) => (
          <Phase key={index} phase={phase} />
        ))}
      </ol>
    </details>
  );
}

function Phase({ phase: { word, milliseconds, steps } }: { readonly phase: TracePhase }) {
  const { say, locale } = usePage();
  return (
    <li>
      <p class="trace-head">
        <strong lang={word === undefined ? 'en' : undefined}>
          {word === undefined ? steps[0]?.step : say(word)}
        </strong>
        <span class="trace-time">{formatDuration(milliseconds, locale)}</span>
      </p>
      <dl lang="en">
        {steps.map(({ step, detail }, index) => (
          <div key={index} class="trace-step">
            <dt>{step}</dt>
            <dd>{formatDetail(detail)}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}
