import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cliGuidePath, formatCliGuide } from './write-cli-help.ts';

describe('docs/guides/command-line.md', () => {
  it('says what the program says; if not, run `npm run docs:cli`', () => {
    expect(readFileSync(cliGuidePath, 'utf8')).toBe(formatCliGuide());
  });

  it('has an example that works on every level', () => {
    const sections = formatCliGuide()
      .split(/^## `lionrock/m)
      .slice(1);
    expect(sections.length).toBeGreaterThan(15);
    for (const section of sections) expect(section).toMatch(/Example:\n {2}\$ lionrock /);
  });
});
