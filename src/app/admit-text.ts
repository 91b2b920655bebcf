import type { GovernedText } from '../governance/index.ts';
import type { Variety } from '../language/index.ts';
import type { Workspace } from './workspace.ts';

/** A stored text as governance lets it out; empty when it is withheld. */
export async function admitText(
  { door }: Pick<Workspace, 'door'>,
  { text, variety }: { readonly text: string; readonly variety: Variety },
  signal?: AbortSignal,
): Promise<GovernedText> {
  const governed = await door.govern('retrieval', text, { variety, ...(signal !== undefined && { signal }) });
  return governed.text;
}
