/**
 * THE one table: every number that crosses the WebAssembly boundary is declared here and nowhere else.
 *
 * From it are made: the AssemblyScript accessors (`assembly/abi/`, generated and committed), the typed views and
 * channel names of the host, the parameter panel, the URL codec, the schema of scenario files, `--set` and the
 * reference lists of the command line.
 *
 * Values are in SI base units (temperatures that people and the firmware see: degrees Celsius); `shown` is how a
 * person reads and types them. A grade after a source: A primary text read, B excerpt, C transcription by others,
 * D derived here, K engineering judgement.
 */

export type ScalarType = 'f64' | 'f32' | 'i32' | 'u32' | 'u16' | 'i16' | 'u8';

/** How a register is shown to people: `value * factor` followed by `unit`. */
export interface Shown {
  readonly unit: string;
  readonly factor: number;
}

export interface Register {
  readonly type: ScalarType;
  /** SI unit, empty when dimensionless. */
  readonly unit: string;
  readonly label: string;
  readonly doc: string;
  /** Panel group of a parameter. */
  readonly group?: string;
  readonly default?: number;
  readonly min?: number;
  readonly max?: number;
  /** Size of one arrow-key step, SI. */
  readonly step?: number;
  readonly shown?: Shown;
  /** Name of the enumeration whose rows are the allowed values. */
  readonly choices?: EnumerationName;
  /** Array length; absent means a scalar. */
  readonly count?: number;
  /** Of a metric: what the figures of the racks of a pod come to. */
  readonly racks?: RackRule;
}

/** The least or the greatest of the racks' figures, their sum, or that of the rack that gives another metric. */
export type RackRule = 'least' | 'greatest' | 'sum' | { readonly of: string };

const MS: Shown = { unit: 'ms', factor: 1e3 };
const US: Shown = { unit: 'µs', factor: 1e6 };
const MOHM: Shown = { unit: 'mΩ', factor: 1e3 };
const MF: Shown = { unit: 'mF', factor: 1e3 };
const UH: Shown = { unit: 'µH', factor: 1e6 };
const MV: Shown = { unit: 'mV', factor: 1e3 };
const KW: Shown = { unit: 'kW', factor: 1e-3 };
const A_PER_MS: Shown = { unit: 'A/ms', factor: 1e-3 };
const A_PER_US: Shown = { unit: 'A/µs', factor: 1e-6 };
const PERCENT: Shown = { unit: '%', factor: 1e2 };

/** The most modules (battery and capacitor together) one simulation can hold. */
export const MAX_MODULES = 64;
/** The most cell groups in series one module can hold. */
export const MAX_GROUPS = 96;
export const THERMISTORS = 4;

// ---------------------------------------------------------------------------------------------- enumerations

export const enumerations = {
  HandoffStrategy: ['threshold', 'feedforward', 'split'],
  HandoffState: ['NORMAL', 'DIP', 'BRIDGE', 'HANDOFF', 'BATTERY', 'RETRANSFER', 'RECHARGE', 'FAULT'],
  ModuleKind: ['cbu', 'bbu'],
  CellChemistry: ['panasonicNcr18650pf', 'samsungInr21700_30t', 'lgM50', 'samsungNca48', 'a123Lfp26650', 'sonyLfp26650'],
  Toggle: ['off', 'on'],
  /** What drives the converters: the firmware, or open-loop commands from the scenario. */
  ControlMode: ['firmware', 'commands'],
  /** What the load follows by itself, beside events. */
  LoadPattern: ['none', 'pulses', 'training', 'trace'],
  /** How a run begins: contactors closed for long, or open and the links empty. */
  StartState: ['warm', 'cold'],
  /** Microseconds throughout, or only where something moves. */
  TimeMode: ['adaptive', 'fine'],
  /** Contactor state machine of a battery module. */
  ContactorState: ['OPEN', 'PRECHARGE', 'CLOSED', 'TRIPPED'],
  /** What a full counter of outages does: it only says so, the battery stays on, or it starts no more. */
  CountedAction: ['report', 'stayOnBattery', 'refuse'],
  /** What a battery module's converter does: for the load in an outage, or for its own charge and the feed meanwhile. */
  BatteryPhase: ['IDLE', 'STARTING', 'DELIVERING', 'RETRANSFER', 'CHARGING', 'SHAVING'],
  /** What holds the published current limit down. */
  BindingLimit: ['NONE', 'CONVERTER', 'TEMPERATURE', 'SOC', 'GROUP_VOLTAGE', 'CAPACITOR_VOLTAGE', 'FAULT', 'PACK_CURRENT'],
  /** Rows of the protection table, in the order of `assembly/firmware/protect/rules.ts`. */
  Protection: [
    'CELL_OVERVOLTAGE',
    'CELL_UNDERVOLTAGE',
    'OVERTEMPERATURE_DISCHARGE',
    'UNDERTEMPERATURE_DISCHARGE',
    'OVERTEMPERATURE_CHARGE',
    'UNDERTEMPERATURE_CHARGE',
    'OVERCURRENT_DISCHARGE',
    'OVERCURRENT_CHARGE',
    'SHORT_CIRCUIT',
    'STALE_SENSOR',
    'CAPACITOR_OVERVOLTAGE',
    'CAPACITOR_UNDERVOLTAGE',
    'CELL_VOLTAGE_WARNING',
    'TEMPERATURE_WARNING',
    'CONTACTOR_WELD', // told open, and feedback, link or current says closed: main, precharge or switch
    'CONVERTER_LATE',
    'SHARE_LINE_LOST',
    'OUTAGES_COUNTED',
    'CONTACTOR_STUCK_OPEN', // told closed, and the feedback says open
    'PRECHARGE_SLOW', // 3 times the expected time: the resistor is gone, or something empties the link
    'PRECHARGE_FAST', // half of the expected time: the link's capacitance is not all there
    'GROUP_IMBALANCE',
    'SUM_OF_GROUPS', // against the storage voltage
    'SENSE_WIRE_OPEN', // which one: Telemetry.openWire
    'THERMISTOR_FAULT', // at an end of its range, or far from its neighbours
    'SENSOR_IMPLAUSIBLE', // a code at an end of its range, or one that stays while what it measures must have moved: Telemetry.suspects
    'LINK_MISMATCH', // link against storage while the contactor is closed
    'CONVERTER_DEVIATION', // power out of the storage against what was told: more opens, less limits
    'SHARE_DEVIATION', // own current against the mean of the modules
    'TASK_OVERRUN', // a fast tick was missed
    'TASK_STOPPED', // a task did not run for three of its periods
    'PARAMETER_CHECKSUM',
  ],
  /** What a row of the protection table looks at; sensors that come together stand together, which `guard.ts` relies on. */
  Quantity: [
    'GROUP_MAX_V',
    'GROUP_MIN_V',
    'HOTTEST_DEGC',
    'COLDEST_DEGC',
    'HOTTEST_CHARGING_DEGC', // only while charging; as cold or warm as it likes otherwise
    'COLDEST_CHARGING_DEGC',
    'CURRENT_A',
    'SHORT_A', // the current, without end when the pack's voltage has collapsed under it
    'STORAGE_V',
    'FAST_AGE', // of the fast sensors, and of the slow ones, in ticks
    'SLOW_AGE',
    'SHARE_AGE', // of the share line in ticks
    'FLAG', // not a number: proven or not, by who alone can tell
    // what sensors say of each other: first of the fast ones, then of thermistors and groups
    'STUCK',
    'AT_END',
    'LINK_OFF',
    'EXCESS',
    'SHORTFALL',
    'SHARE_OFF',
    'SPREAD_K',
    'IMBALANCE_V',
    'SUM_OFF',
    'OPEN_WIRE',
  ],
  /** The task that looks at a row. */
  Rate: ['FAST', 'MS', 'TEN_MS'],
  /** What a row does. */
  Severity: [
    'LIMIT', // the current limit is halved
    'OPEN', // converter off, contactor open
    'REPORT', // told to people; the controls know by themselves how to go on
  ],
  /** A fault of the semiconductor switch: it conducts, or it does not, whatever its gate says. */
  SwitchFault: ['none', 'short', 'open'],
  /** A fault of the precharge contact. */
  PrechargeFault: ['none', 'stuckOpen', 'stuckClosed'],
  /** What can be wrong with a sensor. */
  SensorFault: [
    'none',
    'stuck', // the last code again and again, the sequence number goes on
    'stale', // no fresh samples: neither codes nor the sequence number move
    'invalid', // the sensor says of itself that it is not valid
    'torn', // the high byte is of the sample before
    'offset', // value more than what is true, in the sensor's unit
    'gain', // value times what is true
    'noise', // value times its noise
    'openWire', // a sense wire is off: see sensorFaults.ts
    'short', // a thermistor without resistance
  ],
  /** Sensors of a module, one after another as their faults are numbered. */
  SensorKind: ['busVoltage', 'moduleCurrent', 'storageVoltage', 'linkVoltage', 'groupVoltage', 'thermistor'],
  /**
   * What a scenario can make happen. `index` selects a module, `item` a cell or sensor of it where it applies; `value`
   * and `duration_s` as the comment says.
   */
  EventKind: [
    'utilityVoltage', // value: per unit of nominal, reached in a straight line over duration_s
    'psuTrip', // output lost at once, stays out
    'psuRestore', // a tripped output comes back
    'psuModuleFail', // value: number of rectifier modules that die
    'loadPower', // value: demand in watt, reached in a straight line over duration_s, then slew limited
    'loadReconnect', // a load that dropped out may ramp again
    'command', // open loop: value is the reference in ampere; index: ModuleKind
    'enable', // open loop: value 0 or 1; index: ModuleKind
    'capacitorLoss', // capacitor module `index` drops out
    'moduleLoss', // battery module `index` drops out
    'packShort', // battery module `index`: short at the pack terminals, before the contactor, through value ohm; 0: gone
    'linkShort', // battery module `index`: short across the DC link, behind the contactor, through value ohm; 0: gone
    'fanStop', // battery module `index`: value 1: air flow falls to natural convection, 0: it is back
    'shareLineLoss', // value 1: the current-share line is lost, 0: it is back
    'loadPattern', // value 1: the load pattern begins anew, 0: it ends where it is
    'cellInternalShort', // battery module `index`, cell `item`: value ohm inside the cell; 0: gone
    'cellWeak', // battery module `index`, cell `item`: value of its capacity is left
    'cellResistanceRise', // battery module `index`, cell `item`: its resistance is value times what it was
    'cellOpen', // battery module `index`, cell `item`: it carries no current any more
    'contactorWeld', // battery module `index`: value 1: the closed main contact stays closed, 0: it lets go
    'contactorStuckOpen', // battery module `index`: value 1: the open main contact does not close, 0: it does again
    'prechargeFault', // battery module `index`: value a PrechargeFault
    'linkCapacitance', // battery module `index`: value of the DC link's capacitance is there
    'fuseBlow', // battery module `index`: the fuse blows
    'switchFail', // battery module `index`: value a SwitchFault
    'converterNoStart', // module `index`: value 1: told to start, its converter does not come on; 0: it does again
    'converterEarlyLimit', // module `index`: its converter limits at value of its current limit
    'capacitorEsrRise', // capacitor module `index`: its ESR is value times what age makes it
    'peakShaving', // value: watt that the battery is asked to take off the feed, all modules together; 0: none
    'sensorFault', // module `index`: `item` is (SensorKind*16 + SensorFault)*256 + number of the group or thermistor
  ],
  /** What the run reports as having happened. */
  LogKind: [
    'utilityLost',
    'utilityBack',
    'acLossDetected',
    'psuPreWarning',
    'psuEnergyOut',
    'psuTripped',
    'psuBack',
    'psuModuleFailed',
    'loadStep',
    'loadLockout',
    'loadReconnected',
    'capacitorEngaged',
    'capacitorCarries',
    'batteryStart',
    'batteryOn',
    'batteryDelivers',
    'batteryCarries',
    'batteryReleased',
    'stateChange',
    'converterSourceLimit',
    'capacitorEmpty',
    'protectionWarning',
    'protectionTrip',
    'contactorOpened',
    'contactorClosed',
    'fuseBlown',
    'switchOpened',
    'moduleLost',
    'faultInjected',
    'commandChanged',
    'generatorStarted',
    'generatorReady',
    'onGenerator',
    'backOnUtility',
    'patternBegun',
    'patternEnded',
    'contactorArc',
    'prechargeBurnt',
    'faultCleared',
    'sensorFault',
    'rechargeBegan',
    'rechargeEnded',
    'shavingAsked',
    'shavingBegan',
    'shavingEnded',
  ],
} as const;

export type EnumerationName = keyof typeof enumerations;
export type Choice<N extends EnumerationName> = (typeof enumerations)[N][number];

/** The bits of `Sample.lines`: digital lines and feedback contacts. */
export const lineBits = [
  'AC_LOSS',
  'SYNC',
  'SHARE_VALID',
  'MAIN_CLOSED',
  'PRECHARGE_CLOSED',
  'SWITCH_CLOSED',
  'CONVERTER_ON',
  'CONVERTER_LIMITED',
  'ON_GENERATOR',
] as const;

/** The bits of `Sample.valid`: one a sensor. */
export const sensorBits = ['BUS_VOLTAGE', 'MODULE_CURRENT', 'STORAGE_VOLTAGE', 'GROUP_VOLTAGE', 'THERMISTOR'] as const;

// ------------------------------------------------------------------------------------------------ row builders

type Extra = Partial<Pick<Register, 'step' | 'shown'>>;

const plant =
  (group: string) =>
  (unit: string, value: number, min: number, max: number, label: string, doc: string, extra: Extra = {}) =>
    ({ type: 'f64', unit, label, doc, group, default: value, min, max, ...extra }) as const;

const plantCount = (group: string) => (value: number, min: number, max: number, label: string, doc: string) =>
  ({ type: 'i32', unit: '', label, doc, group, default: value, min, max, step: 1 }) as const;

const plantChoice =
  (group: string) =>
  (choices: EnumerationName, value: number, label: string, doc: string): Register => ({
    type: 'i32',
    unit: '',
    label,
    doc,
    group,
    choices,
    default: value,
    min: 0,
    max: enumerations[choices].length - 1,
  });

const firmware =
  (group: string) =>
  (unit: string, value: number, min: number, max: number, label: string, doc: string, extra: Extra = {}) =>
    ({ type: 'f32', unit, label, doc, group, default: value, min, max, ...extra }) as const;

const metric = (racks: RackRule, unit: string, label: string, doc = '') => ({ type: 'f64', unit, label, doc, racks }) as const;

const value = (type: ScalarType, unit: string, label: string, doc = '', count?: number) =>
  ({ type, unit, label, doc, ...(count ? { count } : {}) }) as Register;

// -------------------------------------------------------------------------------------------- plant parameters

const psu = plant('PSU');
const bus = plant('Bus');
const generator = plant('Generator');
const load = plant('Load');
const pattern = plant('Load pattern');
const cbu = plant('Capacitor converter');
const bank = plant('Capacitor bank');
const bbu = plant('Battery converter');
const pack = plant('Battery pack');
const disconnect = plant('Module disconnect');
const sensor = plant('Sensors');

export const plantParameters = {
  busNominal_V: bus('V', 50, 10, 1000, 'Nominal voltage', 'Scales the load slew; 50 V or 400 V class.'),
  busWindowLow_V: bus('V', 46, 5, 1000, 'Window low', 'The IT gear may be at any voltage inside the window (ORv3, C).'),
  busWindowHigh_V: bus('V', 52, 5, 1000, 'Window high', 'Upper edge of the window (ORv3, C).'),
  busCapacitanceS_F: bus('F', 6.3e-3, 1e-5, 10, 'Capacitance, shelf side', 'Node S, at the sources (K).', { shown: MF }),
  busCapacitanceL_F: bus('F', 8.1e-3, 1e-5, 10, 'Capacitance, IT side', 'Node L, at the load (K).', { shown: MF }),
  busEsrS_ohm: bus('Ω', 1e-3, 0, 1, 'ESR, shelf side', 'In series with the capacitance of node S (K).', { shown: MOHM }),
  busEsrL_ohm: bus('Ω', 1e-3, 0, 1, 'ESR, IT side', 'In series with the capacitance of node L (K).', { shown: MOHM }),
  busbarInductance_H: bus('H', 0.2e-6, 1e-9, 1e-3, 'Busbar inductance', 'Between node S and node L (K).', { shown: UH }),
  busbarResistance_ohm: bus('Ω', 0.4e-3, 0, 1, 'Busbar resistance', 'Between node S and node L (K).', { shown: MOHM }),

  psuModules: plantCount('PSU')(6, 1, 64, 'Modules', 'Rectifier modules in parallel.'),
  psuModulePower_W: psu('W', 3000, 100, 100e3, 'Module power', 'Rated output of one rectifier module (ORv3: 3 kW, B).', { shown: KW }),
  psuSetPoint_V: psu('V', 51, 10, 1000, 'Set point', 'Voltage at node S without load (ORv3 50-51 V, C).'),
  psuDroopVoltage_V: psu('V', 0.5, 0, 50, 'Droop at rated current', 'Fall of the set point at rated shelf current (B).'),
  psuHoldUpEnergy_J: psu('J', 60, 0, 5000, 'Hold-up energy', 'Of one module, counted at the output; 60 J is 20 ms of 3 kW (ORv3, B).'),
  psuInputLimit_ratio: psu('', 1.6, 1, 5, 'Input limit', 'Most input power over rated output (K).'),
  psuPulseLimit_ratio: psu('', 1.55, 1, 5, 'Pulse limit', 'Most output power over rated output (B).'),
  psuLoopGain_A_per_V: psu('A/V', 60, 1, 1e4, 'Loop gain', 'Proportional gain of one module; with the bus capacitance a 5 kHz loop (K).'),
  psuLoopIntegral_A_per_Vs: psu('A/Vs', 1.2e5, 0, 1e8, 'Loop integral gain', 'Integral gain of one module (K).'),
  psuLag_s: psu('s', 30e-6, 1e-6, 1e-2, 'Output lag', 'First-order lag of the output current (K).', { shown: US }),
  psuPreWarningDrop_V: psu(
    'V',
    3,
    0,
    50,
    'Pre-warning drop',
    'The set point falls by this when half of the hold-up energy is gone (ORv3, B); 0: none.',
  ),
  psuPreWarningSlew_V_per_s: psu('V/s', 3000, 1, 1e6, 'Pre-warning slew', '3 V per millisecond (ORv3, B).', {
    shown: { unit: 'V/ms', factor: 1e-3 },
  }),
  psuFallTime_s: psu('s', 50e-6, 0, 0.1, 'Output fall time', 'Straight line to zero after a trip or at the end of the energy (K).', {
    shown: US,
  }),
  acLossDetection_s: psu(
    's',
    2e-3,
    0,
    1,
    'AC_LOSS detection',
    'The line rises when the utility stays below 0.9 pu for this long (HPR, B).',
    { shown: MS },
  ),
  psuInputRippleFrequency_Hz: psu(
    'Hz',
    0,
    0,
    1000,
    'Single-phase line frequency',
    'The input power pulsates with 2 sin²(2π f t); 0: three-phase, no ripple.',
  ),
  psuWalkIn_s: psu('s', 0, 0, 600, 'Walk-in', 'After an interruption the input power rises from zero in this time (K); 0: at once.'),
  psuHoldOff_s: psu('s', 0, 0, 600, 'Hold-off', 'The input must be back for this long before the walk-in begins (K).'),
  psuWalkInAfter_s: psu(
    's',
    20e-3,
    0,
    60,
    'Walk-in after',
    'A shorter interruption is ridden through without hold-off and walk-in (K: the hold-up time).',
    { shown: MS },
  ),

  generatorRating_W: generator('W', 0, 0, 100e6, 'Rating', 'What of the generator stands behind this shelf; 0: there is none.', {
    shown: KW,
  }),
  generatorSignalDelay_s: generator(
    's',
    1,
    0,
    600,
    'Signal delay',
    'The utility is below 0.9 pu for this long before the generator is started (K).',
  ),
  generatorCrank_s: generator(
    's',
    9,
    0,
    600,
    'Start time',
    'From the start signal until it accepts load; with the delay 10 s (NFPA 110 Type 10, C).',
  ),
  generatorTransferGap_s: generator('s', 0.1, 0, 60, 'Transfer gap', 'Open transition of the transfer switch, both ways (K).', {
    shown: MS,
  }),
  generatorReturn_s: generator('s', 300, 0, 3600, 'Return delay', 'The utility is back for this long before the retransfer (K).'),
  generatorBlockLoad_ratio: generator(
    '',
    1,
    0.01,
    1,
    'Block load',
    'Part of the rating that it accepts at once, and again in each interval (K).',
    {
      shown: PERCENT,
    },
  ),
  generatorBlockInterval_s: generator('s', 5, 0.01, 600, 'Block interval', 'Time between two blocks (K).'),
  generatorVoltageDip_pu: generator('pu', 0.2, 0, 0.5, 'Voltage dip', 'On a load step of half of the rating (ISO 8528-5 class G2, C).'),
  generatorFrequencyDip_pu: generator('pu', 0.1, 0, 0.5, 'Frequency dip', 'On a load step of half of the rating (ISO 8528-5 class G2, C).'),
  generatorVoltageTime_s: generator(
    's',
    0.3,
    0.01,
    60,
    'Voltage time constant',
    'One over the natural frequency of the voltage response (K).',
  ),
  generatorFrequencyTime_s: generator(
    's',
    0.8,
    0.01,
    60,
    'Frequency time constant',
    'One over the natural frequency of the frequency response (K).',
  ),
  generatorDamping: generator('', 0.7, 0.05, 0.99, 'Damping', 'Damping ratio of both responses (K).'),

  loadPower_W: load('W', 18e3, 0, 10e6, 'Power', 'Constant-power demand at the start of the run.', { shown: KW, step: 500 }),
  loadSlew_A_per_s: load('A/s', 1e6, 1e3, 1e9, 'Slew', 'Fastest change of the demand, at nominal voltage (Diablo profile, C).', {
    shown: A_PER_US,
  }),
  loadLockout_V: load('V', 44, 1, 1000, 'Lockout voltage', 'Below it for the lockout delay the load drops out (K).'),
  loadLockoutDelay_s: load('s', 50e-6, 0, 1, 'Lockout delay', 'Time below the lockout voltage until the load drops out (K).', {
    shown: US,
  }),
  loadFloor_V: load('V', 10, 0.5, 1000, 'Resistive floor', 'Below it the constant-power law turns resistive (K).'),

  loadPattern: plantChoice('Load pattern')(
    'LoadPattern',
    0,
    'Pattern',
    'What the load follows by itself: pulses; training: with jitter and checkpoints; trace: the points of the scenario.',
  ),
  patternStart_s: pattern('s', 0, 0, 3600, 'Start', 'When the pattern begins; until then the load takes its power.', { shown: MS }),
  patternLow_W: pattern('W', 5.4e3, 0, 10e6, 'Low', 'Demand between two pulses (training: while it communicates).', {
    shown: KW,
    step: 500,
  }),
  patternHigh_W: pattern('W', 18e3, 0, 10e6, 'High', 'Demand in a pulse (training: while it computes).', { shown: KW, step: 500 }),
  patternPeriod_s: pattern('s', 1, 50e-6, 600, 'Period', 'From one rising edge to the next (training: 0.3-5 s, K).', { shown: MS }),
  patternDuty: pattern('', 0.6, 0, 1, 'Duty', 'From the begin of the rising edge to that of the falling one, in periods.', {
    shown: PERCENT,
  }),
  patternRise_s: pattern('s', 50e-3, 0, 600, 'Rise', 'Length of the rising edge (training: 50 ms, K).', { shown: MS }),
  patternFall_s: pattern('s', 50e-3, 0, 600, 'Fall', 'Length of the falling edge (training: 50 ms, K).', { shown: MS }),
  patternPeriodJitter: pattern(
    '',
    0.05,
    0,
    0.5,
    'Period jitter',
    'training: each period is drawn evenly from this part around its mean (K).',
    {
      shown: PERCENT,
    },
  ),
  patternAmplitudeJitter: pattern('', 0.03, 0, 0.5, 'Amplitude jitter', 'training: so is each pulse above the low demand (K).', {
    shown: PERCENT,
  }),
  checkpointEvery: plantCount('Load pattern')(0, 0, 100_000, 'Checkpoint every', 'training: pulses between two checkpoints; 0: none.'),
  checkpointTime_s: pattern('s', 2, 0, 600, 'Checkpoint time', 'training: how long the demand then stays low (K).'),
  traceRepeat: plantChoice('Load pattern')('Toggle', 0, 'Repeat trace', 'Begin again at the end of the trace; off: stay where it ends.'),

  cbuModules: plantCount('Capacitor converter')(1, 0, 16, 'Modules', 'Capacitor modules on the shelf; 0 is the battery-only baseline.'),
  cbuConverterLimit_A: cbu('A', 600, 1, 1e5, 'Current limit', 'Largest current of one converter at the bus (600 A at 18 kW, K).'),
  cbuConverterSlew_A_per_s: cbu('A/s', 100e6, 1e3, 1e10, 'Current slew', 'Fastest change of the reference inside the converter (K).', {
    shown: A_PER_US,
  }),
  cbuConverterLag_s: cbu('s', 8e-6, 1e-7, 1e-2, 'Current lag', '20 kHz current loop (B).', { shown: US }),
  cbuConverterLatency_s: cbu('s', 0, 0, 1, 'Start latency', 'The capacitor converter idles hot (K).', { shown: MS }),
  cbuLossIdle_W: cbu('W', 36, 0, 1e4, 'Idle loss', '0.2 % of 18 kW while on (K).'),
  cbuLossLinear_V: cbu('V', 0.3, 0, 10, 'Linear loss', 'Loss a|i| (K: with the other two 2 % at rated current).'),
  cbuLossResistive_ohm: cbu('Ω', 1.6e-3, 0, 1, 'Resistive loss', 'Loss b i^2 (K).', { shown: MOHM }),

  capacitorCells: plantCount('Capacitor bank')(18, 1, 256, 'Cells in series', 'Of a module; 18 at 48 V (Maxwell BMOD0165 P048, A).'),
  capacitorC0_F: bank(
    'F',
    141,
    0.1,
    1e4,
    'Capacitance at 0 V',
    'C(v) = C0 + kV v of a module; 165 F at 48 V (Maxwell BMOD0165 P048, A; slope D).',
  ),
  capacitorKv_F_per_V: bank('F/V', 0.5, 0, 100, 'Capacitance slope', 'Rise of the differential capacitance with voltage (D).'),
  capacitorEsr_ohm: bank('Ω', 6.3e-3, 0, 10, 'ESR', 'DC series resistance of a module (A).', { shown: MOHM }),
  capacitorR2_ohm: bank('Ω', 1.2, 1e-3, 1e4, 'Redistribution resistance', 'Second branch (K).'),
  capacitorC2_F: bank('F', 8, 0.01, 1e4, 'Redistribution capacitance', 'Second branch (K).'),
  capacitorCapacitanceSpread: bank(
    '',
    0.015,
    0,
    0.1,
    'Capacitance spread',
    'One sigma of a cell, the module keeps its value (0.6-2.3 % between measured 25 F cells of one maker, D).',
    { shown: PERCENT },
  ),
  capacitorEsrSpread: bank(
    '',
    0.05,
    0,
    0.5,
    'ESR spread',
    'One sigma of a cell, the module keeps its value (1.2-7.2 % between measured 25 F cells of one maker, D).',
    { shown: PERCENT },
  ),
  capacitorLeakSpread: bank('', 0.2, 0, 0.5, 'Leakage spread', 'One sigma of a cell, the module keeps its value (K).', { shown: PERCENT }),
  capacitorBleedAbove_V: bank('V', 2.7, 0, 5, 'Bleed above', "A cell's balancing bleeder is on above this (K: its rated voltage)."),
  capacitorBleeder_ohm: bank('Ω', 10, 0.1, 1e6, 'Bleeder', 'Across each cell while it balances (K).'),
  capacitorLeak_ohm: bank('Ω', 9231, 1, 1e9, 'Leakage resistance', '5.2 mA at 48 V (A).'),
  capacitorInitial_V: bank('V', 46, 0, 1000, 'Initial voltage', 'Terminal voltage at the start of the run.'),
  capacitorRated_V: bank('V', 48, 1, 1000, 'Rated voltage', 'Of a module, what its life is said for (A).'),
  capacitorLife_s: bank(
    's',
    315576e3,
    1,
    1e12,
    'Life',
    'At 25 °C and rated voltage until 80 % of the capacitance or 200 % of the ESR; half per 10 K, 1/1.3 per 0.1 V a cell (10 years, B).',
  ),
  capacitorAge: bank('', 0, 0, 1.5, 'Age', 'Part of that life which is used at the start of the run; 1: its end.', { shown: PERCENT }),
  capacitorAgeing_ratio: bank('', 1, 0, 1e9, 'Ageing, accelerated', 'Life goes by this many times as fast.'),
  capacitorMaximum_V: bank('V', 51, 1, 1000, 'Absolute maximum', 'Of a module (A).'),
  capacitorHeatCapacity_J_per_K: bank('J/K', 16e3, 1, 1e7, 'Heat capacity', 'Lumped (56 V sister, A).'),
  capacitorThermalResistance_K_per_W: bank('K/W', 0.5, 1e-3, 100, 'Thermal resistance', 'To the air (56 V sister, A).'),

  bbuModules: plantCount('Battery converter')(6, 0, 48, 'Modules', 'Battery modules on the shelf (ORv3: 5 + 1, A).'),
  bbuConverterLimit_A: bbu('A', 120, 1, 1e4, 'Current limit', 'Largest current of one converter at the bus (K).'),
  bbuConverterSlew_A_per_s: bbu('A/s', 5e6, 1e3, 1e10, 'Current slew', 'Fastest change of the reference inside the converter (K).', {
    shown: A_PER_US,
  }),
  bbuConverterLag_s: bbu('s', 40e-6, 1e-7, 1e-2, 'Current lag', '4 kHz current loop (K).', { shown: US }),
  bbuConverterLatency_s: bbu('s', 1.9e-3, 0, 1, 'Start latency', 'From the start command to the first current (K; ORv3 allows 2 ms).', {
    shown: MS,
  }),
  bbuLossIdle_W: bbu('W', 6, 0, 1e4, 'Idle loss', '0.2 % of 3 kW while on (K).'),
  bbuLossLinear_V: bbu('V', 0.3, 0, 10, 'Linear loss', 'Loss a|i| (K: with the other two 2 % at rated current).'),
  bbuLossResistive_ohm: bbu('Ω', 10e-3, 0, 1, 'Resistive loss', 'Loss b i^2 (K).', { shown: MOHM }),

  bbuChargePower_W: bbu('W', 250, 0, 1e5, 'Charging power', 'The most that one converter takes from the bus (ORv3: 250 W, A).'),

  cellChemistry: plantChoice('Battery pack')('CellChemistry', 1, 'Cell', 'Chemistry file of every cell in the pack.'),
  packSeries: plantCount('Battery pack')(11, 1, MAX_GROUPS, 'Groups in series', '11S6P for 3 kW (ORv3, A).'),
  packParallel: plantCount('Battery pack')(6, 1, 64, 'Cells in parallel', '11S6P for 3 kW (ORv3, A).'),
  packInitialSoc: pack('', 0.92, 0, 1, 'State of charge', 'Of every cell at the start of the run.', { shown: PERCENT, step: 0.01 }),
  packSocSpan: pack(
    '',
    0,
    0,
    1,
    'Charge span',
    'From the emptiest battery module to the fullest, evenly, around the state of charge; 0: alike.',
    { shown: PERCENT },
  ),
  ambientTemperature_degC: pack('degC', 25, -40, 80, 'Ambient', 'Inlet air but for its rise, and every cell at the start of the run.', {
    shown: { unit: '°C', factor: 1 },
  }),
  cellCapacitySpread: pack('', 0.004, 0, 0.2, 'Capacity spread', 'One sigma (SLIDE, >200 cells).', { shown: PERCENT }),
  cellResistanceSpread: pack('', 0.025, 0, 0.5, 'Resistance spread', 'One sigma (SLIDE, >200 cells).', { shown: PERCENT }),
  packCapacityHealth: pack(
    '',
    1,
    0.2,
    1,
    'Capacity health',
    'Of every cell at the start of the run, over that of a new one; 80 % is its end of life (K).',
    {
      shown: PERCENT,
    },
  ),
  packResistanceHealth: pack(
    '',
    1,
    1,
    5,
    'Resistance health',
    'Resistance of every cell at the start of the run, over that of a new one.',
    {
      shown: PERCENT,
    },
  ),
  packAgeing_ratio: pack('', 1, 0, 1e9, 'Ageing, accelerated', 'Calendar and cycles age the cells this many times as fast; 0: not at all.'),
  cellAgeingSpread: pack('', 0, 0, 0.5, 'Ageing spread', 'One sigma of the rate of a cell (K: 0, none).', { shown: PERCENT }),
  packFan_ratio: pack('', 1, 0, 1, 'Fan speed', 'Of its full speed; 0: natural convection (K: full).', { shown: PERCENT }),
  packInletRise_K: pack('K', 0, -40, 60, 'Inlet rise', 'What the inlet air is warmer than the ambient: the cells begin at that (K).'),
  contactParallel_ohm: pack('Ω', 0.2e-3, 0, 0.1, 'Contact in parallel', 'In series with each cell inside its group (SLIDE).', {
    shown: MOHM,
  }),
  contactSeries_ohm: pack('Ω', 0.1e-3, 0, 0.1, 'Contact in series', 'Between neighbouring groups (SLIDE).', { shown: MOHM }),

  groupBleeder_ohm: pack('Ω', 33, 0.1, 1e6, 'Bleeder', 'Across each group while it balances: 0.13 A at 4.2 V (K).'),

  contactorClose_s: disconnect('s', 15e-3, 0, 1, 'Contactor closing', 'From the coil to the contact (K).', { shown: MS }),
  contactorOpen_s: disconnect('s', 8e-3, 0, 1, 'Contactor opening', 'From the coil to the contact (K).', { shown: MS }),
  contactorBreakLimit_A: disconnect('A', 600, 1, 1e5, 'Breaking limit', 'Above it the contacts cannot interrupt; the fuse must (K).'),
  switchOpen_s: disconnect('s', 5e-6, 0, 1e-3, 'Switch opening', 'Semiconductor switch in series with the pack (K).', { shown: US }),
  prechargeResistance_ohm: disconnect('Ω', 10, 0.1, 1e4, 'Precharge resistance', 'Into the DC link of the converter (K).'),
  dcLinkCapacitance_F: disconnect('F', 2e-3, 1e-6, 1, 'DC-link capacitance', 'Input side of the converter (K).', { shown: MF }),
  prechargeRating_W: disconnect('W', 10, 0.01, 1e4, 'Precharge rating', 'What the resistor carries for ever (K).'),
  prechargePulse_J: disconnect(
    'J',
    100,
    0.1,
    1e6,
    'Precharge pulse',
    'What burns the resistor out in a short time (K: ten times its rating for a second).',
  ),
  fuseRating_A: disconnect('A', 160, 1, 1e4, 'Fuse rating', 'Carries this for ever (K).'),
  fuseFusing_ratio: disconnect('', 1.6, 1.05, 10, 'Fusing current', 'Over the rating; what stays below never melts it (gG: 1.6, C).'),
  fuseMelting_A2s: disconnect('A²s', 12e3, 1, 1e8, 'Fuse melting integral', 'Cold I²t (K).'),
  shortLoopInductance_H: disconnect(
    'H',
    1.5e-6,
    1e-9,
    1e-3,
    'Short-circuit loop',
    'The current of a short rises with pack voltage over this inductance (K).',
    { shown: UH },
  ),

  busVoltageRange_V: sensor('V', 60, 1, 2000, 'Bus voltage range', 'Full scale of the 12 bit converter.'),
  busVoltageGainSpread: sensor('', 0, 0, 0.05, 'Bus voltage gain spread', 'One sigma between modules; 0: alike (K).', { shown: PERCENT }),
  busVoltageNoise_V: sensor('V', 5e-3, 0, 5, 'Bus voltage noise', 'One sigma at 10 us (K).', { shown: MV }),
  storageVoltageRange_V: sensor(
    'V',
    60,
    1,
    2000,
    'Storage voltage range',
    'Full scale of the 16 bit converter at the pack or the capacitor.',
  ),
  moduleCurrentRange_A: sensor('A', 800, 1, 1e5, 'Module current range', 'Full scale of the 16 bit shunt, both ways.'),
  moduleCurrentOffset_A: sensor('A', 0, -50, 50, 'Module current offset', 'Of every shunt.'),
  moduleCurrentGain: sensor('', 1, 0.5, 1.5, 'Module current gain', 'Of every shunt; 1 is right.'),
  moduleCurrentOffsetSpread_A: sensor('A', 0, 0, 50, 'Module current offset spread', 'One sigma between modules; 0: alike (K).'),
  moduleCurrentGainSpread: sensor('', 0, 0, 0.1, 'Module current gain spread', 'One sigma between modules; 0: alike (K).', {
    shown: PERCENT,
  }),
  moduleCurrentNoise_A: sensor('A', 0.05, 0, 50, 'Module current noise', 'One sigma at 10 us (K).'),
  groupVoltageNoise_V: sensor('V', 0.2e-3, 0, 0.1, 'Group voltage noise', 'One sigma a sample; LSB 100 uV.', { shown: MV }),
  thermistorNoise_K: sensor('K', 0.05, 0, 5, 'Thermistor noise', 'One sigma a sample; LSB 0.01 K.'),
  sensorNoise: plantChoice('Sensors')('Toggle', 1, 'Noise', 'Off: every noise is zero.'),
  sensorQuantisation: plantChoice('Sensors')(
    'Toggle',
    1,
    'Quantisation',
    'Off: the bus voltage keeps its fraction (other codes stay whole).',
  ),

  startState: plantChoice('Run')('StartState', 0, 'Start', 'Warm: contactors closed for long. Cold: battery modules precharge first.'),
  controlMode: plantChoice('Run')('ControlMode', 0, 'Control', 'Firmware, or open-loop commands of the scenario.'),
  timeMode: plantChoice('Run')(
    'TimeMode',
    0,
    'Time',
    'Adaptive: while nothing moves but what is slow, 10 ms at a time. Fine: every microsecond is simulated.',
  ),
  stepsPerTick: plantCount('Run')(1, 1, 16, 'Steps a microsecond', 'Power-stage steps in one tick; 2 halves the step.'),
} as const satisfies Record<string, Register>;

// ----------------------------------------------------------------------------------------- firmware parameters

const handoff = firmware('Handoff');
const capacitor = firmware('Capacitor');
const battery = firmware('Battery');
const derating = firmware('Derating');
const charging = firmware('Charging');
const balancing = firmware('Balancing');
const shaving = firmware('Peak shaving');
const outages = firmware('Outages counted');
const protection = firmware('Protection');
const estimator = firmware('Estimator');
const scaling = firmware('Scaling');

export const firmwareParameters = {
  handoffStrategy: plantChoice('Handoff')(
    'HandoffStrategy',
    2,
    'Strategy',
    'threshold: ORv3; feedforward: HPR; split: the capacitor holds, the battery integrates its current.',
  ),
  tripVoltage_V: handoff(
    'V',
    48.5,
    5,
    1000,
    'Trip voltage',
    'A battery module starts when the bus stays below it for the trip debounce (ORv3 48.5 V, B).',
    { step: 0.1 },
  ),
  tripDebounce_s: handoff('s', 2e-3, 0, 1, 'Trip debounce', 'Time below the trip voltage (ORv3 2 ms, B).', { shown: MS }),
  tripSlope_V_per_s: handoff(
    'V/s',
    0,
    0,
    1e6,
    'Trip slope',
    'A bus below the release voltage that falls faster than this over 100 µs starts the battery at once; 0: only its level counts (K).',
    { shown: { unit: 'V/ms', factor: 1e-3 } },
  ),
  releaseVoltage_V: handoff(
    'V',
    49.8,
    5,
    1000,
    'Release voltage',
    'The battery lets go when the bus stays above it for the release hold.',
    { step: 0.1 },
  ),
  releaseHold_s: handoff('s', 0.2, 0, 60, 'Release hold', 'Time above the release voltage (ORv3 200 ms, B).', { shown: MS }),
  minimumDwell_s: handoff('s', 50e-3, 0, 60, 'Minimum dwell', 'A battery that delivers does so at least this long (K).', { shown: MS }),
  handoffTimeConstant_s: handoff(
    's',
    3e-3,
    1e-4,
    1,
    'Time constant',
    "split: the battery integrates the capacitor's current over this time (K).",
    { shown: MS },
  ),
  handoffLeak_s: handoff(
    's',
    0,
    0,
    1000,
    'Leak time constant',
    'split: leak of that integral; 0 is none (a leak keeps tau/tauLeak of the current on the capacitor for ever).',
  ),
  handoffSlew_A_per_s: handoff('A/s', 20e3, 100, 1e7, 'Battery slew', 'split: fastest change of one battery reference (K).', {
    shown: A_PER_MS,
    step: 1000,
  }),
  syncStartFraction: handoff(
    '',
    0.05,
    0.001,
    1,
    'Start fraction',
    'split: battery modules start when the capacitor carries this part of its limit (K).',
    { shown: PERCENT },
  ),
  shareTimeout_s: handoff(
    's',
    100e-6,
    20e-6,
    1,
    'Share-line timeout',
    'Older than this the current-share line counts as lost and the battery falls back to voltage (K).',
    { shown: US },
  ),
  walkIn_s: handoff('s', 20e-3, 1e-4, 60, 'Walk-in', 'On retransfer the battery ramps from its current to zero in this time (K).', {
    shown: MS,
  }),

  cbuEngage_V: capacitor('V', 49.0, 5, 1000, 'Engage voltage', 'The capacitor delivers below it (ORv3 49.0 V, HPR 48.5 V, K).', {
    step: 0.1,
  }),
  cbuAbsorb_V: capacitor('V', 51.4, 5, 1000, 'Absorb voltage', 'The capacitor takes current above it (K).', { step: 0.1 }),
  cbuDroop_ohm: capacitor('Ω', 2.8e-3, 1e-4, 1, 'Droop', 'Of one capacitor module (3-20 mΩ at the shelf, B).', { shown: MOHM, step: 1e-4 }),
  cbuCurrentLimit_A: capacitor('A', 600, 0, 1e5, 'Current limit', 'Largest reference of one module (K).', { step: 10 }),
  cbuSlew_A_per_s: capacitor('A/s', 100e6, 1e3, 1e10, 'Slew', 'Fastest change of the reference (K: as the converter, it never binds).', {
    shown: A_PER_US,
  }),
  cbuLimitRamp_A_per_s: capacitor('A/s', 1e6, 1, 1e9, 'Limit ramp', 'Limits ramp, they never step (K).', { shown: A_PER_MS }),
  cbuTarget_V: capacitor('V', 46, 1, 1000, 'Target voltage', 'The slow loop re-centres the capacitor here (K).', { step: 0.5 }),
  cbuWindowLow_V: capacitor(
    'V',
    24,
    0,
    1000,
    'Window low',
    'Below it the capacitor stops delivering (half of rated keeps a quarter of the energy, K).',
    { step: 0.5 },
  ),
  cbuWindowHigh_V: capacitor('V', 50, 1, 1000, 'Window high', 'Above it the capacitor stops taking (K).', { step: 0.5 }),
  cbuReturnGain_A_per_V: capacitor('A/V', 5, 0, 1000, 'Return gain', 'Charging reference for each volt below target (K).'),
  cbuReturnLimit_A: capacitor('A', 20, 0, 1000, 'Return limit', 'Largest charging reference (K).'),
  cbuReturnDeadband_V: capacitor('V', 0.2, 0, 10, 'Return dead band', 'No charging nearer to the target than this (K).'),

  cbuBalance_ratio: capacitor(
    '',
    0,
    0,
    0.2,
    'Balance',
    'split: while the battery delivers, the engage voltage rises by this for each volt of the bank over its target, so that modules whose sensors differ do not charge each other (K); 0: not at all.',
  ),

  bbuSetPoint_V: battery('V', 48.0, 5, 1000, 'Set point', 'Battery voltage at no load (ORv3 48.0 V, C).', { step: 0.1 }),
  bbuDroop_ohm: battery(
    'Ω',
    10e-3,
    1e-4,
    10,
    'Droop',
    'Of one module: 47.4 V at 60 A (ORv3 47.5 V, C; at 8.3 mΩ the loop rings on the busbar at 9 kHz).',
    { shown: MOHM },
  ),
  bbuCurrentLimit_A: battery('A', 120, 0, 1e4, 'Current limit', 'Largest reference of one module (K).', { step: 5 }),
  bbuLimitRamp_A_per_s: battery('A/s', 1e5, 1, 1e9, 'Limit ramp', 'Limits ramp, they never step (K).', { shown: A_PER_MS }),
  bbuStartRamp_A_per_s: battery(
    'A/s',
    4e5,
    1,
    1e9,
    'Start ramp',
    'A converter that comes on begins from zero at this slope: one that steps onto an empty bus lifts it over its set point (K).',
    { shown: A_PER_MS },
  ),
  bbuStartBudget_s: battery('s', 3e-3, 1e-4, 1, 'Start budget', 'A converter that is not on by then counts as failed (K).', { shown: MS }),

  derateTemperatureStart_degC: derating('degC', 45, -40, 120, 'Temperature from', 'Full current up to here.', {
    shown: { unit: '°C', factor: 1 },
  }),
  derateTemperatureEnd_degC: derating('degC', 60, -40, 120, 'Temperature to', 'No current from here.', {
    shown: { unit: '°C', factor: 1 },
  }),
  derateSocStart: derating('', 0.1, 0, 1, 'Charge from', 'Full current down to here.', { shown: PERCENT }),
  derateSocEnd: derating('', 0.02, 0, 1, 'Charge to', 'No current from here.', { shown: PERCENT }),
  derateGroupVoltageStart_V: derating('V', 2.9, 0, 5, 'Group voltage from', 'Full current down to here.'),
  derateGroupVoltageEnd_V: derating('V', 2.6, 0, 5, 'Group voltage to', 'No current from here.'),
  derateRecoverHold_s: derating('s', 30, 0, 3600, 'Recovery hold', 'Fast down, slow up: the limit rises only after this.'),
  derateRecoverSlope_per_s: derating('1/s', 0.02, 1e-4, 10, 'Recovery slope', 'Part of full current regained a second.'),

  chargeCurrent_A: charging('A', 6, 0, 1e4, 'Constant current', 'Into the pack of one module, until the voltage is reached (C/3, K).'),
  chargeVoltage_V: charging('V', 4.15, 2, 5, 'Constant voltage', 'Of the highest group; the current falls to keep it (K).'),
  chargeEnd_A: charging('A', 0.9, 1e-3, 1e4, 'End current', 'Charged when the current has fallen to this (C/20, K).'),
  chargePower_W: charging('W', 250, 0, 1e5, 'Power cap', 'The most that one module takes from the bus (ORv3: 250 W, A).'),
  chargeFeed_W: charging('W', 0, 0, 10e6, 'Feed cap', 'The most that all modules take together, the emptiest first; 0: each its own cap.', {
    shown: KW,
  }),
  rechargeBelow: charging('', 0.9, 0, 1, 'Recharge below', 'Charge at which charging begins.', { shown: PERCENT }),
  rechargeDelay_s: charging('s', 10, 0, 86_400, 'Recharge delay', 'The bus has been back for this long before charging begins (K).'),

  balanceAbove_V: balancing('V', 3.8, 0, 5, 'Balance above', 'No bleeder below this group voltage (K).'),
  balanceStart_V: balancing('V', 10e-3, 1e-3, 1, 'Balance from', 'A group this much above the lowest is bled, to half of it (K).', {
    shown: MV,
  }),
  balanceCurrent_A: balancing(
    'A',
    1,
    0,
    1e3,
    'Rest current',
    'Only while the pack gives less than this: voltage under load is no charge (K).',
  ),
  balanceTemperatureMax_degC: balancing('degC', 45, -40, 120, 'Balance up to', 'No bleeder while a thermistor is warmer than this (K).', {
    shown: { unit: '°C', factor: 1 },
  }),
  balanceMost: plantCount('Balancing')(
    6,
    0,
    MAX_GROUPS,
    'Bleeders at once',
    'Their heat stays on the board: the highest groups first (K).',
  ),

  reserveSoc: shaving('', 0.5, 0, 1, 'Reserve', 'Charge kept for outages: peak shaving ends three sigma above it (K).', { shown: PERCENT }),
  shavingRamp_A_per_s: shaving('A/s', 200, 0.1, 1e6, 'Ramp', 'Of charging and peak shaving, up and down (K).'),

  outagesMost: plantCount('Outages counted')(
    0,
    0,
    16,
    'Counted',
    'So many starts of the battery within the window are one too many; 0: not counted.',
  ),
  outagesWindow_s: outages('s', 60, 0.01, 3600, 'Window', 'UPS counted three in 60 s when 1.5 GW left the grid on 2024-07-10 (NERC, B).'),
  outagesAction: plantChoice('Outages counted')(
    'CountedAction',
    0,
    'Then',
    'report: a warning; stayOnBattery: no retransfer, as on 2024-07-10; refuse: no further start.',
  ),

  cellOvervoltageTrip_V: protection('V', 4.25, 2, 5, 'Overvoltage trip', 'NCA cell, any group.'),
  cellOvervoltageWarning_V: protection('V', 4.2, 2, 5, 'Overvoltage warning', 'NCA cell, any group.'),
  cellUndervoltageTrip_V: protection('V', 2.5, 0, 5, 'Undervoltage trip', 'NCA cell, any group.'),
  cellUndervoltageWarning_V: protection('V', 2.7, 0, 5, 'Undervoltage warning', 'NCA cell, any group.'),
  voltageDebounce_samples: protection('', 50, 1, 1000, 'Voltage debounce', 'Fresh samples at 10 ms that must agree.', { step: 1 }),
  voltageDelay_s: protection('s', 0.2, 0, 10, 'Voltage delay', 'After the debounce.', { shown: MS }),
  dischargeTemperatureMax_degC: protection('degC', 60, -40, 120, 'Discharge maximum', 'Hottest thermistor.', {
    shown: { unit: '°C', factor: 1 },
  }),
  dischargeTemperatureMin_degC: protection('degC', -20, -60, 120, 'Discharge minimum', 'Coldest thermistor.', {
    shown: { unit: '°C', factor: 1 },
  }),
  chargeTemperatureMax_degC: protection('degC', 45, -40, 120, 'Charge maximum', 'Hottest thermistor while charging.', {
    shown: { unit: '°C', factor: 1 },
  }),
  chargeTemperatureMin_degC: protection('degC', 0, -60, 120, 'Charge minimum', 'Coldest thermistor while charging.', {
    shown: { unit: '°C', factor: 1 },
  }),
  temperatureWarningMargin_K: protection('K', 5, 0, 50, 'Temperature warning margin', 'The warning comes this much before the trip.'),
  temperatureDebounce_samples: protection('', 100, 1, 1000, 'Temperature debounce', 'Fresh samples at 10 ms that must agree.', { step: 1 }),
  temperatureDelay_s: protection('s', 1, 0, 60, 'Temperature delay', 'After the debounce.'),
  dischargeCurrentMax_A: protection('A', 130, 1, 1e4, 'Discharge overcurrent', 'Pack current of one module.'),
  chargeCurrentMax_A: protection('A', 30, 1, 1e4, 'Charge overcurrent', 'Pack current of one module.'),
  currentDebounce_samples: protection('', 10, 1, 1000, 'Current debounce', 'Fresh samples at 1 ms that must agree.', { step: 1 }),
  currentDelay_s: protection('s', 0.1, 0, 10, 'Current delay', 'After the debounce.', { shown: MS }),
  shortCircuitCurrent_A: protection('A', 400, 1, 1e5, 'Short-circuit current', 'Pack current of one module, fast task.'),
  shortCircuitDebounce_samples: protection('', 3, 1, 100, 'Short-circuit debounce', 'Fresh samples at 10 us that must agree.', { step: 1 }),
  staleSensor_s: protection(
    's',
    1e-3,
    20e-6,
    10,
    'Stale sensor',
    'A fast sensor without a fresh sample for this long; slow sensors fifty times this, at least 30 ms.',
    { shown: MS },
  ),
  prechargeMatch_ratio: protection(
    '',
    0.01,
    1e-3,
    0.5,
    'Precharge match',
    'The main contactor closes only when link and pack differ by less than this part of the pack voltage (K).',
    { shown: PERCENT },
  ),
  prechargeTau_s: protection(
    's',
    20e-3,
    1e-3,
    10,
    'Precharge time constant',
    'Expected: resistor times link capacitance. Every fall of what is missing to 1/e takes that long; 3 times and half of it are faults (K).',
    { shown: MS },
  ),
  contactorTimeout_s: protection(
    's',
    0.1,
    1e-3,
    10,
    'Contactor timeout',
    'A contact that does not follow its coil for this long is welded, or stuck open (K).',
    { shown: MS },
  ),
  groupImbalanceMax_V: protection('V', 0.3, 0.01, 5, 'Group imbalance', 'Highest less lowest group; above it the current is halved (K).'),
  openWire_V: protection(
    'V',
    0.5,
    0.1,
    5,
    'Open sense wire',
    'A group this much below the mean beside one as much above: the wire between them is off (K).',
  ),
  voltageMatch_ratio: protection(
    '',
    0.03,
    1e-3,
    0.5,
    'Voltage match',
    'Sum of the groups, and the link behind a closed contactor, agree with the storage voltage within this part of it (K).',
    { shown: PERCENT },
  ),
  thermistorSpreadMax_K: protection('K', 25, 1, 200, 'Thermistor spread', 'Hottest less coldest thermistor of a module (K).'),
  converterDeviation_ratio: protection(
    '',
    0.1,
    0.01,
    2,
    'Converter deviation',
    'Power out of the storage less what was told, over full power: more than that opens, less than that limits (K).',
    { shown: PERCENT },
  ),
  shareDeviation_ratio: protection(
    '',
    0.25,
    0.01,
    2,
    'Share deviation',
    'Own current less the mean of the battery modules, over the current limit (K).',
    { shown: PERCENT },
  ),
  plausibilityDebounce_samples: protection(
    '',
    10,
    1,
    1000,
    'Plausibility debounce',
    'Fresh samples at 10 ms that must agree; faster than the voltage rows, so that the cause is told first (K).',
    { step: 1 },
  ),
  plausibilityDelay_s: protection('s', 0.1, 0, 10, 'Plausibility delay', 'After the debounce (K).', { shown: MS }),
  cbuOvervoltageTrip_V: protection(
    'V',
    50.8,
    1,
    1000,
    'Capacitor overvoltage',
    'Under the absolute maximum of the module, 51 V: the converter lifts it by 40 mV while the row is on its way (certify, D).',
  ),
  cbuUndervoltageTrip_V: protection('V', 20, 0, 1000, 'Capacitor undervoltage', 'The converter cannot work below.'),
  recoveryHysteresis_ratio: protection(
    '',
    0.01,
    0,
    0.5,
    'Recovery hysteresis',
    'A level counts as inside again this part of the threshold away.',
    { shown: PERCENT },
  ),
  recoveryTime_s: protection(
    's',
    1,
    0,
    3600,
    'Recovery time',
    'A fault that does not latch clears after this long inside; never faster than it qualified.',
  ),

  ratedCapacity_Ah: estimator('Ah', 18, 0.1, 1e4, 'Rated capacity', 'Of one module (6 x 3 Ah).'),
  initialSoc: estimator('', 0.92, 0, 1, 'Initial charge', 'What the estimator believes at the start.', { shown: PERCENT }),
  initialSocSigma: estimator('', 0.03, 0, 1, 'Initial sigma', 'One sigma of that belief.', { shown: PERCENT }),
  coulombicEfficiency: estimator(
    '',
    0.998,
    0.5,
    1,
    'Coulombic efficiency',
    'Counted of a charging current (K). The cells themselves lose none: an error of the firmware, on purpose.',
    { shown: PERCENT },
  ),
  currentOffsetSigma_A: estimator('A', 0.05, 0, 10, 'Current offset sigma', 'Makes the variance of the coulomb counter grow.'),

  busVoltageFullScale_V: scaling('V', 60, 1, 2000, 'Bus voltage full scale', 'What the firmware believes of its 12 bit converter.'),
  storageVoltageFullScale_V: scaling('V', 60, 1, 2000, 'Storage voltage full scale', 'What the firmware believes of its 16 bit converter.'),
  moduleCurrentFullScale_A: scaling('A', 800, 1, 1e5, 'Module current full scale', 'What the firmware believes of its 16 bit shunt.'),
  groupCount: plantCount('Scaling')(11, 1, MAX_GROUPS, 'Groups', 'Groups in series that the firmware expects.'),
  moduleCount: plantCount('Scaling')(6, 1, 48, 'Battery modules', 'Battery modules that share the load.'),
  capacitorCount: plantCount('Scaling')(1, 1, 16, 'Capacitor modules', 'Capacitor modules that share what the share line says.'),
} as const satisfies Record<string, Register>;

// ------------------------------------------------------------------------------- what the firmware sees and says

/** What the sensors saw. One bank a module. Codes are raw; `measure.ts` turns them into units. */
export const sample = {
  // what all modules hear alike stands first, side by side: it is written at once
  time_ticks: value('u32', '10 us', 'Time of the fast tick', 'Wraps after 11.9 h; compare by difference.'),
  shareSequence: value('u32', '', 'Share line sequence number'),
  shareCbu_A: value('f32', 'A', 'Share line, capacitor', 'Sum of the capacitor modules, one fast tick late.'),
  shareBbu_A: value('f32', 'A', 'Share line, battery', 'Mean of the battery modules, one fast tick late.'),
  lines: value('u32', '', 'Digital lines', 'Bits: see lineBits.'),
  valid: value('u32', '', 'Sensor validity', 'Bits: see sensorBits.'),
  busVoltage_code: value('f32', 'LSB', 'Bus voltage', '12 bit over the range; whole unless quantisation is off.'),
  busVoltageSequence: value('u32', '', 'Bus voltage sequence number'),
  moduleCurrent_code: value('i16', 'LSB', 'Storage current', '16 bit signed, discharge positive.'),
  storageVoltage_code: value('u16', 'LSB', 'Storage voltage', '16 bit over the range: pack or capacitor.'),
  linkVoltage_code: value('u16', 'LSB', 'Link voltage', 'Converter side of the main contactor; scaled as the storage voltage.'),
  moduleSequence: value('u32', '', 'Storage current and voltage sequence number'),
  groupSequence: value('u32', '', 'Group voltage sequence number'),
  thermistorSequence: value('u32', '', 'Thermistor sequence number'),
  groupVoltage_code: value('u16', '100 uV', 'Group voltages', '', MAX_GROUPS),
  capacitorCellMax_code: value('u16', '100 uV', 'Highest capacitor cell', 'Of a capacitor module, with each group scan.'),
  thermistor_code: value('i16', '0.01 degC', 'Thermistors', '', THERMISTORS),
  shaving_W: value('f32', 'W', 'Slow bus: peak shaving', 'What the rack manager asks of all battery modules together.'),
  slot: value('u8', '', 'Slot', 'Of this battery module, from its slot pins.'),
  chargeAsked: value(
    'u8',
    '',
    'Slow bus: who asks to charge',
    'One byte a battery module, every 100 ms: 1 and its charge in half percent, 0: it does not ask.',
    MAX_MODULES,
  ),
} as const satisfies Record<string, Register>;

/** What the actuators are told. One bank a module. */
export const command = {
  converterReference_A: value('f32', 'A', 'Converter reference', 'At the bus, delivering positive; acts one fast tick later.'),
  shareOut_A: value('f32', 'A', 'Share line out', 'This module to the current-share line.'),
  converterEnable: value('u8', '', 'Converter enable'),
  mainContactor: value('u8', '', 'Main contactor coil'),
  prechargeContactor: value('u8', '', 'Precharge contactor coil'),
  switchClosed: value('u8', '', 'Semiconductor switch'),
  syncOut: value('u8', '', 'SYNC line out', 'The capacitor carries: battery modules, start.'),
  bleeders: value('u8', '', 'Bleeders', 'One a group.', MAX_GROUPS),
  chargeAsks: value('u8', '', 'Slow bus out', '1 and the charge in half percent while this module asks to charge, else 0.'),
} as const satisfies Record<string, Register>;

/** What a controller says of itself. One bank a module. */
export const telemetry = {
  handoffState: value('i32', '', 'Handoff state', 'HandoffState.'),
  contactorState: value('i32', '', 'Contactor state', 'ContactorState.'),
  batteryPhase: value('i32', '', 'Battery phase', 'BatteryPhase; of a battery module.'),
  bindingLimit: value('i32', '', 'Binding limit', 'BindingLimit.'),
  faults: value('u32', '', 'Tripped protections', 'Bit by Protection.'),
  warnings: value('u32', '', 'Limiting protections', 'Bit by Protection.'),
  openWire: value('i32', '', 'Open sense wire', 'Wire n lies between groups n - 1 and n; -1: none.'),
  suspects: value('u32', '', 'Suspect sensors', 'Bit by SensorKind: stuck or at an end of their range.'),
  busVoltage_V: value('f32', 'V', 'Bus voltage as measured'),
  moduleCurrent_A: value('f32', 'A', 'Storage current as measured'),
  storageVoltage_V: value('f32', 'V', 'Storage voltage as measured'),
  groupVoltageMin_V: value('f32', 'V', 'Lowest group voltage'),
  groupVoltageMax_V: value('f32', 'V', 'Highest group voltage'),
  temperatureMin_degC: value('f32', 'degC', 'Coldest thermistor'),
  temperatureMax_degC: value('f32', 'degC', 'Hottest thermistor'),
  soc: value('f32', '', 'State of charge, estimated'),
  socSigma: value('f32', '', 'One sigma of that'),
  currentLimit_A: value('f32', 'A', 'Published current limit'),
  reference_A: value('f32', 'A', 'Converter reference'),
  starts: value('u32', '', 'Converter starts'),
  fastRuns: value('u32', '', 'Runs of the fast task'),
  firstTrip: value('i32', '', 'First trip', 'Protection, or -1.'),
  firstTripTime_ticks: value('u32', '10 us', 'Time of the first trip'),
} as const satisfies Record<string, Register>;

// ------------------------------------------------------------------------------------------- what the plant knows

/** The plant's truth, refreshed by `publish()`. */
export const truth = {
  time_s: value('f64', 's', 'Simulated time'),
  busVoltageL_V: value('f64', 'V', 'Bus voltage at the load', 'Node L.'),
  busVoltageS_V: value('f64', 'V', 'Bus voltage at the shelf', 'Node S.'),
  busbarCurrent_A: value('f64', 'A', 'Busbar current'),
  psuCurrent_A: value('f64', 'A', 'PSU current'),
  cbuCurrent_A: value('f64', 'A', 'Capacitor current', 'All capacitor converters at the bus.'),
  bbuCurrent_A: value('f64', 'A', 'Battery current', 'All battery converters at the bus.'),
  loadCurrent_A: value('f64', 'A', 'Load current'),
  loadDemand_W: value('f64', 'W', 'Load demand', 'After the slew limit.'),
  loadConnected: value('f64', '', 'Load connected', '1 or 0.'),
  utility_pu: value('f64', 'pu', 'Utility voltage'),
  input_pu: value('f64', 'pu', 'Input voltage', 'At the rectifiers: of the utility or the generator, 0 while the transfer switch is open.'),
  onGenerator: value('f64', '', 'On the generator', '1 or 0.'),
  generatorFrequency_pu: value('f64', 'pu', 'Generator frequency'),
  psuEnergy_J: value('f64', 'J', 'Hold-up energy', 'Of the whole shelf.'),
  psuSetPoint_V: value('f64', 'V', 'PSU set point'),
  capacitorVoltage_V: value('f64', 'V', 'Capacitor voltage', 'Lowest terminal voltage of the capacitor modules.'),
  capacitorCellMax_V: value('f64', 'V', 'Highest capacitor cell', 'Of all capacitor modules, at the last millisecond.'),
  packVoltage_V: value('f64', 'V', 'Pack voltage', 'Lowest of the battery modules.'),
  packSoc: value('f64', '', 'State of charge', 'Mean of the battery modules.'),
  cellVoltageMin_V: value('f64', 'V', 'Lowest cell voltage'),
  cellVoltageMax_V: value('f64', 'V', 'Highest cell voltage'),
  hottestCell_degC: value('f64', 'degC', 'Hottest cell'),
} as const satisfies Record<string, Register>;

/** One module as the plant knows it, refreshed by `publish()`. */
export const moduleTruth = {
  kind: value('i32', '', 'Kind', 'ModuleKind.'),
  contactorClosed: value('i32', '', 'Main contactor closed'),
  switchClosed: value('i32', '', 'Switch closed'),
  fuseBlown: value('i32', '', 'Fuse blown'),
  converterState: value('i32', '', 'Converter', '0 off, 1 starting, 2 on.'),
  sourceLimited: value('i32', '', 'Source cannot give the power'),
  converterCurrent_A: value('f64', 'A', 'Converter current at the bus'),
  storageCurrent_A: value('f64', 'A', 'Storage current'),
  storageVoltage_V: value('f64', 'V', 'Storage voltage'),
  soc: value('f64', '', 'State of charge'),
  hottestCell_degC: value('f64', 'degC', 'Hottest cell'),
  cellVoltageMin_V: value('f64', 'V', 'Lowest cell voltage', 'Of a group of cells, or of a capacitor cell.'),
  cellVoltageMax_V: value('f64', 'V', 'Highest cell voltage', 'Of a group of cells, or of a capacitor cell.'),
  bleeders: value('i32', '', 'Bleeders that are on'),
  capacityHealth: value('f64', '', 'Capacity health', 'Of a battery module: mean capacity of its cells over that of a new one.'),
  lifeUsed: value('f64', '', 'Life used', 'Of a capacitor module: part of its life, 1 is its end.'),
} as const satisfies Record<string, Register>;

/**
 * Metrics of the run so far, from raw samples inside the core. NaN: does not apply. Definitions: docs/metrics.md. First:
 * what is made of those of the racks of a pod.
 */
export const metrics = {
  busVoltageMin_V: metric('least', 'V', 'Bus minimum'),
  busVoltageMinAt_s: metric({ of: 'busVoltageMin_V' }, 's', 'Bus minimum at'),
  busVoltageMax_V: metric('greatest', 'V', 'Bus maximum'),
  outsideWindow_s: metric('greatest', 's', 'Outside the window'),
  capacitorTakeover_s: metric('greatest', 's', 'Takeover'),
  batteryDelivers_s: metric('greatest', 's', 'Battery delivers'),
  batteryCarries_s: metric('greatest', 's', 'Battery carries'),
  batteryCarries99_s: metric('greatest', 's', 'Battery carries 99 %'),
  handoffTime_s: metric('greatest', 's', 'Handoff'),
  capacitorCarried_s: metric('greatest', 's', 'Capacitor carried'),
  capacitorEnergyUsed_J: metric('sum', 'J', 'Capacitor energy'),
  capacitorVoltageMin_V: metric('least', 'V', 'Capacitor minimum'),
  capacitorVoltageMax_V: metric('greatest', 'V', 'Capacitor maximum'),
  capacitorCellMax_V: metric('greatest', 'V', 'Highest capacitor cell'),
  psuEnergyMargin_s: metric('least', 's', 'PSU energy margin'),
  psuModulePowerMax_W: metric('greatest', 'W', 'PSU module maximum', 'Highest output power of one rectifier module.'),
  chargePowerMax_W: metric('sum', 'W', 'Charging power', 'The most that the battery converters took together.'),
  busBelowTrip_s: metric(
    'least',
    's',
    'Bus below trip',
    'From the trigger to the first moment node S is below the trip voltage of the firmware.',
  ),
  batteryResponse_s: metric('greatest', 's', 'Battery response', 'From the bus below the trip voltage to the battery delivering.'),
  transfers: metric('greatest', '', 'Transfers'),
  overshoot_V: metric('greatest', 'V', 'Overshoot'),
  settling_s: metric('greatest', 's', 'Settling'),
  finalBusVoltage_V: metric('least', 'V', 'Final bus voltage', 'Mean of the last millisecond.'),
  secondDip_V: metric('greatest', 'V', 'Second dip'),
  batterySlewMax_A_per_s: metric('greatest', 'A/s', 'Battery slew'),
  loadSlewMax_W_per_s: metric('greatest', 'W/s', 'Load slew'),
  generatorVoltageMin_pu: metric('least', 'pu', 'Generator voltage', 'Lowest while the rectifiers are on it.'),
  hottestCell_degC: metric('greatest', 'degC', 'Hottest cell'),
  cellVoltageMin_V: metric('least', 'V', 'Lowest cell voltage'),
  cellVoltageMax_V: metric('greatest', 'V', 'Highest cell voltage'),
  unservedEnergy_J: metric('sum', 'J', 'Unserved energy'),
  loadDropouts: metric('sum', '', 'Load dropouts'),
  protectionTrips: metric('sum', '', 'Protection trips', 'Rows of the protection table, all modules.'),
  energyResidual_J: metric('sum', 'J', 'Residual, power stage'),
  systemEnergyResidual_J: metric('sum', 'J', 'Residual, system'),
  loadEnergy_J: metric('sum', 'J', 'Load energy'),
  simulatedTime_s: metric('greatest', 's', 'Simulated time'),
} as const satisfies Record<string, Register & { racks: RackRule }>;

/** Every joule since the start of the run, by name. Stores: energy now. Flows and losses: integrals. */
export const ledger = {
  utilityIn_J: value('f64', 'J', 'From the utility', 'Or from the generator.'),
  batteryEmf_J: value('f64', 'J', 'From the battery emf'),
  load_J: value('f64', 'J', 'To the load'),
  storePsu_J: value('f64', 'J', 'Hold-up energy'),
  storeBus_J: value('f64', 'J', 'Bus capacitors and busbar'),
  storeCapacitor_J: value('f64', 'J', 'Supercapacitors'),
  storeLink_J: value('f64', 'J', 'Converter links'),
  storePack_J: value('f64', 'J', 'Cells: chemical, RC and heat'),
  lossBusEsr_J: value('f64', 'J', 'Bus ESR'),
  lossBusbar_J: value('f64', 'J', 'Busbar'),
  lossConverter_J: value('f64', 'J', 'Converters'),
  lossCapacitorEsr_J: value('f64', 'J', 'Capacitor ESR'),
  lossCapacitorInternal_J: value('f64', 'J', 'Capacitor redistribution, leakage, bleeders and ageing'),
  lossPackResistance_J: value('f64', 'J', 'Battery resistance (power stage)'),
  lossDisconnect_J: value('f64', 'J', 'Precharge, short circuit and contactors'),
  lossPackToAir_J: value('f64', 'J', 'Cells to the air'),
  failedStore_J: value('f64', 'J', 'Hold-up energy that left with failed modules'),
  residualPower_J: value('f64', 'J', 'Residual, power stage', 'The battery counts as what its emf delivered.'),
  residualSystem_J: value('f64', 'J', 'Residual, system', 'Cells, their heat and the air included.'),
} as const satisfies Record<string, Register>;

// ------------------------------------------------------------------------------------------------ the black box

/** Records of each ring: the last 1.28 ms in fast ticks, 0.26 to 2.56 s of protection, 6.4 s of the 100 ms task. */
export const blackBoxRings = { fast: 128, protection: 256, slow: 64 } as const;

/** What a controller keeps for those who come after a trip. Not banks: they lie where BlackBoxHead says. */
export const records = {
  /** Where the rest lies, what ended it, and when the actuators were told. */
  BlackBoxHead: {
    fastAddress: value('u32', '', 'Ring of fast records', 'Record of tick t in slot t mod 128; a tick that does not belong there: empty.'),
    protectionAddress: value('u32', '', 'Ring of protection records'),
    slowAddress: value('u32', '', 'Ring of slow records'),
    rowsAddress: value('u32', '', 'Rows of the protection table'),
    protectionCount: value('u32', '', 'Protection records so far'),
    slowCount: value('u32', '', 'Slow records so far'),
    rowCount: value('u32', '', 'Rows of the protection table'),
    firstRow: value('i32', '', 'First row that opened', 'Its number among the rows, or -1. It freezes the rings.'),
    commanded: value('u32', '', 'What was let go', 'Bits: 1 converter and coils, 2 semiconductor switch.'),
    released_ticks: value('u32', '10 us', 'Converter and coils let go'),
    cut_ticks: value('u32', '10 us', 'Semiconductor switch let go'),
  },
  /** Every 10 us: raw codes, and what the converter is told. */
  FastRecord: {
    time_ticks: value('u32', '10 us', 'Tick'),
    moduleCurrent_code: value('i16', 'LSB', 'Storage current'),
    storageVoltage_code: value('u16', 'LSB', 'Storage voltage'),
    busVoltage_code: value('f32', 'LSB', 'Bus voltage'),
    reference_A: value('f32', 'A', 'Converter reference'),
  },
  /** Every 10 ms, and every 1 ms while a row of that rate is on its way to a trip. */
  ProtectionRecord: {
    time_ticks: value('u32', '10 us', 'Tick'),
    moduleCurrent_code: value('i16', 'LSB', 'Storage current'),
    storageVoltage_code: value('u16', 'LSB', 'Storage voltage'),
    linkVoltage_code: value('u16', 'LSB', 'Link voltage'),
    groupMin_code: value('u16', '100 uV', 'Lowest group'),
    groupMax_code: value('u16', '100 uV', 'Highest group'),
    coldest_code: value('i16', '0.01 degC', 'Coldest thermistor'),
    hottest_code: value('i16', '0.01 degC', 'Hottest thermistor'),
    handoffState: value('u8', '', 'Handoff state', 'HandoffState.'),
    contactorState: value('u8', '', 'Contactor state', 'ContactorState.'),
    faults: value('u32', '', 'Tripped protections', 'Bit by Protection.'),
    warnings: value('u32', '', 'Limiting protections', 'Bit by Protection.'),
    underway: value('u32', '', 'Protections on their way to a trip', 'Bit by Protection.'),
  },
  /** Every 100 ms. */
  SlowRecord: {
    time_ticks: value('u32', '10 us', 'Tick'),
    soc: value('f32', '', 'State of charge, estimated'),
    socSigma: value('f32', '', 'One sigma of that'),
    currentLimit_A: value('f32', 'A', 'Published current limit'),
    busVoltage_V: value('f32', 'V', 'Bus voltage as measured'),
    hottest_degC: value('f32', 'degC', 'Hottest thermistor'),
    bindingLimit: value('i32', '', 'Binding limit', 'BindingLimit.'),
    faults: value('u32', '', 'Tripped protections', 'Bit by Protection.'),
  },
  /** A row of the protection table as it is applied, and how it came to its first trip. */
  RowRecord: {
    protection: value('i32', '', 'Protection'),
    quantity: value('i32', '', 'What it looks at', 'Quantity.'),
    rate: value('i32', '', 'Its task', 'Rate.'),
    severity: value('i32', '', 'What it does', 'Severity.'),
    upper: value('i32', '', 'The quantity must stay below', '1 or 0.'),
    latch: value('i32', '', 'Stays tripped', '1 or 0.'),
    debounce: value('i32', '', 'Fresh samples outside in a row'),
    delay_ticks: value('u32', '10 us', 'Delay after them'),
    recovery_ticks: value('u32', '10 us', 'Inside for this long before it clears'),
    threshold: value('f32', '', 'Threshold', 'In the unit of the quantity; ages in ticks.'),
    hysteresis: value('f32', '', 'Hysteresis'),
    lsb: value('f32', '', 'One code of the sensor', 'In the unit of the quantity; 0: not a code.'),
    trips: value('u32', '', 'Trips so far', 'The rest is of the first.'),
    outside_ticks: value('u32', '10 us', 'First sample outside'),
    debounced_ticks: value('u32', '10 us', 'Debounce reached'),
    tripped_ticks: value('u32', '10 us', 'Trip'),
    outsideValue: value('f32', '', 'First value outside'),
    tripValue: value('f32', '', 'Value at the trip'),
  },
} as const satisfies Record<string, Record<string, Register>>;

export type RecordName = keyof typeof records;

/** Every bank of the register area, in memory order. `count` banks of a kind lie one after another. */
export const banks = {
  PlantParameters: { registers: plantParameters, count: 1 },
  FirmwareParameters: { registers: firmwareParameters, count: 1 },
  Sample: { registers: sample, count: MAX_MODULES },
  Command: { registers: command, count: MAX_MODULES },
  Telemetry: { registers: telemetry, count: MAX_MODULES },
  Truth: { registers: truth, count: 1 },
  ModuleTruth: { registers: moduleTruth, count: MAX_MODULES },
  Metrics: { registers: metrics, count: 1 },
  Ledger: { registers: ledger, count: 1 },
} as const;

export type BankName = keyof typeof banks;

// ----------------------------------------------------------------------------------------------------- recorder

/**
 * What the recorder keeps: a wave as f32 with a min/max pyramid, a sample every `period_us` (absent: 1), or a change
 * list for a state.
 */
export const channels = {
  busVoltage_V: { kind: 'wave', unit: 'V', label: 'Bus voltage', doc: 'Node L: what the IT gear sees.' },
  busVoltageS_V: { kind: 'wave', unit: 'V', label: 'Bus voltage at the shelf', doc: 'Node S: where the sensors are.' },
  psuCurrent_A: { kind: 'wave', unit: 'A', label: 'PSU', doc: 'Rectifier output current.' },
  cbuCurrent_A: { kind: 'wave', unit: 'A', label: 'Capacitor', doc: 'All capacitor converters at the bus.' },
  bbuCurrent_A: { kind: 'wave', unit: 'A', label: 'Battery', doc: 'All battery converters at the bus.' },
  loadCurrent_A: { kind: 'wave', unit: 'A', label: 'Load', doc: 'Load current at node L.' },
  capacitorVoltage_V: {
    kind: 'wave',
    unit: 'V',
    label: 'Capacitor voltage',
    doc: 'Lowest terminal voltage of the capacitor modules.',
    period_us: 10,
  },
  packSoc: { kind: 'wave', unit: '', label: 'State of charge', doc: 'Mean of the battery modules.', period_us: 1000 },
  psuEnergy_J: { kind: 'wave', unit: 'J', label: 'Hold-up energy', doc: 'Of the whole PSU shelf.', period_us: 10 },
  psuSetPoint_V: { kind: 'wave', unit: 'V', label: 'PSU set point', doc: 'Falls at the pre-warning.', period_us: 10 },
  hottestCell_degC: { kind: 'wave', unit: 'degC', label: 'Hottest cell', doc: 'Of all modules.', period_us: 1000 },
  handoffState: { kind: 'state', unit: '', label: 'State', doc: 'HandoffState of the leading controller.' },
} as const;

export type ChannelName = keyof typeof channels;
