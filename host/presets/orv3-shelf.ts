import { type Preset, row } from './preset.ts';

const ORV3_PSU = 'OCP Open Rack V3 48 V PSU specification';
const ORV3_BBU = 'OCP Open Rack V3 BBU module specification';
const MAXWELL = 'Maxwell BMOD0165 P048 C01 data sheet';

export const orv3Shelf: Preset = {
  name: 'orv3-shelf',
  title: 'ORv3 shelf, 18 kW',
  about:
    'One Open Rack V3 power shelf: 6 x 3 kW rectifiers, 5 + 1 battery modules of 3 kW (11S6P), one capacitor module behind a converter.',
  set: {
    busNominal_V: row(50, 'C', 'ORv3 bus, 50-51 V'),
    busWindowLow_V: row(46, 'C', 'ORv3 IT gear input window'),
    busWindowHigh_V: row(52, 'C', 'ORv3 IT gear input window'),
    busCapacitanceS_F: row(6.3e-3, 'K', 'output capacitors of 18 kW of sources'),
    busCapacitanceL_F: row(8.1e-3, 'K', 'input capacitors of 18 kW of IT gear'),
    busEsrS_ohm: row(1e-3, 'K', 'electrolytic and ceramic in parallel'),
    busEsrL_ohm: row(1e-3, 'K', 'electrolytic and ceramic in parallel'),
    busbarInductance_H: row(0.2e-6, 'K', 'one shelf on a laminated busbar'),
    busbarResistance_ohm: row(0.4e-3, 'K', 'one shelf on a laminated busbar'),
    loadPower_W: row(18e3, 'B', `${ORV3_PSU}: six modules of 3 kW`),

    psuModules: row(6, 'B', ORV3_PSU),
    psuModulePower_W: row(3000, 'B', ORV3_PSU),
    psuSetPoint_V: row(51, 'C', 'ORv3 bus, 50-51 V'),
    psuDroopVoltage_V: row(0.5, 'B', ORV3_PSU),
    psuHoldUpEnergy_J: row(60, 'B', `${ORV3_PSU}: 20 ms at 3 kW`),
    psuPulseLimit_ratio: row(1.55, 'B', `${ORV3_PSU}: pulse load`),
    psuInputLimit_ratio: row(1.6, 'K', 'a little above the pulse load'),
    psuPreWarningDrop_V: row(3, 'B', `${ORV3_PSU}: backup start by bus voltage`),
    psuPreWarningSlew_V_per_s: row(3000, 'B', `${ORV3_PSU}: 3 V in 1 ms`),
    psuLoopGain_A_per_V: row(60, 'K', '5 kHz voltage loop on the bus capacitance'),
    psuLoopIntegral_A_per_Vs: row(1.2e5, 'K', 'a tenth of the loop bandwidth'),
    psuLag_s: row(30e-6, 'K', 'current loop of a two-stage rectifier'),
    psuFallTime_s: row(50e-6, 'K', 'freewheeling of the output choke'),

    bbuModules: row(6, 'A', `${ORV3_BBU}: 5 + 1`),
    packSeries: row(11, 'A', `${ORV3_BBU}: 11S6P`),
    packParallel: row(6, 'A', `${ORV3_BBU}: 11S6P`),
    cellChemistry: row('samsungInr21700_30t', 'D', 'a high-power 3 Ah 21700: 3 kW from 66 cells is 12.6 A each'),
    tripVoltage_V: row(48.5, 'B', ORV3_BBU),
    tripDebounce_s: row(2e-3, 'B', ORV3_BBU),
    releaseHold_s: row(0.2, 'B', ORV3_BBU),
    bbuConverterLatency_s: row(1.9e-3, 'K', 'ORv3 allows 2 ms'),
    bbuConverterLimit_A: row(120, 'K', 'one module of six may fail at 150 % load'),
    bbuCurrentLimit_A: row(120, 'K', 'as the converter'),
    bbuConverterLag_s: row(40e-6, 'K', '4 kHz current loop'),
    bbuSetPoint_V: row(48.0, 'C', 'ORv3: 48.0 V at no load'),
    bbuDroop_ohm: row(10e-3, 'K', '47.4 V at full load; with 8.3 mΩ (ORv3: 47.5 V) the loop rings on the busbar at 9 kHz'),

    cbuModules: row(1, 'K', 'one capacitor module a shelf'),
    cbuConverterLimit_A: row(600, 'K', '150 % of the load at the lower edge of the window'),
    cbuCurrentLimit_A: row(600, 'K', 'as the converter'),
    cbuConverterLag_s: row(8e-6, 'B', '20 kHz current loop'),
    cbuEngage_V: row(49.0, 'K', 'under the bus at full load, over the trip voltage less droop'),
    cbuAbsorb_V: row(51.4, 'K', 'over the set point, under the window'),
    cbuDroop_ohm: row(2.8e-3, 'B', '3-20 mΩ at the shelf'),
    capacitorC0_F: row(141, 'D', `165 F at 48 V (${MAXWELL}), slope of a measured cell`),
    capacitorKv_F_per_V: row(0.5, 'D', `165 F at 48 V (${MAXWELL}), slope of a measured cell`),
    capacitorEsr_ohm: row(6.3e-3, 'A', MAXWELL),
    capacitorLeak_ohm: row(9231, 'A', `${MAXWELL}: 5.2 mA`),
    capacitorMaximum_V: row(51, 'A', MAXWELL),
  },
};
