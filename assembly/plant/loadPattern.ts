import { LoadPattern as Kind, Toggle } from '../abi/enumerations';
import { PlantParameters } from '../abi/PlantParameters';
import { picoseconds } from '../math/picoseconds';
import { Random } from '../math/random';
import { Ramp } from './ramp';

namespace Part {
  export const RISE: i32 = 0;
  export const HIGH: i32 = 1;
  export const FALL: i32 = 2;
  export const LOW: i32 = 3;
}

/**
 * The demand that a load follows by itself, one straight line after another: pulses; training, which is pulses whose
 * period and height are drawn anew each time and which pause for a checkpoint; or the points of a trace.
 *
 *   T_k = T (1 + jT u),  high_k = low + (high - low)(1 + jA u'),  u, u' even in [-1, 1)
 */
export class LoadPattern {
  private readonly kind: i32;
  private readonly start_us: f64;
  private readonly low_W: f64;
  private readonly high_W: f64;
  private readonly period_us: f64;
  private readonly duty: f64;
  private readonly rise_us: f64;
  private readonly fall_us: f64;
  private readonly periodJitter: f64;
  private readonly amplitudeJitter: f64;
  private readonly checkpointEvery: i32;
  private readonly checkpoint_us: f64;
  private readonly repeats: bool;
  private readonly random: Random;

  /** When the next line begins; infinity when none does. */
  due_us: f64 = Infinity;
  /** Its first line is not drawn yet. */
  begins: bool = false;
  private begun_us: f64 = 0;
  private part: i32 = Part.RISE;
  private pulses: i32 = 0;
  /** Whole periods before this one, and what jitter and checkpoints added to them. */
  private periods: f64 = 0;
  private added_us: f64 = 0;
  private cycle_us: f64 = 0;
  private cyclePeriod_us: f64 = 0;
  private cycleHigh_W: f64 = 0;

  private readonly pointTime_us: StaticArray<f64>;
  private readonly point_W: StaticArray<f64>;
  private pointCount: i32 = 0;
  private next: i32 = 0;

  constructor(parameters: PlantParameters, random: Random, pointCapacity: i32) {
    const jitters = parameters.loadPattern == Kind.TRAINING;
    this.kind = parameters.loadPattern;
    this.start_us = picoseconds(parameters.patternStart_s * 1e6);
    this.low_W = parameters.patternLow_W;
    this.high_W = parameters.patternHigh_W;
    this.period_us = parameters.patternPeriod_s * 1e6;
    this.duty = parameters.patternDuty;
    this.rise_us = parameters.patternRise_s * 1e6;
    this.fall_us = parameters.patternFall_s * 1e6;
    this.periodJitter = jitters ? parameters.patternPeriodJitter : 0;
    this.amplitudeJitter = jitters ? parameters.patternAmplitudeJitter : 0;
    this.checkpointEvery = jitters ? parameters.checkpointEvery : 0;
    this.checkpoint_us = parameters.checkpointTime_s * 1e6;
    this.repeats = parameters.traceRepeat == Toggle.ON;
    this.random = random;
    this.pointTime_us = new StaticArray<f64>(pointCapacity);
    this.point_W = new StaticArray<f64>(pointCapacity);
    if (this.kind != Kind.NONE) this.begin(this.start_us);
  }

  /** A point of the trace, its time since the trace's begin; times must not fall. False when there is no room for it. */
  addPoint(time_us: f64, power_W: f64): bool {
    const k = this.pointCount;
    if (k == this.point_W.length) return false;
    this.pointTime_us[k] = time_us;
    this.point_W[k] = power_W;
    this.pointCount = k + 1;
    return true;
  }

  /** From its beginning. */
  begin(now_us: f64): void {
    if (this.kind == Kind.NONE) return;
    this.begun_us = now_us;
    this.due_us = now_us;
    this.begins = true;
    this.part = Part.RISE;
    this.pulses = 0;
    this.periods = 0;
    this.added_us = 0;
    this.next = 0;
  }

  stop(): void {
    this.due_us = Infinity;
  }

  /** Puts the line that is due onto `target`, which stays where it is until then. */
  draw(target: Ramp): void {
    this.begins = false;
    if (this.kind == Kind.TRACE) this.drawTrace(target);
    else this.drawPulse(target);
  }

  private drawPulse(target: Ramp): void {
    const from_us = this.due_us;
    const from_W = target.at(from_us);
    let to_W = this.low_W;
    let end_us = from_us;
    switch (this.part) {
      case Part.RISE:
        this.beginCycle(from_us);
        to_W = this.cycleHigh_W;
        end_us = this.cycle_us + this.rise_us;
        break;
      case Part.HIGH:
        to_W = this.cycleHigh_W;
        end_us = this.cycle_us + this.duty * this.cyclePeriod_us;
        break;
      case Part.FALL:
        end_us = this.cycle_us + this.duty * this.cyclePeriod_us + this.fall_us;
        break;
      case Part.LOW:
        end_us = this.endCycle();
        break;
    }
    end_us = max(from_us, picoseconds(end_us));
    target.line(from_us, from_W, to_W, end_us);
    this.due_us = end_us;
    this.part = this.part == Part.LOW ? Part.RISE : this.part + 1;
  }

  private beginCycle(now_us: f64): void {
    this.cycle_us = now_us;
    this.cyclePeriod_us = this.period_us * (1 + this.periodJitter * this.even());
    this.cycleHigh_W = this.low_W + (this.high_W - this.low_W) * (1 + this.amplitudeJitter * this.even());
  }

  private even(): f64 {
    return 2 * this.random.uniform() - 1;
  }

  /** When the next cycle begins: counted in whole periods, so that a million of them do not drift. */
  private endCycle(): f64 {
    this.periods += 1;
    this.added_us += this.cyclePeriod_us - this.period_us;
    this.pulses++;
    if (this.pulses == this.checkpointEvery) {
      this.pulses = 0;
      this.added_us += this.checkpoint_us;
    }
    return this.begun_us + this.periods * this.period_us + this.added_us;
  }

  private drawTrace(target: Ramp): void {
    const count = this.pointCount;
    const from_us = this.due_us;
    if (count == 0) {
      this.stop();
      return;
    }
    const k = this.next;
    const from_W = this.point_W[k];
    if (k == count - 1) {
      target.line(from_us, from_W, from_W, from_us);
      // a trace without length cannot be repeated
      if (this.repeats && this.pointTime_us[k] > 0) {
        this.begun_us = from_us;
        this.next = 0;
      } else this.stop();
      return;
    }
    const end_us = max(from_us, picoseconds(this.begun_us + this.pointTime_us[k + 1]));
    target.line(from_us, from_W, this.point_W[k + 1], end_us);
    this.due_us = end_us;
    this.next = k + 1;
  }
}
