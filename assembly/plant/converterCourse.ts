import { at, put, rowOf } from '../math/row';
import { ConverterLag } from './converterLag';

/**
 * The current of all converters of a kind as the bus meets it, step by step through a fast tick: known when the tick
 * begins, walked through by whole steps, or by pieces of one where the bus has an event inside it.
 */
export class ConverterCourse {
  /** Sum of the currents at the beginning of each step and at the end of the last, and of the means. */
  readonly sums_A: usize;
  readonly means_A: usize;
  /** Bus voltage that each step's charge met: whoever makes a step leaves it here. */
  readonly bus_V: usize;
  /** Steps of this tick that are over. */
  done: i32 = 0;
  /** Sum of the currents now. */
  current_A: f64 = 0;
  // of a step that is cut: what it is as a whole, and sums over its pieces
  private cutting: bool = false;
  private wholeMean_A: f64 = 0;
  private wholeEnd_A: f64 = 0;
  private cutCharge: f64 = 0;
  private cutEnergy: f64 = 0;
  private cutVoltage: f64 = 0;

  constructor(steps: i32) {
    this.sums_A = rowOf(steps + 1);
    this.means_A = rowOf(steps);
    this.bus_V = rowOf(steps);
  }

  /** Of converters that all arrive at their targets within the first step, from their sums: two steps at a time. */
  spread(lag: ConverterLag, before_A: f64, firstMean_A: f64, first_A: f64, target_A: f64): void {
    const sums_A = this.sums_A;
    const means_A = this.means_A;
    const weight = lag.weight;
    const decay = lag.decay;
    const away_A = f64x2.splat(first_A - target_A);
    const t = f64x2.splat(target_A);
    store<f64>(sums_A, before_A);
    store<f64>(means_A, firstMean_A);
    store<f64>(sums_A, first_A, 8);
    const last = (<usize>(lag.steps - 1)) << 3;
    let n: usize = 8;
    for (; n < last; n += 16) {
      v128.store(means_A + n, f64x2.add(t, f64x2.mul(away_A, v128.load(weight + n))));
      v128.store(sums_A + n, f64x2.add(t, f64x2.mul(away_A, v128.load(decay + n))), 8);
    }
    if (n > last) return;
    store<f64>(means_A + n, target_A + (first_A - target_A) * load<f64>(weight + n));
    store<f64>(sums_A + n, target_A + (first_A - target_A) * load<f64>(decay + n), 8);
  }

  /** The part of a row that belongs to the steps which are not over yet. */
  coming(row: usize): usize {
    return row + ((<usize>this.done) << 3);
  }

  /** `count` steps are over. */
  pass(count: i32): void {
    this.done += count;
    this.current_A = at(this.sums_A, this.done);
  }

  /**
   * The coming step is made in pieces, and the next one reaches from part `from` to part `to` of it: its mean and end,
   * along the parabola with the step's ends and mean, stand in for the step's own until the last piece is over.
   */
  cut(from: f64, to: f64): void {
    const n = this.done;
    if (!this.cutting) {
      this.cutting = true;
      this.wholeMean_A = at(this.means_A, n);
      this.wholeEnd_A = at(this.sums_A, n + 1);
    }
    const begin_A = at(this.sums_A, n);
    const rise_A = this.wholeEnd_A - begin_A;
    const bulge_A = 6 * (this.wholeMean_A - begin_A - 0.5 * rise_A);
    // i(p) = begin + rise p + bulge p (1 - p), and its integral between two p over their difference
    put(this.sums_A, n + 1, begin_A + (rise_A + bulge_A * (1 - to)) * to);
    const squares = from * from + from * to + to * to;
    put(this.means_A, n, begin_A + 0.5 * (rise_A + bulge_A) * (from + to) - (bulge_A * squares) / 3);
  }

  /** A piece is over; the pieces' energy over their charge is the bus voltage that the step met. */
  passPiece(part: f64, last: bool): void {
    const n = this.done;
    const mean_A = at(this.means_A, n);
    const bus_V = at(this.bus_V, n);
    this.cutCharge += mean_A * part;
    this.cutEnergy += bus_V * mean_A * part;
    this.cutVoltage += bus_V * part;
    this.current_A = at(this.sums_A, n + 1);
    if (!last) return;
    put(this.bus_V, n, Math.abs(this.cutCharge) > 1e-9 ? this.cutEnergy / this.cutCharge : this.cutVoltage);
    put(this.means_A, n, this.wholeMean_A);
    put(this.sums_A, n + 1, this.wholeEnd_A);
    this.cutting = false;
    this.cutCharge = 0;
    this.cutEnergy = 0;
    this.cutVoltage = 0;
    this.pass(1);
  }
}
