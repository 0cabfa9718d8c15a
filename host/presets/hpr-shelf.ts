import { type Preset, row } from './preset.ts';

const HPR = 'OCP High Power Rack (HPR) power shelf';
/** The ORv3 shelf's value scaled from 18 kW to 33 kW at the same voltage. */
const SCALED = 'ORv3 shelf scaled with P/V^2';
const IMPEDANCE = 'ORv3 shelf scaled with V^2/P';
const r = 33 / 18;
const scaled = (value: number) => Number(value.toPrecision(6));

export const hprShelf: Preset = {
  name: 'hpr-shelf',
  title: 'HPR shelf, 33 kW',
  about:
    'One High Power Rack shelf: 6 x 5.5 kW rectifiers with an AC_LOSS line, 6 battery modules of 5.5 kW (11S12P), one capacitor module behind a converter.',
  set: {
    busNominal_V: row(50, 'C', HPR),
    busWindowLow_V: row(46, 'C', 'as ORv3'),
    busWindowHigh_V: row(52, 'C', 'as ORv3'),
    busCapacitanceS_F: row(scaled(6.3e-3 * r), 'K', SCALED),
    busCapacitanceL_F: row(scaled(8.1e-3 * r), 'K', SCALED),
    busEsrS_ohm: row(scaled(1e-3 / r), 'K', IMPEDANCE),
    busEsrL_ohm: row(scaled(1e-3 / r), 'K', IMPEDANCE),
    busbarInductance_H: row(scaled(0.2e-6 / r), 'K', IMPEDANCE),
    busbarResistance_ohm: row(scaled(0.4e-3 / r), 'K', IMPEDANCE),
    loadPower_W: row(33e3, 'C', HPR),

    psuModules: row(6, 'B', HPR),
    psuModulePower_W: row(5500, 'B', HPR),
    psuSetPoint_V: row(50, 'C', `${HPR}: 50 V at no load`),
    psuDroopVoltage_V: row(1, 'C', `${HPR}: 49 V at full load`),
    psuHoldUpEnergy_J: row(110, 'K', '20 ms at 5.5 kW, as ORv3'),
    acLossDetection_s: row(2e-3, 'B', `${HPR}: AC_LOSS line`),
    psuLoopGain_A_per_V: row(110, 'K', SCALED),
    psuLoopIntegral_A_per_Vs: row(2.2e5, 'K', SCALED),

    handoffStrategy: row('feedforward', 'B', `${HPR}: the AC_LOSS line starts the battery`),
    tripVoltage_V: row(48.0, 'K', 'back-up; under the bus at 150 % load, 48.5 V'),
    releaseVoltage_V: row(48.8, 'K', 'under the bus at full load, over the set point of the battery'),

    bbuModules: row(6, 'B', HPR),
    packSeries: row(11, 'K', 'as ORv3'),
    packParallel: row(12, 'K', 'about the current of an ORv3 cell: 12.6 A against 11.6 A'),
    bbuSetPoint_V: row(48.5, 'K', '48.5 V at no load'),
    bbuDroop_ohm: row(scaled(10e-3 / r), 'K', `47.9 V at full load; ${IMPEDANCE}`),
    bbuConverterLimit_A: row(220, 'K', SCALED),
    bbuCurrentLimit_A: row(220, 'K', SCALED),
    bbuConverterSlew_A_per_s: row(scaled(5e6 * r), 'K', SCALED),
    bbuLimitRamp_A_per_s: row(scaled(1e5 * r), 'K', SCALED),
    bbuStartRamp_A_per_s: row(scaled(4e5 * r), 'K', SCALED),
    bbuLossIdle_W: row(11, 'K', '0.2 % of 5.5 kW'),
    bbuLossResistive_ohm: row(scaled(10e-3 / r), 'K', IMPEDANCE),
    handoffSlew_A_per_s: row(scaled(20e3 * r), 'K', SCALED),

    cbuModules: row(1, 'K', 'one capacitor module a shelf'),
    cbuEngage_V: row(48.5, 'K', 'under the bus at full load'),
    cbuAbsorb_V: row(50.4, 'K', '0.4 V over the set point, as ORv3'),
    cbuDroop_ohm: row(scaled(2.8e-3 / r), 'K', IMPEDANCE),
    cbuConverterLimit_A: row(1100, 'K', SCALED),
    cbuCurrentLimit_A: row(1100, 'K', SCALED),
    cbuConverterSlew_A_per_s: row(scaled(100e6 * r), 'K', SCALED),
    cbuLimitRamp_A_per_s: row(scaled(1e6 * r), 'K', SCALED),
    cbuLossIdle_W: row(66, 'K', '0.2 % of 33 kW'),
    cbuLossResistive_ohm: row(scaled(1.6e-3 / r), 'K', IMPEDANCE),
    capacitorC0_F: row(282, 'K', 'two Maxwell BMOD0165 P048 in parallel'),
    capacitorKv_F_per_V: row(1, 'K', 'two Maxwell BMOD0165 P048 in parallel'),
    capacitorEsr_ohm: row(3.15e-3, 'K', 'two Maxwell BMOD0165 P048 in parallel'),
    capacitorR2_ohm: row(0.6, 'K', 'two Maxwell BMOD0165 P048 in parallel'),
    capacitorC2_F: row(16, 'K', 'two Maxwell BMOD0165 P048 in parallel'),
    capacitorLeak_ohm: row(4615, 'K', 'two Maxwell BMOD0165 P048 in parallel'),
    capacitorHeatCapacity_J_per_K: row(32e3, 'K', 'two Maxwell BMOD0165 P048 in parallel'),
    capacitorThermalResistance_K_per_W: row(0.25, 'K', 'two Maxwell BMOD0165 P048 in parallel'),

    moduleCurrentRange_A: row(1600, 'K', '33 kW from a capacitor at the lower end of its window'),
    dischargeCurrentMax_A: row(240, 'K', SCALED),
    chargeCurrentMax_A: row(55, 'K', SCALED),
    shortCircuitCurrent_A: row(730, 'K', SCALED),
    contactorBreakLimit_A: row(1100, 'K', SCALED),
    dcLinkCapacitance_F: row(scaled(2e-3 * r), 'K', SCALED),
    fuseRating_A: row(300, 'K', SCALED),
    fuseMelting_A2s: row(40e3, 'K', 'with the square of the rating'),
  },
};
