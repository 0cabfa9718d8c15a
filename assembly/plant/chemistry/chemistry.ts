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
 * No third branch when `r3_ohm` is empty, no charge transfer when `exchange_A` is, no hysteresis when `hysteresis_V` is,
 * no reversible heat when `entropic_V_per_K` is.
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
  ageing: AgeingLaw = AgeingLaw.NCA_PANASONIC;
  voltageMax_V: f64 = 4.2;
  voltageMin_V: f64 = 2.5;
  dischargeCurrentMax_A: f64 = 0;

  /** Integral of what is stored, ocv - 298.15 K entropic, over state of charge, from zero to each point of the OCV. */
  energy_V: StaticArray<f64> = [];

  /** Call once the tables are filled. */
  prepare(): Chemistry {
    const energy = new StaticArray<f64>(OCV_POINTS);
    const step = 1.0 / <f64>(OCV_POINTS - 1);
    energy[0] = 0;
    for (let k = 1; k < OCV_POINTS; k++) energy[k] = energy[k - 1] + 0.5 * step * (<f64>this.ocv_V[k - 1] + <f64>this.ocv_V[k]);
    this.energy_V = energy;
    return this;
  }

  private ocvCell(soc: f64): i32 {
    return min(OCV_POINTS - 2, max(0, <i32>Math.floor(soc * <f64>(OCV_POINTS - 1))));
  }

  /** Open-circuit voltage; beyond 0 and 1 the outermost slope goes on. */
  openCircuit_V(soc: f64): f64 {
    const k = this.ocvCell(soc);
    return <f64>this.ocv_V[k] + (soc * <f64>(OCV_POINTS - 1) - <f64>k) * (<f64>this.ocv_V[k + 1] - <f64>this.ocv_V[k]);
  }

  /** States of charge between which the table is straight around `soc`. */
  pieceBottom(soc: f64): f64 {
    return <f64>this.ocvCell(soc) / <f64>(OCV_POINTS - 1);
  }

  pieceTop(soc: f64): f64 {
    return <f64>(this.ocvCell(soc) + 1) / <f64>(OCV_POINTS - 1);
  }

  /** dOCV/dSOC of the cell of the table that holds `soc`. */
  slope_V(soc: f64): f64 {
    const k = this.ocvCell(soc);
    return (<f64>this.ocv_V[k + 1] - <f64>this.ocv_V[k]) * <f64>(OCV_POINTS - 1);
  }

  /** Integral of the OCV from 0 to `soc`, exact for the linear table; times the charge capacity it is the energy. */
  integral_V(soc: f64): f64 {
    const k = this.ocvCell(soc);
    const into = soc - <f64>k / <f64>(OCV_POINTS - 1);
    return this.energy_V[k] + into * (<f64>this.ocv_V[k] + 0.5 * into * this.slope_V(soc));
  }

  /** Temperature row below `temperature_degC` and how far to the next, as row + fraction. */
  temperaturePlace(temperature_degC: f64): f64 {
    const t = this.temperature_degC;
    const last = t.length - 1;
    if (temperature_degC <= <f64>t[0]) return 0;
    if (temperature_degC >= <f64>t[last]) return <f64>last;
    let k = 0;
    while (temperature_degC > <f64>t[k + 1]) k++;
    return <f64>k + (temperature_degC - <f64>t[k]) / (<f64>t[k + 1] - <f64>t[k]);
  }
}

/** A resistance at `soc` and a place from `temperaturePlace`, bilinear. */
export function resistance(table: StaticArray<f32>, soc: f64, place: f64): f64 {
  const x = min(<f64>(SOC_POINTS - 1), max(0, soc * <f64>(SOC_POINTS - 1)));
  const column = min(SOC_POINTS - 2, <i32>x);
  const row = <i32>place;
  const u = x - <f64>column;
  const at = row * SOC_POINTS + column;
  const low = <f64>table[at] + u * (<f64>table[at + 1] - <f64>table[at]);
  const part = place - <f64>row;
  if (part == 0) return low;
  const next = at + SOC_POINTS;
  return low + part * (<f64>table[next] + u * (<f64>table[next + 1] - <f64>table[next]) - low);
}
