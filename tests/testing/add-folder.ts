// A process of its own that adds a folder: tests kill it at work. Writes a line for each outcome.
import { addKnowledge } from '../../src/app/index.ts';
import { openExample } from '../../src/app/testing/open-example.ts';

const [home = '', folder = ''] = process.argv.slice(2);
const workspace = await openExample(home);
process.stdout.write('ready\n');
for await (const outcome of addKnowledge(workspace, { sources: [folder], collection: 'local' })) {
  const what = 'error' in outcome ? outcome.error.code : outcome.documentId;
  process.stdout.write(`${outcome.outcome} ${what}\n`);
}
// Peak memory of the process in megabytes.
process.stdout.write(`peak ${Math.round(process.resourceUsage().maxRSS / 1024)}\n`);
await workspace.close();
