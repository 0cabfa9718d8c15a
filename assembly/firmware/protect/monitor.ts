import { Deadline } from '../time';
import { Rule } from './rules';

/** The one algorithm behind every row: debounce in fresh samples, then delay, then trip; slow to clear. */
export class Monitor {
  readonly rule: Rule;
  tripped: bool = false;
  /** Tripped, or on the way there. */
  busy: bool = false;
  private outside: i32 = 0;
  private sequence: u32 = 0;
  private readonly trip: Deadline = new Deadline();
  private readonly recovery: Deadline = new Deadline();

  constructor(rule: Rule) {
    this.rule = rule;
  }

  /**
   * One look at `value`. `sequence` tells a fresh sample from the same one again; `valid` false counts as outside.
   * Returns true when the state changed.
   */
  look(value: f32, sequence: u32, valid: bool, now: u32): bool {
    const rule = this.rule;
    const fresh = sequence != this.sequence || !valid;
    this.sequence = sequence;
    // trip unless proven inside: a comparison with NaN proves nothing
    const band: f32 = this.tripped ? rule.hysteresis : 0;
    const inside = valid && (rule.upper ? value <= rule.threshold - band : value >= rule.threshold + band);
    if (inside) return this.busy && this.insideNow(now);
    return this.outsideNow(fresh, now);
  }

  /** Nothing is under way: neither toward a trip nor back from one. */
  get rests(): bool {
    return !this.busy || (this.tripped && (this.rule.latch || !this.recovery.armed));
  }

  private outsideNow(fresh: bool, now: u32): bool {
    this.busy = true;
    this.recovery.clear();
    if (this.tripped) return false;
    const pace = this.rule.pace;
    if (fresh && this.outside < pace.debounce) this.outside++;
    if (this.outside < pace.debounce) return false;
    this.trip.arm(now, pace.delay_ticks);
    if (!this.trip.reached(now)) return false;
    this.tripped = true;
    return true;
  }

  private insideNow(now: u32): bool {
    this.outside = 0;
    this.trip.clear();
    this.busy = this.tripped;
    if (!this.tripped || this.rule.latch) return false;
    this.recovery.arm(now, this.rule.pace.recovery_ticks);
    if (!this.recovery.reached(now)) return false;
    this.recovery.clear();
    this.tripped = false;
    this.busy = false;
    return true;
  }
}
