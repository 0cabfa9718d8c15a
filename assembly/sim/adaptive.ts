import { CoarseFlow } from '../plant/coarse';
import { Simulation } from './simulation';

/** Where slow tasks run and cells step in coarse time, in ticks: a block ends on a multiple of it. */
export const GRID: f64 = 10000;
const MS: f64 = 1000;
const FAST_PER_MS: f64 = 100;
/** So many windows in a row that agree, of this length each, before the first coarse block. */
const WINDOW: f64 = 50000;
const AGREEING: i32 = 4;
/** From one probe to the next, first and at most. */
const FIRST: f64 = 10000;
const MOST: f64 = 500000;
/** A probe: what was left standing finds its way, then its means are taken. */
const RUN_IN: f64 = 1000;
const PROBE: f64 = 2000;
/** A probe that is off by this many tolerances was no drift: fine time until it is quiet again. */
const GIVE_UP: f64 = 4;
/** The sensors see the bus within this many sigma. */
const SIGMAS: f64 = 6;
const BUS_CODES: f64 = 4096;

namespace Mode {
  /** Fine, until windows agree. */
  export const SETTLING: i32 = 0;
  export const COARSE: i32 = 1;
  /** Fine, to see whether the operating point is still right. */
  export const PROBE: i32 = 2;
}

/**
 * Decides at every whole millisecond whether the time until the next one (or the next 10 ms) is simulated tick by tick or
 * passed at once at the operating point. The controllers wander by a code or two of their sensors for ever, so nothing
 * is asked to stand still: it is asked to be stationary. Coarse time begins when for a quarter of a second nothing
 * happened, nothing was under way and the means of successive windows agreed; it ends at the next event, the next
 * deadline, or when something happened. Each coarse block begins with one fast tick as in fine time, slow tasks and all,
 * so every 10 ms and 100 ms task runs when it is due on what it would see, and what it finds acts at once.
 *
 * Error bound: the operating point is renewed by a probe at most half a second after the last; between them a current
 * may drift by the tolerance of plant/coarse.ts. Fine extremes are those of transients, which are simulated in full, or
 * of the limit cycle, which windows and probes see. What is found by a slow variable crossing a threshold is found at
 * most 10 ms late.
 */
export class Adaptive {
  readonly flow: CoarseFlow;
  private readonly simulation: Simulation;
  private readonly noise_V: f64;
  private readonly codes_per_V: f64;
  private readonly end_us: f64;
  private mode: i32 = Mode.SETTLING;
  private happened: i32 = 0;
  private windowFrom: f64 = 0;
  private agreeing: i32 = 0;
  private interval: f64 = FIRST;
  private probeAt: f64 = 0;

  /** `noise_V`, `range_V`: of the bus sensor; `end_us`: the run's end, where no block may be under way. */
  constructor(simulation: Simulation, flow: CoarseFlow, noise_V: f64, range_V: f64, end_us: f64) {
    this.simulation = simulation;
    this.flow = flow;
    this.noise_V = SIGMAS * noise_V;
    this.codes_per_V = BUS_CODES / range_V;
    this.end_us = end_us;
  }

  /** At a whole millisecond, after its tasks. Returns until when time may pass at once, or 0. */
  decide(now: f64): f64 {
    const simulation = this.simulation;
    const happened = simulation.log.count + simulation.log.dropped + simulation.events.taken;
    const quiet = happened == this.happened && this.calm(now, now + MS);
    this.happened = happened;
    if (!quiet) {
      this.restart(now);
      return 0;
    }
    switch (this.mode) {
      case Mode.SETTLING:
        if (!this.settled(now)) return 0;
        break;
      case Mode.PROBE:
        if (!this.probed(now)) return 0;
        break;
      default:
        if (now < this.probeAt) break;
        this.mode = Mode.PROBE;
        return 0;
    }
    return this.blockEnd(now);
  }

  private restart(now: f64): void {
    this.mode = Mode.SETTLING;
    this.agreeing = 0;
    this.beginWindow(now);
  }

  private beginWindow(now: f64): void {
    this.windowFrom = now;
    this.flow.beginWindow(now);
    this.simulation.metrics.beginWindow();
  }

  private endWindow(now: f64): f64 {
    this.simulation.metrics.endWindow(now - this.windowFrom);
    return this.flow.endWindow(now);
  }

  private settled(now: f64): bool {
    if (now - this.windowFrom < WINDOW) return false;
    this.agreeing = this.endWindow(now) <= 1 ? this.agreeing + 1 : 0;
    if (this.agreeing < AGREEING) {
      this.beginWindow(now);
      return false;
    }
    this.interval = FIRST;
    this.goOn(now);
    return true;
  }

  private probed(now: f64): bool {
    const since = now - this.probeAt;
    if (since == RUN_IN) this.beginWindow(now);
    if (since < PROBE) return false;
    const off = this.endWindow(now);
    if (off > GIVE_UP) {
      this.restart(now);
      return false;
    }
    this.interval = off <= 1 ? Math.min(2 * this.interval, MOST) : Math.max(FIRST, 0.5 * this.interval);
    this.goOn(now);
    return true;
  }

  private goOn(now: f64): void {
    this.mode = Mode.COARSE;
    this.probeAt = Math.ceil((now + this.interval) / GRID) * GRID;
  }

  private blockEnd(now: f64): f64 {
    const simulation = this.simulation;
    const happens = Math.floor(Math.min(simulation.events.nextTime_us, this.end_us) / MS) * MS;
    const end = Math.min(Math.min((Math.floor(now / GRID) + 1) * GRID, this.probeAt), happens);
    return end - now >= MS && simulation.recorder.hasRoom && this.calm(now, end) ? end : 0;
  }

  /** As a code of the sensor, and a part of one beyond it. */
  private seen_V(voltage_V: f64, beyond: f64): f32 {
    return <f32>((Math.floor(voltage_V * this.codes_per_V + 0.5) + beyond) / this.codes_per_V);
  }

  private calm(now: f64, end: f64): bool {
    const simulation = this.simulation;
    const flow = this.flow;
    if (!flow.rests(now, end)) return false;
    if (!simulation.closedLoop) return true;
    const ticks = <u32>((end - now) / MS) * <u32>FAST_PER_MS - 1;
    const firmware = simulation.firmware;
    const sensors = simulation.sensors.modules;
    const lowest_V = this.seen_V(flow.lowestS_V - this.noise_V, -0.25);
    const highest_V = this.seen_V(flow.highestS_V + this.noise_V, 0.25);
    for (let k = 0; k < firmware.length; k++) {
      // what a sensor with a fault shows is not worth a guess
      if (unchecked(sensors[k]).faulty || !unchecked(firmware[k]).calm(ticks, lowest_V, highest_V)) return false;
    }
    return true;
  }
}
