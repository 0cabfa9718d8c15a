import { PlantParameters } from '../abi/PlantParameters';
import { picoseconds } from '../math/picoseconds';
import { Random } from '../math/random';
import { LoadPattern } from './loadPattern';
import { Ramp } from './ramp';

/**
 * IT gear as a constant-power load with slew limit and undervoltage lockout.
 * Above the floor: i = P/v; below: the resistance floor^2/P, so that no division blows up.
 *
 * What is asked for is a straight line at a time. The demand lies on it, or goes towards it at the slew limit until the
 * two meet, so it is made of straight lines as well; they bend at `corner_us`, where whoever steps must stop and `bend`.
 */
export class Load {
  readonly floor_V: f64;
  readonly lockout_V: f64;
  readonly lockoutDelay_us: f64;
  readonly slew_W_per_us: f64;
  readonly pattern: LoadPattern;
  private readonly asked: Ramp = new Ramp();
  private readonly slewed: Ramp = new Ramp();
  private follows: bool = true;
  private meet_us: f64 = Infinity;
  /** The next moment at which the demand, or what is asked for, changes its slope. */
  corner_us: f64 = Infinity;
  connected: bool = true;
  dropouts: i32 = 0;
  /** When the load drops out unless the voltage recovers before; infinity while it is inside. */
  lockoutAt_us: f64 = Infinity;
  private previousVoltage_V: f64 = Infinity;
  private previousTime_us: f64 = 0;

  constructor(parameters: PlantParameters, random: Random, pointCapacity: i32) {
    this.floor_V = parameters.loadFloor_V;
    this.lockout_V = parameters.loadLockout_V;
    this.lockoutDelay_us = parameters.loadLockoutDelay_s * 1e6;
    this.slew_W_per_us = parameters.loadSlew_A_per_s * parameters.busNominal_V * 1e-6;
    this.pattern = new LoadPattern(parameters, random, pointCapacity);
    this.asked.hold(parameters.loadPower_W);
    this.corner_us = this.pattern.due_us;
  }

  /** What is asked for, whether the load is there or not. */
  asked_W(now_us: f64): f64 {
    return this.asked.at(now_us);
  }

  demand_W(now_us: f64): f64 {
    if (!this.connected) return 0;
    return this.follows ? this.asked.at(now_us) : this.slewed.at(now_us);
  }

  /** A new demand in place of a pattern, reached in a straight line over `duration_us`, or as fast as the slew limit allows. */
  ask(now_us: f64, power_W: f64, duration_us: f64): void {
    const from_W = this.connected ? this.demand_W(now_us) : this.asked.at(now_us);
    this.pattern.stop();
    this.asked.line(now_us, from_W, power_W, picoseconds(now_us + duration_us));
    this.head(now_us, from_W);
  }

  /** The pattern begins anew, or ends and the demand stays where it is. */
  follow(now_us: f64, on: bool): void {
    const from_W = this.demand_W(now_us);
    const asked_W = this.asked.at(now_us);
    this.asked.hold(asked_W);
    if (on) this.pattern.begin(now_us);
    else this.pattern.stop();
    this.head(now_us, from_W);
  }

  /** At a corner: the next line. */
  bend(now_us: f64): void {
    if (now_us >= this.meet_us) this.follows = true;
    const from_W = this.demand_W(now_us);
    while (this.pattern.due_us <= now_us) this.pattern.draw(this.asked);
    this.head(now_us, from_W);
  }

  /** The line on which the demand goes on from `from_W`, and where it ends. */
  private head(now_us: f64, from_W: f64): void {
    const asked = this.asked;
    const asked_W = asked.at(now_us);
    const slope = asked.slopeAt(now_us);
    const most = this.slew_W_per_us;
    const gap_W = asked_W - from_W;
    let corner_us = this.pattern.due_us;
    if (asked.end_us > now_us) corner_us = min(corner_us, asked.end_us);
    this.meet_us = Infinity;
    this.follows = !this.connected || (gap_W == 0 && Math.abs(slope) <= most);
    if (!this.follows) {
      const rate = gap_W > 0 || (gap_W == 0 && slope > 0) ? most : -most;
      // demand and asked meet after gap/(rate - slope)
      const meets_us = now_us + gap_W / (rate - slope);
      if (meets_us > now_us && meets_us <= corner_us) {
        this.slewed.line(now_us, from_W, asked.at(meets_us), meets_us);
        this.meet_us = meets_us;
        corner_us = meets_us;
      } else if (gap_W != 0 && !(Math.abs(gap_W) > most * 1e-6)) {
        // nearer than a picosecond
        this.follows = true;
      } else this.slewed.line(now_us, from_W, from_W + rate * (corner_us - now_us), corner_us);
    }
    this.corner_us = corner_us;
  }

  /** A load that dropped out ramps again from zero. */
  reconnect(now_us: f64): bool {
    if (this.connected) return false;
    this.connected = true;
    this.head(now_us, 0);
    return true;
  }

  /** The demand stays what it is up to the next corner, and no lockout is under way. */
  restsAt(now_us: f64): bool {
    return (!this.connected || (this.follows && this.asked.slopeAt(now_us) == 0)) && this.lockoutAt_us == Infinity;
  }

  /** Until when that stays so by the clock alone; `now_us` when something moves. */
  restsUntil_us(now_us: f64): f64 {
    return this.restsAt(now_us) ? this.corner_us : now_us;
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

  dropOut(now_us: f64): void {
    this.connected = false;
    this.dropouts++;
    this.lockoutAt_us = Infinity;
    this.head(now_us, 0);
  }
}
