/** The Diablo 400 profile: a rack of 400 V that its capacitor keeps within 3 %. */
import type { RunVariant, Scenario, ScenarioEvent, VerdictRule } from '../scenario/schema.ts';
import { busMaximum, busMinimum, noDropout } from './common.ts';

const BEGIN_S = 2e-3;

const window: VerdictRule[] = [
  busMinimum,
  busMaximum,
  noDropout,
  {
    id: 'no-protection',
    label: 'Protection trips',
    metric: 'protectionTrips',
    max: 0,
    unit: '',
    source: 'no source trips (Diablo 400 profile, C)',
  },
];

const settled = (after_s: number): VerdictRule => ({
  id: 'settling',
  label: 'Settles within 1 % of its final value',
  metric: 'settling_s',
  max: Number((after_s + 3e-3).toPrecision(12)),
  unit: 's',
  source: '3 ms after the last edge (Diablo 400 profile, C)',
});

const at_s = (since_s: number) => Number((BEGIN_S + since_s).toFixed(9));
const load = (since_s: number, value: string): ScenarioEvent => ({ t_s: at_s(since_s), kind: 'loadPower', value });

/** Up to `percent` and back to full load `times` times, `period_s` apart. */
function pulses(label: string, percent: number, high_s: number, period_s = 0, times = 1): RunVariant {
  const starts_s = Array.from({ length: times }, (_, k) => k * period_s);
  return {
    label,
    events: starts_s.flatMap((start_s) => [load(start_s, `${percent}%`), load(start_s + high_s, '100%')]),
    verdicts: [settled((times - 1) * period_s + high_s)],
  };
}

const train = (label: string, frequency_Hz: number) =>
  pulses(label, 180, 0.5 / frequency_Hz, 1 / frequency_Hz, Math.round(20e-3 * frequency_Hz));

export const diabloLoadSteps: Scenario = {
  name: 'diablo-load-steps',
  title: 'Load pulses on 400 V',
  about:
    'Pulses of 150 % for 50 ms, 175 % for 2 ms and 180 % for 0.5 ms on full load, and 20 ms of pulses of 180 % at 1, 3 and 10 kHz, ' +
    'as far as 1 A/us lets them. The rectifiers give 155 %, the capacitor the rest; the battery stays asleep.',
  preset: 'diablo-400',
  seed: 1,
  duration_s: 0.072,
  trigger_s: BEGIN_S,
  set: { handoffStrategy: 'split' },
  events: [],
  verdicts: [
    ...window,
    {
      id: 'battery-asleep',
      label: 'Battery slew',
      metric: 'batterySlewMax_A_per_s',
      max: 0,
      unit: 'A/s',
      source: 'no pulse wakes the battery (P)',
    },
  ],
  runs: [
    pulses('150 %, 50 ms', 150, 50e-3),
    { label: '150 %, up alone', events: [load(0, '150%')], verdicts: [settled(0)] },
    pulses('175 %, 2 ms', 175, 2e-3),
    pulses('180 %, 0.5 ms', 180, 0.5e-3),
    train('1 kHz', 1e3),
    train('3 kHz', 3e3),
    train('10 kHz', 10e3),
  ],
};

export const diabloOutage: Scenario = {
  name: 'diablo-outage',
  title: 'Outages on 400 V',
  about:
    'The rectifier output is lost at once at full load; the grid is lost at 100, 50 and 150 %. The capacitor holds the bus ' +
    'within 3 % until the battery has started.',
  preset: 'diablo-400',
  seed: 1,
  duration_s: 0.202,
  trigger_s: BEGIN_S,
  set: { handoffStrategy: 'split' },
  events: [],
  verdicts: [
    ...window,
    {
      id: 'battery-carries',
      label: 'Battery carries 99 %',
      metric: 'batteryCarries99_s',
      max: 50e-3,
      unit: 's',
      source: 'as in psu-trip-handoff (P)',
    },
  ],
  runs: [
    { label: 'PSU trip', events: [{ t_s: BEGIN_S, kind: 'psuTrip' }] },
    ...[100, 50, 150].map(
      (percent): RunVariant => ({
        label: `AC loss, ${percent} %`,
        ...(percent !== 100 && { set: { loadPower_W: `${percent}%` } }),
        events: [{ t_s: BEGIN_S, kind: 'utilityVoltage', value: 0 }],
      }),
    ),
  ],
};
