/** Rules that several scenarios share. */
import type { VerdictRule } from '../scenario/schema.ts';

const WINDOW = "the rack's: IT gear input window 46-52 V (ORv3, C), within 3 % of 400 V (Diablo 400 profile, C)";

export const busMinimum: VerdictRule = {
  id: 'bus-minimum',
  label: 'Bus minimum',
  metric: 'busVoltageMin_V',
  min: { of: 'busWindowLow_V' },
  unit: 'V',
  source: WINDOW,
};
export const busMaximum: VerdictRule = {
  id: 'bus-maximum',
  label: 'Bus maximum',
  metric: 'busVoltageMax_V',
  max: { of: 'busWindowHigh_V' },
  unit: 'V',
  source: WINDOW,
};
export const capacitorMinimum: VerdictRule = {
  id: 'capacitor-minimum',
  label: 'Capacitor minimum',
  metric: 'capacitorVoltageMin_V',
  min: { of: 'cbuWindowLow_V' },
  unit: 'V',
  source: 'lower end of the capacitor window (K)',
};
export const noDropout: VerdictRule = {
  id: 'no-dropout',
  label: 'Load dropouts',
  metric: 'loadDropouts',
  max: 0,
  unit: '',
  source: 'the load never drops out (P)',
};
