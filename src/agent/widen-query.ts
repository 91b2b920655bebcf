import type { QuestionIndex, TermVariant } from '../knowledge/index.ts';
import type { Segmenter } from '../language/index.ts';

/** What a query is widened with. */
export interface WidenTools {
  readonly questions: QuestionIndex;
  readonly segmenter: Segmenter;
  /** What a card says: its title and body in every language. */
  readonly textsOf: (card: string) => readonly string[];
}

/** From this lift on a question is taken to be about the matter of a card; chosen on development questions. */
const least = 3;

/**
 * The words of the card that a question is most likely about, in every language, as further things to
 * search for. A question in everyday words shares few with a law or a leaflet; the card on the same
 * matter knows the official ones. Nothing where no card is likely.
 *
 * @see paper §5.1 (query enhancer)
 */
export function widenQuery(question: string, { questions, segmenter, textsOf }: WidenTools): TermVariant[] {
  const likeliest = questions.match(question).cards.find(({ behind }) => behind === 0);
  if (likeliest === undefined || likeliest.lift <= least) return [];
  return textsOf(likeliest.card).map((text) => ({ terms: segmenter.terms(text), weight: 1 }));
}
