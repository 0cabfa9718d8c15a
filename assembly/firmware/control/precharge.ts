import { Protection } from '../../abi/enumerations';

/** What is missing falls to this part of itself in one time constant. */
const FOLD: f32 = 0.36787944;

/**
 * How fast a link precharges, whatever it begins from: what is missing to the storage voltage falls as
 *
 *   d = d0 exp(-t/tau)
 *
 * so every fall to 1/e must take tau. More than three times that, and the resistor is gone or something empties the link;
 * less than half, and the link's capacitance is not all there.
 */
export class Precharge {
  private readonly fast: u32;
  private readonly slow: u32;
  /** Where this fall to 1/e began. */
  private from_V: f32 = 0;
  private since: u32 = 0;

  constructor(tauTicks: u32) {
    this.fast = tauTicks / 2;
    this.slow = tauTicks * 3;
  }

  begin(now: u32, missing_V: f32): void {
    this.from_V = missing_V;
    this.since = now;
  }

  /**
   * Every millisecond until the main contactor is told to close. `closed`: the precharge contact is; `full_V`: what may be
   * missing. Returns bits by Protection.
   */
  look(now: u32, missing_V: f32, full_V: f32, closed: bool): u32 {
    if (!closed) {
      this.begin(now, missing_V);
      return 0;
    }
    const took = now - this.since;
    // a link that was full tells nothing
    if (this.from_V > full_V && missing_V <= FOLD * this.from_V) {
      this.begin(now, missing_V);
      return took < this.fast ? 1 << Protection.PRECHARGE_FAST : 0;
    }
    return took > this.slow ? 1 << Protection.PRECHARGE_SLOW : 0;
  }
}
