/**
 * The closed-loop properties, one checker each. What is demanded stands against the plant's truth wherever the plant
 * knows it; the firmware's own words are believed only about itself.
 */
import { enumerations, type sensorBits } from '../../host/abi/registers.ts';
import { resolve } from '../../host/scenario.ts';
import type { RunSpec, Simulation } from '../../host/simulation.ts';
import { bit } from '../support/bench.ts';
import { simulationOf } from '../support/simulation.ts';
import { Listener, offsetOf, recorded } from './alone.ts';
import type { Case } from './cases.ts';

const MS_TICKS = 1000;
const ROWS = enumerations.Protection;
const rowIn = (name: (typeof ROWS)[number]) => bit(name);
/** Rows that only a person clears. */
const LATCHED = (
  [
    'SHORT_CIRCUIT',
    'OVERCURRENT_DISCHARGE',
    'OVERCURRENT_CHARGE',
    'CELL_OVERVOLTAGE',
    'CELL_UNDERVOLTAGE',
    'CONTACTOR_WELD',
    'CONTACTOR_STUCK_OPEN',
    'PRECHARGE_SLOW',
    'PRECHARGE_FAST',
    'SENSE_WIRE_OPEN',
    'THERMISTOR_FAULT',
    'SUM_OF_GROUPS',
    'LINK_MISMATCH',
    'CONVERTER_DEVIATION',
  ] as const
).reduce((bits, row) => bits | rowIn(row), 0);
const state = (name: (typeof enumerations.HandoffState)[number]) => enumerations.HandoffState.indexOf(name);
const contactor = (name: (typeof enumerations.ContactorState)[number]) => enumerations.ContactorState.indexOf(name);

type Told = ReturnType<Simulation['telemetry']>;
type Truth = ReturnType<Simulation['moduleTruth']>;

/** One module at one millisecond. */
interface Look {
  ms: number;
  module: number;
  isBattery: boolean;
  told: Told;
  truth: Truth;
  run: Run;
}

/** What is known of a run before it begins. */
interface Run {
  spec: RunSpec;
  p: Record<string, number>;
  simulation: Simulation;
  /** Faults of a module's sensors, of its actuators. */
  lies: (module: number, ...sensors: string[]) => boolean;
  broken: (module: number, ...kinds: string[]) => boolean;
}

/** Throws when the law is broken; keeps what it must remember in itself, so there is a new one for each run. */
interface Law {
  name: string;
  look?(look: Look): void;
  end?(run: Run): void;
}

export class Broken extends Error {}
function must(holds: boolean, says: () => string): void {
  if (!holds) throw new Broken(says());
}

/** Per module memory. */
class Per<T> {
  private readonly values: T[] = [];
  constructor(private readonly fresh: () => T) {}
  of(module: number): T {
    this.values[module] ??= this.fresh();
    return this.values[module] as T;
  }
}

// ------------------------------------------------------------------------------------------------------ P1

interface HardLimit {
  row: string;
  period_ms: number;
  debounce: string;
  delay: string;
  sensors: string[];
  outside: (truth: Truth, p: Record<string, number>) => boolean;
}
/** Beyond what gain and offset of a sensor can hide. */
const shunt = (p: Record<string, number>) => 3 + Math.abs(p.moduleCurrentOffset_A ?? 0) + 0.02 * (p.moduleCurrentRange_A ?? 0);
const limits: readonly HardLimit[] = [
  {
    row: 'CELL_OVERVOLTAGE',
    period_ms: 10,
    debounce: 'voltageDebounce_samples',
    delay: 'voltageDelay_s',
    sensors: ['groupVoltage'],
    outside: (truth, p) => truth.cellVoltageMax_V > (p.cellOvervoltageTrip_V as number) + 0.02,
  },
  {
    row: 'CELL_UNDERVOLTAGE',
    period_ms: 10,
    debounce: 'voltageDebounce_samples',
    delay: 'voltageDelay_s',
    sensors: ['groupVoltage'],
    outside: (truth, p) => truth.cellVoltageMin_V < (p.cellUndervoltageTrip_V as number) - 0.02,
  },
  {
    row: 'OVERTEMPERATURE_DISCHARGE',
    period_ms: 10,
    debounce: 'temperatureDebounce_samples',
    delay: 'temperatureDelay_s',
    sensors: ['thermistor'],
    // a thermistor does not sit on every cell: of a pack that is warm all over, which the ambient says
    outside: (truth, p) =>
      Math.min(truth.hottestCell_degC, p.ambientTemperature_degC as number) > (p.dischargeTemperatureMax_degC as number) + 2,
  },
  {
    row: 'OVERCURRENT_DISCHARGE',
    period_ms: 1,
    debounce: 'currentDebounce_samples',
    delay: 'currentDelay_s',
    sensors: ['moduleCurrent'],
    outside: (truth, p) => truth.storageCurrent_A > (p.dischargeCurrentMax_A as number) + shunt(p),
  },
  {
    row: 'OVERCURRENT_CHARGE',
    period_ms: 1,
    debounce: 'currentDebounce_samples',
    delay: 'currentDelay_s',
    sensors: ['moduleCurrent'],
    outside: (truth, p) => truth.storageCurrent_A < -(p.chargeCurrentMax_A as number) - shunt(p),
  },
];

/** P1: a violation of a hard limit for longer than its budget opens the path from the cells. */
class Opens implements Law {
  name = 'P1';
  private readonly since = new Per(() => new Map<string, number>());

  look({ ms, module, isBattery, truth, run }: Look): void {
    if (!isBattery) return;
    const { p } = run;
    // who can open it: the contact or the switch
    if (run.broken(module, 'contactorWeld') && run.broken(module, 'switchFail')) return;
    for (const { row, period_ms, debounce, delay, sensors, outside } of limits) {
      const since = this.since.of(module);
      const conducts = truth.contactorClosed === 1 && truth.switchClosed === 1 && truth.fuseBlown === 0;
      if (!conducts || !outside(truth, p) || run.lies(module, ...sensors)) {
        since.delete(row);
        continue;
      }
      if (!since.has(row)) since.set(row, ms);
      // sample and task, debounce, delay rounded up to the task, the contact; an arc is the switch's to end
      const delay_ms = Math.ceil(((p[delay] as number) * 1e3) / period_ms) * period_ms;
      const contact_ms = (p.contactorOpen_s as number) * 1e3;
      const weld_ms = run.broken(module, 'contactorWeld') ? (p.contactorTimeout_s as number) * 1e3 : 0;
      const budget_ms = ((p[debounce] as number) + 1) * period_ms + delay_ms + contact_ms + weld_ms + 2;
      const outside_ms = ms - (since.get(row) as number);
      must(outside_ms <= budget_ms, () => `${row} for ${outside_ms} ms (${budget_ms.toFixed(1)} ms allowed) and the path is closed`);
    }
  }
}

// ------------------------------------------------------------------------------------------------------ P2, P8

/** P2: in no state does anything go unchecked for more than 30 ms: tasks run, and what they judge is no older. */
class Checked implements Law {
  name = 'P2';
  private readonly ticks = new Per(() => ({ runs: -1 }));
  private readonly lows = new Per(() => [] as number[]);

  look({ ms, module, isBattery, told, run }: Look): void {
    const before = this.ticks.of(module);
    if (before.runs >= 0) must(told.fastRuns - before.runs === 100, () => `${told.fastRuns - before.runs} fast ticks in a millisecond`);
    before.runs = told.fastRuns;
    if (!isBattery || run.lies(module, 'groupVoltage')) return;
    const groups = run.p.groupCount as number;
    let low = Number.POSITIVE_INFINITY;
    for (let g = 0; g < groups; g++) low = Math.min(low, run.simulation.sampleOf(module, 'groupVoltage_code', g));
    const lows = this.lows.of(module);
    lows.push(low);
    if (lows.length > 30) lows.shift();
    const seen = Math.round(told.groupVoltageMin_V * 1e4);
    if (ms >= 30)
      must(
        lows.some((code) => Math.abs(code - seen) <= 1),
        () => `lowest group ${seen} is none of the last 30 ms: ${lows}`,
      );
  }
}

/** P8: no state of which the way out stands open is stayed in. */
class Moves implements Law {
  name = 'P8';
  private readonly since = new Per(() => ({ contactor: -1, ms: 0, clean: 0, faults: 0 }));

  look({ ms, module, isBattery, told, run }: Look): void {
    const its = this.since.of(module);
    // a row of the 10 ms task is known to the fast task with its next tick
    if ((its.faults !== 0) === (told.faults !== 0))
      must((told.handoffState === state('FAULT')) === (told.faults !== 0), () => `state ${told.handoffState} with faults ${told.faults}`);
    its.faults = told.faults;
    if (!isBattery) return;
    if (told.contactorState !== its.contactor) Object.assign(its, { contactor: told.contactorState, ms });
    if (told.faults !== 0) its.clean = ms;
    const idle_ms = ms - Math.max(its.ms, its.clean);
    if (told.contactorState === contactor('TRIPPED')) must(idle_ms <= 2, () => `tripped for ${idle_ms} ms without a fault`);
    if (told.contactorState === contactor('PRECHARGE')) {
      // every fall to 1/e in three time constants, or it trips
      const folds = Math.log(1 / (run.p.prechargeMatch_ratio as number)) + 2;
      const most_ms = 3e3 * folds * (run.p.prechargeTau_s as number) + 2e3 * (run.p.contactorClose_s as number) + 5;
      must(ms - its.ms <= most_ms, () => `precharge for ${ms - its.ms} ms, ${most_ms} allowed`);
    }
  }
}

// ------------------------------------------------------------------------------------------------------ P3

/** P3: the main contact closes onto the pack's own voltage. */
class Matches implements Law {
  name = 'P3';

  end({ simulation, p, spec, lies, broken }: Run): void {
    for (const { kind, module, t_s, value } of simulation.log()) {
      if (kind !== 'contactorClosed' || lies(module, 'storageVoltage', 'linkVoltage')) continue;
      // what happens between the coil and the contact is nobody's to foresee
      const away_s = (p.contactorClose_s as number) + 3e-3;
      if (spec.events.some((event) => event.t_s > t_s - away_s && event.t_s <= t_s)) continue;
      if (broken(module, 'contactorStuckOpen', 'contactorWeld')) continue;
      const pack_V = (p.packSeries as number) * 4.3;
      const most_V = (p.prechargeMatch_ratio as number) * pack_V + 0.005 * (p.storageVoltageRange_V as number);
      must(
        Math.abs(value) <= most_V,
        () => `module ${module} closes at ${t_s} s onto ${value.toFixed(2)} V, ${most_V.toFixed(2)} V allowed`,
      );
    }
  }
}

// ------------------------------------------------------------------------------------------------------ P4, P5, P6, P9

/** P4: what is published may be drawn without a trip, and no more than that is drawn. */
class Limits implements Law {
  name = 'P4';

  look({ isBattery, told, run: { p } }: Look): void {
    const limit_A = told.currentLimit_A;
    const near = 1 + 1e-5;
    if (!isBattery) {
      must(Math.abs(told.reference_A) <= (p.cbuCurrentLimit_A as number) * near, () => `reference ${told.reference_A} A`);
      return;
    }
    const pack_A = told.storageVoltage_V > 0 ? (limit_A * told.busVoltage_V) / told.storageVoltage_V : 0;
    must(limit_A <= (p.bbuCurrentLimit_A as number) * near, () => `limit ${limit_A} A above the converter's`);
    must(pack_A <= (p.dischargeCurrentMax_A as number) * near, () => `${pack_A} A of the pack at the published limit`);
    must(told.reference_A <= limit_A * near + 1e-6, () => `reference ${told.reference_A} A, limit ${limit_A} A`);
    // negative: it charges
    const charge_A = told.storageVoltage_V > 0 ? (-told.reference_A * told.busVoltage_V) / told.storageVoltage_V : 0;
    must(charge_A <= (p.chargeCurrentMax_A as number) * near, () => `${charge_A} A into the pack`);
  }
}

/** P5: the state of charge moves no faster than full scale of the shunt. */
class Continuous implements Law {
  name = 'P5';
  private readonly before = new Per(() => ({ soc: Number.NaN }));

  look({ module, isBattery, told, run: { p } }: Look): void {
    if (!isBattery) return;
    const before = this.before.of(module);
    const most = ((p.moduleCurrentFullScale_A as number) * 10e-3) / ((p.ratedCapacity_Ah as number) * 3600) + 3e-7;
    const step = told.soc - before.soc;
    must(!(Math.abs(step) > most), () => `state of charge steps by ${step}, ${most} allowed`);
    before.soc = told.soc;
  }
}

/** P6: no fault clears faster than it qualified, and a latch is one. What tripped delivers nothing. */
class Clears implements Law {
  name = 'P6';
  private readonly its = new Per(() => ({ since: new Map<number, number>(), faults: 0 }));

  look({ ms, module, told, run: { p } }: Look): void {
    const its = this.its.of(module);
    // from the next tick on
    if (told.faults !== 0 && its.faults !== 0)
      must(told.reference_A === 0, () => `reference ${told.reference_A} A with faults ${told.faults}`);
    its.faults = told.faults;
    for (let row = 0; row < ROWS.length; row++) {
      const mask = 1 << row;
      if ((told.faults & mask) !== 0) {
        if (!its.since.has(row)) its.since.set(row, ms);
        continue;
      }
      const begun = its.since.get(row);
      if (begun === undefined) continue;
      its.since.delete(row);
      must((LATCHED & mask) === 0, () => `${ROWS[row]} cleared by itself`);
      // the telemetry is up to a millisecond late at each end
      must(ms - begun >= (p.recoveryTime_s as number) * 1e3 - 1, () => `${ROWS[row]} cleared after ${ms - begun} ms`);
    }
  }
}

/** P9: every figure is a number, whatever happens. */
class Numbers implements Law {
  name = 'P9';

  look({ told, truth, module, run: { simulation } }: Look): void {
    for (const values of [told, truth, simulation.sample(module)])
      for (const [name, value] of Object.entries(values)) must(Number.isFinite(value), () => `${name} is ${value}`);
  }

  end({ simulation }: Run): void {
    for (const values of [simulation.truth(), simulation.ledger()])
      for (const [name, value] of Object.entries(values)) must(Number.isFinite(value), () => `${name} is ${value}`);
    must(simulation.logDropped === 0, () => `${simulation.logDropped} log entries dropped`);
  }
}

// ------------------------------------------------------------------------------------------------------ twins: P7, P9, P10

const named: Record<Case['dead']['sensor'], { sequence: string; codes: [string, number][]; valid: (typeof sensorBits)[number][] }> = {
  bus: { sequence: 'busVoltageSequence', codes: [['busVoltage_code', 4]], valid: ['BUS_VOLTAGE'] },
  module: {
    sequence: 'moduleSequence',
    codes: [
      ['moduleCurrent_code', 2],
      ['storageVoltage_code', 2],
      ['linkVoltage_code', 2],
    ],
    valid: ['MODULE_CURRENT', 'STORAGE_VOLTAGE'],
  },
  groups: { sequence: 'groupSequence', codes: [['groupVoltage_code', 192]], valid: ['GROUP_VOLTAGE'] },
  thermistors: { sequence: 'thermistorSequence', codes: [['thermistor_code', 8]], valid: ['THERMISTOR'] },
};

/** P7: a sensor that falls silent leaves no more than its last value, seen again and again, would; the silence itself trips in time. */
function deadSensor({ dead }: Case, spec: RunSpec): void {
  const index = (spec.parameters.cbuModules as number) + dead.of;
  const stream = recorded(spec, index);
  const from = Math.floor(dead.part * stream.samples.length);
  const { sequence, codes } = named[dead.sensor];
  const at = offsetOf(sequence);
  const last = stream.samples[from] as Uint8Array;
  const lastView = new DataView(last.buffer, last.byteOffset, last.length);
  const freeze = (sample: DataView) => {
    for (const [key, bytes] of codes)
      for (let k = 0; k < bytes; k++) sample.setUint8(offsetOf(key) + k, lastView.getUint8(offsetOf(key) + k));
  };
  const again = new Listener(stream, (sample, k) => {
    if (k >= from) freeze(sample);
  });
  const silent = new Listener(stream, (sample, k) => {
    if (k < from) return;
    freeze(sample);
    sample.setUint32(at, lastView.getUint32(at, true), true);
  });
  // three scans of a slow sensor at least, and its task
  const stale_s = spec.parameters.staleSensor_s as number;
  const slow = dead.sensor === 'groups' || dead.sensor === 'thermistors';
  const noticed = (slow ? Math.max(50 * stale_s, 0.03) + 0.012 : stale_s + 0.002) * 1e5;
  for (let k = 1; k < stream.samples.length; k++) {
    again.tick(k);
    silent.tick(k);
    if (k % 100 !== 0 || k < from) continue;
    const said = (name: string) => [again, silent].map((one) => one.telemetry.get(name)) as [number, number];
    const [faultsWith, faultsWithout] = said('faults');
    if (k - from > noticed) must(faultsWithout !== 0, () => `${dead.sensor} silent for ${(k - from) / 100} ms and nothing trips`);
    // what the last value trips waits for the silence to be noticed
    if (faultsWith !== 0) continue;
    const [with_A, without_A] = said('currentLimit_A');
    must(
      without_A <= with_A * (1 + 1e-5) + 1e-4,
      () => `${dead.sensor} silent from ${from * 10} us: limit ${without_A} A, ${with_A} A with it`,
    );
  }
}

/** P9: the same module whose clock turns over in the middle of it trips the same rows at the same time. */
function turningClock({ dead, turns }: Case, spec: RunSpec): void {
  const index = (spec.parameters.cbuModules as number) + dead.of;
  const stream = recorded(spec, index);
  const at = offsetOf('time_ticks');
  // whole rounds of the slowest task, so that until the turn nothing differs
  const ahead = Math.floor((2 ** 32 - turns * stream.samples.length) / 10_000) * 10_000;
  const plain = new Listener(stream, () => {});
  const turned = new Listener(stream, (sample) => sample.setUint32(at, sample.getUint32(at, true) + ahead, true));
  const since = [new Map<number, number>(), new Map<number, number>()];
  for (let k = 1; k < stream.samples.length; k++) {
    for (const [n, one] of [plain, turned].entries()) {
      one.tick(k);
      if (k % 100 !== 0) continue;
      for (const name of ['currentLimit_A', 'reference_A', 'soc', 'socSigma', 'busVoltage_V', 'groupVoltageMin_V', 'temperatureMax_degC'])
        must(Number.isFinite(one.telemetry.get(name)), () => `${name} is no number`);
      const faults = one.telemetry.get('faults');
      for (let row = 0; row < ROWS.length; row++) if ((faults & (1 << row)) !== 0 && !since[n]?.has(row)) since[n]?.set(row, k);
    }
  }
  // the tasks' rhythm shifts at the turn: one period more of the slowest row's debounce
  const late = 4000;
  for (const [a, b] of [since, [...since].reverse()] as Map<number, number>[][])
    for (const [row, k] of a as Map<number, number>) {
      const other = b?.get(row);
      const settled = k + late < stream.samples.length;
      must(!settled || (other !== undefined && Math.abs(other - k) <= late), () => `${ROWS[row]} at ${k}, with the turned clock ${other}`);
    }
}

/** P10: cut anywhere, and from a snapshot, it is the same run. */
function replay({ cuts }: Case, spec: RunSpec, hash: string): void {
  const parts = simulationOf(spec);
  for (const cut of cuts) {
    parts.run(cut);
    parts.restore(parts.snapshot());
  }
  parts.run(parts.duration_ticks);
  must(parts.hash() === hash, () => `cut after ${cuts} us it is another run`);
}

// ------------------------------------------------------------------------------------------------------ all of them

const laws = [Opens, Checked, Matches, Limits, Continuous, Clears, Moves, Numbers];
const twins: Record<string, (c: Case, spec: RunSpec, hash: string) => void> = { P7: deadSensor, P9: turningClock, P10: replay };

function described(spec: RunSpec, simulation: Simulation): Run {
  const p = spec.parameters;
  const cbus = p.cbuModules as number;
  const faulty = new Map<number, Set<string>>();
  for (const { kind, index = 0, item = 0 } of spec.events) {
    const module = kind === 'sensorFault' ? index : cbus + index;
    const what = kind === 'sensorFault' ? (enumerations.SensorKind[item >> 12] as string) : kind;
    faulty.set(module, (faulty.get(module) ?? new Set()).add(what));
  }
  const has = (module: number, ...names: string[]) => names.some((name) => faulty.get(module)?.has(name));
  return { spec, p, simulation, lies: has, broken: has };
}

const twinOf = ({ scenario }: Case) => Object.keys(twins)[scenario.seed % 3] as string;

/** Runs the case and holds it against every law, and with one of the twins: by its seed, or `some`. Throws `Broken`. */
export function check(c: Case, some: readonly string[] = [twinOf(c)]): void {
  const spec = resolve(c.scenario, {}, c.scenario.runs[0]);
  const simulation = simulationOf(spec);
  const run = described(spec, simulation);
  const all: Law[] = laws.map((Its) => new Its());
  const count = (run.p.cbuModules as number) + (run.p.bbuModules as number);
  const under = (name: string, work: () => void) => {
    try {
      work();
    } catch (error) {
      if (error instanceof Broken) throw new Broken(`${name}: ${error.message}`);
      throw error;
    }
  };
  for (let ms = 0; !simulation.done; ms++) {
    simulation.run(ms === 0 ? 1 : MS_TICKS);
    // a run that ends between two milliseconds
    if (simulation.tick % MS_TICKS !== 1) break;
    for (let module = 0; module < count; module++) {
      const told = simulation.telemetry(module);
      const truth = simulation.moduleTruth(module);
      const look = { ms, module, isBattery: module >= (run.p.cbuModules as number), told, truth, run };
      for (const law of all) under(law.name, () => law.look?.(look));
    }
  }
  for (const law of all) under(law.name, () => law.end?.(run));
  const hash = simulation.hash();
  for (const name of some) under(name, () => twins[name]?.(c, spec, hash));
}
