/**
 * A pod: racks that meet only in the utility. Each is a run of its own with a bus of its own, all alike but for their
 * seed; what is said of the pod is put together from what is said of its racks.
 */
import { metrics as metricTable, type RackRule } from './abi/registers.ts';
import { room } from './scenario/judge.ts';
import { presetNamed } from './scenario/resolve.ts';
import type { Verdict } from './scenario/schema.ts';
import type { CoreMetricName, Metrics } from './simulation.ts';

/** Racks of a preset. */
export const racksOf = (preset: string): number => presetNamed(preset).racks ?? 1;

const GOLDEN = 0x9e3779b97f4a7c15n;
const u64 = (value: bigint) => BigInt.asUintN(64, value);

/** splitmix64's finisher. */
function mix(value: bigint): bigint {
  const a = u64((value ^ (value >> 30n)) * 0xbf58476d1ce4e5b9n);
  const b = u64((a ^ (a >> 27n)) * 0x94d049bb133111ebn);
  return b ^ (b >> 31n);
}

/** Seed of rack `rack` (from 1) of a pod with `seed`. The first has the pod's own: it is the rack one gets alone. */
export function rackSeed(seed: number, rack: number): number {
  if (rack === 1) return seed;
  return Number(mix(u64(mix(u64(BigInt(seed) + GOLDEN)) + BigInt(rack) * GOLDEN)) >> 11n);
}

/** One rack's part of a result. */
export interface Rack {
  /** From 1. */
  readonly rack: number;
  readonly seed: number;
  readonly hash: string;
  readonly pass: boolean;
  readonly metrics: Metrics;
  readonly verdicts: readonly Verdict[];
}

/** By the rule beside each metric in the table; null where it is null in any rack. Time that was spent adds up. */
export function metricsTogether(racks: readonly Rack[]): Metrics {
  const names = Object.keys(metricTable) as CoreMetricName[];
  const together = Object.fromEntries(names.map((name) => [name, metricTogether(racks, name)]));
  return { ...together, wallTime_s: racks.reduce((sum, { metrics }) => sum + (metrics.wallTime_s ?? 0), 0) } as Metrics;
}

function metricTogether(racks: readonly Rack[], name: CoreMetricName): number | null {
  const rule: RackRule = metricTable[name].racks;
  const values = racks.map(({ metrics }) => metrics[name]).filter((value) => value !== null);
  if (values.length < racks.length) return null;
  if (rule === 'least') return Math.min(...values);
  if (rule === 'greatest') return Math.max(...values);
  if (rule === 'sum') return values.reduce((sum, value) => sum + value, 0);
  const other = rule.of as CoreMetricName;
  const given = metricTogether(racks, other);
  return racks.find(({ metrics }) => metrics[other] === given)?.metrics[name] ?? null;
}

/** Every rule judges every rack; its verdict is that of the rack with the least margin, which it names. */
export function verdictsTogether(racks: readonly Rack[]): Verdict[] {
  const marginOf = ({ margin }: Verdict) => margin ?? -Infinity;
  return (racks[0]?.verdicts ?? []).map((_, k) =>
    racks
      .map(({ rack, verdicts }) => ({ ...(verdicts[k] as Verdict), rack }))
      .reduce((worst, verdict) => (marginOf(verdict) < marginOf(worst) ? verdict : worst)),
  );
}

/** The rack to look at first: with the most failed verdicts, then with the least room to a limit (`window_V`: of the bus). */
export function worstOf<R extends Rack>(racks: readonly R[], window_V: number): R {
  const failed = ({ verdicts }: Rack) => verdicts.filter(({ pass }) => pass === false).length;
  const roomOf = ({ verdicts, metrics }: Rack) =>
    verdicts.length > 0 ? Math.min(...verdicts.map((verdict) => room(verdict, window_V))) : (metrics.busVoltageMin_V ?? -Infinity);
  const worse = (a: R, b: R) => failed(a) - failed(b) || roomOf(b) - roomOf(a);
  return racks.reduce((worst, rack) => (worse(rack, worst) > 0 ? rack : worst));
}

/** FNV-1a, 64 bit, over the racks' hashes in order. */
export function hashTogether(hashes: readonly string[]): string {
  let hash = 0xcbf29ce484222325n;
  for (const character of hashes.join('')) hash = u64((hash ^ BigInt(character.charCodeAt(0))) * 0x100000001b3n);
  return hash.toString(16).padStart(16, '0');
}
