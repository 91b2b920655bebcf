import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { readLines } from '../../src/base/index.ts';

const script = fileURLToPath(new URL('./add-folder.ts', import.meta.url));

/** What a process that adds a folder wrote, and how it ended. */
export interface Adding {
  /** `outcome id-or-code`, one for each document. */
  readonly lines: readonly string[];
  /** Peak memory in megabytes; absent when it was killed. */
  readonly peak?: number;
  readonly signal: NodeJS.Signals | null;
  readonly code: number | null;
}

/** When to kill: this many milliseconds after the process has written this many lines. */
export interface KillAt {
  readonly lines: number;
  readonly pause?: number;
}

/** Adds a folder in a process of its own, and kills it with no warning when `kill` says so. */
export async function runAdding(home: string, folder: string, kill?: KillAt): Promise<Adding> {
  const child = spawn(process.execPath, ['--import', 'tsx', script, home, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<Pick<Adding, 'signal' | 'code'>>((resolve) =>
    child.on('exit', (code, signal) => resolve({ code, signal })),
  );
  const lines: string[] = [];
  for await (const line of readLines(child.stdout)) {
    if ('text' in line) lines.push(line.text);
    if (lines.length === kill?.lines) setTimeout(() => child.kill('SIGKILL'), kill.pause ?? 0);
  }
  const peak = lines.find((line) => line.startsWith('peak '));
  return { lines, ...(peak !== undefined && { peak: Number(peak.slice(5)) }), ...(await ended) };
}
