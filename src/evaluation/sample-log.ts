import { type FileHandle, mkdir, open, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { type JsonlHeader, inputError, openJsonl, toLionrockError } from '../base/index.ts';
import { replyVarieties } from '../language/index.ts';
import { itemSchema } from './question-set.ts';
import type { Sample } from './spec.ts';

const responseSchema = z.object({
  text: z.string(),
  variety: z.enum(replyVarieties),
  sentences: z.array(
    z.object({
      text: z.string(),
      kind: z.enum(['frame', 'quotation', 'statement', 'notice', 'nearest']),
      citations: z.array(z.number()),
    }),
  ),
  ownText: z.string(),
  citations: z.array(z.object({ n: z.number(), documentId: z.string(), passage: z.string() })),
  admittedIgnorance: z.boolean(),
  model: z.string().nullable(),
  mode: z.string(),
});

const sampleSchema = z.union([
  z.object({ item: itemSchema, response: responseSchema, milliseconds: z.number() }),
  z.object({ item: itemSchema, error: z.object({ code: z.string(), message: z.string() }) }),
]);

/**
 * Reads the samples of a run: for each question what was written last, in the order of first mention.
 * A log that does not exist has none. A torn last line, left by a process that died, is passed over.
 *
 * @throws `evaluation.bad-sample-log` naming the line
 */
export async function readSampleLog(path: string): Promise<Sample[]> {
  const samples = new Map<string, Sample>();
  try {
    const complete = await completeLines(path);
    for await (const record of openJsonl(path)) {
      if (record.line === 1 || record.line > complete) continue;
      const parsed = sampleSchema.safeParse('value' in record ? record.value : undefined);
      if (!parsed.success) throw badLog(path, record.line);
      samples.set(parsed.data.item.id, parsed.data);
    }
  } catch (error) {
    if (toLionrockError(error).code !== 'file.not-found') throw error;
  }
  return Array.from(samples.values());
}

/** Appends samples to a run's log, each on disk before the next question is asked. */
export interface SampleLog {
  append(sample: Sample): Promise<void>;
  close(): Promise<void>;
}

/** Opens a log for appending; a new one gets the header, a torn last line is cut off. */
export async function openSampleLog(path: string, header: JsonlHeader): Promise<SampleLog> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, 'a+');
  const { size } = await file.stat();
  const whole = await wholeLength(file, size);
  if (whole < size) await truncate(path, whole);
  if (whole === 0) await file.appendFile(`${JSON.stringify(header)}\n`);
  return {
    async append(sample) {
      await file.appendFile(`${JSON.stringify(sample)}\n`);
      await file.datasync();
    },
    close: () => file.close(),
  };
}

/** Length of a file up to and with its last line break, in bytes. */
async function wholeLength(file: FileHandle, size: number): Promise<number> {
  const step = 64 * 1024;
  for (let end = size; end > 0; end -= step) {
    const start = Math.max(0, end - step);
    const { buffer } = await file.read(Buffer.alloc(end - start), 0, end - start, start);
    const at = buffer.lastIndexOf(0x0a);
    if (at !== -1) return start + at + 1;
  }
  return 0;
}

/** Lines that end with a line break. */
async function completeLines(path: string): Promise<number> {
  const file = await open(path, 'r');
  try {
    let count = 0;
    for await (const chunk of file.createReadStream({ autoClose: false })) {
      for (const byte of chunk as Buffer) if (byte === 0x0a) count += 1;
    }
    return count;
  } finally {
    await file.close();
  }
}

function badLog(path: string, line: number) {
  return inputError({
    code: 'evaluation.bad-sample-log',
    message: `${path}:${line} is no sample of a run.`,
    cure: 'Choose another folder for the run, or restore the file.',
    data: { path, line },
  });
}
