import { useEffect, useState } from 'preact/hooks';
import type { RegionView } from '../../src/server/api-schema.ts';
import { fetchRegion } from '../api/api-client.ts';
import { firstWords } from '../language/first-words.ts';
import { App } from './app.tsx';
import type { BrowserStore } from './browser-store.ts';

/** Fetches the region, whose words the page speaks, and shows the page. */
export function Loader({ store }: { readonly store: BrowserStore }) {
  const [region, setRegion] = useState<RegionView>();
  const [attempt, setAttempt] = useState(0);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    setFailed(false);
    fetchRegion().then(setRegion, () => setFailed(true));
  }, [attempt]);
  if (region !== undefined) return <App region={region} store={store} />;
  if (!failed) return null;
  const words = firstWords(navigator.language);
  return (
    <main class="first-problem" lang={words.tag}>
      <h1>Lionrock</h1>
      <p role="alert">{words.failed}</p>
      <button type="button" class="button button-primary" onClick={() => setAttempt(attempt + 1)}>
        {words.retry}
      </button>
    </main>
  );
}
