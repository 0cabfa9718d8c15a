import { parameters, parameterValue } from '../parameters.ts';
import type { Metrics, RunSpec } from '../simulation.ts';
import { presetNamed, resolve } from './resolve.ts';
import type { Limit, RunVariant, Scenario, Verdict, VerdictRule } from './schema.ts';

/** The rules that judge one run: the scenario's own that name it or no run, then the run's. */
export function rulesFor(scenario: Scenario, run: RunVariant): VerdictRule[] {
  return [...scenario.verdicts.filter((rule) => !rule.runs || rule.runs.includes(run.label)), ...(run.verdicts ?? [])];
}

/** Why a rule does not judge a run, in words; null: it does. */
export type Exempt = (rule: VerdictRule) => string | null;

/**
 * What a rule is for decides whether it judges: figures that a scenario reproduces are those of its own parameters, and
 * some limits mean nothing at light load. `own` is the scenario as it is written, `spec` what is run on `preset`.
 */
export function exemptions(own: Scenario, run: RunVariant, spec: RunSpec, preset = own.preset): Exempt {
  let edited: boolean | undefined;
  const isEdited = () => {
    const { parameters: plain } = resolve(own, {}, run);
    return Object.entries(plain).some(([key, value]) => spec.parameters[key] !== value);
  };
  return ({ kind, fromLoad }) => {
    if (kind === 'reproduces') {
      edited ??= isEdited();
      if (edited) return 'edited';
    }
    if (fromLoad !== undefined && (spec.parameters.loadPower_W as number) < fromLoad * ratedLoad_W(preset)) return 'light load';
    return null;
  };
}

function ratedLoad_W(preset: string): number {
  const given = presetNamed(preset).set.loadPower_W;
  return given ? parameterValue('loadPower_W', given.value, 'loadPower_W') : (parameters.loadPower_W.default ?? 0);
}

type Values = Readonly<Record<string, number>>;

/** A limit in SI; free of the dust of decimal factors. */
function limitIn(values: Values, limit: Limit | undefined): number | undefined {
  if (typeof limit !== 'object') return limit;
  const { of, by, times = 1 } = limit;
  return Number(((values[of] as number) * (by === undefined ? 1 : (values[by] as number)) * times).toPrecision(12));
}

/**
 * Fails unless proven inside: a metric that does not apply passes no rule. A rule that is exempt says nothing. `values`:
 * the run's parameters, which a limit may name.
 */
export function judge(rules: readonly VerdictRule[], metrics: Metrics, values: Values, exempt: Exempt = () => null): Verdict[] {
  return rules.map((rule) => {
    const { id, label, metric, unit, source } = rule;
    const min = limitIn(values, rule.min);
    const max = limitIn(values, rule.max);
    const value = metrics[metric];
    const margin = value === null ? null : Math.min(max === undefined ? Infinity : max - value, min === undefined ? Infinity : value - min);
    const limit = { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
    const notJudged = exempt(rule);
    const pass = notJudged === null ? margin !== null && margin >= 0 : null;
    return { id, label, metric, pass, ...(notJudged !== null && { notJudged }), value, limit, margin, unit, source };
  });
}

/** No verdict fails; one that was not judged never decides. */
export const passesAll = (verdicts: readonly Verdict[]): boolean => verdicts.every(({ pass }) => pass !== false);

/**
 * Room to the limit as part of the limit, of the bus as part of its window (`window_V`). Counts (transfers, dropouts) have
 * no nearness: infinite. None where the metric does not apply.
 */
export function room({ margin, metric, limit, unit, pass }: Verdict, window_V: number): number {
  if (pass === null) return Infinity;
  if (margin === null) return -Infinity;
  if (unit === '') return pass ? Infinity : -1;
  const size = metric.startsWith('busVoltage') ? window_V : Math.abs(limit.max ?? limit.min ?? 0);
  return margin / (size || 1);
}
