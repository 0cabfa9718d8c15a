import { describe, expect, it } from 'vitest';
import { hasMeasuredData, measured } from '../../support/data.ts';
import { column, follow, mV, spread } from '../../support/measured-cell.ts';

/** Widanage, by way of PyBOP: discharges from full at 25 degC, the ones it was fitted to. */
describe.runIf(hasMeasuredData)('LG M50 against its rate tests at 25 degC', () => {
  it.each(['0p1C', '0p5C', '1C', '2C'])('%s: within 45 mV above 10 % charge', (rate) => {
    const data = measured(`lg_m50_5ah/T25_rate_${rate}.csv.gz`);
    const current = column(data, 'current_A');
    const end = current.findLastIndex((i) => i < -0.3) + 1;
    const [time_s, voltage_V, surface_degC] = ['time_s', 'voltage_V', 'cell_temp_mid_C'].map((name) =>
      column(data, name).subarray(0, end),
    ) as [Float64Array, Float64Array, Float64Array];
    const run = follow({ time_s, current_A: (k) => -current[k]!, voltage_V }, { chemistry: 'lgM50', ambient_degC: 24.6, step_s: 0.05 });
    const error = spread(run.error_V, (k) => k > 0 && time_s[k]! > 0.2 && run.soc[k]! >= 0.1);
    const heat = spread(
      run.temperature_degC.map((t, k) => t - surface_degC[k]!),
      () => true,
    );
    console.log(`LG M50 ${rate}: ${mV(error.most)} at most, ${mV(error.rms)} rms above 10 %; surface ${heat.most.toFixed(1)} K at most`);
    expect(error.most).toBeLessThan(0.03);
    expect(heat.most).toBeLessThan(3.5);
  });
});
