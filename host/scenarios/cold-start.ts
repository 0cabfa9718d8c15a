import type { Scenario } from '../scenario/schema.ts';
import { busMaximum, busMinimum, noDropout } from './common.ts';

export const coldStart: Scenario = {
  name: 'cold-start',
  title: 'Cold start, then PSU trip',
  about:
    'The battery modules wake with open contactors and empty links: each precharges until link and pack match, closes, ' +
    'and half a second later the rectifier output is lost. A module that had not closed by then could not carry its share.',
  preset: 'orv3-shelf',
  seed: 1,
  duration_s: 0.602,
  trigger_s: 0.502,
  set: { handoffStrategy: 'split', startState: 'cold' },
  events: [{ t_s: 0.502, kind: 'psuTrip' }],
  verdicts: [
    busMinimum,
    busMaximum,
    noDropout,
    {
      id: 'battery-carries',
      label: 'Battery carries 99 %',
      metric: 'batteryCarries99_s',
      max: 50e-3,
      unit: 's',
      source: 'as in psu-trip-handoff (P)',
    },
  ],
  runs: [{ label: 'cold' }],
};
