import { BindingLimit } from '../../abi/enumerations';
import { FirmwareParameters } from '../../abi/FirmwareParameters';
import { fade } from '../../math/piecewise';
import { Measurement } from '../measure';
import { Deadline, ticksOf } from '../time';

/** 100 ms of the derating task. */
const PERIOD_S: f32 = 0.1;

/** Part of the full current that temperature, charge, group voltage and power allow: fast down, slow up, the tightest by name. */
export class Derating {
  private readonly parameters: FirmwareParameters;
  private readonly hold: Deadline = new Deadline();
  factor: f32 = 1;
  binding: i32 = BindingLimit.NONE;

  constructor(parameters: FirmwareParameters) {
    this.parameters = parameters;
  }

  /** `soc` of the weakest group, `power`: part of the full current that its power limit leaves. */
  run(measured: Measurement, soc: f32, power: f32, warned: bool): void {
    const p = this.parameters;
    let target: f32 = 1;
    let binding = BindingLimit.NONE;
    const temperature = fade(measured.hottest_degC, p.derateTemperatureStart_degC, p.derateTemperatureEnd_degC);
    if (temperature < target) {
      target = temperature;
      binding = BindingLimit.TEMPERATURE;
    }
    const charge = fade(soc, p.derateSocStart, p.derateSocEnd);
    if (charge < target) {
      target = charge;
      binding = BindingLimit.SOC;
    }
    const voltage = fade(measured.groupMin_V, p.derateGroupVoltageStart_V, p.derateGroupVoltageEnd_V);
    if (voltage < target) {
      target = voltage;
      binding = BindingLimit.GROUP_VOLTAGE;
    }
    // unless proven enough
    if (!(power >= target)) {
      target = power > 0 ? power : 0;
      binding = BindingLimit.POWER;
    }
    if (warned && target > 0.5) {
      target = 0.5;
      binding = BindingLimit.FAULT;
    }
    if (target <= this.factor) {
      this.factor = target;
      this.binding = binding;
      this.hold.clear();
      return;
    }
    this.hold.arm(measured.now, ticksOf(p.derateRecoverHold_s));
    if (!this.hold.reached(measured.now)) return;
    this.factor = min(target, this.factor + p.derateRecoverSlope_per_s * PERIOD_S);
    if (this.factor == target) this.binding = binding;
  }
}
