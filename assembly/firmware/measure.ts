import { Line, Sensor, THERMISTORS } from '../abi/enumerations';
import { FirmwareParameters } from '../abi/FirmwareParameters';
import { Sample } from '../abi/Sample';

const GROUP_LSB_V: f32 = 100e-6;
const THERMISTOR_LSB_K: f32 = 0.01;

/** Raw codes to engineering units, with the age of each sensor in ticks. */
export class Measurement {
  private readonly sample: Sample;
  private readonly busLsb_V: f32;
  private readonly currentLsb_A: f32;
  private readonly storageLsb_V: f32;
  private readonly groups: i32;

  now: u32 = 0;
  lines: u32 = 0;
  bus_V: f32 = 0;
  current_A: f32 = 0;
  storage_V: f32 = 0;
  groupMin_V: f32 = 0;
  groupMax_V: f32 = 0;
  coldest_degC: f32 = 0;
  hottest_degC: f32 = 0;
  private busSequence: u32 = 0;
  private busFresh: u32 = 0;
  moduleSequence: u32 = 0;
  private moduleFresh: u32 = 0;
  groupSequence: u32 = 0;
  private groupFresh: u32 = 0;
  thermistorSequence: u32 = 0;
  private thermistorFresh: u32 = 0;
  private shareSequence: u32 = 0;
  private shareFresh: u32 = 0;

  constructor(parameters: FirmwareParameters, sample: Sample) {
    this.sample = sample;
    this.busLsb_V = parameters.busVoltageFullScale_V / 4096;
    this.currentLsb_A = parameters.moduleCurrentFullScale_A / 32768;
    this.storageLsb_V = parameters.storageVoltageFullScale_V / 65536;
    this.groups = parameters.groupCount;
  }

  /** Amperes in one code of the shunt. */
  get currentLsb(): f32 {
    return this.currentLsb_A;
  }

  /** Every fast tick. Returns the code of the storage current for the coulomb counter. */
  fast(): i32 {
    const s = this.sample;
    const now = s.time_ticks;
    this.now = now;
    this.lines = s.lines;
    this.bus_V = s.busVoltage_code * this.busLsb_V;
    const code = <i32>s.moduleCurrent_code;
    this.current_A = <f32>code * this.currentLsb_A;
    this.storage_V = <f32>s.storageVoltage_code * this.storageLsb_V;
    if (s.busVoltageSequence != this.busSequence) {
      this.busSequence = s.busVoltageSequence;
      this.busFresh = now;
    }
    if (s.moduleSequence != this.moduleSequence) {
      this.moduleSequence = s.moduleSequence;
      this.moduleFresh = now;
    }
    if (s.shareSequence != this.shareSequence) {
      this.shareSequence = s.shareSequence;
      this.shareFresh = now;
    }
    return code;
  }

  /** Every 10 ms: group voltages and thermistors. */
  slow(): void {
    const s = this.sample;
    if (s.groupSequence != this.groupSequence) {
      this.groupSequence = s.groupSequence;
      this.groupFresh = this.now;
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
    if (s.thermistorSequence != this.thermistorSequence) {
      this.thermistorSequence = s.thermistorSequence;
      this.thermistorFresh = this.now;
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
  }

  line(bit: u32): bool {
    return (this.lines & bit) != 0;
  }

  valid(sensor: u32): bool {
    return (this.sample.valid & sensor) != 0;
  }

  /** Ticks since the older of the two fast sensors last was fresh. */
  fastAge(): u32 {
    return max(this.now - this.busFresh, this.now - this.moduleFresh);
  }

  /** Ticks since the older of the two slow sensors last was fresh. */
  slowAge(): u32 {
    return max(this.now - this.groupFresh, this.now - this.thermistorFresh);
  }

  /** Sum of the capacitor modules' currents on the share line. */
  get shareCbu_A(): f32 {
    return this.sample.shareCbu_A;
  }

  /** Mean of the battery modules' currents on the share line. */
  get shareBbu_A(): f32 {
    return this.sample.shareBbu_A;
  }

  /** Does the share line speak? */
  shareAlive(timeout_ticks: u32): bool {
    return this.line(Line.SHARE_VALID) && this.now - this.shareFresh <= timeout_ticks;
  }

  get fastValid(): bool {
    const both = Sensor.BUS_VOLTAGE | Sensor.MODULE_CURRENT;
    return (this.sample.valid & both) == both;
  }
}
