import { describe, expect, test } from 'vitest';
import { entry, untilAddress, untilHash, untilLive } from './support/instrument.ts';
import { simulated } from './support/reference.ts';
import { visit } from './support/visit.ts';

describe('a threshold on the plot', () => {
  test('is dragged: the field follows, the run is made again, and one step undoes it', async () => {
    await visit({}, async ({ page }) => {
      await untilLive(page);
      const line = page.getByLabel('Trip voltage, line on the plot');
      const reach = await line.locator('.reach').boundingBox();
      if (!reach) throw new Error('no line');
      await page.mouse.move(reach.x + 30, reach.y + 4);
      await page.mouse.down();
      await page.mouse.move(reach.x + 30, reach.y + 14, { steps: 6 });
      expect(await page.locator('.row.focused').getAttribute('data-parameter')).toBe('tripVoltage_V');
      await page.mouse.up();
      const { settings } = await untilAddress(page, (found) => (found.settings.overrides.tripVoltage_V ?? 50) < 48.4);
      const trip_V = settings.overrides.tripVoltage_V as number;
      expect(trip_V).toBeGreaterThan(47);
      expect(Number(await entry(page, 'tripVoltage_V').inputValue())).toBe(trip_V);
      expect(await line.getAttribute('aria-valuenow')).toBe(String(trip_V));
      await untilHash(page, simulated(settings).hash());
      // one more row, not one for every place on the way
      await page.locator('.run.active', { hasText: '2 this run' }).waitFor();
      await page.keyboard.press('Control+z');
      await untilHash(page, simulated().hash());
    });
  });

  test('is moved by arrows, and one step undoes the series', async () => {
    await visit({}, async ({ page }) => {
      await untilLive(page);
      const line = page.getByLabel('Engage voltage, line on the plot');
      await line.focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Shift+ArrowDown');
      await page.keyboard.press('Alt+ArrowUp');
      expect(await entry(page, 'cbuEngage_V').inputValue()).toBe('47.91');
      await untilHash(page, simulated({ overrides: { cbuEngage_V: 47.91 } }).hash());
      // one series, one step
      await page.keyboard.press('Control+z');
      await untilHash(page, simulated().hash());
    });
  });
});
