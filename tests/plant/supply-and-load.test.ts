/** Both ends of the plant: generator and transfer switch against closed forms, load patterns against their statistics. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enumerations, lineBits } from '../../host/abi/registers.ts';
import { type RunSpec, type Simulation, SimulationModule, type StimulusEvent } from '../../host/simulation.ts';
import { simulated, simulationOf } from '../support/simulation.ts';
import { testingModule } from '../support/testing-module.ts';
import { plantValues } from './reference/parameters.ts';
import { type Corner, pulseCorners, slewed } from './reference/pattern.ts';

const quiet = { sensorNoise: 0, sensorQuantisation: 0 };
const [PULSES, TRAINING, TRACE] = (['pulses', 'training', 'trace'] as const).map((kind) => enumerations.LoadPattern.indexOf(kind)) as [
  number,
  number,
  number,
];
const ON_GENERATOR = 1 << lineBits.indexOf('ON_GENERATOR');
const utility = (t_s: number, value: number, duration_s = 0): StimulusEvent => ({ t_s, kind: 'utilityVoltage', value, duration_s });

describe('generator', () => {
  function response(dip: number, time_s: number, damping: number) {
    const wasm = testingModule();
    wasm.testResponseInit?.(dip, time_s, damping);
    return (change: number, step_s: number) => wasm.testResponseStep?.(change, step_s) ?? Number.NaN;
  }

  it.each([
    [0.2, 0.3, 0.7],
    [0.1, 0.8, 0.3],
    [0.2, 0.05, 0.95],
  ])('dips by %d on half of its rating, time constant %d s, damping %d, as the closed form says at any step', (dip, time_s, damping) => {
    const w = 1 / time_s;
    const b = w * Math.sqrt(1 - damping * damping);
    // lowest point where the slope is zero: tan(b t) = b/(zeta w)
    const lowest_s = Math.atan2(b, damping * w) / b;
    const shape = (t_s: number) => Math.exp(-damping * w * t_s) * Math.sin(b * t_s);
    const closed = (t_s: number) => (-dip * shape(t_s)) / shape(lowest_s);
    let off = 0;
    let lowest = 0;
    for (const step_s of [1e-3, 37e-3]) {
      const step = response(dip, time_s, damping);
      for (let k = 1; k * step_s < 8 * time_s; k++) {
        const x = step(k === 1 ? 0.5 : 0, step_s);
        off = Math.max(off, Math.abs(x - closed(k * step_s)));
        lowest = Math.min(lowest, x);
      }
    }
    console.log(`damping ${damping}: ${off.toExponential(1)} pu off the closed form, lowest ${lowest.toFixed(5)} pu`);
    expect(off).toBeLessThan(1e-12);
    expect(Math.abs(lowest + dip)).toBeLessThan(1e-4);
  });

  it('several steps add up, and it comes to rest, each where it is within 1e-12', () => {
    const step = response(0.2, 0.3, 0.7);
    const one = response(0.2, 0.3, 0.7);
    const two = response(0.2, 0.3, 0.7);
    for (let k = 0; k < 30_000; k++) {
      const both = step(k === 0 ? 0.5 : k === 400 ? -0.2 : 0, 1e-3);
      expect(Math.abs(both - one(k === 0 ? 0.5 : 0, 1e-3) - two(k === 400 ? -0.2 : 0, 1e-3))).toBeLessThan(4e-12);
      if (k === 29_999) expect(both).toBe(0);
    }
  });

  const hasty = {
    ...quiet,
    generatorRating_W: 30e3,
    generatorSignalDelay_s: 1.0003e-3,
    generatorCrank_s: 3e-3,
    generatorTransferGap_s: 0.7002e-3,
    generatorReturn_s: 4e-3,
    generatorVoltageTime_s: 20e-3,
    generatorFrequencyTime_s: 40e-3,
  };
  const timesOf = (simulation: Simulation, kinds: readonly string[]) =>
    Object.fromEntries(simulation.log().flatMap(({ kind, t_s }) => (kinds.includes(kind) ? [[kind, t_s]] : [])));
  const KINDS = ['utilityLost', 'generatorStarted', 'generatorReady', 'onGenerator', 'utilityBack', 'backOnUtility'];

  it('starts, takes over through an open switch, gives back through an open switch: to the picosecond', () => {
    const simulation = simulated({
      parameters: hasty,
      events: [utility(0.0010004, 0), utility(0.0120001, 1, 1e-3)],
      duration_s: 0.02,
    });
    const lost_s = 0.0010004;
    const ready_s = lost_s + 1.0003e-3 + 3e-3;
    // a ramp from 0 to 1 pu crosses 0.9 pu at nine tenths
    const back_s = 0.0120001 + 0.9e-3;
    const expected: Record<string, number> = {
      utilityLost: lost_s,
      generatorStarted: lost_s + 1.0003e-3,
      generatorReady: ready_s,
      onGenerator: ready_s + 0.7002e-3,
      utilityBack: back_s,
      backOnUtility: back_s + 4e-3 + 0.7002e-3,
    };
    const found = timesOf(simulation, KINDS);
    for (const kind of KINDS) expect(Math.abs((found[kind] ?? Number.NaN) - (expected[kind] as number)), kind).toBeLessThan(2e-12);
  });

  it('while the switch is open the rectifiers see nothing, after it the generator, and the line says so', () => {
    const simulation = simulationOf({ parameters: hasty, events: [utility(0.001, 0), utility(0.012, 1)], duration_s: 0.02 });
    const at = (tick: number) => {
      simulation.run(tick - simulation.tick);
      const { utility_pu, input_pu, onGenerator } = simulation.truth();
      return { utility_pu, input_pu, onGenerator, line: (simulation.sample(0).lines as unknown as number) & ON_GENERATOR };
    };
    expect(at(900)).toEqual({ utility_pu: 1, input_pu: 1, onGenerator: 0, line: 0 });
    expect(at(5400)).toEqual({ utility_pu: 0, input_pu: 0, onGenerator: 0, line: 0 });
    expect(at(5850)).toEqual({ utility_pu: 0, input_pu: 1, onGenerator: 1, line: ON_GENERATOR });
    expect(at(16_300)).toEqual({ utility_pu: 1, input_pu: 0, onGenerator: 0, line: 0 });
    expect(at(17_000)).toEqual({ utility_pu: 1, input_pu: 1, onGenerator: 0, line: 0 });
  });

  it('answers what the rectifiers took in the millisecond before', () => {
    const simulation = simulationOf({ parameters: hasty, events: [utility(0.001, 0)], duration_s: 0.08 });
    const voltage = response(0.2, 20e-3, 0.7);
    const frequency = response(0.1, 40e-3, 0.7);
    let taken_J = 0;
    let load_pu = 0;
    let lowest_pu = 1;
    for (let ms = 1; ms <= 79; ms++) {
      // the generator is advanced at the first fast tick of the next millisecond
      simulation.run(1000 * ms - simulation.tick);
      const before_J = taken_J;
      taken_J = simulation.ledger().utilityIn_J;
      const { onGenerator } = simulation.truth();
      if (!onGenerator) continue;
      const now_pu = (taken_J - before_J) / 1e-3 / 30e3;
      const volt = 1 + voltage(now_pu - load_pu, 1e-3);
      const hertz = 1 + frequency(now_pu - load_pu, 1e-3);
      load_pu = now_pu;
      simulation.run(1);
      const { input_pu, generatorFrequency_pu } = simulation.truth();
      expect(Math.abs(input_pu - volt)).toBeLessThan(1e-9);
      expect(Math.abs(generatorFrequency_pu - hertz)).toBeLessThan(1e-9);
      lowest_pu = Math.min(lowest_pu, input_pu);
    }
    console.log(`generator of 30 kW that is loaded at once: ${lowest_pu.toFixed(3)} pu at the lowest`);
    expect(lowest_pu).toBeLessThan(0.8);
  });

  it('a utility that is back before it is ready keeps it from taking over', () => {
    const simulation = simulated({ parameters: hasty, events: [utility(0.001, 0), utility(0.004, 1)], duration_s: 0.02 });
    expect(Object.keys(timesOf(simulation, KINDS))).toEqual(['utilityLost', 'generatorStarted', 'utilityBack']);
  });

  it('loaded in blocks it gives no more than it admits', () => {
    const parameters = { ...hasty, generatorBlockLoad_ratio: 0.25, generatorBlockInterval_s: 10e-3 };
    const simulation = simulationOf({ parameters, events: [utility(0.001, 0)], duration_s: 0.06 });
    simulation.run(5_701);
    const connected = simulation.tick;
    let before_J = simulation.ledger().utilityIn_J;
    const steps: number[] = [];
    for (let k = 1; k <= 40; k++) {
      simulation.run(1000);
      const now_J = simulation.ledger().utilityIn_J;
      const most_W = 30e3 * Math.min(1, 0.25 * (1 + Math.floor((simulation.tick - connected + 1) / 10e3)));
      const given_W = (now_J - before_J) / 1e-3;
      expect(given_W).toBeLessThanOrEqual(most_W * (1 + 1e-9));
      steps.push(given_W);
      before_J = now_J;
    }
    // the store is empty by then: it gives all that it admits
    expect(steps[3]).toBeCloseTo(7.5e3, 0);
    expect(steps[13]).toBeCloseTo(15e3, 0);
  });
});

describe('walk-in', () => {
  const interrupted = (gap_s: number) =>
    simulationOf({
      parameters: { ...quiet, psuWalkIn_s: 40e-3, psuHoldOff_s: 10e-3, cbuModules: 0, handoffStrategy: 0 },
      events: [utility(0.002, 0), utility(0.002 + gap_s, 1)],
      duration_s: 0.2,
    });

  it('after an interruption the input rises from zero in a straight line, and the battery gives what it does not', () => {
    const simulation = interrupted(0.05);
    simulation.run(62_000);
    let before_J = simulation.ledger().utilityIn_J;
    for (let ms = 1; ms <= 40; ms++) {
      simulation.run(1000);
      const now_J = simulation.ledger().utilityIn_J;
      expect((now_J - before_J) / 1e-3).toBeLessThanOrEqual((28.8e3 * (ms - 0.5)) / 40 + 1e-6);
      before_J = now_J;
    }
    simulation.run(simulation.duration_ticks);
    const metrics = simulation.metrics();
    console.log(`walk-in of 40 ms: bus ${metrics.busVoltageMin_V?.toFixed(2)} to ${metrics.busVoltageMax_V?.toFixed(2)} V`);
    expect(metrics.outsideWindow_s).toBe(0);
    expect(metrics.loadDropouts).toBe(0);
    // the rectifiers carry again
    expect(simulation.truth().psuCurrent_A).toBeGreaterThan(0.9 * simulation.truth().loadCurrent_A);
  });

  it('a short interruption is ridden through without it', () => {
    const simulation = interrupted(0.015);
    simulation.run(18_000);
    const before_J = simulation.ledger().utilityIn_J;
    simulation.run(1000);
    expect(simulation.ledger().utilityIn_J - before_J).toBeCloseTo(28.8, 6);
  });
});

describe('load patterns', () => {
  /** Demand every `every_us`. */
  function demand_W(spec: Partial<RunSpec>, every_us = 10): number[] {
    const simulation = simulationOf(spec);
    const out: number[] = [];
    while (!simulation.done) {
      simulation.run(every_us);
      out.push(simulation.truth().loadDemand_W);
    }
    return out;
  }

  it('training: period and height are drawn evenly around their means, and every fifth pulse is followed by a checkpoint', () => {
    const [T_s, low_W, high_W, jT, jA] = [4e-3, 6e3, 16e3, 0.2, 0.1];
    const parameters = {
      ...quiet,
      controlMode: 1,
      loadPower_W: 6e3,
      loadPattern: TRAINING,
      patternStart_s: 1e-3,
      patternPeriod_s: T_s,
      patternLow_W: low_W,
      patternHigh_W: high_W,
      patternRise_s: 0.4e-3,
      patternFall_s: 0.4e-3,
      patternDuty: 0.5,
      patternPeriodJitter: jT,
      patternAmplitudeJitter: jA,
      checkpointEvery: 5,
      checkpointTime_s: 6e-3,
    };
    const every_us = 25;
    const wave = demand_W({ parameters, duration_s: 1.3 }, every_us);
    // rising edges begin where the demand leaves the low level
    const begins = wave.flatMap((power, k) => (k > 0 && (wave[k - 1] as number) <= low_W + 1 && power > low_W + 1 ? [k] : []));
    const periods_s = begins.slice(1).map((k, n) => (k - (begins[n] as number)) * every_us * 1e-6);
    const highs_W = begins.slice(1).map((k, n) => Math.max(...wave.slice(begins[n], k)));
    const plainPeriods = periods_s.filter((_, n) => n % 5 !== 4);
    const pauses = periods_s.filter((_, n) => n % 5 === 4);
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const deviation = (values: number[]) => Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)));
    const figures = { mean: mean(plainPeriods) / T_s, sigma: deviation(plainPeriods) / T_s, high: mean(highs_W) / high_W };
    console.log(`${periods_s.length} periods: ${JSON.stringify(figures)}`);
    expect(periods_s.length).toBeGreaterThan(200);
    for (const T of plainPeriods) expect(Math.abs(T / T_s - 1)).toBeLessThanOrEqual(jT + 0.007);
    for (const T of pauses) expect(Math.abs((T - 6e-3) / T_s - 1)).toBeLessThanOrEqual(jT + 0.007);
    for (const high of highs_W) expect(Math.abs((high - low_W) / (high_W - low_W) - 1)).toBeLessThanOrEqual(jA + 1e-9);
    // an even draw of half-width j has sigma j/sqrt(3); means within four of their own sigmas
    const n = plainPeriods.length;
    expect(Math.abs(mean(plainPeriods) / T_s - 1)).toBeLessThan((4 * jT) / Math.sqrt(3 * n));
    expect(Math.abs(deviation(plainPeriods) / T_s / (jT / Math.sqrt(3)) - 1)).toBeLessThan(0.12);
    const sigmaHigh = (jA * (high_W - low_W)) / Math.sqrt(3);
    expect(Math.abs(mean(highs_W) - high_W)).toBeLessThan((4 * sigmaHigh) / Math.sqrt(highs_W.length));
    // and another seed draws others
    const other = simulated({ parameters, duration_s: 0.05, seed: 2 }).hash();
    expect(simulated({ parameters, duration_s: 0.05 }).hash()).not.toBe(other);
  });

  it('ten thousand pulses do not drift', () => {
    const simulation = simulationOf({
      parameters: {
        ...quiet,
        controlMode: 1,
        loadPower_W: 5e3,
        loadPattern: PULSES,
        patternPeriod_s: 1 / 9999,
        patternLow_W: 5e3,
        patternHigh_W: 6e3,
        patternRise_s: 2e-5,
        patternFall_s: 0,
        patternDuty: 0.5,
      },
      duration_s: 1.0001,
    });
    // the ten-thousandth pulse begins after 9999 periods, at one second
    simulation.run(1_000_000);
    expect(simulation.truth().loadDemand_W).toBeCloseTo(5e3, 6);
    simulation.run(10);
    expect(simulation.truth().loadDemand_W).toBeCloseTo(5.5e3, 6);
  });

  const pulse = fc
    .record({
      low: fc.integer({ min: 0, max: 15 }),
      more: fc.integer({ min: 0, max: 11 }),
      period_us: fc.double({ min: 60, max: 3000, noNaN: true }),
      duty: fc.double({ min: 0.1, max: 0.9, noNaN: true }),
      rise: fc.double({ min: 0, max: 1, noNaN: true }),
      fall: fc.double({ min: 0, max: 1, noNaN: true }),
      slew: fc.constantFrom(1e6, 1e7, 1e9),
      start_us: fc.double({ min: 0, max: 400, noNaN: true }),
    })
    .map(({ low, more, period_us, duty, rise, fall, slew, start_us }) => ({
      loadPattern: PULSES,
      loadPower_W: 8e3,
      loadSlew_A_per_s: slew,
      patternStart_s: start_us * 1e-6,
      patternLow_W: 1e3 * low,
      patternHigh_W: 1e3 * (low + more),
      patternPeriod_s: period_us * 1e-6,
      patternDuty: duty,
      patternRise_s: rise * duty * period_us * 1e-6,
      patternFall_s: fall * (1 - duty) * period_us * 1e-6,
    }));

  /** Integral of a demand that is level before its first corner and after its last. */
  function energy_J(corners: readonly Corner[], until_s: number): number {
    let [t_s, power_W] = [0, corners[0]?.[1] ?? 0];
    let sum_J = 0;
    for (const [next_s, next_W] of [...corners, [until_s, corners.at(-1)?.[1] ?? 0] as Corner]) {
      if (next_s >= until_s && t_s < until_s && next_s > t_s) {
        const at_W = power_W + ((next_W - power_W) * (until_s - t_s)) / (next_s - t_s);
        return sum_J + 0.5 * (power_W + at_W) * (until_s - t_s);
      }
      sum_J += 0.5 * (power_W + next_W) * (next_s - t_s);
      [t_s, power_W] = [next_s, next_W];
    }
    return sum_J;
  }

  it('any pulses: what the load took is the integral of its demand, which never moves faster than the slew limit', () => {
    let worst = 0;
    fc.assert(
      fc.property(pulse, (set) => {
        const duration_s = 0.006;
        const simulation = simulationOf({ parameters: { ...quiet, controlMode: 1, ...set }, duration_s });
        const p = plantValues(set);
        const slew_W_per_us = set.loadSlew_A_per_s * p.busNominal_V * 1e-6;
        let before_W = simulation.truth().loadDemand_W;
        for (let tick = 0; tick < 500; tick++) {
          simulation.run(1);
          const now_W = simulation.truth().loadDemand_W;
          expect(Math.abs(now_W - before_W)).toBeLessThanOrEqual(slew_W_per_us * (1 + 1e-9) + 1e-9);
          before_W = now_W;
        }
        simulation.run(simulation.duration_ticks);
        const closed_J = energy_J(slewed(pulseCorners(p, duration_s), set.loadPower_W, slew_W_per_us * 1e6), duration_s);
        const off = Math.abs(simulation.ledger().load_J / closed_J - 1);
        worst = Math.max(worst, off);
        expect(off).toBeLessThan(1e-6);
      }),
      { numRuns: 40, seed: 4 },
    );
    console.log(`40 pulse trains: energy off by ${worst.toExponential(1)} at most`);
  });

  it('a trace that repeats begins anew at its end, one that does not stays there', () => {
    const loadTrace: [number, number][] = [
      [0, 9e3],
      [1e-3, 12e3],
      [2e-3, 12e3],
    ];
    const parameters = { ...quiet, controlMode: 1, loadPower_W: 9e3, loadPattern: TRACE, patternStart_s: 0.5e-3, loadSlew_A_per_s: 1e9 };
    const repeated = demand_W({ parameters: { ...parameters, traceRepeat: 1 }, loadTrace, duration_s: 8e-3 });
    const once = demand_W({ parameters, loadTrace, duration_s: 8e-3 });
    // sample k is the demand at 10 (k + 1) us
    const closed = (t_s: number) => (t_s < 0 ? 9e3 : Math.min(12e3, 9e3 + 3e6 * (t_s % 2e-3)));
    repeated.forEach((power, k) => {
      const t_s = (k + 1) * 1e-5 - 0.5e-3;
      // the jump back to its beginning takes as long as the slew limit lets it
      if (t_s < 0 || t_s % 2e-3 > 1e-6) expect(Math.abs(power - closed(t_s)), String(k)).toBeLessThan(1e-3);
    });
    expect(once.at(-1)).toBe(12e3);
  });

  it('events begin and end a pattern', () => {
    const parameters = {
      ...quiet,
      controlMode: 1,
      loadPower_W: 8e3,
      loadPattern: PULSES,
      patternStart_s: 1,
      patternPeriod_s: 1e-3,
      patternLow_W: 8e3,
      patternHigh_W: 12e3,
      patternRise_s: 0,
      patternFall_s: 0,
      patternDuty: 0.5,
      loadSlew_A_per_s: 1e9,
    };
    const events: StimulusEvent[] = [
      { t_s: 1e-3, kind: 'loadPattern', value: 1 },
      { t_s: 3.2e-3, kind: 'loadPattern', value: 0 },
      { t_s: 5.1e-3, kind: 'loadPattern', value: 1 },
      { t_s: 5.2e-3, kind: 'loadPower', value: 7e3 },
    ];
    const wave = demand_W({ parameters, events, duration_s: 7e-3 });
    const at = (ms: number) => wave[Math.round(ms * 100) - 1];
    expect([0.9, 1.3, 1.8, 3.1, 4.8, 5.15, 5.8, 6.8].map(at)).toEqual([8e3, 12e3, 8e3, 12e3, 12e3, 12e3, 7e3, 7e3]);
  });
});

describe('with all of it on', () => {
  const when = fc.integer({ min: 0, max: 19_000_000 }).map((ns) => ns * 1e-9);
  const event: fc.Arbitrary<StimulusEvent> = fc.oneof(
    fc.record({
      t_s: when,
      kind: fc.constant('utilityVoltage' as const),
      value: fc.double({ min: 0, max: 1.2, noNaN: true }),
      duration_s: fc.constantFrom(0, 1e-5, 3e-3),
    }),
    fc.record({ t_s: when, kind: fc.constant('loadPattern' as const), value: fc.constantFrom(0, 1) }),
    fc.record({ t_s: when, kind: fc.constant('loadPower' as const), value: fc.double({ min: 500, max: 25e3, noNaN: true }) }),
    fc.record({ t_s: when, kind: fc.constant('psuModuleFail' as const), value: fc.constant(1) }),
  );
  const spec = fc.record({
    parameters: fc.record({
      loadPower_W: fc.double({ min: 3e3, max: 24e3, noNaN: true }),
      psuHoldUpEnergy_J: fc.constantFrom(5, 60),
      psuInputRippleFrequency_Hz: fc.constantFrom(0, 50, 400),
      psuWalkIn_s: fc.constantFrom(0, 5e-3),
      psuHoldOff_s: fc.constantFrom(0, 1e-3),
      psuWalkInAfter_s: fc.constantFrom(0, 2e-3),
      // a generator in a great hurry
      generatorRating_W: fc.constantFrom(0, 20e3),
      generatorSignalDelay_s: fc.constantFrom(0, 1e-3),
      generatorCrank_s: fc.constantFrom(0, 2.0001e-3),
      generatorTransferGap_s: fc.constantFrom(0, 0.5e-3),
      generatorReturn_s: fc.constantFrom(0, 3e-3),
      generatorVoltageTime_s: fc.constant(10e-3),
      generatorBlockLoad_ratio: fc.constantFrom(1, 0.3),
      generatorBlockInterval_s: fc.constant(10e-3),
      loadPattern: fc.constantFrom(PULSES, TRAINING, TRACE),
      patternPeriod_s: fc.double({ min: 1e-4, max: 5e-3, noNaN: true }),
      patternRise_s: fc.constantFrom(0, 1e-5),
      patternFall_s: fc.constantFrom(0, 1e-5),
      checkpointEvery: fc.constantFrom(0, 2),
      checkpointTime_s: fc.constant(1e-3),
      traceRepeat: fc.constantFrom(0, 1),
    }),
    loadTrace: fc
      .array(fc.tuple(fc.constantFrom(0, 1e-7, 1e-6, 3e-4, 2.00003e-3), fc.double({ min: 500, max: 25e3, noNaN: true })), {
        minLength: 1,
        maxLength: 6,
      })
      .map((points) => {
        let t_s = 0;
        return points.map(([wait_s, power_W], k): [number, number] => {
          if (k > 0) t_s += wait_s;
          return [t_s, power_W];
        });
      }),
    events: fc.array(event, { minLength: 1, maxLength: 5 }),
    seed: fc.integer({ min: 1, max: 1e6 }),
  });
  const duration_s = 0.02;
  const debug = SimulationModule.compile(readFileSync(new URL('../../build/debug/ridethrough.wasm', import.meta.url)));

  it('the books are kept: power stage 1e-9, system 1e-6; nothing is NaN', () => {
    const worst = { power: 0, system: 0 };
    fc.assert(
      fc.property(spec, (given) => {
        const simulation = simulated({ ...given, duration_s });
        const { residualPower_J, residualSystem_J, load_J } = simulation.ledger();
        worst.power = Math.max(worst.power, Math.abs(residualPower_J) / load_J);
        worst.system = Math.max(worst.system, Math.abs(residualSystem_J) / load_J);
        expect(Math.abs(residualPower_J)).toBeLessThanOrEqual(1e-9 * load_J);
        expect(Math.abs(residualSystem_J)).toBeLessThanOrEqual(1e-6 * load_J);
        for (const channel of ['busVoltage_V', 'psuCurrent_A', 'loadCurrent_A'] as const)
          expect(simulation.raw(channel, 0, simulation.tick + 1).every(Number.isFinite), channel).toBe(true);
      }),
      { numRuns: 60, seed: 12 },
    );
    console.log(`60 random runs: power stage ${worst.power.toExponential(1)}, system ${worst.system.toExponential(1)} at most`);
  });

  it('however it is cut, and from either image, it ends in the same state', async () => {
    const slow = await debug;
    fc.assert(
      fc.property(spec, fc.array(fc.integer({ min: 1, max: 3000 }), { maxLength: 12 }), (given, slices) => {
        const whole = simulated({ ...given, duration_s }).hash();
        const cut = simulationOf({ ...given, duration_s });
        for (const ticks of slices) cut.run(ticks);
        for (let k = 0; k < 300; k++) cut.run(1);
        cut.run(cut.duration_ticks);
        expect(cut.hash()).toBe(whole);
      }),
      { numRuns: 25, seed: 13 },
    );
    fc.assert(
      fc.property(spec, (given) => {
        const simulation = slow.create({ trigger_s: 0, ...given, duration_s: 4e-3 });
        simulation.run(simulation.duration_ticks);
        expect(simulation.hash()).toBe(simulated({ ...given, duration_s: 4e-3 }).hash());
      }),
      { numRuns: 6, seed: 14 },
    );
  });
});
