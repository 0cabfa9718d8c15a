import { Protection } from '../abi/enumerations';
import { FirmwareModule } from './module';
import { TICKS_PER_10MS, TICKS_PER_100MS, TICKS_PER_MS } from './time';

/** A task that did not run for so many of its periods has stopped: 30 ms for the one that looks at cells. */
const STOPPED: u32 = 3;

/**
 * The task table, in the order in which due tasks run inside one tick:
 *   fast    10 us   measures, cuts a short circuit, writes the converter's reference; first, because its latency is
 *                   the bus voltage
 *   ms      1 ms    current rows and contactors: they act on what the fast task just measured
 *   ten     10 ms   voltages and temperatures arrive at this rate; their rows and the estimator
 *   heat    100 ms  derating from what the 10 ms task just measured
 * A tick that comes late finds its tasks still due; that it did is a row of the protection table.
 */
export class Tasks {
  /** No tick yet. */
  private fresh: bool = true;
  private msDue: u32 = 0;
  /** Number of the last 10 and 100 ms that were served. */
  private ten: u32 = 0;
  private heat: u32 = 0;
  // when each of them last ran
  private msAt: u32 = 0;
  private tenAt: u32 = 0;
  private heatAt: u32 = 0;
  /** What is wrong, bits by Protection. */
  flags: u32 = 0;

  /** The clock may begin anywhere; what was due before its first tick is nobody's. */
  begin(now: u32): void {
    this.fresh = true;
    this.msDue = now;
  }

  private beginAt(now: u32): void {
    this.fresh = false;
    this.msDue = roundUp(now, TICKS_PER_MS);
    this.ten = roundUp(now, TICKS_PER_10MS) / TICKS_PER_10MS - 1;
    this.heat = roundUp(now, TICKS_PER_100MS) / TICKS_PER_100MS - 1;
    // of the millisecond before there is only this tick
    this.msAt = now - 1;
    this.tenAt = now;
    this.heatAt = now;
  }

  /** Every fast tick. */
  @inline
  run(module: FirmwareModule, now: u32): void {
    module.fastTask();
    if (<i32>(now - this.msDue) >= 0) this.runSlow(module, now);
  }

  private runSlow(module: FirmwareModule, now: u32): void {
    if (this.fresh) this.beginAt(now);
    if (<i32>(now - this.msDue) < 0) return;
    this.msDue = now - (now % TICKS_PER_MS) + TICKS_PER_MS;
    module.msTask();
    this.msAt = now;
    const ten = now / TICKS_PER_10MS;
    if (ten != this.ten) {
      this.ten = ten;
      this.tenAt = now;
      module.tenMsTask();
    }
    const heat = now / TICKS_PER_100MS;
    if (heat == this.heat) return;
    this.heat = heat;
    this.heatAt = now;
    module.heatTask();
  }

  /** The milliseconds before the one that ends `now` were left out, and nothing in them. */
  skip(now: u32): void {
    this.msAt = now - TICKS_PER_MS;
  }

  /** Every millisecond, first: in which the fast task ran `runs` times. */
  supervise(now: u32, runs: u32): void {
    const passed = now - this.msAt;
    let flags: u32 = 0;
    if (passed > runs) flags |= 1 << Protection.TASK_OVERRUN;
    if (passed > STOPPED * TICKS_PER_MS || now - this.tenAt > STOPPED * TICKS_PER_10MS || now - this.heatAt > STOPPED * TICKS_PER_100MS)
      flags |= 1 << Protection.TASK_STOPPED;
    this.flags = flags;
  }
}

function roundUp(value: u32, to: u32): u32 {
  return ((value + to - 1) / to) * to;
}
