import type { Scenario } from '../scenario/schema.ts';
import { busMaximum, busMinimum, noDropout, psuModulePower } from './common.ts';

const FIVE_CARRY = ['100 %', '120 %'];

export const psuModuleLoss: Scenario = {
  name: 'psu-module-loss',
  title: 'One of six PSU modules dies',
  about:
    'A rectifier module dies and takes its share of the current with it at once. At 100 and 120 % load the other five ' +
    'carry on inside their pulse limit (23.25 kW); at 150 % they cannot, and the battery must bridge the rest.',
  preset: 'orv3-shelf',
  seed: 1,
  duration_s: 0.202,
  trigger_s: 0.002,
  set: { handoffStrategy: 'split' },
  events: [{ t_s: 0.002, kind: 'psuModuleFail', value: 1 }],
  verdicts: [
    busMinimum,
    busMaximum,
    noDropout,
    psuModulePower,
    {
      id: 'no-transfer',
      label: 'Transfers while five can carry',
      metric: 'transfers',
      max: 0,
      unit: '',
      source: 'the battery bridges only when they cannot carry (P)',
      runs: FIVE_CARRY,
    },
    {
      id: 'battery-bridges',
      label: 'Battery bridges',
      metric: 'batteryDelivers_s',
      max: 50e-3,
      unit: 's',
      source: '27 kW is more than 23.25 kW; within 50 ms (P)',
      runs: ['150 %'],
    },
  ],
  runs: [{ label: '100 %' }, { label: '120 %', set: { loadPower_W: '120%' } }, { label: '150 %', set: { loadPower_W: '150%' } }],
};
