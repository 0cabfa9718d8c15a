import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { serve } from '../../host/serve.ts';
import { badge, button, type, untilHash, untilLive } from './support/instrument.ts';
import { simulated } from './support/reference.ts';
import { visit } from './support/visit.ts';

test('after the first visit the page works without its server', async () => {
  const server = await serve({});
  let closed = false;
  const close = async () => {
    if (!closed) await server.close();
    closed = true;
  };
  try {
    await visit({ at: server.address, expected: /ERR_CONNECTION_REFUSED|ERR_FAILED/ }, async ({ page }) => {
      await untilLive(page);
      const kept = () => page.evaluate(async () => (await (await caches.open('ridethrough-1')).keys()).map(({ url }) => url));
      // the page and all it has, what it loads later too
      const all = readdirSync(new URL('../../build/web/assets/', import.meta.url))
        .filter((name) => !name.endsWith('.br'))
        .map((name) => `${server.address}assets/${name}`);
      const missing = async () => {
        const there = await kept();
        return [server.address, ...all].filter((url) => !there.includes(url));
      };
      await expect.poll(missing).toEqual([]);
      await close();
      await page.reload();
      await untilLive(page);
      expect(await badge(page).textContent()).toBe('Live: hash agrees with the recorded result');
      await type(page, 'tripVoltage_V', '48.9');
      await untilHash(page, simulated({ overrides: { tripVoltage_V: 48.9 } }).hash());
      await page.locator('.parameterHelp').filter({ hasText: 'A battery module starts when the bus stays below it' }).waitFor();
      await page.keyboard.press('Escape');
      await button(page, 'Help').click();
      await page.locator('dialog.help[open]').waitFor();
      await page.keyboard.press('Escape');
      await button(page, 'Events').click();
      await page.locator('.eventLog td').filter({ hasText: 'IT gear input window' }).first().waitFor();
    });
  } finally {
    await close();
  }
});
