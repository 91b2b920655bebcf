import type { StatusView } from '../../src/server/api-schema.ts';
import { formatCount } from '../language/format-values.ts';
import type { Say } from '../language/words.ts';
import { isEmbedding } from './poll-delay.ts';

/**
 * Says which model takes part and what is still under way, a line each.
 *
 * @param locale writes the numbers
 */
export function modelText(status: StatusView, say: Say, locale: string): readonly string[] {
  const lines = [chatModelText(status.chat, say)];
  if (isEmbedding(status)) {
    const { embedded, passages } = status.knowledge;
    lines.push(
      `${say('sources')} ${formatCount(embedded, locale)} / ${formatCount(passages, locale)} · ${say('working')}`,
    );
  }
  return lines;
}

function chatModelText({ id, state, done = 0, total = 0 }: StatusView['chat'], say: Say): string {
  const named = say('modelReady', { model: id ?? '' });
  switch (state) {
    case 'ready':
      return named;
    case 'loading':
      return `${named} · ${say('working')}`;
    case 'downloading':
      return say('modelDownloading', { percent: total > 0 ? Math.floor((done / total) * 100) : 0 });
    case 'none':
    case 'missing':
    case 'failed':
      break;
  }
  return say('modelNone');
}
