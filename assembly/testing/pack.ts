import { inverseNormalTable, Random } from '../math/random';
import { TiledPack } from '../plant/cells/tiledPack';
import { chemistryOf } from '../plant/chemistry';
import { Chemistry } from '../plant/chemistry/chemistry';
import { Pack, PackConfig } from '../plant/pack';

let pack!: Pack;
/** The same cells in double precision, for comparison. */
let twin!: TiledPack<f64>;
let double: bool = false;
/** Fields that stay as they are told until the next pack is made. */
const config = new PackConfig();
config.ageingAcceleration = 0;

/** Chemistries that only tests have: one with everything a cell can have. */
function testChemistry(kind: i32): Chemistry {
  if (kind >= 0) return chemistryOf(kind);
  const c = chemistryOf(0);
  const full = new Chemistry();
  full.capacity_Ah = c.capacity_Ah;
  full.tau1_s = 1.5;
  full.tau2_s = 25;
  full.tau3_s = 300;
  full.tauCt_s = 0.6;
  full.heatCapacity_J_per_K = c.heatCapacity_J_per_K;
  full.heatTransfer_W_per_K = c.heatTransfer_W_per_K;
  full.naturalConvection_W_per_K = c.naturalConvection_W_per_K;
  full.ocv_V = c.ocv_V;
  full.temperature_degC = c.temperature_degC;
  full.r0_ohm = c.r0_ohm;
  full.r1_ohm = c.r1_ohm;
  full.r2_ohm = c.r2_ohm;
  full.r3_ohm = scaled(c.r2_ohm, 0.4, 0.01);
  full.exchange_A = scaled(c.r1_ohm, 2, 0.5);
  full.hysteresis_V = scaled(c.entropic_V_per_K, 0, 0.02);
  full.entropic_V_per_K = scaled(c.entropic_V_per_K, 0, -2e-4);
  full.hysteresisRate = 60;
  full.depletion_per_A = new StaticArray<f32>(c.temperature_degC.length);
  for (let k = 0; k < c.temperature_degC.length; k++) full.depletion_per_A[k] = <f32>0.08 / <f32>(k + 1);
  full.ageing = c.ageing;
  return full.prepare();
}

/** factor x + offset, a little uneven; of an empty table a row of `offset`. */
function scaled(table: StaticArray<f32>, factor: f32, offset: f32): StaticArray<f32> {
  const out = new StaticArray<f32>(table.length > 0 ? table.length : 21);
  for (let k = 0; k < out.length; k++) out[k] = (table.length > 0 ? factor * table[k] : 0) + offset * (1 + 0.05 * <f32>(k % 7));
  return out;
}

export function packUnderTest(): Pack {
  return pack;
}

/** Lanes of f64 instead of f32 for the next pack. */
export function testPackDouble(on: bool): void {
  double = on;
}

/** Ageing of the next pack: time over the clock's, spread of its rate, what is left of a new cell. */
export function testPackAgeing(acceleration: f64, spread: f64, capacityHealth: f64, resistanceHealth: f64): void {
  config.ageingAcceleration = acceleration;
  config.ageingSpread = spread;
  config.capacityHealth = capacityHealth;
  config.resistanceHealth = resistanceHealth;
}

/** A pack on its own, which ages only if told; steps of `step_s`. */
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
  config.series = series;
  config.parallel = parallel;
  config.soc = soc;
  config.ambient_K = ambient_degC + 273.15;
  config.capacitySpread = spread * 0.16;
  config.resistanceSpread = spread;
  config.contactParallel_ohm = contact_ohm;
  config.contactSeries_ohm = 0.5 * contact_ohm;
  const random = Random.stream(<u64>seed, 7, inverseNormalTable());
  if (double) {
    twin = new TiledPack<f64>(testChemistry(chemistry), config, random);
    twin.begin(step_s);
  } else {
    pack = new Pack(testChemistry(chemistry), config, random);
    pack.begin(step_s);
  }
}

export function testPackBegin(step_s: f64): void {
  if (double) twin.begin(step_s);
  else pack.begin(step_s);
}

export function testPackElectrical(current_A: f64, meanSquare_A2: f64, step_s: f64): void {
  if (double) twin.stepElectrical(current_A, meanSquare_A2, step_s);
  else pack.stepElectrical(current_A, meanSquare_A2, step_s);
}

export function testPackThermal(step_s: f64): void {
  if (double) twin.stepThermal(step_s);
  else pack.stepThermal(step_s);
}

export function testPackEmf_V(): f64 {
  return double ? twin.emf_V : pack.emf_V;
}

export function testPackResistance_ohm(): f64 {
  return double ? twin.resistance_ohm : pack.resistance_ohm;
}

export function testPackInstant_ohm(): f64 {
  return double ? twin.instant_ohm : pack.instant_ohm;
}

export function testPackFade_V_per_C(): f64 {
  return double ? twin.fade_V_per_C : pack.fade_V_per_C;
}

export function testPackGroupVoltage_V(group: i32): f64 {
  return double ? twin.groupVoltage_V(group) : pack.groupVoltage_V(group);
}

export function testPackCellVoltageMin_V(): f64 {
  return double ? twin.cellVoltageMin_V() : pack.cellVoltageMin_V();
}

export function testPackCellVoltageMax_V(): f64 {
  return double ? twin.cellVoltageMax_V() : pack.cellVoltageMax_V();
}

export function testPackCellCurrent_A(cell: i32): f64 {
  return double ? twin.cellCurrent_A(cell) : pack.cellCurrent_A(cell);
}

export function testPackCellTemperature_K(cell: i32): f64 {
  return double ? twin.cellTemperature_K(cell) : pack.cellTemperature_K(cell);
}

export function testPackHottest_K(): f64 {
  return pack.heat.warmest_K;
}

export function testPackSoc(): f64 {
  return double ? twin.soc() : pack.soc();
}

export function testPackCellSoc(cell: i32): f64 {
  return double ? twin.cellSoc(cell) : pack.cellSoc(cell);
}

export function testPackCellCapacity_Ah(cell: i32): f64 {
  return double ? twin.cellCapacity_Ah(cell) : pack.cellCapacity_Ah(cell);
}

export function testPackCellResistanceFactor(cell: i32): f64 {
  return pack.cellResistanceFactor(cell);
}

export function testPackCapacityHealth(): f64 {
  return pack.capacityHealth();
}

export function testPackStored_J(): f64 {
  return double ? twin.storedEnergy_J() : pack.storedEnergy_J();
}

export function testPackToAir_J(): f64 {
  return double ? twin.heat.toAir_J : pack.heat.toAir_J;
}

export function testPackBleeder_J(): f64 {
  return pack.leaks.loss_J;
}

export function testPackIsOpen(): bool {
  return pack.open;
}

export function testPackShortCell(cell: i32, ohm: f64): void {
  pack.shortCell(cell, ohm);
}

export function testPackWeakenCell(cell: i32, capacityRatio: f64, resistanceFactor: f64): void {
  pack.weakenCell(cell, capacityRatio, resistanceFactor);
}

export function testPackOpenCell(cell: i32): void {
  pack.openCell(cell);
}

export function testPackBleed(group: i32, on: bool): void {
  pack.bleed(group, on);
}

export function testPackFan(speed: f64): void {
  pack.heat.air.setFan(speed);
}

export function testPackInlet(inlet_K: f64): void {
  pack.heat.air.inlet_K = inlet_K;
}

/** Where the cells lie in memory: fast records, tiles, cells. */
export function testPackMemory(part: i32): usize {
  if (double) return part == 0 ? twin.tiles.fast : part == 1 ? twin.tiles.tiles : twin.slow;
  return part == 0 ? pack.tiles.fast : part == 1 ? pack.tiles.tiles : pack.slow;
}

/** Voltage from which those of group `g` count. */
export function testPackReference_V(g: i32): f64 {
  return double ? twin.tiles.reference(g) : pack.tiles.reference(g);
}

/** Points of the tables: 0 ocv, 1 entropic, 2 temperatures, 3 grid, 4 line, 5 constants. */
export function testPackTable(table: i32, k: i32): f64 {
  const c = double ? twin.chemistry : pack.chemistry;
  if (table == 0) return <f64>c.ocv_V[k];
  if (table == 1) return c.entropic_V_per_K.length > 0 ? <f64>c.entropic_V_per_K[k] : 0;
  if (table == 2) return k < c.temperature_degC.length ? <f64>c.temperature_degC[k] : NaN;
  if (table == 3) return load<f64>(c.grid + ((<usize>k) << 3));
  if (table == 4) return load<f64>(c.line + ((<usize>k) << 3));
  if (table == 6) return k < c.depletion_per_A.length ? <f64>c.depletion_per_A[k] : 0;
  if (k == 0) return c.tau1_s;
  if (k == 1) return c.tau2_s;
  if (k == 2) return c.r3_ohm.length > 0 ? c.tau3_s : 0;
  if (k == 3) return c.exchange_A.length > 0 ? c.tauCt_s : 0;
  if (k == 4) return c.hysteresis_V.length > 0 ? c.hysteresisRate : 0;
  if (k == 5) return c.entropic_V_per_K.length > 0 ? 1 : 0;
  if (k == 6) return c.heatCapacity_J_per_K;
  return c.heatTransfer_W_per_K;
}

/** The exponential of the core: that of another language may differ in its last bit. */
export function testExp(x: f64): f64 {
  return Math.exp(x);
}
