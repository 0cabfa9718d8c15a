import { type Preset, row } from './preset.ts';

const DIABLO = 'OCP Diablo 400 power profile';
const NOMINAL_V = 400;
const LOAD_W = 110e3;
/** A battery or rectifier module. */
const MODULE_W = 14e3;
/** Conductance of the rack over that of the ORv3 shelf, and of one of its modules over one of that shelf. */
const g = LOAD_W / NOMINAL_V ** 2 / (18e3 / 50 ** 2);
const gModule = MODULE_W / NOMINAL_V ** 2 / (3e3 / 50 ** 2);
/** Voltage and currents over those of the ORv3 shelf. */
const u = NOMINAL_V / 50;
const i = (LOAD_W / 18e3) * (50 / NOMINAL_V);
const iModule = (MODULE_W / 3e3) * (50 / NOMINAL_V);
/** Pack of 96 groups over one of 11, as it carries one module's power. */
const iPack = (MODULE_W / 3e3) * (11 / 96);
const gPack = iPack * (11 / 96);

const ADMITTANCE = 'ORv3 shelf scaled with P/V^2';
const IMPEDANCE = 'ORv3 shelf scaled with V^2/P';
const CURRENT = 'ORv3 shelf scaled with P/V';
const VOLTAGE = 'ORv3 shelf scaled with V';
const PACK = 'ORv3 pack scaled from 11 to 96 groups and from 3 to 14 kW';
const BANK = '144 cells of 3,000 F in series';
const scaled = (value: number) => Number(value.toPrecision(4));

export const diablo400: Preset = {
  name: 'diablo-400',
  title: 'Diablo 400 V rack, 110 kW',
  about:
    'A 400 V rack (one equivalent of +-400 V): 8 x 14 kW rectifiers from 410 V at no load to 400 V, 8 battery modules of 14 kW (96S6P), a capacitor of 144 cells of 3,000 F behind a converter, and a window of +-3 %.',
  set: {
    busNominal_V: row(NOMINAL_V, 'C', `${DIABLO}: +-400 V, here one bus of 400 V`),
    busWindowLow_V: row(0.97 * NOMINAL_V, 'C', `${DIABLO}: -3 %`),
    busWindowHigh_V: row(1.03 * NOMINAL_V, 'C', `${DIABLO}: +3 %`),
    busCapacitanceS_F: row(scaled(6.3e-3 * g), 'K', ADMITTANCE),
    busCapacitanceL_F: row(scaled(8.1e-3 * g), 'K', ADMITTANCE),
    busEsrS_ohm: row(scaled(1e-3 / g), 'K', IMPEDANCE),
    busEsrL_ohm: row(scaled(1e-3 / g), 'K', IMPEDANCE),
    busbarInductance_H: row(scaled(0.2e-6 / g), 'K', IMPEDANCE),
    busbarResistance_ohm: row(scaled(0.4e-3 / g), 'K', IMPEDANCE),
    loadPower_W: row(LOAD_W, 'C', DIABLO),
    loadSlew_A_per_s: row(1e6, 'C', `${DIABLO}: 1 A/us`),
    loadLockout_V: row(44 * u, 'K', VOLTAGE),
    loadFloor_V: row(10 * u, 'K', VOLTAGE),

    psuModules: row(8, 'K', 'as many as battery modules'),
    psuModulePower_W: row(MODULE_W, 'K', 'as a battery module: 112 kW for 110'),
    psuSetPoint_V: row(410, 'C', `${DIABLO}: 410 V at no load`),
    psuDroopVoltage_V: row(10, 'C', `${DIABLO}: 400 V at full load`),
    psuHoldUpEnergy_J: row(20e-3 * MODULE_W, 'C', `${DIABLO}: 20 ms`),
    psuPulseLimit_ratio: row(1.55, 'K', 'as ORv3; what a pulse takes beyond it, the capacitor gives'),
    psuInputLimit_ratio: row(1.6, 'K', 'a little above the pulse load'),
    psuPreWarningDrop_V: row(3 * u, 'K', VOLTAGE),
    psuPreWarningSlew_V_per_s: row(3000 * u, 'K', VOLTAGE),
    psuLoopGain_A_per_V: row(scaled(60 * gModule), 'K', `${ADMITTANCE}: a 5 kHz loop`),
    psuLoopIntegral_A_per_Vs: row(scaled(1.2e5 * gModule), 'K', ADMITTANCE),
    psuLag_s: row(30e-6, 'K', 'as ORv3'),
    psuFallTime_s: row(50e-6, 'K', 'as ORv3'),
    acLossDetection_s: row(2e-3, 'K', 'as HPR'),

    tripVoltage_V: row(396.7, 'K', 'under the bus at 150 % load for 50 ms, over that which the capacitor holds from 31 % load on'),
    releaseVoltage_V: row(399.3, 'K', 'under the bus at full load, over that which battery and capacitor hold'),
    syncStartFraction: row(0.45, 'K', 'more than the capacitor gives in a pulse of 180 %: no pulse wakes the battery'),
    handoffSlew_A_per_s: row(scaled(20e3 * iModule), 'K', CURRENT),

    bbuModules: row(8, 'K', '110 kW from modules of 14 kW'),
    packSeries: row(96, 'K', 'a pack of the 400 V class'),
    packParallel: row(6, 'K', 'a pack of the 400 V class'),
    cellChemistry: row('samsungInr21700_30t', 'D', 'as ORv3'),
    bbuSetPoint_V: row(392, 'K', 'under the bus that the capacitor holds: two droops on one bus ring on the busbar'),
    bbuDroop_ohm: row(scaled(10e-3 / gModule), 'K', IMPEDANCE),
    bbuCurrentLimit_A: row(120 * iModule, 'K', CURRENT),
    bbuLimitRamp_A_per_s: row(scaled(1e5 * iModule), 'K', CURRENT),
    bbuStartRamp_A_per_s: row(scaled(4e5 * iModule), 'K', CURRENT),
    bbuConverterLimit_A: row(120 * iModule, 'K', CURRENT),
    bbuConverterSlew_A_per_s: row(scaled(5e6 * iModule), 'K', CURRENT),
    bbuConverterLag_s: row(40e-6, 'K', 'as ORv3'),
    bbuConverterLatency_s: row(1.9e-3, 'K', 'as ORv3'),
    bbuLossIdle_W: row(28, 'K', '0.2 % of 14 kW'),
    bbuLossLinear_V: row(scaled(0.3 * u), 'K', VOLTAGE),
    bbuLossResistive_ohm: row(scaled(10e-3 / gModule), 'K', IMPEDANCE),

    cbuModules: row(1, 'K', 'required; one bank'),
    cbuEngage_V: row(398.5, 'K', 'a trip at full load stays inside -3 %: with 395 V it falls to 384 V before the capacitor answers'),
    cbuAbsorb_V: row(410.6, 'K', '0.6 V over the set point of the rectifiers, under +3 %'),
    cbuDroop_ohm: row(20e-3, 'K', '393 V at full load; below 15 mΩ the loop rings on the busbar'),
    cbuCurrentLimit_A: row(460, 'K', CURRENT),
    cbuLimitRamp_A_per_s: row(scaled(1e6 * i), 'K', CURRENT),
    cbuConverterLimit_A: row(460, 'K', CURRENT),
    cbuConverterSlew_A_per_s: row(scaled(100e6 * i), 'K', CURRENT),
    cbuConverterLag_s: row(8e-6, 'K', 'as ORv3: 20 kHz current loop'),
    cbuLossIdle_W: row(220, 'K', '0.2 % of 110 kW'),
    cbuLossLinear_V: row(scaled(0.3 * u), 'K', VOLTAGE),
    cbuLossResistive_ohm: row(scaled(1.6e-3 / g), 'K', IMPEDANCE),
    cbuTarget_V: row(372, 'K', VOLTAGE),
    cbuWindowLow_V: row(194, 'K', 'half of rated'),
    cbuWindowHigh_V: row(402, 'K', '2.79 V a cell'),
    cbuReturnGain_A_per_V: row(scaled((5 * i) / u), 'K', ADMITTANCE),
    cbuReturnLimit_A: row(scaled(20 * i), 'K', CURRENT),
    cbuReturnDeadband_V: row(0.2 * u, 'K', VOLTAGE),
    cbuOvervoltageTrip_V: row(409, 'K', '2.84 V a cell, under what the bank bears'),
    cbuUndervoltageTrip_V: row(160, 'K', VOLTAGE),
    capacitorCells: row(144, 'K', BANK),
    capacitorRated_V: row(388, 'K', `${BANK}: 2.69 V a cell`),
    capacitorC0_F: row(17.8, 'K', `${BANK}: 20.8 F at 388 V, slope of a measured cell`),
    capacitorKv_F_per_V: row(7.8e-3, 'K', `${BANK}: 20.8 F at 388 V, slope of a measured cell`),
    capacitorEsr_ohm: row(42e-3, 'K', BANK),
    capacitorR2_ohm: row(9.5, 'K', `${BANK}: ORv3 module scaled with 1/C`),
    capacitorC2_F: row(1, 'K', `${BANK}: ORv3 module scaled with C`),
    capacitorLeak_ohm: row(74.6e3, 'K', `${BANK}: 5.2 mA as ORv3`),
    capacitorInitial_V: row(372, 'K', VOLTAGE),
    capacitorMaximum_V: row(410, 'K', '2.85 V a cell'),
    capacitorHeatCapacity_J_per_K: row(128e3, 'K', 'eight ORv3 modules of 18 cells'),
    capacitorThermalResistance_K_per_W: row(62.5e-3, 'K', 'eight ORv3 modules of 18 cells'),

    busVoltageRange_V: row(500, 'K', 'a 400 V bus'),
    busVoltageNoise_V: row(5e-3 * u, 'K', VOLTAGE),
    storageVoltageRange_V: row(500, 'K', 'pack and capacitor up to 410 V'),
    moduleCurrentRange_A: row(650, 'K', '110 kW from a capacitor at the lower end of its window'),

    dischargeCurrentMax_A: row(70, 'K', PACK),
    chargeCurrentMax_A: row(16, 'K', PACK),
    shortCircuitCurrent_A: row(scaled(400 * iPack), 'K', PACK),
    contactorBreakLimit_A: row(scaled(600 * iPack), 'K', PACK),
    prechargeResistance_ohm: row(scaled(10 / gPack), 'K', `${PACK}: the link in the same time`),
    dcLinkCapacitance_F: row(scaled(2e-3 * gPack), 'K', PACK),
    fuseRating_A: row(90, 'K', PACK),
    fuseMelting_A2s: row(3800, 'K', 'with the square of the rating'),
    shortLoopInductance_H: row(10e-6, 'K', 'nine times the length of an ORv3 pack, wider apart'),
  },
};
