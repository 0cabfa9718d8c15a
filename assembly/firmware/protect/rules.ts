import { ModuleKind, Protection, Quantity, Rate, Severity } from '../../abi/enumerations';
import { FirmwareParameters } from '../../abi/FirmwareParameters';
import { TICK_S, TICKS_PER_10MS, TICKS_PER_MS, ticksOf } from '../time';

/** Slow sensors come every 10 ms: nothing below three of them in a row is stale. */
const SLOW_STALE_TICKS: f32 = 3000;

/** How fast a row is: fresh samples outside in a row, then a delay, looked at by the task of this rate. */
export class Pace {
  constructor(
    readonly rate: i32,
    readonly debounce: i32,
    readonly delay_ticks: u32,
    /** Inside for this long before it clears. */
    readonly recovery_ticks: u32,
  ) {}
}

/** One row: the quantity must be proven on the right side of the threshold. */
export class Rule {
  constructor(
    readonly id: i32,
    readonly quantity: i32,
    /** True: the quantity must stay below the threshold; false: above. */
    readonly upper: bool,
    readonly threshold: f32,
    readonly hysteresis: f32,
    readonly pace: Pace,
    readonly severity: i32,
    readonly latch: bool,
  ) {}
}

/** A pace that never clears faster than it qualified. */
function pace(p: FirmwareParameters, rate: i32, debounce: f32, delay_s: f32): Pace {
  const period: u32 = rate == Rate.FAST ? 1 : rate == Rate.MS ? TICKS_PER_MS : TICKS_PER_10MS;
  const delay = ticksOf(delay_s);
  return new Pace(rate, <i32>debounce, delay, max(ticksOf(p.recoveryTime_s), <u32>debounce * period + delay));
}

/** A row whose hysteresis is a part of its threshold. */
function row(p: FirmwareParameters, id: i32, quantity: i32, upper: bool, threshold: f32, pace: Pace, severity: i32, latch: bool): Rule {
  const size = threshold < 0 ? -threshold : threshold;
  return new Rule(id, quantity, upper, threshold, p.recoveryHysteresis_ratio * size, pace, severity, latch);
}

/** A row that is proven or not. */
function flag(id: i32, pace: Pace, severity: i32, latch: bool): Rule {
  return new Rule(id, Quantity.FLAG, true, 0, 0, pace, severity, latch);
}

const OPEN = Severity.OPEN;
const LIMIT = Severity.LIMIT;
const REPORT = Severity.REPORT;
const BELOW: bool = true;
const ABOVE: bool = false;
const LATCH: bool = true;
const CLEAR: bool = false;

/**
 * THE protection table. Voltage, temperature and plausibility at 10 ms, current and flags at 1 ms, short circuit with the
 * fast task (fast rows stand first). BELOW and ABOVE: where the quantity must stay.
 */
export function rulesOf(kind: i32, p: FirmwareParameters): StaticArray<Rule> {
  const stale: f32 = p.staleSensor_s / TICK_S;
  const share: f32 = p.shareTimeout_s / TICK_S;
  const once = pace(p, Rate.MS, 1, 0);
  const agree = pace(p, Rate.TEN_MS, p.plausibilityDebounce_samples, p.plausibilityDelay_s);
  const deviation = p.converterDeviation_ratio;
  if (kind == ModuleKind.CBU) {
    const few = pace(p, Rate.MS, p.currentDebounce_samples, 0);
    return [
      row(p, Protection.CAPACITOR_OVERVOLTAGE, Quantity.STORAGE_V, BELOW, p.cbuOvervoltageTrip_V, few, OPEN, LATCH),
      row(p, Protection.CAPACITOR_UNDERVOLTAGE, Quantity.STORAGE_V, ABOVE, p.cbuUndervoltageTrip_V, few, OPEN, CLEAR),
      row(p, Protection.STALE_SENSOR, Quantity.FAST_AGE, BELOW, stale, once, OPEN, CLEAR),
      row(p, Protection.SHARE_LINE_LOST, Quantity.SHARE_AGE, BELOW, share, once, REPORT, CLEAR),
      flag(Protection.TASK_OVERRUN, once, REPORT, CLEAR),
      flag(Protection.TASK_STOPPED, once, OPEN, CLEAR),
      flag(Protection.PARAMETER_CHECKSUM, once, OPEN, LATCH),
      row(p, Protection.SENSOR_IMPLAUSIBLE, Quantity.STUCK, BELOW, 0, agree, OPEN, LATCH),
      row(p, Protection.SENSOR_IMPLAUSIBLE, Quantity.AT_END, BELOW, 0, agree, OPEN, CLEAR),
      row(p, Protection.CONVERTER_DEVIATION, Quantity.EXCESS, BELOW, deviation, agree, OPEN, LATCH),
      // a bank that is nearly empty cannot give what it is told
      row(p, Protection.CONVERTER_DEVIATION, Quantity.SHORTFALL, BELOW, deviation, agree, REPORT, CLEAR),
      // nothing of a capacitor module hangs on its temperature
      row(p, Protection.THERMISTOR_FAULT, Quantity.SPREAD_K, BELOW, p.thermistorSpreadMax_K, agree, REPORT, CLEAR),
    ];
  }
  const short = pace(p, Rate.FAST, p.shortCircuitDebounce_samples, 0);
  const current = pace(p, Rate.MS, p.currentDebounce_samples, p.currentDelay_s);
  const volts = pace(p, Rate.TEN_MS, p.voltageDebounce_samples, p.voltageDelay_s);
  const voltsEarly = pace(p, Rate.TEN_MS, p.voltageDebounce_samples, 0);
  const heat = pace(p, Rate.TEN_MS, p.temperatureDebounce_samples, p.temperatureDelay_s);
  const heatEarly = pace(p, Rate.TEN_MS, p.temperatureDebounce_samples, 0);
  const slow = pace(p, Rate.TEN_MS, 1, 0);
  const warm_degC = p.dischargeTemperatureMax_degC - p.temperatureWarningMargin_K;
  const slowStale: f32 = max(stale * 50, SLOW_STALE_TICKS);
  const match = p.voltageMatch_ratio;
  return [
    row(p, Protection.SHORT_CIRCUIT, Quantity.SHORT_A, BELOW, p.shortCircuitCurrent_A, short, OPEN, LATCH),
    row(p, Protection.OVERCURRENT_DISCHARGE, Quantity.CURRENT_A, BELOW, p.dischargeCurrentMax_A, current, OPEN, LATCH),
    row(p, Protection.OVERCURRENT_CHARGE, Quantity.CURRENT_A, ABOVE, -p.chargeCurrentMax_A, current, OPEN, LATCH),
    row(p, Protection.STALE_SENSOR, Quantity.FAST_AGE, BELOW, stale, once, OPEN, CLEAR),
    flag(Protection.CONTACTOR_WELD, once, OPEN, LATCH),
    flag(Protection.CONTACTOR_STUCK_OPEN, once, OPEN, LATCH),
    flag(Protection.PRECHARGE_SLOW, once, OPEN, LATCH),
    flag(Protection.PRECHARGE_FAST, once, OPEN, LATCH),
    flag(Protection.CONVERTER_LATE, once, REPORT, CLEAR),
    row(p, Protection.SHARE_LINE_LOST, Quantity.SHARE_AGE, BELOW, share, once, REPORT, CLEAR),
    flag(Protection.TASK_OVERRUN, once, REPORT, CLEAR),
    flag(Protection.TASK_STOPPED, once, OPEN, CLEAR),
    flag(Protection.PARAMETER_CHECKSUM, once, OPEN, LATCH),
    flag(Protection.OUTAGES_COUNTED, once, REPORT, CLEAR),
    row(p, Protection.CELL_OVERVOLTAGE, Quantity.GROUP_MAX_V, BELOW, p.cellOvervoltageTrip_V, volts, OPEN, LATCH),
    row(p, Protection.CELL_UNDERVOLTAGE, Quantity.GROUP_MIN_V, ABOVE, p.cellUndervoltageTrip_V, volts, OPEN, LATCH),
    row(p, Protection.CELL_VOLTAGE_WARNING, Quantity.GROUP_MIN_V, ABOVE, p.cellUndervoltageWarning_V, voltsEarly, LIMIT, CLEAR),
    row(p, Protection.CELL_VOLTAGE_WARNING, Quantity.GROUP_MAX_V, BELOW, p.cellOvervoltageWarning_V, voltsEarly, LIMIT, CLEAR),
    row(p, Protection.GROUP_IMBALANCE, Quantity.IMBALANCE_V, BELOW, p.groupImbalanceMax_V, voltsEarly, LIMIT, CLEAR),
    row(p, Protection.OVERTEMPERATURE_DISCHARGE, Quantity.HOTTEST_DEGC, BELOW, p.dischargeTemperatureMax_degC, heat, OPEN, LATCH),
    row(p, Protection.UNDERTEMPERATURE_DISCHARGE, Quantity.COLDEST_DEGC, ABOVE, p.dischargeTemperatureMin_degC, heat, OPEN, LATCH),
    row(p, Protection.OVERTEMPERATURE_CHARGE, Quantity.HOTTEST_CHARGING_DEGC, BELOW, p.chargeTemperatureMax_degC, heat, OPEN, LATCH),
    row(p, Protection.UNDERTEMPERATURE_CHARGE, Quantity.COLDEST_CHARGING_DEGC, ABOVE, p.chargeTemperatureMin_degC, heat, OPEN, LATCH),
    row(p, Protection.TEMPERATURE_WARNING, Quantity.HOTTEST_DEGC, BELOW, warm_degC, heatEarly, LIMIT, CLEAR),
    row(p, Protection.STALE_SENSOR, Quantity.SLOW_AGE, BELOW, slowStale, slow, OPEN, CLEAR),
    row(p, Protection.SENSOR_IMPLAUSIBLE, Quantity.STUCK, BELOW, 0, agree, OPEN, LATCH),
    row(p, Protection.SENSOR_IMPLAUSIBLE, Quantity.AT_END, BELOW, 0, agree, OPEN, CLEAR),
    row(p, Protection.SENSE_WIRE_OPEN, Quantity.OPEN_WIRE, BELOW, 0, agree, OPEN, LATCH),
    row(p, Protection.THERMISTOR_FAULT, Quantity.SPREAD_K, BELOW, p.thermistorSpreadMax_K, agree, OPEN, LATCH),
    row(p, Protection.SUM_OF_GROUPS, Quantity.SUM_OFF, BELOW, match, agree, OPEN, LATCH),
    row(p, Protection.LINK_MISMATCH, Quantity.LINK_OFF, BELOW, match, agree, OPEN, LATCH),
    // one bit, two reactions: what is not told can harm, what does not come can be lived with
    row(p, Protection.CONVERTER_DEVIATION, Quantity.EXCESS, BELOW, deviation, agree, OPEN, LATCH),
    row(p, Protection.CONVERTER_DEVIATION, Quantity.SHORTFALL, BELOW, deviation, agree, LIMIT, CLEAR),
    // the one that carries more may be the last one that carries
    row(p, Protection.SHARE_DEVIATION, Quantity.SHARE_OFF, BELOW, p.shareDeviation_ratio, agree, REPORT, CLEAR),
  ];
}
