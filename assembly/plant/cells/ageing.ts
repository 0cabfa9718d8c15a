import { AgeingLaw } from '../chemistry/ageingLaw';
import { Chemistry } from '../chemistry/chemistry';
import { Slow } from './layout';

const DAY_S: f64 = 86400;
const MONTH_DAYS: f64 = 30.4375;
const GAS_J_PER_MOL_K: f64 = 8.31446;
const REFERENCE_K: f64 = 298.15;
/** Resistance gained per capacity lost where a law gives none (K): 80 % of the capacity left, 140 % of the resistance. */
const GAIN_PER_LOSS: f64 = 2;
/** Nothing is left of a cell beyond this. */
const LOSS_MAX: f64 = 0.95;

/** What a half cycle was: between two reversals of the current. */
export class HalfCycle {
  /** Part of the capacity. */
  depth: f64 = 0;
  /** While current flowed. */
  time_s: f64 = 0;
  voltage_V: f64 = 0;
}

/**
 * Ageing of one cell by laws of the form loss = k x^p, x the time or the charge that went through it. Conditions change,
 * the loss stays: x is the virtual one at which the present law would have given the present loss,
 *
 *   x = (loss/k)^(1/p),  loss+ = k (x + dx)^p.
 *
 * Coefficients (grade B, as coded in the programs named): NCA and the resistances and Sanyo's NMC by BLAST-Lite bae8c71
 * and SimSES e595b57, Sony's LFP by simses-lite 19c45ad, A123's by openSimSES 0e3dbda. They were fitted at 0 to 60 degC
 * and do not know the knee.
 */
export function age(law: f64, power: f64, loss: f64, dx: f64): f64 {
  if (!(law > 0) || !(dx > 0)) return loss;
  return law * Math.pow(Math.pow(loss / law, 1 / power) + dx, power);
}

/** Loss of capacity and gain of resistance in `days` at the present charge and temperature. */
export function ageByTime(slow: usize, c: Chemistry, days: f64): void {
  const t_K = load<f64>(slow, Slow.TEMPERATURE);
  const soc = min(1, max(0, load<f64>(slow, Slow.SOC)));
  const rate = <f64>load<f32>(slow, Slow.AGEING_RATE);
  const loss = load<f64>(slow, Slow.CALENDAR_LOSS);
  const gain = load<f64>(slow, Slow.CALENDAR_GAIN);
  let after = loss;
  let more: f64 = 0;
  if (c.ageing == AgeingLaw.NCA_PANASONIC) {
    // 75.4 exp(-3340/T) exp(353 z/T) days^0.512
    after = age(rate * 75.4 * Math.exp((353 * soc - 3340) / t_K), 0.512, loss, days);
    more = gain + GAIN_PER_LOSS * (after - loss);
  } else if (c.ageing == AgeingLaw.NMC_SANYO) {
    // (7.543 V - 23.75) 1e6 exp(-6976/T) days^0.75 and (5.270 V - 16.32) 1e5 exp(-5986/T) days^0.75
    const v = c.openCircuit_V(soc);
    after = age(rate * (7.543 * max(3.149, v) - 23.75) * 1e6 * Math.exp(-6976 / t_K), 0.75, loss, days);
    more = age(rate * (5.27 * max(3.097, v) - 16.32) * 1e5 * Math.exp(-5986 / t_K), 0.75, gain, days);
  } else if (c.ageing == AgeingLaw.LFP_SONY) {
    // 1.2571e-5 exp(-17126/R (1/T - 1/298.15)) (2.8575 (z - 0.5)^3 + 0.60225) s^0.5, and a line for the resistance
    const middle = soc - 0.5;
    const inverse = (1 / t_K - 1 / REFERENCE_K) / GAS_J_PER_MOL_K;
    const root = 1.2571e-5 * Math.sqrt(DAY_S) * Math.exp(-17126 * inverse) * (2.8575 * middle * middle * middle + 0.60225);
    after = age(rate * root, 0.5, loss, days);
    more = gain + rate * 3.4194e-10 * DAY_S * Math.exp(-71827 * inverse) * (1.5604 - 3.3903 * middle * middle) * days;
  } else {
    // (0.019 z%^0.823 + 0.5195) (3.258e-9 degC^5.087 + 0.295) months^0.8, percent
    const warm = 3.258e-9 * Math.pow(max(0, t_K - 273.15), 5.087) + 0.295;
    const law = 0.01 * (0.019 * Math.pow(100 * soc, 0.823) + 0.5195) * warm * Math.pow(MONTH_DAYS, -0.8);
    after = age(rate * law, 0.8, loss, days);
    more = gain + GAIN_PER_LOSS * (after - loss);
  }
  store<f64>(slow, after, Slow.CALENDAR_LOSS);
  store<f64>(slow, more, Slow.CALENDAR_GAIN);
}

/** The same for the half cycle that just ended; `times` of them. */
export function ageByCycle(slow: usize, c: Chemistry, half: HalfCycle, times: f64): void {
  const through_Ah = <f64>load<f32>(slow, Slow.THROUGHPUT) / 3600;
  store<f32>(slow, 0, Slow.THROUGHPUT);
  if (!(half.time_s > 0)) return;
  const rate = <f64>load<f32>(slow, Slow.AGEING_RATE);
  const loss = load<f64>(slow, Slow.CYCLE_LOSS);
  const gain = load<f64>(slow, Slow.CYCLE_GAIN);
  const own_Ah = load<f64>(slow, Slow.OWN_CAPACITY) / 3600;
  const cRate = (through_Ah * 3600) / half.time_s / own_Ah;
  const depth = half.depth;
  const cycles = (times * through_Ah) / (2 * own_Ah);
  let after = loss;
  let more: f64 = 0;
  if (c.ageing == AgeingLaw.NCA_PANASONIC) {
    // (1.86e-6 + 4.74e-11 C + 0.000177 depth) (exp(3.34e-11/T) + exp(-2.81e-9/T)) EFC^0.699: both exponentials are 1
    after = age(rate * 2 * (1.86e-6 + 4.74e-11 * cRate + 0.000177 * depth), 0.699, loss, cycles);
    more = gain + GAIN_PER_LOSS * (after - loss);
  } else if (c.ageing == AgeingLaw.NMC_SANYO) {
    // of a cell of 2.05 Ah: (7.348e-3 (V - 3.667)^2 + 7.6e-4 + 4.081e-3 depth) Ah^0.5 and a line for the resistance
    const ah = cycles * 2 * 2.05;
    const u = half.voltage_V - 3.667;
    const w = half.voltage_V - 3.725;
    after = age(rate * (7.348e-3 * u * u + 7.6e-4 + 4.081e-3 * depth), 0.5, loss, ah);
    more = gain + rate * max(0, 2.153e-4 * w * w - 1.521e-5 + 2.798e-4 * depth) * ah;
  } else if (c.ageing == AgeingLaw.LFP_SONY) {
    // (0.0630 C + 0.0971) (4.0253 (depth - 0.6)^3 + 1.0923) FEC^0.5, percent, and a line for the resistance
    const d = depth - 0.6;
    const e = depth - 0.5;
    after = age(rate * 0.01 * (0.063 * cRate + 0.0971) * (4.0253 * d * d * d + 1.0923), 0.5, loss, cycles);
    more = gain + rate * 0.01 * max(0, 0.0021 - 0.002 * cRate) * (6.8477 * e * e * e + 0.9182) * cycles;
  } else {
    // of a cell of 2.3 Ah, charge one way, 0.5 C to 2 C: b exp((370.3 C - 31700)/(R T)) Ah^0.55, percent
    const within = min(2, max(0.5, cRate));
    const b = 31630 - ((2 * within - 1) / 3) * 9949;
    const law = 0.01 * b * Math.exp((370.3 * within - 31700) / (GAS_J_PER_MOL_K * load<f64>(slow, Slow.TEMPERATURE)));
    after = age(rate * law, 0.55, loss, cycles * 2.3);
    more = gain + GAIN_PER_LOSS * (after - loss);
  }
  store<f64>(slow, after, Slow.CYCLE_LOSS);
  store<f64>(slow, more, Slow.CYCLE_GAIN);
}

/** Capacity and resistance that the cell has now. Returns the energy that went with the capacity. */
export function applyHealth(slow: usize, c: Chemistry): f64 {
  const before = load<f64>(slow, Slow.CAPACITY);
  const lost = min(LOSS_MAX, load<f64>(slow, Slow.CALENDAR_LOSS) + load<f64>(slow, Slow.CYCLE_LOSS));
  const gained = load<f64>(slow, Slow.CALENDAR_GAIN) + load<f64>(slow, Slow.CYCLE_GAIN);
  const capacity = load<f64>(slow, Slow.OWN_CAPACITY) * (1 - lost);
  store<f64>(slow, capacity, Slow.CAPACITY);
  store<f64>(slow, <f64>load<f32>(slow, Slow.OWN_FACTOR) * (1 + gained), Slow.FACTOR);
  return (capacity - before) * c.stored_V(load<f64>(slow, Slow.SOC));
}
