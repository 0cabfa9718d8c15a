import { readFileSync } from 'node:fs';
import { bytesOf, type Field, firmwareLayout } from '../../host/abi/layout.ts';
import {
  type Choice,
  type command,
  enumerations,
  firmwareParameters,
  lineBits,
  type sample,
  sensorBits,
  THERMISTORS,
  type telemetry,
} from '../../host/abi/registers.ts';
import { type BlackBox, readBlackBox } from '../../host/black-box.ts';

const module = new WebAssembly.Module(readFileSync(process.env.FIRMWARE_WASM ?? new URL('../../build/firmware.wasm', import.meta.url)));

type Exports = {
  memory: WebAssembly.Memory;
  resetParameters(): void;
  init(kind: number): void;
  warmStart(): void;
  coldStart(): void;
  tick(): void;
  storeAddress(): number;
  storeSize(): number;
  saveParameters(): void;
  loadParameters(): number;
  blackBox(): number;
};

type SampleName = keyof typeof sample;
type ParameterName = keyof typeof firmwareParameters;

export const line = (...names: (typeof lineBits)[number][]) => names.reduce((bits, name) => bits | (1 << lineBits.indexOf(name)), 0);
export const sensor = (...names: (typeof sensorBits)[number][]) => names.reduce((bits, name) => bits | (1 << sensorBits.indexOf(name)), 0);
export const bit = (row: Choice<'Protection'>) => (1 << enumerations.Protection.indexOf(row)) >>> 0;
export const ALL_SENSORS = sensor(...sensorBits);
export const TICKS_PER_MS = 100;

/** One bank of the firmware image. */
export class Bank<Name extends string> {
  private readonly fields: ReadonlyMap<string, Field>;
  private readonly data: DataView;
  private readonly address: number;

  constructor(memory: WebAssembly.Memory, name: string) {
    const bank = firmwareLayout.banks[name];
    if (!bank) throw new RangeError(name);
    this.fields = new Map(bank.fields.map((field) => [field.key, field]));
    // the image's memory never grows
    this.data = new DataView(memory.buffer);
    this.address = bank.address;
  }

  private at(key: Name, element: number): [Field, number] {
    const field = this.fields.get(key);
    if (!field) throw new RangeError(key);
    return [field, this.address + field.offset + element * bytesOf[field.type]];
  }

  /** Bytes of its registers. */
  get size(): number {
    return Math.max(...[...this.fields.values()].map(({ type, offset, count }) => offset + (count || 1) * bytesOf[type]));
  }

  /** Turns a bit of its memory. */
  turn(bit: number): void {
    const at = this.address + (bit >> 3);
    this.data.setUint8(at, this.data.getUint8(at) ^ (1 << (bit & 7)));
  }

  get(key: Name, element = 0): number {
    const [{ type }, at] = this.at(key, element);
    if (type === 'f32') return this.data.getFloat32(at, true);
    if (type === 'u8') return this.data.getUint8(at);
    return type === 'i32' ? this.data.getInt32(at, true) : this.data.getUint32(at, true);
  }

  set(key: Name, value: number, element = 0): void {
    const [{ type }, at] = this.at(key, element);
    if (type === 'f32') this.data.setFloat32(at, value, true);
    else if (type === 'u8') this.data.setUint8(at, value);
    else if (type === 'u16' || type === 'i16') this.data.setUint16(at, value, true);
    else this.data.setUint32(at, value, true);
  }
}

/** What the sensors of the bench see, in units; a test changes what it is about. */
export class Seen {
  bus_V = 50.2;
  /** Out of the storage; null: what the converter draws for what it was told. */
  current_A: number | null = null;
  storage_V = 43;
  /** What the storage voltage loses to the current. */
  storage_ohm = 0;
  /** Slow codes that toggle by one from scan to scan, as noise makes them. */
  noise = true;
  /** Converter side of the main contactor; null: as the plain plant below says. */
  link_V: number | null = null;
  /** null: equal parts of the storage voltage. */
  group_V: readonly number[] | null = null;
  thermistor_degC: readonly number[] = Array(THERMISTORS).fill(25);
  shareCbu_A = 0;
  shareBbu_A = 0;
  acLoss = false;
  sync = false;
  onGenerator = false;
  valid = ALL_SENSORS;
  /** What still brings fresh samples. */
  busFresh = true;
  moduleFresh = true;
  groupsFresh = true;
  thermistorsFresh = true;
  shareFresh = true;
  shareValid = true;
  /** The plain plant: contacts follow their coils, the converter comes on after its latency. */
  contactsFollow = true;
  converterWorks = true;
  /** Lines that are up, or down, whatever the plain plant says. */
  linesUp = 0;
  linesDown = 0;
}

const CONTACT_TICKS = 12 * TICKS_PER_MS;
const LATENCY_TICKS = 190;
/** Of the precharge: resistor and link. */
const LINK_TICKS = 20 * TICKS_PER_MS;

/** Follows its coil after a while. */
class Contact {
  private left = 0;

  constructor(public closed: boolean) {}

  move(coil: number): void {
    const wanted = coil !== 0;
    if (wanted === this.closed) {
      this.left = 0;
      return;
    }
    this.left = this.left === 0 ? CONTACT_TICKS : this.left - 1;
    if (this.left === 1) this.closed = wanted;
  }
}

/** build/firmware.wasm alone on a bench: samples in, commands out, 10 us a tick. */
export class Bench {
  readonly parameters: Bank<ParameterName>;
  readonly sample: Bank<SampleName>;
  readonly command: Bank<keyof typeof command>;
  readonly telemetry: Bank<keyof typeof telemetry>;
  readonly seen = new Seen();
  /** Ticks since the start. */
  ticks = 0;
  readonly wasm: Exports;
  private readonly main: Contact;
  private readonly precharge = new Contact(false);
  private link_V = 0;
  private converter = 0;
  private scans = 0;
  /** A capacitor module has no contactor. */
  private readonly joined: boolean;
  private readonly values: Record<string, number> = {};

  constructor(kind: Choice<'ModuleKind'>, parameters: Partial<Record<ParameterName, number>> = {}, options: Options = {}) {
    // zero imports: the instance needs nothing
    this.wasm = new WebAssembly.Instance(module, {}).exports as unknown as Exports;
    const { memory } = this.wasm;
    this.parameters = new Bank(memory, 'FirmwareParameters');
    this.sample = new Bank(memory, 'Sample');
    this.command = new Bank(memory, 'Command');
    this.telemetry = new Bank(memory, 'Telemetry');
    this.wasm.resetParameters();
    if (options.store) {
      this.store.set(options.store);
      this.wasm.loadParameters();
    }
    for (const [key, value] of Object.entries(parameters)) this.parameters.set(key as ParameterName, value);
    for (const key of Object.keys(firmwareParameters) as ParameterName[]) this.values[key] = this.parameters.get(key);
    Object.assign(this.seen, options.seen);
    this.sample.set('time_ticks', options.clock ?? 0);
    const cold = options.start === 'cold';
    this.joined = kind === 'cbu';
    this.main = new Contact(!cold);
    this.link_V = cold ? 0 : this.seen.storage_V;
    this.write(true);
    this.wasm.init(enumerations.ModuleKind.indexOf(kind));
    if (cold) this.wasm.coldStart();
    else this.wasm.warmStart();
  }

  /** The bytes that a host keeps while there is no power. */
  get store(): Uint8Array {
    return new Uint8Array(this.wasm.memory.buffer, this.wasm.storeAddress(), this.wasm.storeSize());
  }

  /** A parameter as the firmware holds it: in single precision. */
  parameter(key: ParameterName): number {
    return this.values[key] as number;
  }

  get state(): Choice<'HandoffState'> {
    return enumerations.HandoffState[this.telemetry.get('handoffState')] as Choice<'HandoffState'>;
  }

  get contactor(): Choice<'ContactorState'> {
    return enumerations.ContactorState[this.telemetry.get('contactorState')] as Choice<'ContactorState'>;
  }

  get reference_A(): number {
    return this.command.get('converterReference_A');
  }

  get enabled(): boolean {
    return this.command.get('converterEnable') !== 0;
  }

  get blackBox(): BlackBox {
    return readBlackBox(this.wasm.memory, this.wasm.blackBox());
  }

  /** Rows that stand open, by name. */
  get faults(): string[] {
    return enumerations.Protection.filter((row) => (this.telemetry.get('faults') & bit(row)) !== 0);
  }

  get warnings(): string[] {
    return enumerations.Protection.filter((row) => (this.telemetry.get('warnings') & bit(row)) !== 0);
  }

  /** The next tick comes so many ticks late. */
  late(count: number): void {
    this.ticks += count;
    this.sample.set('time_ticks', this.sample.get('time_ticks') + count);
  }

  /** `count` ticks of what is seen now. */
  run(count: number): void {
    for (let k = 0; k < count; k++) {
      this.ticks++;
      this.sample.set('time_ticks', this.sample.get('time_ticks') + 1);
      this.write(this.ticks % (10 * TICKS_PER_MS) === 0);
      this.wasm.tick();
    }
  }

  /** The contactor falls open whatever its coil says. */
  dropContactor(): void {
    this.main.closed = false;
  }

  runMs(milliseconds: number): void {
    this.run(Math.round(milliseconds * TICKS_PER_MS));
  }

  /** Until it holds, at most `most` ticks; how many that took, or infinity. */
  until(holds: () => boolean, most: number): number {
    for (let k = 1; k <= most; k++) {
      this.run(1);
      if (holds()) return k;
    }
    return Number.POSITIVE_INFINITY;
  }

  private write(slow: boolean): void {
    const { seen, sample } = this;
    this.move();
    const next = (key: SampleName) => sample.set(key, sample.get(key) + 1);
    sample.set('valid', seen.valid);
    sample.set('lines', this.lines());
    if (seen.busFresh) {
      next('busVoltageSequence');
      sample.set(
        'busVoltage_code',
        Number.isFinite(seen.bus_V) ? Math.round((seen.bus_V * 4096) / this.parameter('busVoltageFullScale_V')) : seen.bus_V,
      );
    }
    if (seen.moduleFresh) {
      next('moduleSequence');
      const code = Math.round((this.current_A * 32768) / this.parameter('moduleCurrentFullScale_A'));
      sample.set('moduleCurrent_code', Math.max(-32767, Math.min(32767, code)));
      sample.set('storageVoltage_code', this.storageCode(this.terminal_V));
      sample.set('linkVoltage_code', this.storageCode(seen.link_V ?? this.link_V));
    }
    if (seen.shareFresh) {
      next('shareSequence');
      sample.set('shareCbu_A', seen.shareCbu_A);
      sample.set('shareBbu_A', seen.shareBbu_A);
    }
    if (!slow) return;
    const noise = seen.noise ? this.scans++ & 1 : 0;
    if (seen.groupsFresh) {
      next('groupSequence');
      const count = this.parameter('groupCount');
      for (let g = 0; g < count; g++)
        sample.set('groupVoltage_code', Math.round((seen.group_V?.[g] ?? this.terminal_V / count) * 1e4) + noise, g);
    }
    if (seen.thermistorsFresh) {
      next('thermistorSequence');
      for (let k = 0; k < THERMISTORS; k++) sample.set('thermistor_code', Math.round((seen.thermistor_degC[k] as number) * 100) + noise, k);
    }
  }

  private storageCode(volts: number): number {
    return Math.min(65535, Math.round((volts * 65536) / this.parameter('storageVoltageFullScale_V')));
  }

  private get terminal_V(): number {
    return this.seen.storage_V - this.seen.storage_ohm * this.current_A;
  }

  private get current_A(): number {
    const { current_A, bus_V, storage_V } = this.seen;
    if (current_A !== null) return current_A;
    const drawn_A = (this.reference_A * bus_V) / storage_V;
    return (this.main.closed || this.joined) && this.converter === LATENCY_TICKS && Number.isFinite(drawn_A) ? drawn_A : 0;
  }

  private move(): void {
    const { command, seen } = this;
    if (seen.contactsFollow) {
      this.main.move(command.get('mainContactor'));
      this.precharge.move(command.get('prechargeContactor'));
    }
    if (this.main.closed) this.link_V = this.terminal_V;
    else if (this.precharge.closed) this.link_V += (seen.storage_V - this.link_V) / LINK_TICKS;
    this.converter = this.enabled && seen.converterWorks ? Math.min(LATENCY_TICKS, this.converter + 1) : 0;
  }

  private lines(): number {
    const { seen } = this;
    let bits = 0;
    if (seen.acLoss) bits |= line('AC_LOSS');
    if (seen.sync) bits |= line('SYNC');
    if (seen.shareValid) bits |= line('SHARE_VALID');
    if (seen.onGenerator) bits |= line('ON_GENERATOR');
    if (this.main.closed) bits |= line('MAIN_CLOSED');
    if (this.precharge.closed) bits |= line('PRECHARGE_CLOSED');
    if (this.command.get('switchClosed') !== 0) bits |= line('SWITCH_CLOSED');
    if (this.converter === LATENCY_TICKS) bits |= line('CONVERTER_ON');
    return (bits | seen.linesUp) & ~seen.linesDown;
  }
}

export interface Options {
  start?: 'warm' | 'cold';
  /** Where the 32 bit clock begins. */
  clock?: number;
  /** Bytes of the parameter store, from which it is loaded. */
  store?: Uint8Array;
  seen?: Partial<Seen>;
}
