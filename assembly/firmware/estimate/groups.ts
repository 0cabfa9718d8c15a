import { Sample } from '../../abi/Sample';
import { size, within } from '../../math/piecewise';
import { GROUP_LSB_V } from '../measure';

/** No cell shows less or more (K): a wire is off. */
const LEAST_CODE: i32 = 10000;
const MOST_CODE: i32 = 50000;
/** One sigma at the begin, and per charge moved: capacities differ by that (K). */
const SPREAD: f32 = 0.01;
/** Of the mean of a second, beside 5 % of what the current drops (K). */
const SIGMA_V: f32 = 0.5e-3;
const DROP_PART: f32 = 0.05;
/** The charge is looked at below this current, the resistance above this one, in C. */
const REST_C: f32 = 0.1;
const LOAD_C: f32 = 0.5;
const RESISTANCE_GAIN: f32 = 0.1;

/**
 * What sets the groups of a module apart from their mean: charge, by a filter of one state each while the current is small,
 * and resistance while it is large. Means over a second, so that it costs nothing beside the filter of the mean.
 */
export class Groups {
  private readonly count: i32;
  private readonly sums: StaticArray<u32>;
  private readonly offset: StaticArray<f32>;
  private readonly variance: StaticArray<f32>;
  private readonly excess_ohm: StaticArray<f32>;
  private scans: i32 = 0;
  /** Since `take`: sum of all codes, scans, and whether any two scans in a row differed. */
  private total: u32 = 0;
  private totals: i32 = 0;
  private last: u32 = 0;
  private moves: bool = false;
  /** Charge of the weakest and of the fullest group, resistance of the worst, beyond the mean. */
  least: f32 = 0;
  most: f32 = 0;
  worst_ohm: f32 = 0;
  /** Mean voltage of a group in the last second, 0 when there was none. */
  mean_V: f32 = 0;

  constructor(count: i32) {
    this.count = count;
    this.sums = new StaticArray<u32>(count);
    this.offset = new StaticArray<f32>(count);
    this.variance = new StaticArray<f32>(count);
    this.excess_ohm = new StaticArray<f32>(count);
    for (let g = 0; g < count; g++) this.variance[g] = SPREAD * SPREAD;
  }

  /** A fresh scan that belongs to a module voltage of `module_V`; one that no pack can show is left out. */
  add(sample: Sample, module_V: f32): void {
    let total: u32 = 0;
    for (let g = 0; g < this.count; g++) {
      const code = <i32>sample.groupVoltage_code(g);
      if (code < LEAST_CODE || code > MOST_CODE) return;
      total += code;
    }
    // the sum of the groups is the module's voltage
    const sum_V = <f32>total * GROUP_LSB_V;
    if (!within(module_V, 0.98 * sum_V, 1.02 * sum_V)) return;
    for (let g = 0; g < this.count; g++) this.sums[g] += <u32>sample.groupVoltage_code(g);
    this.scans++;
    if (total != this.last) this.moves = true;
    this.last = total;
    this.total += total;
    this.totals++;
  }

  /** Mean voltage of a group since the last call, 0 when there was none; `stuck` counts only while a current flows. */
  take(flows: bool): f32 {
    const sound = this.totals > 0 && (this.moves || !flows);
    const mean_V = sound ? (<f32>this.total * GROUP_LSB_V) / <f32>(this.totals * this.count) : 0;
    this.total = 0;
    this.totals = 0;
    this.moves = false;
    return mean_V;
  }

  /** Once a second: mean current in A and in C, charge moved, and slope of the voltage where the mean group is. */
  compare(current_A: f32, rate_C: f32, moved: f32, slope_V: f32, instant_ohm: f32): void {
    const scans = this.scans;
    this.scans = 0;
    this.mean_V = 0;
    if (scans == 0) return;
    let sum: u32 = 0;
    for (let g = 0; g < this.count; g++) sum += this.sums[g];
    const mean_V = (<f32>sum * GROUP_LSB_V) / <f32>(scans * this.count);
    this.mean_V = mean_V;
    const drop_V = DROP_PART * instant_ohm * current_A;
    const noise = (SIGMA_V * SIGMA_V + drop_V * drop_V) / (slope_V * slope_V);
    const rests = size(rate_C) < REST_C;
    const loaded = size(rate_C) > LOAD_C;
    let least: f32 = 0;
    let most: f32 = 0;
    let worst_ohm: f32 = 0;
    for (let g = 0; g < this.count; g++) {
      const apart_V = (<f32>this.sums[g] * GROUP_LSB_V) / <f32>scans - mean_V;
      this.sums[g] = 0;
      const variance = this.variance[g] + SPREAD * SPREAD * moved;
      if (rests) {
        const gain = variance / (variance + noise);
        this.offset[g] += gain * (apart_V / slope_V - this.offset[g]);
        this.variance[g] = (1 - gain) * variance;
      } else this.variance[g] = variance;
      if (loaded) {
        const excess_ohm = (slope_V * this.offset[g] - apart_V) / current_A;
        this.excess_ohm[g] += RESISTANCE_GAIN * (excess_ohm - this.excess_ohm[g]);
      }
      least = min(least, this.offset[g]);
      most = max(most, this.offset[g]);
      worst_ohm = max(worst_ohm, this.excess_ohm[g]);
    }
    this.least = least;
    this.most = most;
    this.worst_ohm = worst_ohm;
  }
}
