import { hprShelf } from './hpr-shelf.ts';
import { type Preset, row } from './preset.ts';

const RACK = 'NVL72 class rack';
const LOAD = 'ORv3 shelf scaled from 18 kW to 132 kW with P/V^2';
const SOURCES = 'ORv3 shelf scaled from 18 kW to the 264 kW of the rectifiers with P/V^2';
const LOAD_IMPEDANCE = 'ORv3 shelf scaled to 132 kW with V^2/P';
const SOURCE_IMPEDANCE = 'ORv3 shelf scaled to 264 kW with V^2/P';
const ORV3_BBU = 'OCP Open Rack V3 BBU module specification';
const load = 132 / 18;
const sources = 264 / 18;
const scaled = (value: number) => Number(value.toPrecision(6));

export const nvl72Rack: Preset = {
  name: 'nvl72-rack',
  title: 'NVL72 rack, 132 kW',
  about:
    'A whole rack on one 50 V bus: eight power shelves of 33 kW (48 rectifiers of 5.5 kW), 44 battery modules of 3 kW in eight battery shelves (2,904 cells), four capacitor modules of 33 kW.',
  set: {
    ...hprShelf.set,
    busCapacitanceS_F: row(scaled(6.3e-3 * sources), 'K', SOURCES),
    busCapacitanceL_F: row(scaled(8.1e-3 * load), 'K', LOAD),
    busEsrS_ohm: row(scaled(1e-3 / sources), 'K', SOURCE_IMPEDANCE),
    busEsrL_ohm: row(scaled(1e-3 / load), 'K', LOAD_IMPEDANCE),
    busbarInductance_H: row(scaled(0.2e-6 / load), 'K', LOAD_IMPEDANCE),
    busbarResistance_ohm: row(scaled(0.4e-3 / load), 'K', LOAD_IMPEDANCE),
    loadPower_W: row(132e3, 'C', `${RACK}: 132 kW, peaks of 192 kW`),

    psuModules: row(48, 'A', 'eight power shelves of 6 x 5.5 kW'),

    bbuModules: row(44, 'D', '132 kW from modules of 3 kW: four shelves of six, four of five'),
    packSeries: row(11, 'A', `${ORV3_BBU}: 11S6P`),
    packParallel: row(6, 'A', `${ORV3_BBU}: 11S6P`),
    bbuDroop_ohm: row(10e-3, 'K', '47.9 V at full load, as the ORv3 module'),
    bbuConverterLimit_A: row(120, 'K', 'as the ORv3 module'),
    bbuCurrentLimit_A: row(120, 'K', 'as the converter'),
    bbuConverterSlew_A_per_s: row(5e6, 'K', 'as the ORv3 module'),
    bbuLimitRamp_A_per_s: row(1e5, 'K', 'as the ORv3 module'),
    bbuStartRamp_A_per_s: row(4e5, 'K', 'as the ORv3 module'),
    bbuLossIdle_W: row(6, 'K', '0.2 % of 3 kW'),
    bbuLossResistive_ohm: row(10e-3, 'K', 'as the ORv3 module'),
    handoffSlew_A_per_s: row(20e3, 'K', 'as the ORv3 module'),

    cbuModules: row(4, 'D', '132 kW from modules of 33 kW, each as that of the HPR shelf'),
    cbuBalance_ratio: row(25e-3, 'K', 'a volt apart for a tolerance of 25 mV at 50 V'),

    moduleCurrentGainSpread: row(5e-3, 'K', 'shunts of 0.5 %'),
    moduleCurrentOffsetSpread_A: row(0.1, 'K', 'an offset of 0.1 A of 800'),

    dischargeCurrentMax_A: row(130, 'K', 'as the ORv3 module'),
    chargeCurrentMax_A: row(30, 'K', 'as the ORv3 module'),
    shortCircuitCurrent_A: row(400, 'K', 'as the ORv3 module'),
    contactorBreakLimit_A: row(600, 'K', 'as the ORv3 module'),
    dcLinkCapacitance_F: row(2e-3, 'K', 'as the ORv3 module'),
    fuseRating_A: row(160, 'K', 'as the ORv3 module'),
    fuseMelting_A2s: row(12e3, 'K', 'as the ORv3 module'),
  },
};
