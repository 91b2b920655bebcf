import type { AppealView } from '../app/index.ts';
import { formatTable } from './print-table.ts';

/** Appeals, one a line, for people. */
export function formatAppeals(views: readonly AppealView[]): string {
  if (views.length === 0) return 'No appeals.';
  const rows = views.map(({ appeal, receivedOn, overdue }) => {
    const { acknowledgeBy, decideBy, decision } = appeal.received;
    return [
      appeal.id,
      stateOf(appeal),
      receivedOn,
      acknowledgeBy,
      decideBy,
      overdue.length === 0 ? '' : `LATE: ${overdue.join(', ')}`,
      [decision.action, ...decision.clauses].join(' '),
    ];
  });
  return formatTable([['id', 'state', 'received', 'acknowledge by', 'decide by', '', 'decision'], ...rows]);
}

/** One appeal with all that happened to it, for people. */
export function formatAppeal({ appeal, receivedOn, overdue }: AppealView): string {
  const { id, received, reviewer, reasons, expiredAt, events } = appeal;
  const { decision, text, question, variety, owners, bundleHash } = received;
  const rule = decision.clauses.length === 0 ? 'no rule' : decision.clauses.join(', ');
  return [
    `${id}: ${stateOf(appeal)}${overdue.length === 0 ? '' : ` (LATE: ${overdue.join(', ')})`}`,
    `Received ${receivedOn}; acknowledge by ${received.acknowledgeBy}, decide by ${received.decideBy}.`,
    `Decision: ${decision.action} at ${decision.stage} under ${rule}; variety ${variety}.`,
    ...(decision.id === undefined ? [] : [`Recorded under ${decision.id}.`]),
    `Constitution: SHA-256 ${bundleHash}`,
    `Owners of the rule, who may not review it: ${owners.length === 0 ? 'none known' : owners.join(', ')}`,
    ...(reviewer === undefined ? [] : [`Reviewer: ${reviewer}`]),
    ...(expiredAt === undefined ? [] : [`Its texts were removed on ${expiredAt.slice(0, 10)}.`]),
    ...part('Question', question),
    ...part('Submitted', text),
    ...part('Reasons', reasons),
    '',
    ...events.map(({ at, kind }) => `${at}  ${kind}`),
  ].join('\n');
}

function stateOf({ state, outcome }: AppealView['appeal']): string {
  return state === 'reasons-sent' && outcome !== undefined ? `${outcome}, reasons sent` : state;
}

function part(name: string, text: string | undefined): string[] {
  return text === undefined ? [] : ['', `${name}:`, ...text.split('\n').map((line) => `  ${line}`)];
}
