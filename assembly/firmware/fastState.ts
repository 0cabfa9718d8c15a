import { Command } from '../abi/Command';
import { FAST_RECORDS } from '../abi/enumerations';
import { FastRecord } from '../abi/FastRecord';
import { Sample } from '../abi/Sample';
import { clamp } from '../math/piecewise';

/** Sample bank: codes of shunt, storage and link voltage lie side by side from here on. */
export const CODES: usize = 32;
/** Code of the storage voltage behind that of the shunt. */
export const STORAGE_SHIFT: u64 = 16;
/** Lines that never come. */
const NEVER: u32 = u32.MAX_VALUE;
const CURRENT_CODES: f32 = 32768;
const STORAGE_CODES: f32 = 65536;
/** Thresholds in codes lie this far on the safe side, beyond every rounding. */
const SPARE: i32 = 2;

/**
 * What a battery module's fast ticks touch, side by side: with 48 modules whose objects lie apart the processor would
 * wait for its cache longer than it works. The classes that the names below belong to read and write them here.
 *
 * Nearly every fast tick is like the one before: all fast sensors and the share line are fresh and sound, lines as they
 * were, bus, current and storage voltage where no row, no state and no phase looks at them. After a whole fast task that
 * leaves it so, these bounds are known, and as long as a sample lies inside them the tick is done by `run`: it only moves
 * sums, sequence numbers and the converter's reference on, and keeps a record. To the same bits as the whole task, which does every
 * other tick, and the first one after a slower task.
 *
 *   bounds, sequence numbers, coulombs; last sample, sums, reference; law of delivering
 */
export class FastState {
  private readonly sample: Sample;
  /** Of the black box's fast records; zero: it is full, nothing more is written. */
  ring: usize = 0;
  /** Lines and validity as they must be; NEVER: no tick is done here. */
  private lines: u32 = NEVER;
  private valid: u32 = 0;
  /** Bits of the lowest bus voltage, and how far those of the highest lie above: positive numbers are in the order of their bits. */
  private busLow: u32 = 0;
  private busSpan: u32 = 0;
  private currentMost_code: i32 = 0;
  private storageLeast_code: i32 = 0;
  busLsb_V: f32 = 0;
  storageLsb_V: f32 = 0;
  /** The battery delivers. */
  delivers: bool = false;
  /** Coulomb counter, since its codes were last passed on: what flowed out, and that less what flowed in. */
  out: i32 = 0;
  net: i32 = 0;
  // measurement
  busSequence: u32 = 0;
  moduleSequence: u32 = 0;
  shareSequence: u32 = 0;

  codes: u64 = 0;
  now: u32 = 0;
  /** When all fast sensors and the share line were fresh at once; each of them may have been so later. */
  allFresh: u32 = 0;
  bus_V: f32 = 0;
  shareCbu_A: f32 = 0;
  shareBbu_A: f32 = 0;
  /** Sums over the millisecond that is under way, and its fast ticks so far. */
  busSum_V: f32 = 0;
  capacitorSum_A: f32 = 0;
  batterySum_A: f32 = 0;
  samples: f32 = 0;
  // handoff of the battery
  reference_A: f32 = 0;
  integral_A: f32 = 0;
  /** What a start has ramped to so far; never above the limit. */
  ceiling_A: f32 = 0;
  /** What derating leaves of the converter's limit, on its ramp. */
  derated_A: f32 = 0;
  /** The pack's current, not the converter's, holds the limit down. */
  packBinds: bool = false;

  split: bool = false;
  packMost_A: f32 = 0;
  startStep_A: f32 = 0;
  slewStep_A: f32 = 0;
  perVolt: f32 = 0;
  setPoint_V: f32 = 0;
  absorb_V: f32 = 0;
  gain: f32 = 0;
  leak: f32 = 0;
  private readonly command: Command;

  constructor(sample: Sample, command: Command) {
    this.sample = sample;
    this.command = command;
  }

  /** The next tick is a whole one. */
  leave(): void {
    this.lines = NEVER;
  }

  /** The coming ticks are like this one while the shunt's code is below this and the storage voltage's above... */
  currentBelow(codes: f32): void {
    this.currentMost_code = whole(codes, CURRENT_CODES) - SPARE;
  }

  storageAbove(codes: f32): void {
    this.storageLeast_code = whole(codes, STORAGE_CODES) + SPARE;
  }

  /** ...lines and validity stay as they are, and the bus is in this band. */
  enter(lines: u32, low_V: f32, high_V: f32): void {
    if (!(low_V >= 0 && high_V >= low_V)) return;
    this.busLow = reinterpret<u32>(low_V);
    this.busSpan = reinterpret<u32>(high_V) - this.busLow;
    this.lines = lines;
    this.valid = this.sample.valid;
  }

  /** Every fast tick. False: it is to be done by the whole task, and nothing of it has been. */
  @inline
  run(): bool {
    const s = this.sample;
    // not as one word: whoever has just written the half of it would be waited for
    if (s.lines != this.lines) return false;
    if (s.valid != this.valid) return false;
    const busSequence = s.busVoltageSequence;
    const moduleSequence = s.moduleSequence;
    const shareSequence = s.shareSequence;
    if (busSequence == this.busSequence) return false;
    if (moduleSequence == this.moduleSequence) return false;
    if (shareSequence == this.shareSequence) return false;
    const cbu_A = s.shareCbu_A;
    const bbu_A = s.shareBbu_A;
    if (isNoNumber(cbu_A + bbu_A)) return false;
    const bus_code = s.busVoltage_code;
    const bus_V = bus_code * this.busLsb_V;
    if (reinterpret<u32>(bus_V) - this.busLow > this.busSpan) return false;
    const codes = load<u64>(s.address, CODES);
    const current_code = <i32>(<i16>codes);
    if (current_code > this.currentMost_code) return false;
    const storage_code = <i32>(<u32>codes >> <u32>STORAGE_SHIFT);
    if (storage_code < this.storageLeast_code) return false;
    const now = s.time_ticks;
    this.now = now;
    this.allFresh = now;
    this.busSequence = busSequence;
    this.moduleSequence = moduleSequence;
    this.shareSequence = shareSequence;
    this.bus_V = bus_V;
    this.codes = codes;
    this.shareCbu_A = cbu_A;
    this.shareBbu_A = bbu_A;
    this.count(current_code);
    this.sum(bus_V, cbu_A, bbu_A);
    if (this.delivers) this.deliver(bus_V, <f32>storage_code * this.storageLsb_V, cbu_A);
    this.keep(now, <u32>codes, bus_code, this.reference_A);
    return true;
  }

  /** A record of the black box; `storage_codes`: of current and voltage, side by side as in the sample bank. */
  @inline
  keep(now: u32, storage_codes: u32, bus_code: f32, reference_A: f32): void {
    const ring = this.ring;
    if (ring == 0) return;
    const record = ring + (now & (FAST_RECORDS - 1)) * FastRecord.BYTES;
    store<u32>(record, now);
    store<u32>(record, storage_codes, 4);
    store<f32>(record, bus_code, 8);
    store<f32>(record, reference_A, 12);
  }

  @inline
  count(code: i32): void {
    // without a branch: at rest the sign is noise
    this.out += code & ~(code >> 31);
    this.net += code;
  }

  /** What every fast tick adds, whatever it decides. */
  @inline
  sum(bus_V: f32, cbu_A: f32, bbu_A: f32): void {
    this.busSum_V += bus_V;
    this.capacitorSum_A += cbu_A;
    this.batterySum_A += bbu_A;
    this.samples += 1;
  }

  /** A battery that delivers with a share line: `BatteryHandoff.run` in a tick in which it decides nothing. */
  @inline
  private deliver(bus_V: f32, storage_V: f32, cbu_A: f32): void {
    this.confine(bus_V, storage_V);
    if (this.split) this.share(bus_V, cbu_A);
    else this.reference_A = this.droop_A(bus_V);
    this.tell(0);
  }

  // Never above the bus current at which the pack reaches its margin: iPack vPack = iBus vBus. That moves with the pack's
  // voltage and needs no ramp of its own; a voltage that is none allows none.
  @inline
  limit(bus_V: f32, storage_V: f32): f32 {
    const derated_A = this.derated_A;
    const pack_W = this.packMost_A * storage_V;
    const binds = !(pack_W >= derated_A * bus_V);
    this.packBinds = binds;
    return binds ? positive(pack_W / bus_V) : derated_A;
  }

  /** The limit at once where it falls, on the start's ramp where it rises. */
  @inline
  confine(bus_V: f32, storage_V: f32): void {
    const limit_A = this.limit(bus_V, storage_V);
    const ceiling_A = this.ceiling_A + this.startStep_A;
    this.ceiling_A = limit_A < ceiling_A ? limit_A : ceiling_A;
  }

  @inline
  share(bus_V: f32, cbu_A: f32): void {
    const slewStep_A = this.slewStep_A;
    const before_A = this.integral_A;
    // above the absorb voltage nobody takes the surplus: let go as fast as allowed
    const surplus = bus_V > this.absorb_V;
    const change_A = surplus ? -slewStep_A : clamp(cbu_A * this.gain - before_A * this.leak, -slewStep_A, slewStep_A);
    const integral_A = clamp(before_A + change_A, 0, this.ceiling_A);
    const droop_A = this.droop_A(bus_V);
    this.integral_A = integral_A;
    this.reference_A = integral_A > droop_A ? integral_A : droop_A;
  }

  @inline
  droop_A(bus_V: f32): f32 {
    return (this.setPoint_V - bus_V) * this.perVolt;
  }

  /** The reference between `least_A` and what is allowed goes to the converter, and onto the share line. */
  @inline
  tell(least_A: f32): void {
    const reference_A = clamp(this.reference_A, least_A, this.ceiling_A);
    this.reference_A = reference_A;
    const command = this.command;
    command.converterReference_A = reference_A;
    command.shareOut_A = reference_A;
  }
}

/** The whole part of `codes` inside [0, most]; NaN is `most`. */
function whole(codes: f32, most: f32): i32 {
  return codes < most ? (codes > 0 ? <i32>codes : 0) : <i32>most;
}

/** NaN is nothing. */
function positive(value: f32): f32 {
  return value > 0 ? value : 0;
}

/** Infinite or NaN. */
export function isNoNumber(value: f32): bool {
  return (reinterpret<u32>(value) & 0x7f800000) == 0x7f800000;
}
