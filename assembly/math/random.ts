import { at, put, rowOf } from './row';

/**
 * Seeded generator: splitmix64 (Steele, Lea, Flood 2014), one 64-bit word of state in linear memory, any number of
 * independent streams.
 */
/** Step of the state. */
export const GOLDEN: u64 = 0x9e3779b97f4a7c15;
/** Points of the inverse normal table; the last interval on each side reaches 4.2 sigma. */
const POINTS: i32 = 1024;

export class Random {
  private state: u64;
  /** The points of the inverse normal distribution, a row. */
  readonly points: usize;

  constructor(seed: u64, points: usize) {
    this.state = seed;
    this.points = points;
  }

  /** Stream `id` of `seed`: a different id is an unrelated sequence. */
  static stream(seed: u64, id: i32, points: usize): Random {
    return new Random(mix(seed * GOLDEN + mix(<u64>id + 1)), points);
  }

  nextU64(): u64 {
    const state = this.state + GOLDEN;
    this.state = state;
    return mix(state);
  }

  /** Uniform in [0, 1), 53 bits. */
  uniform(): f64 {
    return <f64>(this.nextU64() >> 11) * (1.0 / 9007199254740992.0);
  }

  gaussian(): f64 {
    return this.normal(<u32>(this.nextU64() >> 32));
  }

  /**
   * Standard normal from 32 random bits, by linear interpolation of the inverse distribution on a grid that is even in
   * probability; the outermost cells are cut at 4.2 sigma. Error of the standard deviation below 0.5 %.
   */
  normal(bits: u32): f64 {
    const cell = <i32>(bits >> 22);
    const part = <f64>(bits & 0x3fffff) * (1.0 / 4194304.0);
    const low = at(this.points, cell);
    return low + part * (at(this.points, cell + 1) - low);
  }
}

/** Bits of a state. */
export function mix(word: u64): u64 {
  let z = word;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

/** A row of the inverse normal distribution at POINTS + 1 even probabilities (Acklam's rational approximation, 1.15e-9). */
export function inverseNormalTable(): usize {
  const points = rowOf(POINTS + 1);
  for (let k = 1; k < POINTS; k++) put(points, k, inverseNormal(<f64>k / <f64>POINTS));
  put(points, 0, -4.2);
  put(points, POINTS, 4.2);
  return points;
}

function inverseNormal(p: f64): f64 {
  if (p > 0.5) return -inverseNormal(1 - p);
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(p));
    return (
      (((((-7.784894002430293e-3 * q - 0.3223964580411365) * q - 2.400758277161838) * q - 2.549732539343734) * q + 4.374664141464968) * q +
        2.938163982698783) /
      ((((7.784695709041462e-3 * q + 0.3224671290700398) * q + 2.445134137142996) * q + 3.754408661907416) * q + 1)
    );
  }
  const q = p - 0.5;
  const r = q * q;
  return (
    ((((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r + 138.357751867269) * r - 30.66479806614716) * r +
      2.506628277459239) *
      q) /
    (((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r + 66.80131188771972) * r - 13.28068155288572) * r + 1)
  );
}
