import { HandoffState, Line, ModuleKind } from '../../abi/enumerations';
import { FirmwareParameters } from '../../abi/FirmwareParameters';
import { within } from '../../math/piecewise';
import { FastState } from '../fastState';
import { Measurement } from '../measure';
import { Deadline, TICKS_PER_MS, ticksOf } from '../time';

/** A kind carries above this part of its full current, and no longer below half of that. */
const CARRIES: f32 = 0.05;
/** The capacitor's share is back inside this part of the battery's current; it has left again at twice that. */
const BACK: f32 = 0.05;
/** A bus that is back counts as back until it falls by this. */
const RELEASE_BAND_V: f32 = 0.5;
/** A dip is over this much above where it began. */
const DIP_BAND_V: f32 = 0.1;
const PER_MS: f32 = 1 / <f32>TICKS_PER_MS;

/**
 * What the whole shelf does, as every module can tell from the share line, AC_LOSS and its own bus voltage. A dip, a bridge
 * and a fault show with the fast tick; everything else is judged every millisecond on the mean of it, so that noise does
 * not chatter. A battery that was called stays engaged until the bus has been back for the release hold and the walk-in.
 */
export class ShelfState {
  private readonly fast: FastState;
  state: i32 = HandoffState.NORMAL;
  private capacitor: bool = false;
  private readonly isCapacitor: bool;
  private readonly shareTicks: u32;
  private readonly engage_V: f32;
  private readonly dipBelow_V: f32;
  private readonly capacitorCarries_A: f32;
  // what is looked at when a millisecond is over
  private readonly release_V: f32;
  private readonly batteryCarries_A: f32;
  private readonly batteries: f32;
  private readonly letGoTicks: u32;
  private readonly letGo: Deadline = new Deadline();
  private battery: bool = false;
  private engaged: bool = false;
  private settled: bool = false;
  private back: bool = true;
  private recharging: bool = false;
  // means of the last whole millisecond
  private bus_V: f32 = 0;
  private capacitor_A: f32 = 0;
  private battery_A: f32 = 0;

  constructor(kind: i32, parameters: FirmwareParameters, fast: FastState) {
    this.fast = fast;
    this.isCapacitor = kind == ModuleKind.CBU;
    this.shareTicks = ticksOf(parameters.shareTimeout_s);
    this.engage_V = parameters.cbuEngage_V;
    this.dipBelow_V = this.isCapacitor ? parameters.cbuEngage_V : parameters.tripVoltage_V;
    this.release_V = parameters.releaseVoltage_V;
    this.capacitorCarries_A = CARRIES * parameters.cbuCurrentLimit_A;
    this.batteryCarries_A = CARRIES * parameters.bbuCurrentLimit_A;
    this.batteries = <f32>parameters.moduleCount;
    this.letGoTicks = ticksOf(parameters.releaseHold_s) + ticksOf(parameters.walkIn_s);
  }

  /**
   * Every fast tick. `own_A`: this module's reference, all it knows of its kind when the share line is lost. Returns the
   * state.
   */
  look(m: Measurement, own_A: f32, failed: bool): i32 {
    const lost = m.shareAge > this.shareTicks;
    const cbu_A = lost && this.isCapacitor ? own_A : m.shareCbu_A;
    const bus_V = m.bus_V;
    this.fast.sum(bus_V, cbu_A, lost && !this.isCapacitor ? own_A : m.shareBbu_A);
    let state = this.state;
    if (failed) state = HandoffState.FAULT;
    else if (this.away) {
      if (cbu_A > this.capacitorCarries_A && bus_V < this.engage_V) {
        state = HandoffState.BRIDGE;
        this.capacitor = true;
        // what was before the bridge says nothing about it
        this.fast.capacitorSum_A = cbu_A * this.fast.samples;
      } else if (bus_V < this.dipBelow_V) state = HandoffState.DIP;
    }
    this.state = state;
    return state;
  }

  /** Fast ticks so far of the millisecond that is under way. */
  get samples(): f32 {
    return this.fast.samples;
  }

  /** At this bus voltage and above no fast tick changes the state. */
  get staysAbove_V(): f32 {
    return this.away ? max(this.dipBelow_V, this.engage_V) : 0;
  }

  /** The state that a dip or a bridge ends. */
  private get away(): bool {
    return this.state <= HandoffState.DIP || this.state == HandoffState.RECHARGE;
  }

  /** Every millisecond. `holds`: this module is itself a battery that has not let go. */
  slow(m: Measurement, holds: bool, failed: bool): void {
    const part: f32 = this.fast.samples == <f32>TICKS_PER_MS ? PER_MS : 1 / this.fast.samples;
    const bus_V = this.fast.busSum_V * part;
    const capacitor_A = this.fast.capacitorSum_A * part;
    const battery_A = this.fast.batterySum_A * part;
    this.fast.busSum_V = 0;
    this.fast.capacitorSum_A = 0;
    this.fast.batterySum_A = 0;
    this.fast.samples = 0;
    this.bus_V = bus_V;
    this.capacitor_A = capacitor_A;
    this.battery_A = battery_A;
    this.battery = battery_A > (this.battery ? 0.5 : 1) * this.batteryCarries_A;
    // above its engage voltage a capacitor only re-centres itself
    this.capacitor = bus_V < this.engage_V + DIP_BAND_V && capacitor_A > (this.capacitor ? 0.5 : 1) * this.capacitorCarries_A;
    this.settled = capacitor_A < (this.settled ? 2 : 1) * BACK * battery_A * this.batteries;
    const taken_A = min(capacitor_A, battery_A * this.batteries);
    this.recharging = taken_A < (this.recharging ? -0.5 : -1);
    // while the utility is away a bus that is up proves only that somebody still holds it
    this.back = !m.line(Line.AC_LOSS) && bus_V > this.release_V - (this.back ? RELEASE_BAND_V : 0);
    // without the share line: a bridge that ends on a bus that is still low has handed over, seen or not
    const unseen = m.shareAge > this.shareTicks && this.state == HandoffState.BRIDGE && !this.capacitor && !this.back;
    // on a bus that is back it only shaves a peak
    if ((this.battery && !this.back) || unseen) this.engaged = true;
    // what the battery still gives on a bus that is back says that it holds, not that it is needed
    if (this.capacitor || !this.back) this.letGo.clear();
    else this.letGo.arm(m.now, this.letGoTicks);
    if (this.letGo.reached(m.now) && !this.battery && !holds) this.engaged = false;
    this.state = failed ? HandoffState.FAULT : this.next(m.bus_V);
  }

  /** The rectifiers hold the bus, and nobody else does. */
  get fed(): bool {
    return this.back && (this.state == HandoffState.NORMAL || this.state == HandoffState.RECHARGE);
  }

  /** Nothing runs out within `ticks`, and no threshold lies in the band in which the bus is seen. */
  calm(now: u32, ticks: u32, lowest_V: f32, highest_V: f32): bool {
    if (!this.letGo.quiet(now, ticks)) return false;
    if (this.away && within(this.dipBelow_V, lowest_V, highest_V)) return false;
    return !within(this.release_V - (this.back ? RELEASE_BAND_V : 0), lowest_V, highest_V);
  }

  /** Milliseconds were left out, each like the last: the one that now ends lacks all but its last sample. */
  skip(): void {
    this.fast.samples = <f32>TICKS_PER_MS - 1;
    this.fast.busSum_V = this.bus_V * this.fast.samples;
    this.fast.capacitorSum_A = this.capacitor_A * this.fast.samples;
    this.fast.batterySum_A = this.battery_A * this.fast.samples;
  }

  private next(bus_V: f32): i32 {
    if (this.capacitor && !this.battery) return HandoffState.BRIDGE;
    if (this.engaged) {
      if (this.back) return HandoffState.RETRANSFER;
      return this.settled || !this.capacitor ? HandoffState.BATTERY : HandoffState.HANDOFF;
    }
    if (bus_V < this.dipBelow_V + (this.state == HandoffState.DIP ? DIP_BAND_V : 0)) return HandoffState.DIP;
    return this.recharging ? HandoffState.RECHARGE : HandoffState.NORMAL;
  }
}
