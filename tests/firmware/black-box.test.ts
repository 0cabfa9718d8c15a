/** What a controller keeps: the last records before a trip and a few after it, each with its tick. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enumerations } from '../../host/abi/registers.ts';
import { Bench, bit, TICKS_PER_MS } from '../support/bench.ts';
import { simulated, simulationOf } from '../support/simulation.ts';

// whether the sensors agree is asked elsewhere
const QUICK = {
  voltageDebounce_samples: 5,
  voltageDelay_s: 0.02,
  currentDebounce_samples: 4,
  currentDelay_s: 0.01,
  plausibilityDebounce_samples: 1000,
};
const MS = TICKS_PER_MS;
const TEN_MS = 10 * MS;
const code = (current_A: number) => Math.round((current_A * 32768) / 800);
const rising = (list: readonly { time_ticks: number }[]) =>
  list.slice(1).every((record, k) => ((record.time_ticks - (list[k] as typeof record).time_ticks) | 0) > 0);

describe('the fast ring', () => {
  it('holds the last 128 ticks as they were seen, wherever the clock began', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffff_ffff }), fc.integer({ min: 1, max: 400 }), (clock, ticks) => {
        const it = new Bench('bbu', QUICK, { clock });
        const seen: { time_ticks: number; current: number; bus: number; reference: number }[] = [];
        for (let k = 1; k <= ticks; k++) {
          it.seen.current_A = (k * 7) % 90;
          it.seen.bus_V = 49 + ((k * 13) % 50) / 40;
          it.run(1);
          const { sample } = it;
          seen.push({
            time_ticks: sample.get('time_ticks'),
            current: code(it.seen.current_A),
            bus: sample.get('busVoltage_code'),
            reference: it.reference_A,
          });
        }
        const kept = it.blackBox.fast;
        expect(
          kept.map((r) => ({ time_ticks: r.time_ticks, current: r.moduleCurrent_code, bus: r.busVoltage_code, reference: r.reference_A })),
        ).toEqual(seen.slice(-128));
      }),
      { numRuns: 20 },
    );
  });

  it.each(['bbu', 'cbu'] as const)('of a %s is frozen by a trip, 16 records after it, for good', (kind) => {
    const it = new Bench(kind, QUICK);
    it.run(500);
    if (kind === 'bbu') it.seen.current_A = 700;
    else it.seen.storage_V = 52;
    it.until(() => it.blackBox.head.firstRow >= 0, 20 * MS);
    const { head, rows } = it.blackBox;
    const trip = rows[head.firstRow];
    it.runMs(50);
    const { fast } = it.blackBox;
    expect(fast.length).toBe(128);
    expect(fast.at(-1)?.time_ticks).toBe((trip?.tripped_ticks ?? 0) + 16);
    expect(fast.at(0)?.time_ticks).toBe((trip?.tripped_ticks ?? 0) - 111);
    it.seen.busFresh = false;
    it.runMs(50);
    expect(it.blackBox.fast).toEqual(fast);
    expect(it.blackBox.head.firstRow).toBe(head.firstRow);
  });
});

describe('the slower rings', () => {
  it('keep a record every 10 ms, every millisecond while a current row is under way, and 16 after the trip', () => {
    const it = new Bench('bbu', QUICK);
    it.runMs(200);
    expect(it.blackBox.protection.map((r) => r.time_ticks)).toEqual(Array.from({ length: 20 }, (_, k) => (k + 1) * TEN_MS));
    it.seen.current_A = 150;
    it.runMs(300);
    const { head, rows, protection } = it.blackBox;
    // four samples and 10 ms: from 201 to 214 ms
    expect(rows[head.firstRow]).toMatchObject({
      protection: enumerations.Protection.indexOf('OVERCURRENT_DISCHARGE'),
      outside_ticks: 201 * MS,
      debounced_ticks: 204 * MS,
      tripped_ticks: 214 * MS,
      trips: 1,
    });
    expect(rows[head.firstRow]?.tripValue).toBeCloseTo(150, 1);
    expect(head).toMatchObject({ commanded: 3, released_ticks: 214 * MS + 1, cut_ticks: 214 * MS + 1 });
    const times = protection.map((r) => r.time_ticks / MS);
    expect(times.slice(20, 33)).toEqual([201, 202, 203, 204, 205, 206, 207, 208, 209, 210, 211, 212, 213]);
    expect(protection.length).toBe(20 + 13 + 16);
    expect(protection[25]).toMatchObject({
      moduleCurrent_code: code(150),
      underway: 1 << enumerations.Protection.indexOf('OVERCURRENT_DISCHARGE'),
    });
    // the current that the test lets go on flows through a contactor that says it is open
    expect(protection.at(-1)).toMatchObject({ faults: bit('OVERCURRENT_DISCHARGE') | bit('CONTACTOR_WELD') });
  });

  it('keep the last ones in order, and four slow ones after the trip', () => {
    const it = new Bench('bbu', QUICK);
    it.runMs(7000);
    expect([it.blackBox.protection.length, it.blackBox.slow.length]).toEqual([256, 64]);
    expect([rising(it.blackBox.protection), rising(it.blackBox.slow)]).toEqual([true, true]);
    it.seen.busFresh = false;
    it.runMs(2000);
    const { slow, rows, head } = it.blackBox;
    const after = slow.filter((r) => r.time_ticks > (rows[head.firstRow]?.tripped_ticks ?? 0));
    expect(after.length).toBe(4);
  });
});

describe('in the simulation', () => {
  it('coarse time leaves records with their own ticks', () => {
    const simulation = simulated({ duration_s: 5 });
    for (const { fast, protection, slow } of simulation.blackBoxes()) {
      expect(fast.length).toBeGreaterThan(10);
      expect([rising(fast), rising(protection), rising(slow)]).toEqual([true, true, true]);
      expect(protection.slice(-3).map((r) => r.time_ticks)).toEqual(
        [498_000, 499_000, 500_000].map((t) => t - (protection.at(-1)?.time_ticks === 500_000 ? 0 : TEN_MS)),
      );
      for (const { time_ticks } of fast) expect(time_ticks).toBeLessThanOrEqual(500_000);
    }
  });

  it('is part of the state: restored, the rings are what they were', () => {
    const simulation = simulationOf({ duration_s: 0.05 });
    simulation.run(20_000);
    const kept = simulation.snapshot();
    const before = simulation.blackBoxes();
    simulation.run(20_000);
    expect(simulation.blackBoxes()).not.toEqual(before);
    simulation.restore(kept);
    expect(simulation.blackBoxes()).toEqual(before);
  });
});
