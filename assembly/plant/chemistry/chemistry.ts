import { put, rowOf } from '../../math/row';
import { AgeingLaw } from './ageingLaw';

/** Points of the OCV over state of charge (0, 0.01 ... 1) and of every other row (0, 0.05 ... 1). */
export const OCV_POINTS: i32 = 101;
export const SOC_POINTS: i32 = 21;
/** Temperature at which `ocv_V` holds. */
export const REFERENCE_K: f64 = 298.15;

/**
 * One cell type. Tables over state of charge, resistances over temperature too: linear between points, constant outside
 * (the OCV goes on with its outermost slope). Temperature rows lie one after another, coldest first.
 *
 *   v = OCV(z,T) + M(z) h - v1 - v2 - v3 - vct - R0(z,T) i,  OCV(z,T) = ocv(z) + (T - 298.15 K) entropic(z)
 *
 * Resistances and exchange current are those of the charge at the surface of the particles, which under current lacks what
 * diffusion is late with: zs = z - D(T) id, tau3 did/dt = i - id.
 *
 * No third branch when `r3_ohm` is empty, no charge transfer when `exchange_A` is, no hysteresis when `hysteresis_V` is,
 * no reversible heat when `entropic_V_per_K` is, surface and mean are one when `depletion_per_A` is empty.
 */
export class Chemistry {
  capacity_Ah: f64 = 0;
  /** Of the RC branches: a fast one and two slow ones. */
  tau1_s: f64 = 0;
  tau2_s: f64 = 0;
  tau3_s: f64 = 0;
  /** In which the charge transfer's overpotential follows (2 R T/F) asinh(i/(2 i0)). */
  tauCt_s: f64 = 0;
  heatCapacity_J_per_K: f64 = 0;
  /** To the moving air. */
  heatTransfer_W_per_K: f64 = 0;
  /** To still air, when the fan stands. */
  naturalConvection_W_per_K: f64 = 0;
  ocv_V: StaticArray<f32> = [];
  entropic_V_per_K: StaticArray<f32> = [];
  /** Half gap between the OCV after charging and after discharging. */
  hysteresis_V: StaticArray<f32> = [];
  /** dh/dt = -(rate |i|/(3600 Q)) (h + sgn i). */
  hysteresisRate: f64 = 0;
  temperature_degC: StaticArray<f32> = [];
  r0_ohm: StaticArray<f32> = [];
  r1_ohm: StaticArray<f32> = [];
  r2_ohm: StaticArray<f32> = [];
  r3_ohm: StaticArray<f32> = [];
  /** Exchange current i0 of the charge transfer. */
  exchange_A: StaticArray<f32> = [];
  /** D of each temperature: charge that the surface lacks per ampere. */
  depletion_per_A: StaticArray<f32> = [];
  ageing: AgeingLaw = AgeingLaw.NCA_PANASONIC;
  voltageMax_V: f64 = 4.2;
  voltageMin_V: f64 = 2.5;
  dischargeCurrentMax_A: f64 = 0;

  // made of the tables by prepare()
  /** Integral of the OCV at the reference temperature over state of charge, from zero to each of its points. */
  private readonly ocvIntegral_V: StaticArray<f64> = new StaticArray<f64>(OCV_POINTS);
  /** The same of the entropic coefficient. */
  private readonly entropicIntegral_V_per_K: StaticArray<f64> = new StaticArray<f64>(SOC_POINTS);
  /** Side by side at each point of temperature and charge: R0, R1, R2, R3, i0, nothing. */
  grid: usize = 0;
  /** Side by side at each point of charge: half gap of the hysteresis, entropic coefficient. */
  line: usize = 0;

  /** Call once the tables are filled. */
  prepare(): Chemistry {
    const ocv = this.ocvIntegral_V;
    const entropic = this.entropicIntegral_V_per_K;
    for (let k = 1; k < OCV_POINTS; k++)
      ocv[k] = ocv[k - 1] + (0.5 / <f64>(OCV_POINTS - 1)) * (<f64>this.ocv_V[k - 1] + <f64>this.ocv_V[k]);
    const line = rowOf(2 * SOC_POINTS);
    for (let k = 0; k < SOC_POINTS; k++) {
      put(line, 2 * k, at(this.hysteresis_V, k));
      put(line, 2 * k + 1, at(this.entropic_V_per_K, k));
      if (k > 0) {
        const mean = 0.5 * (at(this.entropic_V_per_K, k - 1) + at(this.entropic_V_per_K, k));
        entropic[k] = entropic[k - 1] + mean / <f64>(SOC_POINTS - 1);
      }
    }
    const points = this.temperature_degC.length * SOC_POINTS;
    const grid = rowOf(GRID * points);
    for (let k = 0; k < points; k++) {
      put(grid, GRID * k, at(this.r0_ohm, k));
      put(grid, GRID * k + 1, at(this.r1_ohm, k));
      put(grid, GRID * k + 2, at(this.r2_ohm, k));
      // without a third branch any resistance will do: its rate is zero
      put(grid, GRID * k + 3, this.r3_ohm.length > 0 ? <f64>this.r3_ohm[k] : 1);
      put(grid, GRID * k + 4, at(this.exchange_A, k));
    }
    this.line = line;
    this.grid = grid;
    return this;
  }

  /** Straight piece of the OCV that holds `soc`; a point between two belongs to the lower one, which a discharge needs. */
  piece(soc: f64): i32 {
    return min(OCV_POINTS - 2, max(0, <i32>Math.ceil(soc * <f64>(OCV_POINTS - 1)) - 1));
  }

  /** At the reference temperature, beyond 0 and 1 along the outermost slope. */
  openCircuit_V(soc: f64): f64 {
    return this.within_V(this.piece(soc), soc);
  }

  /** The same where the piece is known. */
  within_V(piece: i32, soc: f64): f64 {
    const low = <f64>unchecked(this.ocv_V[piece]);
    return low + (soc * <f64>(OCV_POINTS - 1) - <f64>piece) * (<f64>unchecked(this.ocv_V[piece + 1]) - low);
  }

  /** dOCV/dz of a piece. */
  slope_V(piece: i32): f64 {
    return (<f64>unchecked(this.ocv_V[piece + 1]) - <f64>unchecked(this.ocv_V[piece])) * <f64>(OCV_POINTS - 1);
  }

  /** Integral of the OCV from 0 to `soc`. */
  ocvIntegral(soc: f64): f64 {
    const k = this.piece(soc);
    const into = soc - <f64>k / <f64>(OCV_POINTS - 1);
    return unchecked(this.ocvIntegral_V[k]) + into * (<f64>unchecked(this.ocv_V[k]) + 0.5 * into * this.slope_V(k));
  }

  /** Slope of the straight line from `soc`, at `ocv_V`, over a discharge by `step` that takes the same work as the OCV. */
  secant_V(ocv_V: f64, soc: f64, step: f64): f64 {
    return (2 * (ocv_V * step - (this.ocvIntegral(soc) - this.ocvIntegral(soc - step)))) / (step * step);
  }

  /** Integral of the entropic coefficient from 0 to `soc`. */
  entropicIntegral(soc: f64): f64 {
    const table = this.entropic_V_per_K;
    if (table.length == 0) return 0;
    const last = SOC_POINTS - 1;
    if (soc <= 0) return soc * <f64>unchecked(table[0]);
    if (soc >= 1) return unchecked(this.entropicIntegral_V_per_K[last]) + (soc - 1) * <f64>unchecked(table[last]);
    const k = min(last - 1, <i32>(soc * <f64>last));
    const into = soc - <f64>k / <f64>last;
    const low = <f64>unchecked(table[k]);
    const slope = (<f64>unchecked(table[k + 1]) - low) * <f64>last;
    return unchecked(this.entropicIntegral_V_per_K[k]) + into * (low + 0.5 * into * slope);
  }

  /** The same between two charges, which mostly lie in one piece: there it is the coefficient between them. */
  @inline
  entropicBetween(from: f64, to: f64): f64 {
    const middle = 0.5 * (from + to) * <f64>(SOC_POINTS - 1);
    const half = Math.abs(to - from) * (0.5 * <f64>(SOC_POINTS - 1));
    const k = <i32>middle;
    const along = middle - <f64>k;
    if (!(along >= half && along + half <= 1 && k < SOC_POINTS - 1)) return this.entropicIntegral(to) - this.entropicIntegral(from);
    const line = this.line + ((<usize>(2 * k)) << 3);
    const low = load<f64>(line, 8);
    return (to - from) * (low + along * (load<f64>(line, 24) - low));
  }

  /** What a cell of one ampere second stores at `soc`, J: with it and the reversible heat -i T entropic(z) the ledger closes. */
  stored_V(soc: f64): f64 {
    return this.ocvIntegral(soc) - REFERENCE_K * this.entropicIntegral(soc);
  }

  /** D at a place of `temperaturePlace`. */
  depletionAt_per_A(row: i32, part: f64): f64 {
    const low = <f64>unchecked(this.depletion_per_A[row]);
    return part > 0 ? low + part * (<f64>unchecked(this.depletion_per_A[row + 1]) - low) : low;
  }

  /** Temperature row below `temperature_degC` and how far to the next, as row + fraction. */
  @inline
  temperaturePlace(temperature_degC: f64): f64 {
    const t = this.temperature_degC;
    const last = t.length - 1;
    if (temperature_degC >= <f64>unchecked(t[last])) return <f64>last;
    if (temperature_degC <= <f64>unchecked(t[0])) return 0;
    let k = 0;
    while (temperature_degC > <f64>unchecked(t[k + 1])) k++;
    const low = <f64>unchecked(t[k]);
    return <f64>k + (temperature_degC - low) / (<f64>unchecked(t[k + 1]) - low);
  }
}

/** Numbers at each point of `grid`. */
export const GRID: i32 = 6;

/** Of a table that may be empty: zero then. */
function at(table: StaticArray<f32>, k: i32): f64 {
  return table.length > 0 ? <f64>table[k] : 0;
}
