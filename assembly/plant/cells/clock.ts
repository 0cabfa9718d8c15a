import { HalfCycle } from './ageing';

/** Calendar ageing is booked this often: its laws are exact over any interval. */
const INTERVAL_S: f64 = 10;
/** A current below this is none, in parts of the capacity per hour. */
const REST_C: f64 = 0.005;

/** When a pack ages: by time every ten seconds, by cycles whenever its current has reversed. */
export class AgeingClock {
  /** Time of ageing over the clock's, and half cycles booked for one. */
  readonly acceleration: f64;
  private readonly rest_A: f64;
  /** The last one that ended. */
  readonly half: HalfCycle = new HalfCycle();
  private time_s: f64 = 0;
  private direction: i32 = 0;
  private turn_soc: f64;
  private current_s: f64 = 0;
  private voltage_Vs: f64 = 0;

  constructor(acceleration: f64, capacity_Ah: f64, soc: f64) {
    this.acceleration = acceleration;
    this.rest_A = REST_C * capacity_Ah;
    this.turn_soc = soc;
  }

  /** A block with this mean current and cell voltage, from charge `soc` on. Does it begin another half cycle? */
  block(current_A: f64, voltage_V: f64, soc: f64, time_s: f64): bool {
    this.time_s += time_s;
    const direction: i32 = current_A > this.rest_A ? 1 : current_A < -this.rest_A ? -1 : 0;
    if (direction == 0) return false;
    const turned = this.direction == -direction;
    if (turned) {
      const half = this.half;
      half.depth = Math.abs(soc - this.turn_soc);
      half.time_s = this.current_s;
      half.voltage_V = this.voltage_Vs / this.current_s;
      this.turn_soc = soc;
      this.current_s = 0;
      this.voltage_Vs = 0;
    }
    this.direction = direction;
    this.current_s += time_s;
    this.voltage_Vs += voltage_V * time_s;
    return turned;
  }

  /** Days of ageing that are due, zero until then. */
  dueDays(): f64 {
    // sums of 100 ms fall short of a round number by their rounding
    if (this.time_s < INTERVAL_S - 1e-6) return 0;
    const days = (this.time_s * this.acceleration) / 86400;
    this.time_s = 0;
    return days;
  }
}
