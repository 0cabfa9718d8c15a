import { Sensor } from '../../abi/enumerations';
import { FirmwareParameters } from '../../abi/FirmwareParameters';
import { Sample } from '../../abi/Sample';
import { Telemetry } from '../../abi/Telemetry';
import { clamp, size, within } from '../../math/piecewise';
import { Calibration } from '../calibration/calibration';
import { Measurement } from '../measure';
import { TICK_S, TICKS_PER_100MS, TICKS_PER_MS } from '../time';
import { Capacity } from './capacity';
import { CellFilter, THERMAL_V_PER_K, ZERO_DEGC_K } from './filter';
import { Groups } from './groups';
import { Bounds, EFFICIENCY, PowerLimit } from './power';
import { Prediction } from './prediction';
import { PulseResistance } from './resistance';
import { ChargeCounter } from './soc';

/** The published charge follows the filter's at most this fast, beside what the current moves: never a jump (K). */
const SLEW_PER_S: f32 = 5e-4;
/** While nobody sees the current it may have been this, in C, one sigma (K). */
const BLIND_C: f32 = 3;
/** Below this the pack rests, and after this long its voltage is that of rest (K). */
const REST_C: f32 = 0.03;
const REST_S: f32 = 600;
/** Worst charge by voltage alone that still anchors the capacity (K). */
const ANCHOR_SIGMA: f32 = 0.02;
/** Limits are for a charge this many sigma below (charging: above) the estimate. */
const SIGMAS: f32 = 3;
/** A share that was short is enough again only above this part of it. */
const ENOUGH: f32 = 1.05;
/** No cell of a module that works is colder or warmer than this, or so far from another one (K). */
const COLDEST_DEGC: f32 = -45;
const HOTTEST_DEGC: f32 = 110;
const APART_K: f32 = 40;
/** Steps of 100 ms in a round of what is looked at once a second. */
const ROUND: i32 = 10;

/**
 * What a battery module knows of itself beyond its sensors. Every 10 ms a scan of the groups is added up, every 100 ms
 * the filter takes a step on the means, and one of the slower works is done, so that no step is long.
 */
export class Estimator {
  private readonly parameters: FirmwareParameters;
  private readonly sample: Sample;
  private readonly measured: Measurement;
  private readonly charge: ChargeCounter;
  private readonly rated_A: f32;
  private readonly cell: Calibration;
  private readonly filter: CellFilter;
  private readonly groups: Groups;
  private readonly capacity: Capacity = new Capacity();
  private readonly pulses: PulseResistance = new PulseResistance();
  /** Where the weakest group stands as estimated, and with the charge three sigma lower; the fullest three sigma higher. */
  private readonly present: Prediction;
  private readonly weakest: Prediction;
  private readonly fullest: Prediction;
  private readonly discharge: StaticArray<PowerLimit>;
  private readonly charging: StaticArray<PowerLimit>;
  private readonly share: PowerLimit;
  private groupSequence: u32 = 0;
  private lastStep: u32 = 0;
  private turn: i32 = 0;
  private unseen: bool = false;
  private rested_s: f32 = 0;
  private voltage_V: f32 = 0;
  /** Charge moved, and mean current, since the groups were compared. */
  private way: f32 = 0;
  private second_A: f32 = 0;
  /** What the published charge has of the filter's correction. */
  private shown: f32 = 0;
  private short: bool = false;
  private run_s: f32 = 0;
  private runFull_s: f32 = 0;

  constructor(p: FirmwareParameters, sample: Sample, measured: Measurement, charge: ChargeCounter) {
    this.parameters = p;
    this.sample = sample;
    this.measured = measured;
    this.charge = charge;
    const cell = new Calibration(p);
    const bounds = new Bounds(p);
    this.rated_A = p.ratedCapacity_Ah;
    this.cell = cell;
    this.filter = new CellFilter(cell, bounds.rated_As, p.initialSocSigma, p.currentOffsetSigma_A);
    this.groups = new Groups(p.groupCount);
    this.present = new Prediction(cell, bounds.rated_As);
    this.weakest = new Prediction(cell, bounds.rated_As);
    this.fullest = new Prediction(cell, bounds.rated_As);
    const scratch = new Prediction(cell, bounds.rated_As);
    this.discharge = limits(cell, bounds, scratch, 1);
    this.charging = limits(cell, bounds, scratch, -1);
    this.share = new PowerLimit(cell, bounds, scratch, 240, 8, 1);
  }

  /** The cells have rested, nobody knows for how long. */
  begin(): void {
    this.lastStep = this.measured.now;
    this.rested_s = REST_S;
    this.scan();
    this.step(false, false);
    for (let k = 0; k < ROUND; k++) this.work(k, false);
  }

  /** Every 10 ms. */
  scan(): void {
    const m = this.measured;
    if (!m.valid(Sensor.MODULE_CURRENT | Sensor.STORAGE_VOLTAGE) || m.fastAge > TICKS_PER_MS) this.unseen = true;
    if (m.groupSequence == this.groupSequence || !m.valid(Sensor.GROUP_VOLTAGE | Sensor.THERMISTOR)) return;
    this.groupSequence = m.groupSequence;
    if (within(m.coldest_degC, COLDEST_DEGC, HOTTEST_DEGC) && within(m.hottest_degC, m.coldest_degC, m.coldest_degC + APART_K))
      this.groups.add(this.sample, m.storage_V);
  }

  /** Every 100 ms. `idle`: the converter is off, no current can flow; `engaged`: it is called. */
  step(idle: bool, engaged: bool): void {
    const m = this.measured;
    const charge = this.charge;
    const filter = this.filter;
    const ticks = m.now - this.lastStep;
    this.lastStep = m.now;
    const span_s = <f32>ticks * TICK_S;
    charge.mark(ticks);
    const mean_A = charge.mean_A;
    const unseen = this.unseen;
    this.unseen = false;
    filter.predict(
      span_s,
      mean_A,
      charge.moved,
      charge.soc,
      0.5 * (m.coldest_degC + m.hottest_degC),
      this.capacity.health,
      unseen ? BLIND_C * this.rated_A : 0,
    );
    const small = size(mean_A) < REST_C * this.rated_A;
    if (idle && small && !unseen) filter.zero(mean_A);
    const voltage_V = this.groups.take(size(mean_A) > 0.05 * this.rated_A);
    if (voltage_V > 0 && !unseen && m.slowAge <= TICKS_PER_100MS) {
      filter.correct(voltage_V);
      this.voltage_V = voltage_V;
    }
    this.rested_s = small && !unseen ? this.rested_s + span_s : 0;
    this.way += size(charge.moved);
    this.second_A += mean_A - filter.bias_A;
    const most = SLEW_PER_S * span_s;
    this.shown += clamp(filter.offset - this.shown, -most, most);
    this.work(this.turn, engaged);
    this.turn = this.turn == ROUND - 1 ? 0 : this.turn + 1;
  }

  /** Of the group's calibration where it is now, charge transfer included. */
  private get instant_ohm(): f32 {
    const f = this.filter;
    return this.cell.r0_ohm + THERMAL_V_PER_K * (f.temperature_degC + ZERO_DEGC_K) * this.cell.exchange_per_A;
  }

  get soc(): f32 {
    return this.charge.soc + this.shown;
  }

  /** What is not yet shown is not yet known either. */
  get sigma(): f32 {
    const rest = this.filter.offset - this.shown;
    return Mathf.sqrt(this.filter.variance + rest * rest);
  }

  get weakestSoc(): f32 {
    return this.soc + this.groups.least;
  }

  /** Part of the converter's full current that the power limit of the next seconds leaves. */
  get powerPart(): f32 {
    const p = this.parameters;
    const now = this.discharge[0];
    return now.full ? 1 : (EFFICIENCY * now.power_W) / (p.bbuSetPoint_V * p.bbuCurrentLimit_A);
  }

  private work(turn: i32, engaged: bool): void {
    const p = this.parameters;
    const m = this.measured;
    if (turn == 0) this.compare();
    else if (turn <= 3) {
      const limit = this.discharge[turn - 1];
      // the next seconds hang on the voltage, which is seen; what comes later on the charge, which is estimated
      if (m.coldest_degC >= p.dischargeTemperatureMin_degC) limit.find(turn == 1 ? this.present : this.weakest, false);
      else limit.power_W = 0;
    } else if (turn <= 6) {
      const limit = this.charging[turn - 4];
      if (m.coldest_degC >= p.chargeTemperatureMin_degC) limit.find(this.fullest, false);
      else limit.power_W = 0;
    } else if (turn == 7) {
      this.share.find(this.weakest, true);
      const able_W = EFFICIENCY * this.share.power_W;
      // said before the handoff, not during it
      if (!engaged) this.short = able_W < (this.short ? ENOUGH : 1) * p.bbuShare_W;
    } else if (turn == 8) {
      const now_W = this.filter.current_A * this.voltage_V * <f32>p.groupCount;
      this.run_s = this.share.runTime_s(this.weakest, now_W > 1 ? now_W : 1);
      this.runFull_s = this.share.runTime_s(this.weakest, p.bbuShare_W / EFFICIENCY);
    } else this.anchor();
  }

  /** The groups among each other, and where weakest and fullest stand for the rest of the round. */
  private compare(): void {
    const f = this.filter;
    const mean_A = this.second_A / <f32>ROUND;
    this.second_A = 0;
    const instant_ohm = this.instant_ohm;
    this.groups.compare(mean_A, mean_A / this.rated_A, this.way, this.cell.slope_V(f.soc), f.ratio * instant_ohm);
    this.pulses.look(this.groups.mean_V, mean_A, this.rated_A, instant_ohm);
    this.way = 0;
    const margin = SIGMAS * this.sigma;
    this.place(this.present, this.weakestSoc);
    this.place(this.weakest, this.weakestSoc - margin);
    this.place(this.fullest, this.soc + this.groups.most + margin);
  }

  private place(at: Prediction, soc: f32): void {
    const f = this.filter;
    at.soc = clamp(soc, 0, 1);
    at.v1_V = f.v1_V;
    at.v2_V = f.v2_V;
    at.shift_V = f.shift_V;
    at.ratio = f.ratio;
    at.excess_ohm = this.groups.worst_ohm;
    at.temperature_degC = f.temperature_degC;
    at.spread_K = this.measured.hottest_degC - f.temperature_degC;
  }

  /** At rest the voltage alone tells the charge: two such points, far enough apart, tell the capacity. */
  private anchor(): void {
    if (this.rested_s < REST_S || !(this.voltage_V > 0)) return;
    const f = this.filter;
    const soc = this.cell.socOf(this.voltage_V - f.shift_V + f.v1_V + f.v2_V);
    const sigma = f.tableSigma_V / this.cell.slope_V(soc);
    if (!(sigma < ANCHOR_SIGMA)) return;
    this.capacity.anchor(soc, sigma * sigma, this.charge.soc + f.drift);
  }

  publish(t: Telemetry): void {
    const f = this.filter;
    t.soc = this.soc;
    t.socSigma = this.sigma;
    t.weakestGroupSoc = this.weakestSoc;
    t.currentBias_A = f.bias_A;
    t.r0_ohm = f.ratio * this.cell.r0_ohm;
    t.pulseResistance_ratio = this.pulses.ratio;
    t.capacity_Ah = this.capacity.health * this.rated_A;
    t.soh = this.capacity.health;
    t.innovation_ratio = f.consistency;
    t.powerLimit2_W = this.discharge[0].power_W;
    t.powerLimit30_W = this.discharge[1].power_W;
    t.powerLimit240_W = this.discharge[2].power_W;
    t.chargeLimit2_W = this.charging[0].power_W;
    t.chargeLimit30_W = this.charging[1].power_W;
    t.chargeLimit240_W = this.charging[2].power_W;
    t.runTime_s = this.run_s;
    t.runTimeFull_s = this.runFull_s;
    t.shareCurrent_A = (EFFICIENCY * this.share.power_W) / this.parameters.bbuSetPoint_V;
    t.shareShort = i32(this.short);
  }
}

/** Over 2, 30 and 240 s. */
function limits(cell: Calibration, bounds: Bounds, scratch: Prediction, sign: f32): StaticArray<PowerLimit> {
  const all = new StaticArray<PowerLimit>(3);
  all[0] = new PowerLimit(cell, bounds, scratch, 2, 2, sign);
  all[1] = new PowerLimit(cell, bounds, scratch, 30, 4, sign);
  all[2] = new PowerLimit(cell, bounds, scratch, 240, 8, sign);
  return all;
}
