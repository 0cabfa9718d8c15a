import { asinh } from '../../math/asinh';
import { Chemistry, GRID, OCV_POINTS, REFERENCE_K, SOC_POINTS } from '../chemistry/chemistry';
import { Fast, Slow } from './layout';
import { Tiles } from './tiles';

/** The slow states are planned for blocks of this length; one that ends early follows its plan until then. */
export const BLOCK_S: f64 = 0.1;
const ZERO_DEGC_K: f64 = 273.15;
/** 2 R/F, V/K. */
const THERMAL_V_PER_K: f64 = (2 * 8.31446261815324) / 96485.33212331;
/** A prediction that moves the charge by less than this is not worth one (a secant would be noise). */
const SECANT: f64 = 1e-6;

/**
 * What all cells of a pack have in common while a block is under way. The ramp of the slow states over time has the shape
 * of the charge transfer's answer, f(t) = B (1 - exp(-t/tau))/(1 - exp(-B/tau)), which is a straight line for the far
 * slower branches; it is f(t) = t where there is no charge transfer.
 */
export class Block {
  private readonly tau_s: f64;
  private readonly scale_s: f64;
  private step_s: f64 = 0;
  private decay: f64 = 1;
  private halfDecay: f64 = 1;
  /** exp(-t/tau) */
  left: f64 = 1;
  /** Since it began: time, charge of the module, and mean square less square of the mean. */
  time_s: f64 = 0;
  charge_C: f64 = 0;
  moved_A2s: f64 = 0;
  /** Integrals of f over the charge and over time. */
  private overCharge_C_s: f64 = 0;
  private overTime_s2: f64 = 0;
  /** Since the charge transfer got its last target: a block that ends early does not give it another one. */
  window_s: f64 = 0;
  /** Does the charge transfer get another target? */
  full: bool = false;

  /** `tau_s` of the charge transfer, 0 without one. */
  constructor(tau_s: f64) {
    this.tau_s = tau_s;
    this.scale_s = tau_s > 0 ? BLOCK_S / (1 - Math.exp(-BLOCK_S / tau_s)) : 0;
  }

  setStep(step_s: f64): void {
    this.step_s = step_s;
    if (!(this.tau_s > 0)) return;
    this.decay = Math.exp(-step_s / this.tau_s);
    this.halfDecay = Math.exp((-0.5 * step_s) / this.tau_s);
  }

  /** f now, and in the middle of the coming step. */
  get ramp_s(): f64 {
    return this.tau_s > 0 ? this.scale_s * (1 - this.left) : this.time_s;
  }

  get middle_s(): f64 {
    return this.tau_s > 0 ? this.scale_s * (1 - this.left * this.halfDecay) : this.time_s + 0.5 * this.step_s;
  }

  /** Another step with this charge. */
  add(charge_C: f64, moved_A2s: f64): void {
    const middle_s = this.middle_s;
    this.moved_A2s += moved_A2s;
    this.overCharge_C_s += charge_C * middle_s;
    this.overTime_s2 += this.step_s * middle_s;
    this.charge_C += charge_C;
    this.time_s += this.step_s;
    this.left *= this.decay;
  }

  /** Integral of f over the module's charge, and over time, less what half of its end gives. */
  get moment_C_s(): f64 {
    return this.overCharge_C_s - 0.5 * this.ramp_s * this.charge_C;
  }

  get bend_s2(): f64 {
    return this.overTime_s2 - 0.5 * this.ramp_s * this.time_s;
  }

  clear(): void {
    this.left = 1;
    this.time_s = 0;
    this.charge_C = 0;
    this.moved_A2s = 0;
    this.overCharge_C_s = 0;
    this.overTime_s2 = 0;
  }
}

/** A cell as it would be if the block ended now. */
export class Settled {
  soc: f64 = 0;
  v2_V: f64 = 0;
  v3_V: f64 = 0;
  transfer_V: f64 = 0;
  hysteresis: f64 = 0;
  drawn_A: f64 = 0;
  /** Since the block began. */
  heat_J: f64 = 0;

  /** Scratch holds nothing that depends on who looked last. */
  clear(): void {
    this.soc = 0;
    this.v2_V = 0;
    this.v3_V = 0;
    this.transfer_V = 0;
    this.hysteresis = 0;
    this.drawn_A = 0;
    this.heat_J = 0;
  }
}

/**
 * The slow half of the cell model. Within a block, with charge q and ramp f(t) since it began,
 *
 *   vj = vj0 + rj (Rj q - vj0 f),  rj = (1 - exp(-B/tauj))/B     (exact at t = B for constant current)
 *   vct = vct0 + f (eta - vct0) rct,  eta = (2 R T/F) asinh(i/(2 i0)) with the mean current of the last block
 *   OCV = OCV0 - s q,  M h = M h0 - sh q
 *
 * so that all of it is one slope over charge and one ramp over time, and each work below is exact for any current:
 * with the capacitance 1/(Rj rj) a branch stores what it takes less (vj0/Rj) integral(vj df).
 */
export class SlowHalf<T extends number> {
  private readonly chemistry: Chemistry;
  private readonly tiles: Tiles<T>;
  private readonly efficiency: f64;
  private readonly contact_ohm: f64;
  private readonly rate2_per_s: f64;
  private readonly rate3_per_s: f64;
  private readonly rateTransfer_per_s: f64;
  private readonly third: bool;
  private readonly transfer: bool;
  private readonly hysteresis: bool;
  private readonly entropic: bool;
  private readonly depletes: bool;
  /** Work done on the stores because their tables or capacities moved: 1/2 v^2 dC, dQ integral(OCV dz). */
  work_J: f64 = 0;
  /** Charge of one cell until any of them comes to a kink of its OCV that was not foreseen: discharging, charging. */
  roomDown_C: f64 = Infinity;
  roomUp_C: f64 = Infinity;

  constructor(chemistry: Chemistry, tiles: Tiles<T>, efficiency: f64, contact_ohm: f64) {
    this.chemistry = chemistry;
    this.tiles = tiles;
    this.efficiency = efficiency;
    this.contact_ohm = contact_ohm;
    this.third = chemistry.r3_ohm.length > 0;
    this.transfer = chemistry.exchange_A.length > 0;
    this.hysteresis = chemistry.hysteresis_V.length > 0;
    this.entropic = chemistry.entropic_V_per_K.length > 0;
    this.depletes = chemistry.depletion_per_A.length > 0;
    this.rate2_per_s = rate(chemistry.tau2_s);
    this.rate3_per_s = this.third ? rate(chemistry.tau3_s) : 0;
    this.rateTransfer_per_s = this.transfer ? rate(chemistry.tauCt_s) : 0;
  }

  /** Where the cell stands after charge `q`, integral(f dq) of it less q f/2 is `moment`; `f` at the end. And its heat. */
  settle(fast: usize, slow: usize, q: f64, moment: f64, moved_A2s: f64, f: f64, out: Settled): void {
    const c = this.chemistry;
    const tiles = this.tiles;
    const soc = load<f64>(slow, Slow.SOC);
    const inverse = 1 / load<f64>(slow, Slow.CAPACITY);
    // what leaves through the terminal is q; what the charge loses is eta q while charging
    const kept = q < 0 ? this.efficiency * q : q;
    const end = soc - kept * inverse;
    // R0 i^2, v1^2/R1
    let heat = tiles.squared_V2s(fast) / <f64>load<f32>(slow, Slow.R1);
    if (load<u32>(slow, Slow.OPEN) == 0) heat += tiles.get(fast, Fast.R0) * (tiles.squared_A2s(fast) + moved_A2s);
    const v2 = load<f64>(slow, Slow.V2);
    const r2 = <f64>load<f32>(slow, Slow.R2);
    const rise2 = this.rate2_per_s * (r2 * q - v2 * f);
    heat += v2 * (((v2 + 0.5 * rise2) * f) / r2 - this.rate2_per_s * moment);
    out.v2_V = v2 + rise2;
    if (this.third) {
      const v3 = load<f64>(slow, Slow.V3);
      const r3 = <f64>load<f32>(slow, Slow.R3);
      const rise3 = this.rate3_per_s * (r3 * q - v3 * f);
      heat += v3 * (((v3 + 0.5 * rise3) * f) / r3 - this.rate3_per_s * moment);
      out.v3_V = v3 + rise3;
    }
    if (this.depletes) {
      const drawn = <f64>load<f32>(slow, Slow.DRAWN);
      out.drawn_A = drawn + this.rate3_per_s * (kept - drawn * f);
    }
    if (this.transfer) {
      // vct i
      const v = load<f64>(slow, Slow.TRANSFER);
      const ramp = <f64>load<f32>(slow, Slow.TRANSFER_RAMP);
      heat += v * q + ramp * (0.5 * f * q + moment);
      out.transfer_V = v + ramp * f;
    }
    if (this.hysteresis) {
      // -M h i;  dh = -(rate dq/Q) (h + sgn i), exp(-x) to x^3: x is below 0.1
      const h = load<f64>(slow, Slow.HYSTERESIS);
      heat -= q * (<f64>load<f32>(slow, Slow.GAP) * h - 0.5 * q * <f64>load<f32>(slow, Slow.GAP_SLOPE));
      const x = Math.abs(q) * c.hysteresisRate * inverse;
      const goal: f64 = q > 0 ? -1 : 1;
      out.hysteresis = goal + (h - goal) * (1 - x * (1 - x * (0.5 - x * (1.0 / 6))));
    }
    // -T dOCV/dT i
    if (this.entropic) {
      const released = c.entropicIntegral(soc) - c.entropicIntegral(end);
      heat -= load<f64>(slow, Slow.TEMPERATURE) * load<f64>(slow, Slow.CAPACITY) * released;
    }
    if (kept != q) heat += (kept - q) * c.openCircuit_V(soc);
    out.soc = end;
    out.heat_J = heat;
  }

  /**
   * Coefficients of the coming block from the tables as they are in its middle, if the current stays and the cell warms by
   * `warmer_K` again; after `window_s`, if not zero, the charge transfer gets another
   * target, else it has `left` of its way to the present one. Returns the emf at the beginning without the fast branch.
   */
  refresh(fast: usize, slow: usize, window_s: f64, left: f64, warmer_K: f64): f64 {
    const c = this.chemistry;
    const tiles = this.tiles;
    const soc = load<f64>(slow, Slow.SOC);
    const t_K = load<f64>(slow, Slow.TEMPERATURE);
    const factor = load<f64>(slow, Slow.FACTOR);
    const mean = <f64>load<f32>(slow, Slow.MEAN);
    const inverse = 1 / load<f64>(slow, Slow.CAPACITY);
    // bilinear, two quantities at a time
    const step = mean * BLOCK_S * inverse;
    const place = c.temperaturePlace(t_K + 0.5 * warmer_K - ZERO_DEGC_K);
    const row = <i32>place;
    const part = place - <f64>row;
    let middle = soc - 0.5 * step;
    if (this.depletes) {
      // zs = z - D(T) id
      const drawn = <f64>load<f32>(slow, Slow.DRAWN);
      middle -= c.depletionAt_per_A(row, part) * (drawn + 0.5 * BLOCK_S * this.rate3_per_s * (mean - drawn));
    }
    const ahead = min(<f64>(SOC_POINTS - 1), max(0, middle * <f64>(SOC_POINTS - 1)));
    const there = min(SOC_POINTS - 2, <i32>ahead);
    const u = v128.splat<f64>(ahead - <f64>there);
    const low = c.grid + ((<usize>((row * SOC_POINTS + there) * GRID)) << 3);
    const high = part > 0 ? low + <usize>(SOC_POINTS * GRID * 8) : low;
    const w = v128.splat<f64>(part);
    const first = corner(low, high, 0, u, w);
    const second = corner(low, high, 16, u, w);
    const old1 = <f64>load<f32>(slow, Slow.R1);
    store<f32>(slow, <f32>(factor * v128.extract_lane<f64>(first, 1)), Slow.R1);
    const r1 = <f64>load<f32>(slow, Slow.R1);
    tiles.setR1(fast, r1);
    let v1 = tiles.v1_V(fast);
    // decaying voltages end at zero: denormals cost half the speed
    if (Math.abs(v1) < 1e-10) {
      v1 = 0;
      tiles.set(fast, Fast.V1, 0);
    }
    const v2 = load<f64>(slow, Slow.V2);
    const old2 = <f64>load<f32>(slow, Slow.R2);
    store<f32>(slow, <f32>(factor * v128.extract_lane<f64>(second, 0)), Slow.R2);
    const r2 = <f64>load<f32>(slow, Slow.R2);
    let slope = this.rate2_per_s * r2;
    let ramp = -this.rate2_per_s * v2;
    let emf = -v2;
    let work = moved(v1 * v1 * c.tau1_s, old1, r1) + moved((v2 * v2) / this.rate2_per_s, old2, r2);
    if (this.third) {
      const v3 = load<f64>(slow, Slow.V3);
      const old3 = <f64>load<f32>(slow, Slow.R3);
      store<f32>(slow, <f32>(factor * v128.extract_lane<f64>(second, 1)), Slow.R3);
      const r3 = <f64>load<f32>(slow, Slow.R3);
      slope += this.rate3_per_s * r3;
      ramp -= this.rate3_per_s * v3;
      emf -= v3;
      work += moved((v3 * v3) / this.rate3_per_s, old3, r3);
    }
    this.work_J += 0.5 * work;
    if (this.transfer) {
      const v = load<f64>(slow, Slow.TRANSFER);
      if (window_s > 0) {
        const exchange = v128.extract_lane<f64>(corner(low, high, 32, u, w), 0);
        // a resistance that grew is a smaller exchange current
        const eta = THERMAL_V_PER_K * t_K * asinh((0.5 * factor * <f64>load<f32>(slow, Slow.WINDOW)) / (window_s * exchange));
        store<f32>(slow, <f32>(this.rateTransfer_per_s * (eta - v)), Slow.TRANSFER_RAMP);
        store<f32>(slow, 0, Slow.WINDOW);
      } else store<f32>(slow, <f32>(left * <f64>load<f32>(slow, Slow.TRANSFER_RAMP)), Slow.TRANSFER_RAMP);
      ramp += <f64>load<f32>(slow, Slow.TRANSFER_RAMP);
      emf -= v;
    }
    const x = min(<f64>(SOC_POINTS - 1), max(0, soc * <f64>(SOC_POINTS - 1)));
    const column = min(SOC_POINTS - 2, <i32>x);
    const line = c.line + ((<usize>(2 * column)) << 3);
    if (this.hysteresis) {
      const h = load<f64>(slow, Slow.HYSTERESIS);
      const gap = load<f64>(line) + (x - <f64>column) * (load<f64>(line, 16) - load<f64>(line));
      store<f32>(slow, <f32>gap, Slow.GAP);
      // d(M h)/dq = -(M rate/Q) (1 + h) while discharging, (1 - h) while charging
      const toward = mean < 0 ? 1 - h : 1 + h;
      store<f32>(slow, <f32>(gap * c.hysteresisRate * inverse * toward), Slow.GAP_SLOPE);
      emf += <f64>load<f32>(slow, Slow.GAP) * h;
      slope += <f64>load<f32>(slow, Slow.GAP_SLOPE);
    }
    const piece = c.piece(soc);
    const ocv = c.openCircuit_V(soc);
    let fall = c.slope_V(piece);
    const capacity = load<f64>(slow, Slow.CAPACITY);
    const foreseen = Math.abs(step) > SECANT && c.piece(soc - step) != piece;
    // across a kink: the straight line that takes the same work as the two pieces
    if (foreseen) fall = (2 * (ocv * step - (c.ocvIntegral(soc) - c.ocvIntegral(soc - step)))) / (step * step);
    const above = soc - <f64>piece / <f64>(OCV_POINTS - 1);
    if (piece > 0 && !(foreseen && step > 0)) this.roomDown_C = min(this.roomDown_C, (above + SECANT) * capacity);
    if (piece < OCV_POINTS - 2 && !(foreseen && step < 0))
      this.roomUp_C = min(this.roomUp_C, (1.0 / <f64>(OCV_POINTS - 1) - above + SECANT) * capacity);
    if (this.entropic) {
      const above_K = t_K - REFERENCE_K;
      const begin = load<f64>(line, 8);
      const rise = load<f64>(line, 24) - begin;
      emf += above_K * (begin + (x - <f64>column) * rise);
      if (soc > 0 && soc < 1) fall += above_K * rise * <f64>(SOC_POINTS - 1);
    }
    tiles.setSlope(fast, slope + fall * inverse);
    tiles.set(fast, Fast.RAMP, ramp);
    if (load<u32>(slow, Slow.OPEN) == 0) tiles.set(fast, Fast.R0, factor * v128.extract_lane<f64>(first, 0) + this.contact_ohm);
    return emf + ocv;
  }

  /** Chemical energy Q integral(ocv - 298.15 K entropic, dz) and branches C v^2/2 of a cell. */
  stored_J(fast: usize, slow: usize, now: Settled): f64 {
    const c = this.chemistry;
    const v1 = this.tiles.v1_V(fast);
    let branches = (v1 * v1 * c.tau1_s) / <f64>load<f32>(slow, Slow.R1);
    branches += (now.v2_V * now.v2_V) / (this.rate2_per_s * <f64>load<f32>(slow, Slow.R2));
    if (this.third) branches += (now.v3_V * now.v3_V) / (this.rate3_per_s * <f64>load<f32>(slow, Slow.R3));
    return load<f64>(slow, Slow.CAPACITY) * c.stored_V(now.soc) + 0.5 * branches;
  }
}

/** (1 - exp(-B/tau))/B */
function rate(tau_s: f64): f64 {
  return (1 - Math.exp(-BLOCK_S / tau_s)) / BLOCK_S;
}

/** What a store x/R gains when its resistance moves; nothing when there was none before. */
function moved(x: f64, before_ohm: f64, after_ohm: f64): f64 {
  return before_ohm > 0 ? (x * (before_ohm - after_ohm)) / (before_ohm * after_ohm) : 0;
}

/** Two quantities of the grid, `u` of the way along the charge and `w` along the temperature. */
function corner(low: usize, high: usize, offset: usize, u: v128, w: v128): v128 {
  const a = v128.load(low + offset);
  const b = v128.load(high + offset);
  const cold = v128.add<f64>(a, v128.mul<f64>(u, v128.sub<f64>(v128.load(low + offset, <usize>(GRID * 8)), a)));
  const warm = v128.add<f64>(b, v128.mul<f64>(u, v128.sub<f64>(v128.load(high + offset, <usize>(GRID * 8)), b)));
  return v128.add<f64>(cold, v128.mul<f64>(w, v128.sub<f64>(warm, cold)));
}
