import type { AnswerView } from '../../src/server/api-schema.ts';
import { formatDuration } from '../language/format-values.ts';
import type { WordKey } from '../language/words.ts';
import { usePage } from '../page/page-context.ts';
import { formatDetail } from './trace-detail.ts';

const stepWords: Partial<Record<string, WordKey>> = {
  understand: 'stepUnderstand',
  search: 'stepSearch',
  write: 'stepWrite',
  check: 'stepCheck',
};

/** How an answer came about, step by step; folded. */
export function Trace({ steps }: { readonly steps: AnswerView['trace'] }) {
  const { say } = usePage();
  return (
    <details class="trace">
      <summary>{say('trace')}</summary>
      <p class="small">{say('traceNote')}</p>
      <ol>
        {steps.map((step, index) => (
          <Step key={index} step={step} />
        ))}
      </ol>
    </details>
  );
}

function Step({ step }: { readonly step: AnswerView['trace'][number] }) {
  const { say, locale } = usePage();
  const word = stepWords[step.step];
  return (
    <li>
      <dl>
        <div class="trace-step">
          <dt class="sr-only">{say('step')}</dt>
          <dd lang={word === undefined ? 'en' : undefined}>{word === undefined ? step.step : say(word)}</dd>
        </div>
        <div class="trace-time">
          <dt class="sr-only">{say('duration')}</dt>
          <dd>{formatDuration(step.milliseconds, locale)}</dd>
        </div>
        {Object.entries(step.detail).map(([name, value]) => (
          <div key={name} class="trace-detail">
            <dt lang="en">{name}</dt>
            <dd>{formatDetail(value)}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}
