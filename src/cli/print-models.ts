import type { ModelChoice, ModelListing, ModelTest, fetchModels } from '../app/index.ts';
import { formatBytes, formatTable } from './print-table.ts';

type Pulled = ReturnType<typeof fetchModels> extends AsyncGenerator<infer Each> ? Each : never;

/** The catalogue, for people; `*` marks what is in use. */
export function formatModels(models: readonly ModelListing[]): string {
  const rows = models.map((model) => [
    model.inUse ? '*' : ' ',
    model.id,
    model.kind,
    model.pulled ? 'here' : 'to fetch',
    formatBytes(model.bytes),
    `${formatBytes(model.memoryBytes)} of memory`,
    model.licence,
  ]);
  const noted = new Map<string, string[]>();
  for (const { id, notes } of models) {
    for (const note of notes) noted.set(note, [...(noted.get(note) ?? []), id]);
  }
  const notes = Array.from(noted, ([note, ids]) => `${ids.join(', ')}: ${note}`);
  return [formatTable(rows), '', '* in use', ...notes].join('\n');
}

/** A model that is on this machine now, for people. */
export function formatPulled({ id, path, bytes, source, licence }: Pulled): string {
  return `${id} is here: ${path}\n  ${formatBytes(bytes)}, from ${source}, licence ${licence.name} (${licence.text})`;
}

/** What a choice did, for people. */
export function formatChoice({ setting, value, ready, overriddenBy }: ModelChoice): string {
  const lines = [`${setting} is now ${value}.`];
  if (!ready) lines.push(`It is not on this machine yet: run \`lionrock model pull ${value}\`.`);
  if (overriddenBy !== undefined) lines.push(`But ${overriddenBy} takes precedence.`);
  return lines.join('\n');
}

/** How a model did, for people. */
export function formatTest(test: ModelTest): string {
  const verdict = test.passed ? 'passed' : 'failed';
  const seconds = (test.milliseconds / 1000).toFixed(1);
  if (test.kind === 'embedding') {
    return `${verdict}  ${test.id}: related ${test.related}, unrelated ${test.unrelated}, ${seconds} s`;
  }
  const speed = test.tokensPerSecond === undefined ? '' : `, ${test.tokensPerSecond} tokens/s`;
  return `${verdict}  ${test.id}: “${test.reply}”, ${seconds} s${speed}`;
}
