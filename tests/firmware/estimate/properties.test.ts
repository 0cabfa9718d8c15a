import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cells, EstimatorBench } from '../../support/estimator.ts';

const NUMBERS = [
  'soc',
  'socSigma',
  'weakestGroupSoc',
  'currentBias_A',
  'r0_ohm',
  'pulseResistance_ratio',
  'capacity_Ah',
  'soh',
  'innovation_ratio',
  'powerLimit2_W',
  'powerLimit30_W',
  'powerLimit240_W',
  'chargeLimit2_W',
  'chargeLimit30_W',
  'chargeLimit240_W',
  'runTime_s',
  'runTimeFull_s',
  'shareCurrent_A',
] as const;

/** What a sensor may show, sense or nonsense. */
const volts = fc.oneof({ weight: 4, arbitrary: fc.double({ min: 2.5, max: 4.25, noNaN: true }) }, fc.constantFrom(0, 6.5, 1, 5));
const amperes = fc.oneof({ weight: 4, arbitrary: fc.double({ min: -20, max: 60, noNaN: true }) }, fc.constantFrom(-120, 120, 0));
const degrees = fc.oneof({ weight: 4, arbitrary: fc.double({ min: -20, max: 60, noNaN: true }) }, fc.constantFrom(-40, 125, 327, -327));
const stretch = fc.record({
  volts,
  amperes,
  degrees,
  idle: fc.boolean(),
  scans: fc.integer({ min: 1, max: 400 }),
  seen: fc.integer({ min: 0, max: 9 }),
});
const module = fc.record({
  cell: fc.constantFrom(...cells),
  parallel: fc.integer({ min: 1, max: 12 }),
  series: fc.integer({ min: 1, max: 16 }),
  initialSoc: fc.double({ min: 0, max: 1, noNaN: true }),
  initialSocSigma: fc.double({ min: 0, max: 1, noNaN: true }),
  currentOffsetSigma_A: fc.double({ min: 0, max: 10, noNaN: true }),
});

describe('the estimator, whatever its sensors show', () => {
  it('publishes numbers, a sigma that is one, a bounded capacity, and a charge that is continuous', () => {
    fc.assert(
      fc.property(module, fc.array(stretch, { minLength: 1, maxLength: 12 }), ({ cell, series, parallel, ...set }, stretches) => {
        const bench = new EstimatorBench(cell, series, parallel, set);
        const rated_Ah = bench.rated_Ah;
        bench.call('EstimatorInit', stretches[0]!.volts, stretches[0]!.degrees, 1);
        let before = bench.told('soc');
        for (const { volts, amperes, degrees, idle, scans, seen } of stretches) {
          const shown_A = (amperes * parallel) / 6;
          if (seen === 0) bench.call('EstimatorPause', shown_A, scans);
          else bench.call('EstimatorSee', volts, shown_A, degrees, idle, scans);
          for (const name of NUMBERS) expect(Number.isFinite(bench.told(name)), name).toBe(true);
          expect(bench.told('socSigma')).toBeGreaterThan(0);
          expect(bench.told('soh')).toBeGreaterThanOrEqual(0.5);
          expect(bench.told('soh')).toBeLessThanOrEqual(1.1);
          for (const name of NUMBERS.slice(9)) expect(bench.told(name), name).toBeGreaterThanOrEqual(0);
          // P5: what the shunt counts and half a permille a second, and its code
          const soc = bench.told('soc');
          const counted = (Math.abs(shown_A) + 0.01) * scans * 0.01;
          expect(Math.abs(soc - before)).toBeLessThanOrEqual(counted / 3600 / rated_Ah + 5e-4 * (0.01 * scans + 0.1) + 1e-5);
          before = soc;
        }
      }),
      { numRuns: 150 },
    );
  });

  it('knows less, not more, without a sensor: stale, invalid, stuck under load, out of all range', () => {
    const lost = {
      stale: (bench: EstimatorBench) => bench.call('EstimatorPause', 18, 6000),
      invalid: (bench: EstimatorBench) => {
        bench.call('EstimatorInvalid', true);
        bench.call('EstimatorSee', 3.7, 18, 25, false, 6000);
        bench.call('EstimatorInvalid', false);
      },
      stuck: (bench: EstimatorBench) => bench.call('EstimatorSee', 3.7, 18, 25, false, 6000),
      range: (bench: EstimatorBench) => bench.call('EstimatorSee', 0.2, 18, 25, false, 6000),
      thermistor: (bench: EstimatorBench) => bench.call('EstimatorSee', 3.7, 18, -250, false, 6000),
    };
    for (const [name, lose] of Object.entries(lost)) {
      const bench = new EstimatorBench('samsungInr21700_30t', 11, 6, { initialSoc: 0.6, initialSocSigma: 0.05 });
      bench.call('EstimatorInit', 3.82, 25, 1);
      bench.call('EstimatorSee', 3.82, 0, 25, true, 3000);
      const sigma = bench.told('socSigma');
      lose(bench);
      const after = bench.told('socSigma');
      console.log(
        `sigma of the charge ${(100 * sigma).toFixed(2)} %, after a minute of 1 C with voltages ${name}: ${(100 * after).toFixed(2)} %`,
      );
      expect(after, name).toBeGreaterThanOrEqual(sigma);
    }
  });

  it('without the shunt sigma grows by what may have flowed: 3 C', () => {
    const bench = new EstimatorBench('samsungInr21700_30t', 11, 6, { initialSoc: 0.6, initialSocSigma: 0.01 });
    bench.call('EstimatorInit', 3.82, 25, 1);
    bench.call('EstimatorSee', 3.82, 0, 25, true, 100);
    const sigma = bench.told('socSigma');
    bench.call('EstimatorBlind', true);
    bench.call('EstimatorSee', 3.82, 0, 25, true, 6000);
    const grown = bench.told('socSigma') - sigma;
    console.log(`sigma grew by ${(100 * grown).toFixed(2)} % in a minute without a shunt`);
    expect(grown).toBeGreaterThan((0.9 * (3 * 60)) / 3600);
  });
});
