/** A straight line from one value to another in closed form, so that no step size enters it. */
export class Ramp {
  private from: f64 = 0;
  private to: f64 = 0;
  private start_us: f64 = 0;
  private slope_per_us: f64 = 0;
  /** When the line arrives at its target. */
  end_us: f64 = 0;

  hold(value: f64): void {
    this.from = value;
    this.to = value;
    this.end_us = this.start_us;
    this.slope_per_us = 0;
  }

  /** From the present value to `target` at `slope_per_us` (positive), beginning at `now_us`. */
  begin(now_us: f64, target: f64, slope_per_us: f64): void {
    const present = this.at(now_us);
    this.from = present;
    this.to = target;
    this.start_us = now_us;
    this.end_us = now_us + Math.abs(target - present) / slope_per_us;
    this.slope_per_us = target > present ? slope_per_us : -slope_per_us;
  }

  /** From `from` at `now_us` to `to` at `end_us`; a jump when that is not later. */
  line(now_us: f64, from: f64, to: f64, end_us: f64): void {
    this.from = from;
    this.to = to;
    this.start_us = now_us;
    this.end_us = end_us;
    this.slope_per_us = end_us > now_us ? (to - from) / (end_us - now_us) : 0;
  }

  // value(t) = from + slope (t - start), held at the target from the end on
  at(now_us: f64): f64 {
    return now_us >= this.end_us ? this.to : this.from + this.slope_per_us * (now_us - this.start_us);
  }

  /** Mean over [from_us, to_us], exact: the line may end inside. */
  mean(from_us: f64, to_us: f64): f64 {
    const end_us = this.end_us;
    if (from_us >= end_us) return this.to;
    const middle_us = 0.5 * (from_us + min(to_us, end_us));
    const line = this.from + this.slope_per_us * (middle_us - this.start_us);
    return to_us <= end_us ? line : (line * (end_us - from_us) + this.to * (to_us - end_us)) / (to_us - from_us);
  }

  /** All of it becomes `factor` of what it was, the time at which it arrives stays. */
  scale(factor: f64): void {
    this.from *= factor;
    this.to *= factor;
    this.slope_per_us *= factor;
  }

  slopeAt(now_us: f64): f64 {
    return now_us >= this.end_us ? 0 : this.slope_per_us;
  }

  get target(): f64 {
    return this.to;
  }
}
