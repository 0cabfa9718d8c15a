import type { Scenario } from '../scenario/schema.ts';
import { busMaximum, busMinimum, noDropout } from './common.ts';

const WALKS_IN = ['walk-in'];

/** Every time of it is a tenth of a real one: accepted at 10 s, hold-off 3 s, walk-in 10 s, a voltage that answers in 0.3 s. */
export const generatorStart: Scenario = {
  name: 'generator-start',
  title: 'Outage until the generator carries',
  about:
    'The grid is lost at full load and stays away. The battery carries until a generator has started, the transfer switch ' +
    'has gone over, and the rectifiers have walked in their power. Every time is a tenth of a real one, the ' +
    'generator’s time constants with them, so that the walk-in loads it as a real one would. The baseline takes its power at once: the generator sags.',
  preset: 'orv3-shelf',
  seed: 1,
  duration_s: 2.702,
  trigger_s: 0.002,
  set: {
    handoffStrategy: 'split',
    generatorRating_W: 30e3,
    generatorSignalDelay_s: 0.1,
    generatorCrank_s: 0.88,
    generatorTransferGap_s: 0.02,
    generatorVoltageTime_s: 0.03,
    generatorFrequencyTime_s: 0.08,
    psuHoldOff_s: 0.3,
    psuWalkIn_s: 1,
  },
  events: [{ t_s: 0.002, kind: 'utilityVoltage', value: 0 }],
  verdicts: [
    busMinimum,
    busMaximum,
    noDropout,
    {
      id: 'battery-carries',
      label: 'Battery carries 99 %',
      metric: 'batteryCarries99_s',
      max: 50e-3,
      unit: 's',
      source: 'as in psu-trip-handoff (P)',
    },
    {
      id: 'generator-voltage',
      label: 'Generator voltage',
      metric: 'generatorVoltageMin_pu',
      min: 0.9,
      unit: 'pu',
      source: 'below it the rectifiers count their input as lost (P)',
      runs: WALKS_IN,
    },
    {
      id: 'battery-slew',
      label: 'Battery slew',
      metric: 'batterySlewMax_A_per_s',
      max: 132e3,
      unit: 'A/s',
      source: 'handoffSlew_A_per_s of six modules, to 10 % for their droop (P)',
      runs: WALKS_IN,
    },
    { id: 'transfers', label: 'Transfers', metric: 'transfers', min: 1, max: 1, unit: '', source: 'one outage, one transfer (P)' },
  ],
  runs: [{ label: 'walk-in' }, { label: 'at once', baseline: true, set: { psuHoldOff_s: 0, psuWalkIn_s: 0 } }],
};
