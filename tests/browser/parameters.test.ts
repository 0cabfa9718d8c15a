import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { firmwareParameters, plantParameters } from '../../host/abi/registers.ts';
import { addressOf, button, entry, runNames, stateHash, type, untilAddress, untilHash, untilLive } from './support/instrument.ts';
import { simulated } from './support/reference.ts';
import { visit } from './support/visit.ts';

const withTrip = (tripVoltage_V: number) => simulated({ overrides: { tripVoltage_V } }).hash();
const changed = (page: Page, overrides: Record<string, number>) =>
  untilAddress(page, ({ settings }) => JSON.stringify(settings.overrides) === JSON.stringify(overrides));

describe('the parameter panel', () => {
  test('finds every parameter of the table by its name', async () => {
    await visit({}, async ({ page }) => {
      await untilLive(page);
      const find = page.getByLabel('Find a parameter');
      const keys = Object.keys({ ...plantParameters, ...firmwareParameters });
      const missing = await find.evaluate(async (input: HTMLInputElement, wanted) => {
        const lost: string[] = [];
        for (const key of wanted) {
          input.value = key;
          input.dispatchEvent(new Event('input'));
          await new Promise((resolve) => setTimeout(resolve, 0));
          if (!document.querySelector(`[data-parameter="${key}"]`)) lost.push(key);
        }
        return lost;
      }, keys);
      expect(missing).toEqual([]);
      await find.fill('no such thing');
      await page.getByText('No parameter is called “no such thing”.').waitFor();
    });
  });

  test('reads numbers as people write them', async () => {
    await visit({}, async ({ page }) => {
      await untilLive(page);
      await page.getByLabel('Find a parameter').fill('_');
      const forms: [key: string, typed: string, SI: number, shown: string][] = [
        ['tripVoltage_V', '49', 49, '49.0'],
        ['tripVoltage_V', '48.7V', 48.7, '48.7'],
        ['tripVoltage_V', '48,9 V', 48.9, '48.9'],
        ['tripVoltage_V', '48600m', 48.6, '48.6'],
        ['loadPower_W', '17', 17e3, '17.0'],
        ['loadPower_W', '1.2k', 1200, '1.2'],
        ['loadPower_W', '15 kW', 15e3, '15.0'],
        ['handoffTimeConstant_s', '4', 4e-3, '4.00'],
        ['handoffTimeConstant_s', '900u', 900e-6, '0.90'],
        ['psuLag_s', '20u', 20e-6, '20.0'],
        ['handoffSlew_A_per_s', '30A/ms', 30e3, '30'],
      ];
      for (const [key, typed, SI, shown] of forms) {
        await type(page, key, typed);
        expect(await entry(page, key).inputValue()).toBe(shown);
        expect((await addressOf(page)).settings.overrides[key]).toBe(SI);
      }
    });
  });

  test('steps by arrows, slides, switches and chooses; each edit runs again', async () => {
    await visit({}, async ({ page }) => {
      await untilLive(page);
      const trip = entry(page, 'tripVoltage_V');
      await trip.press('ArrowUp');
      await untilHash(page, withTrip(48.6));
      await trip.press('Shift+ArrowUp');
      await untilHash(page, withTrip(49.6));
      await trip.press('Alt+ArrowDown');
      await untilHash(page, withTrip(49.59));
      expect(await trip.inputValue()).toBe('49.59');
      const slider = page.getByLabel('Time constant, slider');
      const box = await slider.boundingBox();
      if (!box) throw new Error('no slider');
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width * 0.7, box.y + box.height / 2, { steps: 5 });
      await page.mouse.up();
      const slid = await untilAddress(page, ({ settings }) => (settings.overrides.handoffTimeConstant_s ?? 0) > 4e-3);
      await untilHash(page, simulated(slid.settings).hash());
      await page.getByLabel('Find a parameter').fill('Noise');
      await entry(page, 'sensorNoise').uncheck();
      await page.getByLabel('Find a parameter').fill('');
      await entry(page, 'handoffStrategy').selectOption('threshold');
      const chosen = await untilAddress(page, ({ settings }) => settings.overrides.handoffStrategy === 0);
      expect(chosen.settings.overrides.sensorNoise).toBe(0);
      await untilHash(page, simulated(chosen.settings).hash());
    });
  });

  test('leaves the trace before an edit as a ghost and a row in the runs', async () => {
    await visit({}, async ({ page }) => {
      await untilLive(page);
      const before = await runNames(page);
      await type(page, 'cbuDroop_ohm', '5');
      await page.locator('.run.active', { hasText: 'droop 5.0 mΩ' }).waitFor();
      expect(await runNames(page)).toEqual(['droop 5.0 mΩ', ...before]);
      await page.locator('svg.overlay', { hasText: 'before: defaults' }).waitFor();
      expect(await page.locator('.runLine.previous').count()).toBe(1);
    });
  });

  test('undoes and redoes exactly, a series of arrows in one step, and resets one or all', async () => {
    await visit({}, async ({ page }) => {
      await untilLive(page);
      const first = await stateHash(page);
      expect(await button(page, 'Undo').isDisabled()).toBe(true);
      const trip = entry(page, 'tripVoltage_V');
      for (let k = 0; k < 4; k++) await trip.press('ArrowDown');
      await untilHash(page, withTrip(48.1));
      // at once, before the series is over: it is one step all the same
      await trip.press('Control+z');
      await untilHash(page, first);
      expect(await button(page, 'Undo').isDisabled()).toBe(true);
      await button(page, 'Redo').click();
      await untilHash(page, withTrip(48.1));
      await type(page, 'cbuDroop_ohm', '4');
      const both = { tripVoltage_V: 48.1, cbuDroop_ohm: 4e-3 };
      await changed(page, both);
      await page.getByText('2 changed').waitFor();
      await untilHash(page, simulated({ overrides: both }).hash());
      await page.getByLabel('Trip voltage: back to the default').click();
      await untilHash(page, simulated({ overrides: { cbuDroop_ohm: 4e-3 } }).hash());
      await button(page, 'Undo').click();
      await untilHash(page, simulated({ overrides: both }).hash());
      await page.getByRole('button', { name: 'Undo all' }).click();
      await untilHash(page, first);
      await changed(page, {});
      await page.locator('body').press('Control+z');
      await untilHash(page, simulated({ overrides: both }).hash());
      await page.locator('body').press('Control+y');
      await untilHash(page, first);
    });
  });
});
