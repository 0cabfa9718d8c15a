import { Sensor } from '../../abi/enumerations';
import { FirmwareParameters } from '../../abi/FirmwareParameters';
import { Measurement } from '../measure';
import { Monitor } from './monitor';
import { Quantity, Rate, rulesOf, Severity } from './rules';

/** Below this a module counts as charging. */
const CHARGING_A: f32 = -0.5;

/** All monitors of one module, and what they add up to. */
export class Guard {
  private readonly monitors: StaticArray<Monitor>;
  private readonly measured: Measurement;
  private readonly fastRows: i32;
  /** Bits by Protection: rows that opened, rows that limit. */
  faults: u32 = 0;
  warnings: u32 = 0;
  firstTrip: i32 = -1;
  firstTripTime: u32 = 0;

  constructor(kind: i32, parameters: FirmwareParameters, measured: Measurement) {
    const rules = rulesOf(kind, parameters);
    const monitors = new StaticArray<Monitor>(rules.length);
    let fastRows = 0;
    for (let k = 0; k < rules.length; k++) {
      monitors[k] = new Monitor(rules[k]);
      // fast rows stand first in the table
      if (rules[k].rate == Rate.FAST) fastRows++;
    }
    this.monitors = monitors;
    this.measured = measured;
    this.fastRows = fastRows;
  }

  /** The rows of the fast task. */
  fast(): void {
    for (let k = 0; k < this.fastRows; k++) this.look(unchecked(this.monitors[k]));
  }

  /** The rows of a slower task. */
  at(rate: i32): void {
    for (let k = this.fastRows; k < this.monitors.length; k++) {
      const monitor = unchecked(this.monitors[k]);
      if (monitor.rule.rate == rate) this.look(monitor);
    }
  }

  private look(monitor: Monitor): void {
    const m = this.measured;
    let value: f32 = 0;
    let sequence: u32 = m.now;
    let valid: bool = true;
    switch (monitor.rule.quantity) {
      case Quantity.GROUP_MAX_V:
        value = m.groupMax_V;
        sequence = m.groupSequence;
        valid = m.valid(Sensor.GROUP_VOLTAGE);
        break;
      case Quantity.GROUP_MIN_V:
        value = m.groupMin_V;
        sequence = m.groupSequence;
        valid = m.valid(Sensor.GROUP_VOLTAGE);
        break;
      case Quantity.HOTTEST_DEGC:
        value = m.hottest_degC;
        sequence = m.thermistorSequence;
        valid = m.valid(Sensor.THERMISTOR);
        break;
      case Quantity.COLDEST_DEGC:
        value = m.coldest_degC;
        sequence = m.thermistorSequence;
        valid = m.valid(Sensor.THERMISTOR);
        break;
      case Quantity.HOTTEST_CHARGING_DEGC:
        value = m.current_A < CHARGING_A ? m.hottest_degC : -Infinity;
        sequence = m.thermistorSequence;
        valid = m.valid(Sensor.THERMISTOR);
        break;
      case Quantity.COLDEST_CHARGING_DEGC:
        value = m.current_A < CHARGING_A ? m.coldest_degC : Infinity;
        sequence = m.thermistorSequence;
        valid = m.valid(Sensor.THERMISTOR);
        break;
      case Quantity.CURRENT_A:
        value = m.current_A;
        sequence = m.moduleSequence;
        valid = m.valid(Sensor.MODULE_CURRENT);
        break;
      case Quantity.STORAGE_V:
        value = m.storage_V;
        sequence = m.moduleSequence;
        valid = m.valid(Sensor.STORAGE_VOLTAGE);
        break;
      case Quantity.FAST_AGE:
        value = <f32>m.fastAge();
        valid = m.fastValid;
        break;
      case Quantity.SLOW_AGE:
        value = <f32>m.slowAge();
        break;
    }
    if (monitor.look(value, sequence, valid, m.now)) this.gather(monitor);
  }

  /** A row changed: the bits anew, because two rows may share one. */
  private gather(changed: Monitor): void {
    if (changed.tripped && changed.rule.severity == Severity.OPEN && this.firstTrip < 0) {
      this.firstTrip = changed.rule.id;
      this.firstTripTime = this.measured.now;
    }
    this.faults = 0;
    this.warnings = 0;
    for (let k = 0; k < this.monitors.length; k++) {
      const monitor = unchecked(this.monitors[k]);
      if (!monitor.tripped) continue;
      if (monitor.rule.severity == Severity.OPEN) this.faults |= 1 << monitor.rule.id;
      else this.warnings |= 1 << monitor.rule.id;
    }
  }
}
