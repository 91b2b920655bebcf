import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AppealView, ConstitutionBundle } from '../src/app/index.ts';
import { runCli } from '../src/cli/run-cli.ts';
import { makeIo } from '../src/cli/testing/make-io.ts';
import { buildPage } from './testing/build-page.ts';
import { findBarriers } from './testing/check-accessibility.ts';
import { type Visit, findChromium, openBrowser, visitPage } from './testing/open-browser.ts';
import { type RegionServer, serveRegion } from './testing/serve-region.ts';

const chromium = findChromium();
let browser: Browser;
let server: RegionServer;
let visits: Visit[] = [];

beforeAll(async () => {
  if (chromium === undefined) return;
  await buildPage();
  [browser, server] = await Promise.all([openBrowser(chromium), serveRegion('hk')]);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});
beforeEach((context) => {
  if (chromium === undefined) context.skip('Chromium is not on this machine; name one with CHROMIUM_PATH');
});
afterEach(async () => {
  const complaints = visits.flatMap((visit) => visit.complaints);
  await Promise.all(visits.map(({ page }) => page.context().close()));
  visits = [];
  if (complaints.length > 0) throw new Error(`The browser complained:\n${complaints.join('\n')}`);
});

async function visit(options: BrowserContextOptions): Promise<Page> {
  const opened = await visitPage(browser, server.url, options);
  visits.push(opened);
  return opened.page;
}

async function readWords(variety: string): Promise<Readonly<Record<string, string>>> {
  const file = new URL(`../regions/hk/interface/${variety}.json`, import.meta.url);
  const words: Record<string, string> = JSON.parse(await readFile(fileURLToPath(file), 'utf8'));
  return words;
}

/** What the rule of the help lines is called. */
async function readTitle(variety: 'en' | 'yue-Hant'): Promise<string> {
  const published = await fetch(`${server.url}/api/constitution`);
  const { rules } = (await published.json()) as ConstitutionBundle;
  return rules.find(({ id }) => id === 'hk-2.1')?.title[variety] ?? 'the rule is missing';
}

/** Asks and waits for the complete answer; gives the turn. */
async function ask(page: Page, question: string): Promise<Locator> {
  const turn = page.locator('.turn').last();
  await page.fill('#question', question);
  await page.press('#question', 'Enter');
  await turn.locator('.actions').waitFor();
  return turn;
}

/** What the operator types. */
async function operate(...args: readonly string[]): Promise<string> {
  const io = makeIo({ workingFolder: server.home });
  const code = await runCli(['--home', server.home, '--region', 'hk', 'appeals', ...args], io);
  expect([code, io.err()]).toEqual([0, '']);
  return io.out();
}

const crises = [
  {
    variety: 'en',
    locale: 'en-HK',
    question: 'I want to die',
    text: 'I was quoting a song.',
    reasons: 'A line about help is never wrong here.',
  },
  {
    variety: 'yue-Hant',
    locale: 'yue-HK',
    question: '唔想做人',
    text: '我係講緊句歌詞。',
    reasons: '有多句求助電話，唔會錯。',
  },
] as const;

describe('an appeal', () => {
  it.each(crises)('$variety: why, appeal, ticket, what became of it', async (sample) => {
    const { variety, locale, question, text, reasons } = sample;
    const words = await readWords(variety);
    const say = (key: string) => words[key] ?? key;
    const page = await visit({ locale, permissions: ['clipboard-read', 'clipboard-write'] });
    const barriers: string[] = [];
    const check = async (state: string) => {
      for (const barrier of await findBarriers(page)) barriers.push(`${state}: ${barrier}`);
    };
    const turn = await ask(page, question);
    expect(await turn.locator('.sentences > :first-child').innerText()).toMatch(/999.*2896 0000/);

    // Why: the rule and what it rests on, unfolded where it is said.
    const why = turn.locator('details.why');
    expect(await why.locator('summary').innerText()).toContain('hk-2.1');
    await why.locator('summary').click();
    const rule = turn.getByRole('region', { name: await readTitle(variety) });
    await rule.waitFor();
    expect(await rule.innerText()).toContain('hk-2.1');
    expect(await rule.getByRole('listitem').count()).toBeGreaterThan(0);
    await check('why');

    // Appeal: a form that nothing can be sent with until something is written.
    await turn.getByRole('button', { name: say('appeal') }).click();
    const dialog = page.getByRole('dialog', { name: say('appealTitle') });
    const send = dialog.getByRole('button', { name: say('appealSend') });
    expect(await send.isDisabled()).toBe(true);
    const choice = dialog.getByRole('checkbox', { name: say('appealQuestion') });
    expect(await choice.isChecked()).toBe(false);
    await dialog.getByLabel(say('appealLabel')).fill(text);
    await check('form');
    await send.click();

    // The ticket, once.
    const ticket = await dialog.locator('.ticket').innerText();
    expect(ticket).toMatch(/^(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}$/);
    await dialog.getByRole('button', { name: say('copy') }).click();
    await dialog.getByRole('button', { name: say('copied') }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(ticket);
    await check('ticket');
    expect(await dialog.getByRole('list', { name: say('appealOthers') }).innerText()).toContain(
      'pcpd.org.hk',
    );
    await dialog
      .getByRole('button', { name: say('close') })
      .last()
      .click();
    await dialog.waitFor({ state: 'detached' });
    expect(await page.content()).not.toContain(ticket);

    // Looked up as somebody types it.
    await page.getByRole('button', { name: say('appealFind') }).click();
    const lookup = page.getByRole('dialog', { name: say('appealFind') });
    const find = async () => {
      await lookup.getByLabel(say('appealTicket')).fill(ticket.toLowerCase().replaceAll('-', ' '));
      await lookup.getByRole('button', { name: say('appealFindSend'), exact: true }).click();
    };
    await find();
    await lookup.getByText(`${say('appealState')} ${say('stateReceived')}`).waitFor();
    await check('received');

    // The operator sees what was submitted, of the asker nothing, and not the question.
    const [last] = (JSON.parse(await operate('list', '--json')) as AppealView[]).slice(-1);
    expect(last?.appeal.received).toMatchObject({
      text,
      variety,
      decision: { stage: 'input', action: 'allow-with-support', clauses: ['hk-2.1'] },
    });
    expect(JSON.stringify(last)).not.toContain(question);
    const id = last?.appeal.id ?? '';
    await operate('acknowledge', id, '--by', 'front desk');
    await operate('assign', id, '--reviewer', 'review panel');
    await operate('decide', id, '--upheld', '--by', 'review panel', '--reasons', reasons);

    await find();
    await lookup.getByText(`${say('appealState')} ${say('stateUpheld')}`).waitFor();
    expect(await lookup.locator('.reasons').innerText()).toBe(reasons);
    await check('reasons');
    expect(barriers).toEqual([]);
    const kept = await readFile(join(server.home, 'regions', 'hk', 'appeals.jsonl'), 'utf8');
    expect(kept).not.toContain(ticket);
  });

  it('hands the question in when it is told to, on a phone and with the keyboard alone', async () => {
    const words = await readWords('en');
    const page = await visit({ locale: 'en-HK', viewport: { width: 375, height: 667 } });
    const turn = await ask(page, 'I want to die');
    await turn.getByRole('button', { name: words['appeal']! }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: words['appealTitle']! });
    await dialog.getByLabel(words['appealLabel']!).focus();
    await page.keyboard.type('It was a line of a play.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await dialog.locator('.ticket').waitFor();
    const sideways = await page.evaluate('document.querySelector("dialog[open]").scrollWidth - innerWidth');
    expect(sideways).toBeLessThanOrEqual(0);
    // The focus lands on what came of it, not behind the dialog.
    expect(await page.evaluate('document.activeElement.className')).toBe('receipt');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await page.evaluate('document.activeElement.textContent')).toBe(words['appeal']);
    const [last] = (JSON.parse(await operate('list', '--json')) as AppealView[]).slice(-1);
    expect(last?.appeal.received).toMatchObject({
      text: 'It was a line of a play.',
      question: 'I want to die',
    });
  });

  it('tells when no appeal is under a ticket', async () => {
    const words = await readWords('en');
    const opened = await visitPage(browser, server.url, { locale: 'en-HK' });
    const { page } = opened;
    await page.getByRole('button', { name: words['appealFind']! }).click();
    const lookup = page.getByRole('dialog', { name: words['appealFind']! });
    await lookup.getByLabel(words['appealTicket']!).fill('0000-0000-0000-0000');
    await page.keyboard.press('Enter');
    await lookup.getByRole('alert').getByText(words['appealUnknown']!).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    // The browser itself tells of the 404, and of nothing else.
    expect(opened.complaints.filter((complaint) => !/\b404\b/.test(complaint))).toEqual([]);
    await page.context().close();
  });
});
