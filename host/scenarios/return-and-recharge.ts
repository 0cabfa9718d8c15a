import type { Scenario } from '../scenario/schema.ts';
import { busMaximum, busMinimum, noDropout } from './common.ts';

export const returnAndRecharge: Scenario = {
  name: 'return-and-recharge',
  title: 'The utility is back, and everybody wants to charge',
  about:
    'Six battery modules at 40 to 90 % of their charge ride through an outage of 10 s and see the utility back together. ' +
    'The feed has 600 W to spare: the emptiest charge first, within the cap, and the bus does not feel it. The baseline has no cap.',
  preset: 'orv3-shelf',
  seed: 1,
  duration_s: 120,
  trigger_s: 1,
  set: { handoffStrategy: 'split', packInitialSoc: 0.65, packSocSpan: 0.5, rechargeDelay_s: 5, chargeFeed_W: 600 },
  events: [
    { t_s: 1, kind: 'utilityVoltage', value: 0 },
    { t_s: 11, kind: 'utilityVoltage', value: 1 },
  ],
  verdicts: [
    busMinimum,
    busMaximum,
    noDropout,
    {
      id: 'feed',
      label: 'Charging power',
      metric: 'chargePowerMax_W',
      max: { of: 'chargeFeed_W' },
      unit: 'W',
      source: 'what the feed has to spare (P)',
      runs: ['600 W'],
    },
    { id: 'transfers', label: 'Transfers', metric: 'transfers', min: 1, max: 1, unit: '', source: 'one outage, one transfer (P)' },
  ],
  runs: [{ label: '600 W' }, { label: 'no cap', baseline: true, set: { chargeFeed_W: 0 } }],
};
