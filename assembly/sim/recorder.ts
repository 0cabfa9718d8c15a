import { RING_BYTES, RING_MASK, RING_SHIFT } from '../math/ring';
import { ChangeList } from './changes';
import { Pyramid } from './pyramid';
import { CLASSES, Segments } from './segments';

/** Most columns a view can have. */
export const MAX_COLUMNS: i32 = 4096;
/** Ticks around the trigger whose raw samples stay, and how many of them lie before it. */
const KEPT_TICKS: i32 = 262144;
const KEPT_BEFORE_TICKS: i32 = 8192;
/** Most raw samples one read can have. */
export const MAX_RAW: i32 = 65536;

/**
 * Every wave channel as f32 with implicit time, kept raw as long as memory allows, and as min/max blocks for ever.
 * A wave that moves every tick has a sample a tick, a slower one a sample a period, which holds until the next; in coarse
 * time each has one that holds for milliseconds.
 * Raw samples around the trigger stay, as in the memory of an oscilloscope, when a long run outgrows the rest.
 * Cursors and change lists are part of a run's state; the samples are not: after a restore the same run writes the
 * same samples to the same places.
 */
export class Recorder {
  private readonly waves: i32;
  private readonly pyramids: StaticArray<Pyramid>;
  private readonly changes: StaticArray<ChangeList>;
  /** Those that have a sample every tick stand first. */
  private readonly fastWaves: i32;
  /** Ticks from one sample of a wave to the next. */
  private readonly periods: StaticArray<i32>;
  /** Waves of equal period share a class. */
  private readonly classes: StaticArray<i32>;
  /** Samples so far of the waves that are slower than the tick. */
  private readonly slowCounts: StaticArray<i32>;
  /**
   * The rings of all waves (see math/ring.ts), in the state, and the byte in each where the next tick's sample goes:
   * whoever has the samples of the waves that move every tick leaves them there before `advance`.
   */
  private readonly rings: usize;
  phase: usize = 0;
  private ticks: f64 = 0;
  /** Samples of the waves that have one every tick of fine time. */
  private samples: f64 = 0;
  private readonly segments: Segments;
  /** The tick from which on raw samples stay, and the last wave of each class. */
  private readonly keepFrom: f64;
  private readonly waveOfClass: StaticArray<i32>;
  private edges: usize = 0;
  private view_: usize = 0;
  private raw_: usize = 0;
  private firstColumn: i32 = 0;
  private lastColumn: i32 = 0;

  /**
   * `trigger`: the tick around which raw samples stay. `periods`: of each wave, in ticks; the ones first, 16 of them at
   * most, and CLASSES different ones. `grid`: ticks to whose multiples a coarse sample holds; 0 when there is no coarse time,
   * else raw samples are kept at the cost of blocks, because there will be few of them.
   */
  constructor(periods: StaticArray<i32>, states: i32, plannedTicks: f64, budgetBytes: i32, trigger: f64, grid: f64) {
    const waves = periods.length;
    this.waves = waves;
    this.periods = periods;
    this.slowCounts = new StaticArray<i32>(waves);
    const rings = heap.alloc(<usize>waves * RING_BYTES);
    memory.fill(rings, 0, <usize>waves * RING_BYTES);
    const pyramids = new StaticArray<Pyramid>(waves);
    let fast = 0;
    while (fast < waves && periods[fast] == 1) fast++;
    this.fastWaves = fast;
    const keepFrom = Math.max(0, trigger - <f64>KEPT_BEFORE_TICKS);
    const segments = new Segments(grid);
    const classes = new StaticArray<i32>(waves);
    const waveOfClass = new StaticArray<i32>(CLASSES);
    let known = 0;
    for (let c = 0; c < waves; c++) {
      let k = 0;
      while (k < known && periods[waveOfClass[k]] != periods[c]) k++;
      if (k == known) known++;
      classes[c] = k;
      waveOfClass[k] = c;
      segments.setPeriod(k, periods[c]);
    }
    for (let c = 0; c < waves; c++) {
      const planned = Math.ceil(plannedTicks / <f64>periods[c]) + 1;
      // the slow ones need next to nothing
      const slow = budgetBytes / (grid > 0 ? 8 : 20);
      const budget = c < fast ? (budgetBytes - slow) / fast : slow / (waves - fast);
      pyramids[c] = new Pyramid(
        rings + ((<usize>c) << RING_SHIFT),
        planned,
        budget,
        <i32>keepFrom / periods[c],
        min(KEPT_TICKS, <i32>plannedTicks) / periods[c],
        grid > 0,
      );
    }
    const changes = new StaticArray<ChangeList>(states);
    for (let c = 0; c < states; c++) changes[c] = new ChangeList();
    this.keepFrom = keepFrom;
    this.classes = classes;
    this.waveOfClass = waveOfClass;
    this.segments = segments;
    this.rings = rings;
    this.pyramids = pyramids;
    this.changes = changes;
  }

  /** Sample storage, outside the state: call after everything else is allocated. */
  allocateStorage(): void {
    for (let c = 0; c < this.waves; c++) this.pyramids[c].allocate();
    this.edges = heap.alloc((<usize>(MAX_COLUMNS + 1)) << 3);
    this.view_ = heap.alloc((<usize>MAX_COLUMNS) << 4);
    this.raw_ = heap.alloc((<usize>MAX_RAW) << 2);
  }

  /** Address of a wave's ring. */
  ring(channel: i32): usize {
    return this.rings + ((<usize>channel) << RING_SHIFT);
  }

  /** The next sample of a slower wave: to be called in every tick that its period divides. */
  setSlow(channel: i32, value: f64): void {
    const pyramid = unchecked(this.pyramids[channel]);
    const count = unchecked(this.slowCounts[channel]);
    store<f32>(pyramid.tail + ((<usize>(count & 31)) << 2), <f32>value);
    unchecked((this.slowCounts[channel] = count + 1));
    if ((count & 15) == 15) pyramid.flush();
  }

  setState(state: i32, value: i32): void {
    this.changes[state].add(this.ticks, value);
  }

  /** Commits up to 16 ticks. A block of 16 leaves the rings one wave a tick, so that memory is never waited for. */
  advance(count: i32): void {
    const from = <i32>(this.phase >> 2) & 15;
    const to = from + count;
    this.ticks += <f64>count;
    this.samples += <f64>count;
    this.phase = (this.phase + ((<usize>count) << 2)) & RING_MASK;
    // wave n goes when the sample is n modulo 16; the first block ends with sample 16
    if (this.samples >= <f64>(16 + to)) this.flush(from + 1, to);
    if (to >= 16) this.flush(0, to - 16);
  }

  /** Room to note that time turns coarse, and fine again. */
  get hasRoom(): bool {
    return this.segments.hasRoom;
  }

  /** Coarse time begins, or goes on: before its samples are set. */
  beginHold(): void {
    if (!this.segments.isCoarse) this.turn();
  }

  /** The sample that was left in the rings, and one that was set for each slower wave, hold for `ticks`. */
  hold(ticks: f64): void {
    this.advance(1);
    this.ticks += ticks - 1;
    const keepFrom = this.keepFrom;
    if (this.ticks > keepFrom + ticks) return;
    // what stays raw begins later in time than in samples
    for (let c = 0; c < this.waves; c++)
      unchecked(this.pyramids[c]).keepFrom(this.sampleCount(c) + Math.max(0, keepFrom - this.ticks) / <f64>this.periods[c]);
  }

  /** Fine time goes on. */
  endHold(): void {
    if (this.segments.isCoarse) this.turn();
  }

  private turn(): void {
    const wave = this.waveOfClass;
    this.segments.turn(this.ticks, <i32>this.sampleCount(wave[0]), <i32>this.sampleCount(wave[1]), <i32>this.sampleCount(wave[2]));
  }

  isCoarse(tick: f64): bool {
    return this.segments.isCoarseAt(tick);
  }

  /** Last tick at which the sample that holds at `tick` does so: `tick` itself in fine time. */
  holdEnd(tick: f64): f64 {
    return Math.min(this.segments.holdEnd(tick), this.ticks - 1);
  }

  /** First tick of other time than that of `tick`, or the first that has no sample yet. */
  stretchEnd(tick: f64): f64 {
    return Math.min(this.segments.stretchEnd(tick), this.ticks);
  }

  /** The sample of a wave that holds at a tick. */
  private indexAt(channel: i32, tick: f64): f64 {
    return this.segments.index(unchecked(this.classes[channel]), tick);
  }

  /** The first sample of a wave that begins at or after a time in ticks. */
  private firstFrom(channel: i32, tick: f64): f64 {
    return this.indexAt(channel, Math.ceil(tick) - 1) + 1;
  }

  /** The waves from `first` to `last`, as far as they have a sample every tick. */
  private flush(first: i32, last: i32): void {
    const end = min(last + 1, this.fastWaves);
    for (let wave = first; wave < end; wave++) unchecked(this.pyramids[wave]).flush();
  }

  count(): f64 {
    return this.ticks;
  }

  oldestRaw(): f64 {
    const oldest = this.pyramids[0].oldest(0);
    return oldest > 0 ? this.segments.lastTick(0, oldest - 1) + 1 : 0;
  }

  edgesAddress(): usize {
    return this.edges;
  }

  /** Equal columns over [t0, t1) ticks; see viewEdges. */
  view(channel: i32, t0_tick: f64, t1_tick: f64, columns: i32): usize {
    for (let k = 0; k <= columns; k++) store<f64>(this.edges + ((<usize>k) << 3), t0_tick + ((t1_tick - t0_tick) * <f64>k) / <f64>columns);
    return this.viewEdges(channel, columns);
  }

  /**
   * min[], max[], first[], last[] of the samples n with edge[k] <= n < edge[k+1]; a column narrower than a sample shows
   * the sample it lies in. Columns outside [viewFirst, viewLast) hold nothing.
   */
  viewEdges(channel: i32, columns: i32): usize {
    const pyramid = this.pyramids[channel];
    const samples = this.sampleCount(channel);
    this.firstColumn = columns;
    this.lastColumn = columns;
    const bytes = (<usize>columns) << 2;
    for (let k = 0; k < columns; k++) {
      const edge = this.edges + ((<usize>k) << 3);
      const low = load<f64>(edge);
      const high = load<f64>(edge, 8);
      if (high <= 0 || low > this.ticks - 1) {
        if (high > 0 && this.lastColumn == columns) this.lastColumn = k;
        continue;
      }
      if (this.firstColumn == columns) this.firstColumn = k;
      let from = this.firstFrom(channel, low);
      let to = Math.min(samples, this.firstFrom(channel, high));
      if (to <= from) {
        from = Math.max(0, Math.min(samples - 1, this.indexAt(channel, Math.floor(low))));
        to = from + 1;
      }
      pyramid.range(from, to);
      const out = this.view_ + ((<usize>k) << 2);
      store<f32>(out, pyramid.low);
      store<f32>(out + bytes, pyramid.high);
      store<f32>(out + 2 * bytes, pyramid.at(from));
      store<f32>(out + 3 * bytes, pyramid.at(to - 1));
    }
    if (this.firstColumn == columns) this.lastColumn = columns;
    return this.view_;
  }

  /** Forgets what the last view left behind: looking at a run is no part of its state. */
  forgetView(): void {
    this.firstColumn = 0;
    this.lastColumn = 0;
    for (let c = 0; c < this.waves; c++) {
      const pyramid = unchecked(this.pyramids[c]);
      pyramid.low = 0;
      pyramid.high = 0;
    }
  }

  viewFirst(): i32 {
    return this.firstColumn;
  }

  viewLast(): i32 {
    return this.lastColumn;
  }

  /** Copies up to MAX_RAW values from tick `from` on; 0 when one of them is no longer, or not yet, kept. */
  raw(channel: i32, from: f64, count: i32): usize {
    const pyramid = this.pyramids[channel];
    const end = from + <f64>count;
    if (count > MAX_RAW || end > this.ticks) return 0;
    if (!pyramid.hasRaw(this.indexAt(channel, from), this.indexAt(channel, end - 1) + 1)) return 0;
    const every = <f64>this.periods[channel];
    let tick = from;
    for (let k = 0; k < count; ) {
      const value = pyramid.at(this.indexAt(channel, tick));
      // the sample holds at least until then
      const held = this.segments.holdEnd(tick);
      const last = held > tick ? held : Math.min(Math.floor(tick / every) * every + every, this.segments.stretchEnd(tick)) - 1;
      for (; tick <= last && k < count; tick += 1, k++) store<f32>(this.raw_ + ((<usize>k) << 2), value);
    }
    return this.raw_;
  }

  private sampleCount(channel: i32): f64 {
    return this.periods[channel] == 1 ? this.samples : <f64>this.slowCounts[channel];
  }

  changeCount(state: i32): i32 {
    return this.changes[state].count;
  }

  changeAddress(state: i32): usize {
    return this.changes[state].address;
  }

  /** Highest value in [from, to]. */
  highest(channel: i32, from: f64, to: f64): f64 {
    const pyramid = this.pyramids[channel];
    pyramid.range(this.firstFrom(channel, from), this.indexAt(channel, Math.min(this.ticks - 1, to)) + 1);
    return <f64>pyramid.high;
  }

  /** Mean of the raw samples in [from, to). */
  mean(channel: i32, from: f64, to: f64): f64 {
    const pyramid = this.pyramids[channel];
    let sum: f64 = 0;
    for (let n = from; n < to; n += 1) sum += <f64>pyramid.at(this.indexAt(channel, n));
    return sum / (to - from);
  }

  /** Last tick from `from` on at which the sample that holds lies outside [low, high], or -1. */
  lastOutside(channel: i32, from: f64, low: f32, high: f32): f64 {
    const last = this.pyramids[channel].lastOutside(this.firstFrom(channel, from), this.sampleCount(channel), low, high);
    return last < 0 ? -1 : this.segments.lastTick(unchecked(this.classes[channel]), last);
  }
}
