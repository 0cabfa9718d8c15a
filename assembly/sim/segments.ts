/** Most stretches of fine and of coarse time: a probe of each half second for an hour, twice. When it is full, time stays fine. */
const CAPACITY: i32 = 16384;
const ENTRY: usize = 24;
/** f64 first tick, i32 number of the first sample of each class, i32 coarse. */
const OF_CLASS: usize = 8;
const COARSE: usize = 20;

/** Waves by the distance of their samples in fine time. */
export const CLASSES: i32 = 3;

/**
 * Which sample holds at which tick. Fine: a sample every `period` ticks, as the wave's class has it. Coarse: one for all
 * ticks up to and with the next multiple of `grid`. Stretches follow one another without a gap.
 */
export class Segments {
  private readonly address: usize;
  private readonly grid: f64;
  private readonly periods: StaticArray<f64> = new StaticArray<f64>(CLASSES);
  private count: i32 = 1;

  constructor(grid: f64) {
    this.grid = grid;
    this.address = heap.alloc(<usize>CAPACITY * ENTRY);
    memory.fill(this.address, 0, <usize>CAPACITY * ENTRY);
  }

  /** Distance of the samples of class `c` in fine time. */
  setPeriod(c: i32, period: i32): void {
    this.periods[c] = <f64>period;
  }

  /** Room for a coarse stretch and the fine one after it. */
  get hasRoom(): bool {
    return this.count <= CAPACITY - 2;
  }

  get isCoarse(): bool {
    return this.coarse(this.count - 1);
  }

  /** From `tick` on the other kind of time; `a`, `b`, `c`: how many samples each class has so far. */
  turn(tick: f64, a: i32, b: i32, c: i32): void {
    const turned = !this.isCoarse;
    const entry = this.address + <usize>this.count * ENTRY;
    this.count++;
    store<f64>(entry, tick);
    store<i32>(entry, a, OF_CLASS);
    store<i32>(entry, b, OF_CLASS + 4);
    store<i32>(entry, c, OF_CLASS + 8);
    store<i32>(entry, i32(turned), COARSE);
  }

  private start(s: i32): f64 {
    return load<f64>(this.address + <usize>s * ENTRY);
  }

  private coarse(s: i32): bool {
    return load<i32>(this.address + <usize>s * ENTRY, COARSE) != 0;
  }

  private first(s: i32, c: i32): f64 {
    return <f64>load<i32>(this.address + <usize>s * ENTRY + ((<usize>c) << 2), OF_CLASS);
  }

  /** The stretch in which `tick` lies. */
  private at(tick: f64): i32 {
    let low = 0;
    let high = this.count;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.start(middle) <= tick) low = middle;
      else high = middle;
    }
    return low;
  }

  /** The sample of class `c` that holds at `tick`, a whole number; -1 before the start. */
  index(c: i32, tick: f64): f64 {
    if (tick < 0) return -1;
    const s = this.at(tick);
    const start = this.start(s);
    if (this.coarse(s)) return this.first(s, c) + Math.ceil(tick / this.grid) - Math.ceil(start / this.grid);
    const period = unchecked(this.periods[c]);
    return this.first(s, c) + Math.floor(tick / period) - (s == 0 ? 0 : Math.floor((start - 1) / period) + 1);
  }

  isCoarseAt(tick: f64): bool {
    return this.coarse(this.at(tick));
  }

  /** The last tick at which the sample that holds at `tick` in the fastest class does so. */
  holdEnd(tick: f64): f64 {
    const s = this.at(tick);
    return this.coarse(s) ? Math.min(Math.ceil(tick / this.grid) * this.grid, this.end(s) - 1) : tick;
  }

  /** First tick after the stretch in which `tick` lies; infinity when that goes on. */
  stretchEnd(tick: f64): f64 {
    return this.end(this.at(tick));
  }

  private end(s: i32): f64 {
    return s + 1 < this.count ? this.start(s + 1) : Infinity;
  }

  /** The last tick at which sample `index` of class `c` holds. */
  lastTick(c: i32, index: f64): f64 {
    let low = 0;
    let high = this.count;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.first(middle, c) <= index) low = middle;
      else high = middle;
    }
    const past = index - this.first(low, c);
    const start = this.start(low);
    if (this.coarse(low)) return Math.min((Math.ceil(start / this.grid) + past) * this.grid, this.end(low) - 1);
    const period = unchecked(this.periods[c]);
    const before = low == 0 ? -1 : Math.floor((start - 1) / period);
    return Math.min((before + 2 + past) * period, this.end(low)) - 1;
  }
}
