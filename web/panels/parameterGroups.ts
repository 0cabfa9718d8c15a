import * as later from '../later.tsx';
import { parameters } from '../settings.ts';

/** The order of the panel, and what of a group is shown before one asks for more. */
const FIRST: Readonly<Record<string, readonly string[]>> = {
  Handoff: ['handoffStrategy', 'tripVoltage_V', 'releaseVoltage_V', 'handoffTimeConstant_s', 'handoffSlew_A_per_s'],
  Capacitor: ['cbuEngage_V', 'cbuDroop_ohm', 'cbuCurrentLimit_A'],
  Battery: ['bbuSetPoint_V', 'bbuDroop_ohm'],
  Load: ['loadPower_W'],
  Bus: ['busCapacitanceL_F'],
};
const LATER = [
  'PSU',
  'Generator',
  'Load pattern',
  'Capacitor converter',
  'Capacitor bank',
  'Battery converter',
  'Battery pack',
  'Module disconnect',
  'Protection',
  'Derating',
  'Estimator',
  'Sensors',
  'Scaling',
  'Run',
];

export interface ParameterGroup {
  readonly name: string;
  readonly keys: readonly string[];
  readonly first: ReadonlySet<string>;
}

/** Every group of the table, whether this list knows it or not. */
export const parameterGroups: readonly ParameterGroup[] = (() => {
  const keysOf = new Map<string, string[]>();
  for (const [key, register] of Object.entries(parameters)) {
    const group = register.group ?? 'Other';
    keysOf.set(group, [...(keysOf.get(group) ?? []), key]);
  }
  const known = [...Object.keys(FIRST), ...LATER];
  const names = [...known.filter((name) => keysOf.has(name)), ...[...keysOf.keys()].filter((name) => !known.includes(name))];
  return names.map((name) => {
    const first = FIRST[name] ?? [];
    const keys = keysOf.get(name) ?? [];
    return { name, keys: [...first, ...keys.filter((key) => !first.includes(key))], first: new Set(first) };
  });
})();

/** Does a parameter answer to what was typed into the find box? */
export function matches(key: string, text: string): boolean {
  const register = parameters[key];
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const where = `${key} ${register?.label} ${register?.group} ${later.words.part.value?.docs[key] ?? ''}`.toLowerCase();
  return words.every((word) => where.includes(word));
}
