/** A run is its spec: however it is cut, looked at, taken back, or compiled, the state is the same bit for bit. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChannelName, channels } from '../../host/abi/registers.ts';
import { sensorItem } from '../../host/scenario/sensor-faults.ts';
import { resolve, scenarios } from '../../host/scenario.ts';
import { type RunSpec, type Simulation, SimulationModule, type StimulusEvent } from '../../host/simulation.ts';
import { simulated, simulationOf } from '../support/simulation.ts';

const short = (name: string, duration_s: number, variant = 0): RunSpec => {
  const scenario = scenarios[name];
  if (!scenario) throw new Error(`there is no scenario ${name}`);
  return { ...resolve(scenario, {}, scenario.runs[variant]), duration_s };
};

/** With the handoff in it, cells, heat, noise and a fault. */
const spec: RunSpec = {
  ...short('psu-trip-handoff', 0.022),
  events: [
    { t_s: 0.002, kind: 'psuTrip' },
    { t_s: 0.0100004, kind: 'packShort', index: 2, value: 2e-3 },
    { t_s: 0.015, kind: 'loadPower', value: 9e3 },
  ],
};
const whole = simulated(spec);
const hash = whole.hash();
const waves = (Object.keys(channels) as ChannelName[]).filter((name) => channels[name].kind === 'wave');

/** Everything a run shows. */
function shown(simulation: Simulation) {
  const { wallTime_s, ...metrics } = simulation.metrics();
  const samples = createHash('sha256');
  for (const name of waves) samples.update(simulation.raw(name, 0, simulation.tick + 1));
  return {
    metrics,
    samples: samples.digest('hex'),
    log: simulation.log(),
    states: simulation.states('handoffState'),
    ledger: simulation.ledger(),
  };
}

describe('cut and continued', () => {
  it('anywhere, any number of times, it ends in the same state', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9000 }), { minLength: 1, maxLength: 8 }), (slices) => {
        const simulation = simulationOf(spec);
        for (const ticks of slices) simulation.run(ticks);
        simulation.run(simulation.duration_ticks);
        expect(simulation.hash()).toBe(hash);
      }),
      { numRuns: 25, seed: 3 },
    );
  });

  it('looked at while converters work, after which they rest: the generator takes over', { timeout: 30_000 }, () => {
    const long = short('generator-start', 2.3);
    const seen = simulationOf(long);
    while (!seen.done) {
      seen.run(7777);
      seen.metrics();
    }
    expect(seen.hash()).toBe(simulated(long).hash());
  });

  it('tick by tick through trip, handoff and short circuit', () => {
    const simulation = simulationOf(spec);
    while (!simulation.done) simulation.run(1);
    expect(simulation.hash()).toBe(hash);
    expect(shown(simulation)).toEqual(shown(whole));
  });

  it('looking at it changes nothing', () => {
    const simulation = simulationOf(spec);
    while (!simulation.done) {
      simulation.run(1777);
      simulation.metrics();
      simulation.ledger();
      simulation.moduleTruth(3);
      simulation.log();
      simulation.hash();
      simulation.view('busVoltage_V', 0, simulation.time_s, 300);
      simulation.viewEdges('cbuCurrent_A', Float64Array.of(0.001, 0.0017, 0.004));
      simulation.raw('loadCurrent_A', 0, 100);
    }
    expect(simulation.hash()).toBe(hash);
  });
});

describe('snapshot', () => {
  it('restored after any detour, it goes on as if it had never been left', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 21_999 }), fc.integer({ min: 0, max: 21_999 }), (cut, detour) => {
        const simulation = simulationOf(spec);
        simulation.run(cut);
        const snapshot = simulation.snapshot();
        simulation.run(detour);
        simulation.restore(snapshot);
        expect(simulation.tick).toBe(cut);
        simulation.run(simulation.duration_ticks);
        expect(simulation.hash()).toBe(hash);
        expect(shown(simulation)).toEqual(shown(whole));
      }),
      { numRuns: 12, seed: 5 },
    );
  });

  it.each([0, 2001, 10_003, 21_999])('taken at %d us, it goes on in a fresh simulation of the same spec', (cut) => {
    const first = simulationOf(spec);
    first.run(cut);
    const second = simulationOf(spec);
    second.restore(first.snapshot());
    second.run(second.duration_ticks);
    expect(second.hash()).toBe(hash);
    expect(second.log()).toEqual(whole.log());
    expect(second.ledger()).toEqual(whole.ledger());
  });
});

describe('the same bits', () => {
  const debug = SimulationModule.compile(readFileSync(new URL('../../build/debug/ridethrough.wasm', import.meta.url)));
  it.each([
    ['psu-trip-handoff', 0.02, 0],
    ['psu-trip-handoff', 0.01, 1],
    ['orv3-ac-loss', 0.025, 2],
    ['hpr-ac-loss', 0.012, 0],
    ['psu-module-loss', 0.012, 2],
    ['threshold-trap', 0.01, 0],
  ])('from the debug image and the release image: %s, %d s, run %d', async (name, duration_s, variant) => {
    const given = short(name, duration_s, variant);
    const slow = (await debug).create(given);
    slow.run(slow.duration_ticks);
    expect(slow.hash()).toBe(simulated(given).hash());
  });

  it('from the same seed, others from another', () => {
    expect(simulated(spec).hash()).toBe(hash);
    const hashes = [1, 2, 3, 2 ** 40].map((seed) => simulated({ ...spec, seed }).hash());
    expect(new Set(hashes).size).toBe(4);
    expect(hashes[0]).toBe(hash);
  });
});

it('NaN never reaches a channel, whatever happens to the shelf', () => {
  const when = fc.integer({ min: 0, max: 7999 }).map((us) => us * 1e-6);
  const one = (kind: StimulusEvent['kind'], value: fc.Arbitrary<number>, index: fc.Arbitrary<number> = fc.constant(0)) =>
    fc.record({ t_s: when, kind: fc.constant(kind), value, index });
  const event: fc.Arbitrary<StimulusEvent> = fc.oneof(
    one('utilityVoltage', fc.constantFrom(0, 0.4, 1.5)),
    one('psuTrip', fc.constant(0)),
    one('psuRestore', fc.constant(0)),
    one('psuModuleFail', fc.constantFrom(1, 6)),
    one('loadPower', fc.constantFrom(0, 1, 18e3, 1e6)),
    one('loadReconnect', fc.constant(0)),
    one('command', fc.constantFrom(-600, 0, 600)),
    one('enable', fc.constantFrom(0, 1), fc.constantFrom(0, 1)),
    one('command', fc.constantFrom(-120, 0, 120), fc.constant(1)),
    one('capacitorLoss', fc.constant(0)),
    one('moduleLoss', fc.constant(0), fc.integer({ min: 0, max: 5 })),
    one('packShort', fc.constantFrom(1e-5, 1e-2), fc.integer({ min: 0, max: 5 })),
    one('linkShort', fc.constantFrom(0, 1e-5, 1e-2), fc.integer({ min: 0, max: 5 })),
    one('sensorFault', fc.constantFrom(-1000, 1000), fc.integer({ min: 0, max: 6 })).map((given) => ({
      ...given,
      item: sensorItem('busVoltage', 'offset'),
    })),
  );
  const parameters = fc.record({
    controlMode: fc.constantFrom(0, 1),
    loadPower_W: fc.constantFrom(0, 18e3, 27e3),
    capacitorInitial_V: fc.constantFrom(0, 3, 46),
    packInitialSoc: fc.constantFrom(0, 0.02, 1),
    psuHoldUpEnergy_J: fc.constantFrom(0, 60),
    psuFallTime_s: fc.constantFrom(0, 50e-6),
    capacitorEsr_ohm: fc.constantFrom(0, 6.3e-3),
    busEsrL_ohm: fc.constantFrom(0, 1e-3),
  });
  fc.assert(
    fc.property(parameters, fc.array(event, { maxLength: 8 }), (given, events) => {
      const simulation = simulated({ parameters: given, events, duration_s: 0.008 });
      for (const name of waves) expect(simulation.raw(name, 0, 8001).every(Number.isFinite), name).toBe(true);
      for (const [name, joule] of Object.entries(simulation.ledger())) expect(Number.isFinite(joule), name).toBe(true);
    }),
    { numRuns: 60, seed: 9 },
  );
});
