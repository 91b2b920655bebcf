import { Fragment } from 'preact';
import type { CitationView } from '../../src/server/api-schema.ts';
import type { Variety } from '../language/words.ts';
import { usePage } from '../page/page-context.ts';
import { type Sentence, type SentenceGroup, groupSentences, separatorBetween } from './group-sentences.ts';
import { SentenceText } from './sentence-text.tsx';

/** What {@link AnswerSentences} shows. */
export interface AnswerSentencesProps {
  readonly sentences: readonly Sentence[];
  readonly citations: readonly CitationView[];
  /** Variety of the answer; until it is known, of the question. */
  readonly variety: Variety;
  readonly busy: boolean;
  readonly onOpen: (citation: CitationView) => void;
}

/** The words of an answer. Each sentence is read out once, when it comes. */
export function AnswerSentences({ sentences, busy, ...rest }: AnswerSentencesProps) {
  return (
    <div class="sentences" aria-live="polite" aria-relevant="additions" aria-busy={busy}>
      {groupSentences(sentences).map((group, index) => (
        <Group key={index} group={group} {...rest} />
      ))}
    </div>
  );
}

const classes = { first: 'said-first', text: undefined, notice: 'notice' } as const;

type GroupProps = Omit<AnswerSentencesProps, 'sentences' | 'busy'> & { readonly group: SentenceGroup };

function Group({ group, variety, ...rest }: GroupProps) {
  const { guessTag } = usePage();
  const first = group.sentences[0]?.text ?? '';
  const content = group.sentences.map((sentence, index) => (
    <Fragment key={index}>
      {index > 0 && separatorBetween(group.sentences[index - 1]?.text ?? '', sentence.text)}
      <SentenceText sentence={sentence} {...rest} />
    </Fragment>
  ));
  const tag = guessTag(first, variety);
  if (group.kind === 'quotation') {
    return (
      <blockquote lang={tag}>
        <p>{content}</p>
      </blockquote>
    );
  }
  return (
    <p class={classes[group.kind]} lang={tag}>
      {content}
    </p>
  );
}
