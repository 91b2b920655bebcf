import type { Workspace, askOnce, joinSentences } from '../app/index.ts';

/** A complete answer. */
export type Answer = Awaited<ReturnType<typeof askOnce>>;
type Sentence = Answer['sentences'][number];

/** The fields of an answer that go out as one JSON object. */
export function answerRecord(answer: Answer): object {
  const { text, variety, outcome, citations, nearest, decisions, model, mode } = answer;
  return { answer: text, variety, outcome, citations, nearest, decisions, model, mode };
}

/** Puts an answer on paper while it is made. */
export interface AnswerPrinter {
  /** What is new with the next sentence. The list of the nearest sources is left to the end. */
  sentence(sentence: Sentence): string;
  /** What follows the text: its sources, or the nearest ones. */
  end(answer: Answer): string;
}

/** Makes the printer of one answer; its headings are in the answer's own variety. */
export function createAnswerPrinter({ region }: Workspace, join: typeof joinSentences): AnswerPrinter {
  const said: Sentence[] = [];
  let printed = '';
  return {
    sentence(sentence) {
      if (sentence.kind === 'nearest') return '';
      said.push(sentence);
      const text = join(said);
      const piece = text.slice(printed.length);
      printed = text;
      return piece;
    },
    end({ citations, nearest, variety }) {
      const words = region.interfaceWords.get(variety);
      if (citations.length > 0) {
        return ['\n', words?.sources ?? 'Sources', ...citations.map(formatCitation)].join('\n');
      }
      if (nearest.length === 0) return '';
      return ['\n', words?.nearestSources ?? 'Nearest sources', ...nearest.map(formatNearest)].join('\n');
    },
  };
}

function formatCitation({ n, title, locator, publisher, asOf, url }: Answer['citations'][number]): string {
  const about = [locator, publisher, asOf].filter((part) => part !== undefined && part !== '');
  const head = `[${n}] ${title}${about.length === 0 ? '' : ` — ${about.join(', ')}`}`;
  return url === undefined ? head : `${head}\n    ${url}`;
}

function formatNearest({ title, publisher, url }: Answer['nearest'][number]): string {
  const head = `- ${title}${publisher === undefined ? '' : ` — ${publisher}`}`;
  return url === undefined ? head : `${head}\n  ${url}`;
}
