import { describe, expect, it } from 'vitest';
import { hasMeasuredData, measured } from '../../support/data.ts';
import { column, follow, mV, spread } from '../../support/measured-cell.ts';

/** Kollmeyer, Mendeley Data 10.17632/wykht8y7tg.1; the logger's voltage lags its current by one sample. */
function drive(file: string, ambient_degC: number) {
  const data = measured(`panasonic_18650pf/${file}.csv.gz`);
  const [time_s, logged_A, voltage_V, temperature_degC] = ['time_s', 'current_A', 'voltage_V', 'cell_temp_C'].map((name) =>
    column(data, name),
  ) as [Float64Array, Float64Array, Float64Array, Float64Array];
  const current_A = (k: number) => -(logged_A[k - 1] ?? 0);
  const followed = follow({ time_s, current_A, voltage_V }, { chemistry: 'panasonicNcr18650pf', ambient_degC });
  const inRange = (k: number) => followed.soc[k]! >= 0.1;
  const first = logged_A.findIndex((i) => Math.abs(i) > 0.02);
  return {
    followed,
    time_s,
    temperature_degC,
    first,
    voltage: spread(followed.error_V, inRange),
    all: spread(followed.error_V, () => true),
    inRange,
  };
}

describe.runIf(hasMeasuredData)('Panasonic NCR18650PF against its cycles (US06 entered no fit, but chose between variants of it)', () => {
  it('US06 at 25 degC: voltage within 15 mV rms above 10 % charge, surface within 0.5 K', () => {
    const { followed, time_s, temperature_degC, voltage, all, inRange } = drive('25C_US06', 25);
    // the cell starts a little above the chamber and forgets that with its own time constant
    const head_K = temperature_degC[0]! - 25;
    const error_K = followed.temperature_degC.map((t, k) => t + head_K * Math.exp((-time_s[k]! * 0.131) / 56) - temperature_degC[k]!);
    const heat = spread(error_K, inRange);
    console.log(
      `US06 25 degC: ${mV(voltage.rms)} rms above 10 %, ${mV(all.rms)} over all; surface ${heat.rms.toFixed(2)} K rms, ${heat.most.toFixed(2)} K at most`,
    );
    expect(voltage.rms).toBeLessThan(0.0135);
    expect(heat.most).toBeLessThan(0.51);
  });

  /**
   * What is left of the voltage sits below 50 % charge. Of the surface: where the model takes its heat from the measured
   * voltage instead of its own it is off by 1.2 K at most and 0.4 K rms all the same, with two thermal nodes fitted to this very
   * cycle by 0.7 and 0.3 K. The chamber's own temperature was not logged in the cold.
   */
  it('US06 at -10 degC: within the goal of 65 mV rms', () => {
    const { followed, temperature_degC, first, voltage, all } = drive('n10C_US06', -10);
    const driven = spread(followed.error_V, (k) => k >= first && followed.soc[k]! >= 0.1);
    const heat = spread(
      followed.temperature_degC.map((t, k) => t - temperature_degC[k]!),
      (k) => k >= first,
    );
    const upper = spread(followed.error_V, (k) => k >= first && followed.soc[k]! >= 0.5);
    console.log(
      `US06 -10 degC: ${mV(voltage.rms)} rms above 10 %, ${mV(all.rms)} over all, ${mV(driven.rms)} while driven, ${mV(upper.rms)} of it above 50 % charge; ` +
        `surface ${heat.rms.toFixed(2)} K rms, ${heat.most.toFixed(2)} K at most`,
    );
    expect(voltage.rms).toBeLessThan(0.048);
    expect(heat.most).toBeLessThan(1.75);
  });

  it('1 C at 25 degC, whose voltage entered no fit', () => {
    const data = measured('panasonic_18650pf/25C_1C_discharge_start.csv.gz');
    const [time_s, logged_A, voltage_V] = ['time_s', 'current_A', 'voltage_V'].map((name) => column(data, name)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const followed = follow({ time_s, current_A: (k) => -logged_A[k]!, voltage_V }, { chemistry: 'panasonicNcr18650pf', ambient_degC: 25 });
    const { rms, most } = spread(followed.error_V, (k) => k > 0 && followed.soc[k]! >= 0.1);
    console.log(`1 C 25 degC: ${mV(rms)} rms, ${mV(most)} at most above 10 %`);
    expect(rms).toBeLessThan(0.024);
  });

  it('Cycle_1 at 25 degC, on which it was fitted', () => {
    const { voltage, all } = drive('25C_Cycle_1', 25);
    console.log(`Cycle_1 25 degC: ${mV(voltage.rms)} rms above 10 %, ${mV(all.rms)} over all`);
    expect(voltage.rms).toBeLessThan(0.015);
  });

  /**
   * Pulses of 0.5 to 6 C: the voltage 10 s after the step, every charge above 20 %. Those of one current entered no fit at
   * -20, 0 and 10 degC (tools/identify), where no cycle is at hand.
   */
  it.each([
    ['25C', 25, 0.03, undefined, undefined],
    ['10C', 10, 0.03, 5.8, 0.024],
    ['0C', 0, 0.04, 5.8, 0.04],
    ['n10C', -10, 0.045, undefined, undefined],
    ['n20C', -20, 0.05, 2.9, 0.05],
  ] as const)('pulses at %s', (name, ambient_degC, most_V, heldOut_A, heldOutMost_V) => {
    const data = measured(`panasonic_18650pf/${name}_HPPC_5pulse.csv.gz`);
    const [time_s, logged_A, voltage_V, charge_Ah] = ['time_s', 'current_A', 'voltage_V', 'ah_Ah'].map((c) => column(data, c)) as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const errors: number[] = [];
    const heldOut: number[] = [];
    for (let k = 1; k < time_s.length; k++) {
      if (Math.abs(logged_A[k]!) < 0.1 || Math.abs(logged_A[k - 1]!) > 0.1) continue;
      const soc = 1 + charge_Ah[k - 1]! / 2.8627;
      if (soc < 0.2) continue;
      let end = k;
      while (Math.abs(logged_A[end + 1] ?? 0) > 0.1) end++;
      if (time_s[end]! - time_s[k]! < 9) continue;
      const slice = (a: Float64Array) => a.subarray(k - 1, end + 1);
      const pulse = follow(
        { time_s: slice(time_s), current_A: (j) => -logged_A[k - 1 + j]!, voltage_V: slice(voltage_V) },
        { chemistry: 'panasonicNcr18650pf', ambient_degC, soc },
      );
      // the drop counts, not what the rest before had still to relax
      const error_V = pulse.error_V.at(-1)! - pulse.error_V[0]!;
      errors.push(error_V);
      if (heldOut_A && Math.abs(-logged_A[end]! - heldOut_A) < 0.5) heldOut.push(error_V);
    }
    const drop = spread(new Float64Array(errors), () => true);
    console.log(`${errors.length} pulses of 10 s at ${name}: drop within ${mV(drop.rms)} rms, ${mV(drop.most)} at most`);
    expect(errors.length).toBeGreaterThan(20);
    expect(drop.rms).toBeLessThan(most_V);
    if (!heldOut_A) return;
    const unseen = spread(new Float64Array(heldOut), () => true);
    console.log(`${heldOut.length} of them, of ${heldOut_A} A, entered no fit: ${mV(unseen.rms)} rms, ${mV(unseen.most)} at most`);
    expect(heldOut.length).toBeGreaterThan(6);
    expect(unseen.rms).toBeLessThan(heldOutMost_V);
  });
});
