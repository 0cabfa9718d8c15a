import { inverseNormalTable, Random } from '../math/random';

let random!: Random;

export function testRandomInit(seed: f64, stream: i32): void {
  random = Random.stream(<u64>seed, stream, inverseNormalTable());
}

export function testRandomUniform(): f64 {
  return random.uniform();
}

export function testRandomGaussian(): f64 {
  return random.gaussian();
}
