/** A run of a scenario as plain SI numbers. */
import { enumerations, type Register } from '../abi/registers.ts';
import { InputError, quote } from '../input-error.ts';
import { checkParameterName, defaultParameters, type ParameterName, parameters, parameterValue } from '../parameters.ts';
import { type Preset, presets } from '../presets.ts';
import { parseQuantity, plain } from '../quantity.ts';
import type { RunSpec, StimulusEvent } from '../simulation.ts';
import { namesAllowed } from '../suggest.ts';
import { CELL_VOLTAGES, cellOf } from './cells.ts';
import { type EventForm, eventForms, type ScenarioEventKind } from './events.ts';
import type { Commands, LoadTrace, Quantity, RunVariant, Scenario, ScenarioEvent } from './schema.ts';
import { resolveSensorFault } from './sensor-faults.ts';
import { checkTogether } from './together.ts';

const TRACE = enumerations.LoadPattern.indexOf('trace');

/** What follows from the rack unless it is told otherwise: what the firmware takes over of it, and how high its load's pattern is. */
const FOLLOW: readonly (readonly [ParameterName, (values: Record<ParameterName, number>) => number])[] = [
  ['moduleCount', (v) => Math.max(1, v.bbuModules)],
  ['capacitorCount', (v) => Math.max(1, v.cbuModules)],
  ['groupCount', (v) => v.packSeries],
  ['ratedCapacity_Ah', (v) => v.packParallel * cellOf(v.cellChemistry).rated_Ah],
  ['initialSoc', (v) => v.packInitialSoc],
  ['calibration', (v) => v.cellChemistry],
  ['bbuShare_W', (v) => v.loadPower_W / Math.max(1, v.bbuModules)],
  // C/3 and C/20, but never near what trips
  ['chargeCurrent_A', (v) => Math.min(v.ratedCapacity_Ah / 3, 0.8 * v.chargeCurrentMax_A)],
  ['chargeEnd_A', (v) => Math.min(v.ratedCapacity_Ah / 20, v.chargeCurrent_A / 4)],
  ['busVoltageFullScale_V', (v) => v.busVoltageRange_V],
  ['storageVoltageFullScale_V', (v) => v.storageVoltageRange_V],
  ['moduleCurrentFullScale_A', (v) => v.moduleCurrentRange_A],
  ['patternLow_W', (v) => partOf(v.loadPower_W, parameters.patternLow_W, '30%') as number],
  ['patternHigh_W', (v) => v.loadPower_W],
  ...CELL_VOLTAGES.map((name) => [name, (v: Record<ParameterName, number>) => cellOf(v.cellChemistry).voltages[name]] as const),
];

/**
 * The table's defaults, then preset, scenario, run and `overrides`, each over the one before; a baseline keeps what it
 * sets itself, else it would be none. Throws `InputError`; paths as in a scenario file, overrides by their name alone.
 */
export function resolve(scenario: Scenario, overrides: Readonly<Record<string, Quantity>> = {}, run: RunVariant = { label: '' }): RunSpec {
  const preset = presetNamed(scenario.preset);
  const values = defaultParameters();
  const given = new Set<string>();
  for (const [key, { value }] of Object.entries(preset.set)) {
    values[key as ParameterName] = parameterValue(key as ParameterName, value, `preset ${preset.name}: ${key}`);
    given.add(key);
  }
  checkBus(scenario, preset, values.busNominal_V);
  const rated_W = values.loadPower_W;
  if (scenario.loadTrace) {
    values.loadPattern = TRACE;
    values.loadPower_W = scenario.loadTrace[0]?.[1] ?? 0;
  }
  if (scenario.commands) values.controlMode = enumerations.ControlMode.indexOf('commands');
  const ofScenario = [scenario.set, 'set.'] as const;
  const ofRun = [run.set ?? {}, `runs[${scenario.runs.indexOf(run)}].set.`] as const;
  const ofUser = [overrides, ''] as const;
  for (const [set, path] of run.baseline ? [ofScenario, ofUser, ofRun] : [ofScenario, ofRun, ofUser]) {
    for (const [key, quantity] of Object.entries(set)) {
      checkParameterName(key, path + key);
      values[key] = parameterValue(key, partOf(rated_W, parameters[key], quantity), path + key);
      given.add(key);
    }
  }
  for (const [follower, value] of FOLLOW) if (!given.has(follower)) values[follower] = value(values);
  checkTogether(values);
  if (values.loadPattern === TRACE && !scenario.loadTrace)
    throw new InputError('loadPattern', '"trace"', 'none, pulses or training, unless the scenario has a loadTrace');
  checkCommands(scenario.commands, values);
  const { seed, duration_s, trigger_s } = scenario;
  const events = [
    ...scenario.events.map((event, k) => resolveEvent(event, `events[${k}]`, values)),
    ...(run.events ?? []).map((event, k) => resolveEvent(event, `runs[${scenario.runs.indexOf(run)}].events[${k}]`, values)),
    ...commandEvents(scenario.commands),
  ];
  const spec: RunSpec = { parameters: values, seed, duration_s, trigger_s, events };
  if (scenario.loadTrace && values.loadPattern === TRACE) spec.loadTrace = fromZero(scenario.loadTrace);
  return spec;
}

/** Voltages that a scenario sets itself mean nothing on another bus. */
function checkBus({ name, busNominal_V = 0 }: Scenario, preset: Preset, given_V: number): void {
  if (busNominal_V > 0 && given_V !== busNominal_V)
    throw new InputError(
      'preset',
      `${preset.name} (${plain(given_V)} V)`,
      `a rack with a bus of ${plain(busNominal_V)} V: ${name} sets voltages of its own`,
    );
}

const fromZero = (trace: LoadTrace): LoadTrace => trace.map(([t_s, power_W]) => [t_s - (trace[0]?.[0] ?? 0), power_W]);

export function presetNamed(name: string, path = 'preset'): Preset {
  if (!Object.hasOwn(presets, name)) throw new InputError(path, quote(name), namesAllowed('a preset', name, Object.keys(presets)));
  return presets[name] as Preset;
}

/** A percentage, where a power is wanted, is a part of `whole_W`; anything else stays what it is. */
function partOf(whole_W: number, { unit }: Pick<Register, 'unit'>, quantity: Quantity): Quantity {
  if (unit !== 'W' || typeof quantity !== 'string' || !quantity.includes('%')) return quantity;
  const part = parseQuantity(quantity, '');
  return part === null ? quantity : Number((whole_W * part).toPrecision(12));
}

function resolveEvent(event: ScenarioEvent, path: string, values: Record<ParameterName, number>): StimulusEvent {
  const form: EventForm = eventForms[event.kind as ScenarioEventKind];
  const { t_s, kind, duration_s } = event;
  const resolved: StimulusEvent = { t_s, kind };
  if (form.index) resolved.index = checkIndex(event.index ?? 0, form.index, `${path}.index`, values);
  if (form.cell) resolved.item = checkCell(event.cell ?? 0, `${path}.cell`, values);
  if (form.sensor) {
    const groups = (resolved.index as number) < values.cbuModules ? 0 : values.packSeries;
    return { ...resolved, ...resolveSensorFault(event, path, groups) };
  }
  if (form.value) resolved.value = eventValue(event.value, form.value, `${path}.value`, values);
  if (kind === 'psuModuleFail' && (resolved.value as number) > values.psuModules)
    throw new InputError(`${path}.value`, String(event.value), `a whole number, 1 to ${values.psuModules} (psuModules)`);
  if (duration_s !== undefined) resolved.duration_s = duration_s;
  return resolved;
}

function checkIndex(index: number, of: NonNullable<EventForm['index']>, path: string, values: Record<ParameterName, number>): number {
  const { cbuModules, bbuModules } = values;
  const count = of === 'capacitor module' ? cbuModules : of === 'battery module' ? bbuModules : cbuModules + bbuModules;
  if (Number.isInteger(index) && index >= 0 && index < count) return index;
  throw new InputError(path, String(index), count === 0 ? `nothing: there is no ${of}` : `the number of a ${of}, 0 to ${count - 1}`);
}

function checkCell(cell: number, path: string, { packSeries, packParallel }: Record<ParameterName, number>): number {
  const count = packSeries * packParallel;
  if (Number.isInteger(cell) && cell >= 0 && cell < count) return cell;
  throw new InputError(path, String(cell), `the number of a cell in the module, 0 to ${count - 1}`);
}

function eventValue(
  given: Quantity | undefined,
  { unit, min, max, whole, choices, clears, ...rest }: NonNullable<EventForm['value']>,
  path: string,
  values: Record<ParameterName, number>,
): number {
  if (choices) {
    const names: readonly string[] = enumerations[choices];
    if (typeof given === 'string' && names.includes(given)) return names.indexOf(given);
    throw new InputError(path, quote(given), namesAllowed('a fault', String(given), names));
  }
  const quantity = given === undefined ? rest.default : partOf(values.loadPower_W, { unit }, given);
  const value = typeof quantity === 'string' ? parseQuantity(quantity, unit) : quantity;
  if (typeof value === 'number' && value >= min && value <= max && (!whole || Number.isInteger(value))) return value;
  if (clears && value === 0) return 0;
  const range = `${whole ? 'a whole number, ' : ''}${plain(min)} to ${plain(max)} ${unit}`.trimEnd();
  throw new InputError(path, quote(given), clears ? `${range}, or 0 to end it` : range);
}

/** Commands that nobody would hear are a mistake. */
function checkCommands(commands: Commands | undefined, values: Record<ParameterName, number>): void {
  if (!commands) return;
  if (enumerations.ControlMode[values.controlMode] !== 'commands')
    throw new InputError('commands', 'commands', 'none while controlMode is firmware: leave one of the two out');
  for (const [name, count] of [
    ['cbu', values.cbuModules],
    ['bbu', values.bbuModules],
  ] as const)
    if (count === 0 && (commands[name] || commands.enable?.[name]))
      throw new InputError(`commands.${name}`, 'commands', `none: there is no ${name} module`);
}

function commandEvents(commands: Commands | undefined): StimulusEvent[] {
  return (['cbu', 'bbu'] as const).flatMap((name) => {
    const index = enumerations.ModuleKind.indexOf(name);
    const of = (kind: 'command' | 'enable', series: [number, number][] = []) =>
      series.map(([t_s, value]): StimulusEvent => ({ t_s, kind, index, value }));
    return [...of('enable', commands?.enable?.[name]), ...of('command', commands?.[name])];
  });
}
