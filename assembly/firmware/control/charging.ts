import { FirmwareParameters } from '../../abi/FirmwareParameters';
import { Sample } from '../../abi/Sample';
import { clamp, fade, size } from '../../math/piecewise';
import { Measurement } from '../measure';
import { Deadline, TICKS_PER_100MS, ticksOf } from '../time';

/** Gain of the voltage loop for each look, up and (faster) down: 0.2 and 0.6 of what a group of 10 mOhm would need (K). */
const UP_A_PER_V: f32 = 20;
const DOWN_A_PER_V: f32 = 60;
/** Charged when this near to the constant voltage... */
const FULL_BAND_V: f32 = 20e-3;
/** ...the current stayed below the end current for this long. */
const FULL_TICKS: u32 = 20 * TICKS_PER_100MS;
/** In the cold the current fades to nothing over this much above the charge minimum, in the heat below the maximum. */
const COLD_BAND_K: f32 = 10;
const HOT_BAND_K: f32 = 5;
/** Of the charging converter; only its power cap and the feed's hang on it. */
const EFFICIENCY: f32 = 0.95;
/** Sensors of half a percent keep within the feed's cap. */
const FEED_PART: f32 = 0.99;
/** Smaller changes of the reference are not worth one: noise would never let it rest. */
const STEP_A: f32 = 20e-3;
/** What half a percent is on the slow bus. */
const CODES: f32 = 200;
/** One that charges stays ahead of those that are no emptier than this: they take turns in steps, not by a code. */
const AHEAD: f32 = 0.02;
/** A pack that was charged until its current fell is full, whatever it is taken for: it charges again this much lower. */
const AGAIN: f32 = 0.02;

/**
 * Recharge of a battery module, every 100 ms: constant current, then constant voltage of the highest group, within the
 * power cap of the module and what the feed's cap leaves it. It asks on the slow bus and hears who else does; the
 * emptiest goes first, and none does without the utility: neither in an outage nor on a generator.
 */
export class Charging {
  private readonly parameters: FirmwareParameters;
  private readonly sample: Sample;
  private readonly back: Deadline = new Deadline();
  private readonly ended: Deadline = new Deadline();
  private readonly delayTicks: u32;
  private asks: bool = false;
  private pack_A: f32 = 0;
  /** At the bus: what it takes is negative. */
  reference_A: f32 = 0;
  /** It was charged until the current fell to its end, and what it was taken for then; stands until it charges again. */
  full: bool = false;
  private fullSoc: f32 = 1;

  constructor(parameters: FirmwareParameters, sample: Sample) {
    this.parameters = parameters;
    this.sample = sample;
    this.delayTicks = ticksOf(parameters.rechargeDelay_s);
  }

  /** `fed`: the rectifiers hold the bus, from the utility. Returns what this module says on the slow bus. */
  run(m: Measurement, soc: f32, fed: bool): u8 {
    const p = this.parameters;
    if (fed) this.back.arm(m.now, this.delayTicks);
    else this.back.clear();
    if (!this.back.reached(m.now)) {
      this.stop();
      return 0;
    }
    if (!this.asks && soc < p.rechargeBelow && (!this.full || soc < this.fullSoc - AGAIN)) {
      this.asks = true;
      this.full = false;
    }
    if (!this.asks) return 0;
    this.move(this.wanted_A(m, soc));
    if (this.finished(m)) {
      this.full = true;
      this.fullSoc = soc;
      this.stop();
      return 0;
    }
    return this.code(soc);
  }

  private stop(): void {
    this.asks = false;
    this.pack_A = 0;
    this.reference_A = 0;
    this.ended.clear();
  }

  // what is no number takes nothing
  private wanted_A(m: Measurement, soc: f32): f32 {
    const p = this.parameters;
    const most_A =
      p.chargeCurrent_A *
      fade(m.coldest_degC, p.chargeTemperatureMin_degC + COLD_BAND_K, p.chargeTemperatureMin_degC) *
      fade(m.hottest_degC, p.chargeTemperatureMax_degC - HOT_BAND_K, p.chargeTemperatureMax_degC);
    // i += gain (target - v): constant current while the highest group is far below
    const left_V = p.chargeVoltage_V - m.groupMax_V;
    this.pack_A = clamp(this.pack_A + (left_V < 0 ? DOWN_A_PER_V : UP_A_PER_V) * left_V, 0, most_A);
    const power_W = min((this.pack_A * m.storage_V) / EFFICIENCY, min(p.chargePower_W, this.left_W(soc)));
    return power_W > 0 ? -power_W / m.bus_V : 0;
  }

  /** What the emptier ones leave of the feed's cap. */
  private left_W(soc: f32): f32 {
    const p = this.parameters;
    if (!(p.chargeFeed_W > 0)) return Infinity;
    const own = this.code(soc);
    const slot = <i32>this.sample.slot;
    // nobody has heard it yet
    if (this.sample.chargeAsked(slot) == 0) return 0;
    let before = 0;
    for (let k = 0; k < p.moduleCount; k++) {
      const other = this.sample.chargeAsked(k);
      if (k != slot && other != 0 && (other < own || (other == own && k < slot))) before++;
    }
    return FEED_PART * p.chargeFeed_W - <f32>before * p.chargePower_W;
  }

  private move(wanted_A: f32): void {
    if (wanted_A == 0 || size(wanted_A - this.reference_A) > STEP_A) this.reference_A = wanted_A;
  }

  private finished(m: Measurement): bool {
    const p = this.parameters;
    if (m.groupMax_V >= p.chargeVoltage_V - FULL_BAND_V && this.pack_A <= p.chargeEnd_A) this.ended.arm(m.now, FULL_TICKS);
    else this.ended.clear();
    return this.ended.reached(m.now);
  }

  /** On the slow bus: 1 and half percents. */
  private code(soc: f32): u8 {
    return <u8>(1 + <i32>(CODES * clamp(soc - (this.reference_A < 0 ? AHEAD : 0), 0, 1)));
  }
}
