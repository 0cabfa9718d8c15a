import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { marginToWindow_V } from '../../web/describe.ts';
import type { Settings } from '../../web/settings.ts';
import { fixed } from '../../web/units.ts';
import { button, type, untilLive } from './support/instrument.ts';
import { simulated } from './support/reference.ts';
import { visit } from './support/visit.ts';

/** Margin of the listed baseline, as it is written. */
const shown = async (page: Page) => (await page.locator('.run', { hasText: 'battery only' }).locator('.runMargin').textContent())?.trim();

/** The same in Node. */
function wanted(changes: Partial<Settings>): string {
  const run = simulated({ ...changes, variant: 1 });
  return fixed(marginToWindow_V(run.metrics(), run.spec.parameters) as number, 2);
}

test('the baseline has the edits of the run it is compared with, as on the command line', async () => {
  await visit({}, async ({ page }) => {
    await untilLive(page);
    await expect.poll(() => shown(page)).toBe(wanted({}));
    for (const loadPower_W of [9000, 15000]) {
      await type(page, 'loadPower_W', String(loadPower_W / 1e3));
      expect(wanted({ overrides: { loadPower_W } })).not.toBe(wanted({}));
      await expect.poll(() => shown(page)).toBe(wanted({ overrides: { loadPower_W } }));
    }
    expect(await page.locator('.run', { hasText: 'battery only' }).count()).toBe(1);
    await button(page, 'Undo all').click();
    await expect.poll(() => shown(page)).toBe(wanted({}));
  });
});

test('a run that somebody pinned stays the baseline', async () => {
  await visit({}, async ({ page }) => {
    await untilLive(page);
    await page.getByRole('button', { name: 'Baseline: 1 this run' }).click();
    await type(page, 'loadPower_W', '9');
    await page.locator('.run', { hasText: '2 this run' }).locator('.runMargin small').waitFor();
    expect(await page.getByRole('button', { name: 'Baseline: 1', exact: true }).getAttribute('aria-pressed')).toBe('true');
    expect(await page.locator('.pin[aria-pressed=true]').count()).toBe(1);
  });
});
