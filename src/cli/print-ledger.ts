import type { checkLedgerProof, verifyAuditLedger } from '../app/index.ts';

type Verification = Awaited<ReturnType<typeof verifyAuditLedger>>;
type ProofCheck = Awaited<ReturnType<typeof checkLedgerProof>>;

/** What verifying found, for people. */
export function formatVerification(found: Verification): string {
  const { ok, records, segments, checkpoints, signed, key, problems, problemCount, notes } = found;
  const untold = problemCount - problems.length;
  return [
    ok ? 'The ledger is whole.' : `The ledger is broken: ${problemCount} problems.`,
    ...problems.map(({ message, segment, line }) => `  ${message}${placeOf(segment, line)}`),
    ...(untold > 0 ? [`  … and ${untold} more.`] : []),
    `${records} records in ${segments} segments, ${checkpoints} checkpoints.`,
    ...(signed === undefined
      ? []
      : [`Signed: ${signed.records} records, root ${signed.rootHash}, ${signed.time}.`]),
    `Key: SHA-256 ${key}`,
    ...notes.map((note) => `Note: ${note}`),
  ].join('\n');
}

function placeOf(segment: number | undefined, line: number | undefined): string {
  if (segment === undefined) return '';
  return line === undefined ? ` (segment ${segment})` : ` (segment ${segment}, line ${line})`;
}

const faults = {
  'other-key': 'it was made with another key',
  'bad-signature': 'its signature is not by this key',
  'record-changed': 'the record was changed',
  'not-in-tree': 'the record is not in the signed tree',
  'not-grown': 'the ledger did not just grow: earlier records were changed or removed',
} as const;

/** What checking a proof found, for people. */
export function formatProofCheck({ fault, proof }: ProofCheck): string {
  if (fault !== undefined) return `The proof does not hold: ${faults[fault]}.`;
  const { treeSize, time, rootHash } = proof.checkpoint;
  const tree = `the ${treeSize} records signed at ${time} (root ${rootHash})`;
  return proof.kind === 'ledger-inclusion-proof'
    ? `The proof holds: record ${proof.record.seq} of ${proof.record.time} is among ${tree}.`
    : `The proof holds: ${tree} begin with the ${proof.earlier.treeSize} records signed at ${proof.earlier.time}.`;
}
