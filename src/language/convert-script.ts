import { Converter } from 'opencc-js';

type Convert = (text: string) => string;

let toSimplifiedConverter: Convert | undefined;
let toTraditionalConverter: Convert | undefined;

/** Writes a text in simplified characters. Words stay as they are: only the script changes. */
export function toSimplified(text: string): string {
  toSimplifiedConverter ??= Converter({ from: 'hk', to: 'cn' });
  return toSimplifiedConverter(text);
}

/** Writes a text in traditional characters with OpenCC's first regional set of forms. */
export function toTraditional(text: string): string {
  toTraditionalConverter ??= Converter({ from: 'cn', to: 'hk' });
  return toTraditionalConverter(text);
}
