import { picoseconds } from '../math/picoseconds';
import { Ramp } from './ramp';

/** Below this a supply counts as lost (per unit of nominal). */
export const LOST_PU: f64 = 0.9;

/** The grid: its voltage per unit of nominal, one straight line at a time, and since when it is lost or back. */
export class Utility {
  private readonly voltage: Ramp = new Ramp();
  lost: bool = false;
  /** Since when it is so. */
  since_us: f64 = -Infinity;
  /** When the line crosses LOST_PU; infinity when it does not (any more). */
  cross_us: f64 = Infinity;

  constructor() {
    this.voltage.hold(1);
  }

  /** A new voltage, reached in a straight line over `duration_us`. */
  set(now_us: f64, voltage_pu: f64, duration_us: f64): void {
    const from_pu = this.voltage.at(now_us);
    this.voltage.line(now_us, from_pu, voltage_pu, picoseconds(now_us + duration_us));
    this.cross_us = Infinity;
    if (voltage_pu < LOST_PU == this.lost) return;
    // t = t0 + d (limit - v0)/(v1 - v0)
    const part = (LOST_PU - from_pu) / (voltage_pu - from_pu);
    this.cross_us = now_us + duration_us * (part > 0 ? min(1, part) : 0);
  }

  cross(): void {
    this.lost = !this.lost;
    this.since_us = this.cross_us;
    this.cross_us = Infinity;
  }

  restsAt(now_us: f64): bool {
    return this.voltage.slopeAt(now_us) == 0;
  }

  voltage_pu(now_us: f64): f64 {
    return this.voltage.at(now_us);
  }

  mean_pu(from_us: f64, to_us: f64): f64 {
    return this.voltage.mean(from_us, to_us);
  }

  /** Where the line leads. */
  get target_pu(): f64 {
    return this.voltage.target;
  }
}
