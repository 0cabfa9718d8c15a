import { LogKind } from '../abi/enumerations';
import { PlantParameters } from '../abi/PlantParameters';
import { picoseconds } from '../math/picoseconds';
import { Generator } from './generator';
import { Journal } from './journal';
import { Ramp } from './ramp';
import { LOST_PU, Utility } from './utility';

/** The transfer switch; between two supplies it is open. */
export namespace Transfer {
  export const UTILITY: i32 = 0;
  export const TO_GENERATOR: i32 = 1;
  export const GENERATOR: i32 = 2;
  export const TO_UTILITY: i32 = 3;
}

/**
 * What the rectifiers see: the utility or the generator, through a transfer switch with open transition.
 *
 *   Pin <= min(Pmax u(t) w(t), admitted) 2 sin^2(2 pi f t),   w: hold-off and walk-in after an interruption
 *
 * Whatever happens at a moment that is known beforehand happens at `next_us`, where whoever steps must stop and `act`.
 */
export class Supply {
  readonly utility: Utility = new Utility();
  readonly generator: Generator;
  private readonly journal: Journal;
  private readonly detection_us: f64;
  private readonly rippleFrequency_Hz: f64;
  private readonly walkIn_us: f64;
  private readonly holdOff_us: f64;
  private readonly walkInAfter_us: f64;
  private readonly signalDelay_us: f64;
  private readonly gap_us: f64;
  private readonly return_us: f64;

  position: i32 = Transfer.UTILITY;
  next_us: f64 = Infinity;
  private closes_us: f64 = Infinity;
  private lost: bool = false;
  private lostSince_us: f64 = 0;
  private readonly walk: Ramp = new Ramp();
  private walks_us: f64 = Infinity;
  // half-waves of the ripple since `phaseAt_us`: phase + 2 f (t - phaseAt)
  private phase: f64 = 0;
  private phaseAt_us: f64 = 0;
  private frequency_Hz: f64;

  constructor(p: PlantParameters, journal: Journal) {
    this.generator = new Generator(p);
    this.journal = journal;
    this.detection_us = p.acLossDetection_s * 1e6;
    this.rippleFrequency_Hz = p.psuInputRippleFrequency_Hz;
    this.frequency_Hz = p.psuInputRippleFrequency_Hz;
    this.walkIn_us = p.psuWalkIn_s * 1e6;
    this.holdOff_us = p.psuHoldOff_s * 1e6;
    this.walkInAfter_us = p.psuWalkInAfter_s * 1e6;
    this.signalDelay_us = p.generatorSignalDelay_s * 1e6;
    this.gap_us = p.generatorTransferGap_s * 1e6;
    this.return_us = p.generatorReturn_s * 1e6;
    this.walk.hold(1);
  }

  /** A new voltage of the utility, reached in a straight line over `duration_us`. */
  set(now_us: f64, voltage_pu: f64, duration_us: f64): void {
    this.utility.set(now_us, voltage_pu, duration_us);
    this.act(now_us);
  }

  acLoss(now_us: f64): bool {
    return this.lost && now_us >= this.lostSince_us + this.detection_us;
  }

  get onGenerator(): bool {
    return this.position == Transfer.GENERATOR;
  }

  /** Voltage at the rectifiers, per unit. */
  input_pu(now_us: f64): f64 {
    if (this.position == Transfer.UTILITY) return this.utility.voltage_pu(now_us);
    return this.position == Transfer.GENERATOR ? this.generator.voltage_pu : 0;
  }

  /** Part of the input power that hold-off and walk-in leave. */
  walkedIn(now_us: f64): f64 {
    return this.walk.at(now_us);
  }

  /** The input power does not change by the clock. */
  restsAt(now_us: f64): bool {
    return this.rippleFrequency_Hz == 0 && this.utility.restsAt(now_us) && this.walk.slopeAt(now_us) == 0;
  }

  /** Until when that stays so, and no generator is on its way; `now_us` when something moves. */
  restsUntil_us(now_us: f64): f64 {
    return this.restsAt(now_us) && this.generator.rests ? this.next_us : now_us;
  }

  /** Mean of what rectifiers that may take `most_W` can take over [from_us, to_us]. */
  mean_W(from_us: f64, to_us: f64, most_W: f64): f64 {
    let u = this.generator.voltage_pu;
    if (this.position == Transfer.UTILITY) u = this.utility.mean_pu(from_us, to_us);
    else if (this.position != Transfer.GENERATOR) return 0;
    const input_W = min(u * most_W * this.walk.mean(from_us, to_us), this.generator.admitted_W);
    return this.frequency_Hz > 0 ? input_W * this.ripple(from_us, to_us) : input_W;
  }

  // mean of 2 sin^2(2 pi f t) = 1 - cos(4 pi f t) over h around tm: 1 - sin(x)/x cos(4 pi f tm) with x = 2 pi f h
  private ripple(from_us: f64, to_us: f64): f64 {
    const halfWaves = this.halfWaves(0.5 * (from_us + to_us));
    const x = 2e-6 * Math.PI * this.frequency_Hz * (to_us - from_us);
    return 1 - (1 - (x * x) / 6) * Math.cos(2 * Math.PI * (halfWaves - Math.floor(halfWaves)));
  }

  private halfWaves(now_us: f64): f64 {
    return this.phase + 2e-6 * this.frequency_Hz * (now_us - this.phaseAt_us);
  }

  private turn(now_us: f64, phase: f64, frequency_Hz: f64): void {
    this.phase = phase - Math.floor(phase);
    this.phaseAt_us = now_us;
    this.frequency_Hz = frequency_Hz;
  }

  /** Every so often: the generator, which gave `power_W` since the last time. */
  step(now_us: f64, power_W: f64, step_s: f64): void {
    const generator = this.generator;
    if (!(generator.ready_us <= now_us)) return;
    const loaded = this.onGenerator;
    generator.step(loaded ? power_W : 0, step_s);
    if (!loaded) return;
    generator.note();
    this.turn(now_us, this.halfWaves(now_us), this.rippleFrequency_Hz * generator.frequency_pu);
    this.act(now_us);
  }

  /** Makes happen what is due, in the order of cause and effect. */
  act(now_us: f64): void {
    const utility = this.utility;
    if (utility.cross_us <= now_us) {
      utility.cross();
      this.journal.add(utility.since_us, utility.lost ? LogKind.UTILITY_LOST : LogKind.UTILITY_BACK, -1, utility.target_pu);
    }
    if (this.generator.exists) this.actGenerator(now_us);
    this.lookAtInput(now_us);
    if (this.walks_us <= now_us) {
      this.walk.line(now_us, 0, 1, picoseconds(now_us + this.walkIn_us));
      this.walks_us = Infinity;
    }
    this.plan(now_us);
  }

  private actGenerator(now_us: f64): void {
    const utility = this.utility;
    const generator = this.generator;
    if (this.position == Transfer.UTILITY) {
      if (!utility.lost) generator.stop();
      else if (!generator.runs && now_us >= utility.since_us + this.signalDelay_us) {
        generator.start(now_us);
        this.journal.add(now_us, LogKind.GENERATOR_STARTED, -1, 0);
      }
      if (generator.ready_us <= now_us) {
        this.journal.add(now_us, LogKind.GENERATOR_READY, -1, 0);
        this.open(now_us, Transfer.TO_GENERATOR);
      }
    } else if (this.position == Transfer.GENERATOR) {
      if (generator.nextBlock_us <= now_us) generator.admitBlock();
      if (!utility.lost && now_us >= utility.since_us + this.return_us) {
        generator.disconnect();
        this.open(now_us, Transfer.TO_UTILITY);
      }
    }
    if (this.closes_us > now_us) return;
    this.closes_us = Infinity;
    if (this.position == Transfer.TO_GENERATOR) {
      this.position = Transfer.GENERATOR;
      generator.connect(now_us);
      this.turn(now_us, 0, this.rippleFrequency_Hz * generator.frequency_pu);
      this.journal.add(now_us, LogKind.ON_GENERATOR, -1, generator.voltage_pu);
    } else {
      this.position = Transfer.UTILITY;
      generator.stop();
      this.turn(0, 0, this.rippleFrequency_Hz);
      this.journal.add(now_us, LogKind.BACK_ON_UTILITY, -1, utility.voltage_pu(now_us));
    }
  }

  private open(now_us: f64, position: i32): void {
    this.position = position;
    this.closes_us = picoseconds(now_us + this.gap_us);
  }

  /** Lost and back, as the rectifiers see it. */
  private lookAtInput(now_us: f64): void {
    const lost = this.position == Transfer.UTILITY ? this.utility.lost : this.input_pu(now_us) < LOST_PU;
    if (lost == this.lost) return;
    this.lost = lost;
    const present = this.walk.at(now_us);
    if (lost) {
      this.lostSince_us = now_us;
      this.walk.hold(present);
      this.walks_us = Infinity;
    } else if (this.walkIn_us + this.holdOff_us > 0 && now_us - this.lostSince_us > this.walkInAfter_us) {
      this.walk.hold(0);
      this.walks_us = picoseconds(now_us + this.holdOff_us);
    } else if (present < 1) {
      // a short interruption only stopped the walk-in
      this.walk.line(now_us, present, 1, picoseconds(now_us + (1 - present) * this.walkIn_us));
    }
  }

  private plan(now_us: f64): void {
    const utility = this.utility;
    const generator = this.generator;
    let next_us = min(utility.cross_us, this.walks_us);
    if (generator.exists) {
      next_us = min(next_us, min(this.closes_us, generator.nextBlock_us));
      if (this.position == Transfer.UTILITY) {
        if (generator.runs) next_us = min(next_us, generator.ready_us);
        else if (utility.lost) next_us = min(next_us, utility.since_us + this.signalDelay_us);
      } else if (this.position == Transfer.GENERATOR && !utility.lost) next_us = min(next_us, utility.since_us + this.return_us);
    }
    this.next_us = max(now_us, next_us);
  }
}
