import { createMemoryAuditLog } from './memory-audit-log.ts';
import { describeAuditLog } from './testing/audit-log-conformance.ts';

describeAuditLog('the log in memory', async (clock) => {
  const log = createMemoryAuditLog(clock);
  return { log, readLines: async () => log.lines };
});
