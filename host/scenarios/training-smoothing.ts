import type { Scenario } from '../scenario/schema.ts';
import { busMaximum, busMinimum, noDropout } from './common.ts';

/** The firmware does not smooth yet: nothing here asks for it. */
export const trainingSmoothing: Scenario = {
  name: 'training-smoothing',
  title: 'Training job between 30 and 100 %',
  about:
    'A training job computes and communicates 2.5 times a second, edges of 50 ms, period and height drawn anew each time, a ' +
    'checkpoint after every fourth pulse, for two minutes (for ten: duration_s 600). The bus must not mind. What the grid sees is the load as it is: the capacitor does not smooth it yet.',
  preset: 'orv3-shelf',
  seed: 1,
  duration_s: 120.002,
  trigger_s: 0.002,
  set: {
    handoffStrategy: 'split',
    loadPower_W: '30%',
    loadPattern: 'training',
    patternStart_s: 0.002,
    patternLow_W: '30%',
    patternHigh_W: '100%',
    patternPeriod_s: 0.4,
    checkpointEvery: 4,
    checkpointTime_s: 0.3,
  },
  events: [],
  verdicts: [
    busMinimum,
    busMaximum,
    noDropout,
    {
      id: 'load-ramp',
      label: 'Load ramp',
      metric: 'loadSlewMax_W_per_s',
      max: 260e3,
      unit: 'W/s',
      source: '70 % of 18 kW in 50 ms, and 3 % for the jitter (P)',
    },
    {
      id: 'transfers',
      label: 'Transfers',
      metric: 'transfers',
      max: 0,
      unit: '',
      source: 'the PSU carries the peaks (P)',
    },
  ],
  runs: [{ label: 'training' }],
};
