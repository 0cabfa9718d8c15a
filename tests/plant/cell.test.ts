import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasMeasuredData, measured } from '../support/data.ts';
import { testingModule } from '../support/testing-module.ts';

const PANASONIC = 0;
const SAMSUNG = 1;

function pack(options: {
  chemistry?: number;
  series?: number;
  parallel?: number;
  soc?: number;
  ambient_degC?: number;
  spread?: number;
  contact_ohm?: number;
  step_s?: number;
}) {
  const o = {
    chemistry: PANASONIC,
    series: 1,
    parallel: 1,
    soc: 0.9,
    ambient_degC: 25,
    spread: 0,
    contact_ohm: 0,
    step_s: 1e-3,
    ...options,
  };
  const wasm = testingModule();
  wasm.testPackInit?.(o.chemistry, o.series, o.parallel, o.soc, o.ambient_degC, o.spread, o.contact_ohm, o.step_s, 1);
  const call = (name: string, ...args: number[]) => wasm[`testPack${name}`]?.(...args) ?? Number.NaN;
  return {
    call,
    /** Constant current over `seconds`, heat every 100 ms. */
    run(current_A: number, seconds: number) {
      const steps = Math.round(seconds / o.step_s);
      const perHeat = Math.round(0.1 / o.step_s);
      for (let k = 1; k <= steps; k++) {
        call('Electrical', current_A, current_A * current_A, o.step_s);
        if (k % perHeat === 0) call('Thermal', 0.1);
      }
    },
  };
}

/** The measured current, one sample late (the logger's voltage lags), in steps of 10 ms; returns errors over the cycle. */
function follow(file: string, ambient_degC: number, soc: number) {
  const data = measured(`panasonic_18650pf/${file}`);
  const time = data.time_s!;
  const { call } = pack({ soc, ambient_degC, step_s: 0.01 });
  let squares = 0;
  let count = 0;
  let worst_K = 0;
  let lowest = 1;
  const start_K = data.cell_temp_C![0]! + 273.15;
  const ambient_K = ambient_degC + 273.15;
  for (let k = 1; k < time.length; k++) {
    const current = -(data.current_A![k - 1] ?? 0);
    const steps = Math.max(1, Math.round((time[k]! - time[k - 1]!) / 0.01));
    for (let n = 0; n < steps; n++) call('Electrical', current, current * current, 0.01);
    call('Thermal', steps * 0.01);
    lowest = call('Soc');
    if (lowest < 0.1) continue;
    const error = call('GroupVoltage_V', 0) - data.voltage_V![k]!;
    squares += error * error;
    count++;
    // the cell starts a little above the chamber and forgets that with its own time constant
    const head_K = (start_K - ambient_K) * Math.exp((-time[k]! * 0.135) / 60);
    worst_K = Math.max(worst_K, Math.abs(call('CellTemperature_K', 0) + head_K - 273.15 - data.cell_temp_C![k]!));
  }
  return { rmse_mV: 1e3 * Math.sqrt(squares / count), worst_K, lowest };
}

describe.runIf(hasMeasuredData)('against the measured Panasonic cell', () => {
  it('follows US06 at 25 degC above 10 % charge: voltage within 15 mV rms, temperature within 0.55 K', () => {
    const { rmse_mV, worst_K, lowest } = follow('25C_US06.csv.gz', 25, 1);
    console.log(`US06 25 degC: ${rmse_mV.toFixed(1)} mV rms, ${worst_K.toFixed(2)} K at most, down to ${(100 * lowest).toFixed(0)} %`);
    expect(rmse_mV).toBeLessThan(15);
    expect(worst_K).toBeLessThan(0.55);
    expect(lowest).toBeLessThan(0.12);
  });

  it('follows US06 at -10 degC within 84 mV rms (a linear 3RC and 5 %)', () => {
    const { rmse_mV } = follow('n10C_US06.csv.gz', -10, 1);
    console.log(`US06 -10 degC: ${rmse_mV.toFixed(1)} mV rms`);
    expect(rmse_mV).toBeLessThan(84);
  });
});

describe('closed forms', () => {
  it('rest gives the OCV, and nothing moves', () => {
    for (const soc of [0, 0.5, 1]) {
      const { call, run } = pack({ soc });
      const emf = call('Emf_V');
      run(0, 2);
      expect(call('Emf_V')).toBe(emf);
      expect(call('Soc')).toBe(soc);
      expect(call('CellTemperature_K', 0)).toBe(298.15);
    }
  });

  it('a pulse decays as the exponentials of its branches: 1, 20 and 300 s (charge transfer is over by then)', () => {
    const { call, run } = pack({ soc: 0.5 });
    run(3, 20);
    run(0, 4);
    const e = Array.from({ length: 6 }, () => {
      run(0, 4);
      return call('Emf_V');
    });
    const d = e.slice(1).map((value, k) => value - (e[k] as number)) as [number, number, number, number, number];
    // E(t) = E∞ - sum Aj e^{-t/tauj}: the differences obey the recurrence whose roots are e^{-4 s/tauj}
    const [a, b, c] = [1, 20, 300].map((tau_s) => Math.exp(-4 / tau_s)) as [number, number, number];
    const expected = (a + b + c) * d[2] - (a * b + a * c + b * c) * d[1] + a * b * c * d[0];
    // the cell cools meanwhile, and the reversible part of its OCV with it
    expect(Math.abs(d[3] - expected)).toBeLessThan(5e-6);
    expect(d[0]).toBeGreaterThan(1e-3);
  });

  it('charge is what went through, to 1e-12 of the capacity', () => {
    const { call, run } = pack({ soc: 0.9 });
    run(2, 100);
    run(-1, 50);
    expect(Math.abs(call('Soc') - (0.9 - (200 - 50) / (2.8627 * 3600)))).toBeLessThan(1e-12);
  });

  it('cells in parallel split as a resistor network: same voltage, currents that add up, circulation that dies', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 8 }),
        fc.double({ min: -20, max: 60, noNaN: true }),
        fc.double({ min: 0, max: 0.1, noNaN: true }),
        (parallel, current, spread) => {
          const { call, run } = pack({ chemistry: SAMSUNG, parallel, spread, contact_ohm: 2e-4, soc: 0.6 });
          run(current, 0.5);
          const each = Array.from({ length: parallel }, (_, k) => call('CellCurrent_A', k));
          expect(each.reduce((a, b) => a + b, 0)).toBeCloseTo(current, 9);
          run(0, 600);
          for (let k = 0; k < parallel; k++) expect(Math.abs(call('CellCurrent_A', k))).toBeLessThan(0.2);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('the Thevenin pair predicts the voltage of the next step', () => {
    fc.assert(
      fc.property(fc.double({ min: -5, max: 30, noNaN: true }), fc.double({ min: -5, max: 30, noNaN: true }), (first, second) => {
        const { call, run } = pack({ chemistry: SAMSUNG, parallel: 4, spread: 0.03, contact_ohm: 2e-4, soc: 0.7 });
        run(first, 0.05);
        const expected = call('Emf_V') - call('Resistance_ohm') * second;
        call('Electrical', second, second * second, 1e-3);
        // single precision of what lies above the group's reference
        expect(call('GroupVoltage_V', 0)).toBeCloseTo(expected, 7);
      }),
      { numRuns: 30 },
    );
  });

  it('warms as C dT = (q - hA dT) dt under a constant current', () => {
    const { call, run } = pack({ chemistry: PANASONIC, soc: 0.9 });
    const i = 4;
    run(i, 300);
    const rise_K = call('CellTemperature_K', 0) - 298.15;
    // the heat is what the emf lost on its way out: between R0 i^2 and (R0 + R1 + R2) i^2
    const solve = (r_ohm: number) => ((r_ohm * i * i) / 0.135) * (1 - Math.exp((-300 * 0.135) / 60));
    expect(rise_K).toBeGreaterThan(solve(0.026));
    expect(rise_K).toBeLessThan(solve(0.075));
  });
});

describe('energy of the cells', () => {
  it('what left is what the stores lost, within 3e-7 a second, steady or not', () => {
    for (const wave of [() => 68, (t: number) => 40 + 40 * Math.sin(40 * t), (t: number) => (t % 0.02 < 0.01 ? 90 : -10)]) {
      const { call } = pack({ chemistry: SAMSUNG, series: 11, parallel: 6, spread: 0.025, contact_ohm: 2e-4, soc: 0.9 });
      const start_J = call('Stored_J');
      let out_J = 0;
      for (let k = 0; k < 3000; k++) {
        const i = wave(k * 1e-3);
        out_J += (call('Emf_V') - call('Resistance_ohm') * i) * i * 1e-3;
        call('Electrical', i, i * i, 1e-3);
        if (k % 100 === 99) call('Thermal', 0.1);
      }
      const residual = (start_J - call('Stored_J') - call('ToAir_J') - out_J) / Math.abs(out_J);
      expect(Math.abs(residual)).toBeLessThan(3 * 3e-7);
    }
  });

  it('a current that moves within a step books its mean square', () => {
    const { call } = pack({ chemistry: SAMSUNG, series: 2, parallel: 3, spread: 0.02, soc: 0.5 });
    const start_J = call('Stored_J');
    const r = call('Resistance_ohm');
    const emf = call('Emf_V');
    // half the step at 60 A, half at 0
    call('Electrical', 30, 1800, 1e-3);
    const out_J = (emf * 30 - r * 1800) * 1e-3;
    expect(start_J - call('Stored_J') - out_J).toBeLessThan(1e-6);
    expect(start_J - call('Stored_J') - out_J).toBeGreaterThan(-1e-6);
  });
});

it('charge is not lost: what is charged is there, and comes out again, whatever the firmware counts (99.8 %)', () => {
  const { call, run } = pack({ soc: 0.5 });
  const capacity_Ah = call('CellCapacity_Ah', 0);
  run(-2, 360);
  const charged = call('Soc') - 0.5;
  run(2, 360);
  const left = call('Soc') - 0.5;
  console.log(`0.2 Ah in: charge + ${charged.toFixed(9)} of ${(0.2 / capacity_Ah).toFixed(9)}; and out: ${left.toExponential(1)}`);
  expect(Math.abs(charged - 0.2 / capacity_Ah)).toBeLessThan(1e-9);
  expect(Math.abs(left)).toBeLessThan(1e-9);
});
