import { readdirSync, readFileSync, statSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { parameters } from '../../host/parameters.ts';
import { presets, scenarios } from '../../host/scenario.ts';
import { addressOf, badge, pointAt, untilLive, word } from './support/instrument.ts';
import { address, visit } from './support/visit.ts';

const assets = new URL('../../build/web/', import.meta.url);

const textOf = (name: string) => readFileSync(new URL(name, assets), 'utf8');
const built = (kind: string) => readdirSync(assets, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(kind));

/** Bytes of built files as they travel: in Brotli, as the build leaves them and the server sends them. */
const transferred_bytes = (names: readonly string[]): number =>
  names.reduce((sum, name) => sum + statSync(new URL(`${name}.br`, assets)).size, 0);

/** Scripts of the page until it runs: what its HTML names, what that imports at once, and the worker. */
function firstScripts(): string[] {
  const found = [...textOf('index.html').matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map(([, name]) => name as string);
  for (const name of found) {
    const text = textOf(name);
    const imported = [...text.matchAll(/\b(?:from|import)\s*["']\.\/([^"']+\.js)["']/g), ...text.matchAll(/\b(worker-[\w-]+\.js)/g)];
    for (const [, file] of imported) if (!found.includes(`assets/${file}`)) found.push(`assets/${file}`);
  }
  return found;
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

  test('transfers at most 100 KB of JavaScript and 80 KB of WebAssembly, the rest after it', () => {
    const first = firstScripts();
    expect(first.some((name) => name.includes('worker'))).toBe(true);
    const first_bytes = transferred_bytes(first);
    const wasm_bytes = transferred_bytes(built('.wasm'));
    console.log(
      `JavaScript ${first_bytes} bytes until the page runs, ${transferred_bytes(built('.js'))} in all; WebAssembly ${wasm_bytes} bytes; Brotli`,
    );
    expect(first_bytes).toBeLessThanOrEqual(102_400);
    expect(wasm_bytes).toBeLessThanOrEqual(81_920);
  });

  test('is sent in Brotli', async () => {
    const encodings = new Map<string, string | undefined>();
    const before = async ({ context }: { context: BrowserContext }) => {
      context.on('response', (response) => encodings.set(new URL(response.url()).pathname, response.headers()['content-encoding']));
    };
    await visit({ before }, async ({ page }) => {
      await untilLive(page);
    });
    const code = [...encodings].filter(([path]) => /\.(js|wasm)$/.test(path));
    expect(code.some(([path]) => path.endsWith('.wasm'))).toBe(true);
    expect(code.filter(([, encoding]) => encoding !== 'br')).toEqual([]);
  });

  test('brings no text of the tables but labels: what parameters mean and where limits come from is the rest', () => {
    const first = firstScripts().map(textOf).join();
    const texts = [
      ...Object.values(parameters).map(({ doc }) => doc),
      ...Object.values(scenarios).flatMap(({ about, verdicts }) => [about, ...verdicts.map(({ source }) => source)]),
      ...Object.values(presets).map(({ about }) => about),
    ].filter((text) => text.length > 20);
    expect(texts.length).toBeGreaterThan(100);
    expect(texts.filter((text) => first.includes(text))).toEqual([]);
    const worker = textOf(firstScripts().find((name) => name.includes('worker')) as string);
    expect(Object.values(parameters).filter(({ label }) => label.length > 12 && worker.includes(label))).toEqual([]);
  });

  test('works in a browser whose language is no language', async () => {
    await visit({ locale: 'en-US@posix' }, async ({ page }) => {
      await untilLive(page);
      expect((await addressOf(page)).settings.scenario).toBe('psu-trip-handoff');
    });
  });
});
