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

  // value(t) = from + slope (t - start), held at the target from the end on
  at(now_us: f64): f64 {
    return now_us >= this.end_us ? this.to : this.from + this.slope_per_us * (now_us - this.start_us);
  }

  get target(): f64 {
    return this.to;
  }
}
