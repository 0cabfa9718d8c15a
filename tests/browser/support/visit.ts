/** A visit to the page in a fresh profile; whatever the page complains about meanwhile fails the test. */
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, expect, inject } from 'vitest';

export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Address of every request, those of workers too. */
  readonly requested: string[];
  /** Errors and warnings of the console, uncaught errors, failed requests. */
  readonly complaints: string[];
}

export interface VisitOptions extends BrowserContextOptions {
  /** Of the address, with its `#`. */
  hash?: string;
  /** Another server than the common one. */
  at?: string;
  /** Before anything is loaded. */
  before?: (visit: Visit) => Promise<unknown>;
  /** Complaints that belong to what is tried. */
  expected?: RegExp;
}

export const address = inject('address');
export const WIDE = { width: 1280, height: 720 };
export const NARROW = { width: 390, height: 844 };

let browser: Promise<Browser> | undefined;
afterAll(async () => (await browser)?.close());

export async function visit<T>(
  { hash = '', at = address, before, expected, ...options }: VisitOptions,
  work: (visit: Visit) => Promise<T>,
): Promise<T> {
  browser ??= chromium.connect(inject('browser'));
  const context = await (await browser).newContext({ viewport: WIDE, colorScheme: 'dark', ...options });
  context.setDefaultTimeout(15_000);
  try {
    const page = await context.newPage();
    const given = await watched(context, page);
    await before?.(given);
    await page.goto(at + hash);
    const result = await work(given);
    expect(given.complaints.filter((complaint) => !expected?.test(complaint))).toEqual([]);
    return result;
  } finally {
    await context.close();
  }
}

async function watched(context: BrowserContext, page: Page): Promise<Visit> {
  const requested: string[] = [];
  const complaints: string[] = [];
  context.on('request', (request) => requested.push(request.url()));
  context.on('requestfailed', (request) => complaints.push(`failed: ${request.url()} ${request.failure()?.errorText}`));
  context.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
  });
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`console: ${message.text()}`);
  });
  context.on('weberror', (error) => complaints.push(`uncaught: ${error.error().message}`));
  return { page, context, requested, complaints };
}
