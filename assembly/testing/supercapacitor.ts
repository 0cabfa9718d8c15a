import { plantParameters } from '../abi/simulationBanks';
import { inverseNormalTable, Random } from '../math/random';
import { Supercapacitor } from '../plant/supercapacitor';

let bank!: Supercapacitor;

/** The defaults of the table into the parameter bank, to be changed there. */
export function testPlantDefaults(): void {
  plantParameters().reset();
}

/** A bank on its own, from the parameter bank; without a converter that draws its idle loss. */
export function testCapacitorInit(seed: f64): void {
  bank = new Supercapacitor(plantParameters(), 0, Random.stream(<u64>seed, 500, inverseNormalTable()));
}

/** Asks for `energy_J` in each of `steps` steps, the cells moving every `cellSteps` of them; returns what it gave. */
export function testCapacitorDraw(energy_J: f64, step_s: f64, steps: i32, cellSteps: i32): f64 {
  let given_J: f64 = 0;
  for (let k = 1; k <= steps; k++) {
    given_J += bank.draw(energy_J, step_s);
    if (k % cellSteps == 0) bank.stepCells(step_s * <f64>cellSteps);
  }
  return given_J;
}

/** `steps` of heat and age. */
export function testCapacitorThermal(step_s: f64, steps: i32): void {
  for (let k = 0; k < steps; k++) bank.stepThermal(step_s);
}

export function testCapacitorRaiseEsr(factor: f64): void {
  bank.raiseEsr(factor);
}

/** Discharges with `current_A` for `steps` steps; returns the terminal voltage. The sag of half a step (20 ppm at 1 ms) is left out. */
export function testCapacitorDischarge_V(current_A: f64, step_s: f64, steps: i32): f64 {
  for (let k = 0; k < steps; k++) bank.draw((bank.v_V - bank.esr_ohm * current_A) * current_A * step_s, step_s);
  return bank.v_V - bank.esr_ohm * current_A;
}

export function testCapacitor_V(): f64 {
  return bank.v_V;
}

export function testCapacitorTerminal_V(): f64 {
  return bank.terminal_V;
}

export function testCapacitorCell_V(k: i32): f64 {
  return bank.cells.cell_V(k);
}

export function testCapacitorHighest_V(): f64 {
  return bank.cells.highest_V;
}

export function testCapacitorBleeding(): i32 {
  return bank.cells.bleeding;
}

export function testCapacitorCapacitance_F(): f64 {
  return bank.cells.lawC0_F + bank.cells.lawKv_F_per_V * bank.v_V;
}

export function testCapacitorEsr_ohm(): f64 {
  return bank.esr_ohm;
}

export function testCapacitorLifeUsed(): f64 {
  return bank.cells.lifeUsed;
}

export function testCapacitorTemperature_degC(): f64 {
  return bank.temperature_degC;
}

export function testCapacitorCurrent_A(): f64 {
  return bank.current_A;
}

export function testCapacitorEnergy_J(): f64 {
  return bank.energy_J;
}

export function testCapacitorLoss_J(): f64 {
  return bank.lossEsr_J + bank.lossInternal_J;
}
