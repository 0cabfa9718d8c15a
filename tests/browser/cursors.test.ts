import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { fixed, quantityText, timeText } from '../../web/units.ts';
import { addressOf, notice, pointAt, pointOf, timeAt_s, untilAddress, untilLive } from './support/instrument.ts';
import { simulated } from './support/reference.ts';
import { visit } from './support/visit.ts';

const TRIGGER_S = 0.002;
const ROWS = [
  ['busVoltage_V', 1, 2],
  ['psuCurrent_A', 1, 1],
  ['cbuCurrent_A', 1, 1],
  ['bbuCurrent_A', 1, 1],
  ['loadCurrent_A', 1, 1],
  ['capacitorVoltage_V', 1, 2],
  ['packSoc', 100, 2],
] as const;

const cursor = (page: Page, name: 'A' | 'B') => page.getByRole('slider', { name: `Cursor ${name}`, exact: true });
const typed = (page: Page, name: 'A' | 'B') => page.getByLabel(`Cursor ${name}, time from the trigger`);

async function typeTime(page: Page, name: 'A' | 'B', text: string): Promise<void> {
  await typed(page, name).fill(text);
  await typed(page, name).press('Enter');
}

const cells = (page: Page, table: string) =>
  page
    .locator(`${table} tbody tr`)
    .evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent ?? '')));

describe('cursors', () => {
  test('are placed by key at the pointer, by drag, by arrows and by a typed time', async () => {
    await visit({}, async ({ page }) => {
      await untilLive(page);
      const wanted_s = [await timeAt_s(page, 0.4), await timeAt_s(page, 0.7)] as const;
      await pointAt(page, 0.4);
      await page.keyboard.press('a');
      await pointAt(page, 0.7);
      await page.keyboard.press('b');
      const placed = await addressOf(page);
      expect(placed.cursorA_s).toBeCloseTo(wanted_s[0] + TRIGGER_S, 8);
      expect(placed.cursorB_s).toBeCloseTo(wanted_s[1] + TRIGGER_S, 8);

      const aimed_s = await timeAt_s(page, 0.55);
      const from = await pointOf(page, 0.4);
      const to = await pointOf(page, 0.55);
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      await page.mouse.move(to.x, to.y, { steps: 4 });
      await page.mouse.up();
      const dragged = (await addressOf(page)).cursorA_s ?? 0;
      expect(dragged - TRIGGER_S).toBeCloseTo(aimed_s, 6);

      await cursor(page, 'A').focus();
      for (const key of ['ArrowRight', 'ArrowRight', 'Shift+ArrowLeft']) await page.keyboard.press(key);
      expect((await addressOf(page)).cursorA_s).toBeLessThan(dragged);

      await typeTime(page, 'A', '184u');
      await typeTime(page, 'B', '14.36ms');
      await untilAddress(page, ({ cursorA_s, cursorB_s }) => cursorA_s === 0.002184 && cursorB_s === 0.01636);
      await typeTime(page, 'B', 'soon');
      await notice(page).filter({ hasText: 'Cursor B: “soon” is not a time' }).waitFor();
      await typeTime(page, 'B', '3 s');
      await notice(page).filter({ hasText: 'Cursor B: 3.000 s lies outside the run' }).waitFor();
      expect((await addressOf(page)).cursorB_s).toBe(0.01636);
    });
  });

  test('read raw samples, and what lies between them is computed from raw samples', async () => {
    const run = simulated();
    await visit({}, async ({ page }) => {
      await untilLive(page);
      for (const [a, b] of [
        [184, 14_360],
        [2500, 9000],
      ] as const) {
        await typeTime(page, 'A', `${a}u`);
        await typeTime(page, 'B', `${b}u`);
        const ticks = [a + 2000, b + 2000] as const;
        const dt_s = (b - a) * 1e-6;
        const expected = [
          ['', '', timeText(dt_s)],
          ['', '', `${fixed(1 / dt_s, 1)}\u00a0Hz`],
          ...ROWS.map(([channel, factor, decimals]) => {
            const [vA, vB] = ticks.map((tick) => (run.raw(channel, tick, 1)[0] as number) * factor) as [number, number];
            const difference = fixed(vB - vA, decimals);
            return [fixed(vA, decimals), fixed(vB, decimals), vB - vA > 0 && Number(difference) !== 0 ? `+${difference}` : difference];
          }),
        ];
        await expect.poll(() => cells(page, 'table.cursors')).toEqual(expected);
        await expect.poll(async () => (await cells(page, '[aria-label="From A to B"] table')).flat()).toEqual(between(run, ...ticks));
      }
    });
  });
});

/** Bus RMS, minimum and maximum, rise and slew of the battery, charge and energy of the capacitor, as they are written. */
function between(run: ReturnType<typeof simulated>, from: number, to: number): string[] {
  const count = to - from + 1;
  const bus_V = [...run.raw('busVoltage_V', from, count)];
  const shelf_V = [...run.raw('busVoltageS_V', from, count)];
  const capacitor_A = [...run.raw('cbuCurrent_A', from, count)];
  const battery_A = [...run.raw('bbuCurrent_A', from, count)];
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  const base_A = battery_A[0] as number;
  const rise_A = Math.max(...battery_A) - base_A;
  const reaches = (part: number) => battery_A.findIndex((value) => value >= base_A + part * rise_A);
  const slews = battery_A.slice(100).map((value, n) => Math.abs(value - (battery_A[n] as number)) / 100e-6);
  return [
    `${fixed(Math.sqrt(sum(bus_V.map((v) => v * v)) / count), 3)}\u00a0V`,
    `${fixed(Math.min(...bus_V), 3)}\u00a0V`,
    `${fixed(Math.max(...bus_V), 3)}\u00a0V`,
    timeText((reaches(0.9) - reaches(0.1)) * 1e-6),
    quantityText(Math.max(...slews), 'A/s'),
    quantityText(sum(capacitor_A) * 1e-6, 'C'),
    quantityText(sum(capacitor_A.map((current, n) => current * (shelf_V[n] as number))) * 1e-6, 'J'),
  ];
}
