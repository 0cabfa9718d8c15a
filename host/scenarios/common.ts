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
export const loadRamp: VerdictRule = {
  id: 'load-ramp',
  label: 'Load ramp',
  metric: 'loadSlewMax_W_per_s',
  max: { of: 'loadSlew_A_per_s', by: 'busNominal_V', times: 1.001 },
  unit: 'W/s',
  source: 'its slew limit at the nominal voltage of the bus, to 0.1 %: 1 A/us (Diablo 400 profile, C)',
};
export const psuModulePower: VerdictRule = {
  id: 'psu-module-power',
  label: 'Power of one PSU module',
  metric: 'psuModulePowerMax_W',
  // the current follows its limit P/v with a lag of 30 us: 0.04 % above while the bus rises
  max: { of: 'psuModulePower_W', times: 1.55155 },
  unit: 'W',
  source: '155 % of rated, to 0.1 % (ORv3 PSU pulse load, B)',
};
export const noDropout: VerdictRule = {
  id: 'no-dropout',
  label: 'Load dropouts',
  metric: 'loadDropouts',
  max: 0,
  unit: '',
  source: 'the load never drops out (P)',
};
