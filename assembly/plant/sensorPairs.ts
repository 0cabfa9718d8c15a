import { Sample } from '../abi/Sample';
import { Random } from '../math/random';
import { BatterySlot } from './batteryModule';
import { BUS_CODES, CURRENT_CODES, Scales, STORAGE_CODES, TO_BITS } from './sensorScales';

/** A number below 2^52 in the low bits of a double: less 2^52 it is that number. */
const FROM_BITS: i64 = 0x4330000000000000;
const BITS_ONE: f64 = 4503599627370496;
/** Points of the normal table are reached by ten bits, the way between them by the 22 below. */
const PART_BITS: i64 = 0x3fffff;
const PER_PART: f64 = 1 / 4194304.0;

/** Standard normals from the points of the table (math/random.ts) that two cells have at their ends. */
function normals(first: v128, second: v128, part: v128): v128 {
  const low = v128.shuffle<f64>(first, second, 0, 2);
  const high = v128.shuffle<f64>(first, second, 1, 3);
  return f64x2.add(low, f64x2.mul(part, f64x2.sub(high, low)));
}

/** The low 22 of each lane's bits as a part of one. */
function partOf(bits: v128): v128 {
  const whole = v128.or(v128.and(bits, i64x2.splat(PART_BITS)), i64x2.splat(FROM_BITS));
  return f64x2.mul(f64x2.sub(whole, f64x2.splat(BITS_ONE)), f64x2.splat(PER_PART));
}

/** Nearest whole codes inside [low, high]. */
function codes(exact: v128, low: f64, high: f64): v128 {
  const whole = f64x2.floor(f64x2.add(exact, f64x2.splat(0.5)));
  return f64x2.pmin(f64x2.pmax(whole, f64x2.splat(low)), f64x2.splat(high));
}

/**
 * What `ModuleSensors.fast` does, bit for bit, for two battery modules at a time whose sensors are sound and quantised and
 * whose main contactors are closed.
 */
export class SensorPairs {
  private readonly scales: Scales;
  private readonly samples: StaticArray<Sample>;
  private readonly randoms: StaticArray<Random>;

  /** Of the battery modules alone, an even number of them. */
  constructor(scales: Scales, samples: StaticArray<Sample>, randoms: StaticArray<Random>) {
    this.scales = scales;
    this.samples = samples;
    this.randoms = randoms;
  }

  /** Modules `k` and `k + 1`, whose slots lie at `pair`. */
  fast(k: i32, pair: usize, bus_V: f64): void {
    const scales = this.scales;
    const a = unchecked(this.samples[k]);
    const b = unchecked(this.samples[k + 1]);
    const random = unchecked(this.randoms[k]);
    const bitsA = random.nextU64();
    const bitsB = unchecked(this.randoms[k + 1]).nextU64();
    const bits = i64x2.replace_lane(i64x2.splat(<i64>bitsA), 1, <i64>bitsB);
    const table = random.points;
    // the lower half of a draw is the bus voltage's, the upper one the current's
    const busNoise = normals(
      v128.load(table + ((<usize>(bitsA >> 22) & 1023) << 3)),
      v128.load(table + ((<usize>(bitsB >> 22) & 1023) << 3)),
      partOf(bits),
    );
    const currentNoise = normals(
      v128.load(table + ((<usize>(bitsA >> 54)) << 3)),
      v128.load(table + ((<usize>(bitsB >> 54)) << 3)),
      partOf(i64x2.shr_u(bits, 32)),
    );
    const exactBus = f64x2.mul(
      f64x2.add(f64x2.splat(bus_V), f64x2.mul(f64x2.splat(scales.busNoise_V), busNoise)),
      f64x2.splat(scales.busCodes_per_V),
    );
    const bus = f32x4.demote_f64x2_zero(codes(exactBus, 0, BUS_CODES - 1));
    const seen_A = f64x2.add(
      f64x2.add(f64x2.mul(v128.load(pair, BatterySlot.CURRENT), f64x2.splat(scales.currentGain)), f64x2.splat(scales.currentOffset_A)),
      f64x2.mul(f64x2.splat(scales.currentNoise_A), currentNoise),
    );
    const toBits = f64x2.splat(TO_BITS);
    const exactCurrent = f64x2.mul(seen_A, f64x2.splat(scales.currentCodes_per_A));
    const current = f64x2.add(codes(exactCurrent, 1 - CURRENT_CODES, CURRENT_CODES - 1), toBits);
    const exactStorage = f64x2.mul(v128.load(pair, BatterySlot.TERMINAL), f64x2.splat(scales.storageCodes_per_V));
    const storage = f64x2.add(codes(exactStorage, 0, STORAGE_CODES - 1), toBits);
    a.busVoltage_code = f32x4.extract_lane(bus, 0);
    b.busVoltage_code = f32x4.extract_lane(bus, 1);
    a.moduleCurrent_code = i16x8.extract_lane_s(current, 0);
    b.moduleCurrent_code = i16x8.extract_lane_s(current, 4);
    const storageA = i16x8.extract_lane_u(storage, 0);
    const storageB = i16x8.extract_lane_u(storage, 4);
    a.storageVoltage_code = storageA;
    b.storageVoltage_code = storageB;
    a.linkVoltage_code = storageA;
    b.linkVoltage_code = storageB;
    a.busVoltageSequence += 1;
    b.busVoltageSequence += 1;
    a.moduleSequence += 1;
    b.moduleSequence += 1;
  }
}
