import { PlantParameters } from '../abi/PlantParameters';
import { Random } from '../math/random';
import { at, put, rowOf } from '../math/row';

/** A cell at its end of life has 80 % of its capacitance and 200 % of its ESR (makers' data sheets, B). */
const CAPACITANCE_LOST: f64 = 0.2;
const ESR_GAINED: f64 = 1;
/** Beyond twice its life a cell is as bad as it gets. */
const WORST: f64 = 2;
/** The temperature that the rated life is said for. */
const LIFE_DEGC: f64 = 25;

/**
 * The cells of a supercapacitor module, in series: every cell has its own capacitance, ESR, leakage, voltage and age.
 *
 *   f (c0 + k |v|) dv/dt = -i - v/R - (v > bleed ? v/Rb : 0),   c0 = N C0, k = N^2 kV of the module, f a cell's spread
 *   life: dw/dt = a/L 2^((T - 25)/10) 1.3^((v - vr)/0.1),   f = f0 (1 - 0.2 w),   ESR = ESR0 (1 + w)
 *
 * The string's charge passes through all of them, so the fast path needs no cell: it follows the string's law
 * (C0 + kV v) dv = -dq with the slope and the curvature that the cells have together, from one slow step to the next.
 * The error in between is of third order in that charge: below 1e-13 V a millisecond at 400 A.
 */
export class CapacitorString {
  readonly count: i32;
  private readonly c0_F: f64;
  private readonly kv_F_per_V: f64;
  private readonly bleedAbove_V: f64;
  private readonly bleed_S: f64;
  private readonly rated_V: f64;
  private readonly wear_per_s: f64;
  // rows of a cell each: voltage, spread of the capacitance and ESR when new, the same now, leakage, life used
  private readonly v: usize;
  private readonly fresh: usize;
  private readonly freshEsr: usize;
  private readonly scale: usize;
  private readonly esr: usize;
  private readonly leak_S: usize;
  private readonly wear: usize;

  // what the string is to the fast path
  v_V: f64 = 0;
  lawC0_F: f64 = 0;
  lawKv_F_per_V: f64 = 0;
  esr_ohm: f64 = 0;
  /** A fault: every ESR is this many times what age makes it. */
  private esrRise: f64 = 1;
  /** Energy of the cells beyond what the law says of a string at this voltage. */
  apart_J: f64 = 0;
  /** Leakage, bleeders and ageing, since the start of the run. */
  loss_J: f64 = 0;
  /** Bleeders that are on. */
  bleeding: i32 = 0;
  highest_V: f64 = 0;
  lowest_V: f64 = 0;

  constructor(p: PlantParameters, random: Random) {
    const n = p.capacitorCells;
    const cells = <f64>n;
    this.count = n;
    this.c0_F = cells * p.capacitorC0_F;
    this.kv_F_per_V = cells * cells * p.capacitorKv_F_per_V;
    this.bleedAbove_V = p.capacitorBleedAbove_V;
    this.bleed_S = 1 / p.capacitorBleeder_ohm;
    this.rated_V = p.capacitorRated_V / cells;
    this.wear_per_s = p.capacitorAgeing_ratio / p.capacitorLife_s;
    this.v = rowOf(n);
    this.fresh = rowOf(n);
    this.freshEsr = rowOf(n);
    this.scale = rowOf(n);
    this.esr = rowOf(n);
    this.leak_S = rowOf(n);
    this.wear = rowOf(n);
    let elastance: f64 = 0;
    let ohms: f64 = 0;
    let siemens: f64 = 0;
    for (let k = 0; k < n; k++) {
      const f = max(0.2, 1 + p.capacitorCapacitanceSpread * random.gaussian());
      const r = max(0.2, 1 + p.capacitorEsrSpread * random.gaussian());
      const g = max(0.05, 1 + p.capacitorLeakSpread * random.gaussian());
      put(this.fresh, k, f);
      put(this.freshEsr, k, r);
      put(this.leak_S, k, g);
      put(this.wear, k, p.capacitorAge);
      elastance += 1 / f;
      ohms += r;
      siemens += g;
    }
    // the table's values are those of the module: the spread moves none of them
    for (let k = 0; k < n; k++) {
      put(this.fresh, k, at(this.fresh, k) * (elastance / cells));
      put(this.freshEsr, k, (at(this.freshEsr, k) * p.capacitorEsr_ohm) / ohms);
      put(this.leak_S, k, (at(this.leak_S, k) * cells * cells) / (siemens * p.capacitorLeak_ohm));
    }
    this.rescale();
  }

  /** At the start of a run: all cells at the same voltage, `v_V` together. */
  begin(v_V: f64): void {
    for (let k = 0; k < this.count; k++) put(this.v, k, v_V / <f64>this.count);
    this.step(0, 0, 0);
  }

  /** Capacitance and ESR as the cells' ages make them. */
  private rescale(): void {
    let ohms: f64 = 0;
    for (let k = 0; k < this.count; k++) {
      const w = at(this.wear, k);
      put(this.scale, k, at(this.fresh, k) * (1 - CAPACITANCE_LOST * w));
      put(this.esr, k, at(this.freshEsr, k) * this.esrRise * (1 + ESR_GAINED * w));
      ohms += at(this.esr, k);
    }
    this.esr_ohm = ohms;
  }

  /** A fault: every ESR is `factor` times what age makes it; 1: it is over. */
  raiseEsr(factor: f64): void {
    this.esrRise = factor;
    this.rescale();
  }

  /**
   * `charge_C` passed through the string in `step_s`, and `current_A` flows now: cells, bleeders, and the law for what
   * comes. E = f (c0 v^2/2 + k |v|^3/3)
   */
  step(charge_C: f64, current_A: f64, step_s: f64): void {
    const c0 = this.c0_F;
    const kv = this.kv_F_per_V;
    let sum_V: f64 = 0;
    let energy_J: f64 = 0;
    let slope: f64 = 0;
    let curve: f64 = 0;
    let loss_J: f64 = 0;
    let bleeding = 0;
    let highest_V = -Infinity;
    let lowest_V = Infinity;
    for (let k = 0; k < this.count; k++) {
      const f = at(this.scale, k);
      const v = at(this.v, k);
      let aside_A = v * at(this.leak_S, k);
      if (v > this.bleedAbove_V) {
        aside_A += v * this.bleed_S;
        bleeding++;
      }
      const aside_C = aside_A * step_s;
      const q = v * (c0 + 0.5 * kv * Math.abs(v)) - (charge_C + aside_C) / f;
      const size = Math.abs(q);
      const u = (2 * size) / (c0 + Math.sqrt(c0 * c0 + 2 * kv * size));
      const end_V = q < 0 ? -u : u;
      put(this.v, k, end_V);
      sum_V += end_V;
      energy_J += f * u * u * (0.5 * c0 + (kv / 3) * u);
      // dV/dq = -sum 1/C, d2V/dq2 = -sum k/C^3
      const inverse = 1 / (f * (c0 + kv * u));
      // the string's charge went first: what it gave is booked at the voltage without the leakage of this step
      loss_J += (end_V + 0.5 * aside_C * inverse) * aside_C;
      slope += inverse;
      curve += f * kv * inverse * inverse * inverse;
      const terminal_V = end_V - at(this.esr, k) * current_A;
      highest_V = max(highest_V, terminal_V);
      lowest_V = min(lowest_V, terminal_V);
    }
    // a string that is empty as a whole gives nothing, though its cells may differ
    const v = max(0, sum_V);
    const c = 1 / slope;
    const lawKv = c * c * c * curve;
    this.v_V = v;
    this.lawKv_F_per_V = lawKv;
    this.lawC0_F = c - lawKv * v;
    this.apart_J = energy_J - v * v * (0.5 * this.lawC0_F + (lawKv / 3) * v);
    this.loss_J += loss_J;
    this.bleeding = bleeding;
    this.highest_V = highest_V;
    this.lowest_V = lowest_V;
  }

  /**
   * The cells grow older at `temperature_degC`. A cell that loses capacitance keeps its voltage: the charge that finds no
   * place any more is lost.
   */
  age(step_s: f64, temperature_degC: f64, current_A: f64): void {
    const hot = this.wear_per_s * step_s * Math.exp(0.1 * Math.LN2 * (temperature_degC - LIFE_DEGC));
    if (!(hot > 0)) return;
    const stress = 10 * Math.log(1.3);
    for (let k = 0; k < this.count; k++) {
      const worn = at(this.wear, k) + hot * Math.exp(stress * (at(this.v, k) - this.rated_V));
      put(this.wear, k, min(WORST, worn));
    }
    const before_J = this.cells_J();
    this.rescale();
    this.loss_J += before_J - this.cells_J();
    this.step(0, current_A, 0);
  }

  private cells_J(): f64 {
    let sum: f64 = 0;
    for (let k = 0; k < this.count; k++) {
      const u = Math.abs(at(this.v, k));
      sum += at(this.scale, k) * u * u * (0.5 * this.c0_F + (this.kv_F_per_V / 3) * u);
    }
    return sum;
  }

  cell_V(k: i32): f64 {
    return at(this.v, k);
  }

  /** Part of the life that is used, of the cell that has used most; 1: its end. */
  get lifeUsed(): f64 {
    let most: f64 = 0;
    for (let k = 0; k < this.count; k++) most = max(most, at(this.wear, k));
    return most;
  }
}
