import { inverseNormalTable, Random } from '../math/random';
import { chemistryOf } from '../plant/chemistry';
import { Pack, PackConfig } from '../plant/pack';

let pack!: Pack;

/** A pack on its own; steps of `step_s`. */
export function testPackInit(
  chemistry: i32,
  series: i32,
  parallel: i32,
  soc: f64,
  ambient_degC: f64,
  spread: f64,
  contact_ohm: f64,
  step_s: f64,
  seed: f64,
): void {
  const config = new PackConfig();
  config.series = series;
  config.parallel = parallel;
  config.soc = soc;
  config.ambient_K = ambient_degC + 273.15;
  config.capacitySpread = spread * 0.16;
  config.resistanceSpread = spread;
  config.contactParallel_ohm = contact_ohm;
  config.contactSeries_ohm = 0.5 * contact_ohm;
  pack = new Pack(chemistryOf(chemistry), config, Random.stream(<u64>seed, 7, inverseNormalTable()));
  pack.begin(step_s);
}

export function testPackElectrical(current_A: f64, meanSquare_A2: f64, step_s: f64): void {
  pack.stepElectrical(current_A, meanSquare_A2, step_s);
}

export function testPackThermal(step_s: f64): void {
  pack.stepThermal(step_s);
}

export function testPackEmf_V(): f64 {
  return pack.emf_V;
}

export function testPackResistance_ohm(): f64 {
  return pack.resistance_ohm;
}

export function testPackGroupVoltage_V(group: i32): f64 {
  return pack.groupVoltage_V(group);
}

export function testPackCellCurrent_A(cell: i32): f64 {
  return pack.cellCurrent_A(cell);
}

export function testPackCellTemperature_K(cell: i32): f64 {
  return pack.cellTemperature_K(cell);
}

export function testPackSoc(): f64 {
  return pack.soc();
}

export function testPackCellSoc(cell: i32): f64 {
  return pack.cellSoc(cell);
}

export function testPackStored_J(): f64 {
  return pack.storedEnergy_J();
}

export function testPackToAir_J(): f64 {
  return pack.heatToAir_J;
}
