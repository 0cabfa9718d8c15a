import { ConverterRating } from './converter';

/**
 * The fast state of all converters of one kind, two modules to a tile, lanes side by side:
 *
 *   tile + 0   target      A   reference after the limit, held for a fast tick
 *        + 16  slewed      A   after the slew limit
 *        + 32  current     A   at the bus, after the lag
 *        + 48  mean        A   of the last step: what the bus sees
 *        + 64  drawn       J   asked from the storage side since the last draw
 *        + 80  loss        J   since the start of the run
 *        + 96  idle        W   P0 while on, else 0
 *        + 112 most        A   what the storage side can give, held for a fast tick
 *        + 128 active      u32 for each lane: anything to integrate?
 */
export namespace Slot {
  export const TARGET: usize = 0;
  export const SLEWED: usize = 16;
  export const CURRENT: usize = 32;
  export const MEAN: usize = 48;
  export const DRAWN: usize = 64;
  export const LOSS: usize = 80;
  export const IDLE: usize = 96;
  export const MOST: usize = 112;
  export const ACTIVE: usize = 128;
}
const TILE: usize = 144;

/** reference -> slew -> first-order lag -> current, and what that costs, for all converters of a kind. */
export class ConverterBank {
  private readonly rating: ConverterRating;
  private readonly tiles: i32;
  private readonly memory: usize;
  /** Sum over the converters of the mean current of the last step. */
  mean_A: f64 = 0;
  /** Sum of the currents at the end of the last step. */
  current_A: f64 = 0;
  // lag over a step of `preparedStep_us`: how far the current comes at its end and in its mean
  private alpha: f64 = 0;
  private beta: f64 = 0;
  private preparedStep_us: f64 = 0;

  constructor(rating: ConverterRating, count: i32) {
    this.rating = rating;
    this.tiles = (count + 1) >> 1;
    this.memory = heap.alloc(<usize>this.tiles * TILE);
    memory.fill(this.memory, 0, <usize>this.tiles * TILE);
  }

  /** Address of the first slot of converter `k`. */
  lane(k: i32): usize {
    return this.memory + <usize>(k >> 1) * TILE + ((<usize>(k & 1)) << 3);
  }

  /** Over a step: slew toward the target, then the lag, exact for a constant input. */
  step(step_us: f64): void {
    if (step_us != this.preparedStep_us) {
      this.preparedStep_us = step_us;
      const steps = step_us / this.rating.lag_us;
      this.alpha = 1 - Math.exp(-steps);
      this.beta = 1 - this.alpha / steps;
    }
    const alpha = f64x2.splat(this.alpha);
    const beta = f64x2.splat(this.beta);
    const reach_A = this.rating.slew_A_per_us * step_us;
    const reach = f64x2.splat(reach_A);
    const halfPerReach = f64x2.splat(0.5 / reach_A);
    let mean = f64x2.splat(0);
    let current = f64x2.splat(0);
    let tile = this.memory;
    for (let n = this.tiles; n > 0; n--, tile += TILE) {
      if (load<u64>(tile, Slot.ACTIVE) == 0) continue;
      const before = v128.load(tile, Slot.SLEWED);
      const target = v128.load(tile, Slot.TARGET);
      let r = target;
      // most steps begin where the slew has ended
      if (v128.any_true(f64x2.ne(before, target))) {
        const after = f64x2.pmax(f64x2.sub(before, reach), f64x2.pmin(f64x2.add(before, reach), target));
        v128.store(tile, after, Slot.SLEWED);
        // mean of what slews by d and then rests: r = after - d|d|/(2 reach)
        const d = f64x2.sub(after, before);
        r = f64x2.sub(after, f64x2.mul(halfPerReach, f64x2.mul(d, f64x2.abs(d))));
      }
      // i1 = i0 + (1 - exp(-h/tau)) (r - i0); mean = r - tau (i1 - i0)/h: no charge is lost
      const i0 = v128.load(tile, Slot.CURRENT);
      const way = f64x2.sub(r, i0);
      const most = v128.load(tile, Slot.MOST);
      const i1 = f64x2.pmin(most, f64x2.add(i0, f64x2.mul(alpha, way)));
      v128.store(tile, i1, Slot.CURRENT);
      const m = f64x2.pmin(most, f64x2.add(i0, f64x2.mul(beta, way)));
      v128.store(tile, m, Slot.MEAN);
      mean = f64x2.add(mean, m);
      current = f64x2.add(current, i1);
    }
    this.mean_A = f64x2.extract_lane(mean, 0) + f64x2.extract_lane(mean, 1);
    this.current_A = f64x2.extract_lane(current, 0) + f64x2.extract_lane(current, 1);
  }

  /** Books what the step just made cost at `busVoltage_V`: v i to the bus, P0 + a|i| + b i^2 lost, both from the storage. */
  book(busVoltage_V: f64, step_s: f64): void {
    const v = f64x2.splat(busVoltage_V);
    const h = f64x2.splat(step_s);
    const linear = f64x2.splat(this.rating.lossLinear_V);
    const resistive = f64x2.splat(this.rating.lossResistive_ohm);
    let tile = this.memory;
    for (let n = this.tiles; n > 0; n--, tile += TILE) {
      if (load<u64>(tile, Slot.ACTIVE) == 0) continue;
      const i = v128.load(tile, Slot.MEAN);
      const size = f64x2.abs(i);
      const perAmpere = f64x2.add(linear, f64x2.mul(resistive, size));
      const loss = f64x2.mul(h, f64x2.add(v128.load(tile, Slot.IDLE), f64x2.mul(perAmpere, size)));
      v128.store(tile, f64x2.add(v128.load(tile, Slot.LOSS), loss), Slot.LOSS);
      const out = f64x2.mul(h, f64x2.mul(v, i));
      v128.store(tile, f64x2.add(v128.load(tile, Slot.DRAWN), f64x2.add(out, loss)), Slot.DRAWN);
    }
  }
}
