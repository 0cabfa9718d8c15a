import { ChangeList } from './changes';
import { Pyramid, rangeHigh, rangeLow } from './pyramid';

/** Most columns a view can have. */
export const MAX_COLUMNS: i32 = 4096;
/** Most raw samples one read can have. */
export const MAX_RAW: i32 = 65536;

// Columns of the last view that hold something: no state of a run, for looking at a run must not change it.
let firstColumn: i32 = 0;
let lastColumn: i32 = 0;

/** Bytes of 16 samples. */
const TAIL: usize = 64;

/**
 * Every wave channel as f32 with implicit time, kept raw as long as memory allows, and as min/max blocks for ever.
 * Cursors and change lists are part of a run's state; the samples are not: after a restore the same run writes the
 * same samples to the same places.
 */
export class Recorder {
  private readonly waves: i32;
  private readonly pyramids: StaticArray<Pyramid>;
  private readonly changes: StaticArray<ChangeList>;
  /** The last 16 samples or fewer of every channel, in the state. */
  private readonly tails: usize;
  /** Byte in each tail where this tick's sample goes. */
  private phase: usize = 0;
  private ticks: f64 = 0;
  private edges: usize = 0;
  private view_: usize = 0;
  private raw_: usize = 0;

  constructor(waves: i32, states: i32, plannedTicks: f64, budgetBytes: i32) {
    this.waves = waves;
    const tails = heap.alloc(<usize>waves * TAIL);
    memory.fill(tails, 0, <usize>waves * TAIL);
    const pyramids = new StaticArray<Pyramid>(waves);
    for (let c = 0; c < waves; c++) pyramids[c] = new Pyramid(tails + <usize>c * TAIL, plannedTicks, budgetBytes / waves);
    const changes = new StaticArray<ChangeList>(states);
    for (let c = 0; c < states; c++) changes[c] = new ChangeList();
    this.tails = tails;
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

  /** This tick's value of a wave; every wave wants one every tick. */
  set(channel: i32, value: f64): void {
    store<f32>(this.tails + ((<usize>channel) << 6) + this.phase, <f32>value);
  }

  setState(state: i32, value: i32): void {
    this.changes[state].add(this.ticks, value);
  }

  /** Commits one tick. */
  advance(): void {
    this.ticks += 1;
    this.phase += 4;
    if (this.phase < TAIL) return;
    this.phase = 0;
    for (let c = 0; c < this.waves; c++) unchecked(this.pyramids[c]).flush();
  }

  count(): f64 {
    return this.ticks;
  }

  oldestRaw(): f64 {
    return this.pyramids[0].oldest(0);
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
    firstColumn = columns;
    lastColumn = columns;
    const bytes = (<usize>columns) << 2;
    for (let k = 0; k < columns; k++) {
      const edge = this.edges + ((<usize>k) << 3);
      const low = load<f64>(edge);
      const high = load<f64>(edge, 8);
      if (high <= 0 || low > this.ticks - 1) {
        if (high > 0 && lastColumn == columns) lastColumn = k;
        continue;
      }
      if (firstColumn == columns) firstColumn = k;
      let from = Math.max(0, Math.ceil(low));
      let to = Math.min(this.ticks, Math.ceil(high));
      if (to <= from) {
        from = Math.max(0, Math.min(this.ticks - 1, Math.floor(low)));
        to = from + 1;
      }
      pyramid.range(from, to);
      const out = this.view_ + ((<usize>k) << 2);
      store<f32>(out, rangeLow);
      store<f32>(out + bytes, rangeHigh);
      store<f32>(out + 2 * bytes, pyramid.at(from));
      store<f32>(out + 3 * bytes, pyramid.at(to - 1));
    }
    if (firstColumn == columns) lastColumn = columns;
    return this.view_;
  }

  viewFirst(): i32 {
    return firstColumn;
  }

  viewLast(): i32 {
    return lastColumn;
  }

  /** Copies up to MAX_RAW raw samples from `from` on; 0 when one of them is no longer, or not yet, kept. */
  raw(channel: i32, from: f64, count: i32): usize {
    const pyramid = this.pyramids[channel];
    if (count > MAX_RAW || from < pyramid.oldest(0) || from + <f64>count > this.ticks) return 0;
    for (let k = 0; k < count; k++) store<f32>(this.raw_ + ((<usize>k) << 2), pyramid.at(from + <f64>k));
    return this.raw_;
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
    pyramid.range(from, Math.min(this.ticks, to + 1));
    return <f64>rangeHigh;
  }

  /** Mean of the raw samples in [from, to). */
  mean(channel: i32, from: f64, to: f64): f64 {
    const pyramid = this.pyramids[channel];
    let sum: f64 = 0;
    for (let n = from; n < to; n += 1) sum += <f64>pyramid.at(n);
    return sum / (to - from);
  }

  /** Last sample from `from` on that lies outside [low, high], or -1. */
  lastOutside(channel: i32, from: f64, low: f32, high: f32): f64 {
    return this.pyramids[channel].lastOutside(from, this.ticks, low, high);
  }
}
