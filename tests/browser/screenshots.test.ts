import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { button, hashFor, now_s, type, untilHash, untilLive } from './support/instrument.ts';
import { simulated } from './support/reference.ts';
import { NARROW, type VisitOptions, visit } from './support/visit.ts';

const folder = fileURLToPath(new URL('../../build/screenshots/', import.meta.url));
mkdirSync(folder, { recursive: true });

async function runSlowly(page: Page): Promise<void> {
  await page.getByLabel('Speed').selectOption('0.01');
  await button(page, 'Rewind').click();
  await expect.poll(() => now_s(page)).toBe(0);
  await button(page, 'Run').click();
  await expect.poll(() => now_s(page)).toBeGreaterThan(0.004);
}

async function failing(page: Page): Promise<void> {
  await type(page, 'cbuCurrentLimit_A', '150');
  await untilHash(page, simulated({ overrides: { cbuCurrentLimit_A: 150 } }).hash());
  await page.locator('svg.overlay', { hasText: 'before: defaults' }).waitFor();
}

const pictures: Record<string, [options: VisitOptions, prepare?: (page: Page) => Promise<unknown>]> = {
  'dark-1280x720': [{}],
  'light-1280x720': [{ colorScheme: 'light' }],
  'dark-1920x1080': [{ viewport: { width: 1920, height: 1080 } }],
  'light-390x844': [{ viewport: NARROW, colorScheme: 'light' }],
  events: [{}, (page) => page.keyboard.press('e')],
  failing: [{}, failing],
  running: [{}, runSlowly],
  linear: [{ colorScheme: 'light' }, (page) => page.keyboard.press('l')],
  trap: [{ hash: await hashFor({ scenario: 'threshold-trap' }) }, (page) => page.locator('.verdictWord.fail').waitFor()],
  'ac-loss': [{ hash: await hashFor({ scenario: 'orv3-ac-loss' }), colorScheme: 'light' }],
  help: [{}, (page) => page.keyboard.press('?')],
  table: [{}, (page) => page.keyboard.press('t')],
};

test.each(Object.entries(pictures))('a picture: %s', async (name, [options, prepare]) => {
  await visit(options, async ({ page }) => {
    await untilLive(page);
    await prepare?.(page);
    // two pictures later everything that was asked for has been drawn
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    await page.screenshot({ path: `${folder}${name}.png` });
    expect(existsSync(`${folder}${name}.png`)).toBe(true);
  });
});
