import type { Scenario, ScenarioEvent } from '../scenario/schema.ts';
import { busMaximum, busMinimum, noDropout } from './common.ts';

/** Lengths of the dips and times between them, in ms: 1 to 5, and 20 to 300, in no order. */
const DIPS_MS = [1, 4, 2, 5, 3, 1.5, 4.5, 2.5, 3.5, 5, 1, 2, 5, 4, 3, 2.2, 4.8, 1.2, 3.7, 5];
const APART_MS = [20, 300, 60, 120, 25, 210, 40, 280, 33, 90, 150, 22, 260, 75, 50, 190, 30, 240, 110, 20];

function dips(): ScenarioEvent[] {
  const events: ScenarioEvent[] = [];
  let t_ms = 20;
  for (const [k, dip_ms] of DIPS_MS.entries()) {
    events.push({ t_s: Number((t_ms * 1e-3).toFixed(6)), kind: 'loadPower', value: '150%' });
    events.push({ t_s: Number(((t_ms + dip_ms) * 1e-3).toFixed(6)), kind: 'loadPower', value: '100%' });
    t_ms += dip_ms + (APART_MS[k] as number);
  }
  return events;
}

/** A stiff droop puts the bus 0.6 V lower at 150 % of the load: 49.0 and 48.4 V, around the trip voltage. */
export const thresholdChatter: Scenario = {
  name: 'threshold-chatter',
  title: 'Dips around the trip voltage',
  about:
    'Twenty dips of 1-5 ms, 20-300 ms apart, pull the bus from 49.0 to 48.4 V, a tenth of a volt below the trip voltage. ' +
    'With 50 mV of noise the debounce hardly ever fills; without noise every dip longer than it starts the battery, ' +
    'which then stays until the release hold is over. Nobody may chatter.',
  preset: 'orv3-shelf',
  busNominal_V: 50,
  seed: 1,
  duration_s: 2.8,
  trigger_s: 0.02,
  set: {
    handoffStrategy: 'threshold',
    cbuModules: 0,
    psuSetPoint_V: 50.2,
    psuDroopVoltage_V: 1.2,
    releaseVoltage_V: 48.8,
    busVoltageNoise_V: 50e-3,
  },
  events: dips(),
  verdicts: [
    busMinimum,
    busMaximum,
    noDropout,
    {
      id: 'transfers',
      label: 'Transfers',
      metric: 'transfers',
      max: DIPS_MS.length,
      unit: '',
      source: 'at most one a dip (P)',
    },
  ],
  runs: [{ label: '50 mV noise' }, { label: 'without noise', set: { busVoltageNoise_V: 0 } }],
};
