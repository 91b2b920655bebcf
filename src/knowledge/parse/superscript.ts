const superscripts: Readonly<Record<string, string>> = {
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
};

/**
 * Raised digits as characters of their own, so that `68 hours` with footnote 2 does not become
 * `68 hours2`. Other raised text stays as it is.
 */
export function superscript(text: string): string {
  const trimmed = text.trim();
  return /^\d{1,3}$/.test(trimmed) ? trimmed.replace(/\d/g, (digit) => superscripts[digit] ?? digit) : text;
}
