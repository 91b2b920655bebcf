import { useState } from 'preact/hooks';
import type { RegionView } from '../../src/server/api-schema.ts';
import { AppealLookup } from '../appeal/appeal-lookup.tsx';
import { useConversation } from '../chat/use-conversation.ts';
import { DocumentsPanel } from '../documents/documents-panel.tsx';
import { DropTarget } from '../documents/drop-target.tsx';
import { useDocuments } from '../documents/use-documents.ts';
import type { BrowserStore } from './browser-store.ts';
import { questionId } from './composer.tsx';
import { MainColumn } from './main-column.tsx';
import { MenuContent } from './menu-content.tsx';
import { MenuPlace } from './menu-place.tsx';
import { ModelLine } from './model-line.tsx';
import { PageContext } from './page-context.ts';
import { PageHeader } from './page-header.tsx';
import { useDocumentTitle } from './use-document-title.ts';
import { useSettings } from './use-settings.ts';
import { useStatus } from './use-status.ts';
import { useWide } from './use-wide.ts';

/** What {@link App} shows. */
export interface AppProps {
  readonly region: RegionView;
  readonly store: BrowserStore;
}

/** The whole page. */
export function App({ region, store }: AppProps) {
  const { page, setVariety, theme, setTheme } = useSettings(region, store);
  const own = useDocuments(store, region.uploadMegabytes);
  const conversation = useConversation(store, { variety: page.variety, collection: own.collection });
  const status = useStatus(own.documents);
  const wide = useWide();
  const [panel, setPanel] = useState<'menu' | 'documents' | 'appeals'>();
  useDocumentTitle(conversation.chat, page.say);
  const close = () => setPanel(undefined);
  const uploads = region.uploads === 'private';
  const dropFiles = (files: readonly File[]) => {
    setPanel('documents');
    own.add(files);
  };
  return (
    <PageContext.Provider value={page}>
      <a class="skip-link" href={`#${questionId}`}>
        {page.say('skipToQuestion')}
      </a>
      <PageHeader
        onMenu={wide ? undefined : () => setPanel('menu')}
        onNewChat={conversation.startNew}
        onVariety={setVariety}
      />
      <MenuPlace wide={wide} open={panel === 'menu'} onClose={close}>
        <MenuContent
          conversation={conversation}
          status={status}
          theme={theme}
          onTheme={setTheme}
          onDocuments={uploads ? () => setPanel('documents') : undefined}
          documentCount={own.documents.length}
          onAppeals={() => setPanel('appeals')}
          onChosen={close}
        />
      </MenuPlace>
      <MainColumn conversation={conversation}>{!wide && <ModelLine status={status} />}</MainColumn>
      {panel === 'documents' && <DocumentsPanel own={own} onClose={close} />}
      {panel === 'appeals' && <AppealLookup onClose={close} />}
      {uploads && <DropTarget onDrop={dropFiles} />}
    </PageContext.Provider>
  );
}
