import { arena } from './arena';
import { FAST_BYTES, Fast, TILE_BYTES, Tile } from './layout';

/**
 * The electrical step of the cells in lanes of `T`: f32 (four groups at a time) or f64 (two).
 *
 *   dv1/dt = (R1 i - v1)/tau1, exact for constant current:  v1+ = a v1 + R1 (1 - a) i,  a = exp(-h/tau1)
 *   E = E0 - S q - r f - v1   (q, f: charge and ramp over time of the block that is under way)
 *   group: V = (sum(Ek gk) - I)/sum(gk),  ik = (Ek - V) gk
 *
 * Implicit midpoint: Ek is taken in the middle of the step without current, where u = v1 (1 + a)/2 is left of the branch;
 * gk = 1/(R0 + (R1 (1 - a) + S h)/2) holds what the current itself takes from it by then. So the energy of a step closes
 * however the current jumps. Sums, slope, u and its gain are kept in units of the step, which saves a product each.
 */
export class Tiles<T extends number> {
  readonly count: i32;
  private readonly parallel: i32;
  private readonly tau1_s: f64;
  readonly fast: usize;
  readonly tiles: usize;
  /** Factors of the step that is under way, a vector each: a, and the ramp in its middle. */
  private readonly factors: usize;
  private rise1: f64 = 0;
  /** (1 + a)/2, and what its square makes of a sum over squares of two V1. */
  private left1: f64 = 1;
  private square_s: f64 = 0;
  /** Length of the step for which the conductances hold. */
  step_s: f64 = 0;

  /** For the coming step, of all groups: emf above the references, sum of 1/sum(gk), and the part of it that is fall of the emf. */
  emf_V: f64 = 0;
  resistance_ohm: f64 = 0;
  half_ohm: f64 = 0;
  /** Mean voltages of the groups over the last step. */
  lowest_V: f64 = 0;
  highest_V: f64 = 0;

  constructor(groups: i32, parallel: i32, tau1_s: f64) {
    const lanes: i32 = 16 / sizeof<T>();
    const count = (groups + lanes - 1) / lanes;
    this.count = count;
    this.parallel = parallel;
    this.tau1_s = tau1_s;
    this.factors = zeroed(32);
    this.fast = arena.take(<usize>(count * parallel) * FAST_BYTES);
    this.tiles = arena.take(<usize>count * TILE_BYTES);
    for (let n = 0; n < count * parallel; n++) v128.store(this.fast + <usize>n * FAST_BYTES, v128.splat<T>(<T>Infinity), Fast.R0);
    // no group: no part in the lowest and highest voltage
    for (let g = groups; g < count * lanes; g++) this.setReference(g, NaN);
  }

  /** Address of a cell's lane in its record. */
  cell(g: i32, p: i32): usize {
    const lanes: i32 = 16 / sizeof<T>();
    return this.fast + <usize>((g / lanes) * this.parallel + p) * FAST_BYTES + <usize>(g % lanes) * sizeof<T>();
  }

  private group(g: i32): usize {
    const lanes: i32 = 16 / sizeof<T>();
    return this.tiles + <usize>(g / lanes) * TILE_BYTES + <usize>(g % lanes) * sizeof<T>();
  }

  /** A slot of `Fast` at an address from `cell`. */
  get(cell: usize, slot: usize): f64 {
    return <f64>load<T>(cell + slot);
  }

  set(cell: usize, slot: usize, value: f64): void {
    store<T>(cell + slot, <T>value);
  }

  v1_V(cell: usize): f64 {
    return this.get(cell, Fast.V1) / this.left1;
  }

  /** Fall of the emf with the charge, V per A s. */
  setSlope(cell: usize, slope_V_per_C: f64): void {
    this.set(cell, Fast.SLOPE, slope_V_per_C * this.step_s);
  }

  setR1(cell: usize, r1_ohm: f64): void {
    this.set(cell, Fast.GAIN, r1_ohm * (this.rise1 * this.left1));
  }

  /** Since the block began: charge, integral of the current's square, integral of the square of v1. */
  charge_C(cell: usize): f64 {
    return this.get(cell, Fast.CURRENT) * this.step_s;
  }

  squared_A2s(cell: usize): f64 {
    return this.get(cell, Fast.CURRENT_SQUARED) * this.step_s;
  }

  squared_V2s(cell: usize): f64 {
    return this.get(cell, Fast.V1_SQUARED) * this.square_s;
  }

  /** The next block's sums begin at zero. */
  restart(cell: usize): void {
    this.set(cell, Fast.CURRENT, 0);
    this.set(cell, Fast.CURRENT_SQUARED, 0);
    this.set(cell, Fast.V1_SQUARED, 0);
  }

  /** A slot of `Tile`. */
  getGroup(g: i32, slot: usize): f64 {
    return <f64>load<T>(this.group(g) + slot);
  }

  setGroup(g: i32, slot: usize, value: f64): void {
    store<T>(this.group(g) + slot, <T>value);
  }

  private referenceOf(g: i32): usize {
    const lanes: i32 = 16 / sizeof<T>();
    return this.tiles + <usize>(g / lanes) * TILE_BYTES + Tile.REFERENCE + ((<usize>(g % lanes)) << 3);
  }

  reference(g: i32): f64 {
    return load<f64>(this.referenceOf(g));
  }

  setReference(g: i32, reference_V: f64): void {
    store<f64>(this.referenceOf(g), reference_V);
  }

  /** Steps of another length from now on: what is kept in units of the step is counted in the new one. */
  setStep(step_s: f64): void {
    if (step_s == this.step_s) return;
    const before_s = this.step_s;
    const gain = this.rise1 * this.left1;
    const left = this.left1;
    const a = Math.exp(-step_s / this.tau1_s);
    this.step_s = step_s;
    this.rise1 = 1 - a;
    this.left1 = 0.5 * (1 + a);
    this.square_s = step_s / (4 * this.left1 * this.left1);
    v128.store(this.factors, v128.splat<T>(<T>a));
    if (before_s == 0) return;
    const branch = this.left1 / left;
    const sums = before_s / step_s;
    for (let n = this.count * this.parallel, cell = this.fast; n > 0; n--, cell += FAST_BYTES) {
      scale<T>(cell + Fast.SLOPE, step_s / before_s);
      scale<T>(cell + Fast.GAIN, (this.rise1 * this.left1) / gain);
      scale<T>(cell + Fast.V1, branch);
      scale<T>(cell + Fast.CURRENT, sums);
      scale<T>(cell + Fast.CURRENT_SQUARED, sums);
      scale<T>(cell + Fast.V1_SQUARED, sums * branch * branch);
    }
  }

  /** Conductances and emf with the ramp of the middle of the coming step: when a table, a fault or the step changed. */
  prepare(ramp_s: f64): void {
    const one = v128.splat<T>(<T>1);
    const half = v128.splat<T>(<T>0.5);
    const halfGain = v128.splat<T>(<T>(0.5 / this.left1));
    const zero = v128.splat<T>(<T>0);
    const middle_s = v128.splat<T>(<T>ramp_s);
    let emf = zero;
    let ohm = zero;
    let fall = zero;
    let cell = this.fast;
    let tile = this.tiles;
    for (let n = this.count; n > 0; n--, tile += TILE_BYTES) {
      let conductance = v128.load(tile, Tile.LEAK);
      let source = v128.load(tile, Tile.BIAS);
      let weighted = zero;
      for (let p = this.parallel; p > 0; p--, cell += FAST_BYTES) {
        // what an ampere takes from the emf by the middle of the step
        const branch = v128.mul<T>(halfGain, v128.load(cell, Fast.GAIN));
        const middle = v128.add<T>(branch, v128.mul<T>(half, v128.load(cell, Fast.SLOPE)));
        const g = v128.div<T>(one, v128.add<T>(v128.load(cell, Fast.R0), middle));
        const e = emfOf<T>(cell, v128.load(cell, Fast.CURRENT), v128.load(cell, Fast.V1), middle_s);
        v128.store(cell, g, Fast.CONDUCTANCE);
        v128.store(cell, e, Fast.EMF);
        conductance = v128.add<T>(conductance, g);
        weighted = v128.add<T>(weighted, v128.mul<T>(v128.mul<T>(g, g), middle));
        source = v128.add<T>(source, v128.mul<T>(g, e));
      }
      // a group without any path, and the lanes beyond the last group, have no part
      const share = v128.and(v128.div<T>(one, conductance), v128.gt<T>(conductance, zero));
      v128.store(tile, share, Tile.SHARE);
      v128.store(tile, source, Tile.SOURCE);
      emf = v128.add<T>(emf, v128.mul<T>(source, share));
      ohm = v128.add<T>(ohm, share);
      fall = v128.add<T>(fall, v128.mul<T>(weighted, v128.mul<T>(share, share)));
    }
    this.emf_V = sum<T>(emf);
    this.resistance_ohm = sum<T>(ohm);
    this.half_ohm = sum<T>(fall);
  }

  /** One step with the current of the module; `middle_s` is the ramp in the middle of the next one. */
  step(current_A: f64, middle_s: f64, leaks: bool): void {
    const current = v128.splat<T>(<T>current_A);
    // read where they are used: V8 would compute a splat again in every turn of the loop
    const factors = this.factors;
    v128.store(factors, v128.splat<T>(<T>middle_s), 16);
    let emf = v128.splat<T>(<T>0);
    let lowest = v128.splat<f64>(Infinity);
    let highest = v128.splat<f64>(-Infinity);
    const parallel = this.parallel;
    let cell = this.fast;
    let tile = this.tiles;
    for (let n = this.count; n > 0; n--, tile += TILE_BYTES) {
      const v = v128.mul<T>(v128.sub<T>(v128.load(tile, Tile.SOURCE), current), v128.load(tile, Tile.SHARE));
      v128.store(tile, v, Tile.VOLTAGE);
      if (leaks) {
        const area = v128.mul<T>(v, v128.splat<T>(<T>this.step_s));
        v128.store(tile, v128.add<T>(v128.load(tile, Tile.VOLTAGE_INTEGRAL), area), Tile.VOLTAGE_INTEGRAL);
        v128.store(tile, v128.add<T>(v128.load(tile, Tile.VOLTAGE_SQUARED), v128.mul<T>(area, v)), Tile.VOLTAGE_SQUARED);
      }
      const low = v128.add<f64>(lower<T>(v), v128.load(tile, Tile.REFERENCE));
      lowest = v128.pmin<f64>(lowest, low);
      highest = v128.pmax<f64>(highest, low);
      if (sizeof<T>() == 4) {
        const high = v128.add<f64>(upper(v), v128.load(tile, Tile.REFERENCE + 16));
        lowest = v128.pmin<f64>(lowest, high);
        highest = v128.pmax<f64>(highest, high);
      }
      let source = v128.load(tile, Tile.BIAS);
      for (let p = parallel; p > 0; p--, cell += FAST_BYTES) {
        const g = v128.load(cell, Fast.CONDUCTANCE);
        const i = v128.mul<T>(v128.sub<T>(v128.load(cell, Fast.EMF), v), g);
        const charge = v128.add<T>(v128.load(cell, Fast.CURRENT), i);
        v128.store(cell, charge, Fast.CURRENT);
        v128.store(cell, v128.add<T>(v128.load(cell, Fast.CURRENT_SQUARED), v128.mul<T>(i, i)), Fast.CURRENT_SQUARED);
        const before = v128.load(cell, Fast.V1);
        const after = v128.add<T>(v128.mul<T>(v128.load(factors), before), v128.mul<T>(v128.load(cell, Fast.GAIN), i));
        v128.store(cell, after, Fast.V1);
        const twice = v128.add<T>(before, after);
        v128.store(cell, v128.add<T>(v128.load(cell, Fast.V1_SQUARED), v128.mul<T>(twice, twice)), Fast.V1_SQUARED);
        const e = emfOf<T>(cell, charge, after, v128.load(factors, 16));
        v128.store(cell, e, Fast.EMF);
        source = v128.add<T>(source, v128.mul<T>(g, e));
      }
      v128.store(tile, source, Tile.SOURCE);
      emf = v128.add<T>(emf, v128.mul<T>(source, v128.load(tile, Tile.SHARE)));
    }
    this.emf_V = sum<T>(emf);
    this.lowest_V = min(v128.extract_lane<f64>(lowest, 0), v128.extract_lane<f64>(lowest, 1));
    this.highest_V = max(v128.extract_lane<f64>(highest, 0), v128.extract_lane<f64>(highest, 1));
  }
}

/** E0 - S q - r f - v1, what is known before the current first: the next step waits for the rest. */
function emfOf<T extends number>(cell: usize, charge: v128, v1: v128, time_s: v128): v128 {
  const known = v128.sub<T>(v128.load(cell, Fast.EMF_BEGIN), v128.mul<T>(v128.load(cell, Fast.RAMP), time_s));
  return v128.sub<T>(v128.sub<T>(known, v128.mul<T>(v128.load(cell, Fast.SLOPE), charge)), v1);
}

function scale<T extends number>(slot: usize, factor: f64): void {
  v128.store(slot, v128.mul<T>(v128.load(slot), v128.splat<T>(<T>factor)));
}

/** The first two lanes as f64. */
function lower<T extends number>(a: v128): v128 {
  if (sizeof<T>() == 4) return f64x2.promote_low_f32x4(a);
  return a;
}

function upper(a: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<i32>(a, a, 2, 3, 0, 1));
}

function sum<T extends number>(a: v128): f64 {
  let low = lower<T>(a);
  if (sizeof<T>() == 4) low = v128.add<f64>(low, upper(a));
  return v128.extract_lane<f64>(low, 0) + v128.extract_lane<f64>(low, 1);
}

export function zeroed(bytes: usize): usize {
  const address = heap.alloc(bytes);
  memory.fill(address, 0, bytes);
  return address;
}
