import { FirmwareParameters } from '../../abi/FirmwareParameters';
import { decay } from '../../math/elementary';
import { fade, size } from '../../math/piecewise';
import { Calibration } from '../calibration/calibration';
import { Prediction } from './prediction';

/** Halvings of the interval: a limit is known to 1/512 of the largest. */
const HALVINGS: i32 = 9;
/** The pack's current stays this far below its overcurrent trip. */
const CURRENT_MARGIN: f32 = 0.93;
/** What the prediction keeps from the limits: part of the voltage lost inside, more a kelvin below 25 degC, of the warming, and absolute (K). */
const LOSS_MARGIN: f32 = 0.12;
const LOSS_MARGIN_PER_K: f32 = 0.011;
const HEAT_MARGIN: f32 = 0.2;
const VOLTAGE_MARGIN_V: f32 = 0.01;
const TEMPERATURE_MARGIN_K: f32 = 1;
/** Below this the voltage falls too steeply to be predicted (K). */
const SOC_LEAST: f32 = 0.03;
/** Of the converter at full power: pack to bus. */
export const EFFICIENCY: f32 = 0.97;
/** Longest run time that is told. */
const LONGEST_S: f32 = 86400;
const RUN_STEPS: i32 = 24;
const RUN_STEPS_MOST: i32 = 48;

/** What a group may come to. */
export class Bounds {
  readonly parameters: FirmwareParameters;
  readonly groups: f32;
  readonly rated_As: f32;
  readonly discharge_A: f32;
  readonly charge_A: f32;

  constructor(p: FirmwareParameters) {
    this.parameters = p;
    this.groups = <f32>p.groupCount;
    this.rated_As = 3600 * p.ratedCapacity_Ah;
    this.discharge_A = CURRENT_MARGIN * p.dischargeCurrentMax_A;
    this.charge_A = CURRENT_MARGIN * p.chargeCurrentMax_A;
  }

  /** Is `at`, which was warmer than `begin_degC` by its own heat alone, still inside? */
  hold(at: Prediction, begin_degC: f32, open_V: f32): bool {
    const p = this.parameters;
    const lost_V = (LOSS_MARGIN + LOSS_MARGIN_PER_K * max<f32>(0, 25 - begin_degC)) * size(open_V - at.voltage_V) + VOLTAGE_MARGIN_V;
    const hottest_degC = at.hottest_degC + HEAT_MARGIN * (at.temperature_degC - begin_degC) + TEMPERATURE_MARGIN_K;
    if (at.current_A >= 0) {
      if (!(at.voltage_V - lost_V >= p.cellUndervoltageWarning_V)) return false;
      return at.current_A <= this.discharge_A && hottest_degC <= p.dischargeTemperatureMax_degC && at.soc >= SOC_LEAST;
    }
    if (!(at.voltage_V + lost_V <= p.cellOvervoltageWarning_V)) return false;
    return -at.current_A <= this.charge_A && hottest_degC <= p.chargeTemperatureMax_degC && at.soc <= 1;
  }

  /** Does derating leave the converter what it delivers there? */
  derates(at: Prediction, power_W: f32): bool {
    const p = this.parameters;
    let part = fade(at.hottest_degC, p.derateTemperatureStart_degC, p.derateTemperatureEnd_degC);
    part = min(part, fade(at.soc, p.derateSocStart, p.derateSocEnd));
    part = min(part, fade(at.voltage_V, p.derateGroupVoltageStart_V, p.derateGroupVoltageEnd_V));
    return EFFICIENCY * power_W * this.groups > part * p.bbuCurrentLimit_A * p.bbuSetPoint_V;
  }
}

/** The largest constant power over a horizon, discharging or charging, by bisection on the predicted end. */
export class PowerLimit {
  private readonly cell: Calibration;
  private readonly bounds: Bounds;
  private readonly at: Prediction;
  private readonly steps: i32;
  private readonly span_s: f32;
  private readonly left1: f32;
  private readonly left2: f32;
  private readonly sign: f32;
  /** Of the module, at the pack. */
  power_W: f32 = 0;
  /** It is the pack's largest current that binds. */
  full: bool = false;

  /** `sign`: 1 discharging, -1 charging. */
  constructor(cell: Calibration, bounds: Bounds, at: Prediction, horizon_s: f32, steps: i32, sign: f32) {
    this.cell = cell;
    this.bounds = bounds;
    this.at = at;
    this.steps = steps;
    this.span_s = horizon_s / <f32>steps;
    this.left1 = decay(this.span_s / cell.tau1_s);
    this.left2 = decay(this.span_s / cell.tau2_s);
    this.sign = sign;
  }

  /** From where `begin` stands; `derating`: so much that derating does not take it away on the way. */
  find(begin: Prediction, derating: bool): void {
    const bounds = this.bounds;
    const most_A = this.sign > 0 ? bounds.discharge_A : bounds.charge_A;
    let low: f32 = 0;
    let high: f32 = most_A * (this.cell.openCircuit_V(begin.soc) + 0.2);
    this.full = false;
    for (let k = 0; k < HALVINGS; k++) {
      const middle: f32 = 0.5 * (low + high);
      if (this.holds(begin, middle, derating)) low = middle;
      else high = middle;
    }
    // within a step of the largest current
    if (this.holds(begin, low, derating)) this.full = this.at.current_A * this.sign > 0.97 * most_A;
    this.power_W = low * bounds.groups;
  }

  private holds(begin: Prediction, power_W: f32, derating: bool): bool {
    const at = this.at;
    const bounds = this.bounds;
    at.copy(begin);
    for (let k = 0; k <= this.steps; k++) {
      if (k > 0) at.advance(this.span_s, this.left1, this.left2);
      if (!at.load(this.sign * power_W)) return false;
      if (!bounds.hold(at, begin.temperature_degC, this.cell.openCircuit_V(at.soc) + at.shift_V)) return false;
      if (derating && bounds.derates(at, power_W)) return false;
    }
    return true;
  }

  /** How long `power_W` of the module can be discharged, s. */
  runTime_s(begin: Prediction, power_W: f32): f32 {
    const at = this.at;
    const cell = this.cell;
    const bounds = this.bounds;
    const group_W = power_W / bounds.groups;
    const store_Ws = bounds.rated_As * begin.soc * cell.openCircuit_V(0.5 * begin.soc);
    if (!(store_Ws > 0)) return 0;
    const span_s = store_Ws / group_W / <f32>RUN_STEPS;
    if (!(span_s * <f32>RUN_STEPS < LONGEST_S)) return LONGEST_S;
    const left1 = decay(span_s / cell.tau1_s);
    const left2 = decay(span_s / cell.tau2_s);
    at.copy(begin);
    for (let k = 0; k < RUN_STEPS_MOST; k++) {
      if (!at.load(group_W) || !bounds.hold(at, begin.temperature_degC, cell.openCircuit_V(at.soc) + at.shift_V)) return span_s * <f32>k;
      at.advance(span_s, left1, left2);
    }
    return span_s * <f32>RUN_STEPS_MOST;
  }
}
