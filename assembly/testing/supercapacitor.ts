import { plantParameters } from '../abi/simulationBanks';
import { Supercapacitor } from '../plant/supercapacitor';

let bank!: Supercapacitor;

/** The defaults of the table into the parameter bank, to be changed there. */
export function testPlantDefaults(): void {
  plantParameters().reset();
}

/** A bank on its own, from the parameter bank; without a converter that draws its idle loss. */
export function testCapacitorInit(): void {
  bank = new Supercapacitor(plantParameters(), 0);
}

/** Asks for `energy_J` in each of `steps` steps; returns what it gave. */
export function testCapacitorDraw(energy_J: f64, step_s: f64, steps: i32): f64 {
  let given_J: f64 = 0;
  for (let k = 0; k < steps; k++) given_J += bank.draw(energy_J, step_s);
  return given_J;
}

/** Discharges with `current_A` for `steps` steps; returns the terminal voltage. The sag of half a step (20 ppm at 1 ms) is left out. */
export function testCapacitorDischarge_V(current_A: f64, step_s: f64, steps: i32): f64 {
  for (let k = 0; k < steps; k++) bank.draw((bank.v_V - bank.esr_ohm * current_A) * current_A * step_s, step_s);
  return bank.v_V - bank.esr_ohm * current_A;
}

export function testCapacitor_V(): f64 {
  return bank.v_V;
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
