import { Command } from '../../abi/Command';
import { HandoffStrategy, Line } from '../../abi/enumerations';
import { FirmwareParameters } from '../../abi/FirmwareParameters';
import { approach, clamp } from '../../math/piecewise';
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

/**
 * A battery module's converter: when it starts, what it delivers, when it lets go.
 *
 *   threshold, feedforward:  i = (set point - v)/droop
 *   split:                   di/dt = iCapacitor/(modules tau), plus the droop law below the set point
 */
export class BatteryHandoff {
  private readonly parameters: FirmwareParameters;
  private readonly command: Command;
  private readonly perVolt: f32;
  private readonly gain: f32;
  private readonly leak: f32;
  private readonly slewStep_A: f32;
  private readonly limitStep_A: f32;
  private readonly blend: f32;
  private readonly tripTicks: u32;
  private readonly releaseTicks: u32;
  private readonly shareTicks: u32;
  private phase: i32 = Phase.IDLE;
  private readonly trip: Deadline = new Deadline();
  private readonly release: Deadline = new Deadline();
  private readonly dwell: Deadline = new Deadline();
  private readonly budget: Deadline = new Deadline();
  private integral_A: f32 = 0;
  /** Offset on the droop law that keeps a lost share line bumpless. */
  private offset_A: f32 = 0;
  private alone: bool = false;
  private walkStep_A: f32 = 0;
  private limit_A: f32;
  reference_A: f32 = 0;
  starts: u32 = 0;
  /** The converter was told to start and is not on in time. */
  startFailed: bool = false;

  constructor(parameters: FirmwareParameters, command: Command) {
    this.parameters = parameters;
    this.command = command;
    this.perVolt = 1 / parameters.bbuDroop_ohm;
    this.gain = TICK_S / (parameters.handoffTimeConstant_s * <f32>parameters.moduleCount);
    this.leak = parameters.handoffLeak_s > 0 ? TICK_S / parameters.handoffLeak_s : 0;
    this.slewStep_A = parameters.handoffSlew_A_per_s * TICK_S;
    this.limitStep_A = parameters.bbuLimitRamp_A_per_s * TICK_S;
    this.blend = TICK_S / BLEND_S;
    this.tripTicks = ticksOf(parameters.tripDebounce_s);
    this.releaseTicks = ticksOf(parameters.releaseHold_s);
    this.shareTicks = ticksOf(parameters.shareTimeout_s);
    this.limit_A = parameters.bbuCurrentLimit_A;
  }

  get publishedLimit_A(): f32 {
    return this.limit_A;
  }

  /** Every fast tick. `allowed`: no row stands open, contactor closed. `derated`: part of the full current. */
  run(m: Measurement, allowed: bool, derated: f32): void {
    const p = this.parameters;
    this.limit_A = approach(this.limit_A, allowed ? derated * p.bbuCurrentLimit_A : 0, this.limitStep_A);
    if (!allowed) this.stop();
    else this.decide(m);
    if (this.phase == Phase.DELIVERING) this.deliver(m);
    else if (this.phase == Phase.RETRANSFER) this.walk();
    this.reference_A = clamp(this.reference_A, 0, this.limit_A);
    this.command.converterReference_A = this.reference_A;
    this.command.shareOut_A = this.reference_A;
    this.command.converterEnable = this.phase != Phase.IDLE ? 1 : 0;
  }

  private decide(m: Measurement): void {
    const p = this.parameters;
    if (m.bus_V < p.tripVoltage_V) this.trip.arm(m.now, this.tripTicks);
    else this.trip.clear();
    switch (this.phase) {
      case Phase.IDLE:
        if (this.wanted(m)) this.start(m.now);
        break;
      case Phase.STARTING:
        if (m.line(Line.CONVERTER_ON)) {
          this.phase = Phase.DELIVERING;
          this.dwell.clear();
          this.dwell.arm(m.now, ticksOf(p.minimumDwell_s));
          this.release.clear();
        } else if (this.budget.reached(m.now)) this.startFailed = true;
        break;
      case Phase.DELIVERING:
        if (m.bus_V > p.releaseVoltage_V) this.release.arm(m.now, this.releaseTicks);
        else this.release.clear();
        if (this.release.reached(m.now) && this.dwell.reached(m.now)) {
          this.phase = Phase.RETRANSFER;
          this.walkStep_A = (max<f32>(this.reference_A, 1) * TICK_S) / p.walkIn_s;
        }
        break;
      case Phase.RETRANSFER:
        // the bus fell again: carry on where we are
        if (this.wanted(m)) {
          this.integral_A = this.reference_A;
          this.phase = Phase.DELIVERING;
          this.release.clear();
        }
        break;
    }
  }

  /** Is there a reason to deliver? The trip voltage is every strategy's back-up. */
  private wanted(m: Measurement): bool {
    if (this.trip.reached(m.now)) return true;
    const strategy = this.parameters.handoffStrategy;
    if (strategy == HandoffStrategy.FEEDFORWARD) return m.line(Line.AC_LOSS);
    return strategy == HandoffStrategy.SPLIT && m.line(Line.SYNC);
  }

  private start(now: u32): void {
    this.phase = Phase.STARTING;
    this.reference_A = 0;
    this.integral_A = 0;
    this.offset_A = 0;
    this.alone = false;
    this.starts++;
    this.startFailed = false;
    this.budget.clear();
    this.budget.arm(now, ticksOf(this.parameters.bbuStartBudget_s));
  }

  private stop(): void {
    this.phase = Phase.IDLE;
    this.reference_A = 0;
    this.integral_A = 0;
    this.trip.clear();
  }

  private deliver(m: Measurement): void {
    const p = this.parameters;
    const droop_A = (p.bbuSetPoint_V - m.bus_V) * this.perVolt;
    if (p.handoffStrategy != HandoffStrategy.SPLIT) {
      this.reference_A = droop_A;
      return;
    }
    if (!m.shareAlive(this.shareTicks)) {
      if (!this.alone) this.offset_A = this.reference_A - droop_A;
      this.alone = true;
      this.offset_A -= this.offset_A * this.blend;
      this.reference_A = droop_A + this.offset_A;
      this.integral_A = this.reference_A;
      return;
    }
    this.alone = false;
    // above the absorb voltage nobody takes the surplus: let go as fast as allowed
    const surplus = m.bus_V > p.cbuAbsorb_V;
    const change = surplus
      ? -this.slewStep_A
      : clamp(m.shareCbu_A * this.gain - this.integral_A * this.leak, -this.slewStep_A, this.slewStep_A);
    this.integral_A = clamp(this.integral_A + change, 0, this.limit_A);
    this.reference_A = this.integral_A + (droop_A > 0 ? droop_A : 0);
  }

  private walk(): void {
    this.reference_A -= this.walkStep_A;
    if (this.reference_A > 0) return;
    this.stop();
  }
}
