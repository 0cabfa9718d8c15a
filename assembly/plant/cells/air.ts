/** Capacity flow of the air through one row of cells at full speed: what it takes up warms the next cell (K). */
const AIR_W_PER_K: f64 = 2;
/** Part of it that rises by itself when the fan stands (K). */
const DRAUGHT: f64 = 0.1;
/** Forced convection grows with speed to this power (Churchill and Bernstein 1977, cylinder in cross flow: 0.5 to 0.62). */
const CONVECTION: f64 = 0.6;
/** Heat between neighbours of a row (K). */
export const CONDUCTION_W_PER_K: f64 = 0.05;

/** Air of a module: it enters at the first group and warms along the row. */
export class Air {
  private readonly still_W_per_K: f64;
  private readonly moving_W_per_K: f64;
  inlet_K: f64;
  /** From a cell to the air around it. */
  hA_W_per_K: f64 = 0;
  flow_W_per_K: f64 = 0;

  constructor(still_W_per_K: f64, moving_W_per_K: f64, inlet_K: f64, speed: f64) {
    this.still_W_per_K = still_W_per_K;
    this.moving_W_per_K = moving_W_per_K;
    this.inlet_K = inlet_K;
    this.setFan(speed);
  }

  /** 0 (it stands) to 1. */
  setFan(speed: f64): void {
    this.hA_W_per_K = this.still_W_per_K + (this.moving_W_per_K - this.still_W_per_K) * Math.pow(speed, CONVECTION);
    this.flow_W_per_K = AIR_W_PER_K * (DRAUGHT + (1 - DRAUGHT) * speed);
  }
}
