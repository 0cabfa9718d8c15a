/**
 * The page's address makes the same run again: `#v1.` and the difference from the defaults as JSON, deflated, in
 * base64url. A bad address is refused as a whole, in one line.
 */
import { scenarios } from '../host/scenario.ts';
import type { TimeWindow } from './model.ts';
import { defaultSettings, impossible, parameters, presetNames, refusal, type Settings, scenarioOf } from './settings.ts';

export interface Address {
  readonly settings: Settings;
  readonly window: TimeWindow | null;
  readonly cursorA_s: number | null;
  readonly cursorB_s: number | null;
  readonly timeAxis: 'log' | 'linear';
}

/** As it travels; whatever is absent has its default. */
interface Packed {
  scenario?: string;
  preset?: string;
  run?: number;
  seed?: number;
  set?: Record<string, number>;
  view?: [number, number];
  a?: number;
  b?: number;
  axis?: 'linear';
}

const PREFIX = '#v1.';
/** More than any set of parameters needs. */
const MOST_CHARACTERS = 20_000;

export class AddressError extends Error {}

export async function encodeAddress({ settings, window, cursorA_s, cursorB_s, timeAxis }: Address): Promise<string> {
  const plain = defaultSettings(settings.scenario);
  const packed: Packed = {};
  if (settings.scenario !== defaultSettings().scenario) packed.scenario = settings.scenario;
  if (settings.preset !== plain.preset) packed.preset = settings.preset;
  if (settings.variant !== plain.variant) packed.run = settings.variant;
  if (settings.seed !== plain.seed) packed.seed = settings.seed;
  if (Object.keys(settings.overrides).length > 0) packed.set = { ...settings.overrides };
  if (window) packed.view = [round(window.t0_s), round(window.t1_s)];
  if (cursorA_s !== null) packed.a = round(cursorA_s);
  if (cursorB_s !== null) packed.b = round(cursorB_s);
  if (timeAxis === 'linear') packed.axis = 'linear';
  return PREFIX + toBase64Url(await through(new TextEncoder().encode(JSON.stringify(packed)), new CompressionStream('deflate-raw')));
}

/** Times to a nanosecond: a thousandth of a tick. */
const round = (t_s: number) => Number(t_s.toFixed(9));

/** Null for an address without a run; throws `AddressError` with one clear line. */
export async function decodeAddress(hash: string): Promise<Address | null> {
  if (hash === '' || hash === '#') return null;
  if (!hash.startsWith(PREFIX)) throw new AddressError('The address does not begin with #v1.');
  if (hash.length > MOST_CHARACTERS) throw new AddressError('The address is too long to be one of ours.');
  let json: unknown;
  try {
    const bytes = await through(fromBase64Url(hash.slice(PREFIX.length)), new DecompressionStream('deflate-raw'));
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new AddressError('The address cannot be read; part of it may be missing.');
  }
  return check(json);
}

function check(json: unknown): Address {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new AddressError('The address holds no run.');
  const known = ['scenario', 'preset', 'run', 'seed', 'set', 'view', 'a', 'b', 'axis'];
  for (const key of Object.keys(json)) if (!known.includes(key)) throw new AddressError(`The address has an unknown part "${key}".`);
  const packed = json as Packed;
  const name = packed.scenario ?? defaultSettings().scenario;
  if (!Object.hasOwn(scenarios, name))
    throw new AddressError(`The address names the scenario "${name}"; there are ${Object.keys(scenarios).join(', ')}.`);
  const plain = defaultSettings(name);
  const settings: Settings = {
    scenario: name,
    preset: packed.preset ?? plain.preset,
    variant: packed.run ?? plain.variant,
    seed: packed.seed ?? plain.seed,
    overrides: packed.set ?? {},
  };
  if (!presetNames.includes(settings.preset))
    throw new AddressError(`The address names the preset "${settings.preset}"; there are ${presetNames.join(', ')}.`);
  const runs = Math.max(1, scenarioOf(settings).runs.length);
  if (!Number.isInteger(settings.variant) || settings.variant < 0 || settings.variant >= runs)
    throw new AddressError(`The address asks for run ${settings.variant}; ${name} has 0 to ${runs - 1}.`);
  if (!Number.isInteger(settings.seed) || settings.seed < 0)
    throw new AddressError('The seed in the address is not a whole number from 0.');
  if (typeof settings.overrides !== 'object' || settings.overrides === null || Array.isArray(settings.overrides))
    throw new AddressError('The parameters in the address cannot be read.');
  for (const [key, value] of Object.entries(settings.overrides)) {
    if (!Object.hasOwn(parameters, key)) throw new AddressError(`The address sets "${key}", which is no parameter.`);
    const why = refusal(key, value);
    if (why) throw new AddressError(`The address sets ${key}: ${why}.`);
  }
  const why = impossible(settings);
  if (why) throw new AddressError(`The address asks for a run that cannot be: ${why}`);
  const end_s = scenarioOf(settings).duration_s;
  return {
    settings,
    window: windowOf(packed.view, end_s),
    cursorA_s: timeOf(packed.a, 'a', end_s),
    cursorB_s: timeOf(packed.b, 'b', end_s),
    timeAxis: packed.axis === 'linear' ? 'linear' : 'log',
  };
}

function windowOf(view: unknown, end_s: number): TimeWindow | null {
  if (view === undefined) return null;
  const [t0_s, t1_s] = Array.isArray(view) ? view : [];
  if (Array.isArray(view) && view.length === 2 && inside(t0_s, end_s) && inside(t1_s, end_s) && t0_s < t1_s) return { t0_s, t1_s };
  throw new AddressError('The view in the address lies outside the run.');
}

function timeOf(t_s: unknown, cursor: string, end_s: number): number | null {
  if (t_s === undefined) return null;
  if (inside(t_s, end_s)) return t_s;
  throw new AddressError(`Cursor ${cursor.toUpperCase()} in the address lies outside the run.`);
}

const inside = (t_s: unknown, end_s: number): t_s is number => typeof t_s === 'number' && t_s >= 0 && t_s <= end_s * (1 + 1e-9);

async function through(bytes: Uint8Array<ArrayBuffer>, transform: GenericTransformStream): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(transform as ReadableWritablePair<Uint8Array, Uint8Array<ArrayBuffer>>);
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  if (!/^[\w-]*$/.test(text)) throw new AddressError('The address holds characters that do not belong there.');
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
}
