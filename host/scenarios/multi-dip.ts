import type { Scenario, ScenarioEvent } from '../scenario/schema.ts';
import { busMaximum, busMinimum, capacitorMinimum, noDropout } from './common.ts';

const DIPS = 6;
const DIP_S = 50e-3;
/** All within 82 s. */
const APART_S = 16.4;

export const multiDip: Scenario = {
  name: 'multi-dip',
  title: 'Six dips of the grid in a row',
  about:
    'The grid dips to 0.3 pu for 50 ms, six times, as on 2024-07-10, when 1.5 GW of data centres left the grid because ' +
    'their equipment counted the dips: within 82 s, 16.4 s apart. The baseline has no capacitor.',
  preset: 'orv3-shelf',
  seed: 1,
  duration_s: 84.002,
  trigger_s: 0.002,
  set: { handoffStrategy: 'split' },
  events: Array.from({ length: DIPS }, (_, k) => Number((0.002 + k * APART_S).toFixed(6))).flatMap((t_s): ScenarioEvent[] => [
    { t_s, kind: 'utilityVoltage', value: 0.3 },
    { t_s: Number((t_s + DIP_S).toFixed(6)), kind: 'utilityVoltage', value: 1 },
  ]),
  verdicts: [
    busMinimum,
    busMaximum,
    noDropout,
    {
      id: 'transfers',
      label: 'Transfers',
      metric: 'transfers',
      min: DIPS,
      max: DIPS,
      unit: '',
      source: 'one a dip: none is missed, none locks out (P)',
    },
    { ...capacitorMinimum, runs: ['hybrid'] },
  ],
  runs: [{ label: 'hybrid' }, { label: 'battery only', baseline: true, set: { cbuModules: 0, handoffStrategy: 'threshold' } }],
};
