import { FirmwareParameters } from '../../abi/FirmwareParameters';
import { FastState } from '../fastState';
import { TICK_S } from '../time';

/**
 * Coulomb counter: shunt codes summed as integers, discharge and charge apart, so that no ampere second is lost to
 * rounding. One sigma grows with the shunt's offset: sigma^2 = sigma0^2 + (offset t/Q)^2.
 */
export class ChargeCounter {
  private readonly fast: FastState;
  private discharged: i64 = 0;
  private charged: i64 = 0;
  private ticks: u64 = 0;
  private readonly perCode: f32;
  private readonly efficiency: f32;
  private readonly initial: f32;
  private readonly initialVariance: f32;
  private readonly offsetPerTick: f32;

  constructor(parameters: FirmwareParameters, currentLsb_A: f32, fast: FastState) {
    this.fast = fast;
    const capacity_As: f32 = parameters.ratedCapacity_Ah * 3600;
    this.perCode = (currentLsb_A * TICK_S) / capacity_As;
    this.efficiency = parameters.coulombicEfficiency;
    this.initial = parameters.initialSoc;
    this.initialVariance = parameters.initialSocSigma * parameters.initialSocSigma;
    this.offsetPerTick = (parameters.currentOffsetSigma_A * TICK_S) / capacity_As;
  }

  /** Every fast tick, with the raw code of the shunt (discharge positive); 65,536 times at most between two passes. */
  count(code: i32): void {
    this.fast.count(code);
  }

  /** `ticks` fast ticks have passed, and those that were counted are over. */
  pass(ticks: u32): void {
    const fast = this.fast;
    const out = <i64>fast.out;
    this.discharged += out;
    this.charged += out - <i64>fast.net;
    fast.out = 0;
    fast.net = 0;
    this.ticks += ticks;
  }

  /** `ticks` fast ticks at once that all had this code; they pass apart. */
  skip(code: i32, ticks: u32): void {
    this.discharged += <i64>max(code, 0) * ticks;
    this.charged += <i64>max(-code, 0) * ticks;
  }

  /** Sum of all codes. */
  get codes(): i64 {
    return this.discharged - this.charged;
  }

  get soc(): f32 {
    return this.initial - <f32>this.discharged * this.perCode + <f32>this.charged * this.perCode * this.efficiency;
  }

  get sigma(): f32 {
    const drift = this.offsetPerTick * <f32>this.ticks;
    return Mathf.sqrt(this.initialVariance + drift * drift);
  }
}
