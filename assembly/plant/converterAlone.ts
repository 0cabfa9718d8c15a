import { at, put } from '../math/row';
import { Converter, ConverterRating } from './converter';
import { ConverterCourse } from './converterCourse';
import { ConverterLag } from './converterLag';

/** One converter through the steps of a tick that are over, and what they cost: in closed form, or step by step. */
export class ConverterAlone {
  private readonly rating: ConverterRating;
  private readonly lag: ConverterLag;
  private readonly course: ConverterCourse;
  /** Given to the bus and lost, and the current and the slewed reference at the end. */
  out_J: f64 = 0;
  loss_J: f64 = 0;
  last_A: f64 = 0;
  lastSlewed_A: f64 = 0;
  /** Sum over the steps after the first of the bus voltage, and of it times the weight. */
  bus0_V: f64 = 0;
  bus1_V: f64 = 0;

  constructor(rating: ConverterRating, lag: ConverterLag, course: ConverterCourse) {
    this.rating = rating;
    this.lag = lag;
    this.course = course;
  }

  /** Before `cost`: what the bus was like in the steps that are over. */
  weigh(): void {
    const course = this.course;
    let sum: f64 = 0;
    let weighted: f64 = 0;
    const bus_V = course.bus_V;
    const weight = this.lag.weight;
    const done = course.done;
    for (let n = 1; n < done; n++) {
      const v = at(bus_V, n);
      sum += v;
      weighted += v * at(weight, n);
    }
    this.bus0_V = sum;
    this.bus1_V = weighted;
  }

  /** What one converter gave to the bus and lost in the steps that are over, as the bank's `settle` has it for two. */
  cost(c: Converter): void {
    const course = this.course;
    const lag = this.lag;
    const done = course.done;
    if (done == 0) {
      this.out_J = 0;
      this.loss_J = 0;
      this.last_A = c.current_A;
      this.lastSlewed_A = c.slewed_A;
      return;
    }
    const t = c.target_A;
    const away_A = c.first_A - t;
    const mean_A = c.firstMean_A;
    const second_A = t + away_A * at(lag.weight, 1);
    if (!c.arrives) {
      this.walk(c, done, false);
      return;
    }
    const rest = <f64>(done - 1);
    const weights = at(lag.weightSum, done);
    const turns = mean_A * t < 0 || second_A * t < 0 || mean_A * second_A < 0;
    let size_A = Math.abs(turns ? mean_A : mean_A + t * rest + away_A * weights);
    if (turns) for (let n = 1; n < done; n++) size_A += Math.abs(t + away_A * at(lag.weight, n));
    const square_A2 = mean_A * mean_A + t * t * rest + 2 * t * away_A * weights + away_A * away_A * at(lag.squareSum, done);
    const r = this.rating;
    const step_s = lag.step_s;
    this.out_J = step_s * (at(course.bus_V, 0) * mean_A + t * this.bus0_V + away_A * this.bus1_V);
    this.loss_J = step_s * (c.idle_W * <f64>done + r.lossLinear_V * size_A + r.lossResistive_ohm * square_A2);
    this.last_A = t + away_A * at(lag.decay, done - 1);
    this.lastSlewed_A = t;
  }

  /**
   * `steps` steps one by one, for a reference that is still on its way or a source that cannot give it: into the course,
   * or what they cost.
   */
  walk(c: Converter, steps: i32, planning: bool): void {
    const course = this.course;
    const lag = this.lag;
    const r = this.rating;
    let i_A = c.current_A;
    let slewed_A = c.slewed_A;
    let out = 0.0;
    let loss = 0.0;
    if (planning) put(course.sums_A, 0, at(course.sums_A, 0) + i_A);
    for (let n = 0; n < steps; n++) {
      const before_A = slewed_A;
      slewed_A = max(before_A - lag.reach_A, min(before_A + lag.reach_A, c.target_A));
      const d = slewed_A - before_A;
      const way_A = slewed_A - lag.halfPerReach * d * Math.abs(d) - i_A;
      const mean_A = min(c.most_A, i_A + lag.beta * way_A);
      i_A = min(c.most_A, i_A + lag.alpha * way_A);
      if (planning) {
        put(course.means_A, n, at(course.means_A, n) + mean_A);
        put(course.sums_A, n + 1, at(course.sums_A, n + 1) + i_A);
        continue;
      }
      const size_A = Math.abs(mean_A);
      out += at(course.bus_V, n) * mean_A;
      loss += c.idle_W + (r.lossLinear_V + r.lossResistive_ohm * size_A) * size_A;
    }
    if (planning) return;
    this.out_J = lag.step_s * out;
    this.loss_J = lag.step_s * loss;
    this.last_A = i_A;
    this.lastSlewed_A = slewed_A;
  }

  /** Leaves no trace: results lie in the state, whose hash must not tell how often somebody looked. */
  forget(): void {
    this.out_J = 0;
    this.loss_J = 0;
    this.last_A = 0;
    this.lastSlewed_A = 0;
    this.bus0_V = 0;
    this.bus1_V = 0;
  }
}
