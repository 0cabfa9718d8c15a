/** Words and figures that say what a run is and how it went. */
import { enumerations } from '../host/abi/registers.ts';
import { exemptions, judge, room, rulesFor, type Scenario, scenarios, type Verdict } from '../host/scenario.ts';
import type { Metrics as RunMetrics } from '../host/simulation.ts';
import { defaultSettings, parameters, presetText, type Settings, scenarioOf, specOf, variantOf } from './settings.ts';
import { entryText, shownOf } from './units.ts';

type Metrics = Readonly<RunMetrics>;

export function judgeRun(settings: Settings, metrics: Metrics): Verdict[] {
  const own = scenarios[settings.scenario] as Scenario;
  const variant = variantOf(settings);
  const spec = specOf(settings);
  return judge(rulesFor(own, variant), metrics, spec.parameters, exemptions(own, variant, spec, settings.preset));
}

/** A parameter's value as people say it: `trip voltage 49.00 V`. */
export function parameterText(key: string, value: number): string {
  const register = parameters[key];
  if (!register) return key;
  if (register.choices) return enumerations[register.choices][value] ?? String(value);
  return `${entryText(value, register, register.default ?? value)} ${shownOf(register).unit}`.trimEnd();
}

/** What distinguishes a run from its scenario as it is in the library. */
export function labelOf(settings: Settings): string {
  const plain = defaultSettings(settings.scenario);
  const parts: string[] = [];
  const variant = variantOf(settings);
  if (settings.variant > 0 || scenarioOf(settings).runs.filter((run) => !run.baseline).length > 1) parts.push(variant.label);
  if (settings.preset !== plain.preset) parts.push(presetText(settings.preset));
  for (const [key, value] of Object.entries(settings.overrides)) {
    const label = parameters[key]?.label ?? key;
    parts.push(`${label.charAt(0).toLowerCase()}${label.slice(1)} ${parameterText(key, value)}`);
  }
  if (settings.seed !== plain.seed) parts.push(`seed ${settings.seed}`);
  return parts.join(', ') || 'defaults';
}

/** Distance of the bus from the nearer edge of its window, V; negative when outside. */
export function marginToWindow_V(metrics: Metrics, thresholds: Readonly<Record<string, number>>): number | null {
  const { busVoltageMin_V, busVoltageMax_V } = metrics;
  const { busWindowLow_V, busWindowHigh_V } = thresholds;
  if (busVoltageMin_V === null || busVoltageMax_V === null || busWindowLow_V === undefined || busWindowHigh_V === undefined) return null;
  return Math.min(busVoltageMin_V - busWindowLow_V, busWindowHigh_V - busVoltageMax_V);
}

/** One sentence under PASS or FAIL: the limit that fails, or the one that is nearest. */
export function tightest(
  verdicts: readonly Verdict[],
  { busWindowLow_V = 0, busWindowHigh_V = 0 }: Readonly<Record<string, number>>,
): string {
  const roomOf = (verdict: Verdict) => room(verdict, busWindowHigh_V - busWindowLow_V);
  const [first, ...others] = verdicts.filter((verdict) => verdict.pass === false);
  if (first) return `Fails: ${lower(short(first.label))}${others.length > 0 ? ` and ${others.length} more` : ''}`;
  const [nearest] = verdicts.filter((verdict) => roomOf(verdict) < Infinity).sort((a, b) => roomOf(a) - roomOf(b));
  return nearest ? `Tightest limit: ${lower(short(nearest.label))}` : 'Every limit holds';
}

/** A label without what explains it in brackets. */
const short = (label: string): string => label.replace(/ \(.*/, '');

/** A label inside a sentence; a name in capitals (PSU, SOC) stays. */
export const lower = (label: string): string => (/^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label);
