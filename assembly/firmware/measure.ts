import { Line, Quantity, Sensor, THERMISTORS } from '../abi/enumerations';
import { FirmwareParameters } from '../abi/FirmwareParameters';
import { ProtectionRecord } from '../abi/ProtectionRecord';
import { Sample } from '../abi/Sample';
import { size } from '../math/piecewise';
import { CODES, FastState, isNoNumber, STORAGE_SHIFT } from './fastState';

export const BUS_CODES: f32 = 4096;
/** 4,096 as bits: what is not below as an unsigned number is negative, too large, or none. */
const BUS_BITS: u32 = 0x45800000;
const FAST_SENSORS: u32 = Sensor.BUS_VOLTAGE | Sensor.MODULE_CURRENT | Sensor.STORAGE_VOLTAGE;
/** Code of the link voltage, behind those of shunt and storage. */
const LINK_SHIFT: u64 = 32;
/** Volts and kelvin in one code of the slow sensors. */
export const GROUP_LSB_V: f32 = 100e-6;
export const THERMISTOR_LSB_K: f32 = 0.01;
/** Ages stop growing here, long before the clock comes round to them. */
const OLDEST: u32 = 0x40000000;

/**
 * Raw codes to engineering units, with the age of each sensor in ticks. A sample that is marked invalid, or that no
 * converter can have made, is no sample: the last good value stands and grows old.
 */
export class Measurement {
  private readonly sample: Sample;
  private readonly fast: FastState;
  lines: u32 = 0;
  private busFresh: u32 = 0;
  private moduleFresh: u32 = 0;
  private shareFresh: u32 = 0;
  /** Amperes in one code of the shunt. */
  readonly currentLsb_A: f32;

  private readonly groups: i32;
  groupMin_V: f32 = 0;
  groupMax_V: f32 = 0;
  coldest_degC: f32 = 0;
  hottest_degC: f32 = 0;
  groupSequence: u32 = 0;
  private groupFresh: u32 = 0;
  thermistorSequence: u32 = 0;
  private thermistorFresh: u32 = 0;
  // at the last look of the 10 ms task, and how fast they moved since the one before
  private trendAt: u32 = 0;
  private trendStorage_V: f32 = 0;
  private trendCurrent_A: f32 = 0;
  private storageSlope_V: f32 = 0;
  private currentSlope_A: f32 = 0;

  constructor(parameters: FirmwareParameters, sample: Sample, fast: FastState) {
    this.sample = sample;
    this.fast = fast;
    fast.busLsb_V = parameters.busVoltageFullScale_V / BUS_CODES;
    this.currentLsb_A = parameters.moduleCurrentFullScale_A / 32768;
    fast.storageLsb_V = parameters.storageVoltageFullScale_V / 65536;
    this.groups = parameters.groupCount;
  }

  /** The clock may begin anywhere: nothing is older than the first tick. */
  begin(): void {
    const now = this.sample.time_ticks;
    this.busFresh = now;
    this.moduleFresh = now;
    this.fast.allFresh = now;
    this.groupFresh = now;
    this.thermistorFresh = now;
    this.shareFresh = now;
    this.look();
    this.slow();
  }

  /** What the black box keeps of it, as codes. */
  keep(record: ProtectionRecord): void {
    const s = this.sample;
    record.time_ticks = this.now;
    record.moduleCurrent_code = s.moduleCurrent_code;
    record.storageVoltage_code = s.storageVoltage_code;
    record.linkVoltage_code = s.linkVoltage_code;
    record.groupMin_code = <u16>nearest(this.groupMin_V / GROUP_LSB_V);
    record.groupMax_code = <u16>nearest(this.groupMax_V / GROUP_LSB_V);
    record.coldest_code = <i16>nearest(this.coldest_degC / THERMISTOR_LSB_K);
    record.hottest_code = <i16>nearest(this.hottest_degC / THERMISTOR_LSB_K);
  }

  get now(): u32 {
    return this.fast.now;
  }

  get bus_V(): f32 {
    return this.fast.bus_V;
  }

  /** Sum of the capacitor modules' currents, and mean of the battery modules', on the share line. */
  get shareCbu_A(): f32 {
    return this.fast.shareCbu_A;
  }

  get shareBbu_A(): f32 {
    return this.fast.shareBbu_A;
  }

  get moduleSequence(): u32 {
    return this.fast.moduleSequence;
  }

  /** Volts in one code of the storage voltage. */
  get storageLsb_V(): f32 {
    return this.fast.storageLsb_V;
  }

  /** Of the shunt, for the coulomb counter. */
  get current_code(): i32 {
    return <i32>(<i16>this.fast.codes);
  }

  get current_A(): f32 {
    return <f32>this.current_code * this.currentLsb_A;
  }

  get storage_V(): f32 {
    return <f32>(<i32>(<u16>(this.fast.codes >> STORAGE_SHIFT))) * this.fast.storageLsb_V;
  }

  /** One code of the sensor behind a quantity, in its unit; 0: it is no code. */
  lsbOf(quantity: i32): f32 {
    if (quantity <= Quantity.GROUP_MIN_V) return GROUP_LSB_V;
    if (quantity <= Quantity.COLDEST_CHARGING_DEGC) return THERMISTOR_LSB_K;
    if (quantity <= Quantity.SHORT_A) return this.currentLsb_A;
    return quantity == Quantity.STORAGE_V ? this.storageLsb_V : 0;
  }

  /** Converter side of the main contactor. */
  get link_V(): f32 {
    return <f32>(<i32>(<u16>(this.fast.codes >> LINK_SHIFT))) * this.fast.storageLsb_V;
  }

  /** The highest bus voltage that is a sample. */
  get busMost_V(): f32 {
    return (BUS_CODES - 1) * this.fast.busLsb_V;
  }

  /**
   * Every fast tick that is not as calm as the one before (fastState.ts). Returns true when all fast sensors and the
   * share line brought something new that counts: the way it nearly always is.
   */
  @inline
  look(): bool {
    const s = this.sample;
    const now = s.time_ticks;
    this.fast.now = now;
    this.lines = s.lines;
    const bus = s.busVoltage_code;
    const busSequence = s.busVoltageSequence;
    const moduleSequence = s.moduleSequence;
    const shareSequence = s.shareSequence;
    const cbu_A = s.shareCbu_A;
    const bbu_A = s.shareBbu_A;
    if ((s.valid & FAST_SENSORS) == FAST_SENSORS)
      if (busSequence != this.fast.busSequence)
        if (moduleSequence != this.fast.moduleSequence)
          if (shareSequence != this.fast.shareSequence)
            if (reinterpret<u32>(bus) < BUS_BITS)
              if (!isNoNumber(cbu_A + bbu_A)) {
                this.fast.busSequence = busSequence;
                this.fast.bus_V = bus * this.fast.busLsb_V;
                this.fast.moduleSequence = moduleSequence;
                this.fast.codes = load<u64>(s.address, CODES);
                this.fast.shareSequence = shareSequence;
                this.fast.shareCbu_A = cbu_A;
                this.fast.shareBbu_A = bbu_A;
                this.fast.allFresh = now;
                return true;
              }
    this.slowLook(s, now);
    return false;
  }

  /** The same where something is missing: each sensor for itself. */
  private slowLook(s: Sample, now: u32): void {
    if (s.busVoltageSequence != this.fast.busSequence) {
      const code = s.busVoltage_code;
      // half a code of noise lies outside when quantisation is off; NaN lies nowhere
      if (code > -1 && code < BUS_CODES && this.valid(Sensor.BUS_VOLTAGE)) {
        this.fast.busSequence = s.busVoltageSequence;
        this.busFresh = now;
        this.fast.bus_V = code * this.fast.busLsb_V;
      }
    }
    if (s.moduleSequence != this.fast.moduleSequence) {
      this.fast.moduleSequence = s.moduleSequence;
      if (this.valid(Sensor.MODULE_CURRENT | Sensor.STORAGE_VOLTAGE)) {
        this.moduleFresh = now;
        this.fast.codes = load<u64>(s.address, CODES);
      }
    }
    if (s.shareSequence != this.fast.shareSequence) {
      const cbu_A = s.shareCbu_A;
      const bbu_A = s.shareBbu_A;
      this.fast.shareSequence = s.shareSequence;
      if (isNoNumber(cbu_A) || isNoNumber(bbu_A)) return;
      this.shareFresh = now;
      this.fast.shareCbu_A = cbu_A;
      this.fast.shareBbu_A = bbu_A;
    }
  }

  /** Every 10 ms: group voltages and thermistors. */
  slow(): void {
    const s = this.sample;
    const now = this.fast.now;
    if (s.groupSequence != this.groupSequence && this.valid(Sensor.GROUP_VOLTAGE)) {
      this.groupSequence = s.groupSequence;
      this.groupFresh = now;
      let low: f32 = Infinity;
      let high: f32 = -Infinity;
      for (let g = 0; g < this.groups; g++) {
        const v = <f32>s.groupVoltage_code(g) * GROUP_LSB_V;
        low = min(low, v);
        high = max(high, v);
      }
      this.groupMin_V = low;
      this.groupMax_V = high;
    }
    if (s.thermistorSequence != this.thermistorSequence && this.valid(Sensor.THERMISTOR)) {
      this.thermistorSequence = s.thermistorSequence;
      this.thermistorFresh = now;
      let low: f32 = Infinity;
      let high: f32 = -Infinity;
      for (let k = 0; k < THERMISTORS; k++) {
        const t = <f32>s.thermistor_code(k) * THERMISTOR_LSB_K;
        low = min(low, t);
        high = max(high, t);
      }
      this.coldest_degC = low;
      this.hottest_degC = high;
    }
    this.busFresh = oldest(now, this.busFresh);
    this.moduleFresh = oldest(now, this.moduleFresh);
    this.groupFresh = oldest(now, this.groupFresh);
    this.thermistorFresh = oldest(now, this.thermistorFresh);
    this.shareFresh = oldest(now, this.shareFresh);
    this.fast.allFresh = oldest(now, this.fast.allFresh);
  }

  /** Every 10 ms: how fast the storage side moves, ripple aside. */
  trend(): void {
    const ticks = <f32>(this.fast.now - this.trendAt);
    if (ticks > 0) {
      this.storageSlope_V = size(this.storage_V - this.trendStorage_V) / ticks;
      this.currentSlope_A = size(this.current_A - this.trendCurrent_A) / ticks;
    }
    this.trendAt = this.fast.now;
    this.trendStorage_V = this.storage_V;
    this.trendCurrent_A = this.current_A;
  }

  /** Further than this the storage voltage, or current, does not come in `ticks`: twice its slope, and two codes. */
  storageReach_V(ticks: u32): f32 {
    return 2 * (this.storageSlope_V * <f32>ticks + this.fast.storageLsb_V);
  }

  currentReach_A(ticks: u32): f32 {
    return 2 * (this.currentSlope_A * <f32>ticks + this.currentLsb_A);
  }

  line(bit: u32): bool {
    return (this.lines & bit) != 0;
  }

  /** All of these sensors call themselves valid. */
  valid(sensors: u32): bool {
    return (this.sample.valid & sensors) == sensors;
  }

  /** Ticks since the older of the two fast sensors last was fresh. */
  get fastAge(): u32 {
    return min(this.fast.now - this.fast.allFresh, max(this.fast.now - this.busFresh, this.fast.now - this.moduleFresh));
  }

  /** Ticks since the older of the two slow sensors last was fresh. */
  get slowAge(): u32 {
    return max(this.fast.now - this.groupFresh, this.fast.now - this.thermistorFresh);
  }

  /** Ticks since the share line last spoke; a line that says of itself that it is lost is as old as can be. */
  get shareAge(): u32 {
    return this.line(Line.SHARE_VALID) ? min(this.fast.now - this.shareFresh, this.fast.now - this.fast.allFresh) : OLDEST;
  }
}

/** When a sensor last was fresh, or as long ago as is told apart. */
function oldest(now: u32, fresh: u32): u32 {
  return now - fresh > OLDEST ? now - OLDEST : fresh;
}
