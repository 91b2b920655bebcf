import type { SingleBar } from 'cli-progress';
import type { Progress, ReportProgress } from '../base/index.ts';
import type { OutputStream } from './cli-io.ts';
import { formatBytes } from './print-table.ts';

/** A bar on the terminal. */
export interface ProgressDisplay {
  readonly report: ReportProgress;
  /** Takes the bar away, so that something else can be printed; the next report brings it back. */
  clear(): void;
}

/** Shows progress on a terminal; on anything else it shows nothing. */
export async function createProgressDisplay(stream: OutputStream): Promise<ProgressDisplay> {
  if (stream.isTTY !== true) return { report: () => undefined, clear: () => undefined };
  const { SingleBar, Presets } = await import('cli-progress');
  let shown: { readonly bar: SingleBar; readonly label: string } | undefined;
  const clear = () => {
    shown?.bar.stop();
    shown = undefined;
  };
  const start = (progress: Progress) => {
    clear();
    const format = progress.total === undefined ? '{label} {shown}' : '{label} {bar} {percentage}% {shown}';
    const options = { stream, format, clearOnComplete: true, hideCursor: true, fps: 10, barsize: 30 };
    const bar = new SingleBar(options, Presets.shades_classic);
    bar.start(progress.total ?? 1, progress.done, describe(progress));
    return { bar, label: progress.label };
  };
  return {
    report(progress) {
      if (shown?.label !== progress.label) shown = start(progress);
      if (progress.total !== undefined) shown.bar.setTotal(progress.total);
      shown.bar.update(progress.total === undefined ? 0 : progress.done, describe(progress));
      // Finished work leaves the line to whatever is printed next.
      if (progress.total !== undefined && progress.done >= progress.total) clear();
    },
    clear,
  };
}

function describe({ label, done, total, unit }: Progress): { label: string; shown: string } {
  const format = unit === 'bytes' ? formatBytes : (count: number) => String(count);
  const of = total === undefined ? format(done) : `${format(done)} of ${format(total)}`;
  return { label, shown: unit === 'bytes' ? of : `${of} ${unit}` };
}
