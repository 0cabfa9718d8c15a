import { Line } from '../abi/enumerations';
import { Sample } from '../abi/Sample';
import { BatteryHandoff } from './control/batteryHandoff';
import { ShelfState } from './control/shelfState';
import { ChargeCounter } from './estimate/soc';
import { CODES, isNoNumber, Measurement } from './measure';
import { Guard } from './protect/guard';

/** Lines that never come. */
const NEVER: u32 = u32.MAX_VALUE;
const CURRENT_CODES: f32 = 32768;
const STORAGE_CODES: f32 = 65536;
/** Thresholds in codes lie this far on the safe side, beyond every rounding. */
const SPARE: i32 = 2;

/**
 * Nearly every fast tick of a battery module is like the one before: all fast sensors and the share line are fresh and
 * sound, lines as they were, bus, current and storage voltage where no row, no state and no phase looks at them. After a
 * whole fast task that leaves it so, these bounds are known, and as long as a sample lies inside them the tick is
 * done here: it only moves sums, sequence numbers and the converter's reference on. To the same bits as the whole task,
 * which does every other tick, and the first one after a slower task.
 */
export class FastPath {
  private readonly sample: Sample;
  private readonly measured: Measurement;
  private readonly charge: ChargeCounter;
  private readonly shelf: ShelfState;
  private readonly battery: BatteryHandoff;
  private readonly guard: Guard;
  /** Lines and validity as they must be; NEVER: no tick is done here. */
  private lines: u32 = NEVER;
  private valid: u32 = 0;
  /** Bits of the lowest bus voltage, and how far those of the highest lie above: positive numbers are in the order of their bits. */
  private busLow: u32 = 0;
  private busSpan: u32 = 0;
  private currentMost_code: i32 = 0;
  private storageLeast_code: i32 = 0;

  constructor(sample: Sample, measured: Measurement, charge: ChargeCounter, shelf: ShelfState, battery: BatteryHandoff, guard: Guard) {
    this.sample = sample;
    this.measured = measured;
    this.charge = charge;
    this.shelf = shelf;
    this.battery = battery;
    this.guard = guard;
  }

  /** The next tick is a whole one. */
  leave(): void {
    this.lines = NEVER;
  }

  /** After a whole fast task. `sound`: its sample was, and the contactor is closed. */
  take(sound: bool): void {
    const m = this.measured;
    const guard = this.guard;
    const battery = this.battery;
    this.lines = NEVER;
    if (!sound || !guard.fastCalm || guard.faults != 0 || !(guard.fastMost_A > 0) || !m.line(Line.SHARE_VALID) || !battery.repeats(m))
      return;
    const low_V = max(battery.staysFrom_V, this.shelf.staysAbove_V);
    const high_V = min(battery.staysTo_V, m.busMost_V);
    if (!(low_V >= 0 && high_V >= low_V)) return;
    this.busLow = reinterpret<u32>(low_V);
    this.busSpan = reinterpret<u32>(high_V) - this.busLow;
    this.currentMost_code = whole(guard.fastMost_A / m.currentLsb_A, CURRENT_CODES) - SPARE;
    this.storageLeast_code = whole(guard.collapsed_V / m.storageLsb_V, STORAGE_CODES) + SPARE;
    this.lines = m.lines;
    this.valid = this.sample.valid;
  }

  /** Every fast tick. False: it is to be done by the whole task, and nothing of it has been. */
  @inline
  run(): bool {
    const s = this.sample;
    const m = this.measured;
    // not as one word: whoever has just written the half of it would be waited for
    if (s.lines != this.lines) return false;
    if (s.valid != this.valid) return false;
    const busSequence = s.busVoltageSequence;
    const moduleSequence = s.moduleSequence;
    const shareSequence = s.shareSequence;
    const cbu_A = s.shareCbu_A;
    const bbu_A = s.shareBbu_A;
    if (busSequence == m.busSequence) return false;
    if (moduleSequence == m.moduleSequence) return false;
    if (shareSequence == m.shareSequence) return false;
    if (isNoNumber(cbu_A + bbu_A)) return false;
    const bus_V = s.busVoltage_code * m.busLsb_V;
    if (reinterpret<u32>(bus_V) - this.busLow > this.busSpan) return false;
    const codes = load<u64>(s.address, CODES);
    const current_code = <i32>(<i16>codes);
    if (current_code > this.currentMost_code) return false;
    const storage_code = <i32>(<u32>codes >> 16);
    if (storage_code < this.storageLeast_code) return false;
    const now = s.time_ticks;
    m.now = now;
    m.allFresh = now;
    m.busSequence = busSequence;
    m.moduleSequence = moduleSequence;
    m.shareSequence = shareSequence;
    m.bus_V = bus_V;
    m.codes = codes;
    m.shareCbu_A = cbu_A;
    m.shareBbu_A = bbu_A;
    this.charge.count(current_code);
    this.shelf.sum(bus_V, cbu_A, bbu_A);
    this.battery.carryOn(bus_V, <f32>storage_code * m.storageLsb_V, cbu_A);
    return true;
  }
}

/** The whole part of `codes` inside [0, most]; NaN is the end on which no sample is inside. */
function whole(codes: f32, most: f32): i32 {
  return codes < most ? (codes > 0 ? <i32>codes : 0) : <i32>most;
}
