import { Buffer } from 'node:buffer';
import type { FoundLayer } from './hidden-layer.ts';
import { readBytes } from './invisible-layers.ts';
import { type EscapeKind, readEscape } from './units.ts';

/** Longest payload that is decoded, in code units of the text. */
const longest = 65_536;

// Each is one class repeated, so that no place is tried twice.
const base64Run = /[A-Za-z0-9+/_-]{16,}={0,2}/g;
const wrappedBase64 = /(?:[A-Za-z0-9+/]{60,80}\r?\n){1,800}[A-Za-z0-9+/]{4,80}={0,2}/g;
const hexRun = /(?:0x)?[0-9a-fA-F]{16,}/g;
const hexBytes = /[0-9a-fA-F]{2}(?:[ :,-][0-9a-fA-F]{2}){7,8000}/g;

/** Texts in base64, hexadecimal, percent signs, entities and backslash escapes. */
export function payloadLayers(text: string): FoundLayer[] {
  return [
    ...runs(text, base64Run, (run) => ({ kind: 'base64', decoded: readBase64(run) })),
    ...runs(text, wrappedBase64, (run) => ({ kind: 'base64', decoded: readBase64(run.replace(/\s/g, '')) })),
    ...runs(text, hexRun, (run) => ({ kind: 'hex', decoded: readHex(run.replace(/^0x/, '')) })),
    ...runs(text, hexBytes, (run) => ({ kind: 'hex', decoded: readHex(run.replace(/[ :,-]/g, '')) })),
    ...escapeLayers(text),
  ];
}

function runs(
  text: string,
  pattern: RegExp,
  decode: (run: string) => { readonly kind: FoundLayer['kind']; readonly decoded: string | undefined },
): FoundLayer[] {
  return Array.from(text.matchAll(pattern)).flatMap(({ index, 0: run }) => {
    const { kind, decoded } = decode(run.slice(0, longest));
    return decoded === undefined ? [] : [{ kind, start: index, end: index + run.length, decoded }];
  });
}

function readBase64(run: string): string | undefined {
  const bytes = Buffer.from(run, run.includes('-') || run.includes('_') ? 'base64url' : 'base64');
  return meaningful(readBytes(Array.from(bytes)));
}

function readHex(run: string): string | undefined {
  if (run.length % 2 !== 0) return undefined;
  return meaningful(readBytes(Array.from(Buffer.from(run, 'hex'))));
}

/** Chance makes short strings of signs; a text has letters and mostly those. */
function meaningful(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const letters = text.match(/[\p{L}\s]/gu)?.length ?? 0;
  return letters * 10 >= text.length * 6 ? text : undefined;
}

const fewestEscapes = 3;

/** Stretches in which escapes stand close to each other; a stray `&amp;` or `%20` is none. */
function escapeLayers(text: string): FoundLayer[] {
  const layers: FoundLayer[] = [];
  let run: { kind: EscapeKind; start: number; end: number; count: number; decoded: string } | undefined;
  const close = () => {
    if (run !== undefined && run.count >= fewestEscapes) {
      const { kind, start, end, decoded } = run;
      layers.push({ kind, start, end, decoded });
    }
    run = undefined;
  };
  let at = 0;
  while (at < text.length) {
    const piece = readEscape(text, at);
    if (piece === undefined) {
      at += 1;
      continue;
    }
    if (run !== undefined && (piece.kind !== run.kind || piece.start - run.end > 24)) close();
    run ??= { kind: piece.kind, start: piece.start, end: piece.start, count: 0, decoded: '' };
    run.decoded += text.slice(run.end, piece.start) + piece.text;
    run.end = piece.end;
    run.count += Math.max(1, Math.floor((piece.end - piece.start) / (piece.kind === 'percent' ? 3 : 4)));
    at = piece.end;
  }
  close();
  return layers;
}
