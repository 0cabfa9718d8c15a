import { describe, expect, it } from 'vitest';
import { hasMeasuredData, measured } from '../../support/data.ts';
import { type Cell, EstimatorBench, percent, Tally } from '../../support/estimator.ts';
import { column } from '../../support/measured-cell.ts';

/** What the shunt shows too much, A. */
const OFFSET_A = 0.05;
/** The cell rests and the converter is off below this, A. */
const IDLE_A = 2.5e-3;
/** Unlogged pause: voltage and temperature jump at rest from one sample to the next, while the clock stands still. */
const PAUSE_K = 0.6;
const PAUSE_S = 360;

interface Record {
  readonly file: string;
  readonly cell: Cell;
  /** By aligning charge with pulses (Panasonic) and by the discharge itself (A123). */
  readonly capacity_Ah: number;
  readonly current: string;
  readonly sign: 1 | -1;
  /** Samples by which the voltage lags the logged current. */
  readonly lag: 0 | 1;
}

const panasonic = (name: string): Record => ({
  file: `panasonic_18650pf/${name}.csv.gz`,
  cell: 'panasonicNcr18650pf',
  capacity_Ah: 2.8627,
  current: 'current_A',
  sign: -1,
  lag: 1,
});

/** The estimator of one cell sees a measured cycle from full charge, with an offset, and believes `short` too little charge. */
function follow(record: Record, short: number): Tally {
  const data = measured(record.file);
  const [time_s, voltage_V, logged_A] = ['time_s', 'voltage_V', record.current].map((name) => column(data, name)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const temperature_degC = data.cell_temp_C ?? new Float64Array(time_s.length).fill(25);
  const bench = new EstimatorBench(record.cell, 1, 1, { initialSoc: 1 - short, initialSocSigma: 0.1, currentOffsetSigma_A: 0.05 });
  bench.call('EstimatorInit', voltage_V[0]!, temperature_degC[0]!, 1);
  const tally = new Tally();
  let charge = 1;
  for (let k = 1, next_s = 0; k < time_s.length; k++) {
    const span_s = time_s[k]! - time_s[k - 1]!;
    const scans = Math.round(span_s / 0.01);
    if (scans < 1) continue;
    if (Math.abs(temperature_degC[k]! - temperature_degC[k - 1]!) > PAUSE_K && span_s < 1)
      bench.call('EstimatorPause', OFFSET_A, PAUSE_S * 100);
    const current_A = record.sign * (logged_A[k - record.lag] ?? 0);
    charge -= (current_A * span_s) / 3600 / record.capacity_Ah;
    bench.call('EstimatorSee', voltage_V[k]!, current_A + OFFSET_A, temperature_degC[k]!, Math.abs(current_A) < IDLE_A, scans);
    if (time_s[k]! < next_s) continue;
    next_s += 5;
    tally.add(time_s[k]!, bench.told('soc'), bench.told('socSigma'), charge);
  }
  return tally;
}

const report = (name: string, tally: Tally) =>
  console.log(
    `${name}, 50 mA offset, 20 % too little at first: within 2 % for good after ${tally.within_s(0.02).toFixed(0)} s, ` +
      `then ${percent(tally.most(Math.max(1800, tally.within_s(0.02))))} at most; inside 3 sigma ${percent(tally.covered)} of the time, ` +
      `sigma ${percent(tally.sigmaMedian)} (median), ${percent(tally.last.sigma)} at the end, error there ${percent(tally.last.error)}`,
  );

describe.runIf(hasMeasuredData)('state of charge over measured cycles', () => {
  it.each(['25C_US06', '25C_Cycle_1', 'n10C_US06'])('NCA %s: 2 % within 30 minutes, and stays', (name) => {
    const tally = follow(panasonic(name), 0.2);
    report(`Panasonic ${name}`, tally);
    expect(tally.within_s(0.02)).toBeLessThanOrEqual(1800);
    expect(tally.covered).toBeGreaterThanOrEqual(0.99);
  });

  it('LFP A123 at 25 degC: 2 % after the full charge it begins with, down to the lower knee', () => {
    const record: Record = {
      file: 'a123_26650/DYN_P25_s1.csv.gz',
      cell: 'a123Lfp26650',
      capacity_Ah: 2.02,
      current: 'current_A_discharge_positive',
      sign: 1,
      lag: 0,
    };
    const tally = follow(record, 0.2);
    report('A123 dynamic 25 degC', tally);
    expect(tally.within_s(0.02)).toBeLessThanOrEqual(1800);
    expect(tally.covered).toBeGreaterThanOrEqual(0.99);
  });
});
