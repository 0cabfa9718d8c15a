import { describe, expect, it } from 'vitest';
import { resolve, type Scenario, scenarios } from '../../../host/scenario.ts';
import { simulated } from '../../support/simulation.ts';

const run = (set: Record<string, number | string> = {}) =>
  simulated(resolve(scenarios['psu-trip-handoff'] as Scenario, set, { label: 'main' })).log();

describe('a module that cannot carry its share for 240 s', () => {
  it('says so before the handoff: six of low-power cells, each with the current it can carry', () => {
    const log = run({ cellChemistry: 'panasonicNcr18650pf' });
    const short = log.filter(({ kind }) => kind === 'batteryShareShort');
    const trip = log.find(({ kind }) => kind === 'psuTripped');
    console.log(`share of 62.5 A: ${short.map(({ value }) => `${value.toFixed(1)} A`).join(', ')}`);
    expect(short.map(({ module }) => module).sort()).toEqual([1, 2, 3, 4, 5, 6]);
    for (const { t_s, value } of short) {
      expect(t_s).toBeLessThan(trip?.t_s as number);
      expect(value).toBeLessThan(18e3 / 6 / 48);
      expect(value).toBeGreaterThan(10);
    }
  });

  it('has nothing to say of high-power cells, unless they are nearly empty, hot or half gone', () => {
    const said = (set: Record<string, number | string>) => run(set).some(({ kind }) => kind === 'batteryShareShort');
    expect(said({})).toBe(false);
    expect(said({ packInitialSoc: 0.25 })).toBe(true);
    expect(said({ ambientTemperature_degC: 50 })).toBe(true);
    expect(said({ bbuModules: 3 })).toBe(true);
  });
});
