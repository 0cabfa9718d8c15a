import type { Scenario } from '../scenario/schema.ts';
import { busMaximum, busMinimum, noDropout } from './common.ts';

/** Five minutes on the battery. */
export const longOutage: Scenario = {
  name: 'long-outage',
  title: 'Five minutes on the battery',
  about:
    'The rectifier output is lost for 300 s at full load. The battery takes over within milliseconds; then it is a matter ' +
    'of charge and heat. From 92 % charge it is two thirds full at the end; from 55 % it comes near where its limit begins ' +
    'to fall, still above what the load takes.',
  preset: 'orv3-shelf',
  seed: 1,
  duration_s: 305,
  trigger_s: 5,
  set: { handoffStrategy: 'split' },
  events: [{ t_s: 5, kind: 'psuTrip' }],
  verdicts: [
    busMinimum,
    busMaximum,
    noDropout,
    {
      id: 'hottest-cell',
      label: 'Hottest cell',
      metric: 'hottestCell_degC',
      max: 45,
      unit: 'degC',
      source: 'where derating by temperature begins (K)',
    },
    {
      id: 'cell-minimum',
      label: 'Lowest cell voltage',
      metric: 'cellVoltageMin_V',
      min: 2.7,
      unit: 'V',
      source: 'where the warning stands that halves the limit (K)',
    },
    {
      id: 'transfers',
      label: 'Transfers',
      metric: 'transfers',
      min: 1,
      max: 1,
      unit: '',
      source: 'one outage, one transfer (P)',
    },
  ],
  runs: [{ label: 'charged' }, { label: 'from 55 %', set: { packInitialSoc: 0.55 } }],
};
