import { arsinh } from '../../math/elementary';
import { Calibration } from '../calibration/calibration';
import { THERMAL_V_PER_K, ZERO_DEGC_K } from './filter';

/** Where a group stands, and where a constant power takes it. */
export class Prediction {
  private readonly cell: Calibration;
  private readonly rated_As: f32;
  soc: f32 = 0;
  v1_V: f32 = 0;
  v2_V: f32 = 0;
  /** Of the mean cell; the hottest one is warmer by `spread_K`. */
  temperature_degC: f32 = 25;
  spread_K: f32 = 0;
  shift_V: f32 = 0;
  /** Resistance over the calibration's, and what the group has beyond that. */
  ratio: f32 = 1;
  excess_ohm: f32 = 0;
  // what `load` found
  current_A: f32 = 0;
  voltage_V: f32 = 0;
  private lost_V: f32 = 0;

  constructor(cell: Calibration, rated_As: f32) {
    this.cell = cell;
    this.rated_As = rated_As;
  }

  copy(from: Prediction): void {
    this.soc = from.soc;
    this.v1_V = from.v1_V;
    this.v2_V = from.v2_V;
    this.temperature_degC = from.temperature_degC;
    this.spread_K = from.spread_K;
    this.shift_V = from.shift_V;
    this.ratio = from.ratio;
    this.excess_ohm = from.excess_ohm;
  }

  get hottest_degC(): f32 {
    return this.temperature_degC + this.spread_K;
  }

  /**
   * Current and voltage at `power_W`, discharging positive; false when the group cannot give it. The charge transfer
   * counts as the resistance that it is at this current: i = (E - sqrt(E^2 - 4 R p))/(2 R), R = r R0 + eta(i)/i.
   */
  load(power_W: f32): bool {
    const cell = this.cell;
    cell.look(this.soc, this.temperature_degC);
    const open_V = cell.openCircuit_V(this.soc) + this.shift_V;
    const emf_V = open_V - this.v1_V - this.v2_V;
    const thermal_V = THERMAL_V_PER_K * (this.temperature_degC + ZERO_DEGC_K);
    const perAmpere = this.ratio * cell.exchange_per_A;
    const ohmic = this.ratio * cell.r0_ohm + this.excess_ohm;
    let i: f32 = power_W / emf_V;
    for (let k = 0; k < 2; k++) {
      const y = perAmpere * i;
      const transfer = y * y > 1e-6 ? (thermal_V * perAmpere * arsinh(y)) / y : thermal_V * perAmpere;
      const r = ohmic + transfer;
      const square = emf_V * emf_V - 4 * r * power_W;
      if (!(square > 0)) return false;
      i = (2 * power_W) / (emf_V + Mathf.sqrt(square));
      this.voltage_V = emf_V - r * i;
    }
    this.current_A = i;
    this.lost_V = open_V - this.voltage_V;
    return true;
  }

  /** `span_s` at the current of `load`, of the branches `left1` and `left2` stay; no heat leaves. */
  advance(span_s: f32, left1: f32, left2: f32): void {
    const cell = this.cell;
    const i = this.current_A;
    this.temperature_degC += (i * this.lost_V * span_s) / cell.heat_J_per_K;
    this.v1_V = left1 * this.v1_V + (1 - left1) * this.ratio * cell.r1_ohm * i;
    this.v2_V = left2 * this.v2_V + (1 - left2) * this.ratio * cell.r2_ohm * i;
    this.soc -= (i * span_s) / this.rated_As;
  }
}
