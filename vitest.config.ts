import { defineConfig } from 'vitest/config';

// One run, one report: `.ci/run` counts from test-results/vitest.json.
export default defineConfig({
  test: {
    reporters: ['default', './scripts/skip-reporter.ts', 'json'],
    outputFile: { json: 'test-results/vitest.json' },
    pool: 'forks',
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'web/**/*.test.{ts,tsx}'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'journey',
          include: ['tests/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Journeys start servers, browsers and models: one at a time on a small machine.
          fileParallelism: false,
        },
      },
    ],
  },
});
