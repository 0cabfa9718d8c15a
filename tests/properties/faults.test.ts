/** Whatever is broken, in whatever order, and mended again: no NaN, no trap, and the books balance. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type ChannelName, channels, enumerations } from '../../host/abi/registers.ts';
import { sensorFaultForms, sensorItem } from '../../host/scenario/sensor-faults.ts';
import type { StimulusEvent } from '../../host/simulation.ts';
import { simulationOf } from '../support/simulation.ts';

const seed = Number(process.env.RIDETHROUGH_SEED ?? 20262);
const DURATION_S = 0.03;
const [SERIES, PARALLEL, BBUS, CBUS] = [5, 2, 3, 2];
const real = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const ohm = fc.oneof(fc.constant(0), real(Math.log(1e-4), Math.log(100)).map(Math.exp));
const onOff = fc.nat(1);
const named = (name: 'SwitchFault' | 'PrechargeFault') => fc.nat(enumerations[name].length - 1);
const cell = fc.nat(SERIES * PARALLEL - 1);
const of = (most: number) => fc.nat(most - 1);

const sensorFault = fc
  .record({
    sensor: fc.constantFrom(...enumerations.SensorKind),
    fault: fc.constantFrom(...enumerations.SensorFault),
    item: fc.nat(SERIES - 1),
    value: real(-10, 10),
    index: of(CBUS + BBUS),
  })
  .filter(({ sensor, fault, item, index }) => {
    const { sensors } = sensorFaultForms[fault];
    return (!sensors || sensors.includes(sensor)) && (sensor !== 'thermistor' || item < 4) && (sensor !== 'groupVoltage' || index >= CBUS);
  })
  .map(({ sensor, fault, item, value, index }) => ({
    kind: 'sensorFault' as const,
    index,
    item: sensorItem(sensor, fault, sensor === 'groupVoltage' || sensor === 'thermistor' ? item : 0),
    value,
  }));

const battery = (kind: StimulusEvent['kind'], value: fc.Arbitrary<number>) =>
  fc.record({ kind: fc.constant(kind), index: of(BBUS), value });
const onCell = (kind: StimulusEvent['kind'], value: fc.Arbitrary<number>) =>
  fc.record({ kind: fc.constant(kind), index: of(BBUS), item: cell, value });
const what = fc.oneof(
  fc.record({ kind: fc.constantFrom<StimulusEvent['kind']>('psuTrip', 'psuRestore', 'loadReconnect') }),
  fc.record({ kind: fc.constant('utilityVoltage' as const), value: fc.constantFrom(0, 0.5, 1) }),
  fc.record({ kind: fc.constant('psuModuleFail' as const), value: fc.constant(1) }),
  fc.record({ kind: fc.constant('command' as const), index: onOff, value: real(-150, 150) }),
  fc.record({ kind: fc.constant('enable' as const), index: onOff, value: onOff }),
  fc.record({ kind: fc.constant('shareLineLoss' as const), value: onOff }),
  battery('moduleLoss', fc.constant(0)),
  fc.record({ kind: fc.constant('capacitorLoss' as const), index: of(CBUS) }),
  battery('packShort', ohm),
  battery('linkShort', ohm),
  battery('fanStop', onOff),
  onCell('cellInternalShort', ohm),
  onCell('cellWeak', real(0.05, 1)),
  onCell('cellResistanceRise', real(0.5, 10)),
  onCell('cellOpen', fc.constant(0)),
  battery('contactorWeld', onOff),
  battery('contactorStuckOpen', onOff),
  battery('prechargeFault', named('PrechargeFault')),
  battery('linkCapacitance', real(0.1, 3)),
  battery('fuseBlow', fc.constant(0)),
  battery('switchFail', named('SwitchFault')),
  fc.record({ kind: fc.constantFrom<StimulusEvent['kind']>('converterNoStart'), index: of(CBUS + BBUS), value: onOff }),
  fc.record({ kind: fc.constant('converterEarlyLimit' as const), index: of(CBUS + BBUS), value: real(0, 1) }),
  fc.record({ kind: fc.constant('capacitorEsrRise' as const), index: of(CBUS), value: real(1, 20) }),
  sensorFault,
) as fc.Arbitrary<Omit<StimulusEvent, 't_s'>>;
const events = fc.array(
  fc.tuple(real(0, DURATION_S), what).map(([t_s, event]) => ({ t_s, ...event })),
  { minLength: 1, maxLength: 12 },
);
const parameters = fc.record({
  controlMode: fc.nat(1),
  startState: fc.integer({ min: 0, max: 3 }).map((n) => (n === 0 ? 1 : 0)),
  handoffStrategy: fc.nat(2),
  loadPower_W: real(1e3, 12e3),
  packInitialSoc: real(0.05, 1),
  capacitorInitial_V: real(5, 50),
  capacitorAge: real(0, 1.2),
  fuseMelting_A2s: fc.constantFrom(200, 12e3),
  contactorBreakLimit_A: fc.constantFrom(50, 600),
  prechargePulse_J: fc.constantFrom(1, 100),
});
const waves = (Object.keys(channels) as ChannelName[]).filter((name) => channels[name].kind === 'wave');

it('no fault nor any row of them makes a NaN, a trap or energy', () => {
  const worst = { power: 0, system: 0 };
  const shelf = { cbuModules: CBUS, bbuModules: BBUS, moduleCount: BBUS, packSeries: SERIES, packParallel: PARALLEL, groupCount: SERIES };
  fc.assert(
    fc.property(parameters, events, fc.integer({ min: 1, max: 1e6 }), (given, list, seed) => {
      const simulation = simulationOf({ parameters: { ...shelf, ...given }, events: list, seed, duration_s: DURATION_S });
      simulation.run(simulation.duration_ticks);
      for (const name of waves) expect(simulation.raw(name, 0, simulation.tick + 1).every(Number.isFinite), name).toBe(true);
      for (const [name, value] of Object.entries(simulation.truth())) expect(Number.isFinite(value), name).toBe(true);
      for (let k = 0; k < CBUS + BBUS; k++) {
        for (const [name, value] of Object.entries(simulation.moduleTruth(k))) expect(Number.isFinite(value), name).toBe(true);
        for (const [name, value] of Object.entries(simulation.sample(k))) expect(Number.isFinite(value), name).toBe(true);
        for (const [name, value] of Object.entries(simulation.telemetry(k))) expect(Number.isFinite(value), name).toBe(true);
      }
      const book = simulation.ledger();
      for (const [name, joule] of Object.entries(book)) expect(Number.isFinite(joule), name).toBe(true);
      const power = Math.abs(book.residualPower_J) / book.load_J;
      const system = Math.abs(book.residualSystem_J) / book.load_J;
      worst.power = Math.max(worst.power, power);
      worst.system = Math.max(worst.system, system);
      expect(power).toBeLessThanOrEqual(1e-9);
      expect(system).toBeLessThanOrEqual(1e-6);
    }),
    { numRuns: 150, seed, interruptAfterTimeLimit: 50_000, markInterruptAsFailure: true },
  );
  console.log(`150 rows of faults: power stage ${worst.power.toExponential(1)}, system ${worst.system.toExponential(1)} at most`);
});
