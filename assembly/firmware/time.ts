/** Ticks of the fast task. */
export const TICK_S: f32 = 10e-6;
export const TICKS_PER_MS: u32 = 100;
export const TICKS_PER_10MS: u32 = 1000;
export const TICKS_PER_100MS: u32 = 10000;

/** Whole fast ticks in `seconds`. */
export function ticksOf(seconds: f32): u32 {
  return <u32>(seconds / TICK_S + 0.5);
}

/** A deadline in ticks that survives the wrap of the clock, and stays reached however long nobody clears it. */
export class Deadline {
  private at: u32 = 0;
  private passed: bool = false;
  armed: bool = false;

  /** Begins now unless it already runs. */
  arm(now: u32, ticks: u32): void {
    if (this.armed) return;
    this.armed = true;
    this.passed = false;
    this.at = now + ticks;
  }

  clear(): void {
    this.armed = false;
  }

  /** It does not become reached in the next `ticks`. */
  quiet(now: u32, ticks: u32): bool {
    return !this.armed || this.passed || this.at - now - 1 >= ticks;
  }

  reached(now: u32): bool {
    if (!this.armed) return false;
    // half a turn of the clock later the difference changes its sign
    if (!this.passed && <i32>(now - this.at) >= 0) this.passed = true;
    return this.passed;
  }
}
