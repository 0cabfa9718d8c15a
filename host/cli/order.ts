/** What `ridethrough run` was asked for, with everything checked that can be wrong with it. */
import { type ChannelName, channels, enumerations } from '../abi/registers.ts';
import { racksOf } from '../fleet.ts';
import { InputError, quote } from '../input-error.ts';
import type { SampleRange } from '../output/samples.ts';
import { checkParameterName } from '../parameters.ts';
import { parseQuantity } from '../quantity.ts';
import { presetNamed } from '../scenario/resolve.ts';
import { type Exempt, exemptions, type Quantity, type RunVariant, resolve, type Scenario } from '../scenario.ts';
import { type RunSpec, ticksOf } from '../simulation.ts';
import { namesAllowed } from '../suggest.ts';
import { loadScenario } from './load.ts';
import type { OptionKinds, Options } from './options.ts';

export const runOptions: OptionKinds = {
  preset: 'text',
  rack: 'text',
  set: 'texts',
  seed: 'text',
  step: 'text',
  json: 'flag',
  out: 'text',
  'black-box': 'text',
  channels: 'text',
  from: 'text',
  to: 'text',
};

export interface Ordered {
  readonly run: RunVariant;
  /** Of a pod: of its first rack. */
  readonly spec: RunSpec;
  readonly exempt: Exempt;
}

export interface Order {
  readonly scenario: Scenario;
  readonly runs: readonly Ordered[];
  /** Of the preset. */
  readonly racks: number;
  readonly json: boolean;
  /** Where the controllers' black boxes go, those of the main run. */
  readonly blackBox: string | null;
  /** Where to write, and the samples of the main run to write there; of a pod those of `rack`, null: of the worst. */
  readonly out: {
    readonly file: string;
    readonly format: 'csv' | 'json';
    readonly samples: SampleRange | null;
    readonly rack: number | null;
  } | null;
}

const TICK_S = 1e-6;
const FINEST = 16;
/** A file of about 2 GB. */
const MOST_SAMPLES = 2e8;

/** A scenario with what the options change of it, for every command that runs one. */
export function readScenario(command: string, options: Options): Pick<Order, 'scenario' | 'runs'> {
  const [name, ...others] = options.positionals;
  if (name === undefined) throw new InputError(command, 'nothing', 'a scenario (ridethrough list scenarios) or a path FILE.json');
  if (others.length > 0) throw new InputError(command, `${quote(name)} and ${quote(others[0])}`, 'one scenario');
  const loaded = loadScenario(name);
  const preset = options.text('preset') ?? loaded.preset;
  const seed = options.whole('seed', 0, Number.MAX_SAFE_INTEGER) ?? loaded.seed;
  const scenario: Scenario = { ...loaded, preset: presetNamed(preset, '--preset').name, seed };
  const overrides = readSets(options);
  const runs = scenario.runs.map((run) => {
    const spec = resolve(scenario, overrides, run);
    return { run, spec, exempt: exemptions(loaded, run, spec, scenario.preset) };
  });
  return { scenario, runs };
}

export function readOrder(options: Options): Order {
  const { scenario, runs } = readScenario('run', options);
  const out = readOut(options, scenario, isAdaptive(runs[0]?.spec));
  return { scenario, runs, racks: racksOf(scenario.preset), json: options.has('json'), blackBox: readBlackBoxFile(options), out };
}

export function readSets(options: Options): Record<string, Quantity> {
  const overrides: Record<string, Quantity> = {};
  const set = (key: string, value: Quantity, path: string) => {
    if (Object.hasOwn(overrides, key)) throw new InputError(path, `${key} twice`, 'every parameter once');
    overrides[key] = value;
  };
  for (const text of options.texts('set')) {
    const cut = text.indexOf('=');
    if (cut < 1 || cut === text.length - 1) throw new InputError('--set', quote(text), 'key=value');
    const key = text.slice(0, cut).trim();
    checkParameterName(key, '--set');
    set(key, text.slice(cut + 1), '--set');
  }
  const step = options.text('step');
  if (step !== undefined) {
    set('stepsPerTick', stepsOf(step), '--step');
    set('timeMode', 'fine', '--step');
  }
  return overrides;
}

/** The power stage's step, 1 us or a whole part of it. */
function stepsOf(text: string): number {
  const step_s = parseQuantity(text, 's');
  const steps = step_s === null ? 0 : Math.round(TICK_S / step_s);
  if (step_s !== null && steps >= 1 && steps <= FINEST && Math.abs(steps * step_s - TICK_S) < 1e-9 * TICK_S) return steps;
  throw new InputError('--step', quote(text), `1e-6 s divided by a whole number, 1 to ${FINEST}`);
}

const isAdaptive = (spec: RunSpec | undefined) =>
  spec?.parameters.timeMode === enumerations.TimeMode.indexOf('adaptive') && spec.parameters.stepsPerTick === 1;

function readOut(options: Options, scenario: Scenario, adaptive: boolean): Order['out'] {
  const file = options.text('out');
  if (file === undefined) {
    refuseAlone(options, ['channels', 'from', 'to', 'rack'], '--out FILE.csv or FILE.json');
    return null;
  }
  const format = /\.(csv|json)$/i.exec(file)?.[1]?.toLowerCase() as 'csv' | 'json' | undefined;
  if (!format) throw new InputError('--out', quote(file), 'a file that ends in .csv or .json');
  if (format === 'csv' || options.has('channels'))
    return { file, format, samples: readSamples(options, scenario.duration_s, adaptive), rack: readRack(options, scenario.preset) };
  refuseAlone(options, ['from', 'to', 'rack'], '--channels, or with a .csv file');
  return { file, format, samples: null, rack: null };
}

function readBlackBoxFile(options: Options): string | null {
  const file = options.text('black-box') ?? null;
  if (file !== null && !/\.json$/i.test(file)) throw new InputError('--black-box', quote(file), 'a file that ends in .json');
  return file;
}

function readRack(options: Options, preset: string): number | null {
  const racks = racksOf(preset);
  if (options.has('rack') && racks === 1)
    throw new InputError('--rack', quote(options.text('rack')), `a preset of several racks, not ${preset}`);
  return options.whole('rack', 1, racks) ?? null;
}

/** An option that would change nothing is a mistake. */
function refuseAlone(options: Options, names: readonly string[], partner: string): void {
  for (const name of names) if (options.has(name)) throw new InputError(`--${name}`, `--${name} alone`, `together with ${partner}`);
}

function readSamples(options: Options, duration_s: number, adaptive: boolean): SampleRange {
  const from_s = options.time('from', 0, duration_s) ?? 0;
  const to_s = options.time('to', 0, duration_s) ?? duration_s;
  if (to_s < from_s) throw new InputError('--to', `${to_s} s`, `a time from ${from_s} s (--from) to ${duration_s} s`);
  const names = Object.keys(channels) as ChannelName[];
  const wanted =
    options
      .text('channels')
      ?.split(',')
      .map((name) => name.trim()) ?? names;
  for (const [k, name] of wanted.entries()) {
    if (!Object.hasOwn(channels, name)) throw new InputError('--channels', quote(name), namesAllowed('a channel', name, names));
    if (wanted.indexOf(name) !== k) throw new InputError('--channels', `${name} twice`, 'every channel once');
  }
  const range = { channels: wanted as ChannelName[], from_tick: ticksOf(from_s), to_tick: ticksOf(to_s) };
  const samples = (range.to_tick - range.from_tick + 1) * wanted.length;
  // in adaptive time there are far fewer than ticks
  if (!adaptive && samples > MOST_SAMPLES)
    throw new InputError('--out', `${samples} samples`, `at most ${MOST_SAMPLES}: fewer --channels, or a part by --from and --to`);
  return range;
}
