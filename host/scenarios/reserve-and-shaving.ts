import type { Scenario } from '../scenario/schema.ts';
import { busMaximum, busMinimum, noDropout } from './common.ts';

const OUTAGE_S = 905;

export const reserveAndShaving: Scenario = {
  name: 'reserve-and-shaving',
  title: 'Peak shaving, and then the outage',
  about:
    'The battery takes 9 kW off the feed for a quarter of an hour, down to its reserve. At that moment the utility is lost ' +
    'at full load: pack at its end of life (80 % of capacity, 150 % of resistance), air of 35 °C. What was kept must carry for 90 s.',
  preset: 'orv3-shelf',
  seed: 1,
  duration_s: 1000,
  trigger_s: OUTAGE_S,
  set: {
    handoffStrategy: 'split',
    packCapacityHealth: 0.8,
    packResistanceHealth: 1.5,
    ambientTemperature_degC: 35,
    reserveSoc: 0.4,
    initialSocSigma: 0.01,
  },
  events: [
    { t_s: 5, kind: 'peakShaving', value: 9000 },
    { t_s: OUTAGE_S, kind: 'utilityVoltage', value: 0 },
  ],
  verdicts: [
    busMinimum,
    busMaximum,
    noDropout,
    {
      id: 'cell-minimum',
      label: 'Lowest cell voltage',
      metric: 'cellVoltageMin_V',
      min: 2.7,
      unit: 'V',
      source: 'where the warning stands that halves the limit (K)',
    },
    { id: 'trips', label: 'Protection trips', metric: 'protectionTrips', max: 0, unit: '', source: 'derating comes before cut-off (P)' },
    { id: 'transfers', label: 'Transfers', metric: 'transfers', min: 1, max: 1, unit: '', source: 'one outage, one transfer (P)' },
  ],
  runs: [{ label: 'shaved' }, { label: 'not shaved', baseline: true, set: { reserveSoc: 1 } }],
};
