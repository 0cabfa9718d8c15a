import { RowRecord } from '../../abi/RowRecord';
import { Deadline } from '../time';
import { Rule } from './rules';

/** The one algorithm behind every row: debounce in fresh samples, then delay, then trip; slow to clear. */
export class Monitor {
  readonly rule: Rule;
  tripped: bool = false;
  /** Tripped, or on the way there. */
  busy: bool = false;
  /** Where it tells how it came to its first trip. */
  private readonly record: RowRecord;
  private outside: i32 = 0;
  private sequence: u32 = 0;
  // of the way that is under way
  private outsideAt: u32 = 0;
  private outsideValue: f32 = 0;
  private debouncedAt: u32 = 0;
  private readonly trip: Deadline = new Deadline();
  private readonly recovery: Deadline = new Deadline();

  /** `record`: its own, zero so far. */
  constructor(rule: Rule, record: RowRecord) {
    this.rule = rule;
    this.record = record;
    record.protection = rule.id;
    record.quantity = rule.quantity;
    record.rate = rule.pace.rate;
    record.severity = rule.severity;
    record.upper = rule.upper ? 1 : 0;
    record.latch = rule.latch ? 1 : 0;
    record.debounce = rule.pace.debounce;
    record.delay_ticks = rule.pace.delay_ticks;
    record.recovery_ticks = rule.pace.recovery_ticks;
    record.threshold = rule.threshold;
    record.hysteresis = rule.hysteresis;
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
    return this.outsideNow(value, fresh, now);
  }

  /** Nothing is under way: neither toward a trip nor back from one. */
  get rests(): bool {
    return !this.busy || (this.tripped && (this.rule.latch || !this.recovery.armed));
  }

  /** On its way to a trip. */
  get underway(): bool {
    return this.busy && !this.tripped;
  }

  private outsideNow(value: f32, fresh: bool, now: u32): bool {
    this.busy = true;
    this.recovery.clear();
    if (this.tripped) return false;
    const pace = this.rule.pace;
    if (fresh && this.outside < pace.debounce) {
      if (this.outside == 0) {
        this.outsideAt = now;
        this.outsideValue = value;
      }
      if (++this.outside == pace.debounce) this.debouncedAt = now;
    }
    if (this.outside < pace.debounce) return false;
    this.trip.arm(now, pace.delay_ticks);
    if (!this.trip.reached(now)) return false;
    this.tripped = true;
    this.tell(value, now);
    return true;
  }

  /** The first trip stands in the record for good. */
  private tell(value: f32, now: u32): void {
    const record = this.record;
    if (record.trips++ > 0) return;
    record.outside_ticks = this.outsideAt;
    record.outsideValue = this.outsideValue;
    record.debounced_ticks = this.debouncedAt;
    record.tripped_ticks = now;
    record.tripValue = value;
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
