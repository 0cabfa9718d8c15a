import { pairsOf, placeOf, sumOf } from '../math/pairs';
import { at, put, rowOf } from '../math/row';
import { Converter, ConverterRating, ConverterSlot } from './converter';

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
 * bus voltages of its steps. Converters are taken two at a time; one that walks, or whose current turns within the tick,
 * is taken alone.
 */
export class ConverterBank {
  private readonly rating: ConverterRating;
  readonly converters: StaticArray<Converter>;
  /** Slots of all converters, two by two; one that pads the last pair is always off. */
  readonly pairs: usize;
  private readonly pairsEnd: usize;
  /** Power-stage steps in a fast tick. */
  private readonly steps: i32;
  private readonly step_s: f64;
  private readonly reach_A: f64;
  private readonly halfPerReach: f64;
  private readonly alpha: f64;
  private readonly beta: f64;
  /** (1 - alpha)^n, and the weight of i(1) - T in the mean of step n >= 1 with its sums over steps 1 to n - 1. */
  private readonly decay: usize;
  private readonly weight: usize;
  private readonly weightSum: usize;
  private readonly squareSum: usize;

  /** Sum of the currents at the beginning of each step and at the end of the last, and of the means. */
  readonly sums_A: usize;
  readonly means_A: usize;
  /** Bus voltage that each step's charge met: whoever makes a step leaves it here. */
  readonly bus_V: usize;
  /** Steps of this tick that are over. */
  private done: i32 = 0;
  // of a step that is cut: what it is as a whole, and sums over its pieces
  private cutting: bool = false;
  private wholeMean_A: f64 = 0;
  private wholeEnd_A: f64 = 0;
  private cutCharge: f64 = 0;
  private cutEnergy: f64 = 0;
  private cutVoltage: f64 = 0;
  /** Sum of the currents now. */
  current_A: f64 = 0;
  /** It stays at or below this until the next fast tick; infinite while one is on its way. */
  most_A: f64 = 0;
  /** Some converter is on its way up or down: its state is to be looked at. */
  switching: bool = true;
  /** The source limit of some converter came or went at the last latch. */
  limitsMoved: bool = false;
  /** Is any of them on, or still falling to zero? */
  private active: bool = true;
  /** Does any of them not arrive within the first step of this tick? */
  private walks: bool = false;

  constructor(rating: ConverterRating, count: i32, fastTick_us: f64, stepsPerUs: i32) {
    const pairs = pairsOf(count, ConverterSlot.BYTES);
    const converters = new StaticArray<Converter>(count);
    for (let k = 0; k < count; k++) converters[k] = new Converter(rating, placeOf(pairs, k, ConverterSlot.BYTES));
    this.pairs = pairs;
    this.pairsEnd = placeOf(pairs, (count + 1) & ~1, ConverterSlot.BYTES);
    const steps = <i32>fastTick_us * stepsPerUs;
    const step_us = 1 / <f64>stepsPerUs;
    const alpha = 1 - Math.exp(-step_us / rating.lag_us);
    const beta = 1 - (alpha * rating.lag_us) / step_us;
    const decay = rowOf(steps + 1);
    const weight = rowOf(steps + 1);
    const weightSum = rowOf(steps + 1);
    const squareSum = rowOf(steps + 1);
    put(decay, 0, 1);
    for (let n = 1; n <= steps; n++) {
      const w = at(decay, n - 1) * (1 - beta);
      put(decay, n, at(decay, n - 1) * (1 - alpha));
      put(weight, n, w);
      if (n == steps) break;
      put(weightSum, n + 1, at(weightSum, n) + w);
      put(squareSum, n + 1, at(squareSum, n) + w * w);
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
    this.sums_A = rowOf(steps + 1);
    this.means_A = rowOf(steps);
    this.bus_V = rowOf(steps);
  }

  /** What converter `k` is told now acts a fast tick later: the reference at the bus, delivering positive... */
  ask(k: i32, reference_A: f64): void {
    store<f64>(placeOf(this.pairs, k, ConverterSlot.BYTES), reference_A, ConverterSlot.ASKED);
  }

  /** ...and whether it is to be on. */
  enable(k: i32, on: bool): void {
    unchecked(this.converters[k]).enable(on);
    this.switching = true;
  }

  /** Converter `k` was pulled out. */
  remove(k: i32): void {
    this.converters[k].remove();
    this.switching = true;
  }

  /** At a fast tick, once whoever had to has switched over: no converter switches any more? */
  rest(): void {
    this.switching = false;
    for (let k = 0; k < this.converters.length; k++) if (!this.converters[k].rests) this.switching = true;
    this.active = true;
  }

  /**
   * At a fast tick: what was written a tick ago now acts, and the currents until the next tick are known.
   * `bus_V`: what the sources are judged by; an emf E behind R gives at most E^2/4R.
   */
  latch(bus_V: f64): void {
    this.limitsMoved = false;
    if (!this.active) return;
    const rating = this.rating;
    const zero = f64x2.splat(0);
    const four = f64x2.splat(4);
    const bus = f64x2.splat(bus_V);
    const linear_V = f64x2.splat(rating.lossLinear_V);
    const resistive_ohm = f64x2.splat(rating.lossResistive_ohm);
    const reach_A = f64x2.splat(this.reach_A);
    const halfPerReach = f64x2.splat(this.halfPerReach);
    const alpha = f64x2.splat(this.alpha);
    const beta = f64x2.splat(this.beta);
    const unlimited_A = f64x2.splat(Infinity);
    // the most that one takes from the bus
    const charge_A = f64x2.splat(bus_V > 0 ? rating.charge_W / bus_V : 0);
    let active = zero;
    let allArrive = i64x2.splat(-1);
    let limitsMoved = zero;
    let before_A = zero;
    let firstMean_A = zero;
    let first_A = zero;
    let target_A = zero;
    const end = this.pairsEnd;
    for (let pair = this.pairs; pair < end; pair += ConverterSlot.BYTES) {
      const limit_A = v128.load(pair, ConverterSlot.LIMIT);
      const idle_W = v128.load(pair, ConverterSlot.IDLE);
      const i = v128.load(pair, ConverterSlot.CURRENT);
      const emf_V = v128.load(pair, ConverterSlot.EMF);
      // within the charging power, and nothing where there is no path to charge
      const least_A = v128.and(f64x2.pmin(limit_A, charge_A), f64x2.ge(emf_V, zero));
      const t = f64x2.pmin(f64x2.pmax(v128.load(pair, ConverterSlot.ASKED), f64x2.neg(least_A)), limit_A);
      active = v128.or(active, v128.or(limit_A, v128.or(idle_W, i)));
      // v i + P0 + a|i| + b i^2 at the higher of where it is and where it goes
      const highest_A = f64x2.pmax(i, t);
      const input_W = f64x2.add(
        f64x2.add(idle_W, f64x2.mul(f64x2.add(bus, f64x2.mul(resistive_ohm, highest_A)), highest_A)),
        f64x2.mul(linear_V, f64x2.abs(highest_A)),
      );
      const limited = f64x2.gt(f64x2.mul(f64x2.mul(four, v128.load(pair, ConverterSlot.RESISTANCE)), input_W), f64x2.mul(emf_V, emf_V));
      limitsMoved = v128.or(limitsMoved, v128.xor(limited, v128.load(pair, ConverterSlot.LIMITED)));
      v128.store(pair, t, ConverterSlot.TARGET);
      v128.store(pair, limited, ConverterSlot.LIMITED);
      v128.store(pair, unlimited_A, ConverterSlot.MOST);
      if (v128.any_true(limited)) this.limit(pair, bus_V);
      const d = f64x2.sub(t, v128.load(pair, ConverterSlot.SLEWED));
      const size_A = f64x2.abs(d);
      const arrives = v128.andnot(f64x2.le(size_A, reach_A), limited);
      const way_A = f64x2.sub(f64x2.sub(t, f64x2.mul(f64x2.mul(halfPerReach, d), size_A)), i);
      const mean_A = f64x2.add(i, f64x2.mul(beta, way_A));
      const end_A = f64x2.add(i, f64x2.mul(alpha, way_A));
      v128.store(pair, arrives, ConverterSlot.ARRIVES);
      v128.store(pair, mean_A, ConverterSlot.FIRST_MEAN);
      v128.store(pair, end_A, ConverterSlot.FIRST);
      allArrive = v128.and(allArrive, arrives);
      before_A = f64x2.add(before_A, v128.and(arrives, i));
      firstMean_A = f64x2.add(firstMean_A, v128.and(arrives, mean_A));
      first_A = f64x2.add(first_A, v128.and(arrives, end_A));
      target_A = f64x2.add(target_A, v128.and(arrives, t));
    }
    this.active = v128.any_true(active);
    this.limitsMoved = v128.any_true(limitsMoved);
    const walks = !i64x2.all_true(allArrive);
    this.walks = walks;
    this.plan(sumOf(before_A), sumOf(firstMean_A), sumOf(first_A), sumOf(target_A), walks);
  }

  /** The source of one of a pair cannot: the largest i with v i + P0 + a|i| + b i^2 = E^2/4R. */
  private limit(pair: usize, bus_V: f64): void {
    const r = this.rating;
    const linear_V = bus_V + r.lossLinear_V;
    for (let place = pair; place <= pair + 8; place += 8) {
      if (load<i64>(place, ConverterSlot.LIMITED) == 0) continue;
      const emf_V = load<f64>(place, ConverterSlot.EMF);
      const spare_W = (emf_V * emf_V) / (4 * load<f64>(place, ConverterSlot.RESISTANCE)) - load<f64>(place, ConverterSlot.IDLE);
      const most_A = spare_W > 0 ? (2 * spare_W) / (linear_V + Math.sqrt(linear_V * linear_V + 4 * r.lossResistive_ohm * spare_W)) : 0;
      store<f64>(place, most_A, ConverterSlot.MOST);
    }
  }

  /** The sums until the next fast tick, from those over the converters that arrive and, one by one, the others. */
  private plan(before_A: f64, firstMean_A: f64, first_A: f64, target_A: f64, walks: bool): void {
    this.spread(before_A, firstMean_A, first_A, target_A);
    // a lag passes neither where it begins nor where it goes, once it is there
    this.most_A = walks ? Infinity : max(before_A, max(first_A, target_A));
    if (walks) for (let k = 0; k < this.converters.length; k++) this.walkAlone(unchecked(this.converters[k]));
    this.current_A = at(this.sums_A, 0);
  }

  /** The sums of all converters that arrive within the first step: two steps at a time. */
  private spread(before_A: f64, firstMean_A: f64, first_A: f64, target_A: f64): void {
    const sums_A = this.sums_A;
    const means_A = this.means_A;
    const weight = this.weight;
    const decay = this.decay;
    const away_A = f64x2.splat(first_A - target_A);
    const t = f64x2.splat(target_A);
    store<f64>(sums_A, before_A);
    store<f64>(means_A, firstMean_A);
    store<f64>(sums_A, first_A, 8);
    const last = (<usize>(this.steps - 1)) << 3;
    let n: usize = 8;
    for (; n < last; n += 16) {
      v128.store(means_A + n, f64x2.add(t, f64x2.mul(away_A, v128.load(weight + n))));
      v128.store(sums_A + n, f64x2.add(t, f64x2.mul(away_A, v128.load(decay + n))), 8);
    }
    if (n > last) return;
    store<f64>(means_A + n, target_A + (first_A - target_A) * load<f64>(weight + n));
    store<f64>(sums_A + n, target_A + (first_A - target_A) * load<f64>(decay + n), 8);
  }

  private walkAlone(c: Converter): void {
    if (!c.arrives) this.walk(c, this.steps, true);
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

  /**
   * At the end of the fast tick: each converter has drawn and lost what its steps cost, sum of v i h and of
   * (P0 + a|i| + b i^2) h. a|i| has a closed form where the sign does not change.
   */
  settle(): void {
    if (this.active) this.settlePairs();
    this.done = 0;
  }

  private settlePairs(): void {
    const done = this.done;
    this.weigh();
    const rating = this.rating;
    const zero = f64x2.splat(0);
    const two = f64x2.splat(2);
    const step_s = f64x2.splat(this.step_s);
    const steps = f64x2.splat(<f64>done);
    const rest = f64x2.splat(<f64>(done - 1));
    const linear_V = f64x2.splat(rating.lossLinear_V);
    const resistive_ohm = f64x2.splat(rating.lossResistive_ohm);
    const weight = f64x2.splat(at(this.weight, 1));
    const weights = f64x2.splat(at(this.weightSum, done));
    const squares = f64x2.splat(at(this.squareSum, done));
    const decay = f64x2.splat(at(this.decay, done - 1));
    const first_V = f64x2.splat(at(this.bus_V, 0));
    const bus0_V = f64x2.splat(this.bus0_V);
    const bus1_V = f64x2.splat(this.bus1_V);
    const walks = this.walks;
    const end = this.pairsEnd;
    for (let pair = this.pairs; pair < end; pair += ConverterSlot.BYTES) {
      const t = v128.load(pair, ConverterSlot.TARGET);
      const away_A = f64x2.sub(v128.load(pair, ConverterSlot.FIRST), t);
      const mean_A = v128.load(pair, ConverterSlot.FIRST_MEAN);
      const second_A = f64x2.add(t, f64x2.mul(away_A, weight));
      const turns = v128.or(
        f64x2.lt(f64x2.mul(mean_A, t), zero),
        v128.or(f64x2.lt(f64x2.mul(second_A, t), zero), f64x2.lt(f64x2.mul(mean_A, second_A), zero)),
      );
      if (v128.any_true(turns) || (walks && !i64x2.all_true(v128.load(pair, ConverterSlot.ARRIVES)))) {
        this.settleAlone(pair);
        continue;
      }
      const sum_A = f64x2.add(f64x2.add(mean_A, f64x2.mul(t, rest)), f64x2.mul(away_A, weights));
      const square_A2 = f64x2.add(
        f64x2.add(
          f64x2.add(f64x2.mul(mean_A, mean_A), f64x2.mul(f64x2.mul(t, t), rest)),
          f64x2.mul(f64x2.mul(f64x2.mul(two, t), away_A), weights),
        ),
        f64x2.mul(f64x2.mul(away_A, away_A), squares),
      );
      const out_J = f64x2.mul(step_s, f64x2.add(f64x2.add(f64x2.mul(first_V, mean_A), f64x2.mul(t, bus0_V)), f64x2.mul(away_A, bus1_V)));
      const loss_J = f64x2.mul(
        step_s,
        f64x2.add(
          f64x2.add(f64x2.mul(v128.load(pair, ConverterSlot.IDLE), steps), f64x2.mul(linear_V, f64x2.abs(sum_A))),
          f64x2.mul(resistive_ohm, square_A2),
        ),
      );
      v128.store(pair, f64x2.add(v128.load(pair, ConverterSlot.LOSS), loss_J), ConverterSlot.LOSS);
      v128.store(pair, f64x2.add(v128.load(pair, ConverterSlot.DRAWN), f64x2.add(out_J, loss_J)), ConverterSlot.DRAWN);
      v128.store(pair, f64x2.add(t, f64x2.mul(away_A, decay)), ConverterSlot.CURRENT);
      v128.store(pair, t, ConverterSlot.SLEWED);
    }
  }

  /** A pair of which one walks or turns. */
  private settleAlone(pair: usize): void {
    const first = 2 * <i32>((pair - this.pairs) / ConverterSlot.BYTES);
    const end = min(first + 2, this.converters.length);
    for (let k = first; k < end; k++) {
      this.cost(unchecked(this.converters[k]));
      const place = placeOf(this.pairs, k, ConverterSlot.BYTES);
      store<f64>(place, load<f64>(place, ConverterSlot.LOSS) + this.loss_J, ConverterSlot.LOSS);
      store<f64>(place, load<f64>(place, ConverterSlot.DRAWN) + (this.out_J + this.loss_J), ConverterSlot.DRAWN);
      store<f64>(place, this.last_A, ConverterSlot.CURRENT);
      store<f64>(place, this.lastSlewed_A, ConverterSlot.SLEWED);
    }
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
    const bus_V = this.bus_V;
    const weight = this.weight;
    const done = this.done;
    for (let n = 1; n < done; n++) {
      const v = at(bus_V, n);
      sum += v;
      weighted += v * at(weight, n);
    }
    this.bus0_V = sum;
    this.bus1_V = weighted;
  }

  /** What one converter gave to the bus and lost in the steps that are over, as `settle` has it for two. */
  private cost(c: Converter): void {
    const done = this.done;
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
    const second_A = t + away_A * at(this.weight, 1);
    if (!c.arrives || mean_A * t < 0 || second_A * t < 0 || mean_A * second_A < 0) {
      this.walk(c, done, false);
      return;
    }
    const rest = <f64>(done - 1);
    const weights = at(this.weightSum, done);
    const sum_A = mean_A + t * rest + away_A * weights;
    const square_A2 = mean_A * mean_A + t * t * rest + 2 * t * away_A * weights + away_A * away_A * at(this.squareSum, done);
    const r = this.rating;
    const step_s = this.step_s;
    this.out_J = step_s * (at(this.bus_V, 0) * mean_A + t * this.bus0_V + away_A * this.bus1_V);
    this.loss_J = step_s * (c.idle_W * <f64>done + r.lossLinear_V * Math.abs(sum_A) + r.lossResistive_ohm * square_A2);
    this.last_A = t + away_A * at(this.decay, done - 1);
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
    if (planning) put(this.sums_A, 0, at(this.sums_A, 0) + i_A);
    for (let n = 0; n < steps; n++) {
      const before_A = slewed_A;
      slewed_A = max(before_A - this.reach_A, min(before_A + this.reach_A, c.target_A));
      const d = slewed_A - before_A;
      const way_A = slewed_A - this.halfPerReach * d * Math.abs(d) - i_A;
      const mean_A = min(c.most_A, i_A + this.beta * way_A);
      i_A = min(c.most_A, i_A + this.alpha * way_A);
      if (planning) {
        put(this.means_A, n, at(this.means_A, n) + mean_A);
        put(this.sums_A, n + 1, at(this.sums_A, n + 1) + i_A);
        continue;
      }
      const size_A = Math.abs(mean_A);
      out += at(this.bus_V, n) * mean_A;
      loss += c.idle_W + (r.lossLinear_V + r.lossResistive_ohm * size_A) * size_A;
    }
    this.out_J = this.step_s * out;
    this.loss_J = this.step_s * loss;
    this.last_A = i_A;
    this.lastSlewed_A = slewed_A;
  }

  /** Current of a converter now, in the middle of a fast tick too. */
  currentNow_A(c: Converter): f64 {
    if (!this.active) return c.current_A;
    this.weigh();
    this.cost(c);
    const current_A = this.last_A;
    this.forget();
    return current_A;
  }

  /** Looking leaves nothing behind. */
  private forget(): void {
    this.out_J = 0;
    this.loss_J = 0;
    this.last_A = 0;
    this.lastSlewed_A = 0;
  }

  /** Lost by all converters since the start of the run, the steps of this tick included. */
  lossNow_J(): f64 {
    let sum: f64 = 0;
    this.weigh();
    for (let k = 0; k < this.converters.length; k++) {
      const c = unchecked(this.converters[k]);
      sum += c.loss_J;
      if (!this.active) continue;
      this.cost(c);
      sum += this.loss_J;
    }
    this.forget();
    return sum;
  }

  /** Owed to the storage sides: drawn and not settled yet, the steps of this tick included. */
  owedNow_J(): f64 {
    let sum: f64 = 0;
    this.weigh();
    for (let k = 0; k < this.converters.length; k++) {
      const c = unchecked(this.converters[k]);
      sum += c.drawn_J + c.link_J;
      if (!this.active) continue;
      this.cost(c);
      sum += this.out_J + this.loss_J;
    }
    this.forget();
    return sum;
  }
}
