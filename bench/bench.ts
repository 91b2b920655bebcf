/** What a bench is told. */
export interface BenchOptions {
  /** Rounds of each measurement; the median is shown. */
  readonly rounds: number;
  /** Whether the slow sizes are measured too. */
  readonly large: boolean;
  /** A folder of its own for scratch files; removed afterwards. */
  readonly folder: string;
  /** Tells a person what is going on. */
  readonly note: (text: string) => void;
}

/** Figures of one measurement by name: numbers as they were measured, units in the names. */
export type Row = Readonly<Record<string, string | number>>;

/** One table of results. */
export interface BenchTable {
  readonly title: string;
  readonly rows: readonly Row[];
  /** How to read it, and what was left out and why. */
  readonly notes: readonly string[];
}

/** Something that can be measured. */
export interface Bench {
  readonly name: string;
  readonly about: string;
  run(options: BenchOptions): Promise<readonly BenchTable[]>;
}
