import { PlantParameters } from '../abi/PlantParameters';

/** Below this the supply counts as lost (per unit of nominal). */
const LOST_PU: f64 = 0.9;

/** The grid at the rectifier's input, and the AC_LOSS line with its detection delay. */
export class Utility {
  private readonly detection_us: f64;
  /** Voltage per unit of nominal. */
  input_pu: f64 = 1;
  private lostSince_us: f64 = Infinity;

  constructor(parameters: PlantParameters) {
    this.detection_us = parameters.acLossDetection_s * 1e6;
  }

  set(now_us: f64, voltage_pu: f64): void {
    this.input_pu = voltage_pu;
    if (voltage_pu >= LOST_PU) this.lostSince_us = Infinity;
    else if (this.lostSince_us == Infinity) this.lostSince_us = now_us;
  }

  acLoss(now_us: f64): bool {
    return now_us >= this.lostSince_us + this.detection_us;
  }
}
