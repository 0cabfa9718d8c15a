import { Calibration as Choice } from '../../abi/enumerations';
import { FirmwareParameters } from '../../abi/FirmwareParameters';
import { clamp } from '../../math/piecewise';
import { lfp26650, lfp26650Power } from './lfp';
import { nca18650, nca21700, nca21700Power } from './nca';
import { nmc21700 } from './nmc';
import { OCV_STEPS, rowTemperature_degC, SOC_STEPS, Tables, TEMPERATURES } from './tables';

const SOC_POINTS: i32 = SOC_STEPS + 1;
const POINTS: i32 = TEMPERATURES * SOC_POINTS;

function tablesOf(choice: i32): Tables {
  switch (choice) {
    case Choice.NCA18650:
      return nca18650();
    case Choice.NCA21700_POWER:
      return nca21700Power();
    case Choice.NMC21700:
      return nmc21700();
    case Choice.NCA21700:
      return nca21700();
    case Choice.LFP26650_POWER:
      return lfp26650Power();
    default:
      return lfp26650();
  }
}

/** The calibration in the units of one group of this module: linear between points, constant outside. */
export class Calibration {
  readonly tau1_s: f32;
  readonly tau2_s: f32;
  readonly hysteresis_V: f32;
  readonly sigma_V: f32;
  readonly heat_J_per_K: f32;
  private readonly ocv_V: StaticArray<f32> = new StaticArray<f32>(OCV_STEPS + 1);
  private readonly table: StaticArray<f32> = new StaticArray<f32>(4 * POINTS);
  // what `look` found: resistances of a group, and 1/(2 i0)
  r0_ohm: f32 = 0;
  r1_ohm: f32 = 0;
  r2_ohm: f32 = 0;
  exchange_per_A: f32 = 0;

  constructor(parameters: FirmwareParameters) {
    const t = tablesOf(parameters.calibration);
    const rated_Ah = parameters.ratedCapacity_Ah;
    this.tau1_s = t.tau1_s;
    this.tau2_s = t.tau2_s;
    this.hysteresis_V = t.hysteresis_V;
    this.sigma_V = t.sigma_V;
    this.heat_J_per_K = (t.heat_J_per_K * rated_Ah) / t.capacity_Ah;
    for (let k = 0; k <= OCV_STEPS; k++) this.ocv_V[k] = 1e-3 * <f32>load<u16>(t.ocv + ((<usize>k) << 1));
    const perCode: f32 = 1e-4 / rated_Ah;
    for (let k = 0; k < POINTS; k++) {
      const at = t.resistances + ((<usize>k) << 1);
      this.table[k] = t.factor0 * perCode * <f32>load<u16>(at);
      this.table[POINTS + k] = t.factor1 * perCode * <f32>load<u16>(at + 2 * POINTS);
      this.table[2 * POINTS + k] = t.factor2 * perCode * <f32>load<u16>(at + 4 * POINTS);
      if (t.exchange) this.table[3 * POINTS + k] = 500 / (t.factorExchange * rated_Ah * <f32>load<u16>(at + 6 * POINTS));
    }
  }

  /** Beyond 0 and 1 along the outermost slope. */
  openCircuit_V(soc: f32): f32 {
    const x = soc * <f32>OCV_STEPS;
    const k = min(OCV_STEPS - 1, max(0, <i32>x));
    const low = this.ocv_V[k];
    return low + (x - <f32>k) * (this.ocv_V[k + 1] - low);
  }

  /** dOCV/dz over a step to each side: the kinks of the table are none of the cell's. */
  slope_V(soc: f32): f32 {
    const step: f32 = 0.5 / <f32>OCV_STEPS;
    return (this.openCircuit_V(soc + step) - this.openCircuit_V(soc - step)) * <f32>OCV_STEPS;
  }

  /** The charge at which a cell at rest shows `voltage_V`, in [0, 1]: the voltage rises with the charge. */
  socOf(voltage_V: f32): f32 {
    let k = 0;
    while (k < OCV_STEPS - 1 && voltage_V > this.ocv_V[k + 1]) k++;
    const low = this.ocv_V[k];
    return clamp((<f32>k + (voltage_V - low) / (this.ocv_V[k + 1] - low)) / <f32>OCV_STEPS, 0, 1);
  }

  /** Resistances at this charge and temperature. */
  look(soc: f32, temperature_degC: f32): void {
    const x = clamp(soc, 0, 1) * <f32>SOC_STEPS;
    const column = min(SOC_STEPS - 1, <i32>x);
    const u = x - <f32>column;
    let row = 0;
    while (row < TEMPERATURES - 2 && temperature_degC > rowTemperature_degC(row + 1)) row++;
    const cold_degC = rowTemperature_degC(row);
    const w = clamp((temperature_degC - cold_degC) / (rowTemperature_degC(row + 1) - cold_degC), 0, 1);
    const at = row * SOC_POINTS + column;
    this.r0_ohm = this.corner(at, u, w);
    this.r1_ohm = this.corner(at + POINTS, u, w);
    this.r2_ohm = this.corner(at + 2 * POINTS, u, w);
    this.exchange_per_A = this.corner(at + 3 * POINTS, u, w);
  }

  private corner(at: i32, u: f32, w: f32): f32 {
    const t = this.table;
    const cold = t[at] + u * (t[at + 1] - t[at]);
    const warm = t[at + SOC_POINTS] + u * (t[at + SOC_POINTS + 1] - t[at + SOC_POINTS]);
    return cold + w * (warm - cold);
  }
}
