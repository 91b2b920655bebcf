/** Writes what a step found: numbers and words as they are, lists with commas, the rest as JSON. */
export function formatDetail(value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'string') return value === '' ? '–' : value;
  if (typeof value === 'number') return String(Math.round(value * 1000) / 1000);
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.map(formatDetail).join(', ');
  return JSON.stringify(value);
}
