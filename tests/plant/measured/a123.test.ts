import { describe, expect, it } from 'vitest';
import { hasMeasuredData, measured } from '../../support/data.ts';
import { column, follow, mV, spread } from '../../support/measured-cell.ts';

/** Plett, ESC toolbox: dynamic cycles of ten hours from full, the ones it was fitted to. */
describe.runIf(hasMeasuredData)('A123 26650 LFP against its dynamic cycles', () => {
  it.each([
    ['P25', 25, 0.012],
    ['N15', -15, 0.014],
  ] as const)('%s', (name, ambient_degC, most_V) => {
    const data = measured(`a123_26650/DYN_${name}_s1.csv.gz`);
    const current = column(data, 'current_A_discharge_positive');
    const voltage_V = column(data, 'voltage_V');
    const run = follow(
      { time_s: column(data, 'time_s'), current_A: (k) => current[k]!, voltage_V },
      { chemistry: 'a123Lfp26650', ambient_degC, step_s: 0.1 },
    );
    const upper = spread(run.error_V, (k) => run.soc[k]! >= 0.1);
    const all = spread(run.error_V, () => true);
    console.log(`A123 dynamic at ${ambient_degC} degC: ${mV(upper.rms)} rms above 10 %, ${mV(all.rms)} over all`);
    expect(upper.rms).toBeLessThan(most_V);
    expect(all.rms).toBeLessThan(0.035);
  });
});
