import { command, firmwareParameters, sample } from '../abi/simulationBanks';
import { ChargeCounter } from '../firmware/estimate/soc';
import { FastState } from '../firmware/fastState';
import { TICKS_PER_MS } from '../firmware/time';

let counter!: ChargeCounter;

export function testSocInit(capacity_Ah: f32, efficiency: f32, soc: f32, sigma: f32, offset_A: f32, lsb_A: f32): void {
  const p = firmwareParameters();
  p.reset();
  p.ratedCapacity_Ah = capacity_Ah;
  p.coulombicEfficiency = efficiency;
  p.initialSoc = soc;
  p.initialSocSigma = sigma;
  p.currentOffsetSigma_A = offset_A;
  counter = new ChargeCounter(p, lsb_A, new FastState(sample(0), command(0)));
}

/** One code of the shunt for `ticks` fast ticks, which pass a millisecond at a time as they do in a controller. */
export function testSocCount(code: i32, ticks: i32): void {
  for (let left = ticks; left > 0; left -= TICKS_PER_MS) {
    const passing = min(left, <i32>TICKS_PER_MS);
    for (let k = 0; k < passing; k++) counter.count(code);
    counter.pass(passing);
  }
}

export function testSocSoc(): f32 {
  return counter.soc;
}

export function testSocSigma(): f32 {
  return counter.sigma;
}
