export namespace ConverterState {
  export const OFF: i32 = 0;
  export const STARTING: i32 = 1;
  export const ON: i32 = 2;
}

/** The emf of a source without a path: its square is nothing, so it gives nothing, and unlike an empty one it takes nothing. */
export const NO_PATH_V: f64 = -1e-200;

/** The higher of two without a branch: which one it is, noise decides. */
function higher(a: f64, b: f64): f64 {
  return f64x2.extract_lane(f64x2.pmax(f64x2.splat(a), f64x2.splat(b)), 0);
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
  /** The most that it takes from the bus. */
  charge_W: f64 = Infinity;
}

/**
 * An averaged converter: a current source into node S.
 * reference -> transport delay (one fast tick) -> limit -> slew -> first-order lag -> current.
 * Loss P0 + a|i| + b i^2; the storage side supplies v*i + loss exactly, gathered over one fast tick. It works both ways:
 * a negative current charges the storage with what it takes from the bus less the loss.
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
  /** A fault: told to start, it never comes on. */
  noStart: bool = false;
  /** Largest current at the bus, either way: the rating, or less when it limits early. */
  limit_A: f64;
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
    this.limit_A = rating.limit_A;
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
    this.idle_W = this.rating.lossIdle_W;
    this.active = true;
  }

  /**
   * Once per fast tick: what was written a tick ago now acts. The storage side is an emf behind a resistance and gives
   * at most E^2/4R.
   */
  @inline
  latch(now_us: f64, busVoltage_V: f64, emf_V: f64, resistance_ohm: f64): void {
    const enable = this.pendingEnable;
    if (!enable && !this.active) return;
    // nothing to switch for one that is on and stays on
    if (!enable || this.state != ConverterState.ON) this.switchOver(now_us);
    const rating = this.rating;
    let target: f64 = 0;
    let idle_W: f64 = 0;
    const on = this.state == ConverterState.ON;
    if (on) {
      const limit = this.limit_A;
      const asked = this.pendingReference_A;
      target = asked > limit ? limit : asked < -limit ? -limit : asked;
      if (target < 0) target = this.charging_A(target, busVoltage_V, emf_V);
      idle_W = rating.lossIdle_W;
    }
    const current_A = this.current_A;
    const highest_A = higher(current_A, target);
    // v i + P0 + a|i| + b i^2
    const input_W = idle_W + (busVoltage_V + rating.lossResistive_ohm * highest_A) * highest_A + rating.lossLinear_V * Math.abs(highest_A);
    const squared_V2 = emf_V * emf_V;
    const limited = 4 * resistance_ohm * input_W > squared_V2;
    this.sourceLimited = limited;
    this.target_A = target;
    this.most_A = limited ? this.available_A(busVoltage_V, squared_V2 / (4 * resistance_ohm) - idle_W) : Infinity;
    this.idle_W = idle_W;
    this.active = on || current_A != 0;
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
    if (this.state == ConverterState.STARTING && now_us >= this.onAt_us && !this.noStart) this.state = ConverterState.ON;
  }

  /** Taken from the bus: within the charging power, and only where there is something to charge. */
  private charging_A(asked_A: f64, busVoltage_V: f64, emf_V: f64): f64 {
    if (!(emf_V >= 0 && busVoltage_V > 0)) return 0;
    return max(asked_A, -this.rating.charge_W / busVoltage_V);
  }

  /** The source cannot: the largest i with v i + a|i| + b i^2 = P. */
  private available_A(busVoltage_V: f64, spare_W: f64): f64 {
    const r = this.rating;
    const linear_V = busVoltage_V + r.lossLinear_V;
    return spare_W > 0 ? (2 * spare_W) / (linear_V + Math.sqrt(linear_V * linear_V + 4 * r.lossResistive_ohm * spare_W)) : 0;
  }
}
