/** What makes a run, and what of it can be refused before anything is touched. */
import type { Register } from '../host/abi/registers.ts';
import { racksOf } from '../host/fleet.ts';
import { quote } from '../host/input-error.ts';
import { allowedValues, inRange, parameters as table } from '../host/parameters.ts';
import { formatShown } from '../host/quantity.ts';
import { presets, type RunVariant, resolve, type Scenario, scenarios } from '../host/scenario.ts';
import type { RunSpec } from '../host/simulation.ts';

export interface Settings {
  readonly scenario: string;
  readonly preset: string;
  /** Index into the scenario's runs. */
  readonly variant: number;
  /** Changed parameters, SI, enumerations by index. */
  readonly overrides: Readonly<Record<string, number>>;
  readonly seed: number;
}

export const DEFAULT_SCENARIO = 'psu-trip-handoff';

/** The one namespace of parameters that people may change, in the order of the table. */
export const parameters: Readonly<Record<string, Register>> = table;

export function defaultSettings(name = DEFAULT_SCENARIO): Settings {
  const scenario = scenarios[name] as Scenario;
  return { scenario: name, preset: scenario.preset, variant: 0, overrides: {}, seed: scenario.seed };
}

export function sameSettings(a: Settings, b: Settings): boolean {
  const keys = Object.keys(a.overrides);
  return (
    a.scenario === b.scenario &&
    a.preset === b.preset &&
    a.variant === b.variant &&
    a.seed === b.seed &&
    keys.length === Object.keys(b.overrides).length &&
    keys.every((key) => a.overrides[key] === b.overrides[key])
  );
}

export function scenarioOf(settings: Settings): Scenario {
  const { preset, seed } = settings;
  return { ...(scenarios[settings.scenario] as Scenario), preset, seed };
}

export function variantOf(settings: Settings): RunVariant {
  return scenarioOf(settings).runs[settings.variant] as RunVariant;
}

/** The library's own baseline of a scenario, with the same changes, or null where it has none. */
export function baselineOf(settings: Settings): Settings | null {
  const variant = scenarioOf(settings).runs.findIndex((run) => run.baseline);
  return variant < 0 || variant === settings.variant ? null : { ...settings, variant };
}

export function specOf(settings: Settings): RunSpec {
  return resolve(scenarioOf(settings), settings.overrides, variantOf(settings));
}

export const presetNames: readonly string[] = Object.keys(presets);

/** A preset in words: of a pod the page shows one rack, which is like the others but for its seed. */
export function presetText(name: string): string {
  const racks = racksOf(name);
  return racks > 1 ? `${name}, rack 1 of ${racks}` : name;
}

/** Why a value cannot be taken, in words, or null when it can. */
export function refusal(key: string, value_SI: unknown): string | null {
  const register = parameters[key];
  if (!register) return `there is no parameter "${key}"`;
  if (typeof value_SI === 'number' && inRange(register, value_SI)) return null;
  const given = typeof value_SI === 'number' ? formatShown(value_SI, register.unit, register.shown) : quote(value_SI);
  return `${register.label} must be ${allowedValues(register)}, not ${given}`;
}

/** Why settings whose values are each in range cannot be together, in one line, or null when they can. */
export function impossible(settings: Settings): string | null {
  try {
    specOf(settings);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}
