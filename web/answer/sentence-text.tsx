import type { CitationView } from '../../src/server/api-schema.ts';
import { usePage } from '../page/page-context.ts';
import { safeLink } from '../page/safe-link.ts';
import type { Sentence } from './group-sentences.ts';
import { splitCitations } from './split-citations.ts';
import { splitLinks } from './split-links.ts';

/** What {@link SentenceText} shows. */
export interface SentenceTextProps {
  readonly sentence: Sentence;
  readonly citations: readonly CitationView[];
  readonly onOpen: (citation: CitationView) => void;
}

/** A sentence with its citations as buttons. */
export function SentenceText({ sentence, citations, onOpen }: SentenceTextProps) {
  const pieces = splitCitations(sentence.text, sentence.citations);
  return (
    <>
      {pieces.map((piece, index) => {
        if (piece.kind === 'citation') {
          const citation = citations.find(({ n }) => n === piece.n);
          return <CitationMark key={index} n={piece.n} citation={citation} onOpen={onOpen} />;
        }
        return <LinkedText key={index} text={piece.text} />;
      })}
    </>
  );
}

function LinkedText({ text }: { readonly text: string }) {
  return splitLinks(text).map((piece, index) => {
    const link = piece.link ? safeLink(piece.text) : undefined;
    if (link === undefined) return piece.text;
    return (
      <a key={index} class="link" href={link.href} target="_blank" rel="noopener noreferrer">
        {piece.text}
      </a>
    );
  });
}

interface CitationMarkProps {
  readonly n: number;
  /** Missing while the sources have not come yet. */
  readonly citation: CitationView | undefined;
  readonly onOpen: (citation: CitationView) => void;
}

function CitationMark({ n, citation, onOpen }: CitationMarkProps) {
  const { say } = usePage();
  if (citation === undefined) return <span class="cite">{n}</span>;
  return (
    // The word joiner keeps the mark on the line of what it supports.
    <span class="cite-hold">
      {'\u2060'}
      <button
        type="button"
        class="cite"
        aria-label={`${say('passage')} ${n}: ${citation.title}`}
        aria-haspopup="dialog"
        onClick={(event) => {
          // Safari does not focus a button that is clicked, and the dialog must know where to return.
          event.currentTarget.focus();
          onOpen(citation);
        }}
      >
        {n}
      </button>
    </span>
  );
}
