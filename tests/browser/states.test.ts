import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { button, hashFor, notice, now_s, type, untilHash, untilLive } from './support/instrument.ts';
import { simulated } from './support/reference.ts';
import { NARROW, type VisitOptions, visit } from './support/visit.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds, in lines that say where. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations: found } = await page.evaluate(() => (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run());
  return found.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target}: ${failureSummary}`));
}

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

/** A picture of each in build/screenshots, for people to look at. */
const states: Record<string, [options: VisitOptions, prepare?: (page: Page) => Promise<unknown>]> = {
  'dark-1280x720': [{}],
  'light-1280x720': [{ colorScheme: 'light' }],
  'dark-1920x1080': [{ viewport: { width: 1920, height: 1080 } }],
  'light-390x844': [{ viewport: NARROW, colorScheme: 'light' }],
  events: [{}, (page) => page.keyboard.press('e')],
  failing: [{ colorScheme: 'light' }, failing],
  running: [{}, runSlowly],
  linear: [{ colorScheme: 'light' }, (page) => page.keyboard.press('l')],
  trap: [{ hash: await hashFor({ scenario: 'threshold-trap' }) }, (page) => page.locator('.verdictWord.fail').waitFor()],
  'ac-loss': [{ hash: await hashFor({ scenario: 'orv3-ac-loss' }), colorScheme: 'light' }],
  edited: [{ hash: await hashFor({ scenario: 'orv3-ac-loss', overrides: { psuHoldUpEnergy_J: 90 } }) }, (page) => page.keyboard.press('e')],
  pod: [{ hash: await hashFor({ preset: 'pod-40' }) }],
  help: [{}, (page) => page.keyboard.press('?')],
  table: [{}, (page) => page.keyboard.press('t')],
  notice: [{ hash: '#v2' }, (page) => notice(page).waitFor()],
  refusal: [{ colorScheme: 'light' }, (page) => type(page, 'tripVoltage_V', '1')],
  'dark-390x844': [{ viewport: NARROW }],
};

test.each(Object.entries(states))('axe finds nothing wrong with the page: %s', async (name, [options, prepare]) => {
  await visit(options, async ({ page }) => {
    await untilLive(page);
    await prepare?.(page);
    // two pictures later everything that was asked for has been drawn
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    await page.screenshot({ path: `${folder}${name}.png` });
    expect(await violations(page)).toEqual([]);
  });
});
