import { describe, expect, it } from 'vitest';
import { type Cell, EstimatorBench, kindOf, percent, Tally } from '../../support/estimator.ts';

const SERIES = 2;
/** Alike: one is simulated. */
const PARALLEL = 6;
/** Of the groups in 100 ms: so few are enough where the current is constant. */
const SCANS = 2;
const OFFSET_A = 0.05;
const HOUR = 3600;

/** C for so many seconds; a charge goes on until the fullest cell shows `full_V`. */
type Leg = readonly [rate_C: number, seconds: number];

/** Peaks shaved for half an hour, then every two hours an outage of some minutes, recharged slowly. */
function dayLegs(): Leg[] {
  const legs: Leg[] = [[0, 300]];
  for (let k = 0; k < 30; k++) legs.push([[1.2, 0.4, 0.8, 0, -0.3][k % 5] as number, 60]);
  for (let k = 0; k < 11; k++)
    legs.push([0, 900], [k % 3 === 2 ? 2 : 4, [90, 180, 240][k % 3] as number], [0, 600], [-1 / 3, 2400], [0, 2400]);
  return legs;
}

function day(cell: Cell, capacity_Ah: number, start: { soc: number; believed: number; full_V: number }) {
  const bench = new EstimatorBench(cell, SERIES, PARALLEL, { initialSoc: start.believed, initialSocSigma: 0.1 });
  bench.call('PackInit', kindOf(cell), SERIES, 1, start.soc, 25, 0.025, 2e-4, 0.1 / SCANS, 3);
  bench.call('EstimatorPace', SCANS, PARALLEL);
  bench.call('EstimatorNoise', 2e-4);
  bench.call('EstimatorInit', bench.call('EstimatorModule_V') / SERIES, 25, 3);
  const tally = new Tally();
  let time_s = 0;
  let full_s = Number.POSITIVE_INFINITY;
  let jump = 0;
  let before = bench.told('soc');
  for (const [rate_C, seconds] of dayLegs()) {
    const current_A = rate_C * capacity_Ah * PARALLEL;
    for (let s = 0; s < seconds; s += 10) {
      let now_A = current_A;
      if (rate_C < 0 && bench.call('PackCellVoltageMax_V') >= start.full_V) {
        now_A = 0;
        full_s = Math.min(full_s, time_s);
      }
      bench.call('EstimatorFollow', now_A, 0, OFFSET_A, now_A === 0, 100 * SCANS, false);
      time_s += 10;
      const soc = bench.told('soc');
      // beside what the shunt counted
      jump = Math.max(
        jump,
        Math.abs(soc - before + ((now_A + OFFSET_A) * 10) / HOUR / (capacity_Ah * PARALLEL)) - 0.02 * Math.abs(rate_C) * (10 / HOUR),
      );
      before = soc;
      tally.add(time_s, soc, bench.told('socSigma'), bench.call('PackSoc'));
    }
  }
  return { tally, time_s, full_s, jump, bench };
}

describe('state of charge over a day in a rack, 50 mA offset', () => {
  it('NCA: 20 % wrong at first, within 2 % after 30 minutes of varied load for the rest of the day', () => {
    const { tally, time_s, jump, bench } = day('samsungInr21700_30t', 3, { soc: 0.9, believed: 0.7, full_V: 4.12 });
    console.log(
      `NCA, ${(time_s / HOUR).toFixed(1)} h: within 2 % after ${tally.within_s(0.02).toFixed(0)} s, ${percent(tally.most(2100))} at most from 35 min on, ` +
        `inside 3 sigma ${percent(tally.covered)} of the time, sigma ${percent(tally.sigmaMedian)}; capacity ${bench.told('capacity_Ah').toFixed(2)} Ah of 18, ` +
        `bias ${(1e3 * bench.told('currentBias_A')).toFixed(0)} mA, pulse resistance ${bench.told('pulseResistance_ratio').toFixed(2)}`,
    );
    expect(tally.within_s(0.02)).toBeLessThanOrEqual(300 + 1800);
    expect(tally.covered).toBeGreaterThanOrEqual(0.99);
    // 0.5 permille a second, and not more in ten
    expect(jump).toBeLessThan(5.5e-3);
  });

  it('LFP: honest before, within 2 % after the first full charge, no jump on the plateau', () => {
    const { tally, time_s, full_s, jump } = day('a123Lfp26650', 2.02, { soc: 0.75, believed: 0.6, full_V: 3.55 });
    console.log(
      `LFP, ${(time_s / HOUR).toFixed(1)} h: full at ${(full_s / HOUR).toFixed(1)} h; ${percent(tally.most(0, full_s))} at most before, ` +
        `${percent(tally.most(full_s + 900))} a quarter of an hour after it and later; inside 3 sigma ${percent(tally.covered)} of the time, sigma ${percent(tally.sigmaMedian)}`,
    );
    expect(full_s).toBeLessThan(time_s);
    expect(tally.most(full_s + 900)).toBeLessThanOrEqual(0.02);
    expect(tally.covered).toBeGreaterThanOrEqual(0.99);
    expect(jump).toBeLessThan(5.5e-3);
  });
});
