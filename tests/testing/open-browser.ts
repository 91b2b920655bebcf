import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, type Page, chromium } from 'playwright-core';

/** The browser of this machine: `CHROMIUM_PATH`, else the first that the shell finds. */
export function findChromium(): string | undefined {
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') return existsSync(named) ? named : undefined;
  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    try {
      return execFileSync('which', [name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    } catch {
      // Not under this name.
    }
  }
  return undefined;
}

/** Starts the browser without a window. */
export function openBrowser(executablePath: string): Promise<Browser> {
  // In a container there is no user whom the sandbox could protect.
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}

/** A page in a browser profile of its own. */
export interface Visit {
  readonly page: Page;
  /** Errors on the console, breaches of the content security policy, requests to other hosts. */
  readonly complaints: readonly string[];
}

/** A breach of the policy is an event; the console may tell of it later than a test looks. */
const reportBreaches = `addEventListener('securitypolicyviolation', (event) =>
  console.error('refused by the policy: ' + event.violatedDirective + ' ' + event.blockedURI))`;

/** Opens the page of a server as a new visitor. Motion is reduced: nothing is in between two states. */
export async function visitPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({
    locale: 'en-GB',
    viewport: { width: 1280, height: 860 },
    reducedMotion: 'reduce',
    ...options,
  });
  context.setDefaultTimeout(30_000);
  const complaints: string[] = [];
  await context.addInitScript(reportBreaches);
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== url) complaints.push(`request to ${request.url()}`);
  });
  await page.goto(url);
  await page.locator('#question').waitFor();
  return { page, complaints };
}
