import { Command } from '../../abi/Command';
import { HandoffStrategy, Line } from '../../abi/enumerations';
import { FirmwareParameters } from '../../abi/FirmwareParameters';
import { approach, clamp, settle, within } from '../../math/piecewise';
import { Measurement } from '../measure';
import { Deadline, TICK_S, ticksOf } from '../time';

namespace Phase {
  export const IDLE: i32 = 0;
  /** Told to start; the converter's latency runs. */
  export const STARTING: i32 = 1;
  export const DELIVERING: i32 = 2;
  /** Ramps to zero. */
  export const RETRANSFER: i32 = 3;
}

/** When the share line is lost, what was integrated fades into the droop law over this time. */
const BLEND_S: f32 = 50e-3;
/** The published limit keeps the pack this far below its overcurrent trip; the converter's loss is about 3 %. */
const PACK_MARGIN: f32 = 0.93;
/** A limit binds, or soon will, when the reference is above this part of it. */
const BINDS: f32 = 0.95;
/** Times a threshold: below it for certain. */
const BELOW: f32 = 0.999999;

/**
 * A battery module's converter: when it starts, what it delivers, when it lets go.
 *
 *   threshold, feedforward:  i = (set point - v)/droop
 *   split:                   di/dt = iCapacitor/(modules tau), but never less than the droop law
 *
 * It begins from zero on a ramp: a converter that steps onto an empty bus lifts it far above its set point.
 */
export class BatteryHandoff {
  // what every fast tick touches lies together
  private readonly parameters: FirmwareParameters;
  private readonly command: Command;
  private phase: i32 = Phase.IDLE;
  /** The line that calls the battery, if any. */
  private readonly calls: u32;
  private readonly split: bool;
  /** The trip deadline runs, and one that a change of phase waits for. */
  private low: bool = false;
  private waits: bool = false;
  /** Off, as was written to the command bank, with every ramp at its end. */
  private idles: bool = false;
  /** The pack's current, not the converter's, holds the limit down. */
  packBinds: bool = false;
  private alone: bool = false;
  /** What derating leaves of the converter's limit, and that on its ramp. */
  private full_A: f32;
  private derated_A: f32 = 0;
  /** What a start has ramped to so far; never above the limit. */
  private ceiling_A: f32 = 0;
  reference_A: f32 = 0;
  private integral_A: f32 = 0;
  private readonly packMost_A: f32;
  private readonly limitStep_A: f32;
  private readonly startStep_A: f32;
  private readonly slewStep_A: f32;
  private readonly perVolt: f32;
  private readonly setPoint_V: f32;
  private readonly absorb_V: f32;
  private readonly gain: f32;
  private readonly leak: f32;
  private readonly shareTicks: u32;

  private readonly blend: f32;
  private readonly tripTicks: u32;
  private readonly releaseTicks: u32;
  private readonly dwellTicks: u32;
  private readonly budgetTicks: u32;
  private readonly trip: Deadline = new Deadline();
  private readonly release: Deadline = new Deadline();
  private readonly dwell: Deadline = new Deadline();
  private readonly budget: Deadline = new Deadline();
  /** Offset on the droop law that keeps a lost share line bumpless. */
  private offset_A: f32 = 0;
  private walkStep_A: f32 = 0;
  starts: u32 = 0;
  /** The converter was told to be on and is not, for longer than its start may take. */
  late: bool = false;

  constructor(parameters: FirmwareParameters, command: Command) {
    this.parameters = parameters;
    this.command = command;
    const strategy = parameters.handoffStrategy;
    this.split = strategy == HandoffStrategy.SPLIT;
    this.calls = strategy == HandoffStrategy.SPLIT ? Line.SYNC : strategy == HandoffStrategy.FEEDFORWARD ? Line.AC_LOSS : 0;
    this.full_A = parameters.bbuCurrentLimit_A;
    this.perVolt = 1 / parameters.bbuDroop_ohm;
    this.setPoint_V = parameters.bbuSetPoint_V;
    this.absorb_V = parameters.cbuAbsorb_V;
    this.gain = TICK_S / (parameters.handoffTimeConstant_s * <f32>parameters.moduleCount);
    this.leak = parameters.handoffLeak_s > 0 ? TICK_S / parameters.handoffLeak_s : 0;
    this.slewStep_A = parameters.handoffSlew_A_per_s * TICK_S;
    this.limitStep_A = parameters.bbuLimitRamp_A_per_s * TICK_S;
    this.startStep_A = parameters.bbuStartRamp_A_per_s * TICK_S;
    this.blend = TICK_S / BLEND_S;
    this.packMost_A = PACK_MARGIN * parameters.dischargeCurrentMax_A;
    this.tripTicks = ticksOf(parameters.tripDebounce_s);
    this.releaseTicks = ticksOf(parameters.releaseHold_s);
    this.dwellTicks = ticksOf(parameters.minimumDwell_s);
    this.budgetTicks = ticksOf(parameters.bbuStartBudget_s);
    this.shareTicks = ticksOf(parameters.shareTimeout_s);
  }

  /** In force before the first tick: a limit that had time to ramp up. */
  warmStart(): void {
    this.derated_A = this.full_A;
  }

  /** `part` of the full current is left. */
  derate(part: f32): void {
    this.full_A = part * this.parameters.bbuCurrentLimit_A;
    this.idles = false;
  }

  /** Called and not yet let go. */
  get engaged(): bool {
    return this.phase != Phase.IDLE;
  }

  /** Every fast tick. `allowed`: no row stands open, contactor closed. */
  run(m: Measurement, allowed: bool): void {
    if (allowed && this.idles) if (this.steady(m)) return;
    this.derated_A = approach(this.derated_A, allowed ? this.full_A : 0, this.limitStep_A);
    this.confine(m.bus_V, m.storage_V);
    if (!allowed) this.stop();
    else if (!this.steady(m)) this.decide(m);
    const phase = this.phase;
    if (phase == Phase.DELIVERING) this.deliver(m);
    else if (phase == Phase.RETRANSFER) this.walk();
    this.tell();
    const command = this.command;
    const enable = u8(this.engaged);
    if (command.converterEnable != enable) command.converterEnable = enable;
    // off, and nothing on a ramp: until there is something to decide it all stays as it is
    this.idles = this.phase == Phase.IDLE && allowed && this.derated_A == this.full_A;
  }

  /** The reference inside what is allowed goes to the converter, and onto the share line. */
  @inline
  private tell(): void {
    const reference_A = clamp(this.reference_A, 0, this.ceiling_A);
    this.reference_A = reference_A;
    const command = this.command;
    command.converterReference_A = reference_A;
    command.shareOut_A = reference_A;
  }

  /**
   * The coming ticks need but `carryOn` while lines and share line are as they are and the bus voltage stays in
   * [staysFrom_V, staysTo_V]: idle or delivering, nothing under way.
   */
  repeats(m: Measurement): bool {
    if (this.waits) return false;
    if (this.phase == Phase.IDLE) return this.idles && !this.low && !this.called(m);
    return this.phase == Phase.DELIVERING && m.line(Line.CONVERTER_ON) && !this.alone && this.derated_A == this.full_A;
  }

  get staysFrom_V(): f32 {
    return this.low ? 0 : this.parameters.tripVoltage_V;
  }

  get staysTo_V(): f32 {
    const below_V = this.low ? BELOW * this.parameters.tripVoltage_V : <f32>Infinity;
    return this.phase == Phase.IDLE ? below_V : min(below_V, this.parameters.releaseVoltage_V);
  }

  /** A tick that repeats: what `run` does in it. */
  @inline
  carryOn(bus_V: f32, storage_V: f32, cbu_A: f32): void {
    if (this.phase == Phase.IDLE) return;
    this.confine(bus_V, storage_V);
    if (this.split) this.share(bus_V, cbu_A);
    else this.reference_A = this.droop_A(bus_V);
    this.tell();
  }

  /** Idle or delivering as in the last tick, and nothing that could end it is under way: there is nothing to decide. */
  private steady(m: Measurement): bool {
    const p = this.parameters;
    const phase = this.phase;
    const low = m.bus_V < p.tripVoltage_V;
    if (low != this.low || this.waits) return false;
    if (phase == Phase.IDLE) return !low && !this.called(m);
    if (phase != Phase.DELIVERING || !m.line(Line.CONVERTER_ON)) return false;
    return !(m.bus_V > p.releaseVoltage_V);
  }

  /**
   * Idle or delivering with nothing under way for `ticks`: no deadline, no ramp, no limit near the reference, no
   * threshold of the phase in the band in which the bus is seen.
   */
  calm(now: u32, ticks: u32, lowest_V: f32, highest_V: f32): bool {
    const p = this.parameters;
    if (this.phase == Phase.IDLE) return !this.low && !this.waits && !within(p.tripVoltage_V, lowest_V, highest_V);
    return (
      this.phase == Phase.DELIVERING &&
      !this.budget.armed &&
      this.release.quiet(now, ticks) &&
      this.dwell.quiet(now, ticks) &&
      !within(p.releaseVoltage_V, lowest_V, highest_V) &&
      this.reference_A <= BINDS * this.ceiling_A
    );
  }

  /** The ramps through `ticks` that are left out. */
  skip(m: Measurement, ticks: u32, allowed: bool): void {
    this.derated_A = approach(this.derated_A, allowed ? this.full_A : 0, this.limitStep_A * <f32>ticks);
    this.ceiling_A = min(this.limit(m), this.ceiling_A + this.startStep_A * <f32>ticks);
  }

  // Never above the bus current at which the pack reaches its margin: iPack vPack = iBus vBus. That moves with the pack's
  // voltage and needs no ramp of its own; a voltage that is none allows none.
  limit(m: Measurement): f32 {
    return this.limitAt(m.bus_V, m.storage_V);
  }

  @inline
  private limitAt(bus_V: f32, storage_V: f32): f32 {
    const derated_A = this.derated_A;
    const pack_W = this.packMost_A * storage_V;
    const binds = !(pack_W >= derated_A * bus_V);
    const limit_A = binds ? positive(pack_W / bus_V) : derated_A;
    this.packBinds = binds;
    return limit_A;
  }

  /** The limit at once where it falls, on the start's ramp where it rises. */
  @inline
  private confine(bus_V: f32, storage_V: f32): void {
    const limit_A = this.limitAt(bus_V, storage_V);
    const ceiling_A = this.ceiling_A + this.startStep_A;
    this.ceiling_A = limit_A < ceiling_A ? limit_A : ceiling_A;
  }

  private decide(m: Measurement): void {
    const p = this.parameters;
    const now = m.now;
    const phase = this.phase;
    const trip = this.trip;
    if (m.bus_V < p.tripVoltage_V) trip.arm(now, this.tripTicks);
    else trip.clear();
    const called = this.called(m);
    const wanted = called || trip.reached(now);
    const on = m.line(Line.CONVERTER_ON);
    const budget = this.budget;
    if (phase != Phase.IDLE && !on) budget.arm(now, this.budgetTicks);
    else budget.clear();
    this.late = budget.reached(now);
    switch (phase) {
      case Phase.IDLE:
        if (wanted) this.start();
        break;
      case Phase.STARTING:
        if (on) this.begin(now);
        else if (this.late && !wanted) this.stop();
        break;
      case Phase.DELIVERING:
        if (m.bus_V > p.releaseVoltage_V && !called) this.release.arm(now, this.releaseTicks);
        else this.release.clear();
        if (!on) this.lose();
        else if (this.release.reached(now) && this.dwell.reached(now)) {
          this.phase = Phase.RETRANSFER;
          this.walkStep_A = (max<f32>(this.reference_A, 1) * TICK_S) / p.walkIn_s;
        }
        break;
      case Phase.RETRANSFER:
        if (!on) this.lose();
        else if (wanted) {
          // the bus fell again: carry on where we are
          this.integral_A = this.reference_A;
          this.phase = Phase.DELIVERING;
          this.release.clear();
        }
        break;
    }
    this.low = trip.armed;
    this.waits = budget.armed || this.release.armed;
  }

  /** Does the strategy's own line ask for the battery? The trip voltage is every strategy's back-up. */
  private called(m: Measurement): bool {
    return m.line(this.calls);
  }

  private start(): void {
    this.phase = Phase.STARTING;
    this.starts++;
  }

  /** The converter is on: from zero. */
  private begin(now: u32): void {
    this.phase = Phase.DELIVERING;
    this.dwell.clear();
    this.dwell.arm(now, this.dwellTicks);
    this.release.clear();
    this.ceiling_A = 0;
    this.integral_A = 0;
    this.offset_A = 0;
    this.alone = false;
  }

  /** The converter dropped out by itself; it is waited for as at a start. */
  private lose(): void {
    this.phase = Phase.STARTING;
    this.reference_A = 0;
  }

  private stop(): void {
    this.phase = Phase.IDLE;
    this.reference_A = 0;
    this.late = false;
    this.trip.clear();
    this.budget.clear();
    this.release.clear();
    this.low = false;
    this.waits = false;
  }

  private deliver(m: Measurement): void {
    if (!this.split) this.reference_A = this.droop_A(m.bus_V);
    else if (m.shareAge <= this.shareTicks) {
      this.alone = false;
      this.share(m.bus_V, m.shareCbu_A);
    } else this.onVoltage(m);
  }

  @inline
  private share(bus_V: f32, cbu_A: f32): void {
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

  /** The share line is lost: the droop law, reached without a bump from wherever the integral was. */
  private onVoltage(m: Measurement): void {
    const droop_A = this.droop_A(m.bus_V);
    if (!this.alone) this.offset_A = this.integral_A > 0 ? this.reference_A - droop_A : 0;
    this.alone = true;
    this.offset_A = settle(this.offset_A, 0, this.blend);
    this.reference_A = droop_A + this.offset_A;
    // and back again without one
    this.integral_A = clamp(this.reference_A, 0, this.ceiling_A);
  }

  private droop_A(bus_V: f32): f32 {
    return (this.setPoint_V - bus_V) * this.perVolt;
  }

  private walk(): void {
    this.reference_A -= this.walkStep_A;
    if (this.reference_A <= 0) this.stop();
  }
}

/** NaN is nothing. */
function positive(value: f32): f32 {
  return value > 0 ? value : 0;
}
