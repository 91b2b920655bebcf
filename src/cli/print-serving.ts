import type { SlotState } from '../app/index.ts';

/** What a server that has just started says of itself. */
export interface Serving {
  readonly url: string;
  readonly region: { readonly id: string; readonly version: string };
  readonly chat: SlotState;
  readonly embedding: SlotState;
}

/** The first words of a server, for people: where it is, what it uses, what is missing. */
export function formatServing({ url, region, chat, embedding }: Serving, pulls: boolean): string {
  const lines = [
    `Lionrock is at ${url}`,
    `  region: ${region.id} ${region.version}`,
    `  ${formatSlot('chat model', chat)}`,
    `  ${formatSlot('embedding model', embedding)}`,
  ];
  const missing = [chat, embedding].some(({ state }) => state === 'missing' || state === 'downloading');
  if (missing && pulls) lines.push('Missing models are being fetched; until then answers quote the sources.');
  else if (missing)
    lines.push('Start with --pull to fetch what is missing; until then answers quote the sources.');
  lines.push('Stop it with Ctrl-C.');
  return lines.join('\n');
}

/** One line on a model in use. The size of a download is left out: it has its own bar. */
export function formatSlot(what: string, { id, state, message }: SlotState): string {
  if (state === 'none') return `${what}: none`;
  const name = id ?? 'none';
  return `${what}: ${name}, ${state}${message === undefined ? '' : `. ${message}`}`;
}
