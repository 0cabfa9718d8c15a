import { Command } from '../../abi/Command';
import { BatteryPhase, HandoffStrategy, Line } from '../../abi/enumerations';
import { FirmwareParameters } from '../../abi/FirmwareParameters';
import { approach, clamp, fade, settle, size, within } from '../../math/piecewise';
import { FastState } from '../fastState';
import { Measurement } from '../measure';
import { Deadline, TICK_S, ticksOf } from '../time';
import { OutageCounter } from './outageCounter';

namespace Phase {
  export const IDLE: i32 = BatteryPhase.IDLE;
  /** Told to start; the converter's latency runs. */
  export const STARTING: i32 = BatteryPhase.STARTING;
  export const DELIVERING: i32 = BatteryPhase.DELIVERING;
  /** Ramps to zero. */
  export const RETRANSFER: i32 = BatteryPhase.RETRANSFER;
  /** Charges, or shaves a peak, until it is called. */
  export const SERVING: i32 = BatteryPhase.CHARGING;
}

/** When the share line is lost, what was integrated fades into the droop law over this time. */
const BLEND_S: f32 = 50e-3;
/** The published limit keeps the pack this far below its overcurrent trip; the converter's loss is about 3 %. */
const PACK_MARGIN: f32 = 0.93;
/** The slope of the bus is seen against its mean over this time. */
const SLOPE_S: f32 = 100e-6;
/** A limit binds, or soon will, when the reference is above this part of it. */
const BINDS: f32 = 0.95;
/** A service that is further than this many ticks from what is asked is on its ramp. */
const RAMPS: f32 = 25;
/** Times a threshold: below it for certain. */
const BELOW: f32 = 0.999999;

/**
 * A battery module's converter: when it starts, what it delivers, when it lets go.
 *
 *   threshold, feedforward:  i = (set point - v)/droop
 *   split:                   di/dt = iCapacitor/(modules tau), but never less than the droop law
 *
 * Between outages it may serve: charge its pack or shave a peak, as asked, until it is called.
 * It begins from zero on a ramp: a converter that steps onto an empty bus lifts it far above its set point.
 */
export class BatteryHandoff {
  private readonly parameters: FirmwareParameters;
  private readonly command: Command;
  private readonly fast: FastState;
  private phase: i32 = Phase.IDLE;
  /** The line that calls the battery, if any. */
  private readonly calls: u32;
  /** The trip deadline runs, and one that a change of phase waits for. */
  private low: bool = false;
  private waits: bool = false;
  /** Off, as was written to the command bank, with every ramp at its end. */
  private idles: bool = false;
  private alone: bool = false;
  /** What derating leaves of the converter's limit. */
  private full_A: f32;
  private readonly limitStep_A: f32;
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
  /** Asked of it between outages; charging is negative. */
  private served_A: f32 = 0;
  private shaves: bool = false;
  private readonly serveStep_A: f32;
  /** Mean of the bus, where its slope counts, and how far below it a bus is that falls too fast. */
  private mean_V: f32 = 0;
  private readonly steep_V: f32;
  readonly outages: OutageCounter;
  starts: u32 = 0;
  /** The converter was told to be on and is not, for longer than its start may take. */
  late: bool = false;

  constructor(parameters: FirmwareParameters, command: Command, fast: FastState) {
    this.parameters = parameters;
    this.command = command;
    this.fast = fast;
    const strategy = parameters.handoffStrategy;
    fast.split = strategy == HandoffStrategy.SPLIT;
    this.calls = strategy == HandoffStrategy.SPLIT ? Line.SYNC : strategy == HandoffStrategy.FEEDFORWARD ? Line.AC_LOSS : 0;
    this.full_A = parameters.bbuCurrentLimit_A;
    fast.perVolt = 1 / parameters.bbuDroop_ohm;
    fast.setPoint_V = parameters.bbuSetPoint_V;
    fast.absorb_V = parameters.cbuAbsorb_V;
    fast.gain = TICK_S / (parameters.handoffTimeConstant_s * <f32>parameters.moduleCount);
    fast.leak = parameters.handoffLeak_s > 0 ? TICK_S / parameters.handoffLeak_s : 0;
    fast.slewStep_A = parameters.handoffSlew_A_per_s * TICK_S;
    this.limitStep_A = parameters.bbuLimitRamp_A_per_s * TICK_S;
    fast.startStep_A = parameters.bbuStartRamp_A_per_s * TICK_S;
    this.blend = TICK_S / BLEND_S;
    fast.packMost_A = PACK_MARGIN * parameters.dischargeCurrentMax_A;
    this.tripTicks = ticksOf(parameters.tripDebounce_s);
    this.releaseTicks = ticksOf(parameters.releaseHold_s);
    this.dwellTicks = ticksOf(parameters.minimumDwell_s);
    this.budgetTicks = ticksOf(parameters.bbuStartBudget_s);
    this.shareTicks = ticksOf(parameters.shareTimeout_s);
    this.serveStep_A = parameters.shavingRamp_A_per_s * TICK_S;
    this.steep_V = parameters.tripSlope_V_per_s * SLOPE_S;
    this.outages = new OutageCounter(parameters);
  }

  /** In force before the first tick: a limit that had time to ramp up. */
  warmStart(): void {
    this.fast.derated_A = this.full_A;
  }

  /** `part` of the full current is left. */
  derate(part: f32): void {
    this.full_A = part * this.parameters.bbuCurrentLimit_A;
    this.idles = false;
  }

  /** What it is to do between outages: current at the bus, charging negative. */
  serve(reference_A: f32): void {
    this.served_A = reference_A;
    if (reference_A != 0) this.shaves = reference_A > 0;
    if (this.phase == Phase.IDLE && reference_A != 0) this.waits = true;
  }

  /** Called and not yet let go. */
  get engaged(): bool {
    return this.phase != Phase.IDLE && this.phase != Phase.SERVING;
  }

  /** BatteryPhase. */
  get published(): i32 {
    return this.phase == Phase.SERVING && this.shaves ? BatteryPhase.SHAVING : this.phase;
  }

  /** Every fast tick. `allowed`: no row stands open, contactor closed. */
  run(m: Measurement, allowed: bool): void {
    if (allowed && this.idles) if (this.steady(m)) return;
    this.fast.derated_A = approach(this.fast.derated_A, allowed ? this.full_A : 0, this.limitStep_A);
    this.fast.confine(m.bus_V, m.storage_V);
    const steep = this.steep_V > 0 && this.falls(m);
    if (!allowed) this.stop();
    else if (steep || !this.steady(m)) this.decide(m, steep);
    const phase = this.phase;
    let least_A: f32 = 0;
    if (phase == Phase.DELIVERING) this.deliver(m);
    else if (phase == Phase.RETRANSFER) this.walk();
    else if (phase == Phase.SERVING) least_A = this.work(m);
    this.fast.tell(least_A);
    const command = this.command;
    const enable = u8(this.phase != Phase.IDLE);
    if (command.converterEnable != enable) command.converterEnable = enable;
    // off, and nothing on a ramp: until there is something to decide it all stays as it is
    this.idles = this.phase == Phase.IDLE && allowed && this.fast.derated_A == this.full_A && this.steep_V == 0;
  }

  // mean' = (v - mean)/tau: on a ramp the mean lags by slope tau
  private falls(m: Measurement): bool {
    this.mean_V = settle(this.mean_V, m.bus_V, TICK_S / SLOPE_S);
    return this.mean_V - m.bus_V > this.steep_V && m.bus_V < this.parameters.releaseVoltage_V;
  }

  /**
   * The coming ticks need but `FastState.deliver` while lines and share line are as they are and the bus voltage stays in
   * [staysFrom_V, staysTo_V]: idle or delivering, nothing under way.
   */
  repeats(m: Measurement): bool {
    if (this.waits || this.steep_V > 0) return false;
    if (this.phase == Phase.IDLE) return this.idles && !this.low && !this.called(m);
    return this.phase == Phase.DELIVERING && m.line(Line.CONVERTER_ON) && !this.alone && this.fast.derated_A == this.full_A;
  }

  get staysFrom_V(): f32 {
    return this.low ? 0 : this.parameters.tripVoltage_V;
  }

  get staysTo_V(): f32 {
    const below_V = this.low ? BELOW * this.parameters.tripVoltage_V : <f32>Infinity;
    return this.phase == Phase.IDLE ? below_V : min(below_V, this.parameters.releaseVoltage_V);
  }

  get delivers(): bool {
    return this.phase == Phase.DELIVERING;
  }

  get packBinds(): bool {
    return this.fast.packBinds;
  }

  /** Idle or delivering as in the last tick, and nothing that could end it is under way: there is nothing to decide. */
  private steady(m: Measurement): bool {
    const p = this.parameters;
    const phase = this.phase;
    const low = m.bus_V < p.tripVoltage_V;
    if (low != this.low || this.waits) return false;
    if (phase == Phase.IDLE) return !low && !this.called(m);
    if (!m.line(Line.CONVERTER_ON)) return false;
    if (phase == Phase.SERVING) return !low && !this.called(m) && this.served_A != 0;
    if (phase != Phase.DELIVERING) return false;
    return !(m.bus_V > p.releaseVoltage_V);
  }

  /**
   * Idle or delivering with nothing under way for `ticks`: no deadline, no ramp, no limit near the reference, no
   * threshold of the phase in the band in which the bus is seen.
   */
  calm(now: u32, ticks: u32, lowest_V: f32, highest_V: f32): bool {
    const p = this.parameters;
    if (this.phase == Phase.IDLE) return !this.low && !this.waits && !within(p.tripVoltage_V, lowest_V, highest_V);
    if (this.phase == Phase.SERVING)
      return (
        !this.low && !this.waits && lowest_V > p.releaseVoltage_V && size(this.fast.reference_A - this.served_A) <= RAMPS * this.serveStep_A
      );
    return (
      this.phase == Phase.DELIVERING &&
      !this.budget.armed &&
      this.release.quiet(now, ticks) &&
      this.dwell.quiet(now, ticks) &&
      !within(p.releaseVoltage_V, lowest_V, highest_V) &&
      this.fast.reference_A <= BINDS * this.fast.ceiling_A
    );
  }

  /** The ramps through `ticks` that are left out. */
  skip(m: Measurement, ticks: u32, allowed: bool): void {
    this.fast.derated_A = approach(this.fast.derated_A, allowed ? this.full_A : 0, this.limitStep_A * <f32>ticks);
    this.fast.ceiling_A = min(this.limit(m), this.fast.ceiling_A + this.fast.startStep_A * <f32>ticks);
    this.mean_V = m.bus_V;
    if (this.phase == Phase.SERVING) this.fast.reference_A = approach(this.fast.reference_A, this.served_A, this.serveStep_A * <f32>ticks);
  }

  limit(m: Measurement): f32 {
    return this.fast.limit(m.bus_V, m.storage_V);
  }

  /** `steep`: the bus falls faster than is allowed. */
  private decide(m: Measurement, steep: bool): void {
    const p = this.parameters;
    const now = m.now;
    const phase = this.phase;
    const trip = this.trip;
    if (m.bus_V < p.tripVoltage_V) trip.arm(now, this.tripTicks);
    else trip.clear();
    const called = this.called(m);
    const wanted = called || steep || trip.reached(now);
    const on = m.line(Line.CONVERTER_ON);
    const budget = this.budget;
    if (phase != Phase.IDLE && !on) budget.arm(now, this.budgetTicks);
    else budget.clear();
    this.late = budget.reached(now);
    switch (phase) {
      case Phase.IDLE:
        if (wanted) this.start(now);
        else if (this.served_A != 0) this.phase = Phase.SERVING;
        break;
      case Phase.SERVING:
        if (wanted) this.leave(now, on);
        else if (this.served_A == 0 && this.fast.reference_A == 0) this.stop();
        break;
      case Phase.STARTING:
        if (on) this.begin(now);
        else if (this.late && !wanted) this.stop();
        break;
      case Phase.DELIVERING:
        if (m.bus_V > p.releaseVoltage_V && !called && !this.outages.stays) this.release.arm(now, this.releaseTicks);
        else this.release.clear();
        if (!on) this.lose();
        else if (this.release.reached(now) && this.dwell.reached(now)) {
          this.phase = Phase.RETRANSFER;
          this.walkStep_A = (max<f32>(this.fast.reference_A, 1) * TICK_S) / p.walkIn_s;
        }
        break;
      case Phase.RETRANSFER:
        if (!on) this.lose();
        else if (wanted) {
          // the bus fell again: carry on where we are
          this.fast.integral_A = this.fast.reference_A;
          this.phase = Phase.DELIVERING;
          this.release.clear();
        }
        break;
    }
    this.low = trip.armed;
    this.waits = budget.armed || this.release.armed || (this.phase == Phase.IDLE && this.served_A != 0);
  }

  /** Does the strategy's own line ask for the battery? The trip voltage is every strategy's back-up. */
  private called(m: Measurement): bool {
    return m.line(this.calls);
  }

  private start(now: u32): void {
    if (this.outages.refuses) return;
    this.phase = Phase.STARTING;
    this.starts++;
    this.outages.started(now);
  }

  /** Called while it serves: a converter that is on has no latency, and what it delivers already stays. */
  private leave(now: u32, on: bool): void {
    const from_A = max<f32>(this.fast.reference_A, 0);
    this.stop();
    this.start(now);
    if (!on || this.phase != Phase.STARTING) return;
    this.begin(now);
    this.fast.ceiling_A = from_A;
    this.fast.integral_A = from_A;
    this.fast.reference_A = from_A;
  }

  // Toward what is asked on a ramp; charging fades as the bus falls from the release voltage to the trip voltage, and at
  // once. Returns the least that is allowed now.
  private work(m: Measurement): f32 {
    const p = this.parameters;
    const asked_A = m.line(Line.CONVERTER_ON) ? this.served_A : 0;
    this.fast.reference_A = approach(this.fast.reference_A, asked_A, this.serveStep_A);
    const part = fade(m.bus_V, p.releaseVoltage_V, p.tripVoltage_V);
    return part < 1 ? part * min(asked_A, 0) : this.fast.reference_A;
  }

  /** The converter is on: from zero. */
  private begin(now: u32): void {
    this.phase = Phase.DELIVERING;
    this.dwell.clear();
    this.dwell.arm(now, this.dwellTicks);
    this.release.clear();
    this.fast.ceiling_A = 0;
    this.fast.integral_A = 0;
    this.offset_A = 0;
    this.alone = false;
  }

  /** The converter dropped out by itself; it is waited for as at a start. */
  private lose(): void {
    this.phase = Phase.STARTING;
    this.fast.reference_A = 0;
  }

  private stop(): void {
    this.phase = Phase.IDLE;
    this.fast.reference_A = 0;
    this.late = false;
    this.trip.clear();
    this.budget.clear();
    this.release.clear();
    this.low = false;
    this.waits = false;
  }

  private deliver(m: Measurement): void {
    if (!this.fast.split) this.fast.reference_A = this.fast.droop_A(m.bus_V);
    else if (m.shareAge <= this.shareTicks) {
      this.alone = false;
      this.fast.share(m.bus_V, m.shareCbu_A);
    } else this.onVoltage(m);
  }

  /** The share line is lost: the droop law, reached without a bump from wherever the integral was. */
  private onVoltage(m: Measurement): void {
    const droop_A = this.fast.droop_A(m.bus_V);
    if (!this.alone) this.offset_A = this.fast.integral_A > 0 ? this.fast.reference_A - droop_A : 0;
    this.alone = true;
    this.offset_A = settle(this.offset_A, 0, this.blend);
    this.fast.reference_A = droop_A + this.offset_A;
    // and back again without one
    this.fast.integral_A = clamp(this.fast.reference_A, 0, this.fast.ceiling_A);
  }

  private walk(): void {
    this.fast.reference_A -= this.walkStep_A;
    if (this.fast.reference_A <= 0) this.stop();
  }
}
