import { FirmwareParameters } from '../../abi/FirmwareParameters';
import { Sample } from '../../abi/Sample';
import { fade, size } from '../../math/piecewise';
import { Measurement } from '../measure';

/** What is shaved fades to nothing over this much charge above the reserve: it never ends with a step. */
const BAND: f32 = 0.01;
/** What is kept is kept though the estimate be wrong by this many sigma. */
const SIGMAS: f32 = 3;
/** Smaller changes of the reference are not worth one. */
const STEP_A: f32 = 20e-3;

/** Peak shaving, every 100 ms: what the rack manager asks for, from what lies above the reserve for outages. */
export class PeakShaving {
  private readonly parameters: FirmwareParameters;
  private readonly sample: Sample;
  /** At the bus. */
  reference_A: f32 = 0;

  constructor(parameters: FirmwareParameters, sample: Sample) {
    this.parameters = parameters;
    this.sample = sample;
  }

  /** `fed`: the rectifiers hold the bus; `most_A`: what the module may deliver. */
  run(m: Measurement, soc: f32, sigma: f32, fed: bool, most_A: f32): void {
    const asked_W = this.sample.shaving_W;
    // what is no number gives nothing
    if (!fed || !(asked_W > 0)) {
      this.reference_A = 0;
      return;
    }
    const p = this.parameters;
    const left = fade(soc - SIGMAS * sigma, p.reserveSoc + BAND, p.reserveSoc);
    const wanted_A = left * min(asked_W / (<f32>p.moduleCount * m.bus_V), most_A);
    if (left == 0 || size(wanted_A - this.reference_A) > STEP_A) this.reference_A = wanted_A;
  }
}
