/** Rules that several scenarios share. */
import type { VerdictRule } from '../scenario/schema.ts';

const WINDOW = 'IT gear input window 46-52 V (ORv3, C)';

export const busMinimum: VerdictRule = {
  id: 'bus-minimum',
  label: 'Bus minimum',
  metric: 'busVoltageMin_V',
  min: 46,
  unit: 'V',
  source: WINDOW,
};
export const busMaximum: VerdictRule = {
  id: 'bus-maximum',
  label: 'Bus maximum',
  metric: 'busVoltageMax_V',
  max: 52,
  unit: 'V',
  source: WINDOW,
};
export const noDropout: VerdictRule = {
  id: 'no-dropout',
  label: 'Load dropouts',
  metric: 'loadDropouts',
  max: 0,
  unit: '',
  source: 'the load never drops out (P)',
};
