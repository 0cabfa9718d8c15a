import type { Scenario } from '../scenario/schema.ts';
import { busMaximum, busMinimum, loadRamp, noDropout } from './common.ts';

export const jobCrash: Scenario = {
  name: 'job-crash',
  title: 'Training job crashes and restarts',
  about:
    'The load falls from 100 to 5 % in 1 ms and comes back ten seconds later as fast as its slew limit lets it. The PSU never leaves; the capacitor takes what the bus cannot.',
  preset: 'orv3-shelf',
  seed: 1,
  duration_s: 10.052,
  trigger_s: 0.002,
  set: { handoffStrategy: 'split' },
  events: [
    { t_s: 0.002, kind: 'loadPower', value: '5%', duration_s: 1e-3 },
    { t_s: 10.002, kind: 'loadPower', value: '100%' },
  ],
  verdicts: [
    busMaximum,
    busMinimum,
    loadRamp,
    {
      id: 'capacitor-maximum',
      label: 'Capacitor maximum',
      metric: 'capacitorVoltageMax_V',
      max: { of: 'capacitorMaximum_V' },
      unit: 'V',
      source: 'absolute maximum of the module, 51 V for 48 V rated (Maxwell BMOD0165 P048, A)',
    },
    noDropout,
  ],
  runs: [{ label: 'crash and restart' }],
};
