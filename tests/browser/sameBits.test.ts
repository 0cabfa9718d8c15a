import { describe, expect, test } from 'vitest';
import { scenarios } from '../../host/scenario.ts';
import { button, now_s, stateHash, type, untilHash, untilLive } from './support/instrument.ts';
import { simulated } from './support/reference.ts';
import { visit } from './support/visit.ts';

/** Minutes in which something moves all the time: as long as all the others together, and the same code. */
const LONG = ['generator-start', 'return-and-recharge', 'reserve-and-shaving', 'training-smoothing'];

describe('Chromium and Node come to the same bits', () => {
  test('in every case of every scenario of the library but the longest', { timeout: 90_000 }, async () => {
    await visit({}, async ({ page }) => {
      await untilLive(page);
      for (const [scenario, { runs }] of Object.entries(scenarios))
        for (const [variant, { baseline }] of runs.entries()) {
          if (baseline || LONG.includes(scenario)) continue;
          await page.getByLabel('Scenario').selectOption(scenario);
          if (variant > 0) await page.getByLabel('Case').selectOption(String(variant));
          await untilHash(page, simulated({ scenario, variant }).hash(), 45_000);
        }
    });
  });

  test('with another preset, and after an edit', async () => {
    await visit({}, async ({ page }) => {
      await untilLive(page);
      await type(page, 'tripVoltage_V', '48.9');
      await untilHash(page, simulated({ overrides: { tripVoltage_V: 48.9 } }).hash());
      await page.getByLabel('Preset').selectOption('hpr-shelf');
      await untilHash(page, simulated({ preset: 'hpr-shelf' }).hash());
    });
  });

  test('however a run is paused, stepped, stepped back, rewound and run again', async () => {
    const whole = simulated().hash();
    await visit({}, async ({ page }) => {
      const ticks = async () => Math.round((await now_s(page)) * 1e6);
      const stands = async (tick: number) => {
        await untilHash(page, simulated({}, tick).hash());
        expect(await ticks()).toBe(tick);
      };
      await untilLive(page);
      await page.keyboard.press('Home');
      await stands(0);
      await page.getByLabel('Speed').selectOption('0.1');
      await page.getByLabel('Speed').blur();
      await page.keyboard.press('Space');
      await expect.poll(ticks, { interval: 20 }).toBeGreaterThan(3000);
      await button(page, 'Pause').click();
      await stateHash(page);
      const paused = await ticks();
      expect(paused).toBeLessThan(202_000);
      await stands(paused);
      await button(page, 'Step').click();
      await stands(paused + 10);
      await page.keyboard.press('Shift+Period');
      await stands(paused + 1010);
      await page.keyboard.press('Alt+Period');
      await stands(paused + 1011);
      await page.keyboard.press('Alt+Comma');
      await stands(paused + 1010);
      await page.keyboard.press('Shift+Comma');
      await stands(paused + 10);
      await page.keyboard.press('Comma');
      await stands(paused);
      await page.keyboard.press('End');
      await untilHash(page, whole);
      await page.keyboard.press('Shift+Comma');
      await stands(201_000);
      await button(page, 'Rewind').click();
      await stands(0);
      await page.keyboard.press('End');
      await untilHash(page, whole);
      // at its end: once more from the start
      await page.getByLabel('Speed').selectOption('0.1');
      await button(page, 'Run').click();
      await page.locator('.verdictWord b', { hasText: 'RUNNING' }).waitFor();
      expect(await ticks()).toBeLessThan(201_000);
      await page.keyboard.press('End');
      await untilHash(page, whole);
    });
  });
});
