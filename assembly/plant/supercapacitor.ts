import { PlantParameters } from '../abi/PlantParameters';
import { Random } from '../math/random';
import { CapacitorString } from './capacitorString';

/**
 * A supercapacitor module: cells in series with a voltage-dependent capacitance, ESR, redistribution branch, leakage,
 * bleeders, lumped heat.
 *
 *   (C0 + kV v) dv/dt = -i - (v - v2)/R2 - leakage,   C2 dv2/dt = (v - v2)/R2,   terminal = v - ESR*i
 *   energy = C0 v^2/2 + kV v^3/3 + what the cells differ + C2 v2^2/2
 *
 * A fast tick draws from the string's law; what is a cell's own moves at the slow step (capacitorString.ts).
 */
export class Supercapacitor {
  readonly cells: CapacitorString;
  // law of the string until the next slow step
  private c0_F: f64 = 0;
  private kv_F_per_V: f64 = 0;
  private thirdKv_F_per_V: f64 = 0;
  esr_ohm: f64 = 0;
  private readonly r2_ohm: f64;
  private readonly c2_F: f64;
  private readonly heatCapacity_J_per_K: f64;
  private readonly thermalResistance_K_per_W: f64;
  private readonly ambient_degC: f64;

  v_V: f64;
  private v2_V: f64;
  private apart_J: f64 = 0;
  /** Charge that passed through the string since the last slow step. */
  private passed_C: f64 = 0;
  current_A: f64 = 0;
  terminal_V: f64;
  temperature_degC: f64;
  lossEsr_J: f64 = 0;
  private lossRedistribution_J: f64 = 0;
  private lossAtThermal_J: f64 = 0;

  /** At rest at its initial terminal voltage, while the converter's idle loss is drawn. */
  constructor(parameters: PlantParameters, idle_W: f64, random: Random) {
    const terminal_V = parameters.capacitorInitial_V;
    const current_A = terminal_V > 0 ? idle_W / terminal_V : 0;
    const cells = new CapacitorString(parameters, random);
    const v_V = terminal_V + cells.esr_ohm * current_A;
    cells.begin(v_V);
    this.cells = cells;
    this.r2_ohm = parameters.capacitorR2_ohm;
    this.c2_F = parameters.capacitorC2_F;
    this.heatCapacity_J_per_K = parameters.capacitorHeatCapacity_J_per_K;
    this.thermalResistance_K_per_W = parameters.capacitorThermalResistance_K_per_W;
    this.ambient_degC = parameters.ambientTemperature_degC;
    this.temperature_degC = parameters.ambientTemperature_degC;
    this.terminal_V = terminal_V;
    this.current_A = current_A;
    this.v_V = v_V;
    this.v2_V = v_V;
    this.follow();
  }

  get energy_J(): f64 {
    const v = this.v_V;
    return v * v * (0.5 * this.c0_F + this.thirdKv_F_per_V * v) + this.apart_J + 0.5 * this.c2_F * this.v2_V * this.v2_V;
  }

  /** Redistribution, leakage, bleeders and ageing. */
  get lossInternal_J(): f64 {
    return this.lossRedistribution_J + this.cells.loss_J;
  }

  /**
   * Gives `energy_J` at the terminals over `step_s` at constant power (negative: takes). Implicit midpoint.
   * Returns the energy it really gave; the difference is of third order and the caller carries it.
   */
  draw(energy_J: f64, step_s: f64): f64 {
    const v = this.v_V;
    const c_F = this.c0_F + this.kv_F_per_V * v;
    const half_ohm = step_s / (2 * c_F);
    const v2 = this.v2_V;
    const i2 = (v - v2) / this.r2_ohm;
    // p = (v - half*(i + i2)) i - ESR i^2
    const e_V = v - half_ohm * i2;
    const esr_ohm = this.esr_ohm;
    const r_ohm = esr_ohm + half_ohm;
    const p_W = energy_J / step_s;
    const discriminant = e_V * e_V - 4 * r_ohm * p_W;
    const i = discriminant > 0 ? (2 * p_W) / (e_V + Math.sqrt(discriminant)) : e_V / (2 * r_ohm);
    const q_C = (i + i2) * step_s;
    this.passed_C += q_C;
    // exact: C dv + kV dv^2/2 = -q
    const square = c_F * c_F - 2 * this.kv_F_per_V * q_C;
    const end_V = square > 0 ? v - (2 * q_C) / (c_F + Math.sqrt(square)) : 0;
    const v1 = end_V > 0 ? end_V : 0;
    const vm = 0.5 * (v + v1);
    const v2End = v2 + (i2 * step_s) / this.c2_F;
    this.v2_V = v2End;
    this.v_V = v1;
    this.current_A = i;
    this.terminal_V = v1 - esr_ohm * i;
    this.lossEsr_J += esr_ohm * i * i * step_s;
    this.lossRedistribution_J += (vm - 0.5 * (v2 + v2End)) * i2 * step_s;
    return (vm - esr_ohm * i) * i * step_s;
  }

  /** Every millisecond, or slower: the cells follow the charge that passed; leakage and bleeders. */
  stepCells(step_s: f64): void {
    this.cells.step(this.passed_C, this.current_A, step_s);
    this.passed_C = 0;
    this.follow();
  }

  /** The fast path takes over what the cells are now. */
  private follow(): void {
    const cells = this.cells;
    this.v_V = cells.v_V;
    this.c0_F = cells.lawC0_F;
    this.kv_F_per_V = cells.lawKv_F_per_V;
    this.thirdKv_F_per_V = cells.lawKv_F_per_V / 3;
    this.apart_J = cells.apart_J;
    this.esr_ohm = cells.esr_ohm;
  }

  /** A fault: the ESR is `factor` times what age makes it; 1: it is over. */
  raiseEsr(factor: f64): void {
    this.cells.raiseEsr(factor);
    this.esr_ohm = this.cells.esr_ohm;
  }

  /** Lumped heat, every 100 ms after the cells: Cth dT/dt = loss - (T - Tair)/Rth; and what age does. */
  stepThermal(step_s: f64): void {
    const loss_J = this.lossEsr_J + this.lossInternal_J;
    const heat_J = loss_J - this.lossAtThermal_J;
    this.lossAtThermal_J = loss_J;
    const toAir_J = ((this.temperature_degC - this.ambient_degC) / this.thermalResistance_K_per_W) * step_s;
    this.temperature_degC += (heat_J - toAir_J) / this.heatCapacity_J_per_K;
    this.cells.age(step_s, this.temperature_degC, this.current_A);
    this.follow();
  }
}
