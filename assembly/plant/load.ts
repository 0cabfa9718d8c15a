import { PlantParameters } from '../abi/PlantParameters';
import { Ramp } from './ramp';

/**
 * IT gear as a constant-power load with slew limit and undervoltage lockout.
 * Above the floor: i = P/v; below: the resistance floor^2/P, so that no division blows up.
 */
export class Load {
  readonly floor_V: f64;
  readonly lockout_V: f64;
  readonly lockoutDelay_us: f64;
  readonly slew_W_per_us: f64;
  private ramp: Ramp = new Ramp();
  /** The demand that was asked for, kept through a dropout. */
  asked_W: f64;
  connected: bool = true;
  dropouts: i32 = 0;
  /** When the load drops out unless the voltage recovers before; infinity while it is inside. */
  lockoutAt_us: f64 = Infinity;
  private previousVoltage_V: f64 = Infinity;
  private previousTime_us: f64 = 0;

  constructor(parameters: PlantParameters) {
    this.floor_V = parameters.loadFloor_V;
    this.lockout_V = parameters.loadLockout_V;
    this.lockoutDelay_us = parameters.loadLockoutDelay_s * 1e6;
    this.slew_W_per_us = parameters.loadSlew_A_per_s * parameters.busNominal_V * 1e-6;
    this.asked_W = parameters.loadPower_W;
    this.ramp.hold(this.asked_W);
  }

  /** A new demand, reached in a straight line over `duration_us`, or as fast as the slew limit allows. */
  ask(now_us: f64, power_W: f64, duration_us: f64): void {
    this.asked_W = power_W;
    if (!this.connected) return;
    const change_W = Math.abs(power_W - this.ramp.at(now_us));
    const slope = duration_us > 0 ? Math.min(this.slew_W_per_us, change_W / duration_us) : this.slew_W_per_us;
    if (slope > 0) this.ramp.begin(now_us, power_W, slope);
    else this.ramp.hold(power_W);
  }

  /** A load that dropped out ramps again from zero. */
  reconnect(now_us: f64): bool {
    if (this.connected) return false;
    this.connected = true;
    this.ramp.hold(0);
    this.ramp.begin(now_us, this.asked_W, this.slew_W_per_us);
    return true;
  }

  /** The demand is where it is going, and no lockout is under way. */
  restsAt(now_us: f64): bool {
    return now_us >= this.ramp.end_us && this.lockoutAt_us == Infinity;
  }

  /** Until when that stays so by the clock alone; `now_us` when something moves. */
  restsUntil_us(now_us: f64): f64 {
    return this.restsAt(now_us) ? Infinity : now_us;
  }

  demand_W(now_us: f64): f64 {
    return this.connected ? this.ramp.at(now_us) : 0;
  }

  /** Watches the lockout with the voltage of node L at `now_us`; the crossing is found by linear interpolation. */
  watch(now_us: f64, voltage_V: f64): void {
    if (voltage_V < this.lockout_V) {
      if (this.lockoutAt_us == Infinity && this.connected) {
        const fall_V = this.previousVoltage_V - voltage_V;
        // t = t1 - (t1 - t0) (limit - v1)/(v0 - v1)
        const back_us =
          this.previousVoltage_V < Infinity && fall_V > 0 ? ((now_us - this.previousTime_us) * (this.lockout_V - voltage_V)) / fall_V : 0;
        this.lockoutAt_us = now_us - back_us + this.lockoutDelay_us;
      }
    } else this.lockoutAt_us = Infinity;
    this.previousVoltage_V = voltage_V;
    this.previousTime_us = now_us;
  }

  dropOut(): void {
    this.connected = false;
    this.dropouts++;
    this.lockoutAt_us = Infinity;
    this.ramp.hold(0);
  }
}
