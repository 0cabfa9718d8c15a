import type { Scenario } from '../scenario/schema.ts';
import { busMaximum, busMinimum, noDropout } from './common.ts';

export const hprAcLoss: Scenario = {
  name: 'hpr-ac-loss',
  title: 'AC loss on HPR',
  about:
    'The grid is lost at full load. The AC_LOSS line starts the battery long before the hold-up energy is gone; the trip voltage is only the back-up.',
  preset: 'hpr-shelf',
  seed: 1,
  duration_s: 0.102,
  trigger_s: 0.002,
  set: { handoffStrategy: 'feedforward' },
  events: [{ t_s: 0.002, kind: 'utilityVoltage', value: 0 }],
  verdicts: [
    busMinimum,
    busMaximum,
    noDropout,
    {
      id: 'energy-margin',
      label: 'PSU energy left when the battery delivers',
      metric: 'psuEnergyMargin_s',
      min: 1e-3,
      unit: 's',
      source: 'as on ORv3 (P)',
    },
    { id: 'transfers', label: 'Transfers', metric: 'transfers', min: 1, max: 1, unit: '', source: 'one outage, one transfer (P)' },
  ],
  runs: [{ label: '100 %' }],
};
