import { type FileHandle, open, readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type JsonlHeader, type LionrockError, setupError } from '../base/index.ts';
import { type Appeal, type AppealEvent, appealEventSchema, replayAppeals } from '../governance/index.ts';
import { absentAs, makePrivateFolder, syncFolder, writePrivateFile } from './ledger-files.ts';

/** What a file of appeals holds. */
export interface AppealFile {
  /** The line that the file begins with; undefined when there is no file. */
  readonly header: string | undefined;
  readonly events: readonly AppealEvent[];
  readonly appeals: ReadonlyMap<string, Appeal>;
}

const empty: AppealFile = { header: undefined, events: [], appeals: new Map() };

/**
 * Makes a reader that reads the file again only when it has changed. A last line without its end was never confirmed
 * to anybody and does not count.
 */
export function createAppealReader(path: string): () => Promise<AppealFile> {
  let seen = '';
  let known = empty;
  return async () => {
    const state = await stat(path, { bigint: true }).catch(absentAs(undefined));
    if (state === undefined) return empty;
    const mark = `${state.ino} ${state.size} ${state.mtimeNs}`;
    if (mark !== seen) {
      known = parseAppeals(await readFile(path, 'utf8'), path);
      seen = mark;
    }
    return known;
  };
}

/** Appends events in one piece and waits until the disk has them. To be called by the writer only. */
export async function appendEvents(
  path: string,
  events: readonly AppealEvent[],
  header: JsonlHeader,
): Promise<void> {
  await makePrivateFolder(dirname(path));
  const file = await open(path, 'a+', 0o600);
  try {
    await mendEnd(file);
    const { size } = await file.stat();
    const opening = size === 0 ? [JSON.stringify(header)] : [];
    const lines = [...opening, ...events.map((event) => JSON.stringify(event))];
    try {
      await file.appendFile(`${lines.join('\n')}\n`);
      await file.sync();
    } catch (error) {
      // What did not come as a whole must not come back as a half; the caller is told that it failed.
      await file.truncate(size).catch(() => undefined);
      throw error;
    }
    if (size === 0) await syncFolder(dirname(path));
  } finally {
    await file.close();
  }
}

/** Puts another content in place of the file: all of it or, after a crash, nothing. */
export async function replaceEvents(
  path: string,
  header: string,
  events: readonly AppealEvent[],
): Promise<void> {
  const lines = [header, ...events.map((event) => JSON.stringify(event))];
  await writePrivateFile(path, `${lines.join('\n')}\n`);
  await syncFolder(dirname(path));
}

/** After a crash: ends a last line that is whole, and takes away one that is not. */
async function mendEnd(file: FileHandle): Promise<void> {
  const { size } = await file.stat();
  if (size === 0) return;
  const last = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  if (last.buffer.toString('latin1') === '\n') return;
  const content = await readFromStart(file, size);
  const end = content.lastIndexOf(0x0a) + 1;
  if (end > 0 && parseEvent(content.subarray(end).toString()) !== undefined) await file.appendFile('\n');
  else await file.truncate(end);
}

async function readFromStart(file: FileHandle, size: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(size), 0, size, 0);
  return buffer.subarray(0, bytesRead);
}

function parseAppeals(text: string, path: string): AppealFile {
  const [header, ...lines] = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
  if (header === undefined || header === '') return empty;
  if (!isHeader(header)) throw broken(path, 1);
  const events: AppealEvent[] = [];
  // What follows the last line break is empty.
  for (const [at, line] of lines.slice(0, -1).entries()) {
    const event = parseEvent(line);
    if (event === undefined) throw broken(path, at + 2);
    events.push(event);
  }
  try {
    return { header, events, appeals: replayAppeals(events) };
  } catch (error) {
    throw broken(path, undefined, error);
  }
}

function isHeader(line: string): boolean {
  const value = parseJson(line);
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'appeals';
}

function parseEvent(line: string): AppealEvent | undefined {
  return appealEventSchema.safeParse(parseJson(line)).data;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}

function broken(path: string, line: number | undefined, cause?: unknown): LionrockError {
  return setupError({
    code: 'appeals.broken',
    message: `${path}${line === undefined ? '' : `, line ${line}`}, is damaged: it does not hold what was written.`,
    cure: 'Put it back from a backup, or mend that line by hand; nothing is changed until then.',
    data: { path, ...(line !== undefined && { line }) },
    ...(cause !== undefined && { cause }),
  });
}
