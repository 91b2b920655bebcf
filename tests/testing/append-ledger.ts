// A process of its own that appends to a ledger until it is killed. Writes the number of each record once
// it is promised to be kept.
import { openAuditLedger } from '../../src/app/index.ts';

const [home = '', batch = '1'] = process.argv.slice(2);
const { log, subjects } = await openAuditLedger({ home }, { region: 'example', version: '1.0.0' });
process.stdout.write('ready\n');
for (let round = 0; ; round += 1) {
  const receipts = await Promise.all(
    Array.from({ length: Number(batch) }, async (_, at) =>
      log.append({
        kind: 'decision',
        stage: 'output',
        action: 'allow',
        clauses: [`c-${round}.${at}`],
        bundle: 'b'.repeat(64),
        variety: 'en',
        subject: await subjects.subjectOf(`session-${round % 7}`),
      }),
    ),
  );
  process.stdout.write(receipts.map(({ seq, hash }) => `${seq} ${hash}\n`).join(''));
}
