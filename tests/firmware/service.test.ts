/** What a battery module does between outages, on the firmware alone: charging, peak shaving, balancing, counting outages. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Choice, enumerations, type firmwareParameters } from '../../host/abi/registers.ts';
import { Bench, TICKS_PER_MS } from '../support/bench.ts';

type Parameters = Partial<Record<keyof typeof firmwareParameters, number>>;
const MS = TICKS_PER_MS;
const HEAT = 100 * MS;
const GROUPS = 11;
const split = enumerations.HandoffStrategy.indexOf('split');
const phase = (bench: Bench): Choice<'BatteryPhase'> =>
  enumerations.BatteryPhase[bench.telemetry.get('batteryPhase')] as Choice<'BatteryPhase'>;

/** A module at 60 % of charge with the rectifiers in charge of the bus; whether its sensors agree is asked elsewhere. */
function idle(more: Parameters = {}): Bench {
  const parameters = { handoffStrategy: split, initialSoc: 0.6, rechargeDelay_s: 0.3, plausibilityDebounce_samples: 1000, ...more };
  return new Bench('bbu', parameters, { seen: { bus_V: 50.4 } });
}

/** The slow bus: who asks with what charge, and every module hears itself. */
function asks(bench: Bench, slot: number, others: Record<number, number>): void {
  bench.sample.set('slot', slot);
  for (const [k, soc] of Object.entries(others)) bench.sample.set('chargeAsked', soc < 0 ? 0 : 1 + Math.floor(200 * soc), Number(k));
  bench.sample.set('chargeAsked', bench.command.get('chargeAsks'), slot);
}

/** Lets a pack charge: `ms` of time, each 100 ms the slow bus. */
function charge(bench: Bench, ms: number, others: Record<number, number> = {}, slot = 0): void {
  for (let t = 0; t < ms; t += 100) {
    asks(bench, slot, others);
    bench.run(HEAT);
  }
}

describe('charging', () => {
  it('begins after the delay, within the power cap, and takes what the constant current is worth', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 12, noNaN: true }), fc.double({ min: 50, max: 600, noNaN: true }), (current_A, cap_W) => {
        const bench = idle({ chargeCurrent_A: current_A, chargePower_W: cap_W });
        const ticks = bench.until(() => bench.reference_A < 0, 10 * HEAT);
        // 300 ms of delay that begin at the first look, looked at every 100 ms
        expect(ticks).toBeGreaterThan(3 * HEAT);
        expect(ticks).toBeLessThanOrEqual(5 * HEAT);
        bench.run(8 * HEAT);
        expect(phase(bench)).toBe('CHARGING');
        const taken_W = -bench.reference_A * 50.4;
        // codes of the bus, and steps of 20 mA
        expect(taken_W).toBeLessThan(Math.min(cap_W, (current_A * 43) / 0.95) * 1.001 + 1.1);
        expect(taken_W).toBeGreaterThan(Math.min(cap_W, (current_A * 43) / 0.95) * 0.999 - 1.1);
      }),
      { numRuns: 5 },
    );
  });

  it('turns from constant current to constant voltage and ends at the end current', () => {
    const bench = idle({ rechargeDelay_s: 0.1 });
    // a pack of 10 mOhm a group whose emf rises to where the current falls below the end current
    let emf_V = 3.9;
    let pack_A = 0;
    let most_V = 0;
    for (let k = 0; k < 1200 && (k < 20 || bench.command.get('chargeAsks') > 0); k++) {
      pack_A = (-bench.reference_A * 50.4 * 0.95) / bench.seen.storage_V;
      emf_V += pack_A * 3e-4;
      const group_V = emf_V + 10e-3 * pack_A;
      bench.seen.storage_V = GROUPS * group_V;
      most_V = Math.max(most_V, group_V);
      bench.run(HEAT);
    }
    bench.run(HEAT);
    expect(phase(bench)).toBe('IDLE');
    expect(bench.command.get('chargeAsks')).toBe(0);
    console.log(`charged: ended at ${pack_A.toFixed(2)} A, highest group ${most_V.toFixed(4)} V`);
    expect(pack_A).toBeLessThanOrEqual(0.9 + 0.05);
    expect(most_V).toBeLessThan(4.16);
    expect(emf_V).toBeGreaterThan(4.13);
    // whatever the estimate says, a pack that was charged to its end is not charged again at once
    bench.run(20 * HEAT);
    expect(bench.command.get('chargeAsks')).toBe(0);
  });

  it.each([
    ['in an outage', { acLoss: true }],
    ['on a bus that is low', { bus_V: 48.6 }],
    ['in the cold', { thermistor_degC: [0, 0, 0, 0] }],
    ['in the heat', { thermistor_degC: [45, 45, 45, 45] }],
  ])('takes nothing %s', (_, seen) => {
    const bench = idle();
    bench.run(8 * HEAT);
    expect(bench.reference_A).toBeLessThan(-1);
    Object.assign(bench.seen, seen);
    bench.run(12 * HEAT);
    expect(bench.reference_A).toBeGreaterThanOrEqual(0);
  });

  it('takes nothing on a generator', () => {
    const bench = idle();
    bench.seen.onGenerator = true;
    bench.run(20 * HEAT);
    expect(bench.telemetry.get('starts')).toBe(0);
    expect(bench.enabled).toBe(false);
    bench.seen.onGenerator = false;
    bench.run(8 * HEAT);
    expect(bench.reference_A).toBeLessThan(-1);
  });

  it('never presses a falling bus: from the release voltage to the trip voltage it lets go, at once', () => {
    fc.assert(
      fc.property(fc.double({ min: 48.55, max: 49.8, noNaN: true }), fc.integer({ min: 0, max: HEAT }), (bus_V, begin) => {
        const bench = idle();
        bench.run(8 * HEAT + begin);
        const full_A = bench.reference_A;
        expect(full_A).toBeLessThan(-4.9);
        bench.seen.bus_V = bus_V;
        bench.run(2);
        expect(bench.reference_A).toBeGreaterThanOrEqual((-250 / bus_V) * ((bus_V + 0.02 - 48.5) / 1.3));
      }),
      { numRuns: 8 },
    );
  });

  it('delivers in the tick in which it is called, without the start latency, because its converter is on', () => {
    const bench = idle();
    bench.run(8 * HEAT);
    bench.seen.sync = true;
    bench.seen.bus_V = 48;
    bench.seen.shareCbu_A = 100;
    bench.run(1);
    expect(bench.reference_A).toBeGreaterThanOrEqual(0);
    expect(bench.telemetry.get('starts')).toBe(0);
    bench.run(MS);
    expect(phase(bench)).toBe('DELIVERING');
    expect(bench.reference_A).toBeGreaterThan(1);
    expect(bench.telemetry.get('starts')).toBe(1);
  });

  it('the emptiest goes first where the feed has a cap, and what is left of it goes to the next', () => {
    // 600 W less a percent: two of 250 W and 94 W
    const feed = { chargeFeed_W: 600, chargeCurrent_A: 12 };
    const taken_W = (others: Record<number, number>, slot: number) => {
      const bench = idle(feed);
      charge(bench, 1500, others, slot);
      return -bench.reference_A * 50.4;
    };
    expect(taken_W({ 0: 0.9, 1: 0.8, 2: 0.7 }, 3)).toBeCloseTo(250, -1);
    expect(taken_W({ 0: 0.3, 1: 0.8, 2: 0.7 }, 3)).toBeCloseTo(250, -1);
    expect(taken_W({ 0: 0.3, 1: 0.4, 2: 0.7 }, 3)).toBeCloseTo(94, -1);
    expect(taken_W({ 0: 0.3, 1: 0.4, 2: 0.5 }, 3)).toBeCloseTo(0);
    // alike: by slot; one that does not ask does not count
    expect(taken_W({ 0: 0.6, 1: 0.6, 2: 0.6 }, 3)).toBeCloseTo(0);
    expect(taken_W({ 0: 0.55, 1: 0.55, 2: -1 }, 3)).toBeCloseTo(94, -1);
    expect(taken_W({ 1: 0.6, 2: 0.6, 3: 0.6 }, 0)).toBeCloseTo(250, -1);
  });

  it('fed caps hold together on any slow bus: six modules that hear each other never take more than the feed allows', () => {
    const socs = fc.array(fc.double({ min: 0.3, max: 0.85, noNaN: true }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(socs, fc.double({ min: 100, max: 1600, noNaN: true }), (list, feed_W) => {
        const benches = list.map((soc) => idle({ initialSoc: soc, chargeFeed_W: feed_W, rechargeDelay_s: 0 }));
        for (let t = 0; t < 12; t++) {
          const said = benches.map((bench) => bench.command.get('chargeAsks'));
          for (const [slot, bench] of benches.entries()) {
            bench.sample.set('slot', slot);
            for (const [k, code] of said.entries()) bench.sample.set('chargeAsked', code, k);
            bench.run(HEAT);
          }
          const taken_W = benches.reduce((sum, { reference_A }) => sum - Math.min(0, reference_A) * 50.4, 0);
          expect(taken_W).toBeLessThan(Math.min(feed_W, 1500) * 1.001 + 6);
        }
      }),
      { numRuns: 2 },
    );
  });
});

describe('peak shaving', () => {
  it('gives its part of what the rack manager asks, and stops when it is asked no more', () => {
    const bench = idle({ initialSoc: 0.95, initialSocSigma: 0.01 });
    bench.sample.set('shaving_W', 6000);
    bench.run(10 * HEAT);
    expect(phase(bench)).toBe('SHAVING');
    expect(bench.reference_A * 50.4).toBeCloseTo(1000, -1);
    bench.sample.set('shaving_W', 0);
    bench.run(10 * HEAT);
    expect(phase(bench)).toBe('IDLE');
    expect(bench.enabled).toBe(false);
  });

  it('leaves the reserve alone, with three sigma of room', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 0.99, noNaN: true }), fc.double({ min: 0, max: 0.1, noNaN: true }), (soc, sigma) => {
        const bench = idle({ initialSoc: soc, initialSocSigma: sigma, reserveSoc: 0.5, rechargeBelow: 0 });
        bench.sample.set('shaving_W', 6000);
        bench.run(5 * HEAT);
        if (soc - 3 * sigma < 0.4999) expect(bench.enabled).toBe(false);
        if (soc - 3 * sigma > 0.52) expect(bench.reference_A).toBeGreaterThan(1);
      }),
      { numRuns: 12 },
    );
  });
});

describe('balancing', () => {
  const volts = (...above_mV: number[]) => Array.from({ length: GROUPS }, (_, g) => 4 + (above_mV[g] ?? 0) * 1e-3);
  const on = (bench: Bench) => Array.from({ length: GROUPS }, (_, g) => bench.command.get('bleeders', g));

  it('bleeds the groups that are too far above the lowest, and none while the voltages are compared', () => {
    const bench = idle({ rechargeBelow: 0 });
    bench.seen.group_V = volts(0, 12, 4, 30, 9);
    bench.run(11 * HEAT);
    expect(on(bench)).toEqual([0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0]);
    // in every second there are 200 ms without any
    let off = 0;
    for (let k = 0; k < 10; k++) {
      if (on(bench).every((bleeds) => bleeds === 0)) off++;
      bench.run(HEAT);
    }
    expect(off).toBe(2);
    // down to half of what began it
    bench.seen.group_V = volts(0, 6, 4, 4);
    bench.run(11 * HEAT);
    expect(on(bench)).toEqual([0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('never more at once than the board can cool: the highest', () => {
    const bench = idle({ rechargeBelow: 0, balanceMost: 3 });
    bench.seen.group_V = volts(0, 20, 30, 40, 50, 60, 70);
    bench.run(11 * HEAT);
    expect(on(bench)).toEqual([0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 0]);
  });

  it.each([
    ['under load', { current_A: 20 }],
    ['in the heat', { thermistor_degC: [25, 25, 46, 25] }],
    ['without thermistors', { thermistorsFresh: false }],
    ['low in charge', { group_V: volts(0, 50).map((v) => v - 0.3) }],
  ])('bleeds none %s', (_, seen) => {
    const bench = idle({ rechargeBelow: 0 });
    bench.seen.group_V = volts(0, 50);
    bench.run(11 * HEAT);
    expect(on(bench)[1]).toBe(1);
    Object.assign(bench.seen, seen);
    bench.run(25 * HEAT);
    expect(on(bench).every((bleeds) => bleeds === 0)).toBe(true);
  });
});

describe('outages counted', () => {
  const action = (name: Choice<'CountedAction'>) => enumerations.CountedAction.indexOf(name);
  /** A dip that starts the battery, and the bus back until it has let go. */
  function dip(bench: Bench): void {
    bench.seen.sync = true;
    bench.run(300);
    bench.seen.sync = false;
    bench.run(50 * MS);
  }
  const counting = (name: Choice<'CountedAction'>, more: Parameters = {}) =>
    idle({
      outagesMost: 3,
      outagesWindow_s: 2,
      outagesAction: action(name),
      releaseHold_s: 5e-3,
      minimumDwell_s: 5e-3,
      walkIn_s: 5e-3,
      rechargeBelow: 0,
      ...more,
    });

  it('three within the window are one too many: said, and the next is served all the same', () => {
    const bench = counting('report');
    dip(bench);
    dip(bench);
    expect(bench.warnings).toEqual([]);
    dip(bench);
    expect(bench.warnings).toEqual(['OUTAGES_COUNTED']);
    dip(bench);
    expect(bench.telemetry.get('starts')).toBe(4);
    expect(bench.enabled).toBe(false);
  });

  it('stayOnBattery: the third is not let go', () => {
    const bench = counting('stayOnBattery');
    for (let k = 0; k < 3; k++) dip(bench);
    bench.run(2000 * MS);
    expect(phase(bench)).toBe('DELIVERING');
  });

  it('refuse: the fourth is not served', () => {
    const bench = counting('refuse');
    for (let k = 0; k < 4; k++) dip(bench);
    expect(bench.telemetry.get('starts')).toBe(3);
    expect(bench.enabled).toBe(false);
  });

  it('those that are older than the window do not count, wherever the clock turns over', () => {
    const bench = new Bench(
      'bbu',
      { handoffStrategy: split, outagesMost: 3, outagesWindow_s: 0.5, releaseHold_s: 5e-3, minimumDwell_s: 5e-3, walkIn_s: 5e-3 },
      { clock: 2 ** 32 - 1000 * MS, seen: { bus_V: 50.4 } },
    );
    for (let k = 0; k < 8; k++) {
      dip(bench);
      bench.run(250 * MS);
    }
    expect(bench.telemetry.get('starts')).toBe(8);
    expect(bench.warnings).toEqual([]);
  });
});

describe('trip slope', () => {
  it('a bus that falls faster than the slope starts the battery before its level would, a slower one does not', () => {
    const started = (slope_V_per_s: number) => {
      const bench = new Bench('bbu', { handoffStrategy: 0, tripSlope_V_per_s: 2000 }, { seen: { bus_V: 49.7 } });
      bench.run(1000);
      for (let k = 0; k < 100 && !bench.enabled; k++) {
        bench.seen.bus_V = Math.max(48.6, 49.7 - slope_V_per_s * k * 10e-6);
        bench.run(1);
      }
      return bench.enabled;
    };
    expect(started(6000)).toBe(true);
    expect(started(1000)).toBe(false);
  });

  it('at rest noise of a code does not start it', () => {
    const bench = new Bench('bbu', { handoffStrategy: 0, tripSlope_V_per_s: 2000 }, { seen: { bus_V: 49.7 } });
    for (let k = 0; k < 5000; k++) {
      bench.seen.bus_V = 49.7 + ((k * 7919) % 3) * 14.6e-3;
      bench.run(1);
    }
    expect(bench.telemetry.get('starts')).toBe(0);
  });
});
