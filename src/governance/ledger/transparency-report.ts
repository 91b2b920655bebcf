import { type PublishedCount, publishTotal, suppressCounts } from './suppress-counts.ts';
import type { LedgerRecord } from './spec.ts';

/** What a report counts decisions by. */
export const reportTables = ['action', 'clause', 'variety', 'stage', 'month'] as const;

/** One of {@link reportTables}. */
export type ReportTable = (typeof reportTables)[number];

/** One line of a table. */
export interface ReportRow {
  readonly name: string;
  readonly count: PublishedCount;
}

/** What governance did in a period, in numbers that tell nothing of anybody. */
export interface TransparencyReport {
  readonly kind: 'transparency-report';
  readonly schema: 1;
  readonly version: string;
  readonly region: string;
  /** Day it was made, and the first and last day it is of; absent where it has no bound. */
  readonly createdAt: string;
  readonly from?: string;
  readonly to?: string;
  /** Decisions of the period. */
  readonly decisions: PublishedCount;
  /** Rows by name, never by count: an order would tell what is suppressed. */
  readonly tables: Readonly<Record<ReportTable, readonly ReportRow[]>>;
  /** Absent when there were none. */
  readonly appeals?: {
    readonly lodged: PublishedCount;
    /** What became of them. */
    readonly outcomes: readonly ReportRow[];
  };
  readonly notes: readonly string[];
}

/** Counts records for a report. */
export interface ReportCounter {
  add(record: LedgerRecord): void;
  finish(frame: ReportFrame): TransparencyReport;
}

/** What a report says of itself. */
type ReportFrame = Pick<TransparencyReport, 'version' | 'region' | 'createdAt' | 'from' | 'to'>;

/** In place of a clause, for decisions that no clause brought about. */
const noClause = 'none';

/** Starts to count for a report. */
export function createReportCounter(): ReportCounter {
  const tables: Record<ReportTable, Map<string, number>> = {
    action: new Map(),
    clause: new Map(),
    variety: new Map(),
    stage: new Map(),
    month: new Map(),
  };
  const appeals = { lodged: 0, upheld: 0, overturned: 0 };
  let decisions = 0;
  const count = (table: ReportTable, name: string) =>
    tables[table].set(name, (tables[table].get(name) ?? 0) + 1);
  return {
    add(record) {
      if (record.kind === 'appeal') appeals[record.outcome] += 1;
      if (record.kind !== 'decision') return;
      decisions += 1;
      count('action', record.action);
      count('variety', record.variety);
      count('stage', record.stage);
      count('month', record.time.slice(0, 7));
      for (const clause of new Set(record.clauses)) count('clause', clause);
      if (record.clauses.length === 0) count('clause', noClause);
    },
    finish: (frame) => ({
      kind: 'transparency-report',
      schema: 1,
      ...frame,
      decisions: publishTotal(decisions),
      tables: {
        action: toRows(tables.action, decisions),
        clause: toRows(tables.clause, decisions),
        variety: toRows(tables.variety, decisions),
        stage: toRows(tables.stage, decisions),
        month: toRows(tables.month, decisions),
      },
      ...publishAppeals(appeals),
      notes,
    }),
  };
}

const notes = [
  'A decision is what governance did with one text at one stage; one answer takes several.',
  'Counts from 1 to 9 are told as "<10". "withheld" stands where such a count could be computed from the others.',
  'A decision may rest on several clauses and is counted with each; "none" counts those that rest on none.',
  'Months are in UTC. Do not compare reports whose periods overlap: what one suppresses the other may tell.',
];

function toRows(counts: ReadonlyMap<string, number>, total: number): ReportRow[] {
  // Of so few decisions even the names of the rows would tell something.
  const parts = publishTotal(total) === '<10' ? new Map<string, number>() : counts;
  return Array.from(suppressCounts(parts), ([name, count]) => ({ name, count })).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
}

interface AppealCounts {
  readonly lodged: number;
  readonly upheld: number;
  readonly overturned: number;
}

/** Outcomes may belong to appeals of an earlier period; what is open is counted as far as it can be. */
function publishAppeals({ lodged, upheld, overturned }: AppealCounts): Pick<TransparencyReport, 'appeals'> {
  if (lodged + upheld + overturned === 0) return {};
  const open = Math.max(0, lodged - upheld - overturned);
  const parts = new Map([
    ['open', open],
    ['overturned', overturned],
    ['upheld', upheld],
  ]);
  const outcomes = toRows(parts, Math.min(lodged, upheld + overturned + open));
  return { appeals: { lodged: publishTotal(lodged), outcomes } };
}
