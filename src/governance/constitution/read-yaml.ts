import { type Document, LineCounter, type ParsedNode, isMap, isScalar, isSeq, parseDocument } from 'yaml';

/** What is wrong with the YAML of a text. */
interface YamlFault {
  /** 1-based. */
  readonly line: number;
  readonly message: string;
}

/** A YAML text as a value, with the places of what is in it. */
export interface YamlText {
  readonly value: unknown;
  readonly faults: readonly YamlFault[];
  /** The 1-based line of a value; that of what encloses it when the path leads nowhere. */
  readonly lineOf: (path: readonly PropertyKey[]) => number;
}

/** Reads one document of YAML 1.2. Nothing in it can run, and aliases cannot make it grow without bound. */
export function readYaml(text: string): YamlText {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, version: '1.2' });
  const faults = [...document.errors, ...document.warnings].map((error) => ({
    line: lines.linePos(error.pos[0]).line,
    message: error.message,
  }));
  return {
    value: faults.length > 0 ? undefined : readValue(document, faults),
    faults,
    lineOf: (path) => lines.linePos(findOffset(document, path)).line,
  };
}

function readValue(document: Document.Parsed, faults: YamlFault[]): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    faults.push({ line: 1, message: error instanceof Error ? error.message : 'cannot be read' });
    return undefined;
  }
}

/** Where the key, or else the item, that a path names begins. */
function findOffset(document: Document.Parsed, path: readonly PropertyKey[]): number {
  let node: ParsedNode | null = document.contents;
  let offset = node?.range[0] ?? 0;
  for (const key of path) {
    if (isMap<ParsedNode, ParsedNode | null>(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
      if (pair === undefined) return offset;
      offset = pair.key.range[0];
      node = pair.value;
    } else if (isSeq<ParsedNode>(node)) {
      const item: ParsedNode | undefined = node.items[Number(key)];
      if (item === undefined) return offset;
      offset = item.range[0];
      node = item;
    } else return offset;
  }
  return offset;
}
