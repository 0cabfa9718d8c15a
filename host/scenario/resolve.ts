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
import type { Commands, Quantity, RunVariant, Scenario, ScenarioEvent } from './schema.ts';
import { checkTogether } from './together.ts';

/** What the firmware takes over from the rack it is put into, unless it is told otherwise. */
const FOLLOW: readonly (readonly [ParameterName, (values: Record<ParameterName, number>) => number])[] = [
  ['moduleCount', (v) => Math.max(1, v.bbuModules)],
  ['groupCount', (v) => v.packSeries],
  ['ratedCapacity_Ah', (v) => v.packParallel * cellOf(v.cellChemistry).rated_Ah],
  ['initialSoc', (v) => v.packInitialSoc],
  ['busVoltageFullScale_V', (v) => v.busVoltageRange_V],
  ['storageVoltageFullScale_V', (v) => v.storageVoltageRange_V],
  ['moduleCurrentFullScale_A', (v) => v.moduleCurrentRange_A],
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
  const rated_W = values.loadPower_W;
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
  const { seed, duration_s, trigger_s } = scenario;
  const events = [
    ...scenario.events.map((event, k) => resolveEvent(event, `events[${k}]`, values)),
    ...(run.events ?? []).map((event, k) => resolveEvent(event, `runs[${scenario.runs.indexOf(run)}].events[${k}]`, values)),
    ...commandEvents(scenario.commands),
  ];
  return { parameters: values, seed, duration_s, trigger_s, events };
}

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

function eventValue(
  given: Quantity | undefined,
  { unit, min, max, whole, ...rest }: NonNullable<EventForm['value']>,
  path: string,
  values: Record<ParameterName, number>,
): number {
  const quantity = given === undefined ? rest.default : partOf(values.loadPower_W, { unit }, given);
  const value = typeof quantity === 'string' ? parseQuantity(quantity, unit) : quantity;
  if (typeof value === 'number' && value >= min && value <= max && (!whole || Number.isInteger(value))) return value;
  throw new InputError(path, quote(given), `${whole ? 'a whole number, ' : ''}${plain(min)} to ${plain(max)} ${unit}`.trimEnd());
}

function commandEvents(commands: Commands | undefined): StimulusEvent[] {
  return (['cbu', 'bbu'] as const).flatMap((name) => {
    const index = enumerations.ModuleKind.indexOf(name);
    const of = (kind: 'command' | 'enable', series: [number, number][] = []) =>
      series.map(([t_s, value]): StimulusEvent => ({ t_s, kind, index, value }));
    return [...of('enable', commands?.enable?.[name]), ...of('command', commands?.[name])];
  });
}
