import { inverseNormalTable, Random } from '../math/random';
import { TiledPack } from '../plant/cells/tiledPack';
import { chemistryOf } from '../plant/chemistry';
import { Pack, PackConfig } from '../plant/pack';

let singles!: StaticArray<Pack>;
let doubles!: StaticArray<TiledPack<f64>>;
let inDouble: bool = false;

/** `count` packs of battery modules to be timed, in lanes of f32 or f64. */
export function benchPacksInit(double: bool, chemistry: i32, count: i32, series: i32, parallel: i32): void {
  inDouble = double;
  const config = new PackConfig();
  config.series = series;
  config.parallel = parallel;
  config.soc = 0.9;
  config.capacitySpread = 0.004;
  config.resistanceSpread = 0.025;
  config.contactParallel_ohm = 2e-4;
  config.contactSeries_ohm = 1e-4;
  const normal = inverseNormalTable();
  const kind = chemistryOf(chemistry);
  if (double) doubles = new StaticArray<TiledPack<f64>>(count);
  else singles = new StaticArray<Pack>(count);
  for (let k = 0; k < count; k++) {
    const random = Random.stream(1, k, normal);
    if (double) {
      doubles[k] = new TiledPack<f64>(kind, config, random);
      doubles[k].begin(1e-3);
    } else {
      singles[k] = new Pack(kind, config, random);
      singles[k].begin(1e-3);
    }
  }
}

/** Milliseconds of all packs. */
export function benchPacks(steps: i32, current_A: f64): void {
  for (let n = 0; n < steps; n++) {
    if (inDouble) for (let k = 0; k < doubles.length; k++) doubles[k].stepElectrical(current_A, current_A * current_A, 1e-3);
    else for (let k = 0; k < singles.length; k++) singles[k].stepElectrical(current_A, current_A * current_A, 1e-3);
  }
}

/** Heat and tables of `count` packs. */
export function benchPacksHeat(first: i32, count: i32): void {
  if (inDouble) for (let k = first; k < first + count; k++) doubles[k].stepThermal(0.1);
  else for (let k = first; k < first + count; k++) singles[k].stepThermal(0.1);
}
