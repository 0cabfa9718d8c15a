import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { fixed, timeText } from '../../web/units.ts';
import { addressOf, hashFor, pointAt, pointOf, timeAt_s, untilLive } from './support/instrument.ts';
import { busPixels } from './support/pixels.ts';
import { simulated } from './support/reference.ts';
import { visit } from './support/visit.ts';

const TRIGGER_S = 0.002;
const END_S = 0.202;

async function windowOf(page: Page): Promise<readonly [number, number]> {
  const { window } = await addressOf(page);
  if (!window) throw new Error('there is no view');
  return [window.t0_s, window.t1_s];
}

async function drag(page: Page, from: number, to: number): Promise<void> {
  await pointAt(page, from);
  await page.mouse.down();
  const { x, y } = await pointOf(page, to);
  await page.mouse.move(x, y, { steps: 5 });
  await page.mouse.up();
}

describe('the view', () => {
  test('zooms by box, wheel and keys, pans, and goes back step by step', async () => {
    await visit({}, async ({ page }) => {
      await untilLive(page);
      const first = await windowOf(page);
      const [left_s, right_s] = [await timeAt_s(page, 0.3), await timeAt_s(page, 0.6)];
      await drag(page, 0.3, 0.6);
      const boxed = await windowOf(page);
      // within a pixel, which here is a fiftieth of the time from the trigger
      expect((boxed[0] - TRIGGER_S) / left_s).toBeCloseTo(1, 1);
      expect((boxed[1] - TRIGGER_S) / right_s).toBeCloseTo(1, 1);

      const under_s = await timeAt_s(page, 0.25);
      await pointAt(page, 0.25);
      for (let notch = 0; notch < 3; notch++) await page.mouse.wheel(0, -120);
      const wheeled = await windowOf(page);
      expect(wheeled[1] - wheeled[0]).toBeLessThan(0.8 * (boxed[1] - boxed[0]));
      expect(await timeAt_s(page, 0.25)).toBeCloseTo(under_s, 7);

      await page.keyboard.down('Shift');
      await drag(page, 0.5, 0.4);
      await page.keyboard.up('Shift');
      const panned = await windowOf(page);
      expect(panned[0]).toBeGreaterThan(wheeled[0]);
      expect(panned[1]).toBeGreaterThan(wheeled[1]);

      await page.keyboard.press('+');
      const closer = await windowOf(page);
      expect(closer[1] - closer[0]).toBeLessThan(panned[1] - panned[0]);
      await page.keyboard.press('-');
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('ArrowLeft');
      const left = await windowOf(page);
      expect(left[0]).toBeLessThan(panned[0]);

      await page.keyboard.press('0');
      expect(await windowOf(page)).toEqual([0, END_S]);
      await page.keyboard.press('z');
      const { cursorA_s, cursorB_s } = await addressOf(page);
      expect(await windowOf(page)).toEqual([cursorA_s, cursorB_s]);

      // back: cursors, whole run, both arrows, minus, plus, pan, the notches together, box
      await page.keyboard.press('Backspace');
      expect(await windowOf(page)).toEqual([0, END_S]);
      await page.keyboard.press('Backspace');
      expect(await windowOf(page)).toEqual(left);
      for (let k = 0; k < 3; k++) await page.keyboard.press('Backspace');
      expect(await windowOf(page)).toEqual(panned);
      await page.keyboard.press('Backspace');
      expect(await windowOf(page)).toEqual(wheeled);
      await page.keyboard.press('Backspace');
      expect(await windowOf(page)).toEqual(boxed);
      for (let k = 0; k < 2; k++) await page.keyboard.press('Backspace');
      expect(await windowOf(page)).toEqual(first);
    });
  });

  test('is logarithmic or linear', async () => {
    await visit({}, async ({ page }) => {
      await untilLive(page);
      const middle_s = await timeAt_s(page, 0.5);
      await page.keyboard.press('l');
      expect((await addressOf(page)).timeAxis).toBe('linear');
      expect(await timeAt_s(page, 0.5)).toBeGreaterThan(50 * middle_s);
      await page.getByRole('button', { name: 'Log', exact: true }).click();
      expect(await timeAt_s(page, 0.5)).toBeCloseTo(middle_s, 6);
    });
  });

  test('shows the lowest sample at every zoom', async () => {
    const run = simulated();
    const lowest_s = (run.metrics().busVoltageMinAt_s as number) + TRIGGER_S;
    for (const timeAxis of ['log', 'linear'] as const)
      await visit({ hash: await hashFor({}, { timeAxis }) }, async ({ page }) => {
        await untilLive(page);
        for (const half_s of [1, 5e-2, 1e-3, 50e-6, 4e-6]) {
          const window = { t0_s: Math.max(0, lowest_s - half_s), t1_s: Math.min(END_S, lowest_s + 1.1 * half_s) };
          const hash = await hashFor({}, { timeAxis, window });
          await page.evaluate((to) => location.assign(to), hash);
          // the circle of the margin stands on the metric, the trace on the recorder's columns
          await expect
            .poll(async () => {
              const circle = page.locator('.margin circle');
              const [x, y] = [Number(await circle.getAttribute('cx')), Number(await circle.getAttribute('cy'))];
              const { columns } = await busPixels(page);
              const near = columns.slice(Math.max(0, Math.floor(x) - 1), Math.floor(x) + 2).flatMap((column) => column ?? []);
              return Math.abs(Math.max(...near.map(({ bottom }) => bottom)) + 0.5 - y);
            })
            .toBeLessThan(2.5);
        }
      });
  });

  test('says when the baseline leaves the window, the same at every zoom', async () => {
    const bus_V = simulated({ variant: 1 }).raw('busVoltage_V', 0, 202_000);
    const words = `battery only: fails at ${timeText(bus_V.findIndex((v) => v < 46) * 1e-6 - TRIGGER_S)}`;
    await visit({}, async ({ page }) => {
      await untilLive(page);
      const said = () => page.locator('.ghostFailure text').textContent();
      await expect.poll(said).toBe(words);
      await page.keyboard.press('l');
      await page.keyboard.press('0');
      await expect.poll(said).toBe(words);
      // and a click goes there
      await page.locator('.ghostFailure').click();
      const [from_s, to_s] = await windowOf(page);
      expect(to_s - from_s).toBeCloseTo(6e-4, 6);
    });
  });

  test('of a few samples shows each of them, in the table too', async () => {
    const run = simulated();
    const window = { t0_s: 0.0021, t1_s: 0.00211 };
    await visit({ hash: await hashFor({}, { window, timeAxis: 'linear' }) }, async ({ page }) => {
      await untilLive(page);
      await page.locator('.scope').press('t');
      const rows = page.locator('dialog.dataTable tbody tr');
      await rows.first().waitFor();
      const shown = new Map<string, string>();
      for (let part = 0; part < 10; part++) {
        if (part > 0) await page.getByRole('button', { name: 'Later' }).click();
        for (const [time, value] of await rows.evaluateAll((all) =>
          all.map((row) => [...row.children].slice(0, 2).map((cell) => cell.textContent ?? '') as [string, string]),
        ))
          shown.set(time, value);
      }
      const samples = run.raw('busVoltage_V', 2100, 10);
      for (const [k, sample] of [...samples].entries()) expect(shown.get(timeText(1e-4 + k * 1e-6))).toBe(fixed(sample, 2));
      await page.keyboard.press('Escape');
      await expect.poll(() => page.locator('dialog.dataTable').count()).toBe(0);
    });
  });

  test('the table holds the extremes of the raw samples', async () => {
    const run = simulated();
    await visit({}, async ({ page }) => {
      await untilLive(page);
      await page.locator('.scope').press('t');
      let low = Number.POSITIVE_INFINITY;
      for (let part = 0; part < 10; part++) {
        if (part > 0) await page.getByRole('button', { name: 'Later' }).click();
        const texts = await page.locator('dialog.dataTable tbody td:nth-child(2)').allTextContents();
        low = Math.min(low, ...texts.map((text) => Number(text.split(' … ')[0])));
      }
      expect(fixed(low, 2)).toBe(
        fixed(
          run.raw('busVoltage_V', 1800, 200_200).reduce((a, b) => Math.min(a, b)),
          2,
        ),
      );
    });
  });
});
