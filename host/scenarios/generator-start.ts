import type { RunVariant, Scenario } from '../scenario/schema.ts';
import { busMaximum, busMinimum, noDropout } from './common.ts';

/** Accepted after the outage's begin, by run. */
const ACCEPTS_S = [10, 30];
const [SIGNAL_S, GAP_S] = [1, 0.1];
const accepts = (t_s: number) => `accepts at ${t_s} s`;
const crank = (t_s: number) => ({ generatorCrank_s: Number((t_s - SIGNAL_S - GAP_S).toFixed(6)) });
const walksIn = ACCEPTS_S.map(accepts);
const AT_ONCE: RunVariant = { label: 'at once', baseline: true, set: { ...crank(10), psuHoldOff_s: 0, psuWalkIn_s: 0 } };

export const generatorStart: Scenario = {
  name: 'generator-start',
  title: 'Outage until the generator carries',
  about:
    'The grid is lost at full load and stays away. The battery carries until a generator has started (it accepts load at 10 or 30 s), ' +
    'the transfer switch has gone over, and the rectifiers have waited 3 s and walked in their power within 10 s. The baseline takes its ' +
    'power at once: the generator sags. However empty the batteries are, they wait for the utility to charge.',
  preset: 'orv3-shelf',
  seed: 1,
  duration_s: 48.002,
  trigger_s: 0.002,
  set: {
    handoffStrategy: 'split',
    generatorRating_W: '167%',
    generatorSignalDelay_s: SIGNAL_S,
    generatorTransferGap_s: GAP_S,
    psuHoldOff_s: 3,
    psuWalkIn_s: 10,
    rechargeBelow: 0.95,
    rechargeDelay_s: 2,
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
      runs: walksIn,
    },
    {
      id: 'no-charging',
      label: 'Charging power',
      metric: 'chargePowerMax_W',
      max: 0,
      unit: 'W',
      source: 'nobody charges from a generator (P)',
    },
    {
      id: 'battery-slew',
      label: 'Battery slew',
      metric: 'batterySlewMax_A_per_s',
      max: { of: 'handoffSlew_A_per_s', by: 'bbuModules', times: 1.1 },
      unit: 'A/s',
      source: 'handoffSlew_A_per_s of all modules, to 10 % for their droop (P)',
      runs: walksIn,
    },
    { id: 'transfers', label: 'Transfers', metric: 'transfers', min: 1, max: 1, unit: '', source: 'one outage, one transfer (P)' },
  ],
  runs: [...ACCEPTS_S.map((t_s) => ({ label: accepts(t_s), set: crank(t_s) })), AT_ONCE],
};
