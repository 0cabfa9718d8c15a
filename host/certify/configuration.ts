/**
 * Does a configuration make sense before anything runs: thresholds in the order in which they must come, inside what the
 * cells can show and the sensors can tell, and applied as they were asked for, as far as codes and ticks allow.
 */
import { enumerations } from '../abi/registers.ts';
import type { RecordValues } from '../abi/view.ts';
import { timeOf } from '../black-box.ts';
import { type ParameterName, parameters } from '../parameters.ts';
import { formatShown } from '../quantity.ts';
import type { SimulationModule } from '../simulation.ts';
import { budgetOf, rowNumber, sumOf } from './latency.ts';
import { moduleOf, type Subject, shelfSpec, valuesOf } from './shelf.ts';
import { type Stimulus, stimuli, type Values } from './stimuli.ts';
import { type Harm, harmOf } from './stress.ts';

type Row = RecordValues<'RowRecord'>;

/** Something that does not fit together. */
export interface Finding {
  readonly parameters: readonly string[];
  readonly text: string;
}

interface Derived {
  readonly name: string;
  readonly like: ParameterName;
  readonly of: (p: Values) => number;
}
type Link = ParameterName | Derived;

const psuFull: Derived = { name: 'PSU at full load', like: 'psuSetPoint_V', of: (p) => p.psuSetPoint_V - p.psuDroopVoltage_V };
const fuse: Derived = { name: 'what the fuse carries', like: 'fuseRating_A', of: (p) => p.fuseRating_A * p.fuseFusing_ratio };

const battery = (p: Values) => p.bbuModules > 0;
const capacitor = (p: Values) => p.cbuModules > 0;
const both = (p: Values) => battery(p) && capacitor(p);

/** Each list rises (`<`) or does not fall (`<=`), where the rack has what it speaks of. */
const ORDERS: readonly { relation: '<' | '<='; links: readonly Link[]; applies: (p: Values) => boolean; why: string }[] = [
  {
    relation: '<',
    links: ['cellUndervoltageTrip_V', 'derateGroupVoltageEnd_V', 'derateGroupVoltageStart_V'],
    applies: battery,
    why: 'derating ends before the trip',
  },
  {
    relation: '<',
    links: ['cellUndervoltageTrip_V', 'cellUndervoltageWarning_V', 'cellOvervoltageWarning_V', 'cellOvervoltageTrip_V'],
    applies: battery,
    why: 'a warning comes before its trip',
  },
  {
    relation: '<=',
    links: ['derateTemperatureEnd_degC', 'dischargeTemperatureMax_degC'],
    applies: battery,
    why: 'derating ends before the trip',
  },
  {
    relation: '<=',
    links: ['dischargeTemperatureMin_degC', 'chargeTemperatureMin_degC'],
    applies: battery,
    why: 'a cold cell bears less charging',
  },
  {
    relation: '<=',
    links: ['chargeTemperatureMax_degC', 'dischargeTemperatureMax_degC'],
    applies: battery,
    why: 'a warm cell bears less charging',
  },
  { relation: '<', links: ['tripVoltage_V', 'releaseVoltage_V'], applies: battery, why: 'a release right at the trip chatters' },
  {
    relation: '<',
    links: ['bbuSetPoint_V', 'releaseVoltage_V'],
    applies: battery,
    why: 'the battery must not release on what it holds itself',
  },
  { relation: '<', links: ['tripVoltage_V', 'cbuEngage_V'], applies: both, why: 'the capacitor comes before the battery' },
  { relation: '<', links: ['cbuEngage_V', psuFull], applies: capacitor, why: 'the capacitor rests while the rectifiers carry' },
  {
    relation: '<',
    links: ['cbuUndervoltageTrip_V', 'cbuWindowLow_V', 'cbuTarget_V', 'cbuWindowHigh_V', 'cbuOvervoltageTrip_V', 'capacitorMaximum_V'],
    applies: capacitor,
    why: 'the window lies inside its trips, and these inside what the bank bears',
  },
  {
    relation: '<',
    links: ['dischargeCurrentMax_A', 'shortCircuitCurrent_A', 'moduleCurrentFullScale_A'],
    applies: battery,
    why: 'the shunt must be able to show what trips',
  },
  { relation: '<', links: ['dischargeCurrentMax_A', fuse], applies: battery, why: 'the fuse is the last one to act' },
  { relation: '<', links: ['contactorOpen_s', 'contactorTimeout_s'], applies: battery, why: 'a sound contactor is no fault' },
  { relation: '<', links: ['contactorClose_s', 'contactorTimeout_s'], applies: battery, why: 'a sound contactor is no fault' },
  { relation: '<', links: ['bbuConverterLatency_s', 'bbuStartBudget_s'], applies: battery, why: 'a sound converter is not late' },
];

const nameOf = (link: Link) => (typeof link === 'string' ? link : link.name);
const valueIn = (link: Link, p: Values) => (typeof link === 'string' ? p[link] : link.of(p));
function shown(link: Link, p: Values): string {
  const { unit, shown: as } = parameters[typeof link === 'string' ? link : link.like];
  return `${nameOf(link)} ${formatShown(valueIn(link, p), unit, as)}`;
}

/** Of numbers alone, for every run. */
export function orderFindings(p: Values): Finding[] {
  const findings: Finding[] = [];
  for (const { relation, links, applies, why } of ORDERS) {
    if (!applies(p)) continue;
    for (const [k, link] of links.slice(1).entries()) {
      const before = links[k] as Link;
      const [a, b] = [valueIn(before, p), valueIn(link, p)];
      if (relation === '<' ? a < b : a <= b) continue;
      findings.push({
        parameters: [nameOf(before), nameOf(link)],
        text: `${shown(before, p)} is not ${relation === '<' ? 'below' : 'at most'} ${shown(link, p)}: ${why}`,
      });
    }
  }
  return findings;
}

/** A row as it was asked for and as it is applied. */
export interface Applied {
  readonly id: string;
  readonly protection: string;
  readonly quantity: string;
  readonly askedThreshold: number | null;
  /** The first value that counts as outside: of a code, or of a tick. */
  readonly appliedThreshold: number;
  readonly debounce_samples: number;
  readonly delay_s: number;
  /** Debounce, delay and what sampling, task and actuator add, at most. */
  readonly budget_s: number;
  readonly harm: Harm | null;
}

export interface Configuration {
  readonly preset: string;
  readonly findings: readonly Finding[];
  readonly rows: readonly Applied[];
}

const AGES = ['FAST_AGE', 'SLOW_AGE', 'SHARE_AGE'];

/** The first code (or tick, or number of single precision) outside, in the unit of the quantity; as the controller compares. */
export function firstOutside({ threshold, lsb, upper, quantity }: Pick<Row, 'threshold' | 'lsb' | 'upper' | 'quantity'>): number {
  if (AGES.includes(enumerations.Quantity[quantity] as string)) return timeOf(Math.floor(threshold) + 1);
  if (lsb === 0) return threshold;
  const direction = upper !== 0 ? 1 : -1;
  const value = (code: number) => Math.fround(code * lsb);
  const outside = (code: number) => direction * (value(code) - threshold) > 0;
  let code = Math.round(threshold / lsb);
  while (outside(code)) code -= direction;
  while (!outside(code)) code += direction;
  return value(code);
}

/** Cells of the subject's pack at rest, empty and full. */
function openCircuit_V(module: SimulationModule, subject: Subject): { readonly empty: number; readonly full: number } | null {
  const at = (packInitialSoc: number) => {
    const simulation = module.create(shelfSpec(subject, 1e-3, { packInitialSoc, cellCapacitySpread: 0, cellResistanceSpread: 0 }));
    const k = moduleOf({ kind: 'bbu' }, simulation.spec.parameters);
    return k < 0 ? null : simulation.moduleTruth(k);
  };
  const empty = at(0);
  const full = at(1);
  return empty && full ? { empty: empty.cellVoltageMin_V, full: full.cellVoltageMax_V } : null;
}

/** Thresholds that no cell can show at rest are late, those that every cell shows are early. */
function voltageFindings(p: Values, range: { readonly empty: number; readonly full: number }): Finding[] {
  const findings: Finding[] = [];
  const volts = (v: number) => `${v.toFixed(3)} V`;
  const span = range.full - range.empty;
  const check = (name: ParameterName, least: number, most: number, why: string) => {
    const value = p[name];
    if (value >= least && value <= most) return;
    findings.push({
      parameters: [name],
      text: `${name} ${volts(value)} is outside ${volts(least)} to ${volts(most)}: ${why} (at rest ${volts(range.empty)} to ${volts(range.full)})`,
    });
  };
  // a tenth of the cell's own range beyond its ends: what a current drops or lifts
  check('cellOvervoltageTrip_V', range.full, range.full + 0.1 * span, 'a full cell at rest must not trip, a little above it must');
  check('cellOvervoltageWarning_V', range.full - 0.1 * span, range.full + 0.1 * span, 'near the full cell');
  check('cellUndervoltageTrip_V', range.empty - 0.3 * span, range.empty + 0.5 * span, 'near the empty cell');
  check('derateGroupVoltageEnd_V', range.empty - 0.3 * span, range.full, 'inside the range of the cell');
  check('derateGroupVoltageStart_V', range.empty - 0.3 * span, range.full, 'inside the range of the cell');
  return findings;
}

/** Everything: orders, cells, quantisation, and time to harm against the budget of each row. */
export function checkConfiguration(
  module: SimulationModule,
  subject: Subject,
  rows: readonly Stimulus[] = stimuli,
  say: (id: string, part: number) => void = () => {},
): Configuration {
  const p = valuesOf(subject);
  const findings = orderFindings(p);
  const range = p.bbuModules > 0 ? openCircuit_V(module, subject) : null;
  if (range) findings.push(...voltageFindings(p, range));
  const applied: Applied[] = [];
  for (const [n, stimulus] of rows.entries()) {
    const id = `${stimulus.kind}/${stimulus.protection}`;
    say(id, n / rows.length);
    const simulation = module.create(shelfSpec(subject, 1e-3, {}));
    const k = moduleOf(stimulus, simulation.spec.parameters);
    const table = k < 0 ? [] : simulation.protectionRows(k);
    const row = table[rowNumber(table, stimulus)];
    if (!row) continue;
    const budget_s = stimulus.budget_s?.[0] ?? sumOf(budgetOf(row, stimulus, p));
    const harm = stimulus.stress ? harmOf(module, subject, stimulus, stimulus.stress, p, row, budget_s) : null;
    const appliedThreshold = firstOutside(row);
    const askedThreshold = stimulus.asked?.(p) ?? null;
    applied.push({
      id,
      protection: stimulus.protection,
      quantity: enumerations.Quantity[row.quantity] as string,
      askedThreshold,
      appliedThreshold,
      debounce_samples: row.debounce,
      delay_s: timeOf(row.delay_ticks),
      budget_s,
      harm,
    });
    const step = AGES.includes(enumerations.Quantity[row.quantity] as string) ? 1e-5 : row.lsb;
    if (askedThreshold !== null && step > 0 && Math.abs(appliedThreshold - askedThreshold) > 1.01 * step)
      findings.push({
        parameters: [stimulus.protection],
        text: `${stimulus.protection}: asked for ${askedThreshold}, applied ${appliedThreshold}`,
      });
    if (harm && harm.margin < 0)
      findings.push({
        parameters: [stimulus.protection],
        text: `${stimulus.protection}: harm (${harm.limitText}) comes ${harm.timeToHarm_s === null ? 'while the row is on its way' : `${(harm.timeToHarm_s * 1e3).toFixed(1)} ms after the threshold`}, the row within ${(budget_s * 1e3).toFixed(1)} ms`,
      });
  }
  return { preset: subject.preset, findings, rows: applied };
}
