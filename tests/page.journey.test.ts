import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildPage } from './testing/build-page.ts';
import { findBarriers } from './testing/check-accessibility.ts';
import { type Visit, findChromium, openBrowser, visitPage } from './testing/open-browser.ts';
import { type RegionServer, serveRegion } from './testing/serve-region.ts';

const chromium = findChromium();
let browser: Browser;
let example: RegionServer;
let visits: Visit[] = [];

beforeAll(async () => {
  if (chromium === undefined) return;
  await buildPage();
  [browser, example] = await Promise.all([openBrowser(chromium), serveRegion('example')]);
});
afterAll(async () => {
  await browser?.close();
  await example?.close();
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

async function visit(options: BrowserContextOptions = {}, server = example): Promise<Page> {
  const opened = await visitPage(browser, server.url, options);
  visits.push(opened);
  return opened.page;
}

/** Asks and waits for the complete answer; gives the turn. */
async function ask(page: Page, question: string): Promise<Locator> {
  const turn = page.locator('.turn').nth(await page.locator('.turn').count());
  await page.fill('#question', question);
  await page.press('#question', 'Enter');
  await turn.getByRole('heading', { name: question, level: 2 }).waitFor();
  await turn.locator('.actions').waitFor();
  return turn;
}

/** Waits until a text is there. */
function shows(within: Page | Locator, text: string | RegExp): Promise<void> {
  return within.getByText(text).first().waitFor();
}

async function hasFocus(locator: Locator): Promise<boolean> {
  return (await locator.and(locator.page().locator(':focus')).count()) === 1;
}

/** How far the page, or the dialog that is open, can be scrolled sideways, in CSS pixels. */
function sidewaysRoom(page: Page): Promise<number> {
  return page.evaluate(`(() => {
    const boxes = [document.documentElement, ...document.querySelectorAll('dialog[open], .history')];
    return Math.max(...boxes.map((box) => box.scrollWidth - box.clientWidth));
  })()`);
}

const wage = 'What is the minimum wage?';
const wageWords = '12 amber pounds an hour';
const unanswered = 'Who designed the uniforms of the Harbour Office?';

describe('asking', () => {
  it('shows each sentence as it comes, then the numbered sources', async () => {
    const page = await visit();
    const held = example.hold(2);
    await page.fill('#question', wage);
    await page.getByRole('button', { name: 'Send' }).click();
    await shows(page.locator('.sentences'), wageWords);
    expect(await page.locator('.work-status').innerText()).toMatch(/\S/);
    expect(await page.locator('.actions').count()).toBe(0);
    await page.getByRole('button', { name: 'Stop' }).waitFor();
    held.lift();
    const turn = page.locator('.turn');
    await turn.locator('.actions').waitFor();
    expect(await held.ended).toBe(false);
    expect(await turn.locator('.sentences').innerText()).toContain(wageWords);
    const source = turn.getByRole('list', { name: 'Sources' }).getByRole('listitem').first();
    expect(await source.innerText()).toMatch(/^1\s+Minimum wage\s+Work Board/);
    expect(await turn.getByRole('button', { name: 'Passage 1: Minimum wage' }).first().innerText()).toBe('1');
    await page.getByRole('button', { name: 'Send' }).waitFor();
    expect(await page.title()).toContain(wage);
  });

  it('opens a citation with the supporting words marked; Escape brings the focus back', async () => {
    const page = await visit();
    const turn = await ask(page, wage);
    const cite = turn.locator('button.cite').first();
    await cite.click();
    const panel = page.getByRole('dialog', { name: 'Minimum wage' });
    const marked = await panel.locator('mark').first().innerText();
    expect(marked).toContain(wageWords);
    expect((await turn.locator('blockquote').first().innerText()).replace(/\s+/g, ' ')).toContain(marked);
    expect(await panel.locator('.passage-text').innerText()).toContain('An apprentice under 18');
    const link = panel.getByRole('link', { name: 'example.org' });
    expect(await link.getAttribute('rel')).toBe('noopener noreferrer');
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    expect(await hasFocus(cite)).toBe(true);
    // The source list leads to the same passage.
    await turn.getByRole('button', { name: 'Minimum wage', exact: true }).click();
    await panel.getByRole('button', { name: 'Close' }).click();
    await panel.waitFor({ state: 'detached' });
  });

  it('says that the sources do not tell, with the nearest ones once and whom to ask', async () => {
    const page = await visit();
    const turn = await ask(page, unanswered);
    expect(await turn.locator('.sentences').innerText()).toContain('do not hold the answer');
    expect(await turn.locator('.sentences').innerText()).toMatch(/You can ask .+ 555 01\d0/);
    expect(await turn.locator('.cite').count()).toBe(0);
    const nearest = turn.getByRole('list', { name: 'Nearest entries' });
    const titles = await nearest.getByRole('button').allInnerTexts();
    expect(titles.length).toBeGreaterThan(0);
    const text = await turn.innerText();
    for (const title of titles) expect(text.split(title)).toHaveLength(2);
    expect(text).not.toContain('nearest records');
    await nearest.getByRole('button').first().click();
    await page.locator('dialog .passage-text').waitFor();
    expect(await page.locator('dialog mark').count()).toBe(0);
  });

  it('shows the words of support before everything else', async () => {
    const page = await visit();
    const held = example.hold(1);
    await page.fill('#question', 'I want to die. What is the minimum wage?');
    await page.keyboard.press('Enter');
    const support = page.locator('.sentences > :first-child');
    await shows(support, /555 0112.*555 0116/);
    held.lift();
    await page.locator('.actions').waitFor();
    expect(await support.innerText()).toMatch(/555 0112.*555 0116/);
    expect(await page.locator('.sentences > *').count()).toBeGreaterThan(1);
    expect(await page.locator('.turn').innerText()).toContain('example-2.1');
  });

  it('puts a further question at the top of the page, its answer below', async () => {
    const page = await visit();
    const first = await ask(page, wage);
    const second = await ask(page, unanswered);
    const heading = await second.getByRole('heading', { level: 2 }).boundingBox();
    const header = await page.locator('.page-header').boundingBox();
    expect(heading!.y - header!.height).toBeGreaterThan(0);
    expect(heading!.y - header!.height).toBeLessThan(60);
    expect(await first.innerText()).toContain(wageWords);
  });

  it('stops when told to, and the work on the server with it', async () => {
    const page = await visit();
    const held = example.hold(1);
    await page.fill('#question', wage);
    await page.keyboard.press('Enter');
    await shows(page.locator('.sentences'), 'The records say');
    await page.getByRole('button', { name: 'Stop' }).click();
    expect(await held.ended).toBe(true);
    held.lift();
    await shows(page, 'Stopped.');
    expect(await page.locator('.sentences').innerText()).not.toContain(wageWords);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.actions').waitFor();
    expect(await page.locator('.turn').count()).toBe(1);
    await shows(page.locator('.sentences'), wageWords);
  });

  it('tells when the server cannot be reached, and asks again', async () => {
    const page = await visit();
    await page.route('**/api/chat', (route) => route.fulfill({ status: 200, body: 'event: status\n' }));
    await page.fill('#question', wage);
    await page.keyboard.press('Enter');
    await shows(page.getByRole('alert'), 'The server cannot be reached.');
    await page.unroute('**/api/chat');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.actions').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });
});

describe('feedback', () => {
  it('keeps what is helpful, what is wrong, and a correction with its question and answer', async () => {
    const page = await visit();
    const turn = await ask(page, wage);
    const helpful = turn.getByRole('button', { name: 'Helpful' });
    await helpful.click();
    await shows(turn.getByRole('status'), 'Thank you.');
    expect(await helpful.getAttribute('aria-pressed')).toBe('true');
    await turn.getByRole('button', { name: 'Wrong' }).click();
    await expect.poll(() => helpful.getAttribute('aria-pressed')).toBe('false');
    await turn.getByRole('button', { name: 'Correct it' }).click();
    const form = page.getByRole('dialog', { name: 'Correct this answer' });
    const send = form.getByRole('button', { name: 'Send the correction' });
    expect(await send.isDisabled()).toBe(true);
    await form.getByLabel('What is the right answer?').fill('It is 13 amber pounds an hour.');
    await form.getByLabel('Sources').fill('The notice on the door of the Work Board.');
    await send.click();
    await form.waitFor({ state: 'detached' });
    await shows(turn.getByRole('status'), 'Thank you.');
    const lines = (await readFile(join(example.home, 'regions', 'example', 'feedback.jsonl'), 'utf8'))
      .trim()
      .split('\n');
    const records = lines.slice(1).map((line): unknown => JSON.parse(line));
    expect(records).toMatchObject([
      { kind: 'helpful', question: wage },
      { kind: 'wrong', question: wage },
      {
        kind: 'correction',
        question: wage,
        answer: expect.stringContaining(wageWords),
        correction: 'It is 13 amber pounds an hour.',
        comment: 'The notice on the door of the Work Board.',
        sources: [expect.stringContaining('work-minimum-wage/en')],
      },
    ]);
  });
});

describe('own documents', () => {
  const table = 'item,price in dollars\nCanoe hire per hour,35\nLocker per month,60\n';
  const notes = '# Rowing club\n\nThe boat house opens at seven in the morning on Sundays.\n';

  async function upload(page: Page, ...names: string[]): Promise<Locator> {
    await page.getByRole('button', { name: 'Your documents' }).click();
    const panel = page.getByRole('dialog', { name: 'Your documents' });
    await panel.locator('input[type=file]').setInputFiles(names.map((name) => join(example.home, name)));
    return panel;
  }

  beforeAll(async () => {
    if (chromium === undefined) return;
    await writeFile(join(example.home, 'prices.csv'), table);
    await writeFile(join(example.home, 'club.md'), notes);
    await writeFile(join(example.home, 'empty.pdf'), '');
  });

  it('are read with their progress shown, cited, kept for this browser and removed', async () => {
    const page = await visit();
    await page.evaluate(`new MutationObserver(() => {
      const bar = document.querySelector('dialog progress');
      if (bar !== null) window.progressName = bar.getAttribute('aria-label');
    }).observe(document.body, { childList: true, subtree: true })`);
    const panel = await upload(page, 'prices.csv', 'club.md');
    const list = panel.getByRole('list', { name: 'Your documents' });
    await list.getByText('Rowing club').waitFor();
    expect(await list.innerText()).toMatch(/prices\s+Added/);
    expect(await page.evaluate('window.progressName')).toMatch(/Uploading|Working/);
    await page.keyboard.press('Escape');
    const question = 'How much is canoe hire per hour?';
    const turn = await ask(page, question);
    await turn
      .getByRole('button', { name: /^Passage 1: prices/ })
      .first()
      .click();
    await shows(page.locator('dialog mark'), /Canoe hire per hour.*35/);
    await page.keyboard.press('Escape');
    // Another visitor has other documents.
    const stranger = await visit();
    expect(await (await ask(stranger, question)).locator('.cite').count()).toBe(0);
    await page.reload();
    await page.getByRole('button', { name: 'Your documents 2' }).click();
    for (const title of ['prices', 'Rowing club']) {
      await panel.getByRole('button', { name: `Remove “${title}”` }).click();
      await list.getByText(title).waitFor({ state: 'detached' });
    }
    await page.keyboard.press('Escape');
    expect(await (await ask(page, question)).locator('.cite').count()).toBe(0);
  });

  it('that cannot be read say why, and take nothing with them', async () => {
    const page = await visit();
    const panel = await upload(page, 'empty.pdf', 'club.md');
    await shows(panel, /empty\.pdf is empty\. .*\(knowledge\.empty\)/);
    await panel.getByRole('list', { name: 'Your documents' }).getByText('Rowing club').waitFor();
    expect(await panel.getByRole('button', { name: /^Remove/ }).count()).toBe(1);
  });
});

describe('history', () => {
  it('stays on this device until it is deleted', async () => {
    const page = await visit();
    await ask(page, wage);
    await page.getByRole('button', { name: 'New chat' }).click();
    await ask(page, unanswered);
    await page.reload();
    const history = page.getByRole('navigation', { name: 'Earlier chats' });
    expect(await history.getByRole('listitem').allInnerTexts()).toEqual([unanswered, wage]);
    await history.getByRole('button', { name: wage, exact: true }).click();
    expect(await page.locator('.turn .sentences').innerText()).toContain(wageWords);
    await page.locator('button.cite').first().click();
    await shows(page.locator('dialog mark'), wageWords);
    await page.keyboard.press('Escape');
    await history.getByRole('button', { name: `Delete “${wage}”` }).click();
    expect(await history.getByRole('listitem').allInnerTexts()).toEqual([unanswered]);
    expect(await page.locator('.turn').count()).toBe(0);
    await history.getByRole('button', { name: 'Delete all' }).click();
    await history.getByRole('button', { name: 'Delete all', exact: true }).click();
    await shows(history, 'No chats yet.');
    await page.reload();
    await shows(history, 'No chats yet.');
    expect(await page.evaluate('localStorage.length')).toBe(0);
  });
});

describe('the look', () => {
  const paper = 'getComputedStyle(document.documentElement).backgroundColor';
  const light = 'rgb(252, 251, 249)';
  const dark = 'rgb(21, 24, 26)';

  it('follows the device, until the reader chooses', async () => {
    const page = await visit({ colorScheme: 'dark' });
    expect(await page.evaluate(paper)).toBe(dark);
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await page.evaluate(paper)).toBe(light);
    await page.getByLabel('Appearance').selectOption('Dark');
    expect(await page.evaluate(paper)).toBe(dark);
    await page.reload();
    await page.locator('#question').waitFor();
    expect(await page.evaluate(paper)).toBe(dark);
  });

  it('fits a phone: nothing has to be scrolled sideways', async () => {
    const page = await visit({
      viewport: { width: 375, height: 667 },
      isMobile: true,
      hasTouch: true,
      deviceScaleFactor: 2,
    });
    expect(await sidewaysRoom(page)).toBe(0);
    const turn = await ask(page, wage);
    await turn.getByText('How this answer was made').click();
    expect(await sidewaysRoom(page)).toBe(0);
    await turn.locator('button.cite').first().tap();
    await page.locator('dialog mark').first().waitFor();
    expect(await sidewaysRoom(page)).toBe(0);
    await page.getByRole('button', { name: 'Close' }).tap();
    await turn.getByRole('button', { name: 'Correct it' }).tap();
    expect(await sidewaysRoom(page)).toBe(0);
    await page.getByRole('button', { name: 'Cancel' }).tap();
    await page.getByRole('button', { name: 'Menu' }).tap();
    const menu = page.getByRole('dialog', { name: 'Menu' });
    await menu.getByRole('button', { name: wage, exact: true }).waitFor();
    expect(await sidewaysRoom(page)).toBe(0);
    await menu.getByRole('button', { name: 'Your documents' }).tap();
    await page.getByRole('dialog', { name: 'Your documents' }).waitFor();
    expect(await menu.count()).toBe(0);
    expect(await sidewaysRoom(page)).toBe(0);
  });
});

describe('the keyboard alone', () => {
  it('asks, opens a citation, gives feedback and finds earlier chats', async () => {
    const page = await visit();
    const press = (key: string) => page.keyboard.press(key);
    const tabTo = async (target: Locator, key = 'Tab') => {
      await target.waitFor();
      for (let steps = 0; steps < 40 && !(await hasFocus(target)); steps += 1) await press(key);
      expect(await hasFocus(target)).toBe(true);
    };
    await page.evaluate('document.activeElement.blur()');
    await tabTo(page.getByRole('link', { name: 'Skip to the question' }));
    await press('Enter');
    expect(await hasFocus(page.locator('#question'))).toBe(true);
    await page.keyboard.type(wage);
    await press('Shift+Enter');
    await page.keyboard.type('Please.');
    expect(await page.locator('.turn').count()).toBe(0);
    await page.locator('#question').fill(wage);
    await press('Enter');
    await page.locator('.actions').waitFor();
    await tabTo(page.getByRole('button', { name: 'Helpful' }), 'Shift+Tab');
    await press('Space');
    await shows(page.getByRole('status'), 'Thank you.');
    const cite = page.locator('button.cite').last();
    await tabTo(cite, 'Shift+Tab');
    await press('Enter');
    await page.locator('dialog mark').first().waitFor();
    for (let steps = 0; steps < 6; steps += 1) {
      await press('Tab');
      // The focus may go to the browser's own buttons, never to the page behind the dialog.
      expect(
        await page.evaluate(
          'document.activeElement === document.body || document.activeElement.closest("dialog") !== null',
        ),
      ).toBe(true);
    }
    await press('Escape');
    await expect.poll(() => hasFocus(cite)).toBe(true);
    await tabTo(page.getByRole('button', { name: 'New chat' }), 'Shift+Tab');
    await press('Enter');
    expect(await page.locator('.turn').count()).toBe(0);
    const history = page.getByRole('navigation', { name: 'Earlier chats' });
    await tabTo(history.getByRole('button', { name: wage, exact: true }));
    await press('Enter');
    await page.locator('.turn').waitFor();
  });
});

/** A variety, the tag it must set, a question its region answers and one it does not. */
const varieties = [
  { variety: 'en', tag: 'en', question: 'How many days of paid annual leave do I get?', figure: '14 days' },
  { variety: 'zh-Hant', tag: 'zh-Hant-HK', question: '法定最低工資是多少？', figure: '43.1元' },
  { variety: 'zh-Hans', tag: 'zh-Hans', question: '法定最低工资是多少？', figure: '43.1元' },
  { variety: 'yue-Hant', tag: 'yue-Hant-HK', question: '最低工資係幾多？', figure: '43.1元' },
] as const;

describe('the four varieties', () => {
  let hongKong: RegionServer;
  beforeAll(async () => {
    if (chromium !== undefined) hongKong = await serveRegion('hk');
  });
  afterAll(() => hongKong?.close());

  async function readWords(variety: string): Promise<Record<string, string>> {
    const file = new URL(`../regions/hk/interface/${variety}.json`, import.meta.url);
    const words: Record<string, string> = JSON.parse(await readFile(fileURLToPath(file), 'utf8'));
    return words;
  }

  it('can be chosen, and are remembered', async () => {
    const page = await visit({ locale: 'fr-FR' }, hongKong);
    for (const { variety, tag } of varieties) {
      const words = await readWords(variety);
      await page.locator('.page-header select').selectOption(variety);
      await page.getByRole('button', { name: words['newChat']! }).waitFor();
      expect(await page.getAttribute('html', 'lang')).toBe(tag);
      expect(await page.getAttribute('#question', 'placeholder')).toBe(words['askPlaceholder']);
      expect(await page.locator('.tagline').innerText()).toBe(words['tagline']);
      expect(await page.title()).toContain(words['tagline']);
      await page.reload();
      await page.getByRole('button', { name: words['newChat']! }).waitFor();
      expect(await page.getAttribute('html', 'lang')).toBe(tag);
    }
  });

  it.each(varieties)('$variety: answered in kind, and nothing bars anyone', async (sample) => {
    const { variety, tag, question, figure } = sample;
    const words = await readWords(variety);
    const page = await visit({ locale: tag }, hongKong);
    const barriers: string[] = [];
    const check = async (state: string) => {
      for (const barrier of await findBarriers(page)) barriers.push(`${state}: ${barrier}`);
    };
    expect(await page.getAttribute('html', 'lang')).toBe(tag);
    await check('empty');
    const turn = await ask(page, question);
    expect(await turn.locator('blockquote').first().innerText()).toContain(figure);
    expect(await turn.locator('blockquote').first().getAttribute('lang')).toBe(tag);
    await turn.locator('.trace summary').click();
    await check('answer');
    await turn.locator('button.cite').first().click();
    await page.locator('dialog mark').first().waitFor();
    await check('passage');
    await page.keyboard.press('Escape');
    await turn.getByRole('button', { name: words['correct']!, exact: true }).click();
    await check('correction');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: words['documents']! }).click();
    await check('documents');
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 375, height: 667 });
    await page.getByRole('button', { name: words['menu']! }).click();
    await page.getByRole('dialog', { name: words['menu']! }).waitFor();
    await check('menu on a phone');
    await page.keyboard.press('Escape');
    await ask(page, 'xyzzy plugh');
    await check('not found, on a phone');
    expect(await sidewaysRoom(page)).toBe(0);
    expect(barriers).toEqual([]);
  });

  it('the search for barriers finds those that are there', async () => {
    const page = await visit({}, hongKong);
    await page.evaluate(`(() => {
      document.querySelector('.tagline').style.color = 'light-dark(#111, #333)';
      document.querySelector('.send').removeAttribute('aria-label');
      document.querySelector('.send').removeAttribute('title');
    })()`);
    const found = await findBarriers(page);
    expect(found.map((line) => line.slice(0, line.indexOf(': <')))).toEqual([
      'button-name',
      'dark: color-contrast',
    ]);
  });

  it('a crisis in Cantonese is met with help first', async () => {
    const page = await visit({ locale: 'yue-HK' }, hongKong);
    const turn = await ask(page, '我唔想做人喇');
    expect(await turn.locator('.sentences > :first-child').innerText()).toMatch(/999.*2896 0000/);
  });
});
