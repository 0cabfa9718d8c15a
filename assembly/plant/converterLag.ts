import { at, put, rowOf } from '../math/row';
import { ConverterRating } from './converter';

/**
 * The answer of one kind of converter to a target T that is held for a fast tick, over steps of h:
 *
 *   slewed reference: toward T by at most slew*h a step; mean of what slews by d to s and then rests:
 *                     r = s - d|d|/(2 slew h)
 *   lag:              i(n) = i(n-1) + alpha (r - i(n-1)),     alpha = 1 - exp(-h/tau)
 *   mean of a step:   m(n) = i(n-1) + beta (r - i(n-1)),      beta = 1 - alpha tau/h: no charge is lost
 *   once at T:        i(n) = T + (i(1) - T) (1 - alpha)^(n-1)
 */
export class ConverterLag {
  /** Power-stage steps in a fast tick. */
  readonly steps: i32;
  readonly step_s: f64;
  /** slew h, and 1/(2 slew h). */
  readonly reach_A: f64;
  readonly halfPerReach: f64;
  readonly alpha: f64;
  readonly beta: f64;
  /** (1 - alpha)^n, and the weight of i(1) - T in the mean of step n >= 1 with its sums over steps 1 to n - 1. */
  readonly decay: usize;
  readonly weight: usize;
  readonly weightSum: usize;
  readonly squareSum: usize;

  constructor(rating: ConverterRating, fastTick_us: f64, stepsPerUs: i32) {
    const steps = <i32>fastTick_us * stepsPerUs;
    const step_us = 1 / <f64>stepsPerUs;
    const alpha = 1 - Math.exp(-step_us / rating.lag_us);
    const beta = 1 - (alpha * rating.lag_us) / step_us;
    const decay = rowOf(steps + 1);
    const weight = rowOf(steps + 1);
    const weightSum = rowOf(steps + 1);
    const squareSum = rowOf(steps + 1);
    put(decay, 0, 1);
    for (let n = 1; n <= steps; n++) {
      const w = at(decay, n - 1) * (1 - beta);
      put(decay, n, at(decay, n - 1) * (1 - alpha));
      put(weight, n, w);
      if (n == steps) break;
      put(weightSum, n + 1, at(weightSum, n) + w);
      put(squareSum, n + 1, at(squareSum, n) + w * w);
    }
    this.steps = steps;
    this.step_s = step_us * 1e-6;
    this.reach_A = rating.slew_A_per_us * step_us;
    this.halfPerReach = 0.5 / (rating.slew_A_per_us * step_us);
    this.alpha = alpha;
    this.beta = beta;
    this.decay = decay;
    this.weight = weight;
    this.weightSum = weightSum;
    this.squareSum = squareSum;
  }
}
