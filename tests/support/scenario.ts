import {
  exemptions,
  judge,
  passesAll,
  type Quantity,
  resolve,
  rulesFor,
  type Scenario,
  scenarios,
  type Verdict,
} from '../../host/scenario.ts';
import type { LogEntry, LogKindName, Metrics, Simulation } from '../../host/simulation.ts';
import { simulated } from './simulation.ts';

export interface Outcome {
  readonly simulation: Simulation;
  readonly metrics: Metrics;
  readonly verdicts: readonly Verdict[];
  readonly pass: boolean;
  /** When something was first logged, in seconds since the trigger; NaN when it was not. */
  first(kind: LogKindName): number;
  verdict(id: string): Verdict;
}

/** A run of the library by the label of its variant, to its end. */
export function outcome(name: string, label: string, overrides: Record<string, Quantity> = {}): Outcome {
  const scenario = scenarios[name] as Scenario;
  const variant = scenario.runs.find((run) => run.label === label);
  if (!variant) throw new Error(`${name} has no run ${label}`);
  const spec = resolve(scenario, overrides, variant);
  const simulation = simulated(spec);
  const metrics = simulation.metrics();
  const verdicts = judge(rulesFor(scenario, variant), metrics, spec.parameters, exemptions(scenario, variant, spec));
  const log: LogEntry[] = simulation.log();
  return {
    simulation,
    metrics,
    verdicts,
    pass: passesAll(verdicts),
    first: (kind) => (log.find((entry) => entry.kind === kind)?.t_s ?? Number.NaN) - scenario.trigger_s,
    verdict: (id) => {
      const found = verdicts.find((verdict) => verdict.id === id);
      if (!found) throw new Error(`${name} has no verdict ${id}`);
      return found;
    },
  };
}

/** Fails with the verdicts that do not pass. */
export const failed = ({ verdicts }: Outcome) => verdicts.filter(({ pass }) => pass === false).map(({ id, value }) => `${id}: ${value}`);
