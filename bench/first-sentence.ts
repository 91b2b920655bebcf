import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Workspace, ask, loadConfig, openWorkspace, readDefaultRegion } from '../src/app/index.ts';
import { findPulledModel } from '../src/models/index.ts';
import type { Bench, BenchOptions, BenchTable, Row } from './bench.ts';
import { median, quantile, rotate, toThreeDigits } from './measure.ts';
import { ownQuestions } from './own-questions.ts';

/** How long people wait for the first cited sentence, with and without models. */
export const firstSentence: Bench = {
  name: 'answer',
  about: 'time to the first cited sentence: cold and warm, without and with models',
  async run(options) {
    const { modes, skipped } = await findModes(options.folder);
    const cold = await measureColdStarts(modes, options);
    const warm = await measureWarm(modes, options);
    const [first, ...rest] = [cold, ...warm];
    return [{ ...first, notes: [...first.notes, ...skipped] }, ...rest];
  },
};

/** A choice of models, with a home of its own. */
interface Mode {
  readonly name: string;
  readonly home: string;
  readonly chatModel: string;
  readonly embeddingModel: string;
}

const embeddingId = 'multilingual-e5-small';
const chatId = 'qwen2.5-coder-1.5b-instruct';

async function findModes(folder: string): Promise<{ modes: Mode[]; skipped: string[] }> {
  const { models } = await loadConfig({ defaultRegion: await readDefaultRegion() });
  const has = async (id: string) => (await findPulledModel(id, { directory: models })) !== undefined;
  const [embedding, chat] = [await has(embeddingId), await has(chatId)];
  const mode = (name: string, chatModel: string, embeddingModel: string): Mode => ({
    name,
    home: join(folder, name.replaceAll(/\W+/g, '-')),
    chatModel,
    embeddingModel,
  });
  const modes = [mode('no model', 'none', 'none')];
  const skipped: string[] = [];
  if (embedding) modes.push(mode('embedding model', 'none', embeddingId));
  else skipped.push(`Skipped with the embedding model: ${embeddingId} is not on this machine.`);
  if (embedding && chat) modes.push(mode('embedding and chat model', chatId, embeddingId));
  else skipped.push(`Skipped with the chat model: ${chatId} or ${embeddingId} is not on this machine.`);
  return { modes, skipped };
}

const program = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));

/** Milliseconds from the start of the process. */
interface ColdStart {
  readonly firstWords: number;
  /** Absent when nothing was cited. */
  readonly firstCited: number | undefined;
  readonly end: number;
}

async function measureColdStarts(
  modes: readonly Mode[],
  { rounds, note }: BenchOptions,
): Promise<BenchTable> {
  const title = 'Cold: from the start of `lionrock ask` to the first sentence';
  if (!existsSync(program)) return { title, rows: [], notes: ['Skipped: run `npm run build` first.'] };
  const first = new Map<Mode, ColdStart>();
  const starts = new Map(modes.map((mode) => [mode, [] as ColdStart[]]));
  for (const mode of modes) {
    note(`first start: ${mode.name}`);
    first.set(mode, await startCold(mode));
  }
  for (let round = 0; round < rounds; round += 1) {
    note(`cold starts, round ${round + 1} of ${rounds}`);
    for (const mode of rotate(modes, round)) starts.get(mode)?.push(await startCold(mode));
  }
  const middle = (mode: Mode, key: keyof ColdStart) =>
    median((starts.get(mode) ?? []).flatMap((start) => start[key] ?? []));
  const [base] = modes;
  const rows = modes.map((mode) => ({
    with: mode.name,
    'first words ms': Math.round(middle(mode, 'firstWords')),
    'first cited sentence ms': Math.round(middle(mode, 'firstCited')),
    'end ms': Math.round(middle(mode, 'end')),
    'no model = 1':
      base === undefined ? 1 : toThreeDigits(middle(mode, 'firstCited') / middle(base, 'firstCited')),
    'first start ever, first cited ms': Math.round(first.get(mode)?.firstCited ?? Number.NaN),
  }));
  const notes = [
    `One question, median of ${rounds} starts, interleaved. The first start ever also reads the region's cards into the store.`,
  ];
  return { title, rows, notes };
}

function startCold(mode: Mode): Promise<ColdStart> {
  const start = performance.now();
  const child = spawn(process.execPath, [program, '--home', mode.home, 'ask', ownQuestions[0] ?? ''], {
    env: {
      ...process.env,
      LIONROCK_CHAT_MODEL: mode.chatModel,
      LIONROCK_EMBEDDING_MODEL: mode.embeddingModel,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  let firstWords: number | undefined;
  let firstCited: number | undefined;
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    text += piece;
    const now = performance.now() - start;
    firstWords ??= now;
    if (/\[\d+\]/.test(text)) firstCited ??= now;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code) => {
      const end = performance.now() - start;
      if (code === 0) resolve({ firstWords: firstWords ?? end, firstCited, end });
      else reject(new Error(`lionrock ask ended with code ${String(code)}`));
    });
  });
}

/** Milliseconds from the question, and how long each step of the flow took. */
interface WarmAnswer {
  readonly firstCited: number | undefined;
  readonly end: number;
  readonly steps: ReadonlyMap<string, number>;
}

async function measureWarm(modes: readonly Mode[], options: BenchOptions): Promise<BenchTable[]> {
  const open = new Map<Mode, Workspace>();
  const answers = new Map(modes.map((mode) => [mode, [] as WarmAnswer[]]));
  for (const mode of modes) {
    options.note(`opening: ${mode.name}`);
    const workspace = await openMode(mode);
    open.set(mode, workspace);
    // Loads what is loaded at the first question.
    await answerWarm(workspace, ownQuestions[0] ?? '');
  }
  for (let round = 0; round < options.rounds; round += 1) {
    // The chat model takes many seconds for an answer: once is enough.
    const chosen = modes.filter((mode) => round === 0 || mode.chatModel === 'none');
    for (const [at, question] of ownQuestions.entries()) {
      options.note(`warm, round ${round + 1}, question ${at + 1} of ${ownQuestions.length}`);
      for (const mode of rotate(chosen, round + at)) {
        const workspace = open.get(mode);
        if (workspace) answers.get(mode)?.push(await answerWarm(workspace, question));
      }
    }
  }
  for (const workspace of open.values()) await workspace.close();
  return [warmTable(modes, answers, options.rounds), stepTable(modes, answers)];
}

async function openMode({ home, chatModel, embeddingModel }: Mode): Promise<Workspace> {
  const defaultRegion = await readDefaultRegion();
  return openWorkspace(await loadConfig({ defaultRegion, options: { home, chatModel, embeddingModel } }));
}

async function answerWarm(workspace: Workspace, text: string): Promise<WarmAnswer> {
  const start = performance.now();
  let firstCited: number | undefined;
  const steps = new Map<string, number>();
  for await (const event of ask(workspace, { text })) {
    if (event.type === 'sentence' && event.sentence.citations.length > 0)
      firstCited ??= performance.now() - start;
    if (event.type !== 'answer') continue;
    for (const { step, milliseconds } of event.answer.trace) {
      steps.set(step, (steps.get(step) ?? 0) + milliseconds);
    }
  }
  return { firstCited, end: performance.now() - start, steps };
}

type Answers = ReadonlyMap<Mode, readonly WarmAnswer[]>;

function warmTable(modes: readonly Mode[], answers: Answers, rounds: number): BenchTable {
  const cited = (mode: Mode) => (answers.get(mode) ?? []).flatMap(({ firstCited }) => firstCited ?? []);
  const base = modes[0] === undefined ? 1 : median(cited(modes[0]));
  const rows = modes.map((mode): Row => {
    const all = answers.get(mode) ?? [];
    return {
      with: mode.name,
      'first cited sentence ms': toThreeDigits(median(cited(mode))),
      'p95 ms': toThreeDigits(quantile(cited(mode), 0.95)),
      'whole answer ms': toThreeDigits(median(all.map(({ end }) => end))),
      'no model = 1': toThreeDigits(median(cited(mode)) / base),
      cited: `${cited(mode).length} of ${all.length}`,
    };
  });
  const notes = [
    `${ownQuestions.length} own questions, five in each variety, ${rounds} rounds (with the chat model one), interleaved. Medians over answers with a citation; the whole answer over all.`,
  ];
  return { title: 'Warm: from a question to the first sentence', rows, notes };
}

/** Where the time goes. */
function stepTable(modes: readonly Mode[], answers: Answers): BenchTable {
  const rows = modes.map((mode): Row => {
    const all = answers.get(mode) ?? [];
    const names = new Set(all.flatMap(({ steps }) => Array.from(steps.keys())));
    const medians = Array.from(names, (name) => {
      const times = all.flatMap(({ steps }) => steps.get(name) ?? []);
      return [name, toThreeDigits(median(times))] as const;
    });
    return { with: mode.name, ...Object.fromEntries(medians) };
  });
  return { title: 'Warm: median milliseconds of each step', rows, notes: ['As `ask --trace` shows them.'] };
}
