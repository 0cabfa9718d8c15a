import { HandoffState, Line, ModuleKind } from '../../abi/enumerations';
import { FirmwareParameters } from '../../abi/FirmwareParameters';
import { Measurement } from '../measure';
import { Deadline, ticksOf } from '../time';

/** A kind carries above this part of its full current, and no longer below half of that. */
const CARRIES: f32 = 0.05;
/** The capacitor's share is back inside this part of the battery's current; it has left again at twice that. */
const BACK: f32 = 0.05;
/** A bus that is back counts as back until it falls by this. */
const RELEASE_BAND_V: f32 = 0.5;
/** A dip is over this much above where it began. */
const DIP_BAND_V: f32 = 0.1;
/** The lane shows currents and voltage over about 200 us, so that noise does not chatter. */
const SMOOTH: f32 = 0.05;
/** And it keeps each state for this long unless things get worse. */
const DWELL_TICKS: u32 = 100;

/**
 * What the whole shelf does, as every module can tell from the share line, AC_LOSS and its own bus voltage. A battery
 * that was called stays engaged until the bus has been back for the release hold and the walk-in.
 */
export class ShelfState {
  private readonly isCapacitor: bool;
  private readonly shareTicks: u32;
  private readonly dipBelow_V: f32;
  private readonly release_V: f32;
  private readonly capacitorCarries_A: f32;
  private readonly batteryCarries_A: f32;
  private readonly batteries: f32;
  private readonly letGoTicks: u32;
  private readonly letGo: Deadline = new Deadline();
  private readonly dwell: Deadline = new Deadline();
  private bus_V: f32;
  private capacitor_A: f32 = 0;
  private battery_A: f32 = 0;
  private capacitor: bool = false;
  private battery: bool = false;
  private engaged: bool = false;
  private settled: bool = false;
  private back: bool = true;
  private recharging: bool = false;
  state: i32 = HandoffState.NORMAL;

  constructor(kind: i32, parameters: FirmwareParameters) {
    this.isCapacitor = kind == ModuleKind.CBU;
    this.shareTicks = ticksOf(parameters.shareTimeout_s);
    this.dipBelow_V = kind == ModuleKind.CBU ? parameters.cbuEngage_V : parameters.tripVoltage_V;
    this.release_V = parameters.releaseVoltage_V;
    this.bus_V = parameters.releaseVoltage_V;
    this.capacitorCarries_A = CARRIES * parameters.cbuCurrentLimit_A;
    this.batteryCarries_A = CARRIES * parameters.bbuCurrentLimit_A;
    this.batteries = <f32>parameters.moduleCount;
    this.letGoTicks = ticksOf(parameters.releaseHold_s) + ticksOf(parameters.walkIn_s);
  }

  /**
   * `own_A`: this module's reference, all it knows of its kind when the share line is lost. `holds`: it is itself a
   * battery that has not let go.
   */
  run(m: Measurement, own_A: f32, holds: bool, failed: bool): void {
    this.look(m, own_A);
    if (this.letGo.reached(m.now) && !holds) this.engaged = false;
    const next = failed ? HandoffState.FAULT : this.next(m);
    if (next == this.state) return;
    // NORMAL, DIP, BRIDGE is the order in which things get worse; a fault is the worst
    const worse = failed || ((this.state < next || this.state == HandoffState.RECHARGE) && next <= HandoffState.BRIDGE);
    if (!worse && this.dwell.armed && !this.dwell.reached(m.now)) return;
    this.state = next;
    this.dwell.clear();
    this.dwell.arm(m.now, DWELL_TICKS);
  }

  private look(m: Measurement, own_A: f32): void {
    const lost = m.shareAge > this.shareTicks;
    const cbu_A = lost && this.isCapacitor ? own_A : m.shareCbu_A;
    const bbu_A = lost && !this.isCapacitor ? own_A : m.shareBbu_A;
    this.bus_V += SMOOTH * (m.bus_V - this.bus_V);
    this.capacitor_A += SMOOTH * (cbu_A - this.capacitor_A);
    this.battery_A += SMOOTH * (bbu_A - this.battery_A);
    this.battery = this.battery_A > (this.battery ? 0.5 : 1) * this.batteryCarries_A;
    // a bridge shows at once; beside a battery the noise of the droop must not
    const capacitor_A = this.battery ? this.capacitor_A : cbu_A;
    this.capacitor = capacitor_A > (this.capacitor ? 0.5 : 1) * this.capacitorCarries_A;
    this.settled = this.capacitor_A < (this.settled ? 2 : 1) * BACK * this.battery_A * this.batteries;
    this.recharging = this.capacitor_A < (this.recharging ? -0.5 : -1);
    // while the utility is away a bus that is up proves only that somebody still holds it
    this.back = !m.line(Line.AC_LOSS) && this.bus_V > this.release_V - (this.back ? RELEASE_BAND_V : 0);
    // a bridge that ends on a bus that is still low has handed over, seen or not
    const unseen = lost && this.state == HandoffState.BRIDGE && !this.capacitor && !this.back;
    if (this.battery || unseen) this.engaged = true;
    if (this.battery || this.capacitor || !this.back) this.letGo.clear();
    else this.letGo.arm(m.now, this.letGoTicks);
  }

  private next(m: Measurement): i32 {
    if (this.capacitor && !this.battery) return HandoffState.BRIDGE;
    if (this.engaged) {
      if (this.back) return HandoffState.RETRANSFER;
      return this.settled || !this.capacitor ? HandoffState.BATTERY : HandoffState.HANDOFF;
    }
    const dip_V = this.dipBelow_V + (this.state == HandoffState.DIP ? DIP_BAND_V : 0);
    if (m.bus_V < dip_V) return HandoffState.DIP;
    return this.recharging ? HandoffState.RECHARGE : HandoffState.NORMAL;
  }
}
