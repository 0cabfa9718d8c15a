/**
 * The power stage against the same equations solved a second time (reference/: Runge-Kutta of fourth order far below
 * every time constant, events by bisection), open loop, noise and quantisation off.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enumerations } from '../../host/abi/registers.ts';
import { judge, type RunVariant, resolve, rulesFor, type Scenario, scenarios } from '../../host/scenario.ts';
import type { Simulation, StimulusEvent } from '../../host/simulation.ts';
import { simulated } from '../support/simulation.ts';
import type { PlantValues } from './reference/parameters.ts';
import type { Corner } from './reference/pattern.ts';
import { type Solution, solve } from './reference/solve.ts';

const PEAK_V = 5e-3;
const RMS_V = 1e-3;
/** Of some hundred joule; one per mille of the load for 10 ms is 0.2 J. */
const ENERGY_J = 1e-3;
const HALVED_V = 1e-3;
const CBU = 0;
const BBU = 1;

interface Case {
  readonly name: string;
  readonly set?: Partial<PlantValues>;
  readonly events: StimulusEvent[];
  readonly duration_s: number;
  readonly trace?: readonly Corner[];
}

const command = (t_s: number, index: number, value: number): StimulusEvent => ({ t_s, kind: 'command', index, value });
const enable = (t_s: number, index: number, value: number): StimulusEvent => ({ t_s, kind: 'enable', index, value });
const load = (t_s: number, value: number, duration_s = 0): StimulusEvent => ({ t_s, kind: 'loadPower', value, duration_s });
const utility = (t_s: number, value: number, duration_s = 0): StimulusEvent => ({ t_s, kind: 'utilityVoltage', value, duration_s });

// times off the grid on purpose, but for commands, which act on the fast tick
const PULSES = enumerations.LoadPattern.indexOf('pulses');
const TRACE = enumerations.LoadPattern.indexOf('trace');
const pulses = (set: Partial<PlantValues>): Partial<PlantValues> => ({
  loadPattern: PULSES,
  loadPower_W: 9e3,
  patternLow_W: 5e3,
  patternHigh_W: 21e3,
  ...set,
});

const cases: Case[] = [
  ...[9e3, 18e3, 27e3].map((loadPower_W) => ({
    name: `AC loss at ${loadPower_W / 1e3} kW, to the end of the hold-up energy and the lockout`,
    set: { loadPower_W },
    events: [utility(0.0010004, 0)],
    duration_s: 0.001 + 360 / loadPower_W + 0.002,
  })),
  {
    name: 'AC dip: pre-warning, refill of the store, set point back',
    events: [utility(0.0010007, 0), utility(0.0140002, 1)],
    duration_s: 0.036,
  },
  {
    name: 'brown-out to 0.4 pu, energy ends, comes back when the store is full',
    set: { psuHoldUpEnergy_J: 5, loadPower_W: 15e3 },
    events: [utility(0.0005003, 0.4), utility(0.0080001, 1), { t_s: 0.0142, kind: 'loadReconnect' }],
    duration_s: 0.018,
  },
  {
    name: 'PSU trip, restored, load reconnected',
    events: [
      { t_s: 0.0010003, kind: 'psuTrip' },
      { t_s: 0.0030005, kind: 'psuRestore' },
      { t_s: 0.0050002, kind: 'loadReconnect' },
    ],
    duration_s: 0.008,
  },
  { name: 'load step up', set: { loadPower_W: 9e3 }, events: [load(0.0010006, 18e3)], duration_s: 0.004 },
  { name: 'load step down', events: [load(0.0010006, 900)], duration_s: 0.006 },
  { name: 'load ramp to the pulse limit and back', events: [load(0.0010001, 27.5e3, 4e-4), load(0.003, 18e3, 1e-3)], duration_s: 0.006 },
  { name: 'overload beyond the pulse limit, lockout', events: [load(0.0010006, 34e3)], duration_s: 0.006 },
  {
    name: 'PSU modules die, two and then one more',
    events: [
      { t_s: 0.0010004, kind: 'psuModuleFail', value: 2 },
      { t_s: 0.0030009, kind: 'psuModuleFail', value: 1 },
    ],
    duration_s: 0.005,
  },
  {
    name: 'handoff by commands: trip, capacitor, battery, and back',
    events: [
      { t_s: 0.0010003, kind: 'psuTrip' },
      command(0.00101, CBU, 375),
      command(0.00101, BBU, 12),
      enable(0.00101, BBU, 1),
      command(0.00292, CBU, 290),
      command(0.0035, BBU, 40),
      command(0.0035, CBU, 120),
      command(0.0042, BBU, 60),
      command(0.0042, CBU, 0),
      { t_s: 0.0046002, kind: 'psuRestore' },
      command(0.0048, BBU, 20),
      command(0.0052, BBU, 0),
      enable(0.0056, BBU, 0),
    ],
    duration_s: 0.008,
  },
  {
    name: 'capacitor charges, then supports a load step',
    events: [command(0.001, CBU, -20), load(0.0020005, 24e3), command(0.00202, CBU, 100), command(0.003, CBU, 0)],
    duration_s: 0.005,
  },
  {
    name: 'capacitor that cannot give what it is told',
    set: { capacitorInitial_V: 20 },
    events: [{ t_s: 0.0010003, kind: 'psuTrip' }, command(0.00102, CBU, 420)],
    duration_s: 0.0025,
  },
  {
    name: 'single-phase input at 60 Hz: pre-warning and full again in every half-wave',
    set: { psuInputRippleFrequency_Hz: 60, psuHoldUpEnergy_J: 10 },
    events: [],
    duration_s: 0.03,
  },
  {
    name: 'single-phase input at 50 Hz through an AC dip with ramps: pre-warning, refill, set point back',
    set: { psuInputRippleFrequency_Hz: 50, loadPower_W: 12e3, psuHoldUpEnergy_J: 15 },
    events: [utility(0.0030007, 0.2, 2.0003e-3), utility(0.0090002, 1, 1.0001e-3)],
    duration_s: 0.03,
  },
  {
    name: 'single-phase brown-out: energy ends, comes back when the store is full',
    set: { psuInputRippleFrequency_Hz: 60, loadPower_W: 15e3, psuHoldUpEnergy_J: 7 },
    events: [utility(0.0005003, 0.5), { t_s: 0.0142, kind: 'loadReconnect' }],
    duration_s: 0.02,
  },
  {
    name: 'pulses at 10 kHz with edges of 10 us',
    set: pulses({ patternPeriod_s: 1e-4, patternRise_s: 1e-5, patternFall_s: 1e-5, patternStart_s: 1.0003e-4, loadSlew_A_per_s: 1e8 }),
    events: [],
    duration_s: 0.004,
  },
  {
    name: 'pulses whose edges are faster than the slew limit',
    set: pulses({ patternPeriod_s: 0.9e-3, patternRise_s: 0, patternFall_s: 50e-6, patternHigh_W: 27e3, patternStart_s: 0.2e-3 }),
    events: [],
    duration_s: 0.006,
  },
  {
    name: 'pulses that the slew limit turns into a triangle, ended by a demand',
    set: pulses({ patternPeriod_s: 0.3337e-3, patternDuty: 0.5, patternRise_s: 0, patternFall_s: 0, patternStart_s: 0.2e-3 }),
    events: [load(0.0030004, 15e3, 5e-4)],
    duration_s: 0.004,
  },
  {
    name: 'a trace with slopes, a jump and a fast corner',
    set: { loadPattern: TRACE, loadPower_W: 9e3, patternStart_s: 3e-4 },
    events: [],
    duration_s: 0.004,
    trace: [
      [0, 9e3],
      [0.4e-3, 15e3],
      [0.9003e-3, 12e3],
      [0.9003e-3, 20e3],
      [1.6e-3, 20e3],
      [1.7e-3, 26e3],
      [1.75e-3, 25e3],
      [2.8e-3, 4e3],
    ],
  },
];

const openLoop = { controlMode: 1, sensorNoise: 0, sensorQuantisation: 0 };

const run = ({ set, events, duration_s, trace }: Case, stepsPerTick = 1) =>
  simulated({ parameters: { ...openLoop, ...set, stepsPerTick }, events, duration_s, ...(trace && { loadTrace: trace }) });

/** Largest and root mean square difference of the bus voltage. */
function difference(simulation: Simulation, { waves }: Solution): { peak_V: number; rms_V: number } {
  const count = simulation.duration_ticks + 1;
  const bus_V = simulation.raw('busVoltage_V', 0, count);
  let peak_V = 0;
  let squares = 0;
  for (let k = 0; k < count; k++) {
    const off_V = Math.abs((bus_V[k] as number) - (waves.busVoltageL_V[k] as number));
    // a NaN must not pass
    if (!(off_V <= peak_V)) peak_V = off_V;
    squares += off_V * off_V;
  }
  return { peak_V, rms_V: Math.sqrt(squares / count) };
}

/** Largest difference of the hold-up energy, which is written every fast tick. */
function energyDifference_J(simulation: Simulation, { waves }: Solution): number {
  const kept_J = simulation.raw('psuEnergy_J', 0, simulation.duration_ticks + 1);
  return kept_J.reduce(
    (most_J, joule, k) => (k % 10 === 0 ? Math.max(most_J, Math.abs(joule - (waves.psuEnergy_J[k] as number))) : most_J),
    0,
  );
}

const mV = (volt: number) => `${(1e3 * volt).toFixed(3)} mV`;

describe('open loop against an independent solution: 5 mV peak, 1 mV rms; half the step moves the minimum by less than 1 mV', () => {
  it.each(cases)('$name', (given) => {
    const simulation = run(given);
    const reference = solve({ ...openLoop, ...given.set }, given.events, given.duration_s, undefined, given.trace);
    const { peak_V, rms_V } = difference(simulation, reference);
    const minimum_V = simulation.metrics().busVoltageMin_V as number;
    const moved_V = Math.abs((run(given, 2).metrics().busVoltageMin_V as number) - minimum_V);
    console.log(
      `${given.name}: ${mV(peak_V)} peak, ${mV(rms_V)} rms, halved ${mV(moved_V)}, minimum ${minimum_V.toFixed(3)} V, ` +
        `hold-up energy ${(1e3 * energyDifference_J(simulation, reference)).toFixed(3)} mJ peak`,
    );
    expect(peak_V).toBeLessThan(PEAK_V);
    expect(rms_V).toBeLessThan(RMS_V);
    expect(moved_V).toBeLessThan(HALVED_V);
    expect(simulation.metrics().loadDropouts).toBe(reference.dropouts_s.length);
    expect(energyDifference_J(simulation, reference)).toBeLessThan(ENERGY_J);
  });
});

it('the independent solution itself has converged: half its step moves it by less than a fiftieth of the bound', () => {
  for (const { set, events, duration_s } of cases.filter(({ name }) => /trip|step down|handoff/.test(name))) {
    const [coarse, fine] = [2.5e-7, 1.25e-7].map(
      (step_s) => solve({ ...openLoop, ...set }, events, duration_s, step_s).waves.busVoltageL_V,
    );
    let off_V = 0;
    coarse?.forEach((volt, k) => {
      off_V = Math.max(off_V, Math.abs(volt - (fine?.[k] as number)));
    });
    expect(off_V).toBeLessThan(PEAK_V / 50);
  }
});

it('any sequence of trips, dips, steps, losses and commands, on any input and load pattern, stays within the same bounds', () => {
  const at = fc.integer({ min: 100, max: 2500 }).map((us) => us * 1e-6 + 3e-10);
  const tick_s = fc.integer({ min: 10, max: 250 }).map((tick) => tick * 1e-5);
  const event = fc.oneof(
    at.map((t_s): StimulusEvent => ({ t_s, kind: 'psuTrip' })),
    at.map((t_s): StimulusEvent => ({ t_s, kind: 'psuModuleFail', value: 1 })),
    fc.tuple(at, fc.integer({ min: 1, max: 27 })).map(([t_s, kW]) => load(t_s, 1e3 * kW)),
    fc.tuple(at, fc.integer({ min: 1, max: 27 }), fc.integer({ min: 50, max: 900 })).map(([t_s, kW, us]) => load(t_s, 1e3 * kW, us * 1e-6)),
    fc.tuple(at, fc.integer({ min: 0, max: 12 })).map(([t_s, tenths]) => utility(t_s, tenths / 10)),
    fc
      .tuple(at, fc.integer({ min: 0, max: 12 }), fc.integer({ min: 1, max: 900 }))
      .map(([t_s, tenths, us]) => utility(t_s, tenths / 10, us * 1e-6)),
    fc.tuple(tick_s, fc.integer({ min: -20, max: 400 })).map(([t_s, ampere]) => command(t_s, CBU, ampere)),
    fc.tuple(tick_s, fc.integer({ min: 0, max: 60 })).map(([t_s, ampere]) => command(t_s, BBU, ampere)),
    fc.tuple(tick_s, fc.integer({ min: 0, max: 1 })).map(([t_s, on]) => enable(t_s, BBU, on)),
  );
  const pattern = fc
    .record({ low: fc.integer({ min: 0, max: 20 }), more: fc.integer({ min: 1, max: 15 }), us: fc.integer({ min: 100, max: 1500 }) })
    .chain(({ low, more, us }) =>
      fc
        .record({ duty: fc.double({ min: 0.2, max: 0.8, noNaN: true }), rise: fc.double({ min: 0, max: 1, noNaN: true }) })
        .map(({ duty, rise }) => ({
          loadPattern: PULSES,
          patternStart_s: 1e-4 + 3e-10,
          patternLow_W: 1e3 * low,
          patternHigh_W: 1e3 * (low + more),
          patternPeriod_s: us * 1e-6,
          patternDuty: duty,
          patternRise_s: rise * duty * us * 1e-6,
          patternFall_s: (1 - rise) * (1 - duty) * us * 1e-6,
        })),
    );
  let worst_V = 0;
  fc.assert(
    fc.property(
      fc.array(event, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 2, max: 27 }),
      fc.constantFrom(2, 60),
      fc.constantFrom(0, 0, 60, 1000),
      fc.option(pattern),
      (events, kW, psuHoldUpEnergy_J, psuInputRippleFrequency_Hz, follows) => {
        const set = { loadPower_W: 1e3 * kW, psuHoldUpEnergy_J, psuInputRippleFrequency_Hz, ...follows };
        const given: Case = { name: '', set, events, duration_s: 0.003 };
        const { peak_V, rms_V } = difference(run(given), solve({ ...openLoop, ...given.set }, events, given.duration_s));
        worst_V = Math.max(worst_V, peak_V);
        expect(peak_V).toBeLessThan(PEAK_V);
        expect(rms_V).toBeLessThan(RMS_V);
      },
    ),
    { numRuns: 120, seed: 7 },
  );
  console.log(`120 random sequences: ${mV(worst_V)} peak at most`);
});

describe('closed loop, half the step', () => {
  /** The same scenario with less waiting: what happens after `wait_s` happens after 50 ms. */
  const shorter = (scenario: Scenario, duration_s: number): Scenario => ({
    ...scenario,
    duration_s,
    events: scenario.events.flatMap((event) =>
      event.t_s > 9 ? [{ ...event, t_s: event.t_s - 9.95 }] : event.t_s < duration_s ? [event] : [],
    ),
  });
  const short: Record<string, Scenario> = {
    ...scenarios,
    'job-crash': shorter(scenarios['job-crash'] as Scenario, 0.1),
    // the same generator in more of a hurry
    'generator-start': {
      ...(scenarios['generator-start'] as Scenario),
      duration_s: 0.3,
      runs: [
        { label: 'walk-in', set: { generatorCrank_s: 0.04 } },
        { label: 'at once', baseline: true, set: { generatorCrank_s: 0.04, psuHoldOff_s: 0, psuWalkIn_s: 0 } },
      ],
      verdicts: (scenarios['generator-start'] as Scenario).verdicts.map(({ runs, ...rule }) =>
        runs ? { ...rule, runs: ['walk-in'] } : rule,
      ),
      set: {
        ...scenarios['generator-start']?.set,
        generatorSignalDelay_s: 0.01,
        generatorTransferGap_s: 0.02,
        generatorFrequencyTime_s: 0.08,
        psuHoldOff_s: 0.01,
        psuWalkIn_s: 0.15,
        generatorVoltageTime_s: 0.01,
      },
    },
    'multi-dip': {
      ...(scenarios['multi-dip'] as Scenario),
      duration_s: 0.46,
      events: (scenarios['multi-dip'] as Scenario).events
        .slice(0, 4)
        .map((event, k) => ({ ...event, t_s: [0.002, 0.052, 0.402, 0.452][k] ?? 0 })),
    },
    'return-and-recharge': shorter(scenarios['return-and-recharge'] as Scenario, 1.3),
    'threshold-chatter': shorter(scenarios['threshold-chatter'] as Scenario, 0.5),
    // an outage like the others, and not before a quarter of an hour
    'reserve-and-shaving': {
      ...(scenarios['reserve-and-shaving'] as Scenario),
      duration_s: 0.6,
      trigger_s: 0.3,
      events: [
        { t_s: 0.05, kind: 'peakShaving', value: 9000 },
        { t_s: 0.3, kind: 'utilityVoltage', value: 0 },
      ],
    },
    'training-smoothing': shorter(scenarios['training-smoothing'] as Scenario, 0.5),
    'long-outage': {
      ...(scenarios['long-outage'] as Scenario),
      duration_s: 0.3,
      trigger_s: 0.05,
      events: [{ t_s: 0.05, kind: 'psuTrip' }],
    },
  };
  const runs = Object.values(short).flatMap((scenario) =>
    scenario.runs.map((variant) => ({ name: `${scenario.name}, ${variant.label}`, scenario, variant })),
  );
  /** What a run shows, as far as it does not depend on the noise in its very end. */
  function shown(scenario: Scenario, variant: RunVariant, stepsPerTick: number) {
    const spec = resolve(scenario, { stepsPerTick }, variant);
    const simulation = simulated(spec);
    const log = simulation.log();
    // once the capacitor is empty, a constant-power load on a source at its limit is unstable: noise decides how deep it falls
    const until_s = log.find(({ kind }) => kind === 'capacitorEmpty')?.t_s ?? simulation.time_s;
    return {
      minimum_V: simulation.view('busVoltage_V', 0, until_s, 1).min[0] as number,
      verdicts: judge(rulesFor(scenario, variant), simulation.metrics(), spec.parameters).map(({ id, pass }) => `${id} ${pass}`),
      // in the order in which they first happened: which of six equal modules is a tick ahead, its own noise decides
      events: [...new Set(log.map(({ kind }) => kind))],
    };
  }

  it.each(runs)('changes no verdict, no order of events, and the minimum by less than 20 mV: $name', ({ name, scenario, variant }) => {
    const one = shown(scenario, variant, 1);
    const two = shown(scenario, variant, 2);
    console.log(`${name}: minimum moves by ${mV(two.minimum_V - one.minimum_V)}, ${one.events.length} kinds of events`);
    expect(two.verdicts).toEqual(one.verdicts);
    expect(two.events).toEqual(one.events);
    expect(Math.abs(two.minimum_V - one.minimum_V)).toBeLessThan(20e-3);
  });
});
