/** A value that moves along a straight line to its end and rests there: slewed references, the load's demand, the set point. */
export class Ramp {
  private begin_s = 0;
  private from: number;
  private slope = 0;
  private end_s = 0;
  private to: number;

  constructor(value: number) {
    this.from = value;
    this.to = value;
  }

  at(t_s: number): number {
    return t_s >= this.end_s ? this.to : this.from + this.slope * (t_s - this.begin_s);
  }

  /** From where it is now to `value`, at `rate` (> 0) per second; Infinity jumps. Returns when it arrives. */
  head(t_s: number, value: number, rate: number): number {
    // a jump has no slope: an infinite one would be NaN a rounding error before its time
    this.from = rate < Number.POSITIVE_INFINITY ? this.at(t_s) : value;
    this.to = value;
    this.begin_s = t_s;
    const way = value - this.from;
    this.slope = way < 0 ? -rate : way > 0 ? rate : 0;
    this.end_s = t_s + Math.abs(way) / rate;
    return this.end_s;
  }
}
