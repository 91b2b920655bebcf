import axe, { type Result, type RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

/**
 * Looks for barriers with every rule of axe, then once more for contrast in dark colours.
 *
 * @returns a line for each element that fails; none is what we want
 */
export async function findBarriers(page: Page): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe.source);
  const light = await runAxe(page, { preload: false });
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await runAxe(page, { preload: false, runOnly: ['color-contrast'] });
  await page.emulateMedia({ colorScheme: 'light' });
  return [...light, ...dark.map((line) => `dark: ${line}`)];
}

async function runAxe(page: Page, options: RunOptions): Promise<string[]> {
  const script = `axe.run(document, ${JSON.stringify({ resultTypes: ['violations'], ...options })}).then((found) => found.violations)`;
  const findings: Result[] = await page.evaluate(script);
  return findings.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
  );
}
