// Prints `N passed, N failed, N skipped` from vitest's JSON report, given as the only argument. Fails when
// a test failed or none ran. Plain JavaScript: it must run where nothing is installed.
import { readFileSync } from 'node:fs';

const [path = 'test-results/vitest.json'] = process.argv.slice(2);
const counts = { passed: 0, failed: 0, skipped: 0 };
for (const { status, assertionResults } of readFiles(path)) {
  const states = assertionResults.map((test) => test.status);
  for (const state of states) counts[state in counts ? state : 'skipped'] += 1;
  // A file that could not be loaded, or whose hooks failed, has no test that says so.
  if (status === 'failed' && !states.includes('failed')) counts.failed += 1;
}
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);

/** The report's files; none when there is no report, because the run ended before its tests. */
function readFiles(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).testResults;
  } catch (error) {
    console.error(`No test report: ${error instanceof Error ? error.message : String(error)}`);
    return [];
  }
}
