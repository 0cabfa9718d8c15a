import { firmwareParameters } from '../abi/simulationBanks';
import { ChargeCounter } from '../firmware/estimate/soc';

let counter!: ChargeCounter;

export function testSocInit(capacity_Ah: f32, efficiency: f32, soc: f32, sigma: f32, offset_A: f32, lsb_A: f32): void {
  const p = firmwareParameters();
  p.reset();
  p.ratedCapacity_Ah = capacity_Ah;
  p.coulombicEfficiency = efficiency;
  p.initialSoc = soc;
  p.initialSocSigma = sigma;
  p.currentOffsetSigma_A = offset_A;
  counter = new ChargeCounter(p, lsb_A);
}

/** One code of the shunt for `ticks` fast ticks. */
export function testSocCount(code: i32, ticks: i32): void {
  for (let k = 0; k < ticks; k++) counter.count(code);
  counter.pass(ticks);
}

export function testSocSoc(): f32 {
  return counter.soc;
}

export function testSocSigma(): f32 {
  return counter.sigma;
}
