import { Toggle } from '../abi/enumerations';
import { PlantParameters } from '../abi/PlantParameters';

export const BUS_CODES: f64 = 4096;
export const STORAGE_CODES: f64 = 65536;
export const CURRENT_CODES: f64 = 32768;

/** Added to a whole number it leaves that in the low bits: a conversion without a branch for what does not fit. */
export const TO_BITS: f64 = 6755399441055744;

/** Codes per unit and one sigma of the noise (zero when noise is off), alike in all modules. */
export class Scales {
  readonly quantised: bool;
  readonly busCodes_per_V: f64;
  readonly storageCodes_per_V: f64;
  readonly currentCodes_per_A: f64;
  readonly currentGain: f64;
  readonly currentOffset_A: f64;
  readonly busNoise_V: f64;
  readonly currentNoise_A: f64;
  readonly groupNoise_V: f64;
  readonly thermistorNoise_K: f64;

  constructor(p: PlantParameters) {
    const noise: f64 = p.sensorNoise == Toggle.ON ? 1 : 0;
    this.quantised = p.sensorQuantisation == Toggle.ON;
    this.busCodes_per_V = BUS_CODES / p.busVoltageRange_V;
    this.storageCodes_per_V = STORAGE_CODES / p.storageVoltageRange_V;
    this.currentCodes_per_A = CURRENT_CODES / p.moduleCurrentRange_A;
    this.currentGain = p.moduleCurrentGain;
    this.currentOffset_A = p.moduleCurrentOffset_A;
    this.busNoise_V = noise * p.busVoltageNoise_V;
    this.currentNoise_A = noise * p.moduleCurrentNoise_A;
    this.groupNoise_V = noise * p.groupVoltageNoise_V;
    this.thermistorNoise_K = noise * p.thermistorNoise_K;
  }
}
