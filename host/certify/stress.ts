/**
 * What a cell, a bank or a fuse comes to while a row is on its way: the plant alone, driven open loop as hard as the module's
 * converter can, across the row's threshold and on for as long as the row takes at worst.
 */
import { enumerations } from '../abi/registers.ts';
import type { SimulationModule } from '../simulation.ts';
import { moduleOf, OPEN_LOOP, type Subject, shelfSpec } from './shelf.ts';
import type { Stimulus, Stress, Values } from './stimuli.ts';

export interface Harm {
  readonly watch: Stress['watch'];
  readonly unit: string;
  /** Worst value while the row takes its worst latency; where the threshold is out of the plant's reach, the worst there is. */
  readonly worst: number;
  readonly limit: number;
  readonly limitText: string;
  /** To the limit, negative beyond it. */
  readonly margin: number;
  /** Whether the plant can cross the threshold at all. */
  readonly reached: boolean;
  /** From the threshold to the limit; null: it does not get there while it is watched. */
  readonly timeToHarm_s: number | null;
}

/** Looked for so long whether the threshold is crossed; and beyond it for the limit. */
const REACH_S = 240;
const BEYOND_S = 20;
const LEAST_STEP_S = 1e-3;
/** Where everything is as it will be, past the start of the converter. */
const SETTLED_S = 20e-3;
/** Steps in the latency, and in the time until the threshold. */
const STEPS = 8;
const COARSE_STEP_S = 0.1;

export function harmOf(
  module: SimulationModule,
  subject: Subject,
  { kind }: Stimulus,
  stress: Stress,
  p: Values,
  row: { readonly threshold: number; readonly upper: number },
  latency_s: number,
): Harm {
  const step_s = Math.max(LEAST_STEP_S, Math.ceil(latency_s / STEPS / LEAST_STEP_S) * LEAST_STEP_S);
  const duration_s = REACH_S + BEYOND_S + latency_s;
  const set = { controlMode: OPEN_LOOP, loadPower_W: p.loadPower_W, ...stress.set(p, row.threshold) };
  const spec = shelfSpec(subject, duration_s, set);
  const k = moduleOf({ kind }, spec.parameters);
  const index = enumerations.ModuleKind.indexOf(kind);
  const events = [
    ...(stress.events ?? []),
    { t_s: 0, kind: 'enable' as const, index, value: 1 },
    { t_s: 0, kind: 'command' as const, index, value: stress.reference_A(p) },
  ];
  const simulation = module.create({ ...spec, events });
  const sign = row.upper !== 0 ? 1 : -1;
  const limit = stress.limit(p);
  const seen = () => simulation.moduleTruth(k)[stress.watch];
  const beyond = (value: number, of: number) => sign * (value - of) > 0;
  const step = (by_s: number) => simulation.run(Math.round(by_s * 1e6));
  step(SETTLED_S);
  let worst = seen();
  const note = () => {
    const value = seen();
    if (beyond(value, worst)) worst = value;
    return value;
  };
  // fine enough not to miss more than a latency
  const stride_s = Math.min(step_s, COARSE_STEP_S);
  while (!beyond(note(), row.threshold) && simulation.time_s < REACH_S && !exhausted(simulation.moduleTruth(k))) step(stride_s);
  const reached = beyond(seen(), row.threshold);
  const result = { watch: stress.watch, unit: stress.unit, limit, limitText: stress.limitText, reached };
  if (!reached) return { ...result, worst, margin: sign * (limit - worst), timeToHarm_s: null };
  const crossed_s = simulation.time_s;
  // what the last stride hid counts as well
  const end_s = crossed_s + latency_s + stride_s;
  let timeToHarm_s: number | null = null;
  let margin = 0;
  for (let under = true; !simulation.done && simulation.time_s < end_s + BEYOND_S; ) {
    const value = under ? note() : seen();
    if (timeToHarm_s === null && beyond(value, limit)) timeToHarm_s = simulation.time_s - crossed_s;
    if (under && simulation.time_s >= end_s) {
      under = false;
      margin = sign * (limit - worst);
    }
    if (!under && timeToHarm_s !== null) break;
    step(under ? Math.min(step_s, end_s - simulation.time_s + 1e-6) : step_s);
  }
  return { ...result, worst, margin, timeToHarm_s };
}

/** Nothing more flows: the source cannot give, or the fuse has gone. */
const exhausted = ({ fuseBlown, converterState }: { fuseBlown: number; converterState: number }) => fuseBlown !== 0 || converterState === 0;
