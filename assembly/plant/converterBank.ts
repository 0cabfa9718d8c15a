import { pairsOf, placeOf, sumOf } from '../math/pairs';
import { at } from '../math/row';
import { Converter, ConverterRating, ConverterSlot } from './converter';
import { ConverterAlone } from './converterAlone';
import { ConverterCourse } from './converterCourse';
import { ConverterLag } from './converterLag';

/** One of a pair changes its sign between the first step, the second and where it goes. */
function turnsOf(mean_A: v128, second_A: v128, t: v128): bool {
  const zero = f64x2.splat(0);
  return v128.any_true(
    v128.or(
      f64x2.lt(f64x2.mul(mean_A, t), zero),
      v128.or(f64x2.lt(f64x2.mul(second_A, t), zero), f64x2.lt(f64x2.mul(mean_A, second_A), zero)),
    ),
  );
}

/**
 * All converters of a kind, one fast tick at a time. Their targets are held between fast ticks and the bus does not act
 * back on their currents, so what they will do until the next one is known when it begins.
 *
 * The bus sees the sum over the modules. What each of them then drew and lost follows when the tick is over, from the
 * bus voltages of its steps. Converters are taken two at a time; one that walks is taken alone.
 */
export class ConverterBank {
  private readonly rating: ConverterRating;
  readonly converters: StaticArray<Converter>;
  /** Slots of all converters, two by two; one that pads the last pair is always off. */
  readonly pairs: usize;
  private readonly pairsEnd: usize;
  private readonly lag: ConverterLag;
  /** What the bus meets. */
  readonly course: ConverterCourse;
  private readonly alone: ConverterAlone;
  /** It stays at or below this until the next fast tick; infinite while one is on its way. */
  most_A: f64 = 0;
  /** Some converter is on its way up or down: its state is to be looked at. */
  switching: bool = true;
  /** The source limit of some converter came or went at the last latch. */
  limitsMoved: bool = false;
  /** Is any of them on, or still falling to zero? Then, and once more after that, there is something to do. */
  private on: bool = true;
  private active: bool = true;
  /** Does any of them not arrive within the first step of this tick? */
  private walks: bool = false;

  constructor(rating: ConverterRating, count: i32, fastTick_us: f64, stepsPerUs: i32) {
    const pairs = pairsOf(count, ConverterSlot.BYTES);
    const converters = new StaticArray<Converter>(count);
    for (let k = 0; k < count; k++) converters[k] = new Converter(rating, placeOf(pairs, k, ConverterSlot.BYTES));
    this.pairs = pairs;
    this.pairsEnd = placeOf(pairs, (count + 1) & ~1, ConverterSlot.BYTES);
    const lag = new ConverterLag(rating, fastTick_us, stepsPerUs);
    const course = new ConverterCourse(lag.steps);
    this.rating = rating;
    this.converters = converters;
    this.lag = lag;
    this.course = course;
    this.alone = new ConverterAlone(rating, lag, course);
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
    let on: bool = false;
    let switching: bool = false;
    for (let k = 0; k < this.converters.length; k++) {
      const c = this.converters[k];
      on = on || c.active;
      switching = switching || !c.rests;
    }
    this.switching = switching;
    this.on = on;
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
    const lag = this.lag;
    const zero = f64x2.splat(0);
    const bus = f64x2.splat(bus_V);
    const linear_V = f64x2.splat(rating.lossLinear_V);
    const resistive_ohm = f64x2.splat(rating.lossResistive_ohm);
    const reach_A = f64x2.splat(lag.reach_A);
    const halfPerReach = f64x2.splat(lag.halfPerReach);
    const alpha = f64x2.splat(lag.alpha);
    const beta = f64x2.splat(lag.beta);
    // the most that one takes from the bus
    const charge_A = f64x2.splat(bus_V > 0 ? rating.charge_W / bus_V : 0);
    let allArrive = i64x2.splat(-1);
    let limitsMoved = zero;
    let before_A = zero;
    let sumWay_A = zero;
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
      // v i + P0 + a|i| + b i^2 at the higher of where it is and where it goes
      const highest_A = f64x2.pmax(i, t);
      const input_W = f64x2.add(
        f64x2.add(idle_W, f64x2.mul(f64x2.add(bus, f64x2.mul(resistive_ohm, highest_A)), highest_A)),
        f64x2.mul(linear_V, f64x2.abs(highest_A)),
      );
      // 4 R p > E^2; twice a sum of equals costs less than a constant in every lane
      const drop_V2 = f64x2.mul(v128.load(pair, ConverterSlot.RESISTANCE), input_W);
      const twice_V2 = f64x2.add(drop_V2, drop_V2);
      const limited = f64x2.gt(f64x2.add(twice_V2, twice_V2), f64x2.mul(emf_V, emf_V));
      limitsMoved = v128.or(limitsMoved, v128.xor(limited, v128.load(pair, ConverterSlot.LIMITED)));
      v128.store(pair, t, ConverterSlot.TARGET);
      v128.store(pair, limited, ConverterSlot.LIMITED);
      const d = f64x2.sub(t, v128.load(pair, ConverterSlot.SLEWED));
      const size_A = f64x2.abs(d);
      const arrives = v128.andnot(f64x2.le(size_A, reach_A), limited);
      const way_A = f64x2.sub(f64x2.sub(t, f64x2.mul(f64x2.mul(halfPerReach, d), size_A)), i);
      v128.store(pair, arrives, ConverterSlot.ARRIVES);
      v128.store(pair, f64x2.add(i, f64x2.mul(beta, way_A)), ConverterSlot.FIRST_MEAN);
      v128.store(pair, f64x2.add(i, f64x2.mul(alpha, way_A)), ConverterSlot.FIRST);
      allArrive = v128.and(allArrive, arrives);
      before_A = f64x2.add(before_A, v128.and(arrives, i));
      sumWay_A = f64x2.add(sumWay_A, v128.and(arrives, way_A));
      target_A = f64x2.add(target_A, v128.and(arrives, t));
    }
    this.active = this.on;
    this.limitsMoved = v128.any_true(limitsMoved);
    const walks = !i64x2.all_true(allArrive);
    this.walks = walks;
    if (walks || this.limitsMoved) this.limit(bus_V);
    this.plan(sumOf(before_A), sumOf(sumWay_A), sumOf(target_A), walks);
  }

  /** Whose source cannot: the largest i with v i + P0 + a|i| + b i^2 = E^2/4R. */
  private limit(bus_V: f64): void {
    const r = this.rating;
    const linear_V = bus_V + r.lossLinear_V;
    for (let k = 0; k < this.converters.length; k++) {
      const place = placeOf(this.pairs, k, ConverterSlot.BYTES);
      if (load<i64>(place, ConverterSlot.LIMITED) == 0) {
        store<f64>(place, Infinity, ConverterSlot.MOST);
        continue;
      }
      const emf_V = load<f64>(place, ConverterSlot.EMF);
      const spare_W = (emf_V * emf_V) / (4 * load<f64>(place, ConverterSlot.RESISTANCE)) - load<f64>(place, ConverterSlot.IDLE);
      const most_A = spare_W > 0 ? (2 * spare_W) / (linear_V + Math.sqrt(linear_V * linear_V + 4 * r.lossResistive_ohm * spare_W)) : 0;
      store<f64>(place, most_A, ConverterSlot.MOST);
    }
  }

  /** The course until the next fast tick, from sums over the converters that arrive and, one by one, the others. */
  private plan(before_A: f64, way_A: f64, target_A: f64, walks: bool): void {
    const course = this.course;
    const lag = this.lag;
    const first_A = before_A + lag.alpha * way_A;
    course.spread(lag, before_A, before_A + lag.beta * way_A, first_A, target_A);
    // a lag passes neither where it begins nor where it goes, once it is there
    this.most_A = walks ? Infinity : max(before_A, max(first_A, target_A));
    if (walks) for (let k = 0; k < this.converters.length; k++) this.walkAlone(unchecked(this.converters[k]));
    course.current_A = at(course.sums_A, 0);
  }

  private walkAlone(c: Converter): void {
    if (!c.arrives) this.alone.walk(c, this.lag.steps, true);
  }

  /**
   * At the end of the fast tick: each converter has drawn and lost what its steps cost, sum of v i h and of
   * (P0 + a|i| + b i^2) h. All of it has a closed form but a|i| where the sign changes.
   */
  settle(): void {
    if (this.active) this.settlePairs();
    this.course.done = 0;
  }

  private settlePairs(): void {
    const done = this.course.done;
    const alone = this.alone;
    alone.weigh();
    const rating = this.rating;
    const lag = this.lag;
    const step_s = f64x2.splat(lag.step_s);
    const steps = f64x2.splat(<f64>done);
    const rest = f64x2.splat(<f64>(done - 1));
    const linear_V = f64x2.splat(rating.lossLinear_V);
    const resistive_ohm = f64x2.splat(rating.lossResistive_ohm);
    const weight = f64x2.splat(at(lag.weight, 1));
    const weights = f64x2.splat(at(lag.weightSum, done));
    const squares = f64x2.splat(at(lag.squareSum, done));
    const decay = f64x2.splat(at(lag.decay, done - 1));
    const first_V = f64x2.splat(at(this.course.bus_V, 0));
    const bus0_V = f64x2.splat(alone.bus0_V);
    const bus1_V = f64x2.splat(alone.bus1_V);
    // sign bits of a pair: none is set where all of it is positive, which is nearly always
    const careful: i32 = this.walks ? -1 : 0;
    const end = this.pairsEnd;
    for (let pair = this.pairs; pair < end; pair += ConverterSlot.BYTES) {
      const t = v128.load(pair, ConverterSlot.TARGET);
      const away_A = f64x2.sub(v128.load(pair, ConverterSlot.FIRST), t);
      const mean_A = v128.load(pair, ConverterSlot.FIRST_MEAN);
      const second_A = f64x2.add(t, f64x2.mul(away_A, weight));
      const sum_A = f64x2.add(f64x2.add(mean_A, f64x2.mul(t, rest)), f64x2.mul(away_A, weights));
      let size_A = f64x2.abs(sum_A);
      if ((i64x2.bitmask(v128.or(mean_A, v128.or(second_A, t))) | careful) != 0) {
        if (i64x2.bitmask(v128.load(pair, ConverterSlot.ARRIVES)) != 3) {
          this.settleAlone(pair);
          continue;
        }
        if (turnsOf(mean_A, second_A, t)) size_A = this.sizes(mean_A, away_A, t);
      }
      const square_A2 = f64x2.add(
        f64x2.add(
          f64x2.add(f64x2.mul(mean_A, mean_A), f64x2.mul(f64x2.mul(t, t), rest)),
          f64x2.mul(f64x2.mul(f64x2.add(t, t), away_A), weights),
        ),
        f64x2.mul(f64x2.mul(away_A, away_A), squares),
      );
      const out_J = f64x2.mul(step_s, f64x2.add(f64x2.add(f64x2.mul(first_V, mean_A), f64x2.mul(t, bus0_V)), f64x2.mul(away_A, bus1_V)));
      const loss_J = f64x2.mul(
        step_s,
        f64x2.add(
          f64x2.add(f64x2.mul(v128.load(pair, ConverterSlot.IDLE), steps), f64x2.mul(linear_V, size_A)),
          f64x2.mul(resistive_ohm, square_A2),
        ),
      );
      v128.store(pair, f64x2.add(v128.load(pair, ConverterSlot.LOSS), loss_J), ConverterSlot.LOSS);
      v128.store(pair, f64x2.add(v128.load(pair, ConverterSlot.DRAWN), f64x2.add(out_J, loss_J)), ConverterSlot.DRAWN);
      v128.store(pair, f64x2.add(t, f64x2.mul(away_A, decay)), ConverterSlot.CURRENT);
      v128.store(pair, t, ConverterSlot.SLEWED);
    }
    alone.forget();
  }

  /** Sum of |i| over the steps that are over, of a pair of which one turns. */
  private sizes(mean_A: v128, away_A: v128, t: v128): v128 {
    const weight = this.lag.weight;
    const done = this.course.done;
    let size_A = f64x2.abs(mean_A);
    for (let n = 1; n < done; n++) size_A = f64x2.add(size_A, f64x2.abs(f64x2.add(t, f64x2.mul(away_A, f64x2.splat(at(weight, n))))));
    return size_A;
  }

  /** A pair of which one walks. */
  private settleAlone(pair: usize): void {
    const alone = this.alone;
    const first = 2 * <i32>((pair - this.pairs) / ConverterSlot.BYTES);
    const end = min(first + 2, this.converters.length);
    for (let k = first; k < end; k++) {
      alone.cost(unchecked(this.converters[k]));
      const place = placeOf(this.pairs, k, ConverterSlot.BYTES);
      store<f64>(place, load<f64>(place, ConverterSlot.LOSS) + alone.loss_J, ConverterSlot.LOSS);
      store<f64>(place, load<f64>(place, ConverterSlot.DRAWN) + (alone.out_J + alone.loss_J), ConverterSlot.DRAWN);
      store<f64>(place, alone.last_A, ConverterSlot.CURRENT);
      store<f64>(place, alone.lastSlewed_A, ConverterSlot.SLEWED);
    }
  }

  /** Current of a converter now, in the middle of a fast tick too. */
  currentNow_A(c: Converter): f64 {
    if (!this.active) return c.current_A;
    const alone = this.alone;
    alone.weigh();
    alone.cost(c);
    const current_A = alone.last_A;
    alone.forget();
    return current_A;
  }

  /** Lost by all converters since the start of the run, the steps of this tick included. */
  lossNow_J(): f64 {
    const alone = this.alone;
    let sum: f64 = 0;
    alone.weigh();
    for (let k = 0; k < this.converters.length; k++) {
      const c = unchecked(this.converters[k]);
      sum += c.loss_J;
      if (!this.active) continue;
      alone.cost(c);
      sum += alone.loss_J;
    }
    alone.forget();
    return sum;
  }

  /** Owed to the storage sides: drawn and not settled yet, the steps of this tick included. */
  owedNow_J(): f64 {
    const alone = this.alone;
    let sum: f64 = 0;
    alone.weigh();
    for (let k = 0; k < this.converters.length; k++) {
      const c = unchecked(this.converters[k]);
      sum += c.drawn_J + c.link_J;
      if (!this.active) continue;
      alone.cost(c);
      sum += alone.out_J + alone.loss_J;
    }
    alone.forget();
    return sum;
  }
}
