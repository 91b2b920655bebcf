import type { AnswerView } from '../../src/server/api-schema.ts';
import { usePage } from '../page/page-context.ts';

/** What {@link ModeText} shows. */
export interface ModeTextProps {
  readonly answer: AnswerView;
  /** Stands between it and what follows. @default nothing */
  readonly separator?: string;
}

/** How the answer was written. Nothing for an answer that rests on no source. */
export function ModeText({ answer, separator = '' }: ModeTextProps) {
  const { say } = usePage();
  if (answer.citations.length === 0) return null;
  const text =
    answer.mode === 'extractive' || answer.model === null
      ? say('modeExtractive')
      : say('modeModel', { model: answer.model });
  return <>{text + separator}</>;
}
