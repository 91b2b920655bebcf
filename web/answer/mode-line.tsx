import type { AnswerView } from '../../src/server/api-schema.ts';
import { usePage } from '../page/page-context.ts';

/** How the answer was written. Nothing for an answer that rests on no source. */
export function ModeLine({ answer }: { readonly answer: AnswerView }) {
  const { say } = usePage();
  if (answer.citations.length === 0) return null;
  const text =
    answer.mode === 'extractive' || answer.model === null
      ? say('modeExtractive')
      : say('modeModel', { model: answer.model });
  return <p class="mode-line small">{text}</p>;
}
