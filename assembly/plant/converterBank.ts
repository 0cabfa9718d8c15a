import { Converter, ConverterRating } from './converter';

/**
 * All converters of a kind, one fast tick at a time. Their targets are held between fast ticks and the bus does not act
 * back on their currents, so what they will do until the next one is known when it begins:
 *
 *   slewed reference: toward the target T by at most slew*h a step; mean of what slews by d to s and then rests:
 *                     r = s - d|d|/(2 slew h)
 *   lag:              i(n) = i(n-1) + alpha (r - i(n-1)),     alpha = 1 - exp(-h/tau)
 *   mean of a step:   m(n) = i(n-1) + beta (r - i(n-1)),      beta = 1 - alpha tau/h: no charge is lost
 *   once at T:        i(n) = T + (i(1) - T) (1 - alpha)^(n-1)
 *
 * The bus sees the sum over the modules. What each of them then drew and lost follows when the tick is over, from the
 * bus voltages of its steps.
 */
export class ConverterBank {
  private readonly rating: ConverterRating;
  private readonly converters: StaticArray<Converter>;
  /** Power-stage steps in a fast tick. */
  private readonly steps: i32;
  private readonly step_s: f64;
  private readonly reach_A: f64;
  private readonly halfPerReach: f64;
  private readonly alpha: f64;
  private readonly beta: f64;
  /** (1 - alpha)^n, and the weight of i(1) - T in the mean of step n >= 1 with its sums over steps 1 to n - 1. */
  private readonly decay: StaticArray<f64>;
  private readonly weight: StaticArray<f64>;
  private readonly weightSum: StaticArray<f64>;
  private readonly squareSum: StaticArray<f64>;

  /** Sum of the currents at the beginning of each step and at the end of the last, and of the means. */
  private readonly sums_A: StaticArray<f64>;
  private readonly means_A: StaticArray<f64>;
  /** Bus voltage that each step's charge met. */
  private readonly bus_V: StaticArray<f64>;
  /** Steps of this tick that are over. */
  private done: i32 = 0;
  // of a step that is cut: over its pieces
  private cutCharge: f64 = 0;
  private cutEnergy: f64 = 0;
  private cutVoltage: f64 = 0;
  /** Sum of the currents now. */
  current_A: f64 = 0;

  constructor(rating: ConverterRating, converters: StaticArray<Converter>, fastTick_us: f64, stepsPerUs: i32) {
    const steps = <i32>fastTick_us * stepsPerUs;
    const step_us = 1 / <f64>stepsPerUs;
    const alpha = 1 - Math.exp(-step_us / rating.lag_us);
    const beta = 1 - (alpha * rating.lag_us) / step_us;
    const decay = new StaticArray<f64>(steps + 1);
    const weight = new StaticArray<f64>(steps + 1);
    const weightSum = new StaticArray<f64>(steps + 1);
    const squareSum = new StaticArray<f64>(steps + 1);
    decay[0] = 1;
    for (let n = 1; n <= steps; n++) {
      decay[n] = decay[n - 1] * (1 - alpha);
      weight[n] = decay[n - 1] * (1 - beta);
      if (n == steps) break;
      weightSum[n + 1] = weightSum[n] + weight[n];
      squareSum[n + 1] = squareSum[n] + weight[n] * weight[n];
    }
    this.rating = rating;
    this.converters = converters;
    this.steps = steps;
    this.step_s = step_us * 1e-6;
    this.reach_A = rating.slew_A_per_us * step_us;
    this.halfPerReach = 0.5 / (rating.slew_A_per_us * step_us);
    this.alpha = alpha;
    this.beta = beta;
    this.decay = decay;
    this.weight = weight;
    this.weightSum = weightSum;
    this.squareSum = squareSum;
    this.sums_A = new StaticArray<f64>(steps + 1);
    this.means_A = new StaticArray<f64>(steps);
    this.bus_V = new StaticArray<f64>(steps);
  }

  /** At a fast tick, when every converter has its target: the currents until the next one. */
  plan(): void {
    const sums_A = this.sums_A;
    const means_A = this.means_A;
    for (let n = 0; n < this.steps; n++) {
      unchecked((sums_A[n] = 0));
      unchecked((means_A[n] = 0));
    }
    unchecked((sums_A[this.steps] = 0));
    let before_A: f64 = 0;
    let firstMean_A: f64 = 0;
    let first_A: f64 = 0;
    let target_A: f64 = 0;
    for (let k = 0; k < this.converters.length; k++) {
      const c = unchecked(this.converters[k]);
      if (!c.active) continue;
      const d = c.target_A - c.slewed_A;
      c.arrives = Math.abs(d) <= this.reach_A && c.most_A == Infinity;
      if (!c.arrives) {
        this.walk(c, this.steps, true);
        continue;
      }
      const way_A = c.target_A - this.halfPerReach * d * Math.abs(d) - c.current_A;
      c.firstMean_A = c.current_A + this.beta * way_A;
      c.first_A = c.current_A + this.alpha * way_A;
      before_A += c.current_A;
      firstMean_A += c.firstMean_A;
      first_A += c.first_A;
      target_A += c.target_A;
    }
    const away_A = first_A - target_A;
    unchecked((sums_A[0] += before_A));
    unchecked((means_A[0] += firstMean_A));
    unchecked((sums_A[1] += first_A));
    for (let n = 1; n < this.steps; n++) {
      unchecked((means_A[n] += target_A + away_A * this.weight[n]));
      unchecked((sums_A[n + 1] += target_A + away_A * this.decay[n]));
    }
    this.current_A = unchecked(sums_A[0]);
  }

  /** Mean current of the step that is `ahead` steps from now. */
  mean_A(ahead: i32): f64 {
    return unchecked(this.means_A[this.done + ahead]);
  }

  /** Current at the end of that step. */
  end_A(ahead: i32): f64 {
    return unchecked(this.sums_A[this.done + ahead + 1]);
  }

  /** `count` steps are over, and their charges met these bus voltages. */
  met(bus_V: StaticArray<f64>, count: i32): void {
    for (let n = 0; n < count; n++) unchecked((this.bus_V[this.done + n] = bus_V[n]));
    this.done += count;
    this.current_A = unchecked(this.sums_A[this.done]);
  }

  /** Mean current over a piece of a step, from part `from` to part `to` of it: along the parabola with its ends and mean. */
  piece_A(from: f64, to: f64): f64 {
    const begin_A = unchecked(this.sums_A[this.done]);
    const rise_A = unchecked(this.sums_A[this.done + 1]) - begin_A;
    const bulge_A = 6 * (unchecked(this.means_A[this.done]) - begin_A - 0.5 * rise_A);
    // i(p) = begin + rise p + bulge p (1 - p)
    this.current_A = begin_A + (rise_A + bulge_A * (1 - to)) * to;
    // its integral from 0 to p over p, and the mean between two p
    const sum = from + to;
    const squares = from * from + from * to + to * to;
    return begin_A + 0.5 * (rise_A + bulge_A) * sum - (bulge_A * squares) / 3;
  }

  /** The bus voltage that a piece met; the pieces' energy over their charge is what the step met. */
  pieceMet(bus_V: f64, mean_A: f64, part: f64, last: bool): void {
    this.cutCharge += mean_A * part;
    this.cutEnergy += bus_V * mean_A * part;
    this.cutVoltage += bus_V * part;
    if (!last) return;
    unchecked((this.bus_V[this.done] = Math.abs(this.cutCharge) > 1e-9 ? this.cutEnergy / this.cutCharge : this.cutVoltage));
    this.done++;
    this.cutCharge = 0;
    this.cutEnergy = 0;
    this.cutVoltage = 0;
  }

  /** At the end of the fast tick: each converter has drawn and lost what its steps cost. */
  settle(): void {
    this.weigh();
    for (let k = 0; k < this.converters.length; k++) {
      const c = unchecked(this.converters[k]);
      if (!c.active) continue;
      this.cost(c);
      c.loss_J += this.loss_J;
      c.drawn_J += this.out_J + this.loss_J;
      c.current_A = this.last_A;
      c.slewed_A = this.lastSlewed_A;
    }
    this.done = 0;
  }

  // result of `cost` and `walk`
  private out_J: f64 = 0;
  private loss_J: f64 = 0;
  private last_A: f64 = 0;
  private lastSlewed_A: f64 = 0;
  // sum over the steps after the first of the bus voltage, and of it times the weight
  private bus0_V: f64 = 0;
  private bus1_V: f64 = 0;

  private weigh(): void {
    let sum: f64 = 0;
    let weighted: f64 = 0;
    for (let n = 1; n < this.done; n++) {
      const v = unchecked(this.bus_V[n]);
      sum += v;
      weighted += v * unchecked(this.weight[n]);
    }
    this.bus0_V = sum;
    this.bus1_V = weighted;
  }

  /** What a converter gave to the bus and lost in the steps that are over: sum of v i h, and of (P0 + a|i| + b i^2) h. */
  private cost(c: Converter): void {
    this.out_J = 0;
    this.loss_J = 0;
    this.last_A = c.current_A;
    this.lastSlewed_A = c.slewed_A;
    if (this.done == 0) return;
    const t = c.target_A;
    const away_A = c.first_A - t;
    const mean_A = c.firstMean_A;
    const second_A = t + away_A * unchecked(this.weight[1]);
    // a|i| has a closed form where the sign does not change
    if (!c.arrives || min(mean_A, min(second_A, t)) * max(mean_A, max(second_A, t)) < 0) {
      this.walk(c, this.done, false);
      return;
    }
    const rest = <f64>(this.done - 1);
    const weights = unchecked(this.weightSum[this.done]);
    const sum_A = mean_A + t * rest + away_A * weights;
    const square_A2 = mean_A * mean_A + t * t * rest + 2 * t * away_A * weights + away_A * away_A * unchecked(this.squareSum[this.done]);
    const r = this.rating;
    this.out_J = this.step_s * (unchecked(this.bus_V[0]) * mean_A + t * this.bus0_V + away_A * this.bus1_V);
    this.loss_J = this.step_s * (c.idle_W * <f64>this.done + r.lossLinear_V * Math.abs(sum_A) + r.lossResistive_ohm * square_A2);
    this.last_A = t + away_A * unchecked(this.decay[this.done - 1]);
    this.lastSlewed_A = t;
  }

  /**
   * `steps` steps one by one, for a reference that is still on its way or a source that cannot give it: into the sums,
   * or what they cost.
   */
  private walk(c: Converter, steps: i32, planning: bool): void {
    const r = this.rating;
    let i_A = c.current_A;
    let slewed_A = c.slewed_A;
    let out = 0.0;
    let loss = 0.0;
    if (planning) unchecked((this.sums_A[0] += i_A));
    for (let n = 0; n < steps; n++) {
      const before_A = slewed_A;
      slewed_A = max(before_A - this.reach_A, min(before_A + this.reach_A, c.target_A));
      const d = slewed_A - before_A;
      const way_A = slewed_A - this.halfPerReach * d * Math.abs(d) - i_A;
      const mean_A = min(c.most_A, i_A + this.beta * way_A);
      i_A = min(c.most_A, i_A + this.alpha * way_A);
      if (planning) {
        unchecked((this.means_A[n] += mean_A));
        unchecked((this.sums_A[n + 1] += i_A));
        continue;
      }
      const size_A = Math.abs(mean_A);
      out += unchecked(this.bus_V[n]) * mean_A;
      loss += c.idle_W + (r.lossLinear_V + r.lossResistive_ohm * size_A) * size_A;
    }
    this.out_J = this.step_s * out;
    this.loss_J = this.step_s * loss;
    this.last_A = i_A;
    this.lastSlewed_A = slewed_A;
  }

  /** Current of a converter now, in the middle of a fast tick too. */
  currentNow_A(c: Converter): f64 {
    if (!c.active) return c.current_A;
    this.weigh();
    this.cost(c);
    return this.last_A;
  }

  /** Lost by all converters since the start of the run, the steps of this tick included. */
  lossNow_J(): f64 {
    let sum: f64 = 0;
    this.weigh();
    for (let k = 0; k < this.converters.length; k++) {
      const c = unchecked(this.converters[k]);
      sum += c.loss_J;
      if (!c.active) continue;
      this.cost(c);
      sum += this.loss_J;
    }
    return sum;
  }

  /** Owed to the storage sides: drawn and not settled yet, the steps of this tick included. */
  owedNow_J(): f64 {
    let sum: f64 = 0;
    this.weigh();
    for (let k = 0; k < this.converters.length; k++) {
      const c = unchecked(this.converters[k]);
      sum += c.drawn_J + c.link_J;
      if (!c.active) continue;
      this.cost(c);
      sum += this.out_J + this.loss_J;
    }
    return sum;
  }
}
