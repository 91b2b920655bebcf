import { inputError } from '../base/index.ts';
import type { ReplyVariety } from '../language/index.ts';

/**
 * Checks the name of a variety that text can be written in.
 *
 * @throws `cli.unknown-variety`
 */
export async function parseVariety(value: string): Promise<ReplyVariety> {
  // Loaded only now: the dictionaries behind it would slow every --help.
  const { isReplyVariety, replyVarieties } = await import('../language/index.ts');
  if (isReplyVariety(value)) return value;
  throw inputError({
    code: 'cli.unknown-variety',
    message: `There is no variety "${value}" that text can be written in.`,
    cure: `Name one of ${replyVarieties.join(', ')}.`,
  });
}
