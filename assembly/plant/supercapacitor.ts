import { PlantParameters } from '../abi/PlantParameters';

/**
 * A supercapacitor module: voltage-dependent immediate branch, ESR, redistribution branch, leakage, lumped heat.
 *
 *   (C0 + kV v) dv/dt = -i - (v - v2)/R2 - v/Rleak,   C2 dv2/dt = (v - v2)/R2,   terminal = v - ESR*i
 *   energy = C0 v^2/2 + kV v^3/3 + C2 v2^2/2
 */
export class Supercapacitor {
  private readonly c0_F: f64;
  private readonly kv_F_per_V: f64;
  readonly esr_ohm: f64;
  private readonly r2_ohm: f64;
  private readonly c2_F: f64;
  private readonly leak_ohm: f64;
  private readonly heatCapacity_J_per_K: f64;
  private readonly thermalResistance_K_per_W: f64;
  private readonly ambient_degC: f64;

  v_V: f64;
  private v2_V: f64;
  current_A: f64 = 0;
  terminal_V: f64;
  temperature_degC: f64;
  lossEsr_J: f64 = 0;
  lossInternal_J: f64 = 0;
  private lossAtThermal_J: f64 = 0;

  /** At rest at its initial terminal voltage, while the converter's idle loss is drawn. */
  constructor(parameters: PlantParameters, idle_W: f64) {
    this.c0_F = parameters.capacitorC0_F;
    this.kv_F_per_V = parameters.capacitorKv_F_per_V;
    this.esr_ohm = parameters.capacitorEsr_ohm;
    this.r2_ohm = parameters.capacitorR2_ohm;
    this.c2_F = parameters.capacitorC2_F;
    this.leak_ohm = parameters.capacitorLeak_ohm;
    this.heatCapacity_J_per_K = parameters.capacitorHeatCapacity_J_per_K;
    this.thermalResistance_K_per_W = parameters.capacitorThermalResistance_K_per_W;
    this.ambient_degC = parameters.ambientTemperature_degC;
    this.terminal_V = parameters.capacitorInitial_V;
    this.current_A = this.terminal_V > 0 ? idle_W / this.terminal_V : 0;
    this.v_V = this.terminal_V + this.esr_ohm * this.current_A;
    this.v2_V = this.v_V;
    this.temperature_degC = this.ambient_degC;
  }

  get energy_J(): f64 {
    const v = this.v_V;
    return v * v * (0.5 * this.c0_F + (this.kv_F_per_V / 3) * v) + 0.5 * this.c2_F * this.v2_V * this.v2_V;
  }

  /**
   * Gives `energy_J` at the terminals over `step_s` at constant power (negative: takes). Implicit midpoint.
   * Returns the energy it really gave; the difference is of third order and the caller carries it.
   */
  draw(energy_J: f64, step_s: f64): f64 {
    const c_F = this.c0_F + this.kv_F_per_V * this.v_V;
    const half_ohm = step_s / (2 * c_F);
    // currents that flow without the terminal
    const inner_A = (this.v_V - this.v2_V) / this.r2_ohm + this.v_V / this.leak_ohm;
    // p = (v - half*(i + inner)) i - ESR i^2
    const e_V = this.v_V - half_ohm * inner_A;
    const r_ohm = this.esr_ohm + half_ohm;
    const p_W = energy_J / step_s;
    const discriminant = e_V * e_V - 4 * r_ohm * p_W;
    const i = discriminant > 0 ? (2 * p_W) / (e_V + Math.sqrt(discriminant)) : e_V / (2 * r_ohm);
    // exact charge inversion: C0 v + kV v^2/2 falls by (i + inner) h
    const q = this.v_V * (this.c0_F + 0.5 * this.kv_F_per_V * this.v_V) - (i + inner_A) * step_s;
    const v1 = q > 0 ? (2 * q) / (this.c0_F + Math.sqrt(this.c0_F * this.c0_F + 2 * this.kv_F_per_V * q)) : 0;
    const vm = 0.5 * (this.v_V + v1);
    const v2before = this.v2_V;
    const i2 = (this.v_V - v2before) / this.r2_ohm;
    this.v2_V = v2before + (i2 * step_s) / this.c2_F;
    const v2m = 0.5 * (v2before + this.v2_V);
    this.v_V = v1;
    this.current_A = i;
    this.terminal_V = v1 - this.esr_ohm * i;
    this.lossEsr_J += this.esr_ohm * i * i * step_s;
    this.lossInternal_J += (vm * inner_A - v2m * i2) * step_s;
    return (vm - this.esr_ohm * i) * i * step_s;
  }

  /** Lumped heat, every 100 ms: Cth dT/dt = loss - (T - Tair)/Rth. */
  stepThermal(step_s: f64): void {
    const loss_J = this.lossEsr_J + this.lossInternal_J;
    const heat_J = loss_J - this.lossAtThermal_J;
    this.lossAtThermal_J = loss_J;
    const toAir_J = ((this.temperature_degC - this.ambient_degC) / this.thermalResistance_K_per_W) * step_s;
    this.temperature_degC += (heat_J - toAir_J) / this.heatCapacity_J_per_K;
  }
}
