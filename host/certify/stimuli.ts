/**
 * How each row of the protection table is put to the test: what makes its quantity leave, and what the plant does to a cell
 * when it is driven as hard as its converter can until the row would act. One entry a row; a row without one says why.
 */
import { type Choice, enumerations } from '../abi/registers.ts';
import type { ParameterName } from '../parameters.ts';
import { type SensorFaultName, type SensorName, sensorItem } from '../scenario/sensor-faults.ts';
import type { StimulusEvent } from '../simulation.ts';
import { cellLimits } from './limits.ts';

export type Values = Readonly<Record<ParameterName, number>>;
export type ProtectionName = Choice<'Protection'>;
export type QuantityName = Choice<'Quantity'>;

/** What of a module's truth is watched. */
export type Watched = 'cellVoltageMax_V' | 'cellVoltageMin_V' | 'hottestCell_degC' | 'storageCurrent_A' | 'storageVoltage_V';

/** The plant alone, driven without its firmware into what the row protects from. */
export interface Stress {
  readonly watch: Watched;
  readonly unit: string;
  /** Beside the rack's own. */
  readonly set: (p: Values, threshold: number) => Partial<Record<ParameterName, number>>;
  /** Reference of the module's converter at the bus. */
  readonly reference_A: (p: Values) => number;
  readonly events?: readonly StimulusEvent[];
  readonly limit: (p: Values) => number;
  /** What the limit is. */
  readonly limitText: string;
}

/** What happens at `t_s`; `module` is the module's number, `battery` that among the batteries. */
export interface Place {
  readonly t_s: number;
  readonly module: number;
  readonly battery: number;
  // as they stand before it happens
  readonly cell_V: number;
  readonly storage_V: number;
  readonly temperature_degC: number;
}

export interface Stimulus {
  readonly kind: Choice<'ModuleKind'>;
  readonly protection: ProtectionName;
  /** Of a protection with several rows, which; absent: the only one. */
  readonly quantity?: QuantityName;
  readonly text: string;
  readonly events: (at: Place, p: Values, threshold: number) => StimulusEvent[];
  /** Beside the rack's own, so that nothing else trips first. */
  readonly set?: (p: Values) => Partial<Record<ParameterName, number>>;
  /** How long the quantity itself takes to leave, where that is a setting. */
  readonly onset_s?: (p: Values) => number;
  /** The threshold as it was asked for, where it is a number. */
  readonly asked?: (p: Values) => number;
  readonly stress?: Stress;
  /** Another row opens first, which is how this one comes about. */
  readonly second?: true;
  /** A budget of its own for the whole way, with its source. */
  readonly budget_s?: readonly [number, string];
  /** Let-through of the current until it is cut, against the fuse. */
  readonly letThrough?: true;
}

const fault = (at: Place, sensor: SensorName, what: SensorFaultName, value = 0, item = 0): StimulusEvent => ({
  t_s: at.t_s,
  kind: 'sensorFault',
  index: at.module,
  item: sensorItem(sensor, what, item),
  value,
});
/** The first group is scanned first: what happens right after waits longest. */
const group = (at: Place, offset_V: number) => [fault(at, 'groupVoltage', 'offset', offset_V, 0)];
const THERMISTORS = [0, 1, 2, 3];
/** All of them: one alone would be a fault of the thermistor. */
const heat = (at: Place, to_degC: number) => THERMISTORS.map((k) => fault(at, 'thermistor', 'offset', to_degC - at.temperature_degC, k));
const current = (at: Place, value_A: number) => [fault(at, 'moduleCurrent', 'offset', value_A)];
const both = ['bbu', 'cbu'] as const;
const SWITCH_OPEN = enumerations.SwitchFault.indexOf('open');
/** A called converter has taken over what it is told by then, and a bus that is lost is lost. */
const SETTLES_S = 30e-3;
/** What a converter deviation is measured by. */
const fullPower_W = (p: Values, kind: Stimulus['kind']) =>
  kind === 'bbu' ? p.bbuCurrentLimit_A * p.bbuSetPoint_V : p.cbuCurrentLimit_A * p.cbuEngage_V;
/** Beyond a threshold by this, far enough for every noise. */
const BY_K = 5;
const BY_A = 10;
/** High enough to fall, low enough to rise. */
const HALF = { packInitialSoc: 0.5, initialSoc: 0.5 };
const BY_V = 0.1;

/** As old as a pack may become (end of life at 80 %, K). */
const OLD = { packCapacityHealth: 0.8, packResistanceHealth: 1.5 };
const FAN_STOPPED: readonly StimulusEvent[] = [{ t_s: 0, kind: 'fanStop', index: 0, value: 1 }];
const deliver = (p: Values) => p.bbuConverterLimit_A;
const take = (p: Values) => -p.bbuConverterLimit_A;

export const stimuli: readonly Stimulus[] = [
  {
    kind: 'bbu',
    protection: 'SHORT_CIRCUIT',
    text: 'short across the pack through 5 mΩ',
    events: ({ t_s, battery }) => [{ t_s, kind: 'packShort', index: battery, value: 5e-3 }],
    asked: (p) => p.shortCircuitCurrent_A,
    budget_s: [200e-6, 'cut within 200 us, whatever the settings (requirement)'],
    letThrough: true,
  },
  {
    kind: 'bbu',
    protection: 'OVERCURRENT_DISCHARGE',
    text: 'shunt reads too much',
    events: (at, p) => current(at, p.dischargeCurrentMax_A + BY_A),
    asked: (p) => p.dischargeCurrentMax_A,
    stress: {
      watch: 'storageCurrent_A',
      unit: 'A',
      // an empty pack gives the same power with more current
      set: () => ({ ...OLD, packInitialSoc: 0.25 }),
      reference_A: deliver,
      limit: (p) => p.fuseRating_A * p.fuseFusing_ratio,
      limitText: 'what the fuse carries without melting',
    },
  },
  {
    kind: 'bbu',
    protection: 'OVERCURRENT_CHARGE',
    text: 'shunt reads too little',
    events: (at, p) => current(at, -p.chargeCurrentMax_A - BY_A),
    asked: (p) => -p.chargeCurrentMax_A,
    stress: {
      watch: 'storageCurrent_A',
      unit: 'A',
      set: () => ({ packInitialSoc: 0.25 }),
      reference_A: take,
      limit: (p) => -cellLimits(p).chargeRate_per_h * p.ratedCapacity_Ah,
      limitText: 'twice the rated capacity in an hour',
    },
  },
  {
    kind: 'bbu',
    protection: 'CELL_OVERVOLTAGE',
    text: 'sense line of a group reads too much',
    events: (at, _, threshold) => group(at, threshold - at.cell_V + BY_V),
    set: () => HALF,
    asked: (p) => p.cellOvervoltageTrip_V,
    stress: {
      watch: 'cellVoltageMax_V',
      unit: 'V',
      set: () => ({ ...OLD, packInitialSoc: 0.995 }),
      reference_A: take,
      limit: (p) => cellLimits(p).voltageMax_V,
      limitText: "the cell's highest voltage",
    },
  },
  {
    kind: 'bbu',
    protection: 'CELL_UNDERVOLTAGE',
    text: 'sense line of a group reads too little',
    events: (at, _, threshold) => group(at, threshold - at.cell_V - BY_V),
    set: () => HALF,
    asked: (p) => p.cellUndervoltageTrip_V,
    stress: {
      watch: 'cellVoltageMin_V',
      unit: 'V',
      set: () => ({ ...OLD, packInitialSoc: 0.15 }),
      reference_A: deliver,
      limit: (p) => cellLimits(p).voltageMin_V,
      limitText: "the cell's lowest voltage",
    },
  },
  {
    kind: 'bbu',
    protection: 'CELL_VOLTAGE_WARNING',
    quantity: 'GROUP_MIN_V',
    text: 'sense line of a group reads too little',
    events: (at, _, threshold) => group(at, threshold - at.cell_V - 0.02),
    set: () => HALF,
    asked: (p) => p.cellUndervoltageWarning_V,
  },
  {
    kind: 'bbu',
    protection: 'CELL_VOLTAGE_WARNING',
    quantity: 'GROUP_MAX_V',
    text: 'sense line of a group reads too much',
    events: (at, _, threshold) => group(at, threshold - at.cell_V + 0.02),
    set: () => HALF,
    asked: (p) => p.cellOvervoltageWarning_V,
  },
  {
    kind: 'bbu',
    protection: 'OVERTEMPERATURE_DISCHARGE',
    text: 'all thermistors read too much',
    events: (at, _, threshold) => heat(at, threshold + BY_K),
    asked: (p) => p.dischargeTemperatureMax_degC,
    stress: {
      watch: 'hottestCell_degC',
      unit: 'degC',
      set: (_, threshold) => ({ ...OLD, ambientTemperature_degC: threshold - 0.5, packInletRise_K: 0, packInitialSoc: 0.5 }),
      reference_A: deliver,
      events: FAN_STOPPED,
      limit: (p) => cellLimits(p).temperatureMax_degC,
      limitText: 'where the film on the anode decomposes',
    },
  },
  {
    kind: 'bbu',
    protection: 'UNDERTEMPERATURE_DISCHARGE',
    text: 'all thermistors read too little',
    events: (at, _, threshold) => heat(at, threshold - BY_K),
    asked: (p) => p.dischargeTemperatureMin_degC,
  },
  {
    kind: 'bbu',
    protection: 'OVERTEMPERATURE_CHARGE',
    text: 'all thermistors read too much, the shunt that it charges',
    events: (at, _, threshold) => [...heat(at, threshold + BY_K), ...current(at, -2)],
    asked: (p) => p.chargeTemperatureMax_degC,
    stress: {
      watch: 'hottestCell_degC',
      unit: 'degC',
      set: (_, threshold) => ({ ...OLD, ambientTemperature_degC: threshold - 0.02, packInletRise_K: 0, packInitialSoc: 0.5 }),
      reference_A: take,
      events: FAN_STOPPED,
      limit: (p) => cellLimits(p).chargeTemperatureMax_degC,
      limitText: 'warmest at which charging is borne',
    },
  },
  {
    kind: 'bbu',
    protection: 'UNDERTEMPERATURE_CHARGE',
    text: 'all thermistors read too little, the shunt that it charges',
    events: (at, _, threshold) => [...heat(at, threshold - BY_K), ...current(at, -2)],
    asked: (p) => p.chargeTemperatureMin_degC,
  },
  {
    kind: 'bbu',
    protection: 'TEMPERATURE_WARNING',
    text: 'all thermistors read too much',
    events: (at, _, threshold) => heat(at, threshold + 0.5),
    asked: (p) => p.dischargeTemperatureMax_degC - p.temperatureWarningMargin_K,
  },
  {
    kind: 'bbu',
    protection: 'STALE_SENSOR',
    quantity: 'FAST_AGE',
    text: 'bus sensor falls silent',
    events: (at) => [fault(at, 'busVoltage', 'stale')],
    asked: (p) => p.staleSensor_s,
  },
  {
    kind: 'bbu',
    protection: 'STALE_SENSOR',
    quantity: 'SLOW_AGE',
    text: 'group scan falls silent',
    events: (at) => [fault(at, 'groupVoltage', 'stale', 0, 0)],
    asked: (p) => Math.max(50 * p.staleSensor_s, 30e-3),
  },
  {
    kind: 'bbu',
    protection: 'CONTACTOR_WELD',
    text: 'welded contact that a silent bus sensor has told to open',
    events: (at) => [{ t_s: at.t_s, kind: 'contactorWeld', index: at.battery, value: 1 }, fault(at, 'busVoltage', 'stale')],
    // seen by one millisecond's task, told to the coil, seen not to follow by the next
    onset_s: (p) => p.staleSensor_s + 2e-3 + p.contactorTimeout_s,
    second: true,
  },
  {
    kind: 'bbu',
    protection: 'CONVERTER_LATE',
    text: 'converter that is called does not come on',
    events: ({ t_s, module }) => [
      { t_s, kind: 'converterNoStart', index: module, value: 1 },
      { t_s, kind: 'psuTrip' },
    ],
    set: (p) => ({ loadPower_W: p.loadPower_W }),
    // the bus falls within a millisecond, or the capacitor calls
    onset_s: (p) => 1e-3 + p.tripDebounce_s + p.bbuStartBudget_s,
  },
  {
    kind: 'bbu',
    protection: 'SHARE_LINE_LOST',
    text: 'share line is lost',
    events: ({ t_s }) => [{ t_s, kind: 'shareLineLoss', value: 1 }],
    asked: (p) => p.shareTimeout_s,
  },
  {
    kind: 'bbu',
    protection: 'OUTAGES_COUNTED',
    text: 'outage that is one too many',
    events: ({ t_s }) => [{ t_s, kind: 'psuTrip' }],
    set: (p) => ({ loadPower_W: p.loadPower_W, outagesMost: 1 }),
    onset_s: (p) => 1e-3 + p.tripDebounce_s,
  },
  {
    kind: 'cbu',
    protection: 'CAPACITOR_OVERVOLTAGE',
    text: 'storage sensor reads too much',
    events: (at, _, threshold) => [fault(at, 'storageVoltage', 'offset', 1.02 * threshold - at.storage_V)],
    asked: (p) => p.cbuOvervoltageTrip_V,
    stress: {
      watch: 'storageVoltage_V',
      unit: 'V',
      set: (p, threshold) => ({
        capacitorInitial_V: Math.min(p.capacitorMaximum_V, threshold) - 0.1 * p.capacitorMaximum_V,
        loadPower_W: 0.2 * p.loadPower_W,
      }),
      reference_A: (p) => -0.7 * p.cbuConverterLimit_A,
      limit: (p) => p.capacitorMaximum_V,
      limitText: "the bank's absolute maximum",
    },
  },
  {
    kind: 'cbu',
    protection: 'CAPACITOR_UNDERVOLTAGE',
    text: 'storage sensor reads too little',
    events: (at, _, threshold) => [fault(at, 'storageVoltage', 'offset', 0.9 * threshold - at.storage_V)],
    asked: (p) => p.cbuUndervoltageTrip_V,
    stress: {
      watch: 'storageVoltage_V',
      unit: 'V',
      set: (_, threshold) => ({ capacitorInitial_V: 1.3 * threshold }),
      reference_A: (p) => p.cbuConverterLimit_A,
      limit: () => 0,
      limitText: 'no cell of the bank may be reversed',
    },
  },
  {
    kind: 'cbu',
    protection: 'STALE_SENSOR',
    quantity: 'FAST_AGE',
    text: 'bus sensor falls silent',
    events: (at) => [fault(at, 'busVoltage', 'stale')],
    asked: (p) => p.staleSensor_s,
  },
  {
    kind: 'cbu',
    protection: 'SHARE_LINE_LOST',
    text: 'share line is lost',
    events: ({ t_s }) => [{ t_s, kind: 'shareLineLoss', value: 1 }],
    asked: (p) => p.shareTimeout_s,
  },
  {
    kind: 'bbu',
    protection: 'CONTACTOR_STUCK_OPEN',
    text: 'semiconductor switch opens by itself',
    events: ({ t_s, battery }) => [{ t_s, kind: 'switchFail', index: battery, value: SWITCH_OPEN }],
    onset_s: (p) => 1e-3 + p.contactorTimeout_s,
  },
  {
    kind: 'bbu',
    protection: 'GROUP_IMBALANCE',
    text: 'one group reads too much',
    events: (at, _, threshold) => group(at, threshold + 0.02),
    asked: (p) => p.groupImbalanceMax_V,
  },
  {
    kind: 'bbu',
    protection: 'SUM_OF_GROUPS',
    text: 'every group reads too much',
    events: (at, p, threshold) => Array.from({ length: p.packSeries }, (_, g) => fault(at, 'groupVoltage', 'gain', 1 + 1.5 * threshold, g)),
    asked: (p) => p.voltageMatch_ratio,
  },
  {
    kind: 'bbu',
    protection: 'LINK_MISMATCH',
    text: 'link sensor reads too much',
    events: (at, _, threshold) => [fault(at, 'linkVoltage', 'gain', 1 + 2 * threshold)],
    asked: (p) => p.voltageMatch_ratio,
  },
  {
    kind: 'bbu',
    protection: 'SENSE_WIRE_OPEN',
    text: 'sense wire between the first two groups is off',
    events: (at) => [fault(at, 'groupVoltage', 'openWire', 0, 0)],
  },
  ...both.flatMap((kind): Stimulus[] => [
    { kind, protection: 'THERMISTOR_FAULT', text: 'thermistor is open', events: (at) => [fault(at, 'thermistor', 'openWire', 0, 1)] },
    {
      kind,
      protection: 'SENSOR_IMPLAUSIBLE',
      quantity: 'AT_END',
      text: 'bus sensor at the end of its range',
      events: (at, p) => [fault(at, 'busVoltage', 'offset', p.busVoltageRange_V)],
    },
    {
      kind,
      protection: 'SENSOR_IMPLAUSIBLE',
      quantity: 'STUCK',
      text: 'thermistor that stays while the others warm up',
      events: (at) => THERMISTORS.map((k) => fault(at, 'thermistor', k === 0 ? 'stuck' : 'offset', 2 * BY_K, k)),
    },
    {
      kind,
      protection: 'CONVERTER_DEVIATION',
      quantity: 'EXCESS',
      text: 'shunt reads more than was told',
      events: (at, p, threshold) => current(at, BY_A + 5e-3 * p.moduleCurrentRange_A + (threshold * fullPower_W(p, kind)) / at.storage_V),
      asked: (p) => p.converterDeviation_ratio,
    },
  ]),
  {
    kind: 'bbu',
    protection: 'CONVERTER_DEVIATION',
    quantity: 'SHORTFALL',
    text: 'converter that is called limits at once',
    events: ({ t_s, module }) => [
      { t_s, kind: 'converterEarlyLimit', index: module, value: 0.02 },
      { t_s, kind: 'psuTrip' },
    ],
    onset_s: (p) => 1e-3 + p.tripDebounce_s + p.bbuStartBudget_s + SETTLES_S,
    asked: (p) => p.converterDeviation_ratio,
  },
  {
    kind: 'cbu',
    protection: 'CONVERTER_DEVIATION',
    quantity: 'SHORTFALL',
    text: 'shunt reads nearly nothing while it carries and no battery comes',
    events: (at) => [
      fault(at, 'moduleCurrent', 'gain', 0.05),
      { t_s: at.t_s, kind: 'converterNoStart', index: at.module + 1, value: 1 },
      { t_s: at.t_s, kind: 'psuTrip' },
    ],
    set: (p) => ({ loadPower_W: 0.3 * fullPower_W(p, 'cbu') }),
    onset_s: () => SETTLES_S,
    asked: (p) => p.converterDeviation_ratio,
  },
  {
    kind: 'bbu',
    protection: 'SHARE_DEVIATION',
    text: 'shunt reads nearly nothing of what is delivered',
    events: (at) => [fault(at, 'moduleCurrent', 'gain', 0.05), { t_s: at.t_s, kind: 'psuTrip' }],
    set: (p) => ({ loadPower_W: 0.6 * p.bbuCurrentLimit_A * p.bbuSetPoint_V }),
    onset_s: (p) => 1e-3 + p.tripDebounce_s + p.bbuStartBudget_s + SETTLES_S,
    asked: (p) => p.shareDeviation_ratio,
  },
];

/** Rows that are not tried here, and why. */
export const untried: Partial<Readonly<Record<ProtectionName, string>>> = {
  PRECHARGE_SLOW: 'only while a cold module precharges: tests/firmware',
  PRECHARGE_FAST: 'only while a cold module precharges: tests/firmware',
  TASK_OVERRUN: 'the simulation calls no tick late: tests/firmware',
  TASK_STOPPED: 'the simulation calls no tick late: tests/firmware',
  PARAMETER_CHECKSUM: 'nothing turns a bit of the memory here: tests/firmware',
};
