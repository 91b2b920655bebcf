import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../page/icons.tsx';
import { usePage } from '../page/page-context.ts';
import { copyText } from './copy-text.ts';

/** Puts a text on the clipboard, and says for three seconds that it did. */
export function CopyButton({ text }: { readonly text: () => string }) {
  const { say } = usePage();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), 3000);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <>
      <button type="button" class="button button-quiet" onClick={() => void copyText(text()).then(setCopied)}>
        <Icon name={copied ? 'check' : 'copy'} />
        {say(copied ? 'copied' : 'copy')}
      </button>
      <span class="sr-only" role="status">
        {copied ? say('copied') : ''}
      </span>
    </>
  );
}
