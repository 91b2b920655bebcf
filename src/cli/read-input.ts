import { inputError, maxLineLength } from '../base/index.ts';
import type { CliIo } from './cli-io.ts';
import { readStdin } from './read-stdin.ts';

/**
 * The text given as an argument, or else what comes on stdin, without its last line break.
 *
 * @throws `cli.no-text` when there is neither; `cli.text-too-long`
 */
export async function readInput(io: CliIo, argument: string | undefined): Promise<string> {
  if (argument !== undefined) return argument;
  if (io.stdin.isTTY === true) {
    throw inputError({
      code: 'cli.no-text',
      message: 'There is no text.',
      cure: 'Give it as an argument, or pipe it in.',
    });
  }
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of readStdin(io)) {
    text += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    if (text.length > maxLineLength) throw tooLong();
  }
  return (text + decoder.decode()).replace(/\r?\n$/, '');
}

function tooLong() {
  return inputError({
    code: 'cli.text-too-long',
    message: `The text on stdin is longer than ${maxLineLength} characters.`,
    cure: 'Cut it into records and use --jsonl.',
  });
}
