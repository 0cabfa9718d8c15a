import { PlantParameters } from '../abi/PlantParameters';
import { pairsOf, placeOf } from '../math/pairs';
import { inverseNormalTable, Random } from '../math/random';
import { BatteryModule, BatterySlot } from './batteryModule';
import { chemistryOf } from './chemistry';
import { ConverterSlot } from './converter';
import { ConverterBank } from './converterBank';
import { Disconnect } from './disconnect';
import { Journal } from './journal';

/** All battery modules, the storage sides of their converters, taken two at a time. */
export class BatteryBank {
  readonly modules: StaticArray<BatteryModule>;
  private readonly disconnects: StaticArray<Disconnect>;
  /** Slots of all modules, two by two, and those of their converters. */
  readonly pairs: usize;
  private readonly converterPairs: usize;
  private readonly fuseRating_A2: f64;
  private readonly fastTick_us: f64;
  private readonly step_s: f64;
  private readonly perStep: f64;
  /** `first`: number of the first module in the shelf. */
  constructor(parameters: PlantParameters, converters: ConverterBank, first: i32, seed: u64, journal: Journal, fastTick_us: f64) {
    const count = converters.converters.length;
    const pairs = pairsOf(count, BatterySlot.BYTES);
    const modules = new StaticArray<BatteryModule>(count);
    const disconnects = new StaticArray<Disconnect>((count + 1) & ~1);
    const normal = inverseNormalTable();
    // one set of tables for all of them
    const chemistry = chemistryOf(parameters.cellChemistry);
    for (let k = 0; k < count; k++) {
      // every module has its own stream: adding one does not change the others
      const random = Random.stream(seed, 1000 + k, normal);
      const place = placeOf(pairs, k, BatterySlot.BYTES);
      modules[k] = new BatteryModule(parameters, chemistry, converters.converters[k], place, first + k, random, journal);
      disconnects[k] = modules[k].disconnect;
    }
    this.modules = modules;
    this.pairs = pairs;
    this.converterPairs = converters.pairs;
    this.fuseRating_A2 = parameters.fuseRating_A * parameters.fuseRating_A;
    this.step_s = fastTick_us * 1e-6;
    this.perStep = 1 / (fastTick_us * 1e-6);
    this.fastTick_us = fastTick_us;
    if ((count & 1) != 0) {
      // what pads the last pair draws nothing from an emf of its own
      store<f64>(placeOf(converters.pairs, count, ConverterSlot.BYTES), 1, ConverterSlot.EMF);
      store<f64>(placeOf(pairs, count, BatterySlot.BYTES), 1, BatterySlot.EMF);
      disconnects[count] = disconnects[count - 1];
    }
    this.disconnects = disconnects;
  }

  /**
   * After each fast tick: settles what the converters drew with the packs' Thevenin pairs. At constant power p
   * i = p/(E/2 + sqrt(E^2/4 - R p)); that leaves an energy of rounding size, which the link carries on.
   * Returns true where contacts may have moved.
   */
  settle(now_us: f64): bool {
    let moved = false;
    const modules = this.modules;
    const disconnects = this.disconnects;
    const zero = f64x2.splat(0);
    const half = f64x2.splat(0.5);
    const h = f64x2.splat(this.step_s);
    const perSecond = f64x2.splat(this.perStep);
    const fuse_A2 = f64x2.splat(this.fuseRating_A2);
    let pair = this.pairs;
    let c = this.converterPairs;
    const count = modules.length;
    for (let k = 0; k < count; k += 2, pair += BatterySlot.BYTES, c += ConverterSlot.BYTES) {
      // by itself: where it decides with others below, the compiler takes root and quotient on both ways
      if (!unchecked(disconnects[k]).quiet || !unchecked(disconnects[k + 1]).quiet) {
        this.settleAlone(k, now_us);
        moved = true;
        continue;
      }
      const asked_J = f64x2.add(v128.load(c, ConverterSlot.DRAWN), v128.load(c, ConverterSlot.LINK));
      // nothing drawn, nothing flowed: both rest
      if (!v128.any_true(v128.or(asked_J, v128.load(pair, BatterySlot.CURRENT)))) continue;
      const e_V = v128.load(c, ConverterSlot.EMF);
      const r_ohm = v128.load(pair, BatterySlot.RESISTANCE);
      const p_W = f64x2.mul(asked_J, perSecond);
      // powers of two leave the bits as they are
      const half_V = f64x2.mul(half, e_V);
      const i = f64x2.div(p_W, f64x2.add(half_V, f64x2.sqrt(f64x2.sub(f64x2.mul(half_V, half_V), f64x2.mul(r_ohm, p_W)))));
      const square_A2 = f64x2.mul(i, i);
      // both can give it (the root of less than nothing is no number), their fuses stay cold, and their paths are whole
      const plain = v128.andnot(f64x2.le(square_A2, fuse_A2), e_V);
      if (i64x2.bitmask(plain) != 3) {
        this.settleAlone(k, now_us);
        moved = true;
        continue;
      }
      const drop_V = f64x2.mul(r_ohm, i);
      const terminal_V = f64x2.sub(e_V, drop_V);
      const q_C = f64x2.mul(i, h);
      const charge_C = f64x2.add(v128.load(pair, BatterySlot.CHARGE), q_C);
      v128.store(c, zero, ConverterSlot.DRAWN);
      v128.store(c, f64x2.sub(asked_J, f64x2.mul(f64x2.mul(terminal_V, i), h)), ConverterSlot.LINK);
      v128.store(c, f64x2.sub(v128.load(pair, BatterySlot.EMF), f64x2.mul(v128.load(pair, BatterySlot.FADE), charge_C)), ConverterSlot.EMF);
      v128.store(pair, f64x2.add(v128.load(pair, BatterySlot.LOSS), f64x2.mul(f64x2.mul(drop_V, i), h)), BatterySlot.LOSS);
      v128.store(pair, f64x2.add(v128.load(pair, BatterySlot.EMF_ENERGY), f64x2.mul(e_V, q_C)), BatterySlot.EMF_ENERGY);
      v128.store(pair, f64x2.add(v128.load(pair, BatterySlot.SQUARED), f64x2.mul(square_A2, h)), BatterySlot.SQUARED);
      v128.store(pair, charge_C, BatterySlot.CHARGE);
      v128.store(pair, i, BatterySlot.CURRENT);
      v128.store(pair, terminal_V, BatterySlot.TERMINAL);
    }
    return moved;
  }

  /** A pair of which one has contacts that move, a short circuit, no path, or a fuse that warms. */
  private settleAlone(k: i32, now_us: f64): void {
    const step_us = this.fastTick_us;
    unchecked(this.modules[k]).settle(now_us, step_us);
    if (k + 1 < this.modules.length) unchecked(this.modules[k + 1]).settle(now_us, step_us);
  }
}
