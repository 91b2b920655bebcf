import type { Reporter, TestModule } from 'vitest/node';

/** Prints, at the end of a run, every test that was skipped and why: a skip without a reason hides a hole. */
export default class SkipReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const lines: string[] = [];
    for (const module of modules) {
      for (const test of module.children.allTests('skipped')) {
        const result = test.result();
        const reason = result.state === 'skipped' ? (result.note ?? 'no reason given') : '';
        lines.push(`  ${module.relativeModuleId} > ${test.fullName}: ${reason}`);
      }
    }
    if (lines.length > 0) console.log(`\nSkipped:\n${lines.join('\n')}`);
  }
}
