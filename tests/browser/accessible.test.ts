import { describe, expect, test } from 'vitest';
import { button, entry, untilHash, untilLive, word } from './support/instrument.ts';
import { simulated } from './support/reference.ts';
import { visit } from './support/visit.ts';

describe('people who see or point otherwise', () => {
  test('reach every control by Tab, in the order of the page, and see where they are', async () => {
    await visit({}, async ({ page }) => {
      await untilLive(page);
      const reached: { name: string; differs: boolean }[] = [];
      for (let k = 0; k < 120; k++) {
        await page.keyboard.press('Tab');
        const at = await page.evaluate(() => {
          const element = document.activeElement as HTMLElement | null;
          if (!element || element === document.body) return null;
          const looks = () =>
            [element, element.parentElement as Element, ...element.querySelectorAll('*')]
              .map((part) => {
                const { outline, boxShadow, borderColor, backgroundColor, stroke, strokeWidth, fill } = getComputedStyle(part);
                return [outline, boxShadow, borderColor, backgroundColor, stroke, strokeWidth, fill].join();
              })
              .join();
          const focused = looks();
          element.blur();
          const differs = focused !== looks();
          element.focus();
          return { name: element.id || element.getAttribute('aria-label') || (element.textContent ?? '').trim(), differs };
        });
        if (!at) break;
        reached.push(at);
      }
      const names = reached.map(({ name }) => name);
      for (const wanted of [
        'Rewind',
        'Run',
        'Step',
        'Share',
        'Export',
        'Help',
        'Light or dark',
        'find',
        'entry-tripVoltage_V',
        'entry-handoffStrategy',
        'Trip voltage, line on the plot',
        'Cursor A',
        'Cursor B',
        'View',
        'Table',
        'Cursor A, time from the trigger',
        'Scope',
        'Events',
        'Zoom A–B',
        'Whole run',
        'Linear',
      ])
        expect(names).toContain(wanted);
      expect(reached.filter(({ differs }) => !differs).map(({ name }) => name)).toEqual([]);
      // top bar, parameters, scope, readout, tabs
      const order = ['Run', 'find', 'entry-tripVoltage_V', 'Cursor A', 'Cursor A, time from the trigger', 'Events'].map((name) =>
        names.indexOf(name),
      );
      expect(order).toEqual([...order].sort((a, b) => a - b));
    });
  });

  test('do a whole session without a mouse, and hear the verdict', async () => {
    await visit({}, async ({ page }) => {
      await untilLive(page);
      const { keyboard } = page;
      const said = page.locator('#announcements');
      expect(await said.getAttribute('aria-live')).toBe('polite');
      await expect.poll(() => said.textContent()).toMatch(/^PASS\. Tightest limit: bus minimum\. Margin to window \+1\.\d\d volt\./);
      await keyboard.press('/');
      await keyboard.type('tripVoltage');
      await keyboard.press('Tab');
      while ((await page.evaluate(() => document.activeElement?.id)) !== 'entry-tripVoltage_V') await keyboard.press('Tab');
      await keyboard.type('48.8');
      await keyboard.press('Enter');
      await untilHash(page, simulated({ overrides: { tripVoltage_V: 48.8 } }).hash());
      await entry(page, 'tripVoltage_V').evaluate((field) => (field as HTMLElement).blur());
      await keyboard.press('Home');
      await expect.poll(() => word(page).textContent()).toBe('PAUSED');
      await keyboard.press('Space');
      await expect.poll(() => word(page).textContent()).toBe('PASS');
      await keyboard.press('+');
      await keyboard.press('a');
      await keyboard.press('ArrowRight');
      await keyboard.press('b');
      await expect.poll(() => said.textContent()).toMatch(/Cursor A .*Cursor B/);
      await keyboard.press('?');
      await page.locator('dialog.help[open]').waitFor();
      await keyboard.press('Escape');
      await expect.poll(() => page.locator('dialog.help').count()).toBe(0);
      await keyboard.press('t');
      await page.locator('dialog.dataTable[open]').waitFor();
      await keyboard.press('Escape');
      await expect.poll(() => page.locator('dialog.dataTable').count()).toBe(0);
      await button(page, 'Export').focus();
      await keyboard.press('Enter');
      await page.locator('.menu:popover-open').first().waitFor();
      await keyboard.press('Tab');
      const [download] = await Promise.all([page.waitForEvent('download'), keyboard.press('Enter')]);
      expect(download.suggestedFilename()).toMatch(/\.csv$/);
    });
  });
});
