import type { Diagnosis, formatProblem } from '../app/index.ts';
import { formatSlot } from './print-serving.ts';
import { formatBytes, formatTable } from './print-table.ts';

/** Problems of the pack that are shown; `region check` shows them all. */
const shownProblems = 5;

/** A diagnosis, for people. */
export function formatDiagnosis(diagnosis: Diagnosis, problemText: typeof formatProblem): string {
  const { home, node, platform, engine, feedback } = diagnosis;
  return [
    section('Machine', [`Node ${node} on ${platform}`, `home: ${home}`]),
    section('Settings', formatSettings(diagnosis)),
    section('Region', formatRegion(diagnosis, problemText)),
    section('Models', [...formatSlots(diagnosis), `engine for local models: ${engine}`]),
    section('Stored', [...formatStore(diagnosis), `feedback: ${feedback}`]),
    section('What would leave this machine', formatLeaves(diagnosis)),
  ].join('\n\n');
}

function section(title: string, lines: readonly string[]): string {
  return [title, ...lines.map((line) => `  ${line}`)].join('\n');
}

function formatSettings({ settings }: Diagnosis): string[] {
  const rows = settings.map(({ name, value, origin, environment }) => [
    name,
    value ?? 'not set',
    origin ?? `(${environment})`,
  ]);
  return formatTable(rows).split('\n');
}

function formatRegion({ region }: Diagnosis, problemText: typeof formatProblem): string[] {
  if ('error' in region) return [region.error.message];
  const { pack, folder, problems } = region;
  const head =
    pack === undefined
      ? [`${folder} cannot be used`]
      : [`${pack.id} ${pack.version}, ${pack.cards} cards, in ${folder}`, `hash ${pack.hash}`];
  const shown = problems.slice(0, shownProblems).map((problem) => problemText(problem));
  const more = problems.length - shown.length;
  return [...head, ...shown, ...(more > 0 ? [`and ${more} more: \`lionrock region check\``] : [])];
}

function formatSlots({ slots, models }: Diagnosis): string[] {
  const here = models.filter(({ pulled }) => pulled).map(({ id, bytes }) => `${id} (${formatBytes(bytes)})`);
  const inUse =
    'error' in slots
      ? [slots.error.message]
      : [formatSlot('chat model', slots.chat), formatSlot('embedding model', slots.embedding)];
  return [...inUse, `on this machine: ${here.length === 0 ? 'none' : here.join(', ')}`];
}

function formatStore({ store }: Diagnosis): string[] {
  if (store === undefined) return ['nothing yet'];
  if ('error' in store) return [store.error.message];
  const { documents, passages, bytes, folder, collections } = store;
  const names = collections.map((each) => `${each.name} ${each.documents}`).join(', ');
  return [`${documents} documents (${names}), ${passages} passages, ${formatBytes(bytes)}`, `in ${folder}`];
}

function formatLeaves({ leaves }: Diagnosis): string[] {
  if (leaves.length === 0) return ['nothing'];
  return leaves.map(({ what, host }) => `${what}, to ${host}`);
}
