import { text } from 'node:stream/consumers';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { csvSamples } from '../../host/output/csv.ts';
import { channelNames } from '../../host/simulation.ts';
import type { Settings } from '../../web/settings.ts';
import { addressOf, button, hashFor, notice, settingsOf, untilHash, untilLive } from './support/instrument.ts';
import { simulated } from './support/reference.ts';
import { address, visit } from './support/visit.ts';

/** The file that an item of the export menu gives. */
async function exported(page: Page, item: string): Promise<string> {
  await button(page, 'Export').click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: item }).click()]);
  expect(download.suggestedFilename()).toMatch(/^psu-trip-handoff-[0-9a-f]{8}\.csv$/);
  return text(await download.createReadStream());
}

/** It is the file that the command line writes of the same stretch of the same run. */
function compare(file: string, settings: Partial<Settings>, from_tick: number, to_tick: number): void {
  const pieces: string[] = [];
  csvSamples({ channels: channelNames, from_tick, to_tick }, (piece) => pieces.push(piece)).collect(simulated(settings));
  const wanted = pieces.join('');
  expect(file.slice(0, 200)).toBe(wanted.slice(0, 200));
  expect(file === wanted).toBe(true);
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
