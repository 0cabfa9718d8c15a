export namespace ConverterState {
  export const OFF: i32 = 0;
  export const STARTING: i32 = 1;
  export const ON: i32 = 2;
}

/** Ratings of one kind of converter. */
export class ConverterRating {
  limit_A: f64 = 0;
  slew_A_per_us: f64 = 0;
  lag_us: f64 = 0;
  latency_us: f64 = 0;
  lossIdle_W: f64 = 0;
  lossLinear_V: f64 = 0;
  lossResistive_ohm: f64 = 0;
}

/**
 * An averaged converter: a current source into node S.
 * reference -> transport delay (one fast tick) -> limit -> slew -> first-order lag -> current.
 * Loss P0 + a|i| + b i^2; the storage side supplies v*i + loss exactly, gathered over one fast tick.
 * Here is what a fast tick decides; what happens until the next one is the bank's.
 */
export class Converter {
  readonly rating: ConverterRating;
  state: i32 = ConverterState.OFF;
  /** The source cannot give what is asked. */
  sourceLimited: bool = false;
  /** Energy a draw could not settle exactly; carried to the next (the converter's link). */
  link_J: f64 = 0;
  /** Energy asked from the storage side and not settled yet. */
  drawn_J: f64 = 0;
  /** Since the start of the run. */
  loss_J: f64 = 0;
  /** The module was pulled out: it never comes on again. */
  removed: bool = false;
  private pendingReference_A: f64 = 0;
  private pendingEnable: bool = false;
  private onAt_us: f64 = 0;

  // as of the last fast tick; current at the bus, delivering positive
  /** Anything to integrate? */
  active: bool = false;
  idle_W: f64 = 0;
  target_A: f64 = 0;
  /** What the storage side can give. */
  most_A: f64 = Infinity;
  slewed_A: f64 = 0;
  current_A: f64 = 0;
  // until the next one
  /** Does the reference reach its target within the first step, and can the source give it? */
  arrives: bool = false;
  /** Mean current of that step, and the current at its end. */
  firstMean_A: f64 = 0;
  first_A: f64 = 0;

  constructor(rating: ConverterRating) {
    this.rating = rating;
  }

  /** Written at tick k, acts at tick k+1. */
  command(reference_A: f64, enable: bool): void {
    this.pendingReference_A = reference_A;
    this.pendingEnable = enable && !this.removed;
  }

  /** At the start of a run: as if it had been on for long. */
  warmStart(): void {
    this.pendingEnable = true;
    this.state = ConverterState.ON;
    this.hold(0, Infinity);
  }

  /**
   * Once per fast tick: what was written a tick ago now acts. The storage side is an emf behind a resistance and gives
   * at most E^2/4R.
   */
  latch(now_us: f64, busVoltage_V: f64, emf_V: f64, resistance_ohm: f64): void {
    if (!this.pendingEnable && !this.active) return;
    this.switchOver(now_us);
    let target: f64 = 0;
    if (this.state == ConverterState.ON) {
      const limit = this.rating.limit_A;
      const asked = this.pendingReference_A;
      target = asked > limit ? limit : asked < -limit ? -limit : asked;
    }
    const current_A = this.current_A;
    const highest_A = target > current_A ? target : current_A;
    this.sourceLimited = 4 * resistance_ohm * this.inputPower_W(highest_A, busVoltage_V) > emf_V * emf_V;
    this.hold(target, this.sourceLimited ? this.available_A(busVoltage_V, (emf_V * emf_V) / (4 * resistance_ohm)) : Infinity);
  }

  private switchOver(now_us: f64): void {
    if (!this.pendingEnable) {
      // the reference jumps to zero, the lag remains
      if (this.state != ConverterState.OFF) this.slewed_A = 0;
      this.state = ConverterState.OFF;
      // decaying currents end at zero: denormals cost 45 %
      if (Math.abs(this.current_A) < 1e-9) this.current_A = 0;
      return;
    }
    if (this.state == ConverterState.OFF) {
      this.state = ConverterState.STARTING;
      this.onAt_us = now_us + this.rating.latency_us;
    }
    if (this.state == ConverterState.STARTING && now_us >= this.onAt_us) this.state = ConverterState.ON;
  }

  private hold(target_A: f64, most_A: f64): void {
    const on = this.state == ConverterState.ON;
    this.target_A = target_A;
    this.most_A = most_A;
    this.idle_W = on ? this.rating.lossIdle_W : 0;
    this.active = on || this.current_A != 0;
  }

  // v i + P0 + a|i| + b i^2
  private inputPower_W(current_A: f64, busVoltage_V: f64): f64 {
    const r = this.rating;
    const idle_W = this.state == ConverterState.ON ? r.lossIdle_W : 0;
    return idle_W + (busVoltage_V + r.lossResistive_ohm * current_A) * current_A + r.lossLinear_V * Math.abs(current_A);
  }

  /** The source cannot: the largest i with v i + loss(i) = P. */
  private available_A(busVoltage_V: f64, source_W: f64): f64 {
    const r = this.rating;
    const spare_W = source_W - (this.state == ConverterState.ON ? r.lossIdle_W : 0);
    const linear_V = busVoltage_V + r.lossLinear_V;
    return spare_W > 0 ? (2 * spare_W) / (linear_V + Math.sqrt(linear_V * linear_V + 4 * r.lossResistive_ohm * spare_W)) : 0;
  }
}
