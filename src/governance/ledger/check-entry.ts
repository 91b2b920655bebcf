import { type LionrockError, inputError } from '../../base/index.ts';
import { type AuditEntry, auditEntrySchema } from './spec.ts';

/**
 * Checks what comes from outside before it is sealed for good. What it holds is not repeated: it may be
 * the very text that must not get into the ledger.
 *
 * @throws `ledger.bad-entry`
 */
export function checkEntry(entry: unknown): AuditEntry {
  const parsed = auditEntrySchema.safeParse(entry);
  if (parsed.success) return parsed.data;
  const place = parsed.error.issues[0]?.path.map(String).join('.') ?? '';
  throw inputError({
    code: 'ledger.bad-entry',
    message: `An entry for the ledger is not of its schema${place === '' ? '' : ` (${place})`}.`,
    cure: 'Give names, hashes and counts only, as auditEntrySchema says.',
    data: { place },
  });
}

/** What a log throws once it is closed. */
export function closedLog(): LionrockError {
  return inputError({
    code: 'ledger.closed',
    message: 'The ledger is closed; the entry was not recorded.',
    cure: 'Open it again.',
  });
}
