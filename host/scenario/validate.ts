/** From anything to a scenario, or one line that says why not. */
import { MAX_GROUPS, metrics } from '../abi/registers.ts';
import { InputError, quote, short } from '../input-error.ts';
import { checkParameterName, type ParameterName, parameters } from '../parameters.ts';
import { parseQuantity, plain } from '../quantity.ts';
import { type CoreMetricName, ticksOf } from '../simulation.ts';
import { namesAllowed } from '../suggest.ts';
import { type EventForm, eventForms, MOST_CELLS, type ScenarioEventKind } from './events.ts';
import { rulesFor } from './judge.ts';
import { FAST_TICK_S, LONGEST_S, MOST_COMMAND_A, MOST_ITEMS, MOST_LOAD_W, MOST_SEED, MOST_TEXT } from './limits.ts';
import { checkTrace, traceOf } from './load-trace.ts';
import { presetNamed, resolve } from './resolve.ts';
import type { Commands, Limit, LoadTrace, Quantity, RunVariant, Scenario, ScenarioEvent, Series, VerdictRule } from './schema.ts';

type Fields = Record<string, unknown>;
/** The text of a file, by its path as the scenario has it. */
export type ReadText = (path: string) => string;

/**
 * A scenario from parsed JSON (or a library entry): checked in shape, names, ranges and relations, for every run.
 * `where` stands before each path; `readText` reads the file that it names for its load's trace. Throws `InputError`.
 */
export function validateScenario(json: unknown, where: string, readText?: ReadText): Scenario {
  try {
    const scenario = read(json, where, readText);
    for (const run of scenario.runs) resolve(scenario, {}, run);
    return scenario;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(`${where}: ${error.path}`, error.given, error.allowed);
  }
}

/** `$schema` is for editors. */
const SCENARIO = [
  '$schema',
  'name',
  'title',
  'about',
  'preset',
  'busNominal_V',
  'seed',
  'duration_s',
  'trigger_s',
  'set',
  'events',
  'verdicts',
  'runs',
  'commands',
  'loadTrace',
];
const RUN = ['label', 'baseline', 'set', 'events', 'verdicts'];
const RULE = ['id', 'label', 'metric', 'min', 'max', 'unit', 'source', 'kind', 'fromLoad', 'runs'];

function read(json: unknown, where: string, readText?: ReadText): Scenario {
  const given = object(json, 'scenario', SCENARIO);
  const fallback = where.replace(/^.*[/\\]/, '').replace(/\.json$/, '') || 'scenario';
  const name = given.name === undefined ? fallback : text(given.name, 'name');
  const duration_s = time(given.duration_s, 'duration_s', FAST_TICK_S, LONGEST_S);
  const events = events_(given.events, 'events', duration_s);
  const runs = list(or(given.runs, [{ label: 'main' }]), 'runs', (run, path) => readRun(run, path, duration_s));
  if (runs.length === 0) throw new InputError('runs', '[]', 'at least one run');
  const labels = runs.map((run) => run.label);
  unique(labels, 'runs', 'label');
  const scenario: Scenario = {
    name,
    title: given.title === undefined ? name : text(given.title, 'title'),
    about: given.about === undefined ? '' : text(given.about, 'about'),
    preset: presetNamed(given.preset === undefined ? 'orv3-shelf' : text(given.preset, 'preset')).name,
    seed: given.seed === undefined ? 1 : number(given.seed, 'seed', 0, MOST_SEED, true),
    duration_s,
    trigger_s: given.trigger_s === undefined ? (events[0]?.t_s ?? 0) : time(given.trigger_s, 'trigger_s', 0, duration_s),
    set: set(given.set, 'set'),
    events,
    verdicts: list(or(given.verdicts, []), 'verdicts', (rule, path) => readRule(rule, path, labels)),
    runs,
  };
  if (given.busNominal_V !== undefined) {
    const { min = 0, max = Infinity } = parameters.busNominal_V;
    scenario.busNominal_V = number(given.busNominal_V, 'busNominal_V', min, max, false);
  }
  if (given.commands !== undefined) scenario.commands = readCommands(given.commands, duration_s);
  if (given.loadTrace !== undefined) scenario.loadTrace = readTrace(given.loadTrace, readText);
  for (const [k, run] of runs.entries())
    unique(
      rulesFor(scenario, run).map((rule) => rule.id),
      `runs[${k}].verdicts`,
      'id',
    );
  return scenario;
}

function readRun(json: unknown, path: string, duration_s: number): RunVariant {
  const given = object(json, path, RUN);
  const run: RunVariant = { label: text(given.label, `${path}.label`) };
  if (given.baseline !== undefined) {
    if (typeof given.baseline !== 'boolean') throw new InputError(`${path}.baseline`, quote(given.baseline), 'true or false');
    run.baseline = given.baseline;
  }
  if (given.set !== undefined) run.set = set(given.set, `${path}.set`);
  if (given.events !== undefined) run.events = events_(given.events, `${path}.events`, duration_s);
  if (given.verdicts !== undefined) run.verdicts = list(given.verdicts, `${path}.verdicts`, (rule, at) => readRule(rule, at, [run.label]));
  return run;
}

function readRule(json: unknown, path: string, labels: readonly string[]): VerdictRule {
  const given = object(json, path, RULE);
  const metric = text(given.metric, `${path}.metric`);
  if (!Object.hasOwn(metrics, metric))
    throw new InputError(`${path}.metric`, quote(metric), namesAllowed('a metric', metric, Object.keys(metrics)));
  const { unit, label } = metrics[metric as CoreMetricName];
  if (given.unit !== undefined && given.unit !== unit)
    throw new InputError(`${path}.unit`, quote(given.unit), `"${unit}", the unit of ${metric}`);
  const rule: VerdictRule = {
    id: given.id === undefined ? metric : text(given.id, `${path}.id`),
    label: given.label === undefined ? label : text(given.label, `${path}.label`),
    metric: metric as CoreMetricName,
    unit,
    source: given.source === undefined ? '' : text(given.source, `${path}.source`),
  };
  for (const end of ['min', 'max'] as const) if (given[end] !== undefined) rule[end] = limit(given[end], `${path}.${end}`, unit);
  const { min, max } = rule;
  if (min === undefined && max === undefined) throw new InputError(path, 'neither min nor max', 'a rule with min, max or both');
  // what a parameter says is known only with the run
  if (typeof min === 'number' && typeof max === 'number' && min > max)
    throw new InputError(`${path}.min`, plain(min), `at most max, ${plain(max)}`);
  if (given.kind !== undefined) {
    if (given.kind !== 'reproduces') throw new InputError(`${path}.kind`, quote(given.kind), '"reproduces", or nothing for a limit');
    rule.kind = 'reproduces';
  }
  if (given.fromLoad !== undefined) rule.fromLoad = loadPart(given.fromLoad, `${path}.fromLoad`);
  if (given.runs !== undefined)
    rule.runs = list(given.runs, `${path}.runs`, (run, at) => {
      if (typeof run === 'string' && labels.includes(run)) return run;
      throw new InputError(at, quote(run), `the label of a run: ${labels.join(', ')}`);
    });
  return rule;
}

function limit(given: unknown, path: string, unit: string): Limit {
  if (typeof given === 'object' && given !== null) return limitOf(given, path, unit);
  const value = typeof given === 'string' ? parseQuantity(given, unit) : given;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new InputError(path, quote(given), `a finite number ${unit && `in ${unit} `}or { "of": a parameter }`);
}

/** What a parameter says, or a part of it; of the metric's unit, else it would compare what cannot be compared. */
function limitOf(json: object, path: string, unit: string): Limit {
  const given = object(json, path, ['of', 'by', 'times']);
  const factor = (key: 'of' | 'by') => {
    const name = text(given[key], `${path}.${key}`);
    checkParameterName(name, `${path}.${key}`);
    return name;
  };
  const of = factor('of');
  const by = given.by === undefined ? undefined : factor('by');
  const names = by === undefined ? [of] : [of, by];
  if (productUnit(names) !== unit || names.some((name) => parameters[name].choices)) {
    const parts = by === undefined ? 'a parameter' : 'two parameters whose product is';
    throw new InputError(
      `${path}.of`,
      quote(names.join(' by ')),
      unit ? `${parts} in ${unit}, the unit of the metric` : `${parts} without unit`,
    );
  }
  const limit: Limit = by === undefined ? { of } : { of, by };
  if (given.times === undefined) return limit;
  const times = typeof given.times === 'string' ? parseQuantity(given.times, '') : given.times;
  if (typeof times === 'number' && Number.isFinite(times)) return { ...limit, times };
  throw new InputError(`${path}.times`, quote(given.times), 'a finite number, or with %');
}

/** Volt by ampere is watt; a number by anything is that; of other products no metric speaks. */
function productUnit(names: readonly ParameterName[]): string {
  const units = names.map((name) => parameters[name].unit).filter((unit) => unit !== '');
  const product = units.sort().join(' ');
  return { 'A V': 'W', 'A/s V': 'W/s' }[product] ?? product;
}

function loadPart(given: unknown, path: string): number {
  const value = typeof given === 'string' ? parseQuantity(given, '') : given;
  if (typeof value === 'number' && value >= 0 && value <= 10) return value;
  throw new InputError(path, quote(given), "a part of the preset's load, 0 to 10 or with %");
}

function set(json: unknown, path: string): Record<string, Quantity> {
  const given = object(or(json, {}), path);
  for (const [key, value] of Object.entries(given)) {
    checkParameterName(key, `${path}.${short(key)}`);
    if (typeof value !== 'number' && typeof value !== 'string')
      throw new InputError(`${path}.${key}`, quote(value), 'a number in SI, or text with a unit or a name');
  }
  return given as Record<string, Quantity>;
}

function events_(json: unknown, path: string, duration_s: number): ScenarioEvent[] {
  return list(or(json, []), path, (event, at) => readEvent(event, at, duration_s));
}

function readEvent(json: unknown, path: string, duration_s: number): ScenarioEvent {
  const kind = object(json, path).kind;
  const kinds = Object.keys(eventForms);
  if (typeof kind !== 'string' || !kinds.includes(kind))
    throw new InputError(`${path}.kind`, quote(kind), namesAllowed('an event', String(kind), kinds));
  const form: EventForm = eventForms[kind as ScenarioEventKind];
  const given = object(json, path, [
    't_s',
    'kind',
    ...(form.index ? ['index'] : []),
    ...(form.cell ? ['cell'] : []),
    ...(form.sensor ? ['sensor', 'fault', 'item', 'value'] : []),
    ...(form.value ? ['value'] : []),
    ...(form.duration ? ['duration_s'] : []),
  ]);
  const event: ScenarioEvent = { t_s: time(given.t_s, `${path}.t_s`, 0, duration_s), kind: kind as ScenarioEventKind };
  if (given.index !== undefined) event.index = number(given.index, `${path}.index`, 0, 63, true);
  if (given.cell !== undefined) event.cell = number(given.cell, `${path}.cell`, 0, MOST_CELLS - 1, true);
  if (given.item !== undefined) event.item = number(given.item, `${path}.item`, 0, MAX_GROUPS - 1, true);
  if (form.sensor) {
    event.sensor = text(given.sensor, `${path}.sensor`);
    event.fault = text(given.fault, `${path}.fault`);
  }
  if (given.duration_s !== undefined) event.duration_s = time(given.duration_s, `${path}.duration_s`, 0, LONGEST_S);
  // its unit and range depend on the run: resolve checks them
  if (given.value !== undefined) event.value = given.value as Quantity;
  return event;
}

function readCommands(json: unknown, duration_s: number): Commands {
  const given = object(json, 'commands', ['cbu', 'bbu', 'enable']);
  const commands: Commands = {};
  for (const kind of ['cbu', 'bbu'] as const)
    if (given[kind] !== undefined) commands[kind] = series(given[kind], `commands.${kind}`, duration_s, false);
  if (given.enable === undefined) return commands;
  const enable = object(given.enable, 'commands.enable', ['cbu', 'bbu']);
  commands.enable = {};
  for (const kind of ['cbu', 'bbu'] as const)
    if (enable[kind] !== undefined) commands.enable[kind] = series(enable[kind], `commands.enable.${kind}`, duration_s, true);
  return commands;
}

/** Points, or the path of a CSV file with them. */
function readTrace(json: unknown, readText?: ReadText): LoadTrace {
  if (typeof json === 'string') {
    if (!readText)
      throw new InputError('loadTrace', quote(json), 'points [[time in s, power in W], ...]; only the command line reads files');
    return traceOf(readText(json), `loadTrace: ${short(json)}`);
  }
  const points = list(json, 'loadTrace', (point, at): [number, number] => {
    if (!Array.isArray(point) || point.length !== 2) throw new InputError(at, quote(point), 'a pair [time in s, power in W]');
    return [time(point[0], `${at}[0]`, 0, LONGEST_S), number(point[1], `${at}[1]`, 0, MOST_LOAD_W, false)];
  });
  return checkTrace(points, 'loadTrace', (k) => `loadTrace[${k}][0]`);
}

function series(json: unknown, path: string, duration_s: number, onOff: boolean): Series {
  let before_s = -1;
  return list(json, path, (point, at) => {
    if (!Array.isArray(point) || point.length !== 2) throw new InputError(at, quote(point), 'a pair [time in s, value]');
    const t_s = time(point[0], `${at}[0]`, 0, duration_s);
    if (Math.abs(t_s / FAST_TICK_S - Math.round(t_s / FAST_TICK_S)) > 1e-6)
      throw new InputError(`${at}[0]`, quote(point[0]), 'a multiple of 10 us, the fast tick');
    if (t_s <= before_s) throw new InputError(`${at}[0]`, quote(point[0]), `a time after the one before, ${plain(before_s)} s`);
    before_s = t_s;
    return [t_s, onOff ? number(point[1], `${at}[1]`, 0, 1, true) : number(point[1], `${at}[1]`, -MOST_COMMAND_A, MOST_COMMAND_A, false)];
  });
}

// ------------------------------------------------------------------------------------------------------ plain types

/** What stands for an absent key; null is not absent. */
const or = (json: unknown, absent: unknown) => (json === undefined ? absent : json);

function object(json: unknown, path: string, allowed?: readonly string[]): Fields {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new InputError(path, quote(json), 'an object {...}');
  if (allowed)
    for (const key of Object.keys(json))
      if (!allowed.includes(key)) throw new InputError(path, `the key ${quote(key)}`, namesAllowed('a key', key, allowed));
  return json as Fields;
}

function list<T>(json: unknown, path: string, item: (json: unknown, path: string) => T): T[] {
  if (!Array.isArray(json)) throw new InputError(path, quote(json), 'a list [...]');
  if (json.length > MOST_ITEMS) throw new InputError(path, `${json.length} items`, `at most ${MOST_ITEMS}`);
  return json.map((each, k) => item(each, `${path}[${k}]`));
}

function text(json: unknown, path: string): string {
  if (typeof json === 'string' && json.length > 0 && json.length <= MOST_TEXT && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(json)) return json;
  throw new InputError(path, quote(json), `text of 1 to ${MOST_TEXT} characters on one line`);
}

function number(json: unknown, path: string, min: number, max: number, whole: boolean): number {
  if (typeof json === 'number' && json >= min && json <= max && (!whole || Number.isInteger(json))) return json;
  throw new InputError(path, quote(json), whole ? `a whole number, ${min} to ${max}` : `a number, ${plain(min)} to ${plain(max)}`);
}

/** Seconds, or text with a unit. A run is a whole number of microseconds. */
function time(json: unknown, path: string, min: number, max: number): number {
  const value = typeof json === 'string' ? parseQuantity(json, 's') : json;
  if (typeof value === 'number' && value >= min && value <= max) return path === 'duration_s' ? ticksOf(value) / 1e6 : value;
  throw new InputError(path, quote(json), `a time, ${plain(min)} s to ${plain(max)} s`);
}

function unique(names: readonly string[], path: string, what: string): void {
  const twice = names.find((name, k) => names.indexOf(name) !== k);
  if (twice !== undefined) throw new InputError(path, `${quote(twice)} twice`, `every ${what} once`);
}
