import { ModuleKind, Protection } from '../../abi/enumerations';
import { FirmwareParameters } from '../../abi/FirmwareParameters';
import { ticksOf } from '../time';

/** What a row looks at. */
export namespace Quantity {
  export const GROUP_MAX_V: i32 = 0;
  export const GROUP_MIN_V: i32 = 1;
  export const HOTTEST_DEGC: i32 = 2;
  export const COLDEST_DEGC: i32 = 3;
  /** Only while charging; as cold or warm as it likes otherwise. */
  export const HOTTEST_CHARGING_DEGC: i32 = 4;
  export const COLDEST_CHARGING_DEGC: i32 = 5;
  export const CURRENT_A: i32 = 6;
  export const STORAGE_V: i32 = 7;
  /** Age of the fast sensors, and of the slow ones, in ticks. */
  export const FAST_AGE: i32 = 8;
  export const SLOW_AGE: i32 = 9;
}

export namespace Severity {
  /** The current limit is halved. */
  export const LIMIT: i32 = 0;
  /** Converter off, contactor open. */
  export const OPEN: i32 = 1;
}

export namespace Rate {
  export const FAST: i32 = 0;
  export const MS: i32 = 1;
  export const TEN_MS: i32 = 2;
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
    /** Fresh samples outside in a row. */
    readonly debounce: i32,
    readonly delay_ticks: u32,
    /** Inside for this long before it clears; at least as long as it took to qualify. */
    readonly recovery_ticks: u32,
    readonly severity: i32,
    readonly latch: bool,
    readonly rate: i32,
  ) {}
}

/** A row whose hysteresis is a part of its threshold, and whose recovery is never faster than its qualification. */
function row(
  p: FirmwareParameters,
  id: i32,
  quantity: i32,
  upper: bool,
  threshold: f32,
  debounce: f32,
  delay_s: f32,
  severity: i32,
  latch: bool,
  rate: i32,
): Rule {
  const period: u32 = rate == Rate.FAST ? 1 : rate == Rate.MS ? 100 : 1000;
  const delay = ticksOf(delay_s);
  const qualified = <u32>debounce * period + delay;
  const size = threshold < 0 ? -threshold : threshold;
  return new Rule(
    id,
    quantity,
    upper,
    threshold,
    p.recoveryHysteresis_ratio * size,
    <i32>debounce,
    delay,
    max(ticksOf(p.recoveryTime_s), qualified),
    severity,
    latch,
    rate,
  );
}

/** THE protection table. Voltage and temperature at 10 ms, current at 1 ms, short circuit with the fast task. */
export function rulesOf(kind: i32, p: FirmwareParameters): StaticArray<Rule> {
  const stale: f32 = p.staleSensor_s * 1e5;
  if (kind == ModuleKind.CBU)
    return [
      row(
        p,
        Protection.CAPACITOR_OVERVOLTAGE,
        Quantity.STORAGE_V,
        true,
        p.cbuOvervoltageTrip_V,
        p.currentDebounce_samples,
        0,
        Severity.OPEN,
        true,
        Rate.MS,
      ),
      row(
        p,
        Protection.CAPACITOR_UNDERVOLTAGE,
        Quantity.STORAGE_V,
        false,
        p.cbuUndervoltageTrip_V,
        p.currentDebounce_samples,
        0,
        Severity.OPEN,
        false,
        Rate.MS,
      ),
      row(p, Protection.STALE_SENSOR, Quantity.FAST_AGE, true, stale, 1, 0, Severity.OPEN, false, Rate.MS),
    ];
  const volts = p.voltageDebounce_samples;
  const kelvins = p.temperatureDebounce_samples;
  const amperes = p.currentDebounce_samples;
  const margin = p.temperatureWarningMargin_K;
  return [
    row(
      p,
      Protection.SHORT_CIRCUIT,
      Quantity.CURRENT_A,
      true,
      p.shortCircuitCurrent_A,
      p.shortCircuitDebounce_samples,
      0,
      Severity.OPEN,
      true,
      Rate.FAST,
    ),
    row(
      p,
      Protection.OVERCURRENT_DISCHARGE,
      Quantity.CURRENT_A,
      true,
      p.dischargeCurrentMax_A,
      amperes,
      p.currentDelay_s,
      Severity.OPEN,
      true,
      Rate.MS,
    ),
    row(
      p,
      Protection.OVERCURRENT_CHARGE,
      Quantity.CURRENT_A,
      false,
      -p.chargeCurrentMax_A,
      amperes,
      p.currentDelay_s,
      Severity.OPEN,
      true,
      Rate.MS,
    ),
    row(p, Protection.STALE_SENSOR, Quantity.FAST_AGE, true, stale, 1, 0, Severity.OPEN, false, Rate.MS),
    row(
      p,
      Protection.CELL_OVERVOLTAGE,
      Quantity.GROUP_MAX_V,
      true,
      p.cellOvervoltageTrip_V,
      volts,
      p.voltageDelay_s,
      Severity.OPEN,
      true,
      Rate.TEN_MS,
    ),
    row(
      p,
      Protection.CELL_UNDERVOLTAGE,
      Quantity.GROUP_MIN_V,
      false,
      p.cellUndervoltageTrip_V,
      volts,
      p.voltageDelay_s,
      Severity.OPEN,
      true,
      Rate.TEN_MS,
    ),
    row(
      p,
      Protection.CELL_VOLTAGE_WARNING,
      Quantity.GROUP_MIN_V,
      false,
      p.cellUndervoltageWarning_V,
      volts,
      0,
      Severity.LIMIT,
      false,
      Rate.TEN_MS,
    ),
    row(
      p,
      Protection.CELL_VOLTAGE_WARNING,
      Quantity.GROUP_MAX_V,
      true,
      p.cellOvervoltageWarning_V,
      volts,
      0,
      Severity.LIMIT,
      false,
      Rate.TEN_MS,
    ),
    row(
      p,
      Protection.OVERTEMPERATURE_DISCHARGE,
      Quantity.HOTTEST_DEGC,
      true,
      p.dischargeTemperatureMax_degC,
      kelvins,
      p.temperatureDelay_s,
      Severity.OPEN,
      true,
      Rate.TEN_MS,
    ),
    row(
      p,
      Protection.UNDERTEMPERATURE_DISCHARGE,
      Quantity.COLDEST_DEGC,
      false,
      p.dischargeTemperatureMin_degC,
      kelvins,
      p.temperatureDelay_s,
      Severity.OPEN,
      true,
      Rate.TEN_MS,
    ),
    row(
      p,
      Protection.OVERTEMPERATURE_CHARGE,
      Quantity.HOTTEST_CHARGING_DEGC,
      true,
      p.chargeTemperatureMax_degC,
      kelvins,
      p.temperatureDelay_s,
      Severity.OPEN,
      true,
      Rate.TEN_MS,
    ),
    row(
      p,
      Protection.UNDERTEMPERATURE_CHARGE,
      Quantity.COLDEST_CHARGING_DEGC,
      false,
      p.chargeTemperatureMin_degC,
      kelvins,
      p.temperatureDelay_s,
      Severity.OPEN,
      true,
      Rate.TEN_MS,
    ),
    row(
      p,
      Protection.TEMPERATURE_WARNING,
      Quantity.HOTTEST_DEGC,
      true,
      p.dischargeTemperatureMax_degC - margin,
      kelvins,
      0,
      Severity.LIMIT,
      false,
      Rate.TEN_MS,
    ),
    row(p, Protection.STALE_SENSOR, Quantity.SLOW_AGE, true, stale * 50, 1, 0, Severity.OPEN, false, Rate.TEN_MS),
  ];
}
