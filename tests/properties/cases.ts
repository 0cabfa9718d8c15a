/**
 * Random shelves: a small one of a preset's kind, its settings, faults of every kind in any order and phase. A case is a
 * scenario, so that one that fails is a file that `ridethrough run` takes.
 */
import fc from 'fast-check';
import { enumerations, firmwareParameters, type Register, THERMISTORS } from '../../host/abi/registers.ts';
import { InputError } from '../../host/input-error.ts';
import { isWhole } from '../../host/parameters.ts';
import { presets } from '../../host/presets.ts';
import { type EventForm, eventForms, type ScenarioEventKind } from '../../host/scenario/events.ts';
import type { Quantity, Scenario, ScenarioEvent } from '../../host/scenario/schema.ts';
import { sensorFaultForms } from '../../host/scenario/sensor-faults.ts';
import { validateScenario } from '../../host/scenario/validate.ts';

export interface Case {
  scenario: Scenario;
  /** Where the run is cut for P10, in microseconds of each part. */
  cuts: number[];
  /** For P7: the sensor of battery module `of` that dies in the twin, and when. */
  dead: { of: number; sensor: (typeof mortal)[number]; part: number };
  /** For P9: the twin's clock turns over after this part of the run. */
  turns: number;
}

export const mortal = ['bus', 'module', 'groups', 'thermistors'] as const;

/** In ten thousand steps: a float of any size is mostly next to nothing. */
const real = (min: number, max: number) =>
  fc.integer({ min: 0, max: 10_000 }).map((n) => Number((min + (n / 10_000) * (max - min)).toPrecision(6)));
/** Even over its decades. */
const decades = (min: number, max: number) =>
  real(Math.log(min), Math.log(max)).map((x) => Number(Math.min(max, Math.max(min, Math.exp(x))).toPrecision(6)));
const whole = (min: number, max: number) => fc.integer({ min, max });

// ------------------------------------------------------------------------------------------------------ the shelf

/** Small packs: the firmware sees the same, the cells cost less. */
const shelf = fc.record({
  preset: fc.constantFrom('orv3-shelf', 'orv3-shelf', 'hpr-shelf', 'diablo-400'),
  bbuModules: whole(1, 4),
  cbuModules: whole(0, 2),
  /** Of what so many battery modules carry. */
  load: real(0.02, 1.2),
  cold: whole(0, 3).map((n) => n === 0),
  packInitialSoc: real(0.03, 0.99),
  ambientTemperature_degC: real(-25, 65),
  moduleCurrentOffset_A: real(-1, 1),
  sensorNoise: whole(0, 1),
  sensorQuantisation: whole(0, 1),
  bbuConverterLatency_s: decades(0.1e-3, 4e-3),
  contactorOpen_s: decades(1e-3, 12e-3),
  contactorClose_s: decades(1e-3, 12e-3),
  prechargeResistance_ohm: decades(1, 30),
});

/** Times what the preset says. */
const scaled = fc.record(
  {
    tripVoltage_V: real(0.97, 1.01),
    releaseVoltage_V: real(0.99, 1.01),
    cbuEngage_V: real(0.98, 1.01),
    bbuSetPoint_V: real(0.98, 1.01),
    cbuDroop_ohm: decades(0.3, 5),
    bbuDroop_ohm: decades(0.5, 4),
    cbuCurrentLimit_A: real(0.1, 1),
    bbuCurrentLimit_A: real(0.1, 1.5),
    dischargeCurrentMax_A: real(0.15, 1.5),
    chargeCurrentMax_A: real(0.1, 1.5),
    psuHoldUpEnergy_J: real(0.05, 1.3),
  },
  { requiredKeys: [] },
);
/** Short enough that the whole of every delay fits into a run. */
const quick = fc.record({
  voltageDebounce_samples: whole(1, 3),
  voltageDelay_s: real(0, 10e-3),
  temperatureDebounce_samples: whole(1, 3),
  temperatureDelay_s: real(0, 10e-3),
  currentDebounce_samples: whole(1, 5),
  currentDelay_s: real(0, 5e-3),
  recoveryTime_s: real(0, 20e-3),
  staleSensor_s: decades(0.1e-3, 2e-3),
  contactorTimeout_s: decades(0.013, 0.05),
  handoffStrategy: fc.constantFrom(...enumerations.HandoffStrategy),
});
const settings = fc.record(
  {
    tripDebounce_s: real(0, 4e-3),
    releaseHold_s: real(0, 20e-3),
    minimumDwell_s: real(0, 20e-3),
    handoffTimeConstant_s: decades(3e-4, 0.1),
    handoffLeak_s: fc.constantFrom(0, 0.1),
    handoffSlew_A_per_s: decades(1e3, 1e6),
    walkIn_s: decades(1e-4, 20e-3),
    bbuLimitRamp_A_per_s: decades(1e3, 1e7),
    bbuStartRamp_A_per_s: decades(1e4, 1e7),
    cellOvervoltageTrip_V: real(3.3, 4.3),
    cellUndervoltageTrip_V: real(2.4, 4),
    dischargeTemperatureMax_degC: real(20, 65),
    dischargeTemperatureMin_degC: real(-30, 10),
    prechargeMatch_ratio: decades(2e-3, 0.2),
  },
  { requiredKeys: [] },
);
/** What the firmware believes of its sensors and cells must be true, or nothing holds; hours do not fit into a run. */
const TRUE = /FullScale|^initialSoc|^ratedCapacity|^groupCount$|^moduleCount$|[Ee]fficiency/;
const anySetting = fc
  .constantFrom(...Object.entries(firmwareParameters as Record<string, Register>).filter(([name]) => !TRUE.test(name)))
  .chain(([name, register]): fc.Arbitrary<[string, Quantity]> => {
    const { min = 0, max = 1, choices } = register;
    if (choices) return fc.constantFrom<Quantity>(...enumerations[choices]).map((choice) => [name, choice]);
    if (isWhole(register)) return whole(min, Math.min(max, min + 20)).map((count) => [name, count]);
    return (min > 0 && max / min > 100 ? decades(min, max) : real(min, max)).map((value) => [name, value]);
  });

// ------------------------------------------------------------------------------------------------------ what happens

type Event = Omit<ScenarioEvent, 't_s'>;
const form = (kind: ScenarioEventKind): EventForm => eventForms[kind];

const sensorFault = fc
  .record({
    sensor: fc.constantFrom(...enumerations.SensorKind),
    fault: fc.constantFrom(...enumerations.SensorFault),
    at: fc.nat(7),
    part: real(-1, 1),
  })
  .filter(({ sensor, fault }) => sensorFaultForms[fault].sensors?.includes(sensor) ?? true)
  .map(({ sensor, fault, at, part }): Event => {
    const { value } = sensorFaultForms[fault];
    const several = sensor === 'groupVoltage' || sensor === 'thermistor';
    const size = { offset: 10 * part, gain: 1 + part, noise: Math.abs(part) }[fault as string];
    return { kind: 'sensorFault', sensor, fault, ...(several && { item: at % THERMISTORS }), ...(value && { value: size ?? 0 }) };
  });

function amountOf(kind: ScenarioEventKind): fc.Arbitrary<Quantity | undefined> {
  const { value } = form(kind);
  if (!value) return fc.constant(undefined);
  if (value.choices) return fc.constantFrom(...enumerations[value.choices]);
  if (kind === 'loadPower') return real(0, 150).map((percent) => `${percent.toFixed(1)}%`);
  if (kind === 'utilityVoltage') return fc.constantFrom(0, 0, 0.3, 0.8, 1);
  if (value.whole) return whole(value.min, Math.min(value.max, value.min + 1));
  const ends = value.clears ? [fc.constant(0)] : [];
  return fc.oneof(...ends, value.min > 0 ? decades(value.min, value.max) : real(value.min, value.max));
}

/** Even over the kinds, every one of them. */
const event: fc.Arbitrary<Event> = fc.oneof(
  ...(Object.keys(eventForms) as ScenarioEventKind[]).map((kind): fc.Arbitrary<Event> => {
    if (kind === 'sensorFault') return sensorFault;
    const cell = form(kind).cell ? fc.nat(20) : fc.constant(undefined);
    const over = form(kind).duration ? real(0, 5e-3) : fc.constant(undefined);
    return fc.tuple(amountOf(kind), cell, over).map(([value, cell, duration_s]) => ({ kind, ...defined({ value, cell, duration_s }) }));
  }),
);
/** An outage is what it is all about. */
const likely: fc.Arbitrary<Event> = fc.constantFrom<Event>(
  { kind: 'psuTrip' },
  { kind: 'utilityVoltage', value: 0 },
  { kind: 'psuRestore' },
  { kind: 'utilityVoltage', value: 1 },
);

const defined = <T extends object>(object: T) => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));

// ------------------------------------------------------------------------------------------------------ the case

const drawn = fc.record({
  shelf,
  scaled,
  quick,
  settings,
  more: fc.array(anySetting, { maxLength: 3 }),
  // any microsecond, and between two of them
  events: fc.array(
    fc.tuple(
      real(0, 1),
      fc.oneof({ weight: 4, arbitrary: event }, { weight: 1, arbitrary: sensorFault }, { weight: 2, arbitrary: likely }),
      fc.nat(7),
    ),
    {
      maxLength: 7,
    },
  ),
  duration_s: real(0.03, 0.12),
  seed: whole(1, 1e6),
  cuts: fc.array(whole(1, 20_000), { maxLength: 3 }),
  dead: fc.record({ of: fc.nat(3), sensor: fc.constantFrom(...mortal), part: real(0.1, 0.9) }),
  turns: real(0.1, 0.9),
});

function cased({
  shelf,
  scaled,
  quick,
  settings,
  more,
  events,
  duration_s,
  seed,
  cuts,
  dead,
  turns,
}: typeof drawn extends fc.Arbitrary<infer T> ? T : never): Case {
  const { preset, load, cold, ...plant } = shelf;
  const given = presets[preset]?.set ?? {};
  const of = (name: string) =>
    Number(given[name as keyof typeof given]?.value ?? (firmwareParameters as Record<string, Register>)[name]?.default ?? 0);
  const set: Record<string, Quantity> = {
    ...plant,
    packParallel: 2,
    loadPower_W: (load * of('loadPower_W') * plant.bbuModules) / of('bbuModules'),
    startState: cold ? 'cold' : 'warm',
    // two in parallel give a third of the current
    ...Object.fromEntries(Object.entries(scaled).map(([name, times]) => [name, times * of(name)])),
    ...quick,
    ...settings,
    ...Object.fromEntries(more),
  };
  const count = { 'capacitor module': plant.cbuModules, 'battery module': plant.bbuModules, module: plant.cbuModules + plant.bbuModules };
  const list = events
    .map(([part, event, at]): ScenarioEvent | null => {
      const { index } = form(event.kind as ScenarioEventKind);
      if (index && count[index] === 0) return null;
      const number = index ? at % count[index] : undefined;
      // a capacitor module has no groups
      if (event.sensor === 'groupVoltage' && (number as number) < plant.cbuModules) return null;
      return { t_s: part * 0.9 * duration_s, ...event, ...defined({ index: number }) } as ScenarioEvent;
    })
    .filter((event) => event !== null)
    .sort((a, b) => a.t_s - b.t_s);
  const scenario = fitting({ name: 'case', preset, seed, duration_s, trigger_s: 0, set, events: list });
  return { scenario, cuts, dead: { ...dead, of: dead.of % plant.bbuModules }, turns };
}

/** Settings that do not go together are left out until those that stay do. */
function fitting(json: Record<string, unknown> & { set: Record<string, Quantity>; events: ScenarioEvent[] }): Scenario {
  for (;;) {
    try {
      return validateScenario(json, 'case');
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const event = /events\[(\d+)\]/.exec(error.path)?.[1];
      if (event !== undefined) json.events.splice(Number(event), 1);
      const names = error.path.split(/[^A-Za-z0-9_]+/).filter((name) => Object.hasOwn(json.set, name));
      if (event === undefined && names.length === 0) throw error;
      for (const name of names) delete json.set[name];
    }
  }
}

export const cases: fc.Arbitrary<Case> = drawn.map(cased);

/** The scenario as a file. */
export const fileOf = ({ scenario }: Case, about: string) => `${JSON.stringify({ ...scenario, about }, null, 2)}\n`;
