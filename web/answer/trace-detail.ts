/**
 * Writes what a step found: numbers and words as they are, lists with commas, records as names with
 * their values, a record in another one in brackets.
 *
 * @example formatDetail({ hits: 16, card: { probability: 0.87342 } }) // 'hits 16 · card (probability 0.873)'
 */
export function formatDetail(value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'string') return value === '' ? '–' : value;
  if (typeof value === 'number') return String(Math.round(value * 1000) / 1000);
  if (typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.map(formatDetail).join(', ');
  const parts = Object.entries(value).map(([name, part]) => `${name} ${formatPart(part)}`);
  return parts.length === 0 ? '–' : parts.join(' · ');
}

function formatPart(value: unknown): string {
  const nested = typeof value === 'object' && value !== null && !Array.isArray(value);
  return nested ? `(${formatDetail(value)})` : formatDetail(value);
}
