import { deflateRawSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { button, entry, errorOf, notice, pointOf, runNames, stateHash, type, untilHash, untilLive } from './support/instrument.ts';
import { simulated } from './support/reference.ts';
import { address, visit } from './support/visit.ts';

/** What a refused input must leave as it was. */
async function standing(page: Page) {
  return {
    hash: await stateHash(page),
    word: await page.locator('.verdictWord').textContent(),
    runs: await runNames(page),
    trip: await entry(page, 'tripVoltage_V').inputValue(),
    changes: await page.locator('.parameters .panelHead').textContent(),
    view: await page.locator('.overview .window').getAttribute('aria-valuetext'),
  };
}

const packed = (json: string) => `#v1.${deflateRawSync(json).toString('base64url')}`;
const good = packed('{"set":{"tripVoltage_V":48.9}}');

const BAD_ADDRESSES: Record<string, [hash: string, said: RegExp]> = {
  'another beginning': ['#v2.abc', /does not begin with #v1\./],
  'broken base64': ['#v1.%%%', /cannot be read/],
  'not deflated': [`#v1.${Buffer.from('{"seed":1}').toString('base64url')}`, /cannot be read/],
  truncated: [good.slice(0, -6), /cannot be read/],
  'no JSON': [packed('{"seed":'), /cannot be read/],
  'a list': [packed('[]'), /holds no run/],
  'an unknown key': [packed('{"sead":1}'), /unknown part "sead"/],
  'an unknown parameter': [packed('{"set":{"tripVoltage":48}}'), /"tripVoltage", which is no parameter/],
  'out of range': [packed('{"set":{"tripVoltage_V":5000}}'), /must be 5 V to 1000 V, not 5000 V/],
  'NaN as null': [packed('{"set":{"tripVoltage_V":null}}'), /must be 5 V to 1000 V, not null/],
  'NaN as text': [packed('{"set":{"tripVoltage_V":"NaN"}}'), /must be 5 V to 1000 V, not "NaN"/],
  'beyond every number': [packed('{"set":{"tripVoltage_V":1e999}}'), /must be 5 V to 1000 V/],
  'part of a choice': [packed('{"set":{"handoffStrategy":0.5}}'), /must be one of threshold/],
  'a time mode that is none': [packed('{"set":{"timeMode":2}}'), /timeMode: Time must be one of adaptive, fine/],
  'a generator of less than nothing': [
    packed('{"set":{"generatorRating_W":-1}}'),
    /generatorRating_W: Rating must be 0 kW to 100000 kW, not -0.001 kW/,
  ],
  'a trace that is not there': [
    packed('{"set":{"loadPattern":3}}'),
    /cannot be: loadPattern: given "trace"; allowed: none, pulses or training/,
  ],
  'pulses of no length': [packed('{"set":{"patternPeriod_s":0}}'), /patternPeriod_s: .* must be /],
  'a relation': [packed('{"set":{"tripVoltage_V":51}}'), /cannot be: tripVoltage_V, releaseVoltage_V/],
  'an unknown scenario': [packed('{"scenario":"blackout"}'), /scenario "blackout"; there are psu-trip-handoff/],
  'a scenario of another kind': [packed('{"scenario":"toString"}'), /scenario "toString"/],
  'an unknown preset': [packed('{"preset":"orv4"}'), /preset "orv4"; there are orv3-shelf/],
  'a run that is not there': [packed('{"run":7}'), /asks for run 7/],
  'part of a seed': [packed('{"seed":1.5}'), /seed .* whole number/],
  'a view outside': [packed('{"view":[0,3]}'), /view .* outside the run/],
  'a view backwards': [packed('{"view":[0.1,0.05]}'), /view .* outside the run/],
  'a cursor outside': [packed('{"a":-1}'), /Cursor A .* outside the run/],
};

describe('what cannot be', () => {
  test('in a field is refused in one line that says what can', async () => {
    await visit({}, async ({ page }) => {
      await untilLive(page);
      const before = await standing(page);
      const field = entry(page, 'tripVoltage_V');
      const cases: [typed: string, said: RegExp][] = [
        ['', /^Type a number, such as 48\.5 V$/],
        ['abc', /"abc" is not Trip voltage; type a number, such as 48\.5 V/],
        ['NaN', /"NaN" is not Trip voltage/],
        ['Infinity', /"Infinity" is not Trip voltage/],
        ['1e999', /"1e999" is not Trip voltage/],
        ['5000', /Trip voltage must be 5 V to 1000 V, not 5000 V/],
        ['-3', /Trip voltage must be 5 V to 1000 V, not -3 V/],
        ['49A', /"49A" is not Trip voltage/],
        ['49.9', /tripVoltage_V <= releaseVoltage_V/],
      ];
      for (const [typed, said] of cases) {
        await field.fill(typed);
        await field.press('Enter');
        await errorOf(page, 'tripVoltage_V').waitFor();
        expect(await errorOf(page, 'tripVoltage_V').textContent()).toMatch(said);
        expect(await field.getAttribute('aria-invalid')).toBe('true');
        expect(await standing(page)).toEqual(before);
      }
      await field.fill('48.9');
      await field.press('Enter');
      await untilHash(page, simulated({ overrides: { tripVoltage_V: 48.9 } }).hash());
      expect(await errorOf(page, 'tripVoltage_V').count()).toBe(0);
    });
  });

  test('by arrows, slider and line on the plot goes no further than it can', async () => {
    await visit({}, async ({ page }) => {
      await untilLive(page);
      const before = await standing(page);
      const refused = async () => {
        await notice(page).filter({ hasText: 'tripVoltage_V <= releaseVoltage_V' }).waitFor();
        expect(await standing(page)).toEqual(before);
        await page.locator('.notice').getByLabel('Close').click();
      };
      for (let k = 0; k < 2; k++) await entry(page, 'tripVoltage_V').press('Shift+ArrowUp');
      // the first ten steps were possible
      await notice(page).waitFor();
      await untilHash(page, simulated({ overrides: { tripVoltage_V: 49.5 } }).hash());
      await page.locator('body').press('Control+z');
      await untilHash(page, before.hash);
      before.runs = await runNames(page);
      await page.locator('.notice').getByLabel('Close').click();

      const slider = await page.getByLabel('Trip voltage, slider').boundingBox();
      if (!slider) throw new Error('no slider');
      await page.mouse.click(slider.x + slider.width - 2, slider.y + slider.height / 2);
      await refused();

      const line = page.getByLabel('Trip voltage, line on the plot');
      const reach = await line.locator('.reach').boundingBox();
      if (!reach) throw new Error('no line');
      await page.mouse.move(reach.x + 20, reach.y + 4);
      await page.mouse.down();
      const top = await pointOf(page, 0, 0.02, 0);
      await page.mouse.move(reach.x + 20, top.y);
      await page.mouse.up();
      await refused();

      for (let k = 0; k < 2; k++) await line.press('Shift+ArrowUp');
      await notice(page).waitFor();
      await untilHash(page, simulated({ overrides: { tripVoltage_V: 49.5 } }).hash());
    });
  });

  test('for want of memory is refused, and the last run stays', async () => {
    const large = '"scenario":"threshold-trap","set":{"packSeries":96,"packParallel":64,"storageVoltageRange_V":500';
    await visit({ hash: packed(`{${large}}}`) }, async ({ page }) => {
      await page.locator('.verdictWord b', { hasText: 'RUNNING' }).waitFor();
      await button(page, 'Pause').click();
      const hash = await stateHash(page);
      await page.getByLabel('Find a parameter').fill('bbuModules');
      await type(page, 'bbuModules', '48');
      await notice(page).filter({ hasText: 'what fits into 128 MiB' }).waitFor();
      expect(await stateHash(page)).toBe(hash);
      expect(await entry(page, 'bbuModules').inputValue()).toBe('6');
    });
    // and where there was none, the default one
    await visit({ hash: packed(`{${large},"bbuModules":48}}`) }, async ({ page }) => {
      await notice(page).filter({ hasText: 'what fits into 128 MiB' }).waitFor();
      await untilHash(page, simulated().hash());
    });
  });

  test('in the address the page is opened with leaves it at what it shows unasked', async () => {
    // left again before it has loaded everything
    await visit({ expected: /ERR_ABORTED/ }, async ({ page }) => {
      const hash = simulated().hash();
      // one of each kind: how an address is judged does not depend on when it came
      for (const name of ['another beginning', 'truncated', 'an unknown parameter', 'out of range', 'a relation', 'a view outside']) {
        const [bad, said] = BAD_ADDRESSES[name] as [string, RegExp];
        await page.goto('about:blank');
        await page.goto(address + bad);
        await notice(page).waitFor();
        expect(await notice(page).textContent(), name).toMatch(said);
        expect(await notice(page).textContent(), name).toMatch(/ Nothing was changed\.$/);
        await untilHash(page, hash);
      }
      await untilLive(page);
      await untilHash(page, hash);
    });
  });

  test('in an address that is typed later leaves the running page as it was', async () => {
    await visit({ hash: good }, async ({ page }) => {
      await untilLive(page);
      await untilHash(page, simulated({ overrides: { tripVoltage_V: 48.9 } }).hash());
      const before = await standing(page);
      for (const [name, [hash, said]] of Object.entries(BAD_ADDRESSES)) {
        await page.evaluate((to) => location.assign(to), hash);
        await notice(page).filter({ hasText: said }).waitFor();
        expect(await standing(page), name).toEqual(before);
        await page.locator('.notice').getByLabel('Close').click();
      }
      await page.evaluate((to) => location.assign(to), address + packed('{"set":{"tripVoltage_V":48.2}}'));
      await untilHash(page, simulated({ overrides: { tripVoltage_V: 48.2 } }).hash());
    });
  });
});
