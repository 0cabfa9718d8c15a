/**
 * What must hold in the coupled simulation whatever the strategy, the settings, the faults and their phases: a first form
 * of the properties P1 to P10 (docs and names: the firmware's design). Seeded; RIDETHROUGH_SEED tries others.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enumerations, type firmwareParameters, type plantParameters } from '../../host/abi/registers.ts';
import { sensorItem } from '../../host/scenario/sensor-faults.ts';
import type { RunSpec, Simulation, StimulusEvent } from '../../host/simulation.ts';
import { bit } from '../support/bench.ts';
import { simulationOf } from '../support/simulation.ts';

const seed = Number(process.env.RIDETHROUGH_SEED ?? 20261);
/** Shrinking stops after this, too. */
const options = { seed, interruptAfterTimeLimit: 50_000, markInterruptAsFailure: true };
const MS_TICKS = 1000;

type Parameters = Partial<Record<keyof typeof firmwareParameters | keyof typeof plantParameters, number>>;
const real = (min: number, max: number) => fc.double({ min, max, noNaN: true });
/** Even over its decades. */
const decades = (min: number, max: number) => real(Math.log(min), Math.log(max)).map(Math.exp);

/** Small packs: the firmware sees the same, the cells cost less. */
const plant = fc.record({
  cbuModules: fc.integer({ min: 0, max: 2 }),
  bbuModules: fc.integer({ min: 1, max: 6 }),
  loadPower_W: real(500, 27e3),
  packInitialSoc: real(0.03, 0.99),
  ambientTemperature_degC: real(-15, 55),
  capacitorInitial_V: real(21, 50),
  psuHoldUpEnergy_J: real(1, 80),
  bbuConverterLatency_s: real(0.1e-3, 4e-3),
  sensorNoise: fc.integer({ min: 0, max: 1 }),
  sensorQuantisation: fc.integer({ min: 0, max: 1 }),
  moduleCurrentOffset_A: real(-1, 1),
  moduleCurrentGain: real(0.9, 1.2),
  startState: fc.integer({ min: 0, max: 3 }).map((n) => (n === 0 ? 1 : 0)),
});
const settings = fc.record({
  handoffStrategy: fc.integer({ min: 0, max: 2 }),
  tripVoltage_V: real(46, 49),
  tripDebounce_s: real(0, 4e-3),
  releaseVoltage_V: real(49, 50),
  releaseHold_s: real(0, 20e-3),
  minimumDwell_s: real(0, 20e-3),
  handoffTimeConstant_s: decades(3e-4, 0.1),
  handoffLeak_s: fc.constantFrom(0, 0.1),
  handoffSlew_A_per_s: decades(1e3, 1e6),
  walkIn_s: decades(1e-4, 20e-3),
  cbuEngage_V: real(47, 50),
  cbuDroop_ohm: decades(5e-4, 2e-2),
  cbuCurrentLimit_A: real(50, 600),
  bbuSetPoint_V: real(46.5, 48.5),
  bbuDroop_ohm: decades(4e-3, 5e-2),
  bbuCurrentLimit_A: real(10, 200),
  bbuLimitRamp_A_per_s: decades(1e3, 1e7),
  bbuStartRamp_A_per_s: decades(1e4, 1e7),
  dischargeCurrentMax_A: real(20, 200),
  voltageDebounce_samples: fc.integer({ min: 1, max: 3 }),
  voltageDelay_s: real(0, 10e-3),
  temperatureDebounce_samples: fc.integer({ min: 1, max: 3 }),
  temperatureDelay_s: real(0, 10e-3),
  currentDebounce_samples: fc.integer({ min: 1, max: 5 }),
  currentDelay_s: real(0, 5e-3),
  plausibilityDebounce_samples: fc.integer({ min: 1, max: 3 }),
  plausibilityDelay_s: real(0, 10e-3),
  contactorTimeout_s: real(16e-3, 30e-3),
  recoveryTime_s: real(0, 20e-3),
  staleSensor_s: real(0.1e-3, 2e-3),
});
const onOff = fc.integer({ min: 0, max: 1 });
const what = fc.oneof(
  fc.record({ kind: fc.constantFrom('psuTrip', 'psuRestore', 'loadReconnect') }),
  fc.record({ kind: fc.constant('utilityVoltage'), value: fc.constantFrom(0, 0, 0.3, 0.8, 1) }),
  fc.record({ kind: fc.constant('loadPower'), value: real(0, 30e3), duration_s: real(0, 5e-3) }),
  fc.record({ kind: fc.constant('psuModuleFail'), value: fc.constant(1) }),
  fc.record({
    kind: fc.constant('sensorFault'),
    index: fc.nat(7),
    item: fc.constantFrom('none', 'stuck', 'stale').map((fault) => sensorItem('busVoltage', fault as 'none')),
  }),
  fc.record({
    kind: fc.constant('sensorFault'),
    index: fc.nat(7),
    item: fc.constant(sensorItem('busVoltage', 'offset')),
    value: real(-8, 8),
  }),
  fc.record({
    kind: fc.constant('sensorFault'),
    index: fc.nat(7),
    item: fc
      .tuple(fc.constantFrom(...enumerations.SensorKind), fc.constantFrom('none', 'stuck', 'torn', 'openWire'), fc.nat(3))
      .map(([name, fault, item]) => sensorItem(name, fault as 'none', name === 'groupVoltage' || name === 'thermistor' ? item : 0)),
  }),
  fc.record({ kind: fc.constantFrom('contactorWeld', 'contactorStuckOpen', 'converterNoStart'), index: fc.nat(5), value: onOff }),
  fc.record({ kind: fc.constant('switchFail'), index: fc.nat(5), value: fc.integer({ min: 0, max: 2 }) }),
  fc.record({ kind: fc.constant('shareLineLoss'), value: onOff }),
  fc.record({ kind: fc.constantFrom('moduleLoss', 'capacitorLoss', 'fanStop'), index: fc.nat(7) }),
  fc.record({ kind: fc.constant('packShort'), index: fc.nat(5), value: decades(1e-3, 1) }),
) as fc.Arbitrary<Omit<StimulusEvent, 't_s'>>;
const DURATION_MS = 40;
// any microsecond, and between two of them
const events = fc.array(fc.tuple(real(0.2e-3, (DURATION_MS - 5) * 1e-3), what), { maxLength: 6 });
const run = fc.record({ plant, settings, events, seed: fc.integer({ min: 1, max: 1e6 }) });
type Run = typeof run extends fc.Arbitrary<infer T> ? T : never;

/** Modules that an event's index can mean. */
function most(kind: StimulusEvent['kind'], { cbuModules, bbuModules }: Run['plant']): number {
  if (kind === 'capacitorLoss') return cbuModules;
  return kind.startsWith('sensor') || kind === 'converterNoStart' ? cbuModules + bbuModules : bbuModules;
}

function spec({ plant, settings, events, seed }: Run): RunSpec {
  const parameters: Parameters = { packParallel: 2, ...plant, ...settings, moduleCount: plant.bbuModules };
  parameters.ratedCapacity_Ah = 6;
  parameters.initialSoc = plant.packInitialSoc;
  parameters.psuModules = 8;
  const list = events
    .filter(([, event]) => event.index === undefined || most(event.kind, plant) > 0)
    .map(([t_s, event]) => ({ t_s, ...event, ...(event.index !== undefined && { index: event.index % most(event.kind, plant) }) }));
  return { parameters: parameters as Record<string, number>, seed, duration_s: DURATION_MS * 1e-3, trigger_s: 0, events: list };
}

const names = Object.entries(enumerations.Protection);
const LATCHED = (
  [
    'SHORT_CIRCUIT',
    'OVERCURRENT_DISCHARGE',
    'OVERCURRENT_CHARGE',
    'CELL_OVERVOLTAGE',
    'CELL_UNDERVOLTAGE',
    'CONTACTOR_WELD',
    'CONTACTOR_STUCK_OPEN',
    'PRECHARGE_SLOW',
    'PRECHARGE_FAST',
    'SENSE_WIRE_OPEN',
    'THERMISTOR_FAULT',
    'SUM_OF_GROUPS',
    'LINK_MISMATCH',
    'CONVERTER_DEVIATION',
  ] as const
).reduce((bits, row) => bits | bit(row), 0);

/** Runs millisecond by millisecond; `look` sees each module's telemetry after each. */
function watched(
  simulation: Simulation,
  modules: number,
  look: (k: number, told: ReturnType<Simulation['telemetry']>, ms: number) => void,
): void {
  for (let ms = 0; !simulation.done; ms++) {
    simulation.run(ms === 0 ? 1 : MS_TICKS);
    for (let k = 0; k < modules; k++) look(k, simulation.telemetry(k), ms);
  }
}

describe('closed loop, random shelves, faults and phases', () => {
  it('P4, P5, P6, P9: no NaN, limits below trips, charge continuous, latches latch, faults clear no faster than allowed', () => {
    fc.assert(
      fc.property(run, (r) => {
        const s = spec(r);
        const simulation = simulationOf(s);
        const { cbuModules, bbuModules } = r.plant;
        const f32 = Math.fround;
        const soc: number[] = [];
        const since = new Map<string, number>();
        let before: number[] = [];
        watched(simulation, cbuModules + bbuModules, (k, told, ms) => {
          // P9
          const bad = Object.entries(told).find(([, value]) => !Number.isFinite(value));
          expect(bad, `module ${k} at ${ms} ms`).toBeUndefined();
          if (k >= cbuModules) {
            // P4: at the bus no more than the converter's limit, in the pack no more than its trip
            expect(told.currentLimit_A).toBeLessThanOrEqual(f32(r.settings.bbuCurrentLimit_A));
            const pack_A = told.storageVoltage_V > 0 ? (told.currentLimit_A * told.busVoltage_V) / told.storageVoltage_V : 0;
            expect(pack_A).toBeLessThanOrEqual(r.settings.dischargeCurrentMax_A);
            expect(told.reference_A).toBeGreaterThanOrEqual(0);
            expect(told.reference_A).toBeLessThanOrEqual(told.currentLimit_A * (1 + 1e-6));
            // P5: full scale for the 10 ms from one publication to the next
            const step = (800 * 10e-3) / (6 * 3600) + 2e-7;
            if (soc[k] !== undefined) expect(Math.abs(told.soc - soc[k])).toBeLessThanOrEqual(step);
            soc[k] = told.soc;
          } else expect(Math.abs(told.reference_A)).toBeLessThanOrEqual(f32(r.settings.cbuCurrentLimit_A));
          // P6
          const faults = told.faults;
          for (const [row] of names) {
            const mask = (1 << Number(row)) >>> 0;
            const id = `${k}:${row}`;
            if ((faults & mask) !== 0 && !since.has(id)) since.set(id, ms);
            if ((faults & mask) === 0 && since.has(id)) {
              expect(mask & LATCHED, `module ${k} cleared row ${row}`).toBe(0);
              // the telemetry is up to a millisecond late at each end
              expect(ms - (since.get(id) as number)).toBeGreaterThanOrEqual(r.settings.recoveryTime_s * 1e3 - 1);
              since.delete(id);
            }
          }
          // what tripped delivers nothing and lets its contactor go
          if (faults !== 0 && (before[k] ?? 0) !== 0)
            expect([told.reference_A, told.handoffState]).toEqual([0, enumerations.HandoffState.indexOf('FAULT')]);
          before[k] = faults;
        });
        for (const [key, value] of Object.entries(simulation.truth())) expect(Number.isFinite(value), key).toBe(true);
        expect(simulation.logDropped).toBe(0);
        before = [];
      }),
      { numRuns: 200, ...options },
    );
  });

  it('P3: a contactor closes only onto a link that matches its pack, and then it does', () => {
    const CLOSE_S = 2e-3;
    fc.assert(
      fc.property(run, decades(1e-3, 10e-3), decades(1e-3, 0.3), (r, tau_s, match) => {
        const s = spec({ ...r, plant: { ...r.plant, startState: 1 }, events: [] });
        Object.assign(s.parameters, { prechargeResistance_ohm: tau_s / 2e-3, prechargeMatch_ratio: match, contactorClose_s: CLOSE_S });
        s.parameters.prechargeTau_s = tau_s;
        // e^(-t/tau) is what is missing; both contactors take their time, and a cold pack's own resistance more than a little
        const least_s = tau_s * Math.log(1 / match) + 2 * CLOSE_S;
        s.duration_s = 2 * least_s + 5e-3;
        const simulation = simulationOf(s);
        simulation.run(simulation.duration_ticks);
        const closed = simulation.log().filter(({ kind }) => kind === 'contactorClosed');
        for (const { t_s } of closed) expect(t_s).toBeGreaterThanOrEqual(least_s - 20e-6);
        const healthy = Array.from({ length: r.plant.bbuModules }, (_, k) => simulation.telemetry(r.plant.cbuModules + k).firstTrip < 0);
        expect(closed.length).toBeGreaterThanOrEqual(healthy.filter(Boolean).length);
      }),
      { numRuns: 30, ...options },
    );
  });

  it('P10: the same run twice, and cut anywhere, is the same run', () => {
    fc.assert(
      fc.property(run, fc.array(fc.integer({ min: 1, max: 20_000 }), { maxLength: 4 }), (r, cuts) => {
        const whole = simulationOf(spec(r));
        whole.run(whole.duration_ticks);
        const parts = simulationOf(spec(r));
        for (const cut of cuts) {
          parts.run(cut);
          parts.restore(parts.snapshot());
        }
        parts.run(parts.duration_ticks);
        expect(parts.hash()).toBe(whole.hash());
      }),
      { numRuns: 40, ...options },
    );
  });

  it('P8: nothing stalls: every controller runs every tick, precharge ends, and a shelf whose supply is back goes back to NORMAL', () => {
    fc.assert(
      fc.property(run, real(1e-3, 8e-3), real(9e-3, 20e-3), (r, out_s, back_s) => {
        const s = spec({ ...r, plant: { ...r.plant, startState: 0, loadPower_W: Math.min(r.plant.loadPower_W, 18e3) }, events: [] });
        const utility = r.settings.handoffStrategy === 1;
        s.events = utility
          ? [
              { t_s: out_s, kind: 'utilityVoltage', value: 0 },
              { t_s: back_s, kind: 'utilityVoltage', value: 1 },
            ]
          : [
              { t_s: out_s, kind: 'psuTrip' },
              { t_s: back_s, kind: 'psuRestore' },
            ];
        // 20 ms of release, walk-in, dwell, pre-warning and hold-up, and the slowest ramp down
        s.duration_s = 0.14;
        const simulation = simulationOf(s);
        simulation.run(simulation.duration_ticks);
        const count = r.plant.cbuModules + r.plant.bbuModules;
        const told = Array.from({ length: count }, (_, k) => simulation.telemetry(k));
        // told every millisecond, the last time at 139 ms
        for (const { fastRuns } of told) expect(fastRuns).toBe(13_901);
        for (const module of told) {
          const state = enumerations.HandoffState[module.handoffState];
          if (module.faults === 0) expect(['NORMAL', 'RECHARGE']).toContain(state);
          else expect(state).toBe('FAULT');
          const contactor = enumerations.ContactorState[module.contactorState];
          expect(contactor).not.toBe('PRECHARGE');
        }
      }),
      { numRuns: 60, ...options },
    );
  });
});

describe('P1: a hard limit that is violated for longer than its budget opens every contactor', () => {
  const rows: [string, (by: number) => Parameters, number][] = [
    ['CELL_OVERVOLTAGE', (by) => ({ cellOvervoltageTrip_V: 3.4 - by }), 10],
    ['CELL_UNDERVOLTAGE', (by) => ({ cellUndervoltageTrip_V: 4.15 + by / 2 }), 10],
    ['OVERTEMPERATURE_DISCHARGE', (by) => ({ ambientTemperature_degC: 61 + 15 * by }), 10],
    ['UNDERTEMPERATURE_DISCHARGE', (by) => ({ ambientTemperature_degC: -21 - 15 * by }), 10],
    // the shunt reads too much: the limit believes the voltages, the trip believes the shunt
    ['OVERCURRENT_DISCHARGE', (by) => ({ moduleCurrentOffset_A: 35 + 10 * by, dischargeCurrentMax_A: 30 }), 1],
    ['OVERCURRENT_CHARGE', (by) => ({ moduleCurrentOffset_A: -90 - 15 * by }), 1],
  ];

  it.each(rows)('%s, from every state and phase', (row, outside, period_ms) => {
    const states = fc.constantFrom<StimulusEvent[]>(
      [],
      [{ t_s: 3e-3, kind: 'psuTrip' }],
      [{ t_s: 1.4e-3, kind: 'utilityVoltage', value: 0 }],
    );
    let worst_ms = 0;
    fc.assert(
      fc.property(
        real(0, 1),
        states,
        fc.integer({ min: 1, max: 5 }),
        real(0, 20e-3),
        fc.integer({ min: 0, max: 2 }),
        (by, events, debounce, delay_s, handoffStrategy) => {
          const parameters: Parameters = {
            handoffStrategy,
            packParallel: 2,
            bbuModules: 3,
            moduleCount: 3,
            loadPower_W: 5000,
            voltageDebounce_samples: debounce,
            temperatureDebounce_samples: debounce,
            currentDebounce_samples: debounce,
            voltageDelay_s: delay_s,
            temperatureDelay_s: delay_s,
            currentDelay_s: delay_s,
            ...outside(by),
          };
          const simulation = simulationOf({ parameters: parameters as Record<string, number>, events, duration_s: 0.12 });
          simulation.run(simulation.duration_ticks);
          // sample and task, debounce, delay rounded up to the task, a fast tick, 8 ms of the contactor
          const budget_ms = (debounce + 1 + Math.ceil((delay_s * 1e3) / period_ms)) * period_ms + 0.02 + 8;
          for (let k = 1; k <= 3; k++) {
            const opened = simulation.log().find(({ kind, module }) => kind === 'contactorOpened' && module === k);
            expect(opened, `module ${k}`).toBeDefined();
            const at_ms = (opened?.t_s ?? Number.NaN) * 1e3;
            worst_ms = Math.max(worst_ms, at_ms / budget_ms);
            expect(at_ms).toBeLessThanOrEqual(budget_ms);
            expect(simulation.moduleTruth(k)).toMatchObject({ contactorClosed: 0, converterState: 0 });
            expect(enumerations.Protection[simulation.telemetry(k).firstTrip]).toBe(row);
          }
        },
      ),
      { numRuns: 8, ...options },
    );
    console.log(`${row}: worst opening at ${(100 * worst_ms).toFixed(0)} % of its budget`);
  });
});
