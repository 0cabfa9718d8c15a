import { expect, it } from 'vitest';
import { hasMeasuredData, measured } from '../../support/data.ts';
import { column, follow, mV, spread } from '../../support/measured-cell.ts';

/** Kollmeyer and Skells, Mendeley Data 10.17632/9xyvy2njj3.1. */
it.runIf(hasMeasuredData)('Samsung 30T: its four pulses at 25 degC and full charge', () => {
  const data = measured('samsung_inr21700_30t/hppc_4pulse_25C.csv');
  const current = column(data, 'current_A_discharge_positive');
  const run = follow(
    { time_s: column(data, 'time_s'), current_A: (k) => current[k]!, voltage_V: column(data, 'voltage_V') },
    { chemistry: 'samsungInr21700_30t', ambient_degC: 25, soc: 0.9971 },
  );
  const error = spread(run.error_V, () => true);
  console.log(`Samsung 30T pulses: ${mV(error.rms)} rms, ${mV(error.most)} at most`);
  expect(error.rms).toBeLessThan(0.002);
});
