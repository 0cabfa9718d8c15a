import type { Scenario } from '../scenario/schema.ts';
import { busMaximum, busMinimum, capacitorMinimum, noDropout } from './common.ts';

const HYBRID = ['hybrid'];

/** The reference outage. */
export const psuTripHandoff: Scenario = {
  name: 'psu-trip-handoff',
  title: 'PSU trip at full load',
  about:
    'The rectifier output is lost at once, without hold-up. The capacitor takes the load and hands it to the battery. ' +
    'The baseline is the same outage with the battery alone: it shows what the capacitor buys.',
  preset: 'orv3-shelf',
  seed: 1,
  duration_s: 0.202,
  trigger_s: 0.002,
  set: { handoffStrategy: 'split' },
  events: [{ t_s: 0.002, kind: 'psuTrip' }],
  verdicts: [
    {
      id: 'takeover',
      label: 'Capacitor takes over',
      metric: 'capacitorTakeover_s',
      max: 0.3e-3,
      unit: 's',
      source: '90 % of the load within 0.3 ms of the trip, from half load on: below it the bus capacitors carry longer (P)',
      fromLoad: 0.5,
      runs: HYBRID,
    },
    busMinimum,
    busMaximum,
    {
      id: 'battery-carries',
      label: 'Battery carries 99 %',
      metric: 'batteryCarries99_s',
      max: 50e-3,
      unit: 's',
      source: 'within 50 ms of the trip (P)',
      runs: HYBRID,
    },
    {
      id: 'second-dip',
      label: 'Second dip',
      metric: 'secondDip_V',
      max: { of: 'busNominal_V', times: 0.01 },
      unit: 'V',
      source: '1 % of nominal below the battery-only steady value after takeover (P)',
      runs: HYBRID,
    },
    {
      id: 'transfers',
      label: 'Transfers',
      metric: 'transfers',
      min: 1,
      max: 1,
      unit: '',
      source: 'one outage, one transfer (P)',
      runs: HYBRID,
    },
    noDropout,
    { ...capacitorMinimum, runs: HYBRID },
  ],
  runs: [{ label: 'hybrid' }, { label: 'battery only', baseline: true, set: { cbuModules: 0, handoffStrategy: 'threshold' } }],
};
