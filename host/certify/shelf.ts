/** The smallest shelf of a rack on which a row can be tried: one battery module, one capacitor module if it has any. */
import { enumerations } from '../abi/registers.ts';
import type { ParameterName } from '../parameters.ts';
import { type Quantity, resolve, type Scenario } from '../scenario.ts';
import type { RunSpec } from '../simulation.ts';
import type { Stimulus, Values } from './stimuli.ts';

/** What is certified: a preset and what is changed of it. */
export interface Subject {
  readonly preset: string;
  readonly set: Readonly<Record<string, Quantity>>;
}

type Settings = Partial<Record<ParameterName, number>>;

/** Part of the rack's load while a row is tried. */
const LIGHT = 0.2;
const SEED = 1;

function scenarioOf({ preset }: Subject, duration_s: number): Scenario {
  return {
    name: 'certify',
    title: 'certify',
    about: '',
    preset,
    seed: SEED,
    duration_s,
    trigger_s: 0,
    set: {},
    events: [],
    verdicts: [],
    runs: [{ label: 'certify' }],
  };
}

/** Parameters of the rack as it is. */
export const valuesOf = (subject: Subject): Values => resolve(scenarioOf(subject, 1), subject.set).parameters as Values;

/** `more`: over what the subject says. */
export function shelfSpec(subject: Subject, duration_s: number, more: Settings): RunSpec {
  const p = valuesOf(subject);
  const small: Settings = { bbuModules: 1, moduleCount: 1, cbuModules: Math.min(1, p.cbuModules), loadPower_W: LIGHT * p.loadPower_W };
  return resolve(scenarioOf(subject, duration_s), { ...subject.set, ...small, sensorNoise: 'off', ...more });
}

/** Number of the module that a stimulus is for; -1: the rack has none of its kind. */
export function moduleOf({ kind }: Pick<Stimulus, 'kind'>, { cbuModules = 0, bbuModules = 0 }: RunSpec['parameters']): number {
  if (kind === 'cbu') return cbuModules > 0 ? 0 : -1;
  return bbuModules > 0 ? cbuModules : -1;
}

export const OPEN_LOOP = enumerations.ControlMode.indexOf('commands');
export const FINE = enumerations.TimeMode.indexOf('fine');
