import { PlantParameters } from '../abi/PlantParameters';
import { Ramp } from './ramp';

/** What the command of the rectifier's current loop is held by. */
export namespace PsuLimit {
  export const NONE: i32 = 0;
  /** 155 % of rated power. */
  export const UPPER: i32 = 1;
  /** Reverse blocking. */
  export const LOWER: i32 = 2;
}

/** Less than this is no current. */
const LEAST_A: f64 = 1e-9;

export namespace PsuOutput {
  export const REGULATING: i32 = 0;
  /** In a straight line to zero. */
  export const FALLING: i32 = 1;
  export const OFF: i32 = 2;
}

/**
 * The rectifier shelf as one equivalent of n modules: PI voltage loop with droop, first-order output lag, power limit,
 * reverse blocking, hold-up energy counted at the output, ORv3 pre-warning.
 *
 *   e = setPoint - droop*i - vS,  u = Kp e + x,  dx/dt = Ki e,  command = clamp(u, 0, Plimit/vS),
 *   di/dt = (command - i)/lag,    dE/dt = Pin - vS*i
 */
export class Psu {
  private readonly moduleGain_A_per_V: f64;
  private readonly moduleIntegral_A_per_Vs: f64;
  private readonly moduleDroop_ohm: f64;
  private readonly modulePower_W: f64;
  private readonly moduleEnergy_J: f64;
  private readonly inputLimit: f64;
  private readonly pulseLimit: f64;
  readonly preWarningDrop_V: f64;
  private readonly preWarningSlew_V_per_us: f64;
  private readonly fallTime_us: f64;
  private readonly nominalSetPoint_V: f64;
  private readonly lag_s: f64;

  modules: i32;
  /** 1/n: what one module gives of the shelf's output. */
  share: f64 = 0;
  // equivalents of the modules that are left
  gain_A_per_V: f64 = 0;
  integralGain_A_per_Vs: f64 = 0;
  droop_ohm: f64 = 0;
  powerLimit_W: f64 = 0;
  /** The most that the output may give while the input walks in. */
  private admitted_W: f64 = Infinity;
  inputMax_W: f64 = 0;
  energyMax_J: f64 = 0;

  current_A: f64 = 0;
  integral_A: f64 = 0;
  energy_J: f64 = 0;
  /** Taken from the utility since the start of the run. */
  taken_J: f64 = 0;
  /** Highest output power of one module. */
  moduleMost_W: f64 = 0;
  limit: i32 = PsuLimit.NONE;
  /** The limit that the last step was on, arrived at or left, and the deviation in its middle. */
  bound: i32 = PsuLimit.NONE;
  deviation_V: f64 = 0;
  output: i32 = PsuOutput.REGULATING;
  tripped: bool = false;
  preWarning: bool = false;
  // coefficients of the implicit midpoint for a step of `preparedStep_s`
  private preparedStep_s: f64 = 0;
  /** h/(2 lag) */
  q: f64 = 0;
  /** 1/(1 + q) */
  lagScale: f64 = 0;
  /** G = Kp + Ki h/2 */
  stepGain_A_per_V: f64 = 0;
  /** 1/(1 + q + q G D), and q G times that: the slope of the current against vS */
  freeScale: f64 = 0;
  /** q/(1 + q + q G D) */
  freeIntegral: f64 = 0;
  freeSlope_S: f64 = 0;
  private setPoint: Ramp = new Ramp();
  private fall: Ramp = new Ramp();
  /** When a falling output reaches zero; infinity when it does not fall. */
  fallEnd_us: f64 = Infinity;

  constructor(parameters: PlantParameters) {
    this.modules = parameters.psuModules;
    this.moduleGain_A_per_V = parameters.psuLoopGain_A_per_V;
    this.moduleIntegral_A_per_Vs = parameters.psuLoopIntegral_A_per_Vs;
    this.modulePower_W = parameters.psuModulePower_W;
    this.moduleEnergy_J = parameters.psuHoldUpEnergy_J;
    this.inputLimit = parameters.psuInputLimit_ratio;
    this.pulseLimit = parameters.psuPulseLimit_ratio;
    this.preWarningDrop_V = parameters.psuPreWarningDrop_V;
    this.preWarningSlew_V_per_us = parameters.psuPreWarningSlew_V_per_s * 1e-6;
    this.fallTime_us = parameters.psuFallTime_s * 1e6;
    this.nominalSetPoint_V = parameters.psuSetPoint_V;
    this.lag_s = parameters.psuLag_s;
    // the droop voltage belongs to the rated current of one module at nominal voltage
    this.moduleDroop_ohm = parameters.psuDroopVoltage_V / (this.modulePower_W / parameters.busNominal_V);
    this.setPoint.hold(this.nominalSetPoint_V);
    this.scale();
    this.energy_J = this.energyMax_J;
  }

  /** n units: currents, gains, powers and energies add, droop divides. */
  private scale(): void {
    const n = <f64>this.modules;
    this.share = n > 0 ? 1 / n : 0;
    this.gain_A_per_V = n * this.moduleGain_A_per_V;
    this.integralGain_A_per_Vs = n * this.moduleIntegral_A_per_Vs;
    this.droop_ohm = n > 0 ? this.moduleDroop_ohm / n : 0;
    this.powerLimit_W = min(n * this.modulePower_W * this.pulseLimit, this.admitted_W);
    this.inputMax_W = n * this.modulePower_W * this.inputLimit;
    this.energyMax_J = n * this.moduleEnergy_J;
    this.preparedStep_s = 0;
  }

  get held(): bool {
    return this.admitted_W < Infinity;
  }

  /** Holds the output to `power_W`; infinity lifts that. */
  admit(power_W: f64): void {
    this.admitted_W = power_W;
    this.powerLimit_W = min(<f64>this.modules * this.modulePower_W * this.pulseLimit, power_W);
  }

  prepare(step_s: f64): void {
    if (step_s == this.preparedStep_s) return;
    this.preparedStep_s = step_s;
    this.q = step_s / (2 * this.lag_s);
    this.lagScale = 1 / (1 + this.q);
    this.stepGain_A_per_V = this.gain_A_per_V + 0.5 * step_s * this.integralGain_A_per_Vs;
    const qg = this.q * this.stepGain_A_per_V;
    this.freeScale = 1 / (1 + this.q + qg * this.droop_ohm);
    this.freeIntegral = this.q * this.freeScale;
    this.freeSlope_S = qg * this.freeScale;
  }

  /**
   * Takes back what the integral part x moved too far in a step of `step_s` that was on a limit c of the command, arrived
   * there or left it; `vS_V` is the end of the step. While the deviation e pushes the command beyond, x rests; so it moves in the part of
   * the step in which u = Kp e + x is inside. And where u would come back inside at rest, but not with x moving on, it
   * slides along the limit: x = c - Kp e.
   */
  moveIntegral(step_s: f64, setPoint_V: f64, vS_V: f64): void {
    const middle_V = this.deviation_V;
    const upper = this.bound == PsuLimit.UPPER;
    const sign: f64 = upper ? 1 : -1;
    if (!(sign * middle_V > 0)) return;
    const end_V = setPoint_V - this.droop_ohm * this.current_A - vS_V;
    const free_A = step_s * this.integralGain_A_per_Vs * middle_V;
    const x = this.integral_A - free_A;
    const limit_A = upper ? this.powerLimit_W / vS_V : 0;
    // how far beyond the limit u is with x at rest, at the beginning and at the end
    const begin_A = sign * (x + this.gain_A_per_V * (2 * middle_V - end_V) - limit_A);
    const end_A = sign * (x + this.gain_A_per_V * end_V - limit_A);
    let moved_A: f64 = 0;
    if (end_A < 0) {
      const inside = begin_A > 0 ? end_A / (end_A - begin_A) : 1;
      moved_A = sign * min(sign * inside * free_A, -end_A);
    } else if (begin_A < 0) moved_A = (free_A * begin_A) / (begin_A - end_A);
    this.integral_A = x + moved_A;
  }

  /** Nothing moves by the clock: set point at rest, output not falling. */
  restsAt(now_us: f64): bool {
    return now_us >= this.setPoint.end_us && this.output != PsuOutput.FALLING;
  }

  /** A current that decays behind a blocked output ends at zero: denormals are slow, and never at rest. */
  comeToRest(): void {
    if (this.current_A < LEAST_A && this.current_A > -LEAST_A) this.current_A = 0;
  }

  setPoint_V(now_us: f64): f64 {
    return this.setPoint.at(now_us);
  }

  /** Output current while falling or off. */
  fallingCurrent_A(now_us: f64): f64 {
    return this.output == PsuOutput.FALLING ? this.fall.at(now_us) : 0;
  }

  /** The output dies: straight line to zero. */
  beginFall(now_us: f64): void {
    if (this.output != PsuOutput.REGULATING) return;
    this.output = PsuOutput.FALLING;
    this.fall.hold(this.current_A);
    if (this.fallTime_us > 0 && this.current_A > 0) {
      this.fall.begin(now_us, 0, this.current_A / this.fallTime_us);
      this.fallEnd_us = this.fall.end_us;
    } else this.endFall();
  }

  endFall(): void {
    this.output = PsuOutput.OFF;
    this.fallEnd_us = Infinity;
    this.current_A = 0;
  }

  trip(now_us: f64): void {
    this.tripped = true;
    this.beginFall(now_us);
  }

  /** An output that died for want of energy, and comes back when the store is full. */
  get refills(): bool {
    return this.output == PsuOutput.OFF && !this.tripped && this.modules > 0;
  }

  /** The store is full to the last bit: the output comes back. */
  refilled(now_us: f64): void {
    this.taken_J += this.energyMax_J - this.energy_J;
    this.energy_J = this.energyMax_J;
    if (this.preWarning) this.endPreWarning(now_us);
    this.restart();
  }

  /** A tripped output comes back when told, an exhausted one when the store is full. */
  restart(): void {
    this.tripped = false;
    this.output = PsuOutput.REGULATING;
    this.fallEnd_us = Infinity;
    this.limit = PsuLimit.LOWER;
    this.current_A = 0;
    this.integral_A = 0;
  }

  /**
   * `count` modules die and take their share of current, integral and energy with them at once.
   * Returns the hold-up energy that went with them, in joule.
   */
  failModules(count: i32): f64 {
    const left = max(0, this.modules - count);
    const share = this.modules > 0 ? <f64>left / <f64>this.modules : 0;
    const lost_J = this.energy_J * (1 - share);
    this.modules = left;
    this.current_A *= share;
    this.integral_A *= share;
    this.energy_J *= share;
    this.fall.scale(share);
    this.scale();
    if (left == 0) this.endFall();
    return lost_J;
  }

  /** Half of the hold-up energy is gone: the set point falls. */
  beginPreWarning(now_us: f64): void {
    this.preWarning = true;
    this.setPoint.begin(now_us, this.nominalSetPoint_V - this.preWarningDrop_V, this.preWarningSlew_V_per_us);
  }

  endPreWarning(now_us: f64): void {
    this.preWarning = false;
    this.setPoint.begin(now_us, this.nominalSetPoint_V, this.preWarningSlew_V_per_us);
  }
}
