import type { Scenario } from '../scenario/schema.ts';
import { busMaximum, busMinimum, noDropout } from './common.ts';

/** 51 V held behind a busbar of 5 mΩ and 2 µH, 18 kW: vL = (VS + sqrt(VS^2 - 4 R P))/2. */
const [VS, R, L, P] = [51, 5e-3, 2e-6, 18e3];
const vL = 0.5 * (VS + Math.sqrt(VS * VS - 4 * R * P));
const limit_F = (L * P) / (R * vL * vL);
const part = (of: number) => Number((of * limit_F).toPrecision(6));

export const cplStability: Scenario = {
  name: 'cpl-stability',
  title: 'A constant-power load rings on its busbar',
  about:
    'A load of constant power is a negative resistance, -v^2/P. Behind a busbar of R and L from a source held ideal it is damped ' +
    'only by a capacitance above L P/(R v^2), here 3.1 mF; the baseline stands 2 % below and grows until the load drops out. ' +
    'Change busbarInductance_H, busbarResistance_ohm, busCapacitanceL_F or loadPower_W to walk the map.',
  preset: 'orv3-shelf',
  busNominal_V: 50,
  seed: 1,
  duration_s: 1.002,
  trigger_s: 0.002,
  set: {
    handoffStrategy: 'threshold',
    cbuModules: 0,
    bbuModules: 0,
    busEsrS_ohm: 0,
    busEsrL_ohm: 0,
    busCapacitanceS_F: 10,
    busbarResistance_ohm: R,
    busbarInductance_H: L,
    psuModules: 40,
    psuSetPoint_V: VS,
    psuDroopVoltage_V: 0,
    psuHoldUpEnergy_J: 5000,
    loadPower_W: P,
  },
  events: [
    { t_s: 0.002, kind: 'loadPower', value: '100.5%' },
    { t_s: 0.00225, kind: 'loadPower', value: '100%' },
  ],
  verdicts: [busMinimum, busMaximum, noDropout],
  runs: [
    { label: '2 % above', set: { busCapacitanceL_F: part(1.02) } },
    { label: '2 % below', baseline: true, set: { busCapacitanceL_F: part(0.98) } },
  ],
};
