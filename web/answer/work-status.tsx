import type { Turn } from '../chat/turn.ts';
import { usePage } from '../page/page-context.ts';

const stepWords = {
  understand: 'stepUnderstand',
  search: 'stepSearch',
  write: 'stepWrite',
  check: 'stepCheck',
} as const;

/** What is being done for an answer that is under way. */
export function WorkStatus({ turn: { state, step } }: { readonly turn: Turn }) {
  const { say } = usePage();
  const words = say(step === undefined ? 'working' : stepWords[step]);
  return (
    <p class={state === 'working' ? 'work-status' : 'sr-only'} role="status">
      {state === 'working' ? words : ''}
    </p>
  );
}
