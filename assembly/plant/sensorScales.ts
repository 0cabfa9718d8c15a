import { Toggle } from '../abi/enumerations';
import { PlantParameters } from '../abi/PlantParameters';
import { Random } from '../math/random';

export const BUS_CODES: f64 = 4096;
export const STORAGE_CODES: f64 = 65536;
export const CURRENT_CODES: f64 = 32768;

/** Added to a whole number it leaves that in the low bits: a conversion without a branch for what does not fit. */
export const TO_BITS: f64 = 6755399441055744;

/** Codes per unit and one sigma of the noise (zero when noise is off), alike in all modules but for `Tolerance`. */
export class Scales {
  readonly quantised: bool;
  readonly busCodes_per_V: f64;
  readonly storageCodes_per_V: f64;
  readonly currentCodes_per_A: f64;
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
    this.busNoise_V = noise * p.busVoltageNoise_V;
    this.currentNoise_A = noise * p.moduleCurrentNoise_A;
    this.groupNoise_V = noise * p.groupVoltageNoise_V;
    this.thermistorNoise_K = noise * p.thermistorNoise_K;
  }
}

/** What the fast sensors of one module have for themselves: each draw is made whatever its sigma, so that none moves another. */
export class Tolerance {
  readonly busCodes_per_V: f64;
  readonly currentGain: f64;
  readonly currentOffset_A: f64;

  constructor(p: PlantParameters, scales: Scales, random: Random) {
    this.busCodes_per_V = scales.busCodes_per_V * (1 + p.busVoltageGainSpread * random.gaussian());
    this.currentGain = p.moduleCurrentGain * (1 + p.moduleCurrentGainSpread * random.gaussian());
    this.currentOffset_A = p.moduleCurrentOffset_A + p.moduleCurrentOffsetSpread_A * random.gaussian();
  }
}
