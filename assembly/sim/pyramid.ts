/** Level 0 is raw; level 1 has 16 samples a block, every further level 4 blocks of the one below. */
const LEVELS: i32 = 9;
const FIRST_SHIFT: i32 = 4;
const SHIFT: i32 = 2;
const LINE_BYTES: usize = 64;

function shiftOf(level: i32): i32 {
  return level == 0 ? 0 : FIRST_SHIFT + (level - 1) * SHIFT;
}

/** Raw samples that a run gets in any case in which few are expected. */
const FEW: f64 = 2097152;

/** Entries of each level, the coarse ones first: they are to cover the whole run. `raw` of the samples are for level 0. */
function share(capacity: StaticArray<i32>, plannedTicks: f64, budgetBytes: f64, raw: f64): void {
  let left = budgetBytes - 4 * raw;
  for (let level = LEVELS - 1; level >= 0; level--) {
    const entryBytes: f64 = level == 0 ? 4 : 8;
    const needed = Math.floor(plannedTicks / <f64>(1 << shiftOf(level))) + 2;
    let entries: i32 = 64;
    // half of what is left for each finer level, all of it for the raw samples
    if (level == 0) left += 4 * raw;
    const part = level == 0 ? left : left * 0.6;
    while (<f64>entries < needed && <f64>entries * 2 * entryBytes <= part) entries <<= 1;
    capacity[level] = entries;
    left -= <f64>entries * entryBytes;
  }
}

/**
 * One wave: raw f32 samples and min/max blocks above them. Each level is a ring of a power of two; the coarse ones
 * always cover the whole run, the fine ones as much of its end as memory allows: a spike is never lost, only its
 * place in time gets coarser.
 */
export class Pyramid {
  /** Entries of each level (a power of two). */
  private readonly capacity: StaticArray<i32>;
  private readonly base: StaticArray<usize> = new StaticArray<usize>(LEVELS);
  /** Raw samples that stay whatever comes after them: from here on, that many; both whole blocks of 16. */
  private keptFrom: i32;
  private readonly keptCount: i32;
  private kept: usize = 0;
  // the two levels that every flush writes
  private raw: usize = 0;
  private blocks: usize = 0;
  private readonly rawMask: i32;
  private readonly blocksMask: i32;
  /** The last 32 samples or fewer, sample n at n mod 32; part of the state. */
  readonly tail: usize;
  /** Samples in blocks of 16 that were taken out of the tail. */
  private flushed: i32 = 0;
  /** Result of `range`. */
  low: f32 = 0;
  high: f32 = 0;

  /**
   * `keptFrom`, `keptCount`: samples whose raw values stay when there is no room for all of them. `few`: that many are
   * planned, but it will be few.
   */
  constructor(tail: usize, plannedTicks: f64, budgetBytes: i32, keptFrom: i32, keptCount: i32, few: bool) {
    const capacity = new StaticArray<i32>(LEVELS);
    let kept = 0;
    const raw = few ? min(0.5 * <f64>budgetBytes, 4 * min(FEW, plannedTicks)) / 4 : 0;
    share(capacity, plannedTicks, <f64>budgetBytes, raw);
    if (<f64>capacity[0] < plannedTicks) {
      kept = keptCount & ~15;
      share(capacity, plannedTicks, <f64>budgetBytes - 4 * <f64>kept, raw);
    }
    this.tail = tail;
    this.capacity = capacity;
    this.keptFrom = keptFrom & ~15;
    this.keptCount = kept;
    this.rawMask = capacity[0] - 1;
    this.blocksMask = capacity[1] - 1;
  }

  allocate(): void {
    // a flush of 16 raw samples is one line of the processor's cache, not two
    for (let level = 0; level < LEVELS; level++)
      this.base[level] =
        (heap.alloc(((<usize>this.capacity[level]) << (level == 0 ? 2 : 3)) + LINE_BYTES) + LINE_BYTES - 1) & ~(LINE_BYTES - 1);
    this.kept = heap.alloc((<usize>this.keptCount) << 2);
    this.raw = this.base[0];
    this.blocks = this.base[1];
  }

  /** Raw values stay from sample `n` on, which has not come yet. */
  keepFrom(n: f64): void {
    this.keptFrom = <i32>n & ~15;
  }

  /** Takes the oldest 16 samples of the tail. */
  flush(): void {
    const flushed = this.flushed;
    const half = this.tail + ((<usize>(flushed & 16)) << 2);
    const a = v128.load(half);
    const b = v128.load(half, 16);
    const c = v128.load(half, 32);
    const d = v128.load(half, 48);
    const raw = this.raw + ((<usize>(flushed & this.rawMask)) << 2);
    v128.store(raw, a);
    v128.store(raw, b, 16);
    v128.store(raw, c, 32);
    v128.store(raw, d, 48);
    if (<u32>(flushed - this.keptFrom) < <u32>this.keptCount) {
      const kept = this.kept + ((<usize>(flushed - this.keptFrom)) << 2);
      v128.store(kept, a);
      v128.store(kept, b, 16);
      v128.store(kept, c, 32);
      v128.store(kept, d, 48);
    }
    this.flushed = flushed + 16;
    let low = f32x4.pmin(f32x4.pmin(a, b), f32x4.pmin(c, d));
    let high = f32x4.pmax(f32x4.pmax(a, b), f32x4.pmax(c, d));
    low = f32x4.pmin(low, v128.shuffle<f32>(low, low, 2, 3, 0, 1));
    high = f32x4.pmax(high, v128.shuffle<f32>(high, high, 2, 3, 0, 1));
    low = f32x4.pmin(low, v128.shuffle<f32>(low, low, 1, 0, 3, 2));
    high = f32x4.pmax(high, v128.shuffle<f32>(high, high, 1, 0, 3, 2));
    const block = flushed >> FIRST_SHIFT;
    const entry = this.blocks + ((<usize>(block & this.blocksMask)) << 3);
    store<f32>(entry, f32x4.extract_lane(low, 0));
    store<f32>(entry, f32x4.extract_lane(high, 0), 4);
    if ((block & 3) == 3) this.merge(block);
  }

  /** Four blocks of 16 are complete, and with them perhaps blocks of higher levels. */
  private merge(block: i32): void {
    let index = block;
    for (let level = 2; level < LEVELS && (index & 3) == 3; level++) {
      index >>= SHIFT;
      // low, high, low, high: four entries of the level below lie side by side
      const first = this.entry(level - 1, index << SHIFT);
      const a = v128.load(first);
      const b = v128.load(first, 16);
      const low = f32x4.pmin(a, b);
      const high = f32x4.pmax(a, b);
      const lowest = min(f32x4.extract_lane(low, 0), f32x4.extract_lane(low, 2));
      const highest = max(f32x4.extract_lane(high, 1), f32x4.extract_lane(high, 3));
      this.put(level, index, lowest, highest);
    }
  }

  private entry(level: i32, index: i32): usize {
    return unchecked(this.base[level]) + ((<usize>(index & (unchecked(this.capacity[level]) - 1))) << 3);
  }

  private put(level: i32, index: i32, low: f32, high: f32): void {
    const entry = this.entry(level, index);
    store<f32>(entry, low);
    store<f32>(entry, high, 4);
  }

  /** Are the raw samples from <= n < to all there? */
  hasRaw(from: f64, to: f64): bool {
    if (from >= this.oldest(0)) return true;
    return this.staysRaw(<i32>from) && (this.staysRaw(<i32>to - 1) || <f64>(this.keptFrom + this.keptCount) >= this.oldest(0));
  }

  /** First sample that `level` still covers. */
  oldest(level: i32): f64 {
    const shift = shiftOf(level);
    const complete = this.flushed >> shift;
    return <f64>max(0, complete - this.capacity[level]) * <f64>(1 << shift);
  }

  private staysRaw(index: i32): bool {
    return <u32>(index - this.keptFrom) < <u32>this.keptCount;
  }

  private isKept(level: i32, index: i32): bool {
    if (level == 0 && (index >= this.flushed || this.staysRaw(index))) return true;
    return index >= (this.flushed >> shiftOf(level)) - this.capacity[level];
  }

  /** Sample n; where the raw sample is gone, the middle of the finest block that covers it. */
  at(n: f64): f32 {
    const index = <i32>n;
    if (index >= this.flushed) return load<f32>(this.tail + ((<usize>(index & 31)) << 2));
    if (this.staysRaw(index)) return load<f32>(this.kept + ((<usize>(index - this.keptFrom)) << 2));
    if (this.isKept(0, index)) return load<f32>(this.base[0] + ((<usize>(index & (this.capacity[0] - 1))) << 2));
    for (let level = 1; level < LEVELS; level++) {
      const block = index >> shiftOf(level);
      if (!this.isKept(level, block)) continue;
      const entry = this.entry(level, block);
      return (load<f32>(entry) + load<f32>(entry, 4)) * 0.5;
    }
    return 0;
  }

  /** Extremes of samples from <= n < to into `low` and `high`; exact where raw samples are kept at the edges. */
  range(from: f64, to: f64): void {
    this.low = Infinity as f32;
    this.high = -Infinity as f32;
    let n = <i32>from;
    const end = <i32>to;
    while (n < end) n = this.take(n, end);
  }

  /** The largest complete block that begins at n and ends inside, or the finest one kept. Returns where it ends. */
  private take(n: i32, end: i32): i32 {
    let level = 0;
    while (level + 1 < LEVELS) {
      const shift = shiftOf(level + 1);
      const size = 1 << shift;
      if ((n & (size - 1)) != 0 || n + size > end || n + size > this.flushed) break;
      level++;
    }
    // too old for this level: coarser, and so wider than asked
    while (level < LEVELS - 1 && !this.isKept(level, n >> shiftOf(level))) level++;
    if (level == 0) {
      const value = this.at(<f64>n);
      this.low = min(this.low, value);
      this.high = max(this.high, value);
      return n + 1;
    }
    const shift = shiftOf(level);
    const block = n >> shift;
    const entry = this.entry(level, block);
    this.low = min(this.low, load<f32>(entry));
    this.high = max(this.high, load<f32>(entry, 4));
    return (block + 1) << shift;
  }

  /** Last sample of from <= n < to outside [low, high], or -1; where raw samples are gone, the end of its block. */
  lastOutside(from: f64, to: f64, low: f32, high: f32): f64 {
    const first = <i32>from;
    let n = <i32>to;
    while (n > first) {
      let level = 0;
      while (level + 1 < LEVELS) {
        const size = 1 << shiftOf(level + 1);
        if ((n & (size - 1)) != 0 || n - size < first) break;
        level++;
      }
      while (level < LEVELS - 1 && !this.isKept(level, (n - 1) >> shiftOf(level))) level++;
      n = this.lastInside(level, n, low, high);
      if (n < 0) return <f64>(-n - 1);
    }
    return -1;
  }

  /** Goes down into the block of `level` that ends at n: -(sample + 1) when one lies outside, else where the block begins. */
  private lastInside(level: i32, n: i32, low: f32, high: f32): i32 {
    const shift = shiftOf(level);
    const block = (n - 1) >> shift;
    if (level == 0) {
      const value = this.at(<f64>block);
      return value < low || value > high ? -(block + 1) : block;
    }
    const entry = this.entry(level, block);
    if (load<f32>(entry) >= low && load<f32>(entry, 4) <= high) return block << shift;
    const below = shiftOf(level - 1);
    if (!this.isKept(level - 1, (block << shift) >> below)) return -n;
    let at = min(n, (block + 1) << shift);
    const begin = block << shift;
    while (at > begin) {
      at = this.lastInside(level - 1, at, low, high);
      if (at < 0) return at;
    }
    return begin;
  }
}
