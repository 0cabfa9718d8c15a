/** Adaptive time against fine time of the same run, and against itself however it is cut. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge, presets, resolve, rulesFor, type Scenario, type ScenarioEvent, scenarios } from '../../host/scenario.ts';
import type { CoreMetricName, StimulusEvent } from '../../host/simulation.ts';
import { apart_s, both, fine_s, kinds, residuals, UNTOLD } from '../support/adaptive.ts';
import { simulated, simulationOf } from '../support/simulation.ts';

const reference = scenarios['psu-trip-handoff'] as Scenario;
const quiet = { sensorNoise: 'off' };

/** The reference outage with other events. */
const scenario = (duration_s: number, events: ScenarioEvent[], preset = 'orv3-shelf'): Scenario => ({
  ...reference,
  preset,
  duration_s,
  trigger_s: events[0]?.t_s ?? 0,
  events,
  runs: [{ label: 'main' }],
});
const trip = (t_s: number): ScenarioEvent => ({ t_s, kind: 'psuTrip' });

/** Voltages that a run's verdicts may hang on. */
const EXTREMES: CoreMetricName[] = [
  'busVoltageMin_V',
  'busVoltageMax_V',
  'capacitorVoltageMin_V',
  'capacitorVoltageMax_V',
  'cellVoltageMin_V',
  'cellVoltageMax_V',
];

describe('the same state however the run is cut', () => {
  // trip out of coarse time, a load step in the middle of a block, the PSU back, re-centring; noise on
  const spec = resolve(
    scenario(1.7053, [trip(0.4), { t_s: 0.9123457, kind: 'loadPower', value: '60%' }, { t_s: 1.3, kind: 'psuRestore' }]),
    {},
    { label: 'main' },
  );
  const whole = simulated(spec);
  const hash = whole.hash();

  it('with coarse time in it', () => {
    console.log(`${fine_s(whole).toFixed(3)} s of ${spec.duration_s} s fine`);
    expect(fine_s(whole)).toBeLessThan(1.4);
    expect(whole.recorded_tick).toBe(whole.duration_ticks);
  });

  it('anywhere', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 300_000 }), { minLength: 1, maxLength: 12 }), (slices) => {
        const simulation = simulationOf(spec);
        for (const ticks of slices) simulation.run(ticks);
        simulation.run(simulation.duration_ticks);
        expect(simulation.hash()).toBe(hash);
      }),
      { numRuns: 8, seed: 3 },
    );
  });

  it('every 997 ticks, looked at each time', () => {
    const simulation = simulationOf(spec);
    while (!simulation.done) {
      simulation.run(997);
      simulation.metrics();
      simulation.view('busVoltage_V', 0, simulation.time_s, 100);
      expect(simulation.recorded_tick).toBeLessThanOrEqual(simulation.tick);
      expect(simulation.recorded_tick).toBeGreaterThan(simulation.tick - 10_000);
    }
    expect(simulation.hash()).toBe(hash);
    expect(simulation.log()).toEqual(whole.log());
  });

  it('restored from a snapshot taken in the middle of a coarse block', () => {
    fc.assert(
      fc.property(fc.integer({ min: 280_000, max: 399_999 }), fc.integer({ min: 0, max: 900_000 }), (cut, detour) => {
        const simulation = simulationOf(spec);
        simulation.run(cut);
        const snapshot = simulation.snapshot();
        simulation.run(detour);
        simulation.restore(snapshot);
        expect(simulation.tick).toBe(cut);
        simulation.run(simulation.duration_ticks);
        expect(simulation.hash()).toBe(hash);
        expect(simulation.ledger()).toEqual(whole.ledger());
        expect([...simulation.raw('busVoltage_V', 250_000, 60_000)]).toEqual([...whole.raw('busVoltage_V', 250_000, 60_000)]);
      }),
      { numRuns: 5, seed: 5 },
    );
  });
});

describe('against fine time, noise off: the same events, verdicts and extremes', () => {
  it.each([
    ['orv3-shelf', 8],
    ['nvl72-rack', 3],
  ])('an outage: %s, %d s', (preset, duration_s) => {
    const outage = scenario(duration_s, [trip(0.5)], preset);
    const { fine, adaptive } = both(outage, quiet);
    expect(fine_s(fine)).toBeCloseTo(duration_s, 4);
    expect(kinds(adaptive.log())).toEqual(kinds(fine.log()));
    expect(apart_s(fine.log(), adaptive.log())).toBe(0);
    const [a, f] = [adaptive.metrics(), fine.metrics()];
    const off = EXTREMES.map((name) => Math.abs((a[name] as number) - (f[name] as number)));
    console.log(
      `${preset}, ${duration_s} s: ${fine_s(adaptive).toFixed(2)} s fine; extremes within ${(Math.max(...off) * 1e3).toFixed(3)} mV, ` +
        `capacitor energy ${(a.capacitorEnergyUsed_J as number).toFixed(2)} J and ${(f.capacitorEnergyUsed_J as number).toFixed(2)} J`,
    );
    for (const [k, name] of EXTREMES.entries()) expect(off[k], name).toBeLessThan(0.2e-3);
    const verdicts = (metrics: typeof a) => judge(rulesFor(outage, outage.runs[0] as Scenario['runs'][0]), metrics).map(({ pass }) => pass);
    expect(verdicts(a)).toEqual(verdicts(f));
    const [la, lf] = [adaptive.ledger(), fine.ledger()];
    for (const name of ['load_J', 'utilityIn_J', 'batteryEmf_J', 'lossConverter_J', 'storePack_J', 'storeCapacitor_J'] as const)
      expect(Math.abs(la[name] - lf[name]) / lf.load_J, name).toBeLessThan(1e-4);
  });

  // what begins on a bus that wanders by a code of the sensor begins at another point of that: half a code at node S
  const WANDER_V = 10e-3;
  const day: ScenarioEvent[] = [
    trip(0.4),
    { t_s: 1.2003, kind: 'loadPower', value: '70%' },
    { t_s: 1.7, kind: 'loadPower', value: '100%', duration_s: 0.05 },
    { t_s: 2.2, kind: 'psuRestore' },
    { t_s: 3.5, kind: 'utilityVoltage', value: 0 },
    { t_s: 4.3, kind: 'utilityVoltage', value: 1 },
  ];
  it.each([
    ['orv3-shelf', 'split', 1],
    ['orv3-shelf', 'threshold', 1],
    ['orv3-shelf', 'threshold', 0],
    ['hpr-shelf', 'feedforward', 1],
    ['nvl72-rack', 'split', 4],
  ])('trip, load steps, PSU back, re-centring, AC loss and return: %s, %s, %d capacitor modules', (preset, handoffStrategy, cbuModules) => {
    const set = { ...quiet, handoffStrategy, cbuModules, ...(cbuModules === 0 && { releaseVoltage_V: 48.5 }) };
    const { fine, adaptive } = both(scenario(5.5, day, preset), set);
    expect(kinds(adaptive.log())).toEqual(kinds(fine.log()));
    const [a, f] = [adaptive.metrics(), fine.metrics()];
    const off = EXTREMES.map((name) => Math.abs(((a[name] as number) ?? 0) - ((f[name] as number) ?? 0)));
    console.log(
      `${preset}, ${handoffStrategy}: ${fine_s(adaptive).toFixed(2)} s of 5.5 s fine, ${fine.log().length} events ` +
        `within ${(apart_s(fine.log(), adaptive.log()) * 1e6).toFixed(1)} us, extremes within ${(Math.max(...off) * 1e3).toFixed(2)} mV`,
    );
    expect(apart_s(fine.log(), adaptive.log())).toBeLessThan(20e-6);
    for (const [k, name] of EXTREMES.entries()) expect(off[k], name).toBeLessThan(0.2e-3 + WANDER_V);
  });

  it('whatever happens, whenever', () => {
    const at = fc.integer({ min: 280_000, max: 1_100_000 }).map((us) => us * 1e-6);
    const one = (kind: ScenarioEvent['kind'], value?: fc.Arbitrary<number>) =>
      fc.record({ t_s: at, kind: fc.constant(kind), ...(value && { value }) }) as fc.Arbitrary<ScenarioEvent>;
    const event = fc.oneof(
      one('psuTrip'),
      one('psuRestore'),
      one('psuModuleFail', fc.constantFrom(1, 2)),
      one('utilityVoltage', fc.constantFrom(0, 0.95, 1)),
      one('loadPower', fc.constantFrom(6e3, 12e3, 18e3)),
      one('capacitorLoss'),
      one('moduleLoss'),
      one('shareLineLoss', fc.constantFrom(0, 1)),
      fc.record({
        t_s: at,
        kind: fc.constant('sensorFault'),
        sensor: fc.constant('busVoltage'),
        fault: fc.constant('offset'),
        value: fc.constantFrom(-0.05, 0.05),
      }) as fc.Arbitrary<ScenarioEvent>,
      one('fanStop'),
    );
    let worst_s = 0;
    let fine = 0;
    let total = 0;
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 2 }), (events) => {
        const pair = both(scenario(1.5, events), quiet);
        expect(kinds(pair.adaptive.log())).toEqual(kinds(pair.fine.log()));
        worst_s = Math.max(worst_s, apart_s(pair.fine.log(), pair.adaptive.log()));
        fine += fine_s(pair.adaptive);
        total += 1.5;
        const { power, system } = residuals(pair.adaptive);
        expect(power).toBeLessThan(1e-9);
        expect(system).toBeLessThan(1e-6);
      }),
      { numRuns: 15, seed: 11 },
    );
    console.log(`events within ${(worst_s * 1e6).toFixed(1)} us; ${fine.toFixed(1)} s of ${total} s fine`);
    expect(worst_s).toBeLessThan(20e-6);
  });
});

it.each(Object.keys(presets).filter((name) => name !== 'pod-40'))('a minute on the battery keeps its books: %s', (preset) => {
  const simulation = simulated(resolve(scenario(60, [trip(1)], preset), {}, { label: 'main' }));
  const { power, system } = residuals(simulation);
  console.log(
    `${preset}: power stage ${power.toExponential(1)}, system ${system.toExponential(1)}, ${fine_s(simulation).toFixed(2)} s fine`,
  );
  expect(power).toBeLessThan(1e-9);
  expect(system).toBeLessThan(1e-6);
  expect(fine_s(simulation)).toBeLessThan(2);
});

it('a dead bus is at rest too, and NaN never reaches a channel', () => {
  const dead = { ...scenario(3, [trip(0.4)]), set: { cbuModules: 0, bbuModules: 0, handoffStrategy: 'threshold' } };
  const { fine, adaptive } = both(dead, quiet);
  expect(kinds(adaptive.log())).toEqual(kinds(fine.log()));
  expect(adaptive.metrics().unservedEnergy_J).toBeCloseTo(fine.metrics().unservedEnergy_J as number, 6);
  for (const joule of Object.values(adaptive.ledger())) expect(Number.isFinite(joule)).toBe(true);
  for (const name of ['busVoltage_V', 'psuCurrent_A', 'bbuCurrent_A', 'loadCurrent_A'] as const)
    expect(adaptive.raw(name, 0, adaptive.tick + 1).every(Number.isFinite), name).toBe(true);
  const held = Array.from({ length: 300 }, (_, k) => adaptive.isCoarse(k * 10_000)).filter((coarse) => coarse).length;
  expect(held).toBeGreaterThan(150);
});

it('the coulomb counter loses nothing', () => {
  const { fine, adaptive } = both(scenario(8, [trip(0.5)]), quiet);
  for (let module = 1; module <= 6; module++) {
    const [a, f] = [adaptive.telemetry(module).soc, fine.telemetry(module).soc];
    expect(Math.abs(a - f), String(module)).toBeLessThan(1e-6);
  }
});

it('fine time never sleeps, and a step of half a microsecond is fine too', () => {
  const events: StimulusEvent[] = [];
  const base = { duration_s: 0.6, events };
  const { TIME_FINE, TIME_ADAPTIVE } = { TIME_FINE: 1, TIME_ADAPTIVE: 0 };
  const runs = (parameters: Record<string, number>) => simulated({ ...base, parameters }).telemetry(0).fastRuns;
  expect(runs({ timeMode: TIME_FINE })).toBe(60_000 - UNTOLD);
  expect(runs({ timeMode: TIME_ADAPTIVE, stepsPerTick: 2 })).toBe(60_000 - UNTOLD);
  expect(runs({ timeMode: TIME_ADAPTIVE })).toBeLessThan(40_000);
});

describe('the record', () => {
  const simulation = simulated(resolve(scenario(2.0037, [trip(0.6)]), {}, { label: 'main' }));
  const end = simulation.tick;

  it('has a value for every tick, held in coarse time', () => {
    const volts = simulation.raw('busVoltage_V', 0, end + 1);
    expect(volts.length).toBe(end + 1);
    let coarse = 0;
    for (let tick = 0; tick <= end; ) {
      const held = simulation.heldUntil_tick(tick);
      if (simulation.isCoarse(tick)) {
        coarse += held - tick + 1;
        expect(new Set(volts.subarray(tick, held + 1)).size).toBe(1);
        tick = held + 1;
        continue;
      }
      expect(held).toBe(tick);
      tick = simulation.stretchEnd_tick(tick);
    }
    console.log(`${coarse} of ${end} ticks held`);
    expect(coarse).toBeGreaterThan(0.5 * end);
    // the slow ones go on without a step
    for (const [name, step] of [
      ['packSoc', 2e-5],
      ['capacitorVoltage_V', 0.06],
    ] as const) {
      const values = simulation.raw(name, 700_000, end - 700_000);
      let widest = 0;
      for (let k = 1; k < values.length; k++) widest = Math.max(widest, Math.abs((values[k] as number) - (values[k - 1] as number)));
      expect(widest, name).toBeLessThan(step);
    }
  });

  it('of a trip out of coarse time is, noise off, that of fine time sample by sample', () => {
    const pair = both(scenario(1.2, [trip(0.6)]), quiet);
    for (const name of ['busVoltage_V', 'psuCurrent_A', 'bbuCurrent_A', 'capacitorVoltage_V', 'psuEnergy_J'] as const) {
      const [a, f] = [pair.adaptive.raw(name, 600_000, 60_000), pair.fine.raw(name, 600_000, 60_000)];
      expect(a.length).toBe(60_000);
      let widest = 0;
      for (let k = 0; k < 60_000; k++) widest = Math.max(widest, Math.abs((a[k] as number) - (f[k] as number)));
      expect(widest, name).toBeLessThan(2e-5);
    }
    expect(pair.adaptive.isCoarse(599_000)).toBe(true);
  });

  it('views hold the extremes of the samples that begin in each column', () => {
    for (const name of ['busVoltage_V', 'capacitorVoltage_V', 'packSoc'] as const) {
      const values = simulation.raw(name, 0, end + 1);
      for (const columns of [1, 7, 200]) {
        const view = simulation.view(name, 0, (end + 1) * 1e-6, columns);
        expect(Math.min(...view.min), name).toBe(values.reduce((a, b) => Math.min(a, b)));
        expect(Math.max(...view.max), name).toBe(values.reduce((a, b) => Math.max(a, b)));
        for (let k = 0; k < columns; k++) {
          const low = Math.ceil(((end + 1) * k) / columns);
          const high = Math.ceil(((end + 1) * (k + 1)) / columns);
          const part = values.subarray(low, high);
          expect(part.includes(view.min[k] as number), `${name} ${k} of ${columns}`).toBe(true);
          expect(part.includes(view.max[k] as number), `${name} ${k} of ${columns}`).toBe(true);
          expect(part.includes(view.last[k] as number), `${name} ${k} of ${columns}`).toBe(true);
        }
      }
    }
  });

  it('keeps every sample around the trigger, however long the run was and will be', () => {
    const long = simulated(resolve(scenario(60, [trip(30)]), {}, { label: 'main' }));
    expect(long.oldestRaw_tick).toBe(0);
    const volts = long.raw('busVoltage_V', 29_995_000, 30_000);
    expect(volts.length).toBe(30_000);
    expect(Math.min(...volts)).toBe(Math.fround(long.metrics().busVoltageMin_V as number));
  });
});
