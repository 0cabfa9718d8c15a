import { expect, test } from 'vitest';
import { logText } from '../../host/log-text.ts';
import { hashFor, runNames, untilHash, untilLive } from './support/instrument.ts';
import { simulated } from './support/reference.ts';
import { visit } from './support/visit.ts';

test('of a pod the page shows one rack, the first, and says so wherever it judges', async () => {
  await visit({ hash: await hashFor({ preset: 'pod-40' }) }, async ({ page }) => {
    await untilLive(page);
    await untilHash(page, simulated({ preset: 'nvl72-rack' }).hash());
    expect(await page.locator('.verdictWord small').textContent()).toMatch(/^Rack 1 of 40 only\. Tightest limit: /);
    expect(await page.getByLabel('Preset').locator('option:checked').textContent()).toBe('pod-40, rack 1 of 40');
    expect((await runNames(page))[0]).toBe('pod-40, rack 1 of 40');
  });
});

test('a run that was edited is not judged by what the scenario reproduces, and says so', async () => {
  const settings = { scenario: 'orv3-ac-loss', overrides: { psuHoldUpEnergy_J: 90 } };
  await visit({ hash: await hashFor(settings) }, async ({ page }) => {
    await untilLive(page);
    await page.locator('.verdictWord.pass').waitFor();
    expect(await page.locator('.figure', { hasText: 'not judged: edited' }).count()).toBe(2);
    await page.keyboard.press('e');
    await expect.poll(() => page.locator('.eventLog td', { hasText: 'Not judged: edited' }).count()).toBe(2);
    const events = page.locator('.eventLog table').last().locator('tbody tr td:nth-child(2)');
    // what six modules do together is one line
    const alone = simulated(settings).log().map(logText);
    const together = alone.map((text) => text.replace(/^module \d:/, '6 modules:')).filter((text, k, all) => all.indexOf(text) === k);
    expect(alone.filter((text) => text.endsWith(': converter on'))).toHaveLength(6);
    expect(await events.allTextContents()).toEqual(together);
  });
});
