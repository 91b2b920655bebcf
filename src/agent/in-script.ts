import { isChinese, type ReplyVariety, scriptOf, toSimplified, toTraditional } from '../language/index.ts';

/** A Chinese text in the script of a variety; a text in another language stays as it is. */
export function inScript(text: string, variety: ReplyVariety): string {
  if (!isChinese(variety)) return text;
  return scriptOf(variety) === 'Hans' ? toSimplified(text) : toTraditional(text);
}
