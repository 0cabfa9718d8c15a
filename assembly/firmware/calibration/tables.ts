/** Points of the open-circuit voltage (0, 0.025 ... 1), of all else over charge (0, 0.1 ... 1), and its temperatures. */
export const OCV_STEPS: i32 = 40;
export const SOC_STEPS: i32 = 10;
export const TEMPERATURES: i32 = 5;

/** Degrees Celsius of row `k`. */
export function rowTemperature_degC(k: i32): f32 {
  const whole: i32 = k < 2 ? 10 * k - 20 : 20 * k - 35;
  return <f32>whole;
}

/**
 * What the firmware believes of a cell type: its own tables, coarser than those of any plant. Currents in parts of the
 * rated capacity an hour (C), so that one table serves any number of cells in parallel.
 */
export class Tables {
  readonly capacity_Ah: f32;
  readonly heat_J_per_K: f32;
  /** Millivolts, u16. */
  readonly ocv: usize;
  /** u16, coldest row first: R0, R1, R2 in 0.1 mV per C, exchange current of the charge transfer in 1e-3 C. */
  readonly resistances: usize;
  /** Of these: what this cell has over the one that the table was made from. */
  factor0: f32 = 1;
  factor1: f32 = 1;
  factor2: f32 = 1;
  factorExchange: f32 = 1;
  exchange: bool = true;
  tau1_s: f32 = 20;
  tau2_s: f32 = 300;
  /** Half gap between the voltages after charging and after discharging. */
  hysteresis_V: f32 = 0;
  /** One sigma of the table's own error. */
  sigma_V: f32 = 0.013;

  constructor(capacity_Ah: f32, heat_J_per_K: f32, ocv: usize, resistances: usize) {
    this.capacity_Ah = capacity_Ah;
    this.heat_J_per_K = heat_J_per_K;
    this.ocv = ocv;
    this.resistances = resistances;
  }

  scale(factor0: f32, factor1: f32, factor2: f32, factorExchange: f32): void {
    this.factor0 = factor0;
    this.factor1 = factor1;
    this.factor2 = factor2;
    this.factorExchange = factorExchange;
  }
}
