import { Sensor, SensorFault, SensorKind, THERMISTORS } from '../abi/enumerations';
import { at, put, rowOf } from '../math/row';
import { Pack } from './pack';

/** What a thermistor's converter can tell: an open wire reads the lower end, a short the upper (K). */
export const COLDEST_DEGC: f64 = -40;
export const HOTTEST_DEGC: f64 = 150;
/**
 * The sense wire at the upper end of a group is off: the input floats, and its filter holds it at this part of what the
 * groups on both sides have together (K). The lower one reads half, the upper one what is missing as well.
 */
const FLOATS_AT: f64 = 0.25;
const FAST_SENSORS: i32 = 4;
/** No code of any converter. */
const NOT_READ: i32 = i32.MIN_VALUE;
const ALL: u32 = Sensor.BUS_VOLTAGE | Sensor.MODULE_CURRENT | Sensor.STORAGE_VOLTAGE | Sensor.GROUP_VOLTAGE | Sensor.THERMISTOR;

/** Place of a sensor in the list of a module: fast ones, thermistors, groups. */
export function slotOf(kind: i32, item: i32): i32 {
  if (kind == SensorKind.THERMISTOR) return FAST_SENSORS + item;
  if (kind == SensorKind.GROUP_VOLTAGE) return FAST_SENSORS + THERMISTORS + item;
  return kind;
}

function validBit(slot: i32): u32 {
  if (slot >= FAST_SENSORS + THERMISTORS) return Sensor.GROUP_VOLTAGE;
  if (slot >= FAST_SENSORS) return Sensor.THERMISTOR;
  if (slot == SensorKind.BUS_VOLTAGE) return Sensor.BUS_VOLTAGE;
  // the link's voltage comes from the same converter as the storage's
  return slot == SensorKind.MODULE_CURRENT ? Sensor.MODULE_CURRENT : Sensor.STORAGE_VOLTAGE;
}

/** What is wrong with the sensors of one module: at most one fault a sensor, the latest. */
export class SensorFaults {
  private readonly groups: i32;
  private readonly fault: StaticArray<u8>;
  private readonly value: usize;
  /** The last whole code, for a read that is torn. */
  private readonly code: StaticArray<i32>;
  anyFast: bool = false;
  anySlow: bool = false;
  groupsStale: bool = false;
  thermistorsStale: bool = false;
  valid: u32 = ALL;

  constructor(groups: i32) {
    const slots = FAST_SENSORS + THERMISTORS + groups;
    this.groups = groups;
    this.fault = new StaticArray<u8>(slots);
    this.value = rowOf(slots);
    this.code = new StaticArray<i32>(slots);
  }

  inject(slot: i32, fault: i32, value: f64): void {
    // a sensor that this module has not
    if (slot >= this.fault.length) return;
    this.fault[slot] = <u8>fault;
    put(this.value, slot, value);
    this.code[slot] = NOT_READ;
    this.anyFast = false;
    this.anySlow = false;
    this.groupsStale = false;
    this.thermistorsStale = false;
    this.valid = ALL;
    for (let k = 0; k < this.fault.length; k++) {
      const what = this.fault[k];
      if (what == SensorFault.NONE) continue;
      if (k < FAST_SENSORS) this.anyFast = true;
      else this.anySlow = true;
      if (what == SensorFault.STALE && k >= FAST_SENSORS + THERMISTORS) this.groupsStale = true;
      else if (what == SensorFault.STALE && k >= FAST_SENSORS) this.thermistorsStale = true;
      if (what == SensorFault.INVALID) this.valid &= ~validBit(k);
    }
  }

  stale(slot: i32): bool {
    return unchecked(this.fault[slot]) == SensorFault.STALE;
  }

  /** Is the code what the converter made? */
  whole(slot: i32): bool {
    const fault = unchecked(this.fault[slot]);
    return fault != SensorFault.STUCK && fault != SensorFault.TORN;
  }

  /** What the converter gets to see of `value` with its noise. */
  disturbed(slot: i32, value: f64, noise: f64): f64 {
    const by = at(this.value, slot);
    switch (<i32>unchecked(this.fault[slot])) {
      case SensorFault.OFFSET:
        return value + noise + by;
      case SensorFault.GAIN:
        return value * by + noise;
      case SensorFault.NOISE:
        return value + noise * by;
      case SensorFault.OPEN_WIRE:
        // a group's wire is its neighbour's too: `sensed_V`; any other input is pulled to zero
        return slot >= FAST_SENSORS + THERMISTORS ? value + noise : 0;
    }
    return value + noise;
  }

  /** What the controller reads of the code `now`, after `before`. */
  read(slot: i32, now: i32, before: i32): i32 {
    const fault = unchecked(this.fault[slot]);
    if (fault == SensorFault.STUCK) return before;
    if (fault != SensorFault.TORN) return now;
    const last = unchecked(this.code[slot]);
    unchecked((this.code[slot] = now));
    return ((last == NOT_READ ? before : last) & ~0xff) | (now & 0xff);
  }

  /** Between the sense wires of group `g`: true, but where one of the two is off. */
  sensed_V(pack: Pack, g: i32): f64 {
    const own_V = pack.groupVoltage_V(g);
    if (this.open(g - 1)) return own_V + (1 - FLOATS_AT) * pack.groupVoltage_V(g - 1) - FLOATS_AT * own_V;
    if (!this.open(g)) return own_V;
    return FLOATS_AT * (g + 1 < this.groups ? own_V + pack.groupVoltage_V(g + 1) : 2 * own_V);
  }

  private open(g: i32): bool {
    return g >= 0 && this.fault[slotOf(SensorKind.GROUP_VOLTAGE, g)] == SensorFault.OPEN_WIRE;
  }

  thermistor_degC(slot: i32, temperature_degC: f64, noise_K: f64): f64 {
    const fault = unchecked(this.fault[slot]);
    if (fault == SensorFault.OPEN_WIRE) return COLDEST_DEGC;
    if (fault == SensorFault.SHORT) return HOTTEST_DEGC;
    return this.disturbed(slot, temperature_degC, noise_K);
  }
}
