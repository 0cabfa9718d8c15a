/** The certificate of each row of the protection table: latency from every phase, worst plant value, margins. */
import { type Choice, enumerations } from '../abi/registers.ts';
import type { SimulationModule } from '../simulation.ts';
import { type Budget, type Latency, latencies } from './latency.ts';
import { type Subject, valuesOf } from './shelf.ts';
import { type ProtectionName, type QuantityName, type Stimulus, stimuli } from './stimuli.ts';
import { type Harm, harmOf } from './stress.ts';

export interface Certificate {
  readonly id: string;
  readonly protection: ProtectionName;
  readonly quantity: QuantityName;
  readonly kind: Choice<'ModuleKind'>;
  readonly severity: Choice<'Severity'>;
  /** What was done to it. */
  readonly stimulus: string;
  readonly threshold: number;
  readonly phases: number;
  readonly best: Latency;
  readonly worst: Latency;
  readonly budget: Budget & { readonly total_s: number; readonly source: string | null };
  /** Of time: budget less worst latency. */
  readonly timeMargin_s: number;
  readonly harm: Harm | null;
  /** Let-through of the current against the fuse's melting integral. */
  readonly letThrough: { readonly worst_A2s: number; readonly limit_A2s: number } | null;
  readonly pass: boolean;
}

export interface Failure {
  readonly id: string;
  readonly protection: ProtectionName;
  readonly kind: Choice<'ModuleKind'>;
  readonly stimulus: string;
  readonly phase_s: number;
  readonly why: string;
  readonly pass: false;
}

/** Names a row among those of one protection. */
export const idOf = ({ kind, protection, quantity }: Stimulus): string => `${kind}/${protection}${quantity ? `/${quantity}` : ''}`;

/** Times are added up in ticks: below a nanosecond there is only dust. */
const DUST_S = 1e-9;

/** Null: the rack has no such row. */
export function certifyRow(
  module: SimulationModule,
  subject: Subject,
  stimulus: Stimulus,
  stopped?: () => boolean,
): Certificate | Failure | null {
  const p = valuesOf(subject);
  const { protection, kind, text } = stimulus;
  const id = idOf(stimulus);
  const found = latencies(module, subject, stimulus, p, stopped);
  if (found === null) return null;
  if ('why' in found) return { id, protection, kind, stimulus: text, ...found, pass: false };
  const { best, worst, budget, total_s, phases, row } = found;
  const harm = stimulus.stress ? harmOf(module, subject, stimulus, stimulus.stress, p, row, worst.total_s) : null;
  const letThrough = found.letThrough_A2s === null ? null : { worst_A2s: found.letThrough_A2s, limit_A2s: p.fuseMelting_A2s };
  const timeMargin_s = total_s - worst.total_s;
  const pass = timeMargin_s >= -DUST_S && (harm?.margin ?? 0) >= 0 && (!letThrough || letThrough.worst_A2s <= letThrough.limit_A2s);
  return {
    id,
    protection,
    quantity: enumerations.Quantity[row.quantity] as QuantityName,
    kind,
    severity: enumerations.Severity[row.severity] as Choice<'Severity'>,
    stimulus: text,
    threshold: row.threshold,
    phases,
    best,
    worst,
    budget: { ...budget, total_s, source: stimulus.budget_s?.[1] ?? null },
    timeMargin_s,
    harm,
    letThrough,
    pass,
  };
}

/** The stimuli that a list of protections names; all without one. */
export const stimuliFor = (names: readonly string[]): readonly Stimulus[] =>
  names.length === 0 ? stimuli : stimuli.filter((each) => names.includes(each.protection) || names.includes(idOf(each)));
