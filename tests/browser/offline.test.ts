import { expect, test } from 'vitest';
import { serve } from '../../host/serve.ts';
import { badge, type, untilHash, untilLive } from './support/instrument.ts';
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
      // page, style, script, worker, simulation, recorded result
      await expect.poll(async () => (await kept()).filter((url) => /\/$|\.(css|js|wasm|json)$/.test(url)).length).toBe(6);
      await close();
      await page.reload();
      await untilLive(page);
      expect(await badge(page).textContent()).toBe('Live: hash agrees with the recorded result');
      await type(page, 'tripVoltage_V', '48.9');
      await untilHash(page, simulated({ overrides: { tripVoltage_V: 48.9 } }).hash());
    });
  } finally {
    await close();
  }
});
