import type { Metrics } from '../simulation.ts';
import type { RunVariant, Scenario, Verdict, VerdictRule } from './schema.ts';

/** The rules that judge one run: the scenario's own that name it or no run, then the run's. */
export function rulesFor(scenario: Scenario, run: RunVariant): VerdictRule[] {
  return [...scenario.verdicts.filter((rule) => !rule.runs || rule.runs.includes(run.label)), ...(run.verdicts ?? [])];
}

/** Fails unless proven inside: a metric that does not apply passes no rule. */
export function judge(rules: readonly VerdictRule[], metrics: Metrics): Verdict[] {
  return rules.map(({ id, label, metric, min, max, unit, source }) => {
    const value = metrics[metric];
    const margin = value === null ? null : Math.min(max === undefined ? Infinity : max - value, min === undefined ? Infinity : value - min);
    const limit = { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
    return { id, label, metric, pass: margin !== null && margin >= 0, value, limit, margin, unit, source };
  });
}
