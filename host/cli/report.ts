/** The result of a scenario for people: verdicts with their margins, the handoff's time line, runs side by side. */

import { metrics } from '../abi/registers.ts';
import { racksOf } from '../fleet.ts';
import { logText } from '../log-text.ts';
import type { RunResult } from '../output/json.ts';
import { modulesText } from '../output/modules.ts';
import { formatResult, plain } from '../quantity.ts';
import type { Scenario, Verdict } from '../scenario.ts';
import type { CoreMetricName, LogEntry, LogKindName } from '../simulation.ts';
import { indent, table } from './table.ts';

/** What is worth comparing between runs. */
const COMPARED: readonly CoreMetricName[] = [
  'busVoltageMin_V',
  'busVoltageMax_V',
  'outsideWindow_s',
  'capacitorTakeover_s',
  'batteryDelivers_s',
  'batteryCarries99_s',
  'handoffTime_s',
  'capacitorEnergyUsed_J',
  'psuEnergyMargin_s',
  'transfers',
  'loadDropouts',
  'unservedEnergy_J',
];
const MOST_EVENTS = 30;

export function reportLines(scenario: Scenario, runs: readonly RunResult[]): string[] {
  const lines = [`${scenario.title} (${scenario.name} on ${scenario.preset}${racksText(scenario, runs[0])}, seed ${scenario.seed})`];
  for (const run of runs) lines.push('', ...runLines(scenario, run));
  if (runs.length > 1) lines.push('', ...comparison(runs));
  return lines;
}

/** `, 40 racks`, or how many of them there are results of. */
function racksText({ preset }: Scenario, main: RunResult | undefined): string {
  const racks = racksOf(preset);
  const done = main?.racks?.length ?? racks;
  return racks === 1 ? '' : `, ${done < racks ? `${done} of ` : ''}${racks} racks`;
}

function runLines({ trigger_s }: Scenario, run: RunResult): string[] {
  const { simulatedTime_s, wallTime_s } = run.metrics;
  const speed = `${formatResult(simulatedTime_s ?? 0, 's')} in ${formatResult(wallTime_s ?? 0, 's', 2)}`;
  const of = run.racks?.find(({ rack }) => rack === run.worstRack);
  const worst = of ? `, worst rack ${of.rack} (seed ${of.seed})` : '';
  const head = ['', 'verdict', 'value', 'limit', 'margin', ...(of ? ['worst rack'] : [])];
  const role = run.baseline ? ' (baseline, does not count)' : '';
  return [
    `${run.verdicts.some(({ pass }) => pass !== null) ? word(run.pass) : 'no verdicts'}  ${run.label}${role}   ${speed}${worst}, hash ${run.hash}`,
    ...(run.verdicts.length > 0 ? [...indent(table([head, ...run.verdicts.map(verdictRow)], [2, 4, 5])), ''] : []),
    ...indent(timeline(run, trigger_s)),
    ...(run.modules.length > 0 ? indent(['', `at the end, ${modulesText(run.modules)}`]) : []),
  ];
}

const word = (pass: boolean) => (pass ? 'PASS' : 'FAIL');

function verdictRow({ pass, notJudged, label, value, limit, margin, unit, rack }: Verdict): string[] {
  const shown = (quantity: number | null) => (quantity === null ? 'none' : formatResult(quantity, unit));
  const word = pass === null ? '--' : pass ? 'ok' : 'FAIL';
  const last = notJudged === undefined ? shown(margin) : `not judged: ${notJudged}`;
  return [word, label, shown(value), limitText(limit, unit), last, ...(rack === undefined ? [] : [String(rack)])];
}

function limitText({ min, max }: Verdict['limit'], unit: string): string {
  if (min !== undefined && max !== undefined)
    return min === max ? `= ${formatResult(min, unit)}` : `${formatResult(min, unit)} to ${formatResult(max, unit)}`;
  return min === undefined ? `<= ${formatResult(max as number, unit)}` : `>= ${formatResult(min, unit)}`;
}

/** What makes two entries of a kind two things. */
const OWN_LINE: { readonly [Kind in LogKindName]?: (entry: LogEntry) => string | number } = {
  stateChange: ({ value }) => value,
  protectionWarning: ({ value }) => value,
  protectionTrip: ({ value }) => value,
  faultInjected: ({ value }) => value,
  loadStep: ({ value }) => value,
  commandChanged: ({ module, value }) => `${module} ${value}`,
};

/** Each thing that happened, where it happened first; modules that do the same are one line. */
function timeline({ log, eventsDropped = 0, worstRack }: RunResult, trigger_s: number): string[] {
  const first = new Map<string, { entry: LogEntry; modules: Set<number> }>();
  for (const entry of log) {
    const own = OWN_LINE[entry.kind]?.(entry);
    const key = `${entry.kind} ${own ?? ''}`;
    const seen = first.get(key);
    if (seen) seen.modules.add(entry.module);
    else first.set(key, { entry, modules: new Set([entry.module]) });
  }
  const rows = [...first.values()]
    .slice(0, MOST_EVENTS)
    .map(({ entry, modules }) => [relative(entry.t_s - trigger_s), together(entry, modules.size)]);
  const more = log.length - first.size;
  const all = eventsDropped > 0 ? `the first ${log.length} of ${log.length + eventsDropped}` : `all ${log.length}`;
  const rest = first.size > MOST_EVENTS || more > 0 ? [`(first of each kind; ${all} with --json)`] : [];
  return rows.length > 0
    ? [...table([['after', worstRack === undefined ? 'what' : `what, in rack ${worstRack}`], ...rows], [0]), ...rest]
    : ['nothing happened'];
}

function together(entry: LogEntry, modules: number): string {
  return modules > 1 ? logText(entry).replace(/^module \d+/, `first of ${modules} modules`) : logText(entry);
}

/** Nanoseconds are below what the log resolves. */
const relative = (t_s: number) => (Math.abs(t_s) < 1e-9 ? '0 µs' : formatResult(Number(t_s.toFixed(9)), 's'));

function comparison(runs: readonly RunResult[]): string[] {
  const rows = COMPARED.filter((name) => runs.some((run) => run.metrics[name] !== null)).map((name) => {
    const { label, unit } = metrics[name];
    return [label, ...runs.map((run) => (run.metrics[name] === null ? 'none' : formatResult(run.metrics[name], unit)))];
  });
  return table(
    [['', ...runs.map((run) => run.label)], ...rows],
    runs.map((_, k) => k + 1),
  );
}

/** One line for those who look away. */
export function lastLine(pass: boolean, runs: readonly RunResult[]): string {
  const counted = runs.filter((run) => !run.baseline).flatMap((run) => run.verdicts);
  const judged = counted.filter((verdict) => verdict.pass !== null);
  const failed = judged.filter((verdict) => !verdict.pass).length;
  const rest = counted.length - judged.length;
  // nothing was shown to hold
  if (judged.length === 0) return rest > 0 ? `no verdict: ${rest} not judged` : 'no verdicts';
  return `${word(pass)}: ${plain(judged.length - failed)} of ${judged.length} verdicts passed${rest > 0 ? `, ${rest} not judged` : ''}`;
}
