import { metrics as metricTable } from '../../host/abi/registers.ts';
import type { CoreMetricName } from '../../host/simulation.ts';
import { marginToWindow_V } from '../describe.ts';
import type { RunRecord } from '../model.ts';
import { quantityParts, quantityText, signed, timeText } from '../units.ts';

/** What the bar under a figure shows. */
export type Bar =
  | { kind: 'window'; from: number; to: number }
  | { kind: 'limit'; part: number }
  | { kind: 'floor'; part: number }
  | { kind: 'none' };

export interface Cell {
  readonly key: string;
  readonly label: string;
  readonly number: string;
  readonly unit: string;
  readonly caption: string;
  readonly bar: Bar;
  readonly failed: boolean;
}

/** Which figures answer "by how much" first; a scenario's own limits come before the others. */
const ORDER: readonly CoreMetricName[] = [
  'capacitorTakeover_s',
  'batteryResponse_s',
  'batteryDelivers_s',
  'handoffTime_s',
  'batteryCarries99_s',
  'psuEnergyMargin_s',
  'capacitorEnergyUsed_J',
  'capacitorVoltageMin_V',
  'capacitorVoltageMax_V',
  'psuModulePowerMax_W',
  'loadSlewMax_W_per_s',
  'batterySlewMax_A_per_s',
  'secondDip_V',
  'settling_s',
  'overshoot_V',
  'transfers',
  'loadDropouts',
  'unservedEnergy_J',
];
const FIGURES = 4;
/** What a handoff is judged by at a glance. */
const HANDOFF: readonly CoreMetricName[] = ['capacitorTakeover_s', 'handoffTime_s', 'capacitorEnergyUsed_J', 'transfers'];
const NOTHING = '–';

const rank = (metric: CoreMetricName) => (ORDER.includes(metric) ? ORDER.indexOf(metric) : ORDER.length);

/** Six cells, always the same for one scenario, so that the strip never jumps. */
export function verdictCells(run: RunRecord): Cell[] {
  return [marginCell(run), minimumCell(run), ...figuresOf(run).map((metric) => figureCell(run, metric))];
}

function figuresOf(run: RunRecord): readonly CoreMetricName[] {
  const ruled = run.verdicts.map((verdict) => verdict.metric).filter((metric) => !metric.startsWith('busVoltage'));
  if (ruled.includes('capacitorTakeover_s')) return HANDOFF;
  const chosen = [...new Set(ruled)].sort((a, b) => rank(a) - rank(b)).slice(0, FIGURES);
  for (const metric of ORDER) if (chosen.length < FIGURES && !chosen.includes(metric) && applies(run, metric)) chosen.push(metric);
  return chosen.sort((a, b) => rank(a) - rank(b));
}

const applies = (run: RunRecord, metric: CoreMetricName) => run.state !== 'done' || run.metrics[metric] !== null;

function marginCell({ metrics, thresholds }: RunRecord): Cell {
  const margin_V = marginToWindow_V(metrics, thresholds);
  const low_V = thresholds.busWindowLow_V ?? 0;
  const high_V = thresholds.busWindowHigh_V ?? 1;
  const at = (v: number | null) => Math.min(1, Math.max(0, ((v ?? low_V) - low_V) / (high_V - low_V)));
  return {
    key: 'margin',
    label: 'Margin to window',
    number: margin_V === null ? NOTHING : signed(margin_V, 2),
    unit: margin_V === null ? '' : 'V',
    caption: `${low_V}–${high_V} V`,
    bar: { kind: 'window', from: at(metrics.busVoltageMin_V), to: at(metrics.busVoltageMax_V) },
    failed: margin_V !== null && margin_V < 0,
  };
}

function minimumCell({ metrics, verdicts, state }: RunRecord): Cell {
  const { busVoltageMin_V: value, busVoltageMinAt_s: at_s } = metrics;
  const [number, unit] = value === null ? [NOTHING, ''] : quantityParts(value, 'V');
  // a verdict is given at the end
  const failed = state === 'done' && verdicts.some((verdict) => verdict.metric === 'busVoltageMin_V' && verdict.pass === false);
  return {
    key: 'busVoltageMin_V',
    label: 'Bus minimum',
    number,
    unit,
    caption: at_s === null ? '' : `at ${timeText(at_s)}`,
    bar: { kind: 'none' },
    failed,
  };
}

function figureCell(run: RunRecord, metric: CoreMetricName): Cell {
  const value = run.metrics[metric];
  // of two rules for one figure that which judges
  const rules = run.verdicts.filter((candidate) => candidate.metric === metric);
  const verdict = rules.find(({ pass }) => pass !== null) ?? rules[0];
  const register = metricTable[metric];
  const [number, unit] = value === null ? [NOTHING, ''] : quantityParts(value, register.unit);
  const cell = { key: metric, label: register.label, number, unit, failed: run.state === 'done' && verdict?.pass === false };
  if (verdict?.notJudged) return { ...cell, caption: `not judged: ${verdict.notJudged}`, bar: { kind: 'none' } };
  const { min, max } = verdict?.limit ?? {};
  if (max !== undefined)
    return { ...cell, caption: `limit ${quantityText(max, register.unit)}`, bar: { kind: 'limit', part: ratio(value, max) } };
  if (min !== undefined)
    return { ...cell, caption: `at least ${quantityText(min, register.unit)}`, bar: { kind: 'floor', part: ratio(value, min) } };
  if (metric === 'handoffTime_s' && run.metrics.batteryCarries99_s !== null)
    return { ...cell, caption: `99 % at ${timeText(run.metrics.batteryCarries99_s)}`, bar: { kind: 'none' } };
  return { ...cell, caption: value === null ? 'does not apply' : 'no limit', bar: { kind: 'none' } };
}

const ratio = (value: number | null, limit: number) =>
  value === null ? 0 : limit === 0 ? (value > 0 ? 1 : 0) : Math.max(0, value / limit);
