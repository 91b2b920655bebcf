import { useId, useRef } from 'preact/hooks';
import { Dialog } from '../page/dialog.tsx';
import { Icon } from '../page/icons.tsx';
import { usePage } from '../page/page-context.ts';
import { ProblemNote } from '../page/problem-note.tsx';
import { UploadProgress } from './upload-progress.tsx';
import type { OwnDocuments } from './use-documents.ts';

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
      {own.upload !== undefined && <UploadProgress upload={own.upload} />}
      {own.problem !== undefined && <ProblemNote problem={own.problem} onRetry={own.refresh} />}
      <DocumentList own={own} />
    </Dialog>
  );
}

function DocumentList({ own: { documents, remove } }: { readonly own: OwnDocuments }) {
  const { say, guessTag } = usePage();
  const list = useRef<HTMLUListElement>(null);
  if (documents.length === 0) return null;
  return (
    <ul ref={list} class="rows" tabIndex={-1} aria-label={say('documents')}>
      {documents.map((document) => (
        <li key={document.documentId} class="row">
          <Icon name="document" />
          <span class="row-text" lang={guessTag(document.title)}>
            {document.title}
          </span>
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
