import type { Scenario } from '../scenario/schema.ts';
import { noDropout } from './common.ts';

export const thresholdTrap: Scenario = {
  name: 'threshold-trap',
  title: 'The capacitor keeps the battery asleep',
  about:
    'Meant to FAIL. With the threshold strategy the battery waits for a bus below 48.5 V. A capacitor that engages at ' +
    '50 V holds the bus above that even at full droop (49 V), so the battery sleeps until the capacitor is empty. The ' +
    'baseline engages at 49 V: the bus droops below the trip voltage and the battery starts.',
  preset: 'orv3-shelf',
  busNominal_V: 50,
  seed: 1,
  duration_s: 5.202,
  trigger_s: 0.002,
  set: { handoffStrategy: 'threshold', cbuEngage_V: 50 },
  events: [{ t_s: 0.002, kind: 'psuTrip' }],
  verdicts: [
    {
      id: 'battery-starts',
      label: 'Battery starts (the trap: a capacitor above the trip voltage keeps it asleep)',
      metric: 'batteryDelivers_s',
      max: 50e-3,
      unit: 's',
      source: 'as in psu-trip-handoff (P)',
    },
    {
      id: 'capacitor-not-empty',
      label: 'Capacitor minimum (the trap: it runs empty before the battery starts)',
      metric: 'capacitorVoltageMin_V',
      min: 26,
      unit: 'V',
      source: 'lower end of its window and the 2 V over which its limit fades (K)',
    },
    // no bus minimum: on a capacitor at its limit the load is unstable, and noise decides how deep the bus falls
    noDropout,
  ],
  runs: [{ label: 'engages at 50 V' }, { label: 'engages at 49 V', baseline: true, set: { cbuEngage_V: 49 } }],
};
