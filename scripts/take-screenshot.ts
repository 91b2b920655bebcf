// Takes docs/images/chat.png: the real page on a real answer, without any model.
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { buildPage } from '../tests/testing/build-page.ts';
import { findChromium, openBrowser, visitPage } from '../tests/testing/open-browser.ts';
import { serveRegion } from '../tests/testing/serve-region.ts';

const target = fileURLToPath(new URL('../docs/images/chat.png', import.meta.url));

/** One in each variety; the last one is the one that is shown, the others are in the list beside it. */
const questions = [
  '法定最低工资是多少？',
  '有薪年假有多少日？',
  '最低工資係幾多？',
  'How many days of paid annual leave do I get?',
];

async function ask(page: Page, question: string): Promise<void> {
  await page.getByRole('button', { name: 'New chat' }).click();
  await page.fill('#question', question);
  await page.press('#question', 'Enter');
  await page.locator('.turn .actions').waitFor();
}

const chromium = findChromium();
if (chromium === undefined) throw new Error('Chromium is not on this machine; name one with CHROMIUM_PATH.');
await buildPage();
const server = await serveRegion('hk');
const browser = await openBrowser(chromium);
try {
  const { page, complaints } = await visitPage(browser, server.url);
  for (const question of questions) await ask(page, question);
  if ((await page.locator('.turn .cite').count()) === 0) throw new Error('The answer cites nothing.');
  if (complaints.length > 0) throw new Error(complaints.join('\n'));
  // A hovering mouse would leave its mark.
  await page.mouse.move(0, 0);
  await mkdir(dirname(target), { recursive: true });
  await page.screenshot({ path: target, animations: 'disabled', caret: 'hide' });
} finally {
  await browser.close();
  await server.close();
}
