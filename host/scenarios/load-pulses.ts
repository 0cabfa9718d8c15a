import type { RunVariant, Scenario } from '../scenario/schema.ts';
import { busMaximum, busMinimum, loadRamp, noDropout, psuModulePower } from './common.ts';

const run = (label: string, patternPeriod_s: number): RunVariant => ({ label, set: { patternPeriod_s } });

export const loadPulses: Scenario = {
  name: 'load-pulses',
  title: 'Load pulses to 150 % at up to 10 kHz',
  about:
    'The load jumps between 30 and 150 % as fast as its slew limit lets it, a hundred to ten thousand times a second. At ' +
    '10 kHz the limit leaves a triangle of a few kilowatt; at 100 Hz every edge is whole and the capacitor catches what the bus cannot.',
  preset: 'orv3-shelf',
  seed: 1,
  duration_s: 0.102,
  trigger_s: 0.002,
  set: {
    handoffStrategy: 'split',
    loadPower_W: '30%',
    loadPattern: 'pulses',
    patternStart_s: 0.002,
    patternLow_W: '30%',
    patternHigh_W: '150%',
    patternDuty: 0.5,
    patternRise_s: 0,
    patternFall_s: 0,
  },
  events: [],
  verdicts: [
    busMinimum,
    busMaximum,
    noDropout,
    loadRamp,
    psuModulePower,
    { id: 'transfers', label: 'Transfers', metric: 'transfers', max: 0, unit: '', source: 'the PSU carries the pulses (P)' },
  ],
  runs: [run('100 Hz', 10e-3), run('1 kHz', 1e-3), run('10 kHz', 1e-4)],
};
