import { useLayoutEffect, useRef } from 'preact/hooks';
import type { PassageView } from '../../src/server/api-schema.ts';
import { sayIn } from '../language/words.ts';
import { Dialog } from '../page/dialog.tsx';
import { Facts } from '../page/facts.tsx';
import { usePage } from '../page/page-context.ts';
import { ProblemNote } from '../page/problem-note.tsx';
import { SourceLink } from '../page/source-link.tsx';
import { markSpans } from './mark-spans.ts';
import type { PassageTarget } from './passage-target.ts';
import { usePassage } from './use-passage.ts';

/** What {@link PassagePanel} opens. */
export interface PassagePanelProps {
  readonly target: PassageTarget;
  readonly onClose: () => void;
}

/** A passage as it stands in its document, the words that support the answer marked. */
export function PassagePanel({ target, onClose }: PassagePanelProps) {
  const { say, guessTag, tagOf } = usePage();
  const { view, problem, retry } = usePassage(target);
  return (
    <Dialog
      title={target.title}
      titleTag={tagOf(view?.document.language) ?? guessTag(target.title)}
      place="right"
      onClose={onClose}
    >
      {problem !== undefined && <ProblemNote problem={problem} onRetry={retry} />}
      {view === undefined && problem === undefined && <p role="status">{say('working')}</p>}
      {view !== undefined && (
        <>
          <PassageFacts view={view} />
          <PassageText view={view} target={target} />
        </>
      )}
    </Dialog>
  );
}

function PassageFacts({ view: { document, passage } }: { readonly view: PassageView }) {
  const { say, day } = usePage();
  const date = document.asOf === undefined ? undefined : say('asOf', { date: day(document.asOf) });
  return (
    <div class="passage-facts">
      <Facts facts={[document.publisher, date, passage.locator]} />
      <SourceLink url={document.url} worded />
    </div>
  );
}

function PassageText({ view, target }: { readonly view: PassageView; readonly target: PassageTarget }) {
  const { say, region, tagOf } = usePage();
  const { passage, previous, next } = view;
  const text = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => text.current?.querySelector('mark')?.scrollIntoView({ block: 'center' }), []);
  const tag = tagOf(passage.variety);
  // An answer in other characters is a conversion: the name of the script says that this is not one.
  const words = Object.entries(region.words).find(([variety]) => variety === passage.variety)?.[1];
  const original = target.converted === true && words !== undefined;
  return (
    <div ref={text} class="passage">
      <h3>
        {say('passage')}
        {original && (
          <span class="original" lang={tag}>
            {sayIn(words)('varietyName')}
          </span>
        )}
      </h3>
      {previous !== undefined && (
        <p class="neighbour" lang={tag}>
          {previous}
        </p>
      )}
      <p class="passage-text" lang={tag}>
        {markSpans(passage.text, target.spans ?? []).map((piece, index) =>
          piece.marked ? <mark key={index}>{piece.text}</mark> : piece.text,
        )}
      </p>
      {next !== undefined && (
        <p class="neighbour" lang={tag}>
          {next}
        </p>
      )}
    </div>
  );
}
