import { type CardQuestions, type FactCard, cardQuestionsSchema } from '../knowledge/index.ts';
import type { Located, PackReader } from './pack-reader.ts';

/**
 * Reads the known questions of a pack's cards. The title of a card that has some is one of them: people
 * ask "minimum wage?" too. A card without any is found by its text alone.
 */
export async function readQuestions(
  reader: PackReader,
  cards: readonly Located<FactCard>[],
): Promise<CardQuestions[]> {
  const ids = new Set(cards.map((card) => card.value.id));
  const found = new Map<string, CardQuestions>();
  for (const file of await reader.list('knowledge/questions', '.jsonl')) {
    for (const { value, line } of await reader.jsonl(file, 'card-questions', cardQuestionsSchema)) {
      if (!ids.has(value.card)) {
        reader.report({
          file,
          line,
          message: `there is no card "${value.card}"`,
          cure: 'Correct the id, or remove the line.',
        });
      } else if (found.has(value.card)) {
        reader.report({
          file,
          line,
          message: `"${value.card}" has questions already`,
          cure: 'Put them on one line.',
        });
      } else found.set(value.card, value);
    }
  }
  const without = cards.filter((card) => !found.has(card.value.id));
  if (found.size > 0 && without.length > 0) {
    const [first] = without;
    reader.report({
      file: first?.file ?? 'knowledge/questions',
      ...(first !== undefined && { line: first.line }),
      severity: 'warning',
      message: `${without.length} cards have no known questions, "${first?.value.id ?? ''}" among them`,
      cure: 'Write some under knowledge/questions: they are how a card is recognised in other words.',
    });
  }
  return cards.flatMap(({ value }) => {
    const known = found.get(value.id);
    return known === undefined ? [] : [withTitles(value, known)];
  });
}

function withTitles({ text }: FactCard, known: CardQuestions): CardQuestions {
  const answers: CardQuestions['answers'] = { ...known.answers };
  for (const language of Object.keys(text) as (keyof FactCard['text'])[]) {
    const title = text[language]?.title;
    if (title !== undefined) answers[language] = [...(answers[language] ?? []), title];
  }
  return { ...known, answers };
}
