/**
 * Why a row of the protection table tripped: sample, counter, delay, trip, command, contact, current, on one time axis. What
 * happened inside the controller it kept itself; the rest is the plant's log, and the plant run once more for its current.
 */
import { type Choice, enumerations } from './abi/registers.ts';
import type { RecordValues } from './abi/view.ts';
import { type BlackBox, TICK_S, timeOf } from './black-box.ts';
import { logText } from './log-text.ts';
import { type LogEntry, type LogKindName, type RunSpec, type Simulation, type SimulationModule, TICKS_PER_SECOND } from './simulation.ts';

type Row = RecordValues<'RowRecord'>;
export type ProtectionName = Choice<'Protection'>;
export type QuantityName = Choice<'Quantity'>;

export type StepId =
  | 'cause'
  | 'outside'
  | 'debounced'
  | 'delayed'
  | 'tripped'
  | 'released'
  | 'cut'
  | 'switchOpened'
  | 'contactorOpened'
  | 'currentZero';

export interface Step {
  readonly id: StepId;
  /** Since the start of the run, and since the step before. */
  readonly t_s: number;
  readonly delta_s: number;
  readonly text: string;
  /** What was seen then, where something was. */
  readonly value: number | null;
  readonly unit: string;
}

export interface Chain {
  readonly module: number;
  readonly protection: ProtectionName;
  readonly quantity: QuantityName;
  readonly severity: Choice<'Severity'>;
  readonly latch: boolean;
  /** It must stay below (or above) this. */
  readonly upper: boolean;
  readonly threshold: number;
  readonly unit: string;
  readonly steps: readonly Step[];
}

export interface Which {
  readonly module?: number;
  readonly protection?: ProtectionName;
}

/** What a scenario does, as the log has it. */
const CAUSES: readonly LogKindName[] = [
  'utilityLost',
  'utilityBack',
  'psuTripped',
  'psuBack',
  'psuModuleFailed',
  'loadStep',
  'loadReconnected',
  'moduleLost',
  'faultInjected',
  'sensorFault',
  'patternBegun',
];
/** Faults that the log names by what they are, not by what they do, may act at once: a fast tick may see them in the same one. */
const SAME_TICK_S = TICK_S / 2;
/** How long after the command the current is looked for. */
const LONGEST_S = 0.2;
/** Below this no current flows. */
const NONE_A = 1e-6;

const UNITS: Readonly<Record<QuantityName, string>> = {
  GROUP_MAX_V: 'V',
  GROUP_MIN_V: 'V',
  HOTTEST_DEGC: 'degC',
  COLDEST_DEGC: 'degC',
  HOTTEST_CHARGING_DEGC: 'degC',
  COLDEST_CHARGING_DEGC: 'degC',
  CURRENT_A: 'A',
  SHORT_A: 'A',
  STORAGE_V: 'V',
  FAST_AGE: 's',
  SLOW_AGE: 's',
  SHARE_AGE: 's',
  FLAG: '',
  STUCK: '',
  AT_END: '',
  LINK_OFF: '',
  EXCESS: '',
  SHORTFALL: '',
  SHARE_OFF: '',
  SPREAD_K: 'K',
  IMBALANCE_V: 'V',
  SUM_OFF: '',
  OPEN_WIRE: '',
};

const quantityOf = (row: Row) => enumerations.Quantity[row.quantity] as QuantityName;
export const unitOfQuantity = (quantity: string): string => UNITS[quantity as QuantityName] ?? '';
const unitOf = (row: Row): string => unitOfQuantity(quantityOf(row));
/** A value of a row's quantity in SI: ages are ticks in the controller. Of a pack that collapsed: no number. */
const shownOf = (row: Row, value: number): number | null => {
  if (!Number.isFinite(value)) return null;
  return unitOf(row) === 's' ? timeOf(value) : value;
};

/** The chain of a trip in a finished run of `spec`; null: there was none. */
export function explain(module: SimulationModule, simulation: Simulation, spec: RunSpec, which: Which): Chain | null {
  const found = find(simulation.blackBoxes(), which);
  if (!found) return null;
  const { row, k, box } = found;
  const opens = enumerations.Severity[row.severity] === 'OPEN';
  const log = simulation.log();
  const points = [
    cause(log, k, row),
    ...inside(row),
    ...(opens ? outside(log, k, row, box, k >= (spec.parameters.cbuModules ?? 0)) : []),
  ].filter((point) => point !== null);
  const last = points.at(-1);
  if (opens && last) {
    const end = currentZero(module.create(spec), k, row, last.t_s);
    if (end) points.push(end);
  }
  points.sort((a, b) => a.t_s - b.t_s);
  const steps = points.map((point, n) => ({ ...point, delta_s: n === 0 ? 0 : round(point.t_s - (points[n - 1] as Point).t_s) }));
  return {
    module: k,
    protection: enumerations.Protection[row.protection] as ProtectionName,
    quantity: quantityOf(row),
    severity: enumerations.Severity[row.severity] as Choice<'Severity'>,
    latch: row.latch !== 0,
    upper: row.upper !== 0,
    threshold: shownOf(row, row.threshold) ?? row.threshold,
    unit: unitOf(row),
    steps,
  };
}

type Point = Omit<Step, 'delta_s'>;

/** Times are whole microseconds. */
const round = (t_s: number) => Number(t_s.toFixed(9));

function find(boxes: readonly BlackBox[], { module, protection }: Which) {
  const trips = boxes.flatMap((box, k) => {
    if (module !== undefined && module !== k) return [];
    if (protection === undefined) {
      const row = box.rows[box.head.firstRow];
      return row ? [{ box, k, row }] : [];
    }
    return box.rows
      .filter((row) => row.trips > 0 && enumerations.Protection[row.protection] === protection)
      .map((row) => ({ box, k, row }));
  });
  return trips.sort((a, b) => a.row.tripped_ticks - b.row.tripped_ticks)[0];
}

/** What the scenario last did before the first sample outside. */
function cause(log: readonly LogEntry[], module: number, row: Row): Point | null {
  const from_s = timeOf(row.outside_ticks) + SAME_TICK_S;
  const concerns = (entry: LogEntry) => entry.t_s <= from_s && CAUSES.includes(entry.kind) && mayConcern(entry, module);
  const entry = log.filter(concerns).at(-1);
  return entry ? { id: 'cause', t_s: round(entry.t_s), text: logText(entry), value: null, unit: '' } : null;
}

/** What happens to the shelf concerns every module. */
const mayConcern = ({ module: of }: LogEntry, module: number) => of < 0 || of === module;

/** What the controller kept of its way. */
function inside(row: Row): Point[] {
  const unit = unitOf(row);
  const delayed = row.debounced_ticks + row.delay_ticks;
  const samples = row.debounce === 1 ? 'sample' : 'fresh samples in a row';
  return [
    { id: 'outside', t_s: timeOf(row.outside_ticks), text: 'first sample outside', value: shownOf(row, row.outsideValue), unit },
    {
      id: 'debounced',
      t_s: timeOf(row.debounced_ticks),
      text: `counter at ${row.debounce} of ${row.debounce} ${samples}`,
      value: null,
      unit: '',
    },
    { id: 'delayed', t_s: timeOf(delayed), text: 'delay over', value: timeOf(row.delay_ticks), unit: 's' },
    { id: 'tripped', t_s: timeOf(row.tripped_ticks), text: 'trip', value: shownOf(row, row.tripValue), unit },
  ];
}

const RELEASED = 1;
const CUT = 2;

/** What was told to the actuators from this trip on, and which contacts followed. `contacts`: the module has some. */
function outside(log: readonly LogEntry[], module: number, row: Row, { head }: BlackBox, contacts: boolean): Point[] {
  const points: Point[] = [];
  const told = (id: StepId, bit: number, ticks: number, text: string) => {
    if ((head.commanded & bit) !== 0 && ticks >= row.tripped_ticks) points.push({ id, t_s: timeOf(ticks), text, value: null, unit: '' });
  };
  told('released', RELEASED, head.released_ticks, contacts ? 'state TRIPPED: converter off, coils let go' : 'converter off');
  told('cut', CUT, head.cut_ticks, 'semiconductor switch told to open');
  for (const kind of ['switchOpened', 'contactorOpened'] as const) {
    const entry = log.find((each) => each.kind === kind && each.module === module && each.t_s >= timeOf(row.tripped_ticks));
    if (entry)
      points.push({
        id: kind,
        t_s: round(entry.t_s),
        text: kind === 'switchOpened' ? 'switch open' : 'contact open',
        value: entry.value,
        unit: 'A',
      });
  }
  return points.sort((a, b) => a.t_s - b.t_s);
}

/** From the trip on, tick by tick: until the storage gives nothing any more. `last_s`: so long at least something was told. */
function currentZero(simulation: Simulation, module: number, row: Row, last_s: number): Point | null {
  const fast_ticks = TICK_S * TICKS_PER_SECOND;
  simulation.run(timeOf(row.tripped_ticks) * TICKS_PER_SECOND);
  let flowed = false;
  while (!simulation.done && simulation.time_s <= last_s + LONGEST_S) {
    const { storageCurrent_A } = simulation.moduleTruth(module);
    if (Math.abs(storageCurrent_A) > NONE_A) flowed = true;
    else if (flowed) return { id: 'currentZero', t_s: round(simulation.time_s), text: 'current zero', value: storageCurrent_A, unit: 'A' };
    else if (simulation.time_s >= last_s) return null;
    simulation.run(fast_ticks);
  }
  return null;
}
