import type { StatusView } from '../../src/server/api-schema.ts';
import { modelText } from './model-text.ts';
import { usePage } from './page-context.ts';

/** Which model takes part, and what the service is still preparing. Not announced: it changes often. */
export function ModelLine({ status }: { readonly status: StatusView | undefined }) {
  const { say, locale } = usePage();
  if (status === undefined) return null;
  return (
    <div class="model-line">
      {modelText(status, say, locale).map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}
