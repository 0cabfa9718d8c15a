import type { RunVariant, Scenario, VerdictRule } from '../scenario/schema.ts';
import { busMaximum, busMinimum, noDropout } from './common.ts';

const TIMELINE = 'ORv3 timeline derived from hold-up energy, pre-warning, debounce and latency (D)';

/** The battery delivers at a time and with a margin that follow from the ORv3 figures. */
const timeline = (delivers_ms: number, margin_ms: number): VerdictRule[] => [
  {
    kind: 'reproduces',
    id: 'battery-delivers',
    label: 'Battery delivers',
    metric: 'batteryDelivers_s',
    min: (delivers_ms - 0.3) * 1e-3,
    max: (delivers_ms + 0.3) * 1e-3,
    unit: 's',
    source: TIMELINE,
  },
  {
    kind: 'reproduces',
    id: 'energy-margin',
    label: 'PSU energy left then',
    metric: 'psuEnergyMargin_s',
    min: (margin_ms - 0.4) * 1e-3,
    max: (margin_ms + 0.4) * 1e-3,
    unit: 's',
    source: TIMELINE,
  },
];

const run = (percent: number, delivers_ms: number, margin_ms: number): RunVariant => ({
  label: `${percent} %`,
  ...(percent !== 100 && { set: { loadPower_W: `${percent}%` } }),
  verdicts: timeline(delivers_ms, margin_ms),
});

export const orv3AcLoss: Scenario = {
  name: 'orv3-ac-loss',
  title: 'AC loss on ORv3',
  about:
    'The grid is lost at 100, 50 and 150 % load. The hold-up energy carries the load; when half of it is gone the set ' +
    'point falls, and the battery starts by the bus voltage. No capacitor: that is what ORv3 is.',
  preset: 'orv3-shelf',
  busNominal_V: 50,
  seed: 1,
  duration_s: 0.102,
  trigger_s: 0.002,
  set: { handoffStrategy: 'threshold', cbuModules: 0, releaseVoltage_V: 48.5 },
  events: [{ t_s: 0.002, kind: 'utilityVoltage', value: 0 }],
  verdicts: [
    {
      id: 'battery-response',
      label: 'Battery delivers after the bus fell below 48.5 V',
      metric: 'batteryResponse_s',
      max: 4e-3,
      unit: 's',
      source: '2 ms below 48.5 V, then at most 2 ms (ORv3 BBU, B)',
    },
    busMinimum,
    busMaximum,
    noDropout,
    {
      id: 'energy-margin-least',
      label: 'PSU energy left when the battery delivers',
      metric: 'psuEnergyMargin_s',
      min: 1e-3,
      unit: 's',
      source: 'at 150 % load (P)',
      runs: ['150 %'],
    },
  ],
  runs: [run(100, 14.7, 5.3), run(50, 24.8, 15.3), run(150, 11.3, 2.0)],
};
