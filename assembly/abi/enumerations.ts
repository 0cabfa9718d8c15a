// Generated from host/abi/registers.ts by `npm run generate`. Do not edit.

export const MAX_MODULES: i32 = 64;
export const MAX_GROUPS: i32 = 96;
export const THERMISTORS: i32 = 4;
export const FAST_RECORDS: u32 = 128;
export const PROTECTION_RECORDS: u32 = 256;
export const SLOW_RECORDS: u32 = 64;
export const LAYOUT_HASH: u32 = 17570037;

export namespace HandoffStrategy {
  export const THRESHOLD: i32 = 0;
  export const FEEDFORWARD: i32 = 1;
  export const SPLIT: i32 = 2;
}

export namespace HandoffState {
  export const NORMAL: i32 = 0;
  export const DIP: i32 = 1;
  export const BRIDGE: i32 = 2;
  export const HANDOFF: i32 = 3;
  export const BATTERY: i32 = 4;
  export const RETRANSFER: i32 = 5;
  export const RECHARGE: i32 = 6;
  export const FAULT: i32 = 7;
}

export namespace ModuleKind {
  export const CBU: i32 = 0;
  export const BBU: i32 = 1;
}

export namespace CellChemistry {
  export const PANASONIC_NCR18650PF: i32 = 0;
  export const SAMSUNG_INR21700_30T: i32 = 1;
  export const LG_M50: i32 = 2;
  export const SAMSUNG_NCA48: i32 = 3;
  export const A123_LFP26650: i32 = 4;
  export const SONY_LFP26650: i32 = 5;
}

export namespace Toggle {
  export const OFF: i32 = 0;
  export const ON: i32 = 1;
}

export namespace ControlMode {
  export const FIRMWARE: i32 = 0;
  export const COMMANDS: i32 = 1;
}

export namespace LoadPattern {
  export const NONE: i32 = 0;
  export const PULSES: i32 = 1;
  export const TRAINING: i32 = 2;
  export const TRACE: i32 = 3;
}

export namespace StartState {
  export const WARM: i32 = 0;
  export const COLD: i32 = 1;
}

export namespace TimeMode {
  export const ADAPTIVE: i32 = 0;
  export const FINE: i32 = 1;
}

export namespace ContactorState {
  export const OPEN: i32 = 0;
  export const PRECHARGE: i32 = 1;
  export const CLOSED: i32 = 2;
  export const TRIPPED: i32 = 3;
}

export namespace CountedAction {
  export const REPORT: i32 = 0;
  export const STAY_ON_BATTERY: i32 = 1;
  export const REFUSE: i32 = 2;
}

export namespace BatteryPhase {
  export const IDLE: i32 = 0;
  export const STARTING: i32 = 1;
  export const DELIVERING: i32 = 2;
  export const RETRANSFER: i32 = 3;
  export const CHARGING: i32 = 4;
  export const SHAVING: i32 = 5;
}

export namespace BindingLimit {
  export const NONE: i32 = 0;
  export const CONVERTER: i32 = 1;
  export const TEMPERATURE: i32 = 2;
  export const SOC: i32 = 3;
  export const GROUP_VOLTAGE: i32 = 4;
  export const CAPACITOR_VOLTAGE: i32 = 5;
  export const FAULT: i32 = 6;
  export const PACK_CURRENT: i32 = 7;
}

export namespace Protection {
  export const CELL_OVERVOLTAGE: i32 = 0;
  export const CELL_UNDERVOLTAGE: i32 = 1;
  export const OVERTEMPERATURE_DISCHARGE: i32 = 2;
  export const UNDERTEMPERATURE_DISCHARGE: i32 = 3;
  export const OVERTEMPERATURE_CHARGE: i32 = 4;
  export const UNDERTEMPERATURE_CHARGE: i32 = 5;
  export const OVERCURRENT_DISCHARGE: i32 = 6;
  export const OVERCURRENT_CHARGE: i32 = 7;
  export const SHORT_CIRCUIT: i32 = 8;
  export const STALE_SENSOR: i32 = 9;
  export const CAPACITOR_OVERVOLTAGE: i32 = 10;
  export const CAPACITOR_UNDERVOLTAGE: i32 = 11;
  export const CELL_VOLTAGE_WARNING: i32 = 12;
  export const TEMPERATURE_WARNING: i32 = 13;
  export const CONTACTOR_WELD: i32 = 14;
  export const CONVERTER_LATE: i32 = 15;
  export const SHARE_LINE_LOST: i32 = 16;
  export const OUTAGES_COUNTED: i32 = 17;
  export const CONTACTOR_STUCK_OPEN: i32 = 18;
  export const PRECHARGE_SLOW: i32 = 19;
  export const PRECHARGE_FAST: i32 = 20;
  export const GROUP_IMBALANCE: i32 = 21;
  export const SUM_OF_GROUPS: i32 = 22;
  export const SENSE_WIRE_OPEN: i32 = 23;
  export const THERMISTOR_FAULT: i32 = 24;
  export const SENSOR_IMPLAUSIBLE: i32 = 25;
  export const LINK_MISMATCH: i32 = 26;
  export const CONVERTER_DEVIATION: i32 = 27;
  export const SHARE_DEVIATION: i32 = 28;
  export const TASK_OVERRUN: i32 = 29;
  export const TASK_STOPPED: i32 = 30;
  export const PARAMETER_CHECKSUM: i32 = 31;
}

export namespace Quantity {
  export const GROUP_MAX_V: i32 = 0;
  export const GROUP_MIN_V: i32 = 1;
  export const HOTTEST_DEGC: i32 = 2;
  export const COLDEST_DEGC: i32 = 3;
  export const HOTTEST_CHARGING_DEGC: i32 = 4;
  export const COLDEST_CHARGING_DEGC: i32 = 5;
  export const CURRENT_A: i32 = 6;
  export const SHORT_A: i32 = 7;
  export const STORAGE_V: i32 = 8;
  export const FAST_AGE: i32 = 9;
  export const SLOW_AGE: i32 = 10;
  export const SHARE_AGE: i32 = 11;
  export const FLAG: i32 = 12;
  export const STUCK: i32 = 13;
  export const AT_END: i32 = 14;
  export const LINK_OFF: i32 = 15;
  export const EXCESS: i32 = 16;
  export const SHORTFALL: i32 = 17;
  export const SHARE_OFF: i32 = 18;
  export const SPREAD_K: i32 = 19;
  export const IMBALANCE_V: i32 = 20;
  export const SUM_OFF: i32 = 21;
  export const OPEN_WIRE: i32 = 22;
}

export namespace Rate {
  export const FAST: i32 = 0;
  export const MS: i32 = 1;
  export const TEN_MS: i32 = 2;
}

export namespace Severity {
  export const LIMIT: i32 = 0;
  export const OPEN: i32 = 1;
  export const REPORT: i32 = 2;
}

export namespace SwitchFault {
  export const NONE: i32 = 0;
  export const SHORT: i32 = 1;
  export const OPEN: i32 = 2;
}

export namespace PrechargeFault {
  export const NONE: i32 = 0;
  export const STUCK_OPEN: i32 = 1;
  export const STUCK_CLOSED: i32 = 2;
}

export namespace SensorFault {
  export const NONE: i32 = 0;
  export const STUCK: i32 = 1;
  export const STALE: i32 = 2;
  export const INVALID: i32 = 3;
  export const TORN: i32 = 4;
  export const OFFSET: i32 = 5;
  export const GAIN: i32 = 6;
  export const NOISE: i32 = 7;
  export const OPEN_WIRE: i32 = 8;
  export const SHORT: i32 = 9;
}

export namespace SensorKind {
  export const BUS_VOLTAGE: i32 = 0;
  export const MODULE_CURRENT: i32 = 1;
  export const STORAGE_VOLTAGE: i32 = 2;
  export const LINK_VOLTAGE: i32 = 3;
  export const GROUP_VOLTAGE: i32 = 4;
  export const THERMISTOR: i32 = 5;
}

export namespace EventKind {
  export const UTILITY_VOLTAGE: i32 = 0;
  export const PSU_TRIP: i32 = 1;
  export const PSU_RESTORE: i32 = 2;
  export const PSU_MODULE_FAIL: i32 = 3;
  export const LOAD_POWER: i32 = 4;
  export const LOAD_RECONNECT: i32 = 5;
  export const COMMAND: i32 = 6;
  export const ENABLE: i32 = 7;
  export const CAPACITOR_LOSS: i32 = 8;
  export const MODULE_LOSS: i32 = 9;
  export const PACK_SHORT: i32 = 10;
  export const LINK_SHORT: i32 = 11;
  export const FAN_STOP: i32 = 12;
  export const SHARE_LINE_LOSS: i32 = 13;
  export const LOAD_PATTERN: i32 = 14;
  export const CELL_INTERNAL_SHORT: i32 = 15;
  export const CELL_WEAK: i32 = 16;
  export const CELL_RESISTANCE_RISE: i32 = 17;
  export const CELL_OPEN: i32 = 18;
  export const CONTACTOR_WELD: i32 = 19;
  export const CONTACTOR_STUCK_OPEN: i32 = 20;
  export const PRECHARGE_FAULT: i32 = 21;
  export const LINK_CAPACITANCE: i32 = 22;
  export const FUSE_BLOW: i32 = 23;
  export const SWITCH_FAIL: i32 = 24;
  export const CONVERTER_NO_START: i32 = 25;
  export const CONVERTER_EARLY_LIMIT: i32 = 26;
  export const CAPACITOR_ESR_RISE: i32 = 27;
  export const PEAK_SHAVING: i32 = 28;
  export const SENSOR_FAULT: i32 = 29;
}

export namespace LogKind {
  export const UTILITY_LOST: i32 = 0;
  export const UTILITY_BACK: i32 = 1;
  export const AC_LOSS_DETECTED: i32 = 2;
  export const PSU_PRE_WARNING: i32 = 3;
  export const PSU_ENERGY_OUT: i32 = 4;
  export const PSU_TRIPPED: i32 = 5;
  export const PSU_BACK: i32 = 6;
  export const PSU_MODULE_FAILED: i32 = 7;
  export const LOAD_STEP: i32 = 8;
  export const LOAD_LOCKOUT: i32 = 9;
  export const LOAD_RECONNECTED: i32 = 10;
  export const CAPACITOR_ENGAGED: i32 = 11;
  export const CAPACITOR_CARRIES: i32 = 12;
  export const BATTERY_START: i32 = 13;
  export const BATTERY_ON: i32 = 14;
  export const BATTERY_DELIVERS: i32 = 15;
  export const BATTERY_CARRIES: i32 = 16;
  export const BATTERY_RELEASED: i32 = 17;
  export const STATE_CHANGE: i32 = 18;
  export const CONVERTER_SOURCE_LIMIT: i32 = 19;
  export const CAPACITOR_EMPTY: i32 = 20;
  export const PROTECTION_WARNING: i32 = 21;
  export const PROTECTION_TRIP: i32 = 22;
  export const CONTACTOR_OPENED: i32 = 23;
  export const CONTACTOR_CLOSED: i32 = 24;
  export const FUSE_BLOWN: i32 = 25;
  export const SWITCH_OPENED: i32 = 26;
  export const MODULE_LOST: i32 = 27;
  export const FAULT_INJECTED: i32 = 28;
  export const COMMAND_CHANGED: i32 = 29;
  export const GENERATOR_STARTED: i32 = 30;
  export const GENERATOR_READY: i32 = 31;
  export const ON_GENERATOR: i32 = 32;
  export const BACK_ON_UTILITY: i32 = 33;
  export const PATTERN_BEGUN: i32 = 34;
  export const PATTERN_ENDED: i32 = 35;
  export const CONTACTOR_ARC: i32 = 36;
  export const PRECHARGE_BURNT: i32 = 37;
  export const FAULT_CLEARED: i32 = 38;
  export const SENSOR_FAULT: i32 = 39;
  export const RECHARGE_BEGAN: i32 = 40;
  export const RECHARGE_ENDED: i32 = 41;
  export const SHAVING_ASKED: i32 = 42;
  export const SHAVING_BEGAN: i32 = 43;
  export const SHAVING_ENDED: i32 = 44;
}

export namespace Line {
  export const AC_LOSS: u32 = 1;
  export const SYNC: u32 = 2;
  export const SHARE_VALID: u32 = 4;
  export const MAIN_CLOSED: u32 = 8;
  export const PRECHARGE_CLOSED: u32 = 16;
  export const SWITCH_CLOSED: u32 = 32;
  export const CONVERTER_ON: u32 = 64;
  export const CONVERTER_LIMITED: u32 = 128;
  export const ON_GENERATOR: u32 = 256;
}

export namespace Sensor {
  export const BUS_VOLTAGE: u32 = 1;
  export const MODULE_CURRENT: u32 = 2;
  export const STORAGE_VOLTAGE: u32 = 4;
  export const GROUP_VOLTAGE: u32 = 8;
  export const THERMISTOR: u32 = 16;
}

export namespace Channel {
  export const busVoltage_V: i32 = 0;
  export const busVoltageS_V: i32 = 1;
  export const psuCurrent_A: i32 = 2;
  export const cbuCurrent_A: i32 = 3;
  export const bbuCurrent_A: i32 = 4;
  export const loadCurrent_A: i32 = 5;
  export const capacitorVoltage_V: i32 = 6;
  export const packSoc: i32 = 7;
  export const psuEnergy_J: i32 = 8;
  export const psuSetPoint_V: i32 = 9;
  export const hottestCell_degC: i32 = 10;
  export const handoffState: i32 = 11;
  export const COUNT: i32 = 12;
  /** The waves come first, the states after them. */
  export const WAVES: i32 = 11;
}

/** Microseconds between the samples of each wave. */
export function wavePeriods_us(): StaticArray<i32> {
  return [1, 1, 1, 1, 1, 1, 10, 1000, 10, 10, 1000];
}
