/**
 * One run of the simulated shelf, for the command line, the tests and the web worker alike:
 *
 *   const module = await SimulationModule.compile(bytes);
 *   const simulation = module.create(resolve(scenario, {}, scenario.runs[0]));
 *   simulation.run(simulation.duration_ticks);
 *   simulation.metrics().busVoltageMin_V;
 *
 * One WebAssembly instance is one run; a changed parameter is a new instance of the compiled module.
 */
import { instantiate, instantiateSync } from '@assemblyscript/loader';
import { layoutHash } from './abi/layout-hash.ts';
import { type ChannelName, channels, enumerations, firmwareParameters, type metrics, plantParameters } from './abi/registers.ts';
import { type BankValues, BankView, type RecordValues, type RegisterName } from './abi/view.ts';
import { type BlackBox, readBlackBox, readHead, readRows } from './black-box.ts';
import { InputError, quote } from './input-error.ts';

export type EventKindName = (typeof enumerations)['EventKind'][number];
export type LogKindName = (typeof enumerations)['LogKind'][number];
/** What the core measures. */
export type CoreMetricName = keyof typeof metrics;
/** And the time it took, which only the host knows. */
export type MetricName = CoreMetricName | 'wallTime_s';
export type Metrics = Record<MetricName, number | null>;

/** One thing to happen at `t_s`; what index, item, value and duration mean is the table's comment on EventKind. */
export interface StimulusEvent {
  t_s: number;
  kind: EventKindName;
  index?: number;
  /** Which cell or sensor of the module. */
  item?: number;
  value?: number;
  duration_s?: number;
}

/** Everything that makes a run; two equal ones give two equal runs. Parameters in SI, enumerations by index. */
export interface RunSpec {
  parameters: Record<string, number>;
  seed: number;
  duration_s: number;
  trigger_s: number;
  events: StimulusEvent[];
  /** Room for so many more, which `addEvent` adds while it runs. */
  eventRoom?: number;
  /** Points (time since its begin in s, W) of the trace that the load follows. */
  loadTrace?: readonly (readonly [t_s: number, power_W: number])[];
}

export interface LogEntry {
  t_s: number;
  kind: LogKindName;
  /** Number of the module, or -1. */
  module: number;
  value: number;
}

/** The state of a run at one moment, for a simulation of the same spec. */
export interface Snapshot {
  readonly tick: number;
  readonly state: Uint8Array;
}

/** Columns of a wave: extremes, first and last of the samples in each; only `from <= column < to` hold data. */
export interface WaveView {
  readonly min: Float32Array;
  readonly max: Float32Array;
  readonly first: Float32Array;
  readonly last: Float32Array;
  readonly from: number;
  readonly to: number;
}

type Exports = {
  memory: WebAssembly.Memory;
  layoutHash(): number;
  resetParameters(): void;
  init(seed: number, eventCapacity: number, duration_s: number, trigger_s: number, loadPoints: number): void;
  addLoadPoint(time_s: number, power_W: number): number;
  addEvent(time_s: number, kind: number, index: number, value: number, duration_s: number, item: number): number;
  run(ticks: number): void;
  tick(): number;
  publish(): void;
  stateHash(): bigint;
  stateBegin(): number;
  stateEnd(): number;
  memoryUsed(): number;
  blackBox(module: number): number;
  logCount(): number;
  logAddress(): number;
  logDropped(): number;
  recorderView(channel: number, t0_tick: number, t1_tick: number, columns: number): number;
  recorderEdges(): number;
  recorderViewEdges(channel: number, columns: number): number;
  recorderViewFirst(): number;
  recorderViewLast(): number;
  recorderRaw(channel: number, from_tick: number, count: number): number;
  recorderOldestRaw(): number;
  recorderCount(): number;
  recorderIsCoarse(tick: number): number;
  recorderHoldEnd(tick: number): number;
  recorderStretchEnd(tick: number): number;
  stateChangeCount(channel: number): number;
  stateChangeAddress(channel: number): number;
};

export const TICKS_PER_SECOND = 1e6;
/** Most raw samples of one call into the recorder. */
const MOST_RAW = 65536;
/** Most columns of one view. */
export const MOST_COLUMNS = 4096;
const LOG_ENTRY_BYTES = 24;
const CHANGE_BYTES = 16;

export const channelNames = Object.keys(channels) as ChannelName[];
const channelIndex = (name: ChannelName) => channelNames.indexOf(name);

/** The whole tick at or nearest to a time. */
export const ticksOf = (t_s: number) => Math.round(t_s * TICKS_PER_SECOND);

export class SimulationModule {
  private constructor(private readonly module: WebAssembly.Module) {}

  /** Compiles build/ridethrough.wasm. Throws when it was built from another table of registers. */
  static async compile(bytes: BufferSource | Response | Promise<Response>): Promise<SimulationModule> {
    const { module, instance } = await instantiate<Exports>(bytes);
    const theirs = (instance.exports as Exports).layoutHash() >>> 0;
    if (theirs !== layoutHash)
      throw new Error(`the simulation was built from another register table (${theirs}, not ${layoutHash}): build again`);
    return new SimulationModule(module);
  }

  create(spec: RunSpec): Simulation {
    // the raw exports: the loader's own wrap every call in a closure
    return new Simulation(instantiateSync<Exports>(this.module).instance.exports as Exports, spec);
  }
}

export class Simulation {
  readonly duration_ticks: number;
  private wallTime_s = 0;
  private readonly metricsBank: BankView<'Metrics'>;
  private readonly ledgerBank: BankView<'Ledger'>;
  private readonly truthBank: BankView<'Truth'>;

  constructor(
    private readonly wasm: Exports,
    readonly spec: RunSpec,
  ) {
    this.duration_ticks = ticksOf(spec.duration_s);
    wasm.resetParameters();
    writeParameters(wasm.memory, spec.parameters);
    try {
      wasm.init(
        spec.seed,
        Math.max(1, spec.events.length + (spec.eventRoom ?? 0)),
        spec.duration_s,
        spec.trigger_s,
        spec.loadTrace?.length ?? 0,
      );
    } catch {
      // memory is fixed, and asking for more of it is the one thing that traps there
      const given = `${cellsOf(spec)} cells, ${spec.events.length} events, ${spec.duration_s} s`;
      throw new InputError('the run', given, `what fits into ${wasm.memory.buffer.byteLength >> 20} MiB`);
    }
    for (const [t_s, power_W] of spec.loadTrace ?? []) wasm.addLoadPoint(t_s, power_W);
    for (const event of spec.events) this.addEvent(event);
    this.metricsBank = new BankView(wasm.memory, 'Metrics');
    this.ledgerBank = new BankView(wasm.memory, 'Ledger');
    this.truthBank = new BankView(wasm.memory, 'Truth');
  }

  /** One more thing to happen; where the spec left room for it. */
  addEvent({ t_s, kind, index = 0, item = 0, value = 0, duration_s = 0 }: StimulusEvent): void {
    if (this.wasm.addEvent(t_s, enumerations.EventKind.indexOf(kind), index, value, duration_s, item))
      throw new InputError('events', `${kind} at ${t_s} s`, `a time from ${this.time_s} s on`);
  }

  /** Whole microseconds simulated so far. */
  get tick(): number {
    return this.wasm.tick();
  }

  get time_s(): number {
    return this.tick / TICKS_PER_SECOND;
  }

  get done(): boolean {
    return this.tick >= this.duration_ticks;
  }

  /** Runs up to `ticks` microseconds, never past the end. Returns how many. */
  run(ticks: number): number {
    const count = Math.max(0, Math.min(Math.floor(ticks), this.duration_ticks - this.tick));
    const begun_ms = performance.now();
    this.wasm.run(count);
    this.wallTime_s += (performance.now() - begun_ms) / 1e3;
    return count;
  }

  snapshot(): Snapshot {
    const state = new Uint8Array(this.wasm.memory.buffer, this.wasm.stateBegin(), this.stateBytes).slice();
    return { tick: this.tick, state };
  }

  /** Goes back (or on) to a snapshot of a simulation with the same spec. */
  restore(snapshot: Snapshot): void {
    if (snapshot.state.length !== this.stateBytes) throw new RangeError('the snapshot is of another run');
    new Uint8Array(this.wasm.memory.buffer).set(snapshot.state, this.wasm.stateBegin());
  }

  private get stateBytes(): number {
    return this.wasm.stateEnd() - this.wasm.stateBegin();
  }

  /** Hash of the whole state, 16 hexadecimal digits. */
  hash(): string {
    return BigInt.asUintN(64, this.wasm.stateHash()).toString(16).padStart(16, '0');
  }

  /** The figures of the run so far; null where one does not apply. */
  metrics(): Metrics {
    this.wasm.publish();
    const values: Record<string, number | null> = { ...this.metricsBank.values(), wallTime_s: this.wallTime_s };
    for (const [name, value] of Object.entries(values)) if (!Number.isFinite(value)) values[name] = null;
    return values as Metrics;
  }

  /** Every joule by name. */
  ledger(): BankValues<'Ledger'> {
    this.wasm.publish();
    return this.ledgerBank.values();
  }

  truth(): BankValues<'Truth'> {
    this.wasm.publish();
    return this.truthBank.values();
  }

  /** Modules: capacitor modules first, battery modules after them. */
  moduleTruth(module: number): BankValues<'ModuleTruth'> {
    this.wasm.publish();
    return new BankView(this.wasm.memory, 'ModuleTruth', module).values();
  }

  /** What the controller of a module got to see at the last fast tick. */
  sample(module: number): BankValues<'Sample'> {
    return new BankView(this.wasm.memory, 'Sample', module).values();
  }

  /** One register of that, of an array any element. */
  sampleOf(module: number, register: RegisterName<'Sample'>, element = 0): number {
    return new BankView(this.wasm.memory, 'Sample', module).get(register, element);
  }

  /** What the controller of a module says of itself. */
  telemetry(module: number): BankValues<'Telemetry'> {
    return new BankView(this.wasm.memory, 'Telemetry', module).values();
  }

  /** What the controller of a module kept. */
  blackBox(module: number): BlackBox {
    return readBlackBox(this.wasm.memory, this.wasm.blackBox(module));
  }

  /** What ended that, and when its actuators were told. */
  blackBoxHead(module: number): RecordValues<'BlackBoxHead'> {
    return readHead(this.wasm.memory, this.wasm.blackBox(module));
  }

  /** The protection table of a module's controller as it is applied, and how its rows came to trip. */
  protectionRows(module: number): RecordValues<'RowRecord'>[] {
    return readRows(this.wasm.memory, this.wasm.blackBox(module));
  }

  /** Of every controller. */
  blackBoxes(): BlackBox[] {
    const { cbuModules = plantParameters.cbuModules.default, bbuModules = plantParameters.bbuModules.default } = this.spec.parameters;
    return Array.from({ length: cbuModules + bbuModules }, (_, k) => this.blackBox(k));
  }

  /** What happened so far, in order. */
  log(): LogEntry[] {
    const data = new DataView(this.wasm.memory.buffer, this.wasm.logAddress());
    return Array.from({ length: this.wasm.logCount() }, (_, k) => {
      const at = k * LOG_ENTRY_BYTES;
      return {
        t_s: data.getFloat64(at, true),
        kind: enumerations.LogKind[data.getInt32(at + 8, true)] as LogKindName,
        module: data.getInt32(at + 12, true),
        value: data.getFloat64(at + 16, true),
      };
    });
  }

  /** Entries that found no place in the log. */
  get logDropped(): number {
    return this.wasm.logDropped();
  }

  /** Extremes of a wave in equal columns over [t0_s, t1_s); copies. */
  view(channel: ChannelName, t0_s: number, t1_s: number, columns: number): WaveView {
    checkColumns(columns);
    const t0_tick = t0_s * TICKS_PER_SECOND;
    const address = this.wasm.recorderView(channelIndex(channel), t0_tick, t1_s * TICKS_PER_SECOND, columns);
    return this.copyView(address, columns);
  }

  /** Extremes of a wave in columns between any rising edges; copies. */
  viewEdges(channel: ChannelName, edges_s: Float64Array): WaveView {
    const columns = edges_s.length - 1;
    checkColumns(columns);
    const edges = new Float64Array(this.wasm.memory.buffer, this.wasm.recorderEdges(), columns + 1);
    for (let k = 0; k <= columns; k++) edges[k] = (edges_s[k] as number) * TICKS_PER_SECOND;
    return this.copyView(this.wasm.recorderViewEdges(channelIndex(channel), columns), columns);
  }

  private copyView(address: number, columns: number): WaveView {
    const part = (k: number) => new Float32Array(this.wasm.memory.buffer, (address >>> 0) + 4 * k * columns, columns).slice();
    return {
      min: part(0),
      max: part(1),
      first: part(2),
      last: part(3),
      from: this.wasm.recorderViewFirst(),
      to: this.wasm.recorderViewLast(),
    };
  }

  /** `count` raw values from `from_tick` on, one a microsecond, in coarse time each held sample again and again; empty when one of them is not kept (any more). */
  raw(channel: ChannelName, from_tick: number, count: number): Float32Array {
    const out = new Float32Array(count);
    for (let done = 0; done < count; ) {
      const part = Math.min(MOST_RAW, count - done);
      const address = this.wasm.recorderRaw(channelIndex(channel), from_tick + done, part) >>> 0;
      if (address === 0) return new Float32Array(0);
      out.set(new Float32Array(this.wasm.memory.buffer, address, part), done);
      done += part;
    }
    return out;
  }

  /** First tick whose raw sample is still kept. */
  get oldestRaw_tick(): number {
    return this.wasm.recorderOldestRaw();
  }

  /** Last tick that has a sample: in a coarse block that is not over yet, where it began. */
  get recorded_tick(): number {
    return this.wasm.recorderCount() - 1;
  }

  /** Is `tick` in coarse time, where a sample holds for milliseconds? */
  isCoarse(tick: number): boolean {
    return this.wasm.recorderIsCoarse(tick) !== 0;
  }

  /** Last tick at which the samples that hold at `tick` do so: `tick` itself in fine time, milliseconds later in coarse time. */
  heldUntil_tick(tick: number): number {
    return this.wasm.recorderHoldEnd(tick);
  }

  /** First tick after `tick` where fine time turns coarse or coarse time fine, or the first that has no sample yet. */
  stretchEnd_tick(tick: number): number {
    return this.wasm.recorderStretchEnd(tick);
  }

  /** Every change of a state channel. */
  states(channel: ChannelName): { t_s: number; value: number }[] {
    const index = channelIndex(channel);
    const count = this.wasm.stateChangeCount(index);
    const data = new DataView(this.wasm.memory.buffer, this.wasm.stateChangeAddress(index) >>> 0);
    return Array.from({ length: count }, (_, k) => ({
      t_s: data.getFloat64(k * CHANGE_BYTES, true) / TICKS_PER_SECOND,
      value: data.getInt32(k * CHANGE_BYTES + 8, true),
    }));
  }

  /** Bytes that the run uses of the bytes there are; the memory never grows. */
  get memory(): { used: number; limit: number } {
    return { used: this.wasm.memoryUsed(), limit: this.wasm.memory.buffer.byteLength };
  }
}

function checkColumns(columns: number): void {
  if (!(columns >= 1 && columns <= MOST_COLUMNS)) throw new RangeError(`${columns} columns; 1 to ${MOST_COLUMNS} can be asked for`);
}

const cellsOf = ({ parameters: p }: RunSpec) => (p.bbuModules ?? 0) * (p.packSeries ?? 0) * (p.packParallel ?? 0);

function writeParameters(memory: WebAssembly.Memory, parameters: Record<string, number>): void {
  const plant = new BankView(memory, 'PlantParameters');
  const firmware = new BankView(memory, 'FirmwareParameters');
  for (const [key, value] of Object.entries(parameters)) {
    if (Object.hasOwn(plantParameters, key)) plant.set(key as RegisterName<'PlantParameters'>, value);
    else if (Object.hasOwn(firmwareParameters, key)) firmware.set(key as RegisterName<'FirmwareParameters'>, value);
    else throw new InputError('parameters', quote(key), 'a parameter of the register table');
  }
}
