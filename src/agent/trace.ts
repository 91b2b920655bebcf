import type { Clock } from '../base/index.ts';
import type { TraceStep } from './spec.ts';

/** Records what each step of a flow found and how long it took. */
export interface Trace {
  readonly steps: readonly TraceStep[];
  /** Ends the current step; the next one begins. `detail` never holds the words of a question. */
  mark(step: string, detail: TraceStep['detail']): void;
}

/** Starts a trace; its first step begins now. */
export function startTrace(clock: Clock): Trace {
  const steps: TraceStep[] = [];
  let since = clock().getTime();
  return {
    steps,
    mark(step, detail) {
      const now = clock().getTime();
      steps.push({ step, milliseconds: now - since, detail });
      since = now;
    },
  };
}
