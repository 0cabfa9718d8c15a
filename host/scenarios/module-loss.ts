import type { Scenario } from '../scenario/schema.ts';
import { busMaximum, busMinimum, noDropout } from './common.ts';

export const moduleLoss: Scenario = {
  name: 'module-loss',
  title: 'A battery module drops out while all carry',
  about: 'Half a second into an outage at full load one of the six battery modules is gone. The other five take over its share.',
  preset: 'orv3-shelf',
  seed: 1,
  duration_s: 1,
  trigger_s: 0.002,
  set: { handoffStrategy: 'split' },
  events: [
    { t_s: 0.002, kind: 'psuTrip' },
    { t_s: 0.5, kind: 'moduleLoss', index: 2 },
  ],
  verdicts: [
    busMinimum,
    busMaximum,
    noDropout,
    { id: 'transfers', label: 'Transfers', metric: 'transfers', min: 1, max: 1, unit: '', source: 'one outage, one transfer (P)' },
  ],
  runs: [{ label: 'split' }, { label: 'threshold', set: { handoffStrategy: 'threshold' } }],
};
