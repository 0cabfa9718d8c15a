import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { addressOf, badge, pointAt, untilLive, word } from './support/instrument.ts';
import { address, visit } from './support/visit.ts';

const assets = new URL('../../build/web/', import.meta.url);

/** Bytes of the built files of a kind as they travel. */
function transferred_bytes(kind: string): number {
  const names = readdirSync(assets, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(kind));
  return names.reduce((sum, name) => sum + gzipSync(readFileSync(new URL(name, assets)), { level: 9 }).length, 0);
}

/** Milliseconds from the start of the navigation. */
const clock_ms = (page: Page) => page.evaluate(() => performance.now());

const spanOf = async (page: Page) => page.locator('.overview .window').getAttribute('aria-valuetext');

describe('the first visit', () => {
  test('shows a result that can be read and zoomed within 2 s, then runs it to the same bits', async () => {
    await visit({}, async ({ page, requested }) => {
      await page.locator('.verdictWord.pass b').waitFor();
      expect(await page.locator('.figures .figure dd').allTextContents()).toEqual(
        expect.arrayContaining([expect.stringMatching(/^\+\d\.\d\d/)]),
      );
      await page.locator('.overview .overviewTrace[d^="M"]').waitFor({ state: 'attached' });
      const before = await spanOf(page);
      await pointAt(page, 0.5);
      await page.mouse.wheel(0, -300);
      await expect.poll(() => spanOf(page), { interval: 10 }).not.toBe(before);
      const readable_ms = await clock_ms(page);
      await untilLive(page);
      const live_ms = await clock_ms(page);
      expect(await badge(page).textContent()).toBe('Live: hash agrees with the recorded result');
      expect(await word(page).textContent()).toBe('PASS');
      expect(requested.filter((url) => !url.startsWith(address))).toEqual([]);
      console.log(`readable and zoomed ${readable_ms.toFixed(0)} ms, live ${live_ms.toFixed(0)} ms after the navigation`);
      expect(readable_ms).toBeLessThan(2000);
    });
  });

  test('transfers at most 100 KB of JavaScript and 80 KB of WebAssembly', () => {
    const script_bytes = transferred_bytes('.js');
    const wasm_bytes = transferred_bytes('.wasm');
    console.log(`JavaScript ${script_bytes} bytes, WebAssembly ${wasm_bytes} bytes, gzip`);
    expect(script_bytes).toBeLessThanOrEqual(102_400);
    expect(wasm_bytes).toBeLessThanOrEqual(81_920);
  });

  test('works in a browser whose language is no language', async () => {
    await visit({ locale: 'en-US@posix' }, async ({ page }) => {
      await untilLive(page);
      expect((await addressOf(page)).settings.scenario).toBe('psu-trip-handoff');
    });
  });
});
