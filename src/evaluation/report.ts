import { replyVarieties } from '../language/index.ts';
import { formatProportion } from '../statistics/index.ts';
import type { Run } from './run-question-set.ts';
import type { RunRecord } from './run-record.ts';
import { type ScoredSample, scoreSamples } from './score-samples.ts';
import type { Metric, MetricByVariety, Scorer } from './spec.ts';

/** What a run found: `report.json`. */
export interface Report {
  readonly kind: 'report';
  readonly schema: 1;
  readonly run: RunRecord;
  /** Questions asked, and how many gave no answer because something failed. */
  readonly asked: number;
  readonly errors: number;
  /** False when questions of the run are still to be asked. */
  readonly complete: boolean;
  /** Answers by how they came about. */
  readonly modes: Readonly<Record<string, number>>;
  readonly metrics: readonly MetricByVariety[];
  readonly caveats: readonly string[];
  readonly samples: readonly ScoredSample[];
}

/** Scores a run and puts together what it found. */
export function makeReport({ record, samples }: Run, scorers: readonly Scorer[]): Report {
  const { samples: scored, metrics } = scoreSamples(samples, scorers);
  const modes: Record<string, number> = {};
  for (const sample of samples) {
    if ('response' in sample) modes[sample.response.mode] = (modes[sample.response.mode] ?? 0) + 1;
  }
  return {
    kind: 'report',
    schema: 1,
    run: record,
    asked: samples.length,
    errors: samples.filter((sample) => 'error' in sample).length,
    complete: record.endedAt !== null && samples.length === (record.set.chosen?.length ?? record.set.items),
    modes,
    metrics,
    caveats: scorers.flatMap(({ caveat }) => caveat ?? []),
    samples: scored,
  };
}

/** Writes a report as Markdown. Questions and answers are not in it: it may be shown where a set may not. */
export function formatReport(report: Report): string {
  return [
    `# ${report.run.set.name}: ${report.run.subject.id}`,
    describeRun(report),
    '## Rates',
    report.metrics.map(({ overall }) => describeMetric(overall)).join('\n'),
    '## By variety of the question',
    varietyTable(report.metrics),
    '## Limits',
    report.caveats.map((caveat) => `- ${caveat}`).join('\n'),
    '## What failed',
    describeFailures(report.samples),
  ]
    .join('\n\n')
    .concat('\n');
}

function describeRun({ run, asked, errors, complete, modes }: Report): string {
  const { set, subject, region } = run;
  const models = Object.entries(subject.models).map(([role, id]) => `${role} ${id ?? 'none'}`);
  const rows = [
    ['Set', `${set.name} ${set.version}, split ${set.split}, ${set.items} questions, SHA-256 ${set.hash}`],
    ['Asked', `${asked}${set.sampling === undefined ? '' : ` (${set.sampling})`}; ${errors} failed`],
    ['Complete', complete ? 'yes' : '**no: the run is not finished**'],
    ['Region', region === null ? 'none' : `${region.id} ${region.version}, SHA-256 ${region.hash}`],
    ['Models', models.join(', ')],
    ['Mode', `${subject.mode}; answers: ${listCounts(modes)}`],
    ['Versions', listPairs(run.versions)],
    ['Revision', run.revision ?? 'unknown'],
    ['Seed', run.seed === null ? 'none: nothing is random' : String(run.seed)],
    ['Time', `${run.startedAt} to ${run.endedAt ?? '…'}`],
  ];
  return ['| | |', '| --- | --- |', ...rows.map(([name, value]) => `| ${name} | ${value} |`)].join('\n');
}

function listCounts(counts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(counts).map(([name, count]) => `${count} ${name}`);
  return parts.length === 0 ? 'none' : parts.join(', ');
}

function listPairs(pairs: Readonly<Record<string, string>>): string {
  return Object.entries(pairs)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}

/** Writes a rate with its count, its interval, what it means and who decided. */
export function describeMetric(metric: Metric): string {
  const { id, successes, n, unscored, definition, labelSource } = metric;
  const missing = unscored === 0 ? '' : ` ${unscored} could not be scored and are not counted.`;
  return `- **${id}**: ${formatProportion(successes, n)}.${missing} ${definition} Labels: ${labelSource}.`;
}

function varietyTable(metrics: readonly MetricByVariety[]): string {
  const present = replyVarieties.filter((variety) =>
    metrics.some(({ varieties }) => varieties[variety] !== undefined),
  );
  const cell = (metric: Metric | undefined) => {
    if (metric?.interval === undefined) return '–';
    const { estimate, low, high } = metric.interval;
    return `${estimate.toFixed(2)} (${metric.successes}/${metric.n}; ${low.toFixed(2)}–${high.toFixed(2)})`;
  };
  return [
    `| rate (passed/n; 95 % Wilson interval) | ${['all', ...present].join(' | ')} |`,
    `| --- |${' --- |'.repeat(present.length + 1)}`,
    ...metrics.map(({ overall, varieties }) => {
      const cells = [overall, ...present.map((variety) => varieties[variety])].map(cell);
      return `| ${overall.id} | ${cells.join(' | ')} |`;
    }),
  ].join('\n');
}

function describeFailures(samples: readonly ScoredSample[]): string {
  const lines = samples.flatMap(({ id, scores }) =>
    Object.entries(scores).flatMap(([scorer, score]) => {
      if (!score.scored) return [`- ${id}, ${scorer}: unscored, ${score.reason}`];
      return score.outcome === 'pass' ? [] : [`- ${id}, ${scorer}: ${score.explanation ?? 'failed'}`];
    }),
  );
  return lines.length === 0 ? 'Nothing.' : lines.join('\n');
}
