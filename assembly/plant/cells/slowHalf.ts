import { asinh } from '../../math/asinh';
import { sumOf } from '../../math/pairs';
import { put, rowOf } from '../../math/row';
import { Chemistry, GRID, OCV_POINTS, REFERENCE_K, SOC_POINTS } from '../chemistry/chemistry';
import { BLOCK_S } from './block';
import { Fast, Slow } from './layout';
import { Tiles } from './tiles';

const ZERO_DEGC_K: f64 = 273.15;
/** 2 R/F, V/K. */
const THERMAL_V_PER_K: f64 = (2 * 8.31446261815324) / 96485.33212331;
/** A prediction that moves the charge by less than this is not worth one (a secant would be noise). */
const SECANT: f64 = 1e-6;
const COLUMN_LAST: f64 = <f64>(SOC_POINTS - 1);
const OCV_WIDTH: f64 = 1 / <f64>(OCV_POINTS - 1);

/** A cell as it would be if the block ended now. */
export class Settled {
  /** Voltages of the two slow branches: in a register they are one value. */
  slow_V: usize = rowOf(2);
  soc: f64 = 0;
  transfer_V: f64 = 0;
  hysteresis: f64 = 0;
  drawn_A: f64 = 0;
  /** Since the block began. */
  heat_J: f64 = 0;

  /** Scratch holds nothing that depends on who looked last. */
  clear(): void {
    v128.store(this.slow_V, f64x2.splat(0));
    this.soc = 0;
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
 * with the capacitance 1/(Rj rj) a branch stores what it takes less (vj0/Rj) integral(vj df). The two slow branches are
 * taken side by side; where a cell has no third one its rate is zero.
 */
export class SlowHalf<T extends number> {
  private readonly chemistry: Chemistry;
  private readonly tiles: Tiles<T>;
  private readonly efficiency: f64;
  private readonly contact_ohm: f64;
  /** Of the slow branches, side by side: rj, and 1/rj. */
  private readonly rates_per_s: usize;
  private readonly times_s: usize;
  private readonly rateTransfer_per_s: f64;
  private readonly transfer: bool;
  private readonly hysteresis: bool;
  private readonly entropic: bool;
  /** Does the surface lack charge? With the rate of the third branch. */
  private readonly depletes: bool;
  private readonly rate3_per_s: f64;
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
    this.transfer = chemistry.exchange_A.length > 0;
    this.hysteresis = chemistry.hysteresis_V.length > 0;
    this.entropic = chemistry.entropic_V_per_K.length > 0;
    this.depletes = chemistry.depletion_per_A.length > 0;
    this.rate3_per_s = this.depletes ? rate(chemistry.tau3_s) : 0;
    const rates = rowOf(2);
    const times = rowOf(2);
    put(rates, 0, rate(chemistry.tau2_s));
    put(times, 0, 1 / rate(chemistry.tau2_s));
    if (chemistry.r3_ohm.length > 0) {
      put(rates, 1, rate(chemistry.tau3_s));
      put(times, 1, 1 / rate(chemistry.tau3_s));
    }
    this.rates_per_s = rates;
    this.times_s = times;
    this.rateTransfer_per_s = this.transfer ? rate(chemistry.tauCt_s) : 0;
  }

  /** Where the cell stands after charge `q`, integral(f dq) of it less q f/2 is `moment`; `f` at the end. And its heat. */
  settle(fast: usize, slow: usize, q: f64, moment: f64, moved_A2s: f64, f: f64, out: Settled): void {
    const c = this.chemistry;
    const tiles = this.tiles;
    const soc = load<f64>(slow, Slow.SOC);
    const capacity = load<f64>(slow, Slow.CAPACITY);
    const inverse = 1 / capacity;
    // what leaves through the terminal is q; what the charge loses is eta q while charging
    const kept = q < 0 ? this.efficiency * q : q;
    const end = soc - kept * inverse;
    // R0 i^2, v1^2/R1
    let heat = tiles.squared_V2s(fast) / <f64>load<f32>(slow, Slow.R1);
    if (load<u32>(slow, Slow.OPEN) == 0) heat += tiles.get(fast, Fast.R0) * (tiles.squared_A2s(fast) + moved_A2s);
    const time_s = f64x2.splat(f);
    const rates = v128.load(this.rates_per_s);
    const before = v128.load(slow, Slow.V2);
    const ohm = ohms(slow);
    const rise = f64x2.mul(rates, f64x2.sub(f64x2.mul(ohm, f64x2.splat(q)), f64x2.mul(before, time_s)));
    // vj (vj0 + drj/2) f/Rj - (vj0/Rj) integral(vj df)
    const mean = f64x2.add(before, f64x2.mul(f64x2.splat(0.5), rise));
    const kept_J = f64x2.sub(f64x2.div(f64x2.mul(mean, time_s), ohm), f64x2.mul(rates, f64x2.splat(moment)));
    heat += sumOf(f64x2.mul(before, kept_J));
    v128.store(out.slow_V, f64x2.add(before, rise));
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
    if (this.entropic) heat -= load<f64>(slow, Slow.TEMPERATURE) * capacity * c.entropicBetween(end, soc);
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
    const capacity = load<f64>(slow, Slow.CAPACITY);
    const inverse = 1 / capacity;
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
    const ahead = onTable(middle * COLUMN_LAST);
    const there = min(SOC_POINTS - 2, <i32>ahead);
    const u = v128.splat<f64>(ahead - <f64>there);
    const low = c.grid + ((<usize>((row * SOC_POINTS + there) * GRID)) << 3);
    const high = part > 0 ? low + <usize>(SOC_POINTS * GRID * 8) : low;
    const w = v128.splat<f64>(part);
    const own = f64x2.splat(factor);
    const first = f64x2.mul(own, corner(low, high, 0, u, w));
    // what is kept in single precision counts as it is kept
    const r1_32 = <f32>f64x2.extract_lane(first, 1);
    const r1 = <f64>r1_32;
    const old1 = <f64>load<f32>(slow, Slow.R1);
    store<f32>(slow, r1_32, Slow.R1);
    tiles.setR1(fast, r1);
    let v1 = tiles.v1_V(fast);
    // decaying voltages end at zero: denormals cost half the speed
    if (Math.abs(v1) < 1e-10) {
      v1 = 0;
      tiles.set(fast, Fast.V1, 0);
    }
    const old = ohms(slow);
    const kept = f32x4.demote_f64x2_zero(f64x2.mul(own, corner(low, high, 16, u, w)));
    v128.store64_lane(slow, kept, 0, Slow.R2);
    const ohm = f64x2.promote_low_f32x4(kept);
    const rates = v128.load(this.rates_per_s);
    const v = v128.load(slow, Slow.V2);
    let slope = sumOf(f64x2.mul(rates, ohm));
    let ramp = -sumOf(f64x2.mul(rates, v));
    let emf = -sumOf(v);
    // what the stores x/R gain when their resistances move; nothing when there were none before
    const x = f64x2.mul(f64x2.mul(v, v), v128.load(this.times_s));
    const gained = f64x2.div(f64x2.mul(x, f64x2.sub(old, ohm)), f64x2.mul(old, ohm));
    const work = sumOf(v128.and(gained, f64x2.gt(old, f64x2.splat(0))));
    const gained1 = old1 > 0 ? (v1 * v1 * c.tau1_s * (old1 - r1)) / (old1 * r1) : 0;
    this.work_J += 0.5 * (gained1 + work);
    if (this.transfer) {
      const v = load<f64>(slow, Slow.TRANSFER);
      let toward: f32;
      if (window_s > 0) {
        const exchange = v128.extract_lane<f64>(corner(low, high, 32, u, w), 0);
        // a resistance that grew is a smaller exchange current
        const eta = THERMAL_V_PER_K * t_K * asinh((0.5 * factor * <f64>load<f32>(slow, Slow.WINDOW)) / (window_s * exchange));
        toward = <f32>(this.rateTransfer_per_s * (eta - v));
        store<f32>(slow, 0, Slow.WINDOW);
      } else toward = <f32>(left * <f64>load<f32>(slow, Slow.TRANSFER_RAMP));
      store<f32>(slow, toward, Slow.TRANSFER_RAMP);
      ramp += <f64>toward;
      emf -= v;
    }
    const now = onTable(soc * COLUMN_LAST);
    const column = min(SOC_POINTS - 2, <i32>now);
    const along = now - <f64>column;
    const line = c.line + ((<usize>(2 * column)) << 3);
    if (this.hysteresis) {
      const h = load<f64>(slow, Slow.HYSTERESIS);
      const gap = load<f64>(line) + along * (load<f64>(line, 16) - load<f64>(line));
      store<f32>(slow, <f32>gap, Slow.GAP);
      // d(M h)/dq = -(M rate/Q) (1 + h) while discharging, (1 - h) while charging
      const toward = mean < 0 ? 1 - h : 1 + h;
      const gapSlope = <f32>(gap * c.hysteresisRate * inverse * toward);
      store<f32>(slow, gapSlope, Slow.GAP_SLOPE);
      emf += <f64>(<f32>gap) * h;
      slope += <f64>gapSlope;
    }
    const piece = c.piece(soc);
    const ocv = c.within_V(piece, soc);
    let fall = c.slope_V(piece);
    // down to the kink below and up to the one above, and whether the charge is to pass one
    const above = soc - <f64>piece * OCV_WIDTH;
    const below = OCV_WIDTH - above;
    const passesDown = step > SECANT && step >= above;
    const passesUp = -step > SECANT && -step > below;
    if (piece > 0) {
      if (!passesDown) this.roomDown_C = lower(this.roomDown_C, (above + SECANT) * capacity);
      else fall = c.secant_V(ocv, soc, step);
    }
    if (piece < OCV_POINTS - 2) {
      if (!passesUp) this.roomUp_C = lower(this.roomUp_C, (below + SECANT) * capacity);
      else fall = c.secant_V(ocv, soc, step);
    }
    if (this.entropic) {
      const above_K = t_K - REFERENCE_K;
      const begin = load<f64>(line, 8);
      const rise = load<f64>(line, 24) - begin;
      emf += above_K * (begin + along * rise);
      if (soc > 0 && soc < 1) fall += above_K * rise * COLUMN_LAST;
    }
    tiles.setSlope(fast, slope + fall * inverse);
    tiles.set(fast, Fast.RAMP, ramp);
    if (load<u32>(slow, Slow.OPEN) == 0) tiles.set(fast, Fast.R0, f64x2.extract_lane(first, 0) + this.contact_ohm);
    return emf + ocv;
  }

  /** Chemical energy Q integral(ocv - 298.15 K entropic, dz) and branches C v^2/2 of a cell. */
  stored_J(fast: usize, slow: usize, now: Settled): f64 {
    const c = this.chemistry;
    const v1 = this.tiles.v1_V(fast);
    const v = v128.load(now.slow_V);
    const slow_J = sumOf(f64x2.div(f64x2.mul(f64x2.mul(v, v), v128.load(this.times_s)), ohms(slow)));
    const branches = (v1 * v1 * c.tau1_s) / <f64>load<f32>(slow, Slow.R1) + slow_J;
    return load<f64>(slow, Slow.CAPACITY) * c.stored_V(now.soc) + 0.5 * branches;
  }
}

/** (1 - exp(-B/tau))/B */
function rate(tau_s: f64): f64 {
  return (1 - Math.exp(-BLOCK_S / tau_s)) / BLOCK_S;
}

/** R2 and R3. */
function ohms(slow: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(slow, Slow.R2));
}

/** Where a table of charge is constant beyond its ends. */
function onTable(place: f64): f64 {
  return place > 0 ? (place < COLUMN_LAST ? place : COLUMN_LAST) : 0;
}

/** min() also orders zeros and passes NaN on, which takes three jumps. */
function lower(a: f64, b: f64): f64 {
  return b < a ? b : a;
}

/** Two quantities of the grid, `u` of the way along the charge and `w` along the temperature. */
function corner(low: usize, high: usize, offset: usize, u: v128, w: v128): v128 {
  const a = v128.load(low + offset);
  const b = v128.load(high + offset);
  const cold = v128.add<f64>(a, v128.mul<f64>(u, v128.sub<f64>(v128.load(low + offset, <usize>(GRID * 8)), a)));
  const warm = v128.add<f64>(b, v128.mul<f64>(u, v128.sub<f64>(v128.load(high + offset, <usize>(GRID * 8)), b)));
  return v128.add<f64>(cold, v128.mul<f64>(w, v128.sub<f64>(warm, cold)));
}
