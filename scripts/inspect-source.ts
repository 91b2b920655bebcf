import { type Comment, parseSync } from 'oxc-parser';
import { limits } from './architecture-rules.ts';

/** Something a rule does not allow. */
export interface Finding {
  readonly file: string;
  readonly rule: string;
  readonly message: string;
}

/** What one source file imports, and what is wrong in it by itself. */
export interface InspectedSource {
  readonly imports: readonly string[];
  readonly findings: readonly Finding[];
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

/** Parses a file and looks at what the compiler and the linter do not: sizes, `any`, missing TSDoc. */
export function inspectSource(file: string, text: string): InspectedSource {
  const { program, comments } = parseSync(file, text);
  const imports: string[] = [];
  const findings: Finding[] = [];
  const add = (rule: string, node: Node, message: string) =>
    findings.push({ file, rule, message: `line ${lineOf(text, node.start)}: ${message}` });
  visit(program as unknown as Node, (node) => {
    const specifier = importedFrom(node);
    if (specifier !== undefined) imports.push(specifier);
    if (node.type === 'TSAnyKeyword') add('any', node, 'uses any');
    if (node.type === 'TSNonNullExpression') add('non-null', node, 'asserts that a value is there');
    if (isFunction(node)) checkFunction(node, text, add);
  });
  for (const node of (program as unknown as { body: Node[] }).body)
    checkExport(node, { text, comments, add });
  return { imports, findings };
}

function visit(node: Node, see: (node: Node) => void): void {
  see(node);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child, see);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function importedFrom(node: Node): string | undefined {
  const sources = [
    'ImportDeclaration',
    'ExportNamedDeclaration',
    'ExportAllDeclaration',
    'ImportExpression',
    'TSImportType',
  ];
  if (!sources.includes(node.type)) return undefined;
  const source = node['source'] ?? node['argument'];
  const value = isNode(source)
    ? (source['value'] ?? (isNode(source['literal']) ? source['literal']['value'] : undefined))
    : undefined;
  return typeof value === 'string' ? value : undefined;
}

function isFunction(node: Node): boolean {
  return ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'].includes(node.type);
}

type Add = (rule: string, node: Node, message: string) => void;

function checkFunction(node: Node, text: string, add: Add): void {
  const lines = text.slice(node.start, node.end).split('\n').length;
  if (lines > limits.functionLines) add('function-lines', node, `a function of ${lines} lines`);
  const parameters = node['params'];
  const count = Array.isArray(parameters) ? parameters.length : 0;
  if (count > limits.positionalParameters)
    add('parameters', node, `a function of ${count} positional parameters`);
}

interface ExportContext {
  readonly text: string;
  readonly comments: readonly Comment[];
  readonly add: Add;
}

/** Every exported declaration has its TSDoc right above it; overloads share the first one's. */
function checkExport(node: Node, { text, comments, add }: ExportContext): void {
  if (node.type !== 'ExportNamedDeclaration' && node.type !== 'ExportDefaultDeclaration') return;
  const declaration = node['declaration'];
  if (!isNode(declaration)) return;
  const documented = comments.some(
    (comment) =>
      comment.type === 'Block' &&
      comment.value.startsWith('*') &&
      comment.end <= node.start &&
      text.slice(comment.end, node.start).trim() === '',
  );
  if (!documented) add('tsdoc', node, `exports ${nameOf(declaration)} without TSDoc`);
}

function nameOf(declaration: Node): string {
  const id = declaration['id'];
  if (isNode(id) && typeof id['name'] === 'string') return id['name'];
  const first: unknown = Array.isArray(declaration['declarations'])
    ? declaration['declarations'][0]
    : undefined;
  return isNode(first) ? nameOf(first) : declaration.type;
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
