/** SENSOR_IMPLAUSIBLE: a code that stays while what it measures must have moved; a quiet code proves nothing. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enumerations } from '../../host/abi/registers.ts';
import { Bench, type Seen, TICKS_PER_MS } from '../support/bench.ts';

const MS = TICKS_PER_MS;
const TEN_MS = 10 * MS;
const QUICK = { plausibilityDebounce_samples: 3, plausibilityDelay_s: 0.02 };
const suspects = (bench: Bench) => enumerations.SensorKind.filter((_, k) => (bench.telemetry.get('suspects') & (1 << k)) !== 0);

/** A module whose sensors all move with its current of up to 60 A. */
function module(kind: 'bbu' | 'cbu', begin: number): Bench {
  const bench = new Bench(kind, QUICK, { seen: { storage_ohm: kind === 'bbu' ? 50e-3 : 6e-3, noise: false } });
  bench.run(TEN_MS + begin);
  return bench;
}

/** Goes to `bus_V`, where a battery's droop law or a capacitor's asks for current. */
function load(bench: Bench, bus_V: number): void {
  bench.seen.bus_V = bus_V;
}

const fast: [string, 'bbu' | 'cbu', (bench: Bench) => Partial<Seen>, number][] = [
  ['moduleCurrent', 'bbu', () => ({ current_A: 0 }), 47.4],
  ['storageVoltage', 'bbu', (bench) => ({ storage_V: bench.seen.storage_V, storage_ohm: 0 }), 47.4],
  ['moduleCurrent', 'cbu', () => ({ current_A: 0 }), 48.7],
  ['storageVoltage', 'cbu', () => ({ storage_ohm: 0 }), 48.7],
];

describe('SENSOR_IMPLAUSIBLE', () => {
  it.each(fast)('%s of a %s that stays at its code while the reference moves', (name, kind, freeze, bus_V) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: TEN_MS }), (begin) => {
        const bench = module(kind, begin);
        Object.assign(bench.seen, freeze(bench));
        bench.runMs(300);
        // idle: nothing moves, nothing is stuck
        expect([bench.faults, suspects(bench)]).toEqual([[], []]);
        load(bench, bus_V);
        const moved = bench.until(() => bench.reference_A > (kind === 'bbu' ? 12.5 : 62), 20 * MS);
        expect(moved).toBeLessThan(20 * MS);
        const ticks = bench.until(() => bench.faults.includes('SENSOR_IMPLAUSIBLE'), 100 * MS);
        // three looks of 10 ms, the delay, and the millisecond in which it shows first
        expect(ticks).toBeGreaterThan(2 * TEN_MS + 20 * MS - MS);
        expect(ticks).toBeLessThanOrEqual(3 * TEN_MS + 20 * MS + 2 * MS);
        expect(suspects(bench)).toContain(name);
        bench.run(1);
        expect(bench.enabled).toBe(false);
      }),
      { numRuns: 6 },
    );
  });

  it.each(['bbu', 'cbu'] as const)('a healthy %s that goes up and down is not stuck', (kind) => {
    const bench = module(kind, 7);
    for (const bus_V of [47.4, 47.9, 47.5, 47.9, 50.2]) {
      load(bench, kind === 'bbu' ? bus_V : bus_V + 1);
      bench.runMs(100);
      expect(suspects(bench)).toEqual([]);
    }
    expect(bench.faults).toEqual([]);
  });

  it('busVoltage: the capacitor carries, so the bus must have moved', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: TEN_MS }), fc.double({ min: 43, max: 600, noNaN: true }), (begin, cbu_A) => {
        const bench = module('bbu', begin);
        // 41 A times 2.8 mohm are 8 codes of 14.6 mV: no more than is allowed
        bench.seen.shareCbu_A = 41;
        bench.runMs(200);
        expect(bench.faults).toEqual([]);
        bench.seen.shareCbu_A = cbu_A;
        const ticks = bench.until(() => bench.faults.includes('SENSOR_IMPLAUSIBLE'), 100 * MS);
        expect(ticks).toBeGreaterThan(2 * TEN_MS + 20 * MS);
        expect(ticks).toBeLessThanOrEqual(3 * TEN_MS + 20 * MS + 2 * MS);
        expect(suspects(bench)).toEqual(['busVoltage']);
      }),
      { numRuns: 6 },
    );
  });

  it('and where batteries share by droop, their mean moves it', () => {
    const parameters = { ...QUICK, handoffStrategy: enumerations.HandoffStrategy.indexOf('threshold') };
    const bench = new Bench('bbu', parameters);
    bench.runMs(20);
    bench.seen.shareBbu_A = 11;
    bench.runMs(100);
    expect(bench.faults).toEqual([]);
    bench.seen.shareBbu_A = 12.5;
    expect(bench.until(() => bench.faults.includes('SENSOR_IMPLAUSIBLE'), 60 * MS)).toBeLessThanOrEqual(53 * MS);
    expect(suspects(bench)).toEqual(['busVoltage']);
  });

  it('one spike of what moves it is enough, until the code moves', () => {
    const bench = module('bbu', 13);
    bench.seen.shareCbu_A = 300;
    bench.runMs(2);
    bench.seen.shareCbu_A = 0;
    bench.runMs(20);
    bench.seen.bus_V = 50.25;
    bench.runMs(100);
    expect(bench.faults).toEqual([]);
    bench.seen.shareCbu_A = 300;
    bench.runMs(2);
    bench.seen.shareCbu_A = 0;
    bench.runMs(100);
    expect(bench.faults).toEqual(['SENSOR_IMPLAUSIBLE']);
  });

  it('groupVoltage: any one of them that stays while the storage voltage falls', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: TEN_MS }), fc.integer({ min: 0, max: 10 }), (begin, stuck) => {
        const bench = module('bbu', begin);
        const read = (storage_V: number) => {
          bench.seen.storage_V = storage_V;
          bench.seen.group_V = Array.from({ length: 96 }, (_, g) => (g === stuck ? 43 : storage_V) / 11);
        };
        read(43);
        bench.runMs(100);
        // 45 mV a group are not enough
        read(42.505);
        bench.runMs(100);
        expect(suspects(bench)).toEqual([]);
        read(42.42);
        const ticks = bench.until(() => bench.faults.includes('SENSOR_IMPLAUSIBLE'), 100 * MS);
        expect(ticks).toBeGreaterThan(2 * TEN_MS + 20 * MS);
        expect(ticks).toBeLessThanOrEqual(3 * TEN_MS + 20 * MS + MS);
        expect(suspects(bench)).toEqual(['groupVoltage']);
      }),
      { numRuns: 6 },
    );
  });

  it('thermistor: any one of them that stays while the others warm up', () => {
    for (const stuck of [0, 1, 2, 3]) {
      const bench = module('bbu', 100 * stuck);
      const warm = (degC: number) => {
        bench.seen.thermistor_degC = Array.from({ length: 4 }, (_, k) => (k === stuck ? 25 : degC));
      };
      warm(27.9);
      bench.runMs(20);
      warm(25);
      bench.runMs(100);
      warm(27.9);
      bench.runMs(100);
      expect(suspects(bench)).toEqual([]);
      warm(28.1);
      bench.runMs(100);
      expect([bench.faults, suspects(bench)]).toEqual([['SENSOR_IMPLAUSIBLE'], ['thermistor']]);
    }
  });
});
