import { useId, useRef } from 'preact/hooks';
import type { DocumentView } from '../../src/server/api-schema.ts';
import type { Say } from '../language/words.ts';
import { Dialog } from '../page/dialog.tsx';
import { Facts } from '../page/facts.tsx';
import { Icon } from '../page/icons.tsx';
import { usePage } from '../page/page-context.ts';
import { ProblemNote } from '../page/problem-note.tsx';
import { UploadProgress } from './upload-progress.tsx';
import type { OwnDocuments, UploadState } from './use-documents.ts';

/** What {@link DocumentsPanel} shows. */
export interface DocumentsPanelProps {
  readonly own: OwnDocuments;
  readonly onClose: () => void;
}

/** The reader's own documents: add, see what came of it, remove. */
export function DocumentsPanel({ own, onClose }: DocumentsPanelProps) {
  const { say, region } = usePage();
  const id = useId();
  const picker = useRef<HTMLInputElement>(null);
  const listed = new Set(own.documents.map(({ documentId }) => documentId));
  return (
    <Dialog title={say('documents')} place="right" onClose={onClose}>
      <div class="drop-zone">
        <button
          type="button"
          class="button button-primary"
          aria-describedby={`${id}-note`}
          disabled={own.upload?.busy === true}
          onClick={() => picker.current?.click()}
        >
          <Icon name="plus" />
          {say('addDocuments')}
        </button>
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          accept=".pdf,.docx,.html,.htm,.xml,.md,.markdown,.txt,.csv,.tsv,.json,.jsonl,.ndjson"
          onChange={({ currentTarget }) => {
            own.add([...(currentTarget.files ?? [])]);
            // The same file chosen again must count as a change.
            currentTarget.value = '';
          }}
        />
        <p id={`${id}-note`} class="small">
          {say('addDocumentsNote', { n: region.uploadMegabytes })}
        </p>
      </div>
      {own.upload !== undefined && <UploadProgress upload={own.upload} listed={listed} />}
      {own.problem !== undefined && <ProblemNote problem={own.problem} onRetry={own.refresh} />}
      <DocumentList own={own} />
    </Dialog>
  );
}

function DocumentList({ own: { documents, upload, remove } }: { readonly own: OwnDocuments }) {
  const { say, guessTag, day } = usePage();
  const list = useRef<HTMLUListElement>(null);
  if (documents.length === 0) return null;
  return (
    <ul ref={list} class="rows" role="list" tabIndex={-1} aria-label={say('documents')}>
      {documents.map((document) => (
        <li key={document.documentId} class="row">
          <Icon name="document" />
          <div class="row-text">
            <p lang={guessTag(document.title)}>{document.title}</p>
            <Facts facts={[outcomeWord(document, upload, say), day(document.addedAt.slice(0, 10))]} />
          </div>
          <button
            type="button"
            class="icon-button"
            aria-label={say('removeDocument', { title: document.title })}
            onClick={() => {
              list.current?.focus();
              remove(document);
            }}
          >
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  );
}

/** What the last upload made of a document. */
function outcomeWord(
  { documentId }: DocumentView,
  upload: UploadState | undefined,
  say: Say,
): string | undefined {
  const last = upload?.outcomes.findLast((outcome) => outcome.documentId === documentId);
  return last === undefined || last.outcome === 'failed' ? undefined : say(last.outcome);
}
