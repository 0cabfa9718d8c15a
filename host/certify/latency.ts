/**
 * How long a row takes, from every phase: the fault is injected at every offset against sensors and tasks that can make a
 * difference, each time into the same state of the same shelf, and what the controller kept says where the time went.
 */
import { enumerations, MAX_GROUPS } from '../abi/registers.ts';
import type { RecordValues } from '../abi/view.ts';
import { TICK_S, timeOf } from '../black-box.ts';
import { type Simulation, type SimulationModule, ticksOf } from '../simulation.ts';
import { FINE, moduleOf, type Subject, shelfSpec } from './shelf.ts';
import type { Place, Stimulus, Values } from './stimuli.ts';

type Row = RecordValues<'RowRecord'>;

/** Where the time goes, s. */
export interface Budget {
  /** Until a task sees it: sampling, and the wait for the task. */
  readonly sensor_s: number;
  readonly debounce_s: number;
  readonly delay_s: number;
  /** Until the actuators are told: what the task's period adds. */
  readonly task_s: number;
  /** Until contact or switch is open, or the converter off. */
  readonly actuator_s: number;
}

export interface Latency extends Budget {
  readonly total_s: number;
  /** Where in the rhythm of the tasks it began. */
  readonly phase_s: number;
}

export interface Latencies {
  readonly best: Latency;
  readonly worst: Latency;
  readonly budget: Budget;
  readonly total_s: number;
  readonly phases: number;
  /** Largest let-through, where it is asked for. */
  readonly letThrough_A2s: number | null;
  readonly row: Row;
}

/** Why there is none. */
export interface Missed {
  readonly phase_s: number;
  readonly why: string;
}

const MS_S = 1e-3;
/** The controllers are in their rhythm, and it is a multiple of every period up to here. */
const BEGIN_S = 30e-3;
const PERIOD_S: Readonly<Record<string, number>> = { FAST: TICK_S, MS: MS_S, TEN_MS: 10e-3 };
/** The first groups are scanned this long before the task that looks at them. */
const SCAN_S = 3e-3;
const GROUPS = ['GROUP_MAX_V', 'GROUP_MIN_V', 'SLOW_AGE'];
const AGES = ['FAST_AGE', 'SLOW_AGE', 'SHARE_AGE'];
/** Beyond its budget a row is waited for as long again, and this. */
const PATIENCE_S = 20e-3;
const CUT = 2;

/** Around each whole millisecond: just before it, on it, just after it, in the middle, in microseconds. */
const AROUND_US = [0, 1, 9, 10, 11, 500, 989, 999];

/**
 * Offsets from a whole 10 ms, in microseconds. A fast row: every microsecond of two fast ticks, at each kind of millisecond.
 * A row of the millisecond: every fast tick of one, on it and next to it. A row of 10 ms: around every millisecond.
 */
export function phases_us(rate: string): number[] {
  const grid = (count: number, step: number) => Array.from({ length: count }, (_, k) => k * step);
  if (rate === 'FAST') return [0, 980, 5000, 9980].flatMap((ms) => grid(20, 1).map((us) => ms + us));
  if (rate === 'MS') return grid(100, 10).flatMap((us) => [us, us + 1]);
  return grid(10, 1000).flatMap((ms) => AROUND_US.map((us) => ms + us));
}

/** Number of the row among those of its controller. */
export function rowNumber(rows: readonly Row[], { protection, quantity }: Stimulus): number {
  return rows.findIndex(
    (row) =>
      enumerations.Protection[row.protection] === protection &&
      (quantity === undefined || enumerations.Quantity[row.quantity] === quantity),
  );
}

/** What a row may take at most, by its settings and the plant's actuators. */
export function budgetOf(row: Row, stimulus: Stimulus, p: Values): Budget {
  const period_s = PERIOD_S[enumerations.Rate[row.rate] as string] as number;
  const quantity = enumerations.Quantity[row.quantity] as string;
  const age_s = AGES.includes(quantity) ? row.threshold * TICK_S : 0;
  const opens = enumerations.Severity[row.severity] === 'OPEN';
  const contact_s = cuts(stimulus) ? p.switchOpen_s : p.contactorOpen_s;
  return {
    // a sample is as old as its fast tick when the task sees it
    sensor_s: (stimulus.onset_s?.(p) ?? 0) + age_s + period_s + TICK_S + (GROUPS.includes(quantity) ? SCAN_S : 0),
    debounce_s: (row.debounce - 1) * period_s,
    delay_s: timeOf(row.delay_ticks),
    task_s: period_s,
    // told in one fast tick, seen to be done at the end of another
    actuator_s: opens ? (stimulus.kind === 'bbu' ? contact_s : 0) + 2 * TICK_S : 0,
  };
}

/** Rows behind which the semiconductor switch stands: contactors are too slow for them, or stuck. */
const CUTS = ['SHORT_CIRCUIT', 'OVERCURRENT_DISCHARGE', 'OVERCURRENT_CHARGE', 'CONTACTOR_WELD'];
const cuts = ({ protection }: Stimulus) => CUTS.includes(protection);

export const sumOf = (budget: Budget): number => budget.sensor_s + budget.debounce_s + budget.delay_s + budget.task_s + budget.actuator_s;

/** From every phase; stops between two when `stopped` says so. Null: the rack has no such module. */
export function latencies(
  module: SimulationModule,
  subject: Subject,
  stimulus: Stimulus,
  p: Values,
  stopped: () => boolean = () => false,
): Latencies | Missed | null {
  const trial = new Trial(module, subject, stimulus, p);
  if (!trial.there) return null;
  let best: Latency | null = null;
  let worst: Latency | null = null;
  let letThrough_A2s = 0;
  const list = phases_us(trial.rate);
  for (const us of list) {
    if (stopped()) return { phase_s: us * 1e-6, why: 'stopped' };
    const found = trial.at(us * 1e-6);
    if ('why' in found) return found;
    if (!best || found.total_s < best.total_s) best = found;
    if (!worst || found.total_s > worst.total_s) worst = found;
    letThrough_A2s = Math.max(letThrough_A2s, found.letThrough_A2s);
  }
  return {
    best: best as Latency,
    worst: worst as Latency,
    budget: trial.budget,
    total_s: stimulus.budget_s?.[0] ?? sumOf(trial.budget),
    phases: list.length,
    letThrough_A2s: stimulus.letThrough ? letThrough_A2s : null,
    row: trial.row,
  };
}

/** One row on one shelf, ready to be tried again and again. */
class Trial {
  readonly there: boolean;
  readonly row: Row;
  readonly budget: Budget;
  private readonly simulation: Simulation;
  private readonly number: number = 0;
  private readonly k: number = 0;
  private readonly begin: ReturnType<Simulation['snapshot']>;
  private readonly place: Omit<Place, 't_s'>;

  constructor(
    module: SimulationModule,
    subject: Subject,
    private readonly stimulus: Stimulus,
    private readonly p: Values,
  ) {
    // a first look at the table says how long the run must be
    const set = { ...stimulus.set?.(p), timeMode: FINE };
    const short = module.create(shelfSpec(subject, BEGIN_S, set));
    this.k = moduleOf(stimulus, short.spec.parameters);
    const rows = this.k < 0 ? [] : short.protectionRows(this.k);
    this.number = rowNumber(rows, stimulus);
    this.there = this.number >= 0;
    this.row = rows[this.number] as Row;
    this.budget = this.there ? budgetOf(this.row, stimulus, p) : { sensor_s: 0, debounce_s: 0, delay_s: 0, task_s: 0, actuator_s: 0 };
    const longest_s = BEGIN_S + 2 * sumOf(this.budget) + 2 * PATIENCE_S;
    this.simulation = this.there ? module.create({ ...shelfSpec(subject, longest_s, set), eventRoom: MAX_GROUPS }) : short;
    this.simulation.run(ticksOf(BEGIN_S));
    this.begin = this.simulation.snapshot();
    const { cellVoltageMin_V, storageVoltage_V, hottestCell_degC } = this.simulation.moduleTruth(Math.max(0, this.k));
    this.place = {
      module: this.k,
      battery: this.k - (this.simulation.spec.parameters.cbuModules ?? 0),
      cell_V: cellVoltageMin_V,
      storage_V: storageVoltage_V,
      temperature_degC: hottestCell_degC,
    };
  }

  get rate(): string {
    return enumerations.Rate[this.row.rate] as string;
  }

  at(phase_s: number): (Latency & { letThrough_A2s: number }) | Missed {
    const { simulation, stimulus, row, budget } = this;
    simulation.restore(this.begin);
    const t_s = Number((BEGIN_S + phase_s).toFixed(9));
    for (const event of stimulus.events({ ...this.place, t_s }, this.p, row.threshold)) simulation.addEvent(event);
    const letThrough_A2s = stimulus.letThrough ? this.watchCurrent(t_s) : 0;
    // nothing can happen before debounce and delay are over
    this.runTo(t_s + budget.debounce_s + budget.delay_s);
    const patient_s = t_s + 2 * sumOf(budget) + PATIENCE_S;
    while (this.now.trips === 0) {
      if (simulation.done || simulation.time_s > patient_s) return { phase_s, why: 'it does not trip' };
      simulation.run(ticksOf(MS_S));
    }
    const { outside_ticks, debounced_ticks, tripped_ticks, delay_ticks } = this.now;
    const tripped_s = timeOf(tripped_ticks);
    let told_s = tripped_s;
    let done_s = tripped_s;
    if (enumerations.Severity[row.severity] === 'OPEN') {
      const end = this.opened(tripped_s);
      if (typeof end === 'string') return { phase_s, why: end };
      [told_s, done_s] = end;
    }
    const due_s = timeOf(debounced_ticks + delay_ticks);
    return {
      phase_s,
      sensor_s: timeOf(outside_ticks) - t_s,
      debounce_s: timeOf(debounced_ticks - outside_ticks),
      delay_s: timeOf(delay_ticks),
      task_s: told_s - due_s,
      actuator_s: done_s - told_s,
      total_s: done_s - t_s,
      letThrough_A2s,
    };
  }

  private get now(): Row {
    return this.simulation.protectionRows(this.k)[this.number] as Row;
  }

  private runTo(t_s: number): void {
    this.simulation.run(ticksOf(t_s) - this.simulation.tick);
  }

  /** When the actuators were told and when they had done it; or what went wrong. */
  private opened(tripped_s: number): readonly [number, number] | string {
    const { simulation, stimulus, k } = this;
    if (stimulus.kind === 'cbu') {
      this.runTo(tripped_s);
      const end_s = tripped_s + PATIENCE_S;
      while (simulation.moduleTruth(k).converterState !== 0) {
        if (simulation.time_s > end_s || simulation.done) return 'its converter goes on';
        simulation.run(ticksOf(TICK_S));
      }
      return this.first() ?? [timeOf(simulation.blackBoxHead(k).released_ticks), Math.max(simulation.time_s, tripped_s)];
    }
    this.runTo(tripped_s + this.p.contactorOpen_s + MS_S);
    const head = simulation.blackBoxHead(k);
    const cut = (head.commanded & CUT) !== 0 && cuts(stimulus);
    const kind = cut ? 'switchOpened' : 'contactorOpened';
    const opened = simulation.log().find((entry) => entry.kind === kind && entry.module === k && entry.t_s >= tripped_s);
    if (!opened) return `its ${cut ? 'switch' : 'contactor'} stays closed`;
    return this.first() ?? [timeOf(cut ? head.cut_ticks : head.released_ticks), opened.t_s];
  }

  /** Null: this row was the first that opened. */
  private first(): string | null {
    const { simulation, k, number } = this;
    const { firstRow } = simulation.blackBoxHead(k);
    if (firstRow === number || this.stimulus.second) return null;
    return `${enumerations.Protection[simulation.protectionRows(k)[firstRow]?.protection ?? -1]} opens first`;
  }

  /** From the fault until nothing flows: integral of the square of the module's current. */
  private watchCurrent(from_s: number): number {
    const { simulation, k } = this;
    this.runTo(from_s);
    let square_A2s = 0;
    const end_s = from_s + MS_S;
    while (simulation.time_s < end_s) {
      simulation.run(ticksOf(TICK_S));
      square_A2s += simulation.moduleTruth(k).storageCurrent_A ** 2 * TICK_S;
    }
    return square_A2s;
  }
}
