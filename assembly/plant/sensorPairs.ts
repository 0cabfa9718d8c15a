import { Sample } from '../abi/Sample';
import { pairsOf, placeOf } from '../math/pairs';
import { GOLDEN, mix, Random } from '../math/random';
import { rowOf } from '../math/row';
import { BUS_CODES, CURRENT_CODES, Scales, STORAGE_CODES, TO_BITS, Tolerance } from './sensorScales';

/** Sample bank: codes of shunt, storage and link voltage lie side by side from here on. */
const CODES: usize = 32;

/** Points of the normal table are reached by ten bits, the way between them by the 22 below: the first of a double's fraction. */
const PART_BITS: u64 = 0x000fffffc0000000;

/** Standard normals from the points of the table (math/random.ts) that two cells have at their ends. */
function normals(first: v128, second: v128, part: v128): v128 {
  const low = v128.shuffle<f64>(first, second, 0, 2);
  const high = v128.shuffle<f64>(first, second, 1, 3);
  return f64x2.add(low, f64x2.mul(part, f64x2.sub(high, low)));
}

/** Nearest whole codes inside [low, high], left in the low bits by `toBits`. */
function codes(exact: v128, low: v128, high: v128, toBits: v128): v128 {
  return f64x2.add(f64x2.pmin(f64x2.pmax(exact, low), high), toBits);
}

/** What a pair of modules has for its fast sensors: byte offsets of its slots (math/pairs.ts). */
namespace SensorSlot {
  /** State of each module's generator. */
  export const STATE: usize = 0;
  /** Standard normals for the coming tick. */
  export const BUS: usize = 16;
  export const CURRENT: usize = 32;
  /** Tolerance of each module. */
  export const BUS_CODES_PER_V: usize = 48;
  export const CURRENT_GAIN: usize = 64;
  export const CURRENT_OFFSET: usize = 80;
  export const BYTES: usize = 96;
}

/** Where a constant lies in its row: bytes. */
namespace Constant {
  export const BUS_NOISE: usize = 0;
  export const CURRENT_NOISE: usize = 8;
  export const CURRENT_PER_A: usize = 16;
  export const STORAGE_PER_V: usize = 24;
  export const BUS_MOST: usize = 32;
  export const CURRENT_LEAST: usize = 40;
  export const CURRENT_MOST: usize = 48;
  export const STORAGE_MOST: usize = 56;
  export const TO_BITS: usize = 64;
  export const ONE: usize = 72;
  export const PART_BITS: usize = 80;
  export const COUNT: i32 = 11;
}

/**
 * The fast sensors of all modules, two at a time. Their noise is drawn a tick ahead, so that nobody waits for the end of
 * the long way from a seed to a code.
 */
export class SensorPairs {
  // constants in memory: the processor has one there in both lanes sooner than from an instruction
  private readonly constants: usize;
  private readonly samples: StaticArray<Sample>;
  private readonly pairs: usize;
  private readonly points: usize;

  /** `samples`: an even number of them; every module's noise is a stream of its own, named by `randoms`. */
  constructor(scales: Scales, samples: StaticArray<Sample>, tolerances: StaticArray<Tolerance>, randoms: StaticArray<Random>) {
    const count = samples.length;
    const constants = rowOf(Constant.COUNT);
    store<f64>(constants, scales.busNoise_V, Constant.BUS_NOISE);
    store<f64>(constants, scales.currentNoise_A, Constant.CURRENT_NOISE);
    store<f64>(constants, scales.currentCodes_per_A, Constant.CURRENT_PER_A);
    store<f64>(constants, scales.storageCodes_per_V, Constant.STORAGE_PER_V);
    store<f64>(constants, BUS_CODES - 1, Constant.BUS_MOST);
    store<f64>(constants, 1 - CURRENT_CODES, Constant.CURRENT_LEAST);
    store<f64>(constants, CURRENT_CODES - 1, Constant.CURRENT_MOST);
    store<f64>(constants, STORAGE_CODES - 1, Constant.STORAGE_MOST);
    store<f64>(constants, TO_BITS, Constant.TO_BITS);
    store<f64>(constants, 1, Constant.ONE);
    store<f64>(constants, reinterpret<f64>(PART_BITS), Constant.PART_BITS);
    this.constants = constants;
    this.samples = samples;
    this.pairs = pairsOf(count, SensorSlot.BYTES);
    this.points = count > 0 ? randoms[0].points : 0;
    for (let k = 0; k < count; k++) {
      const place = placeOf(this.pairs, k, SensorSlot.BYTES);
      store<u64>(place, randoms[k].nextU64(), SensorSlot.STATE);
      store<f64>(place, tolerances[k].busCodes_per_V, SensorSlot.BUS_CODES_PER_V);
      store<f64>(place, tolerances[k].currentGain, SensorSlot.CURRENT_GAIN);
      store<f64>(place, tolerances[k].currentOffset_A, SensorSlot.CURRENT_OFFSET);
      if ((k & 1) != 0 || k == count - 1) this.draw(placeOf(this.pairs, k & ~1, SensorSlot.BYTES));
    }
  }

  /** Standard normals of module `k` in this tick. */
  busNoise(k: i32): f64 {
    return load<f64>(placeOf(this.pairs, k, SensorSlot.BYTES), SensorSlot.BUS);
  }

  currentNoise(k: i32): f64 {
    return load<f64>(placeOf(this.pairs, k, SensorSlot.BYTES), SensorSlot.CURRENT);
  }

  /** The noise of the coming tick for module `k`, which is even, and its neighbour. */
  next(k: i32): void {
    this.draw(placeOf(this.pairs, k, SensorSlot.BYTES));
  }

  /** `ticks` went by in which no module was looked at: the generators' state is a sum, and so is theirs. */
  pass(ticks: i32): void {
    const step = i64x2.splat(<i64>(GOLDEN * <u64>(ticks - 1)));
    for (let k = 0; k < this.samples.length; k++) {
      const sample = this.samples[k];
      sample.busVoltageSequence += ticks;
      sample.moduleSequence += ticks;
      if ((k & 1) != 0) continue;
      const pair = placeOf(this.pairs, k, SensorSlot.BYTES);
      v128.store(pair, i64x2.add(v128.load(pair, SensorSlot.STATE), step), SensorSlot.STATE);
      this.draw(pair);
    }
  }

  /** One draw of 64 bits a module: the lower half is the bus voltage's, the upper one the current's. */
  @inline
  private draw(pair: usize): void {
    const state = i64x2.add(v128.load(pair, SensorSlot.STATE), i64x2.splat(<i64>GOLDEN));
    v128.store(pair, state, SensorSlot.STATE);
    const a = mix(<u64>i64x2.extract_lane(state, 0));
    const b = mix(<u64>i64x2.extract_lane(state, 1));
    const bits = i64x2.replace_lane(i64x2.splat(<i64>a), 1, <i64>b);
    const points = this.points;
    const bus = normals(
      v128.load(points + ((<usize>(a >> 22) & 1023) << 3)),
      v128.load(points + ((<usize>(b >> 22) & 1023) << 3)),
      this.partOf(i64x2.shl(bits, 30)),
    );
    const current = normals(
      v128.load(points + ((<usize>(a >> 54)) << 3)),
      v128.load(points + ((<usize>(b >> 54)) << 3)),
      this.partOf(i64x2.shr_u(bits, 2)),
    );
    v128.store(pair, bus, SensorSlot.BUS);
    v128.store(pair, current, SensorSlot.CURRENT);
  }

  /** Bits 30 to 51 of each lane as a part of one. */
  @inline
  private partOf(bits: v128): v128 {
    const at = this.constants;
    const one = v128.load_splat<f64>(at, Constant.ONE);
    return f64x2.sub(v128.or(v128.and(bits, v128.load_splat<u64>(at, Constant.PART_BITS)), one), one);
  }

  /**
   * What `ModuleSensors.fast` does, for modules `k` and `k + 1` at once whose sensors are sound and quantised and whose
   * links are joined to their storage. `current_A`, `storage_V`: one lane a module.
   */
  @inline
  fast(k: i32, bus_V: f64, storage_V: v128, current_A: v128): void {
    const at = this.constants;
    const a = unchecked(this.samples[k]);
    const b = unchecked(this.samples[k + 1]);
    const pair = placeOf(this.pairs, k, SensorSlot.BYTES);
    const exactBus = f64x2.mul(
      f64x2.add(f64x2.splat(bus_V), f64x2.mul(v128.load_splat<f64>(at, Constant.BUS_NOISE), v128.load(pair, SensorSlot.BUS))),
      v128.load(pair, SensorSlot.BUS_CODES_PER_V),
    );
    const toBits = v128.load_splat<f64>(at, Constant.TO_BITS);
    const zero = f64x2.splat(0);
    const busBits = codes(exactBus, zero, v128.load_splat<f64>(at, Constant.BUS_MOST), toBits);
    const bus = f32x4.demote_f64x2_zero(f64x2.sub(busBits, toBits));
    const seen_A = f64x2.add(
      f64x2.add(f64x2.mul(current_A, v128.load(pair, SensorSlot.CURRENT_GAIN)), v128.load(pair, SensorSlot.CURRENT_OFFSET)),
      f64x2.mul(v128.load_splat<f64>(at, Constant.CURRENT_NOISE), v128.load(pair, SensorSlot.CURRENT)),
    );
    const current = codes(
      f64x2.mul(seen_A, v128.load_splat<f64>(at, Constant.CURRENT_PER_A)),
      v128.load_splat<f64>(at, Constant.CURRENT_LEAST),
      v128.load_splat<f64>(at, Constant.CURRENT_MOST),
      toBits,
    );
    const exactStorage = f64x2.mul(storage_V, v128.load_splat<f64>(at, Constant.STORAGE_PER_V));
    const storage = codes(exactStorage, zero, v128.load_splat<f64>(at, Constant.STORAGE_MOST), toBits);
    a.busVoltage_code = f32x4.extract_lane(bus, 0);
    b.busVoltage_code = f32x4.extract_lane(bus, 1);
    // shunt, storage and link lie side by side, 16 bits each, and the link's is the storage's
    const shunt = i64x2.shr_u(i64x2.shl(current, 48), 48);
    const both = i64x2.shl(storage, 48);
    const three = v128.or(shunt, v128.or(i64x2.shr_u(both, 32), i64x2.shr_u(both, 16)));
    v128.store_lane<i64>(a.address, three, 0, CODES);
    v128.store_lane<i64>(b.address, three, 1, CODES);
    a.busVoltageSequence += 1;
    b.busVoltageSequence += 1;
    a.moduleSequence += 1;
    b.moduleSequence += 1;
    this.draw(pair);
  }
}
