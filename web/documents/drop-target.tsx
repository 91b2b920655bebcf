import { useEffect, useState } from 'preact/hooks';
import { usePage } from '../page/page-context.ts';

/** Lets files be dropped anywhere on the page, and says so while they hover over it. */
export function DropTarget({ onDrop }: { readonly onDrop: (files: readonly File[]) => void }) {
  const { say } = usePage();
  const [hovering, setHovering] = useState(false);
  useEffect(() => {
    const abort = new AbortController();
    const listen = (type: 'dragover' | 'dragleave' | 'drop', act: (event: DragEvent) => void) =>
      addEventListener(type, (event) => holdsFiles(event) && act(event), { signal: abort.signal });
    listen('dragover', (event) => {
      // Without this the browser would leave the page and open the file.
      event.preventDefault();
      setHovering(true);
    });
    listen('dragleave', (event) => {
      if (event.relatedTarget === null) setHovering(false);
    });
    listen('drop', (event) => {
      event.preventDefault();
      setHovering(false);
      onDrop([...(event.dataTransfer?.files ?? [])]);
    });
    return () => abort.abort();
  }, [onDrop]);
  return hovering ? <div class="drop-veil">{say('addDocuments')}</div> : null;
}

function holdsFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') === true;
}
