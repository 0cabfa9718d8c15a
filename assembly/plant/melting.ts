/**
 * What melts when it carries too much for too long: a fuse, a precharge resistor. Its heat is told as the square of the
 * current that would hold it there,
 *
 *   dh/dt = (i^2 - h)/tau,   melted at h = (ratio*rating)^2,   tau = melting integral/(ratio*rating)^2
 *
 * so that a short pulse melts it at the cold integral, a constant current i at t = -tau ln(1 - (ratio*rating/i)^2), and
 * what stays below ratio*rating never.
 */
export class Melting {
  private readonly limit_A2: f64;
  private readonly tau_s: f64;
  private heat_A2: f64 = 0;
  private step_s: f64 = 0;
  private gain: f64 = 0;

  constructor(rating_A: f64, ratio: f64, melting_A2s: f64) {
    const limit_A2 = rating_A * rating_A * ratio * ratio;
    this.limit_A2 = limit_A2;
    this.tau_s = melting_A2s / limit_A2;
  }

  /** `step_s` at the mean square `square_A2`. True: it has melted. */
  warm(square_A2: f64, step_s: f64): bool {
    if (step_s != this.step_s) {
      this.step_s = step_s;
      this.gain = 1 - Math.exp(-step_s / this.tau_s);
    }
    const heat_A2 = this.heat_A2 + (square_A2 - this.heat_A2) * this.gain;
    // decaying heat ends at zero: denormals cost 45 %
    this.heat_A2 = heat_A2 > 1e-12 ? heat_A2 : 0;
    return heat_A2 >= this.limit_A2;
  }
}
