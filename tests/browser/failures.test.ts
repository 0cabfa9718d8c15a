import { readFileSync } from 'node:fs';
import binaryen from 'binaryen';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { badge, button, notice, now_s, pointAt, runNames, type, untilHash, untilLive, word } from './support/instrument.ts';
import { simulated } from './support/reference.ts';
import { visit } from './support/visit.ts';

const wasm = new URL('../../build/ridethrough.wasm', import.meta.url);
/** Where the sabotaged simulation fails, ticks. */
const TRAP_TICK = 5000;

/** The built simulation, but for an `unreachable` where `run` reaches a certain tick. */
function sabotaged(): Buffer {
  const module = binaryen.readBinary(readFileSync(wasm));
  const named = (name: string) => binaryen.getExportInfo(module.getExport(name)).value;
  const { f64, local } = module;
  // so many ticks at most, then the trap
  const left = f64.sub(f64.const(TRAP_TICK), module.call(named('tick'), [], binaryen.f64));
  module.addFunction(
    'sabotaged',
    binaryen.createType([binaryen.f64]),
    binaryen.none,
    [],
    module.if(
      f64.gt(local.get(0, binaryen.f64), left),
      module.block(null, [module.call(named('run'), [left], binaryen.none), module.unreachable()]),
      module.call(named('run'), [local.get(0, binaryen.f64)], binaryen.none),
    ),
  );
  module.removeExport('run');
  module.addFunctionExport('sabotaged', 'run');
  const bytes = Buffer.from(module.emitBinary());
  module.dispose();
  return bytes;
}

const view = (page: Page) => page.locator('.overview .window').getAttribute('aria-valuetext');

async function recordedStays(page: Page, sentence: string): Promise<void> {
  await expect.poll(() => badge(page).textContent()).toContain(sentence);
  expect(await word(page).textContent()).toBe('PASS');
  expect(await button(page, 'Run').isDisabled()).toBe(true);
  const before = await view(page);
  await pointAt(page, 0.5);
  await page.mouse.wheel(0, -300);
  await expect.poll(() => view(page)).not.toBe(before);
  await page.keyboard.press('a');
  await page.getByRole('slider', { name: 'Cursor A', exact: true }).waitFor();
  await expect.poll(() => page.locator('table.cursors tbody tr:nth-child(3) td').first().textContent()).toMatch(/^4\d\.\d\d$/);
}

describe('when something is missing or fails', () => {
  test('without WebAssembly the recorded result stays, and zoom and cursors work', async () => {
    const before = ({ page }: { page: Page }) => page.addInitScript(() => Reflect.deleteProperty(window, 'WebAssembly'));
    await visit({ before }, async ({ page }) => {
      await recordedStays(page, 'this browser has no WebAssembly');
    });
  });

  test('with a simulation that cannot be loaded the recorded result stays, and zoom and cursors work', async () => {
    await visit(
      {
        before: ({ context }) => context.route('**/*.wasm', (route) => route.fulfill({ status: 404, body: 'not found' })),
        expected: /404/,
      },
      async ({ page }) => {
        await recordedStays(page, 'the simulation could not be loaded');
        expect(await notice(page).textContent()).toBe('The simulation could not be loaded: its file did not come (404)');
      },
    );
  });

  test('a trap stops the run at its last good sample, offers a report, and leaves the page usable', async () => {
    const bytes = sabotaged();
    const permissions = ['clipboard-read', 'clipboard-write'];
    const before = ({ page }: { page: Page }) =>
      page.route('**/*.wasm', (route) => route.fulfill({ body: bytes, contentType: 'application/wasm' }));
    await visit({ before, permissions }, async ({ page }) => {
      await notice(page).waitFor();
      expect(await notice(page).textContent()).toMatch(
        /^The simulation stopped at 5\.000 ms: .*unreachable.*The samples up to there are kept\.$/,
      );
      expect(await word(page).textContent()).toBe('STOPPED');
      expect(await now_s(page)).toBeCloseTo(TRAP_TICK * 1e-6, 9);
      await button(page, 'Copy report').click();
      const report = await page.evaluate(() => navigator.clipboard.readText());
      expect(report).toContain('"scenario":"psu-trip-handoff"');
      expect(report).toContain('Browser: Mozilla');
      // what was simulated is still there
      const run = simulated({}, TRAP_TICK);
      const time = page.getByLabel('Cursor A, time from the trigger');
      await time.fill('2.5ms');
      await time.press('Enter');
      const bus_V = run.raw('busVoltage_V', 4500, 1)[0] as number;
      await expect.poll(() => page.locator('table.cursors tbody tr:nth-child(3) td').first().textContent()).toBe(bus_V.toFixed(2));
      // and the page goes on: another run fails at the same place, and says so again
      await page.locator('.notice').getByLabel('Close').click();
      await type(page, 'tripVoltage_V', '48.9');
      await notice(page).filter({ hasText: '5.000 ms' }).waitFor();
      expect((await runNames(page))[0]).toBe('trip voltage 48.9 V');
    });
  });

  test('a run that fails its verdict says which limit, and by how much', async () => {
    await visit({}, async ({ page }) => {
      await untilLive(page);
      await type(page, 'cbuCurrentLimit_A', '150');
      const { hash, metrics } = ((run) => ({ hash: run.hash(), metrics: run.metrics() }))(
        simulated({ overrides: { cbuCurrentLimit_A: 150 } }),
      );
      await untilHash(page, hash);
      await page.locator('.verdictWord.fail').waitFor();
      expect(await page.locator('.verdictWord').textContent()).toMatch(/^FAILFails: /);
      expect(await page.locator('.figure').nth(1).textContent()).toContain((metrics.busVoltageMin_V as number).toFixed(2));
    });
  });
});
