/** Every joule has a name: what came in is what went out, was lost or is stored, and no entry balances the books. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enumerations, plantParameters, ledger as rows } from '../../host/abi/registers.ts';
import { type Preset, presets } from '../../host/presets.ts';
import { resolve, type Scenario, scenarios } from '../../host/scenario.ts';
import type { RunSpec, Simulation, StimulusEvent } from '../../host/simulation.ts';
import { simulated } from '../support/simulation.ts';

/** Residual over load energy, per simulated second (short runs count as one). */
const POWER_STAGE = 1e-9;
const SYSTEM = 1e-6;

type Row = keyof typeof rows;

function residuals(simulation: Simulation) {
  const { residualPower_J, residualSystem_J, load_J } = simulation.ledger();
  const scale = load_J * Math.max(1, simulation.time_s);
  return { power: Math.abs(residualPower_J) / scale, system: Math.abs(residualSystem_J) / scale };
}

const moved = new Set<Row>();

/** Notes which entries of the ledger differ from those of the same run before anything happened. */
function note(simulation: Simulation, spec: RunSpec): void {
  const before = simulated({ ...spec, events: [], duration_s: 1e-6 }).ledger();
  for (const [name, joule] of Object.entries(simulation.ledger())) if (joule !== before[name as Row]) moved.add(name as Row);
}

/** Where the same goes on and on in fine time: the beginning. */
const LONGEST_S: Readonly<Record<string, number>> = { 'training-smoothing': 3, 'generator-start': 16, 'reserve-and-shaving': 30 };

describe('scenarios of the library: residual of the power stage at most 1e-9, of the whole system at most 1e-6', () => {
  const runs = Object.values(scenarios).flatMap((scenario) =>
    scenario.runs.map((variant) => ({ name: `${scenario.name}, ${variant.label}`, scenario, variant })),
  );
  it.each(runs)('$name', ({ name, scenario, variant }) => {
    const whole = resolve(scenario, {}, variant);
    const spec = { ...whole, duration_s: Math.min(whole.duration_s, LONGEST_S[scenario.name] ?? Infinity) };
    const simulation = simulated(spec);
    note(simulation, spec);
    const { power, system } = residuals(simulation);
    console.log(`${name}: power stage ${power.toExponential(1)}, system ${system.toExponential(1)}`);
    expect(power).toBeLessThanOrEqual(POWER_STAGE);
    expect(system).toBeLessThanOrEqual(SYSTEM);
  });
});

/** Of a preset that is not the scenario's own: the beginning. */
const SHORT_S = 0.1;
/** A scenario with volts of its own on another bus. */
const refused = ({ set }: Preset, { busNominal_V = 0 }: Scenario) => busNominal_V > 0 && set.busNominal_V?.value !== busNominal_V;

describe('every scenario on every other preset: the same bounds', () => {
  // a pod is its racks, and those are the rack's at other seeds
  const racks = Object.values(presets).filter((preset) => preset.racks === undefined);
  it.each(racks)('$name', (preset) => {
    const { name } = preset;
    const rows: string[] = [];
    const over: string[] = [];
    for (const scenario of Object.values(scenarios)) {
      if (scenario.preset === name || refused(preset, scenario)) continue;
      for (const variant of scenario.runs) {
        const spec = resolve({ ...scenario, preset: name }, {}, variant);
        const simulation = simulated({ ...spec, duration_s: Math.min(spec.duration_s, Math.min(spec.trigger_s, 1) + SHORT_S) });
        const { power, system } = residuals(simulation);
        const row = `${scenario.name}, ${variant.label}: power stage ${power.toExponential(1)}, system ${system.toExponential(1)}`;
        rows.push(row);
        if (!(power <= POWER_STAGE && system <= SYSTEM)) over.push(row);
      }
    }
    console.log(`${name}\n  ${rows.join('\n  ')}`);
    expect(over).toEqual([]);
  });
});

describe('beyond the library', () => {
  const short = 2e-3;
  const at = (t_s: number, kind: StimulusEvent['kind'], value = 0, index = 0): StimulusEvent => ({ t_s, kind, value, index });
  const cases: { name: string; spec: Partial<RunSpec> }[] = [
    { name: 'a short circuit that the switch opens', spec: { events: [at(0.005, 'packShort', short)], duration_s: 0.02 } },
    {
      name: 'a short circuit that only the fuse opens',
      spec: { parameters: { controlMode: 1 }, events: [at(0.005, 'packShort', short)], duration_s: 0.02 },
    },
    {
      name: 'a short circuit in a module that delivers',
      spec: {
        parameters: { controlMode: 1 },
        events: [at(0, 'enable', 1, 1), at(0, 'command', 40, 1), at(0.008, 'packShort', 0.1)],
        duration_s: 0.02,
      },
    },
    {
      name: 'a capacitor that is pulled out while it carries, a battery that is pulled out while it delivers',
      spec: { events: [at(0.002, 'psuTrip'), at(0.004, 'capacitorLoss'), at(0.012, 'moduleLoss', 0, 2)], duration_s: 0.03 },
    },
    {
      name: 'a capacitor at the limit of its power',
      spec: {
        parameters: { controlMode: 1, capacitorInitial_V: 20, loadPower_W: 15e3 },
        events: [at(0.001, 'psuTrip'), at(0.001, 'command', 420)],
        duration_s: 0.05,
      },
    },
    {
      name: 'a battery that is charged through its converter',
      spec: { parameters: { controlMode: 1 }, events: [at(0, 'enable', 1, 1), at(0, 'command', -4, 1)], duration_s: 0.25 },
    },
    {
      name: 'a worn pack that ages fast in warm air behind a slow fan',
      spec: {
        parameters: {
          controlMode: 1,
          packCapacityHealth: 0.8,
          packResistanceHealth: 1.6,
          packAgeing_ratio: 1e5,
          cellAgeingSpread: 0.2,
          packFan_ratio: 0.3,
          packInletRise_K: 15,
        },
        events: [at(0, 'enable', 1, 1), at(0.01, 'command', 40, 1), at(6, 'command', -4, 1), at(9, 'command', 40, 1)],
        duration_s: 21,
      },
    },
    {
      name: 'all rectifier modules die one after the other',
      spec: { events: [1, 2, 3, 4, 5, 6].map((k) => at(k * 2e-3, 'psuModuleFail', 1)), duration_s: 0.03 },
    },
  ];
  it.each(cases)('$name', ({ name, spec }) => {
    const simulation = simulated(spec);
    note(simulation, simulation.spec);
    const { power, system } = residuals(simulation);
    console.log(`${name}: power stage ${power.toExponential(1)}, system ${system.toExponential(1)}`);
    expect(power).toBeLessThanOrEqual(POWER_STAGE);
    expect(system).toBeLessThanOrEqual(SYSTEM);
  });

  it('every entry of the ledger was moved by one of these', () => {
    expect(Object.keys(rows).filter((name) => !moved.has(name as Row))).toEqual([]);
  });
});

it('any shelf and any sequence of events keeps its books', () => {
  /** From a quarter of the default to four times it, inside the table's range. */
  const around = (name: keyof typeof plantParameters) => {
    const { default: middle = 0, min = 0, max = Infinity } = plantParameters[name] as { default?: number; min?: number; max?: number };
    return fc.double({ min: -2, max: 2, noNaN: true }).map((power) => Math.min(max, Math.max(min, middle * 2 ** power)));
  };
  const free = [
    'busCapacitanceS_F',
    'busCapacitanceL_F',
    'busEsrS_ohm',
    'busEsrL_ohm',
    'busbarResistance_ohm',
    'psuHoldUpEnergy_J',
    'psuDroopVoltage_V',
    'psuLag_s',
    'psuFallTime_s',
    'loadSlew_A_per_s',
    'loadLockoutDelay_s',
    'cbuConverterLag_s',
    'cbuConverterLimit_A',
    'cbuLossResistive_ohm',
    'capacitorC0_F',
    'capacitorKv_F_per_V',
    'capacitorEsr_ohm',
    'capacitorR2_ohm',
    'capacitorC2_F',
    'bbuConverterLag_s',
    'bbuConverterLatency_s',
    'bbuLossLinear_V',
    'cellResistanceSpread',
    'contactSeries_ohm',
    'shortLoopInductance_H',
    'fuseMelting_A2s',
  ] as const;
  const when = fc.integer({ min: 0, max: 15_000 }).map((us) => us * 1e-6);
  const one = (kind: StimulusEvent['kind'], value: fc.Arbitrary<number>, index: fc.Arbitrary<number> = fc.constant(0)) =>
    fc.record({ t_s: when, kind: fc.constant(kind), value, index });
  const event: fc.Arbitrary<StimulusEvent> = fc.oneof(
    one('utilityVoltage', fc.double({ min: 0, max: 1.2, noNaN: true })),
    one('psuTrip', fc.constant(0)),
    one('psuRestore', fc.constant(0)),
    one('psuModuleFail', fc.integer({ min: 1, max: 2 })),
    one('loadPower', fc.double({ min: 500, max: 30e3, noNaN: true })),
    one('loadReconnect', fc.constant(0)),
    one('command', fc.double({ min: -50, max: 400, noNaN: true })),
    one('enable', fc.constant(1), fc.constant(1)),
    one('command', fc.double({ min: -4, max: 60, noNaN: true }), fc.constant(1)),
    one('moduleLoss', fc.constant(0), fc.integer({ min: 0, max: 5 })),
    one('packShort', fc.double({ min: 1e-3, max: 1, noNaN: true }), fc.integer({ min: 0, max: 5 })),
  );
  const spec = fc.record({
    parameters: fc.record({
      ...Object.fromEntries(free.map((name) => [name, around(name)])),
      controlMode: fc.nat({ max: enumerations.ControlMode.length - 1 }),
      cellChemistry: fc.nat({ max: enumerations.CellChemistry.length - 1 }),
      handoffStrategy: fc.nat({ max: enumerations.HandoffStrategy.length - 1 }),
      cbuModules: fc.integer({ min: 0, max: 2 }),
      packInitialSoc: fc.double({ min: 0.05, max: 1, noNaN: true }),
      ambientTemperature_degC: fc.double({ min: -10, max: 45, noNaN: true }),
      loadPower_W: fc.double({ min: 3e3, max: 26e3, noNaN: true }),
    }),
    events: fc.array(event, { minLength: 1, maxLength: 6 }),
    seed: fc.integer({ min: 1, max: 1e6 }),
  }) as fc.Arbitrary<Pick<RunSpec, 'parameters' | 'events' | 'seed'>>;
  const worst = { power: 0, system: 0 };
  fc.assert(
    fc.property(spec, (given) => {
      const { power, system } = residuals(simulated({ ...given, duration_s: 0.02 }));
      worst.power = Math.max(worst.power, power);
      worst.system = Math.max(worst.system, system);
      expect(power).toBeLessThanOrEqual(POWER_STAGE);
      expect(system).toBeLessThanOrEqual(SYSTEM);
    }),
    { numRuns: 50, seed: 11 },
  );
  console.log(`50 random shelves: power stage ${worst.power.toExponential(1)}, system ${worst.system.toExponential(1)} at most`);
});
