import { Command } from '../../abi/Command';
import { BindingLimit, HandoffStrategy, Line } from '../../abi/enumerations';
import { FirmwareParameters } from '../../abi/FirmwareParameters';
import { approach, clamp, fade, settle, size, within } from '../../math/piecewise';
import { Measurement } from '../measure';
import { TICK_S, ticksOf } from '../time';

/** The limits fade to zero over this much before the edges of the window. */
const FADE_V: f32 = 2;
/** The battery helps when a module delivers more than this on the average of about 200 us, until half of it. */
const HELPS_A: f32 = 1;
const SMOOTH: f32 = 0.05;
/** Two droops on one bus ring on the busbar: beside a battery on its own droop the capacitor's is this part as steep. */
const EASED: f32 = 0.5;
/** Without the share line the capacitor steps back this slowly: the battery must come by voltage alone. */
const BLIND_S: f32 = 50e-3;
/** Modules balance this slowly: nothing that a transient would feel. */
const BALANCE_S: f32 = 1;
/** Further from its target than this a module asks for no more. */
const BALANCE_MOST_V: f32 = 2;
/** With the utility there the capacitor lets go of the battery's surplus from the release voltage to this much above it. */
const LETS_GO_V: f32 = 0.5;
/** SYNC falls at this part of the current at which it rose. */
const SYNC_HYSTERESIS: f32 = 0.25;
/** Re-centring ends at this part of its dead band. */
const CENTRED: f32 = 0.2;
/** Re-centring changes its current by its limit in this time: no bump. */
const RETURN_RAMP_S: f32 = 0.1;
/** A limit binds, or soon will, when the reference is above this part of it. */
const BINDS: f32 = 0.95;
/** A re-centring that is further than this many ticks from what is wanted is on its ramp. */
const RAMPS: f32 = 25;

/** The capacitor module: holds the bus by droop, calls the battery, re-centres itself when the bus is healthy. */
export class CapacitorHandoff {
  private readonly parameters: FirmwareParameters;
  private readonly command: Command;
  private readonly perVolt: f32;
  private readonly syncOn_A: f32;
  private readonly limitStep_A: f32;
  private readonly slewStep_A: f32;
  private readonly returnStep_A: f32;
  private readonly shareTicks: u32;
  private readonly shiftGain: f32;
  private readonly blindGain: f32;
  private readonly balanceGain: f32;
  private readonly shiftMost_V: f32;
  private readonly split: bool;
  private limit_A: f32;
  private return_A: f32 = 0;
  private returnWanted_A: f32 = 0;
  private returning: bool = false;
  private battery_A: f32 = 0;
  private helped: bool = false;
  private eased: bool = false;
  /** How far the engage voltage has stepped back for a battery that regulates by itself. */
  private shift_V: f32 = 0;
  /** By how much a module that holds more than its target engages earlier: it gives to those that hold less. */
  private balance_V: f32 = 0;
  binding: i32 = BindingLimit.NONE;

  constructor(parameters: FirmwareParameters, command: Command) {
    this.parameters = parameters;
    this.command = command;
    this.perVolt = 1 / parameters.cbuDroop_ohm;
    this.syncOn_A = parameters.syncStartFraction * parameters.cbuCurrentLimit_A;
    this.slewStep_A = parameters.cbuSlew_A_per_s * TICK_S;
    this.limitStep_A = parameters.cbuLimitRamp_A_per_s * TICK_S;
    this.returnStep_A = (parameters.cbuReturnLimit_A * TICK_S) / RETURN_RAMP_S;
    this.limit_A = parameters.cbuCurrentLimit_A;
    this.split = parameters.handoffStrategy == HandoffStrategy.SPLIT;
    this.shareTicks = ticksOf(parameters.shareTimeout_s);
    this.shiftGain = TICK_S / parameters.handoffTimeConstant_s;
    this.blindGain = TICK_S / BLIND_S;
    this.balanceGain = TICK_S / BALANCE_S;
    // no further than where a battery at its full current holds the bus: below that nobody else does
    const batteryLeast_V = parameters.bbuSetPoint_V - parameters.bbuDroop_ohm * parameters.bbuCurrentLimit_A;
    this.shiftMost_V = max<f32>(0, parameters.cbuEngage_V - batteryLeast_V);
  }

  get publishedLimit_A(): f32 {
    return this.limit_A;
  }

  /** Every fast tick. `allowed`: no row stands open. */
  run(m: Measurement, allowed: bool): void {
    const p = this.parameters;
    const left = fade(m.storage_V, p.cbuWindowLow_V + FADE_V, p.cbuWindowLow_V);
    this.binding = !allowed ? BindingLimit.FAULT : left < 1 ? BindingLimit.CAPACITOR_VOLTAGE : BindingLimit.NONE;
    this.limit_A = approach(this.limit_A, allowed ? left * p.cbuCurrentLimit_A : 0, this.limitStep_A);
    const take_A: f32 = allowed ? p.cbuCurrentLimit_A * fade(m.storage_V, p.cbuWindowHigh_V - FADE_V, p.cbuWindowHigh_V) : 0;
    let reference = this.droop(m);
    // what it gives to re-centre itself calls nobody
    const holds = reference != 0;
    if (holds) {
      this.returning = false;
      this.return_A = 0;
      this.returnWanted_A = 0;
    } else reference = this.recentre(m);
    const before_A = this.command.converterReference_A;
    reference = allowed ? approach(before_A, clamp(reference, -take_A, this.limit_A), this.slewStep_A) : 0;
    this.command.converterEnable = allowed ? 1 : 0;
    this.command.converterReference_A = reference;
    this.command.shareOut_A = reference;
    const on = this.syncOn_A * (this.command.syncOut != 0 ? SYNC_HYSTERESIS : 1);
    this.command.syncOut = holds && reference > on ? 1 : 0;
  }

  /** No limit near the reference, no ramp of the re-centring under way, and for `ticks` the bank meets no edge. */
  calm(m: Measurement, ticks: u32): bool {
    const p = this.parameters;
    const reach_V = m.storageReach_V(ticks);
    if (size(m.storage_V - p.cbuWindowLow_V - FADE_V) <= reach_V) return false;
    const centred_V = p.cbuReturnDeadband_V * (this.returning ? CENTRED : 1);
    const missing_V = size(p.cbuTarget_V - m.storage_V);
    if (m.bus_V > p.releaseVoltage_V && size(missing_V - centred_V) <= reach_V) return false;
    const reference_A = this.command.converterReference_A;
    const take_A: f32 = p.cbuCurrentLimit_A * fade(m.storage_V, p.cbuWindowHigh_V - FADE_V, p.cbuWindowHigh_V);
    const missing_A = this.returnWanted_A - this.return_A;
    return (
      (reference_A <= 0 || reference_A < BINDS * this.limit_A) &&
      (reference_A >= 0 || -reference_A < BINDS * take_A) &&
      within(missing_A, -RAMPS * this.returnStep_A, RAMPS * this.returnStep_A)
    );
  }

  /** The ramps through `ticks` that are left out. */
  skip(m: Measurement, ticks: u32, allowed: bool): void {
    const p = this.parameters;
    const left = fade(m.storage_V, p.cbuWindowLow_V + FADE_V, p.cbuWindowLow_V);
    this.limit_A = approach(this.limit_A, allowed ? left * p.cbuCurrentLimit_A : 0, this.limitStep_A * <f32>ticks);
    this.return_A = approach(this.return_A, this.returnWanted_A, this.returnStep_A * <f32>ticks);
    const balances = this.split && this.helped && m.shareAge <= this.shareTicks;
    this.balance_V = settle(this.balance_V, balances ? this.unbalance_V(m) : 0, this.balanceGain * <f32>ticks);
  }

  /** The battery brings the sum of the modules' currents to zero, not each: what their sensors differ by flows between them. */
  private unbalance_V(m: Measurement): f32 {
    const p = this.parameters;
    return p.cbuBalance_ratio * clamp(m.storage_V - p.cbuTarget_V, -BALANCE_MOST_V, BALANCE_MOST_V);
  }

  // i = (engage - v)/droop below the engage voltage, above the absorb voltage likewise, between them nothing. Once the
  // battery delivers: under `split` the capacitor regulates both ways and the battery integrates what it gives; a
  // battery on its own droop would share with it for ever, so the capacitor steps back.
  private droop(m: Measurement): f32 {
    const p = this.parameters;
    this.battery_A = settle(this.battery_A, m.shareBbu_A, SMOOTH);
    this.helped = this.battery_A > (this.helped ? 0.5 : 1) * HELPS_A;
    const blind = m.shareAge > this.shareTicks;
    this.stepBack(m, blind, blind || (this.helped && !this.split));
    this.balance_V = settle(this.balance_V, this.split && this.helped && !blind ? this.unbalance_V(m) : 0, this.balanceGain);
    const give_A = (p.cbuEngage_V + this.balance_V - this.shift_V - m.bus_V) * this.perVolt * (this.eased ? EASED : 1);
    if (give_A > 0) return give_A;
    const absorb_A = min<f32>((p.cbuAbsorb_V - m.bus_V) * this.perVolt, 0);
    if (!this.split || !this.helped || blind) return absorb_A;
    // it takes what the battery gives too much, and lets go where the rectifiers hold the bus: they do
    const held: f32 = m.line(Line.AC_LOSS) ? 1 : fade(m.bus_V, p.releaseVoltage_V, p.releaseVoltage_V + LETS_GO_V);
    return min(absorb_A, max(give_A, -held * this.battery_A * <f32>p.moduleCount));
  }

  /** Moves the engage voltage for a battery that regulates by itself, and back when there is none. */
  private stepBack(m: Measurement, blind: bool, eased: bool): void {
    const below_V = max<f32>(0, this.parameters.cbuEngage_V - this.shift_V - m.bus_V);
    if (eased != this.eased) {
      // another slope at the same current
      this.shift_V += below_V * (eased ? 1 - 1 / EASED : 1 - EASED);
      this.eased = eased;
      return;
    }
    const gain = blind ? this.blindGain : this.shiftGain;
    if (eased) this.shift_V = min(this.shiftMost_V, this.shift_V + gain * below_V);
    else this.shift_V = settle(this.shift_V, 0, gain);
  }

  /** Charges (or discharges) slowly toward the target when the bus is healthy. */
  private recentre(m: Measurement): f32 {
    const p = this.parameters;
    const missing_V = p.cbuTarget_V - m.storage_V;
    if (size(missing_V) > p.cbuReturnDeadband_V) this.returning = true;
    else if (size(missing_V) < CENTRED * p.cbuReturnDeadband_V) this.returning = false;
    const healthy = m.bus_V > p.releaseVoltage_V;
    const wanted: f32 =
      this.returning && healthy ? clamp(-p.cbuReturnGain_A_per_V * missing_V, -p.cbuReturnLimit_A, p.cbuReturnLimit_A) : 0;
    this.returnWanted_A = wanted;
    this.return_A = healthy ? approach(this.return_A, wanted, this.returnStep_A) : 0;
    return this.return_A;
  }
}
