/** The slow states are planned for blocks of this length; one that ends early follows its plan until then. */
export const BLOCK_S: f64 = 0.1;

/**
 * What all cells of a pack have in common while a block is under way. The ramp of the slow states over time has the shape
 * of the charge transfer's answer, f(t) = B (1 - exp(-t/tau))/(1 - exp(-B/tau)), which is a straight line for the far
 * slower branches; it is f(t) = t where there is no charge transfer.
 */
export class Block {
  private readonly tau_s: f64;
  private readonly scale_s: f64;
  private step_s: f64 = 0;
  private decay: f64 = 1;
  private halfDecay: f64 = 1;
  /** exp(-t/tau) */
  left: f64 = 1;
  /** Since it began: time, charge of the module, and mean square less square of the mean. */
  time_s: f64 = 0;
  charge_C: f64 = 0;
  moved_A2s: f64 = 0;
  /** Integrals of f over the charge and over time. */
  private overCharge_C_s: f64 = 0;
  private overTime_s2: f64 = 0;
  /** Since the charge transfer got its last target: a block that ends early does not give it another one. */
  window_s: f64 = 0;
  /** Does the charge transfer get another target? */
  full: bool = false;

  /** `tau_s` of the charge transfer, 0 without one. */
  constructor(tau_s: f64) {
    this.tau_s = tau_s;
    this.scale_s = tau_s > 0 ? BLOCK_S / (1 - Math.exp(-BLOCK_S / tau_s)) : 0;
  }

  setStep(step_s: f64): void {
    this.step_s = step_s;
    if (!(this.tau_s > 0)) return;
    this.decay = Math.exp(-step_s / this.tau_s);
    this.halfDecay = Math.exp((-0.5 * step_s) / this.tau_s);
  }

  /** f now, and in the middle of the coming step. */
  get ramp_s(): f64 {
    return this.tau_s > 0 ? this.scale_s * (1 - this.left) : this.time_s;
  }

  get middle_s(): f64 {
    return this.tau_s > 0 ? this.scale_s * (1 - this.left * this.halfDecay) : this.time_s + 0.5 * this.step_s;
  }

  /** Another step with this charge. */
  add(charge_C: f64, moved_A2s: f64): void {
    const middle_s = this.middle_s;
    this.moved_A2s += moved_A2s;
    this.overCharge_C_s += charge_C * middle_s;
    this.overTime_s2 += this.step_s * middle_s;
    this.charge_C += charge_C;
    this.time_s += this.step_s;
    this.left *= this.decay;
  }

  /** Integral of f over the module's charge, and over time, less what half of its end gives. */
  get moment_C_s(): f64 {
    return this.overCharge_C_s - 0.5 * this.ramp_s * this.charge_C;
  }

  get bend_s2(): f64 {
    return this.overTime_s2 - 0.5 * this.ramp_s * this.time_s;
  }

  clear(): void {
    this.left = 1;
    this.time_s = 0;
    this.charge_C = 0;
    this.moved_A2s = 0;
    this.overCharge_C_s = 0;
    this.overTime_s2 = 0;
  }
}
