export namespace ConverterState {
  export const OFF: i32 = 0;
  export const STARTING: i32 = 1;
  export const ON: i32 = 2;
}

/** The emf of a source without a path: its square is nothing, so it gives nothing, and unlike an empty one it takes nothing. */
export const NO_PATH_V: f64 = -1e-200;

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

/** What the bank takes two at a time (math/pairs.ts): byte offsets of a converter's numbers. Currents at the bus, delivering positive. */
export namespace ConverterSlot {
  /** Written at tick k, acts at tick k+1. */
  export const ASKED: usize = 0;
  /** Largest target and idle loss; both zero unless the converter is on. */
  export const LIMIT: usize = 16;
  export const IDLE: usize = 32;
  /** The storage side: an emf behind a resistance, no emf without a path. */
  export const EMF: usize = 48;
  export const RESISTANCE: usize = 64;
  // as of the last fast tick
  export const CURRENT: usize = 80;
  export const SLEWED: usize = 96;
  export const TARGET: usize = 112;
  /** What the storage side can give. */
  export const MOST: usize = 128;
  // until the next one
  /** Mask: the reference reaches its target within the first step, and the source can give it. */
  export const ARRIVES: usize = 144;
  /** Mean current of that step, and the current at its end. */
  export const FIRST_MEAN: usize = 160;
  export const FIRST: usize = 176;
  // energies in joule
  /** Asked from the storage side and not settled yet. */
  export const DRAWN: usize = 192;
  /** What a draw could not settle exactly; carried to the next (the converter's link). */
  export const LINK: usize = 208;
  /** Lost since the start of the run. */
  export const LOSS: usize = 224;
  /** Mask: the source could not give what was asked when last looked at. */
  export const LIMITED: usize = 240;
  export const BYTES: usize = 256;
}

/**
 * An averaged converter: a current source into node S.
 * reference -> transport delay (one fast tick) -> limit -> slew -> first-order lag -> current.
 * Loss P0 + a|i| + b i^2; the storage side supplies v*i + loss exactly, gathered over one fast tick. It works both ways:
 * a negative current charges the storage with what it takes from the bus less the loss.
 * Here is what switches; what flows is the bank's.
 */
export class Converter {
  readonly rating: ConverterRating;
  private readonly place: usize;
  state: i32 = ConverterState.OFF;
  private enabled: bool = false;
  private removed: bool = false;
  /** A fault: told to start, it never comes on. */
  noStart: bool = false;
  /** Part of the rating at which it limits, either way: less than one when it limits early. */
  private limitPart: f64 = 1;
  private onAt_us: f64 = 0;

  /** `place`: of its slots in the bank. */
  constructor(rating: ConverterRating, place: usize) {
    this.rating = rating;
    this.place = place;
    store<f64>(place, Infinity, ConverterSlot.MOST);
  }

  get target_A(): f64 {
    return load<f64>(this.place, ConverterSlot.TARGET);
  }

  get slewed_A(): f64 {
    return load<f64>(this.place, ConverterSlot.SLEWED);
  }

  get current_A(): f64 {
    return load<f64>(this.place, ConverterSlot.CURRENT);
  }

  get most_A(): f64 {
    return load<f64>(this.place, ConverterSlot.MOST);
  }

  get idle_W(): f64 {
    return load<f64>(this.place, ConverterSlot.IDLE);
  }

  get arrives(): bool {
    return load<i64>(this.place, ConverterSlot.ARRIVES) != 0;
  }

  get firstMean_A(): f64 {
    return load<f64>(this.place, ConverterSlot.FIRST_MEAN);
  }

  get first_A(): f64 {
    return load<f64>(this.place, ConverterSlot.FIRST);
  }

  /** The source cannot give what is asked. */
  get sourceLimited(): bool {
    return load<i64>(this.place, ConverterSlot.LIMITED) != 0;
  }

  get loss_J(): f64 {
    return load<f64>(this.place, ConverterSlot.LOSS);
  }

  get drawn_J(): f64 {
    return load<f64>(this.place, ConverterSlot.DRAWN);
  }

  get link_J(): f64 {
    return load<f64>(this.place, ConverterSlot.LINK);
  }

  /** What was drawn since the last time; `link_J` of it could not be settled and is carried on. */
  settled(link_J: f64): void {
    store<f64>(this.place, 0, ConverterSlot.DRAWN);
    store<f64>(this.place, link_J, ConverterSlot.LINK);
  }

  /** On, or still falling to zero. */
  get active(): bool {
    return this.state == ConverterState.ON || this.current_A != 0;
  }

  /** The most that its source could give, W. */
  get available_W(): f64 {
    const emf_V = load<f64>(this.place, ConverterSlot.EMF);
    return (emf_V * emf_V) / (4 * load<f64>(this.place, ConverterSlot.RESISTANCE));
  }

  /** Draws and loses beside what the bank books. */
  book(drawn_J: f64, loss_J: f64): void {
    store<f64>(this.place, this.drawn_J + drawn_J, ConverterSlot.DRAWN);
    store<f64>(this.place, this.loss_J + loss_J, ConverterSlot.LOSS);
  }

  /** A fault: it limits at this part of its rating; 1: it is over. */
  limitAt(part: f64): void {
    this.limitPart = part;
    if (this.state == ConverterState.ON) store<f64>(this.place, part * this.rating.limit_A, ConverterSlot.LIMIT);
  }

  /** The storage side as an emf behind a resistance; it gives at most E^2/4R. */
  source(emf_V: f64, resistance_ohm: f64): void {
    store<f64>(this.place, emf_V, ConverterSlot.EMF);
    store<f64>(this.place, resistance_ohm, ConverterSlot.RESISTANCE);
  }

  /** Written at tick k, acts at tick k+1. */
  enable(on: bool): void {
    this.enabled = on && !this.removed;
  }

  /** The module was pulled out: it never comes on again. */
  remove(): void {
    this.removed = true;
    this.enabled = false;
  }

  /** At the start of a run: as if it had been on for long. */
  warmStart(): void {
    this.enabled = true;
    this.turn(ConverterState.ON);
  }

  /** Neither on its way up nor on its way down. */
  get rests(): bool {
    return this.enabled ? this.state == ConverterState.ON : this.state == ConverterState.OFF && this.current_A == 0;
  }

  /** Once per fast tick while it does not rest: what was written a tick ago now acts. */
  switchOver(now_us: f64): void {
    if (!this.enabled) {
      if (this.state != ConverterState.OFF) {
        // the reference jumps to zero, the lag remains
        store<f64>(this.place, 0, ConverterSlot.SLEWED);
        this.turn(ConverterState.OFF);
      }
      // decaying currents end at zero: denormals cost 45 %
      if (Math.abs(this.current_A) < 1e-9) store<f64>(this.place, 0, ConverterSlot.CURRENT);
      return;
    }
    if (this.state == ConverterState.OFF) {
      this.turn(ConverterState.STARTING);
      this.onAt_us = now_us + this.rating.latency_us;
    }
    if (this.state == ConverterState.STARTING && now_us >= this.onAt_us && !this.noStart) this.turn(ConverterState.ON);
  }

  private turn(state: i32): void {
    const on = state == ConverterState.ON;
    this.state = state;
    store<f64>(this.place, on ? this.limitPart * this.rating.limit_A : 0, ConverterSlot.LIMIT);
    store<f64>(this.place, on ? this.rating.lossIdle_W : 0, ConverterSlot.IDLE);
  }
}
