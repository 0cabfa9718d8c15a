import { Air, CONDUCTION_W_PER_K } from './air';
import { SLOW_BYTES, Slow } from './layout';

/** Heat of the cells, passed on along rows: those of equal index in their groups. Air enters at the first group. */
export class Heat {
  private readonly groups: i32;
  private readonly parallel: i32;
  private readonly heatCapacity_J_per_K: f64;
  readonly air: Air;
  /** Of each row: the air that the next cell meets, and how warm the cell before it was. */
  private readonly air_K: StaticArray<f64>;
  private readonly before_K: StaticArray<f64>;
  /** Zero: the cells only keep what they made. */
  private time_s: f64 = 0;
  toAir_J: f64 = 0;
  warmest_K: f64;

  constructor(groups: i32, parallel: i32, heatCapacity_J_per_K: f64, air: Air, ambient_K: f64) {
    this.groups = groups;
    this.parallel = parallel;
    this.heatCapacity_J_per_K = heatCapacity_J_per_K;
    this.air = air;
    this.air_K = new StaticArray<f64>(parallel);
    this.before_K = new StaticArray<f64>(parallel);
    this.warmest_K = ambient_K;
  }

  /** The cells are passed group by group after this. */
  begin(time_s: f64): void {
    this.time_s = time_s;
    this.warmest_K = 0;
    for (let p = 0; p < this.parallel; p++) {
      this.air_K[p] = this.air.inlet_K;
      this.before_K[p] = 0;
    }
  }

  end(): void {
    this.time_s = 0;
  }

  /** What cell `p` of the group that was passed last warmed by just now. */
  warmed_K(p: i32, slow: usize): f64 {
    return this.time_s > 0 ? load<f64>(slow, Slow.TEMPERATURE) - unchecked(this.before_K[p]) : 0;
  }

  /** Cth dT = (q - hA (T - Tair) + conduction) dt */
  pass(g: i32, p: i32, slow: usize, heat_J: f64): void {
    const t = load<f64>(slow, Slow.TEMPERATURE);
    const time_s = this.time_s;
    let q_J = heat_J;
    if (time_s > 0) {
      const air_K = unchecked(this.air_K[p]);
      const toAir_W = this.air.hA_W_per_K * (t - air_K);
      q_J -= toAir_W * time_s;
      if (g > 0) q_J += CONDUCTION_W_PER_K * (unchecked(this.before_K[p]) - t) * time_s;
      if (g < this.groups - 1)
        q_J += CONDUCTION_W_PER_K * (load<f64>(slow + <usize>this.parallel * SLOW_BYTES, Slow.TEMPERATURE) - t) * time_s;
      this.toAir_J += toAir_W * time_s;
      unchecked((this.before_K[p] = t));
      unchecked((this.air_K[p] = air_K + toAir_W / this.air.flow_W_per_K));
    }
    const after_K = t + q_J / this.heatCapacity_J_per_K;
    store<f64>(slow, after_K, Slow.TEMPERATURE);
    if (after_K > this.warmest_K) this.warmest_K = after_K;
  }
}
