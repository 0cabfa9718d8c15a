import { arsinh, decay } from '../../math/elementary';
import { clamp, size } from '../../math/piecewise';
import { Calibration } from '../calibration/calibration';
import { OCV_STEPS } from '../calibration/tables';

/** States of the filter, in the order of its covariance. */
namespace State {
  /** Charge beyond what the coulomb counter says. */
  export const OFFSET: i32 = 0;
  /** Voltages of the two RC branches. */
  export const V1: i32 = 1;
  export const V2: i32 = 2;
  /** What the shunt shows too much. */
  export const BIAS: i32 = 3;
  /** Resistance over the calibration's. */
  export const RATIO: i32 = 4;
  /** Error of the voltage table, coloured: it goes with the charge. */
  export const TABLE: i32 = 5;
}
const N: i32 = 6;

/** 2 R/F, V/K, and 0 degC in kelvin. */
export const THERMAL_V_PER_K: f32 = 1.72346e-4;
export const ZERO_DEGC_K: f32 = 273.15;
/** White part of the voltage's error in a tenth of a second: sampling, what answers faster than that (K). */
const WHITE_V: f32 = 0.006;
/** Part of what the current drops that is off for seconds, as white noise of a tenth of a second (K). */
const WHITE_PART: f32 = 0.25;
/** Part of a step of the current that has not yet answered (K). */
const STEP_PART: f32 = 0.4;
/** Error of the branches' resistances at 25 degC and what a kelvin below adds (K: the Panasonic's cycles). */
const BRANCH_ERROR: f32 = 0.15;
const BRANCH_ERROR_PER_K: f32 = 0.006;
/** Table and model are this much worse a kelvin below 25 degC (K). */
const WORSE_PER_K: f32 = 0.08;
/** Part of what the current drops that the model errs by at 25 degC (K: the Panasonic's cycles). */
const DROP_ERROR: f32 = 0.08;
/** Time in which a load is forgotten, and over which the charge moved is averaged: to and fro says nothing new (K). */
const SLOW_S: f32 = 100;
/** They are so many times worse when empty, from this charge down: even a twentieth of C polarises there (K: the Panasonic's rests). */
const TABLE_EMPTY: f32 = 12;
const TABLE_EMPTY_FROM: f32 = 0.2;
/** Chord of a bend: f'' step^2/8, twice that, f'' from slopes two steps apart. */
const BEND: f32 = 0.125;
const STEP: f32 = 1 / <f32>OCV_STEPS;
/** So far goes one error of the table, in charge (K). */
const TABLE_LENGTH: f32 = 0.25;
/** One sigma of the resistance at the begin, and what it wanders while the charge moves by one (K). */
const RATIO_SIGMA: f32 = 0.2;
const RATIO_WANDER: f32 = 0.25;
/** One sigma of the capacity (K: 1 %) makes the counter's variance grow with the charge moved. */
const CAPACITY_SIGMA: f32 = 0.01;
/** The bias wanders by a tenth of its sigma in an hour (K). */
const BIAS_WANDER_PER_ROOT_S: f32 = 0.1 / 60;
/** Shunt over a tenth of a second while no current flows: quantisation (K). */
const ZERO_SIGMA_A: f32 = 0.01;
/** What lies further out than this many sigma says nothing. */
const GATE: f32 = 5;
/** So many in a row, and the filter was wrong, not the sensor: it knows less, by so much each time. */
const PATIENCE: i32 = 50;
const RELENT: f32 = 0.01;
/**
 * What is known of the charge never becomes better by voltage than this part of the table's error: a table that is passed
 * again errs as before. On an LFP plateau that is nothing.
 */
const TABLE_PART: f32 = 0.8;
const SIGMA_MAX: f32 = 0.5;
const SIGMA_LEAST: f32 = 1e-3;
/** The table errs by no more than this many sigma. */
const TABLE_MOST: f32 = 2;
const RATIO_LEAST: f32 = 0.3;
const RATIO_MOST: f32 = 5;
/** The hysteresis turns within this charge (K). */
const HYSTERESIS_LENGTH: f32 = 0.06;

/**
 * Extended Kalman filter of the mean group of a module, every 100 ms: the model's fastest branch is 20 s (7 s in NMC), a
 * hundred times slower than the 10 ms at which the voltages come, and means over ten of them dither the shunt's 24 mA
 * code and leave a tenth of the cost. All input is a mean over the same time, so that a varying load makes no error.
 *
 *   z = counter + offset                      d offset/dt = bias/Q
 *   v1+ = a1 v1 + (1 - a1) r R1 i, v2 alike   i = measured - bias, aj = exp(-dt/tauj)
 *   v = OCV(z) + M h + table - v1 - v2 - r R0 i - (2RT/F) asinh(r i/(2 i0))
 *
 * The counter keeps the charge as an integer: single precision loses small currents, not small corrections. The
 * `table` state keeps the filter honest: an error of the OCV does not average out however often it is looked at, so
 * sigma_z stays at sigma_V/|dOCV/dz| until the charge has moved. Update in Joseph's form,
 *
 *   P+ = (I - K H) P (I - K H)' + K R K',
 *
 * as three rank-one steps.
 */
export class CellFilter {
  private readonly cell: Calibration;
  private readonly rated_As: f32;
  private readonly biasSigma_A: f32;
  private readonly x: StaticArray<f32> = new StaticArray<f32>(N);
  private readonly p: StaticArray<f32> = new StaticArray<f32>(N * N);
  private readonly h: StaticArray<f32> = new StaticArray<f32>(N);
  private readonly k: StaticArray<f32> = new StaticArray<f32>(N);
  private readonly ph: StaticArray<f32> = new StaticArray<f32>(N);
  /** -1 after a discharge, 1 after a charge. */
  private hysteresis: f32 = 0;
  private before_A: f32 = 0;
  private refused: i32 = 0;
  /** What the current dropped lately, the error of the table that is granted for it, and what it drops now. */
  private drop_V: f32 = 0;
  private granted_V: f32 = 0;
  private lost_V: f32 = 0;
  /** Slow mean of the charge moved in a step. */
  private slow: f32 = 0;
  /** Temperature of the last prediction. */
  temperature_degC: f32 = 25;
  /** Charge of the last prediction, current without the bias. */
  soc: f32 = 0;
  current_A: f32 = 0;
  /** Innovation squared over its variance, smoothed; 1 when the filter is as good as it says. */
  consistency: f32 = 1;

  constructor(cell: Calibration, rated_As: f32, socSigma: f32, biasSigma_A: f32) {
    this.cell = cell;
    this.rated_As = rated_As;
    this.biasSigma_A = biasSigma_A;
    this.x[State.RATIO] = 1;
    this.set(State.OFFSET, max<f32>(SIGMA_LEAST, socSigma));
    this.set(State.BIAS, biasSigma_A);
    this.set(State.RATIO, RATIO_SIGMA);
    this.set(State.TABLE, cell.sigma_V);
    this.granted_V = cell.sigma_V;
    this.set(State.V1, 1e-3);
    this.set(State.V2, 1e-3);
  }

  get offset(): f32 {
    return this.x[State.OFFSET];
  }
  get v1_V(): f32 {
    return this.x[State.V1];
  }
  get v2_V(): f32 {
    return this.x[State.V2];
  }
  get bias_A(): f32 {
    return this.x[State.BIAS];
  }
  get ratio(): f32 {
    return this.x[State.RATIO];
  }
  /** What the table and the hysteresis add to the open-circuit voltage. */
  get shift_V(): f32 {
    return this.x[State.TABLE] + this.cell.hysteresis_V * this.hysteresis;
  }
  get variance(): f32 {
    return this.p[0];
  }
  /** What the bias has taken from the counter so far. */
  drift: f32 = 0;

  private set(state: i32, sigma: f32): void {
    this.p[state * (N + 1)] = sigma * sigma;
  }

  /** One sigma of the table's error at this temperature and charge, and of the model's under load. */
  get tableSigma_V(): f32 {
    const cold_K = max<f32>(0, 25 - this.temperature_degC);
    const empty = TABLE_EMPTY * max<f32>(0, 1 - this.soc / TABLE_EMPTY_FROM);
    // a bend of the curve within a step of the table is cut short by the straight line
    const bend_V = (BEND / <f32>OCV_STEPS) * size(this.cell.slope_V(this.soc + STEP) - this.cell.slope_V(this.soc - STEP));
    return (this.cell.sigma_V + DROP_ERROR * this.drop_V) * (1 + WORSE_PER_K * cold_K + empty) + bend_V;
  }

  /**
   * `span_s` in which the shunt showed `measured_A` on average, the counter moved by `moved` and now says `counted`.
   * `health`: capacity over the rated one. `blind_A`: what may have flowed unseen, one sigma.
   */
  predict(span_s: f32, measured_A: f32, moved: f32, counted: f32, temperature_degC: f32, health: f32, blind_A: f32): void {
    const x = this.x;
    const p = this.p;
    const cell = this.cell;
    const part = min<f32>(1, span_s / SLOW_S);
    this.slow = flushed(this.slow + part * (moved - this.slow));
    const way = size(this.slow);
    this.temperature_degC = temperature_degC;
    const i = measured_A - x[State.BIAS];
    const perAmpere = span_s / this.rated_As;
    x[State.OFFSET] = clamp(x[State.OFFSET] + perAmpere * x[State.BIAS] + moved * (1 / health - 1), -0.05 - counted, 1.05 - counted);
    this.drift += perAmpere * x[State.BIAS];
    const soc = counted + x[State.OFFSET];
    this.soc = soc;
    this.before_A = this.current_A;
    this.current_A = i;
    cell.look(soc, temperature_degC);
    const r = x[State.RATIO];
    const a1 = decay(span_s / cell.tau1_s);
    const a2 = decay(span_s / cell.tau2_s);
    const length = TABLE_LENGTH * clamp(soc / TABLE_EMPTY_FROM, 0.2, 1);
    const left: f32 = way < length ? 1 - way / length : 0;
    const g1: f32 = (1 - a1) * cell.r1_ohm;
    const g2: f32 = (1 - a2) * cell.r2_ohm;
    x[State.V1] = flushed(a1 * x[State.V1] + g1 * r * i);
    x[State.V2] = flushed(a2 * x[State.V2] + g2 * r * i);
    x[State.TABLE] = flushed(left * x[State.TABLE]);
    if (moved != 0) {
      const turn = min<f32>(1, size(moved) / HYSTERESIS_LENGTH);
      this.hysteresis += turn * ((moved < 0 ? -1 : 1) - this.hysteresis);
    }
    // P = F P F' + Q, rows and then columns
    this.mix(1, N, perAmpere, g1, g2, r, i, a1, a2, left);
    this.mix(N, 1, perAmpere, g1, g2, r, i, a1, a2, left);
    const rough = BRANCH_ERROR + BRANCH_ERROR_PER_K * max<f32>(0, 25 - temperature_degC);
    const worse1 = rough * r * cell.r1_ohm * i;
    const worse2 = rough * r * cell.r2_ohm * i;
    const table_V = this.tableSigma_V;
    const wander = this.biasSigma_A * BIAS_WANDER_PER_ROOT_S;
    this.add(State.OFFSET, CAPACITY_SIGMA * CAPACITY_SIGMA * way);
    this.add(State.V1, (1 - a1 * a1) * (worse1 * worse1 + 1e-7));
    this.add(State.V2, (1 - a2 * a2) * (worse2 * worse2 + 1e-7));
    this.add(State.BIAS, wander * wander * span_s);
    this.add(State.RATIO, RATIO_WANDER * RATIO_WANDER * way);
    this.add(State.TABLE, (1 - left * left) * table_V * table_V);
    this.drop_V -= part * this.drop_V;
    this.granted_V -= part * max<f32>(0, this.granted_V - table_V);
    this.widen(blind_A * perAmpere);
  }

  /** One side of F P F': `row` to the next state, `column` along one. */
  private mix(column: i32, row: i32, perAmpere: f32, g1: f32, g2: f32, r: f32, i: f32, a1: f32, a2: f32, left: f32): void {
    const p = this.p;
    for (let c = 0; c < N; c++) {
      const k = c * column;
      const bias = p[k + State.BIAS * row];
      const ratio = p[k + State.RATIO * row];
      p[k] += perAmpere * bias;
      p[k + row] = a1 * p[k + row] + g1 * (i * ratio - r * bias);
      p[k + 2 * row] = a2 * p[k + 2 * row] + g2 * (i * ratio - r * bias);
      p[k + State.TABLE * row] *= left;
    }
  }

  private add(state: i32, variance: f32): void {
    this.p[state * (N + 1)] += variance;
  }

  /** One sigma of the charge grows by this, and never beyond all bounds. */
  widen(more: f32): void {
    const p = this.p;
    const variance = p[0];
    if (more > 0) p[0] = variance + more * (2 * Mathf.sqrt(variance) + more);
    p[0] = min<f32>(p[0], SIGMA_MAX * SIGMA_MAX);
    const ratio = State.RATIO * (N + 1);
    p[ratio] = min<f32>(p[ratio], 1);
  }

  /** Mean voltage of a group over the time that was just predicted. Returns whether it counted. */
  correct(voltage_V: f32): bool {
    const x = this.x;
    const h = this.h;
    const cell = this.cell;
    const soc = this.soc;
    const i = this.current_A;
    const r = x[State.RATIO];
    const thermal_V = THERMAL_V_PER_K * (this.temperature_degC + ZERO_DEGC_K);
    const y = r * i * cell.exchange_per_A;
    const transfer_V = thermal_V * arsinh(y);
    const instant_ohm = cell.r0_ohm + (thermal_V * cell.exchange_per_A) / Mathf.sqrt(1 + y * y);
    const expected_V = cell.openCircuit_V(soc) + this.shift_V - x[State.V1] - x[State.V2] - r * cell.r0_ohm * i - transfer_V;
    const innovation_V = voltage_V - expected_V;
    const table_V = this.grant(size(x[State.V1] + x[State.V2] + r * cell.r0_ohm * i + transfer_V));
    let slope_V = cell.slope_V(soc);
    // far off the tangent says nothing, of a knee least of all: the secant to where the voltage belongs
    if (size(innovation_V) > 2 * table_V) {
      const away = cell.socOf(cell.openCircuit_V(soc) + innovation_V) - soc;
      if (size(away) > 0.01) slope_V = max(slope_V, innovation_V / away);
    }
    h[State.OFFSET] = slope_V;
    h[State.V1] = -1;
    h[State.V2] = -1;
    h[State.BIAS] = r * instant_ohm;
    h[State.RATIO] = -instant_ohm * i;
    h[State.TABLE] = 1;
    const step_V = STEP_PART * r * instant_ohm * (i - this.before_A);
    const least_V = TABLE_PART * table_V;
    const plateau = slope_V * slope_V * this.p[0] < least_V * least_V;
    // second order: where the slope is another one a sigma away, the tangent errs by (d2OCV/dz2 P)^2/2
    const variance = this.p[0];
    const sigma = clamp(Mathf.sqrt(variance), 0.0125, 0.1);
    const bent_V = ((cell.slope_V(soc + sigma) - cell.slope_V(soc - sigma)) * variance) / (2 * sigma);
    const white_V = WHITE_V + WHITE_PART * this.lost_V;
    const counts = this.fuse(innovation_V, white_V * white_V + step_V * step_V + 0.5 * bent_V * bent_V, plateau);
    if (counts) this.refused = 0;
    else if (++this.refused > PATIENCE) {
      this.widen(RELENT);
      this.add(State.RATIO, RELENT * RELENT);
    }
    x[State.RATIO] = clamp(x[State.RATIO], RATIO_LEAST, RATIO_MOST);
    // a table that seems worse than it can be is a charge that is wrong
    x[State.TABLE] = clamp(x[State.TABLE], -TABLE_MOST * table_V, TABLE_MOST * table_V);
    return counts;
  }

  /** The table's error under a load that drops `lost_V`: a heavier one than lately is a new error. */
  private grant(lost_V: f32): f32 {
    this.lost_V = lost_V;
    this.drop_V = max(lost_V, this.drop_V);
    const table_V = this.tableSigma_V;
    const granted_V = this.granted_V;
    if (table_V > granted_V) {
      this.add(State.TABLE, table_V * table_V - granted_V * granted_V);
      this.granted_V = table_V;
    }
    return table_V;
  }

  /** No current can flow: what the shunt shows is its bias. */
  zero(measured_A: f32): void {
    const h = this.h;
    for (let k = 0; k < N; k++) h[k] = 0;
    h[State.BIAS] = 1;
    this.fuse(measured_A - this.x[State.BIAS], ZERO_SIGMA_A * ZERO_SIGMA_A, false);
  }

  /** Scalar measurement along `h`; `plateau`: it says nothing of the charge. Returns false when the gate refused it. */
  private fuse(innovation: f32, variance: f32, plateau: bool): bool {
    const x = this.x;
    const p = this.p;
    const h = this.h;
    const k = this.k;
    const ph = this.ph;
    let s = variance;
    for (let a = 0; a < N; a++) {
      let sum: f32 = 0;
      for (let b = 0; b < N; b++) sum += p[a * N + b] * h[b];
      ph[a] = sum;
      s += h[a] * sum;
    }
    const ratio = (innovation * innovation) / s;
    // unless proven inside
    if (!(ratio <= GATE * GATE)) return false;
    this.consistency += 0.01 * (ratio - this.consistency);
    for (let a = 0; a < N; a++) k[a] = ph[a] / s;
    if (plateau) k[State.OFFSET] = 0;
    for (let a = 0; a < N; a++) x[a] += k[a] * innovation;
    // M = (I - K H) P, then M (I - K H)' + K R K'
    for (let a = 0; a < N; a++) for (let b = 0; b < N; b++) p[a * N + b] -= k[a] * ph[b];
    for (let a = 0; a < N; a++) {
      let sum: f32 = 0;
      for (let b = 0; b < N; b++) sum += p[a * N + b] * h[b];
      const back = variance * k[a] - sum;
      for (let b = 0; b < N; b++) p[a * N + b] += back * k[b];
    }
    for (let a = 0; a < N; a++) {
      for (let b = 0; b < a; b++) {
        const mean: f32 = 0.5 * (p[a * N + b] + p[b * N + a]);
        p[a * N + b] = mean;
        p[b * N + a] = mean;
      }
      // rounding never makes a variance negative
      const diagonal = a * (N + 1);
      if (!(p[diagonal] > 1e-12)) p[diagonal] = 1e-12;
    }
    return true;
  }
}

function flushed(value: f32): f32 {
  return size(value) < 1e-12 ? 0 : value;
}
