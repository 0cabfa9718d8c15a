import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { button, hashFor, now_s, untilHash, untilLive } from './support/instrument.ts';
import { drawnColumns } from './support/pixels.ts';
import { simulated } from './support/reference.ts';
import { visit } from './support/visit.ts';

/** Counts what the page sends to its worker and the pictures it asks for; pictures can be held back. */
async function counted(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const counts = { messages: 0, pictures: 0, held: null as (() => void)[] | null };
    Object.assign(window, { counts });
    for (const { prototype } of [MessagePort, Worker]) {
      const send = prototype.postMessage as (...given: unknown[]) => void;
      prototype.postMessage = function (this: MessagePort & Worker, ...given: unknown[]) {
        counts.messages++;
        send.apply(this, given);
      };
    }
    const ask = requestAnimationFrame;
    window.requestAnimationFrame = (draw) => {
      counts.pictures++;
      if (!counts.held) return ask(draw);
      return counts.held.push(() => ask(draw));
    };
  });
}

type Counted = Window & { counts: { messages: number; pictures: number; held: (() => void)[] | null } };

/** Messages and pictures within some time. */
const within = (page: Page, time_ms: number) =>
  page.evaluate(async (ms) => {
    const { counts } = window as unknown as Counted;
    const before = { ...counts };
    await new Promise((resolve) => setTimeout(resolve, ms));
    return { messages: counts.messages - before.messages, pictures: counts.pictures - before.pictures };
  }, time_ms);

/** Time from picture to picture, ms, sorted. */
const intervals = (page: Page, time_ms: number) =>
  page.evaluate(async (ms) => {
    const seen: number[] = [];
    const end = performance.now() + ms;
    let last = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
    while (performance.now() < end) {
      const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
      seen.push(now - last);
      last = now;
    }
    return seen.sort((a, b) => a - b);
  }, time_ms);

/** From the start at a part of real time. */
async function runSlowly(page: Page, speed: string): Promise<void> {
  await page.getByLabel('Speed').selectOption(speed);
  await button(page, 'Rewind').click();
  await expect.poll(() => now_s(page)).toBe(0);
  await button(page, 'Run').click();
}

describe('a run that streams', () => {
  test('keeps 34 ms a picture at the 95th percentile, and its traces grow', async () => {
    await visit({}, async ({ page }) => {
      await untilLive(page);
      let p95_ms = Number.POSITIVE_INFINITY;
      // other work on the machine is no property of the page: the best of three
      for (let attempt = 0; attempt < 3 && p95_ms > 34; attempt++) {
        await runSlowly(page, '0.01');
        await expect.poll(() => drawnColumns(page)).toBeGreaterThan(20);
        const early = await drawnColumns(page);
        const seen = await intervals(page, 3000);
        p95_ms = seen[Math.floor(0.95 * seen.length)] as number;
        const median_ms = seen[seen.length >> 1] as number;
        console.log(`picture to picture: median ${median_ms.toFixed(1)} ms, p95 ${p95_ms.toFixed(1)} ms of ${seen.length}`);
        expect(await drawnColumns(page)).toBeGreaterThan(early + 50);
        await button(page, 'Pause').click();
      }
      expect(p95_ms).toBeLessThanOrEqual(34);
    });
  });

  test('follows real time at the speed that was chosen', async () => {
    await visit({}, async ({ page }) => {
      await untilLive(page);
      await runSlowly(page, '0.01');
      await expect.poll(() => now_s(page), { interval: 10 }).toBeGreaterThan(0.002);
      const [from_s, from_ms] = [await now_s(page), performance.now()];
      await expect.poll(() => now_s(page), { interval: 10 }).toBeGreaterThan(from_s + 0.01);
      const factor = (await now_s(page)) - from_s;
      expect(factor / ((performance.now() - from_ms) * 1e-3)).toBeCloseTo(0.01, 2);
      await button(page, 'Pause').click();
    });
  });

  test('five minutes pass in coarse time, and stop within 100 ms of Pause', { timeout: 60_000 }, async () => {
    const end = simulated({ scenario: 'long-outage' }).hash();
    await visit({ hash: await hashFor({ scenario: 'long-outage' }) }, async ({ page }) => {
      await untilHash(page, end, 30_000);
      const stops_ms: number[] = [];
      // in the settling after the trip, where time is fine, and in the middle of coarse time
      for (const from_s of [2, 5.1, 40]) {
        await page.keyboard.press('Home');
        await expect.poll(() => now_s(page)).toBe(0);
        stops_ms.push(
          await page.evaluate(async (from) => {
            const clock_s = () => {
              const [text = '0', unit] = (document.querySelector('.statusBar span em')?.textContent ?? '').split(' ');
              return Number(text) * (unit === 'ms' ? 1e-3 : 1);
            };
            const press = (name: string) =>
              [...document.querySelectorAll('button')].find((each) => (each.ariaLabel ?? each.textContent)?.trim() === name)?.click();
            const until = async (holds: () => boolean) => {
              while (!holds()) await new Promise((go) => setTimeout(go, 1));
            };
            press('Run');
            await until(() => clock_s() > from);
            const begun_ms = performance.now();
            press('Pause');
            await until(() => document.querySelector('.verdictWord b')?.textContent === 'PAUSED');
            return performance.now() - begun_ms;
          }, from_s),
        );
      }
      const begun_ms = performance.now();
      await button(page, 'Run').click();
      await untilHash(page, end, 30_000);
      console.log(
        `Pause after ${stops_ms.map((ms) => ms.toFixed(0)).join(', ')} ms; the rest of 305 s in ${(performance.now() - begun_ms).toFixed(0)} ms`,
      );
      expect(Math.max(...stops_ms)).toBeLessThan(100);
    });
  });

  test('moves nothing when it stands, and asks for nothing while no picture is drawn', async () => {
    await visit({ before: ({ page }) => counted(page) }, async ({ page }) => {
      await untilLive(page);
      await runSlowly(page, '0.001');
      await expect.poll(async () => (await within(page, 100)).messages).toBeGreaterThan(0);
      await button(page, 'Pause').click();
      await page.locator('.verdictWord b', { hasText: 'PAUSED' }).waitFor();
      await expect.poll(() => within(page, 400)).toEqual({ messages: 0, pictures: 0 });
      await button(page, 'Run').click();
      // as in a hidden page: the browser draws no pictures
      await page.evaluate(() => {
        (window as unknown as Counted).counts.held = [];
      });
      await expect.poll(() => within(page, 400)).toEqual({ messages: 0, pictures: 0 });
      const held_s = await now_s(page);
      await page.evaluate(() => {
        const { counts } = window as unknown as Counted;
        const held = counts.held ?? [];
        counts.held = null;
        for (const release of held) release();
      });
      await expect.poll(() => now_s(page)).toBeGreaterThan(held_s);
    });
  });
});
