import { type Clock, systemClock } from '../../base/index.ts';
import { createChain } from './chain.ts';
import { checkEntry, closedLog } from './check-entry.ts';
import { toMinute } from './minimise.ts';
import type { AuditLog } from './spec.ts';

/** An audit log that is gone with the process. */
export interface MemoryAuditLog extends AuditLog {
  /** The records so far, as a ledger on disk would hold them, without the headers. */
  readonly lines: readonly string[];
}

/** Makes an audit log in memory: for tests, and for runs that must leave no trace in the real one. */
export function createMemoryAuditLog(clock: Clock = systemClock): MemoryAuditLog {
  const chain = createChain();
  const lines: string[] = [];
  let isClosed = false;
  return {
    lines,
    append: async (entry) => {
      if (isClosed) throw closedLog();
      const { line, seq, hash } = chain.seal(checkEntry(entry), toMinute(clock()));
      lines.push(line);
      return { seq, hash };
    },
    close: async () => {
      isClosed = true;
    },
  };
}
