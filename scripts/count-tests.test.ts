import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const script = fileURLToPath(new URL('./count-tests.mjs', import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lionrock-count-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

interface ReportedFile {
  readonly status: string;
  readonly tests: readonly string[];
}

function count(report: string | readonly ReportedFile[]) {
  const path = join(folder, 'vitest.json');
  const toJson = (files: readonly ReportedFile[]) =>
    JSON.stringify({
      testResults: files.map(({ status, tests }) => ({
        status,
        assertionResults: tests.map((state) => ({ status: state })),
      })),
    });
  writeFileSync(path, typeof report === 'string' ? report : toJson(report));
  return run(path);
}

function run(path: string) {
  const { stdout, status } = spawnSync(process.execPath, [script, path], { encoding: 'utf8' });
  return { printed: stdout, exitCode: status };
}

describe('count-tests', () => {
  it('adds up the files of a run', () => {
    const files = [
      { status: 'passed', tests: ['passed', 'passed', 'skipped'] },
      { status: 'passed', tests: ['passed', 'pending', 'todo'] },
    ];
    expect(count(files)).toEqual({ printed: '3 passed, 0 failed, 3 skipped\n', exitCode: 0 });
  });

  it('fails when a test failed', () => {
    const files = [{ status: 'failed', tests: ['passed', 'failed', 'failed'] }];
    expect(count(files)).toEqual({ printed: '1 passed, 2 failed, 0 skipped\n', exitCode: 1 });
  });

  it('counts a file that could not be loaded as a failure', () => {
    const files = [
      { status: 'failed', tests: [] },
      { status: 'failed', tests: ['passed', 'skipped'] },
    ];
    expect(count(files)).toEqual({ printed: '1 passed, 2 failed, 1 skipped\n', exitCode: 1 });
  });

  it.each([
    ['every test was skipped', [{ status: 'passed', tests: ['skipped'] }], '0 passed, 0 failed, 1 skipped\n'],
    ['there was no test', [], '0 passed, 0 failed, 0 skipped\n'],
    ['the report was cut short', '{"testResults": [', '0 passed, 0 failed, 0 skipped\n'],
  ])('fails when nothing ran: %s', (_, report, printed) => {
    expect(count(report)).toEqual({ printed, exitCode: 1 });
  });

  it('fails when there is no report', () => {
    const result = run(join(folder, 'missing.json'));
    expect(result).toEqual({ printed: '0 passed, 0 failed, 0 skipped\n', exitCode: 1 });
  });
});
