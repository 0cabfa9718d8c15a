import { text } from 'node:stream/consumers';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { waveNames } from '../../host/trace.ts';
import type { Settings } from '../../web/settings.ts';
import { addressOf, button, hashFor, notice, settingsOf, untilHash, untilLive } from './support/instrument.ts';
import { simulated } from './support/reference.ts';
import { address, visit } from './support/visit.ts';

/** The lines of a file that the export menu gives. */
async function exported(page: Page, item: string): Promise<string[]> {
  await button(page, 'Export').click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: item }).click()]);
  expect(download.suggestedFilename()).toMatch(/^psu-trip-handoff-[0-9a-f]{8}\.csv$/);
  return (await text(await download.createReadStream())).trimEnd().split('\n');
}

/** Compares every sample of lines that begin at a tick with those of a run in Node, to the last bit. */
function compare(lines: readonly string[], settings: Partial<Settings>, from_tick: number, to_tick: number): void {
  const run = simulated(settings);
  const count = to_tick - from_tick + 1;
  expect(lines[0]).toBe(`time_s,${waveNames.join()}`);
  expect(lines.length - 1).toBe(count);
  const waves = waveNames.map((name) => run.raw(name, from_tick, count));
  let different = 0;
  for (let n = 0; n < count; n++) {
    const fields = (lines[n + 1] as string).split(',').map(Number);
    if (Math.round((fields[0] as number) * 1e6) !== from_tick + n - 2000) different++;
    for (const [k, wave] of waves.entries()) if (Math.fround(fields[k + 1] as number) !== wave[n]) different++;
  }
  expect(different).toBe(0);
}

describe('what can be taken away', () => {
  test('CSV of the window and of the whole run holds the raw samples, bit for bit', async () => {
    const overrides = { cbuDroop_ohm: 4e-3 };
    const window = { t0_s: 0.0019, t1_s: 0.0047 };
    await visit({ hash: await hashFor({ overrides }, { window }) }, async ({ page }) => {
      await untilLive(page);
      compare(await exported(page, 'CSV of the visible window'), { overrides }, 1900, 4700);
      compare(await exported(page, 'CSV of the whole run'), { overrides }, 0, 202_000);
    });
  });

  test('an address gives the same run, view and cursors to somebody else', async () => {
    const wanted = {
      settings: settingsOf({ scenario: 'orv3-ac-loss', variant: 2, seed: 7, overrides: { tripVoltage_V: 48.4 } }),
      window: { t0_s: 0.0119, t1_s: 0.0153 },
      cursorA_s: 0.0131,
      cursorB_s: 0.0142,
      timeAxis: 'linear' as const,
    };
    const run = simulated(wanted.settings);
    const permissions = ['clipboard-read', 'clipboard-write'];
    const copied = await visit({ hash: await hashFor(wanted.settings, wanted), permissions }, async ({ page }) => {
      await untilLive(page);
      await untilHash(page, run.hash());
      expect(await addressOf(page)).toEqual(wanted);
      await button(page, 'Share').click();
      await notice(page).filter({ hasText: 'is in the clipboard' }).waitFor();
      return page.evaluate(() => navigator.clipboard.readText());
    });
    expect(copied.startsWith(address)).toBe(true);
    await visit({ hash: copied.slice(address.length) }, async ({ page }) => {
      await untilLive(page);
      await untilHash(page, run.hash());
      expect(await addressOf(page)).toEqual(wanted);
    });
    // typed over another page: another scenario brings its own view along
    await visit({}, async ({ page }) => {
      await untilLive(page);
      await page.evaluate((to) => location.assign(to), copied);
      await untilHash(page, run.hash());
      expect(await addressOf(page)).toEqual(wanted);
    });
  });
});
