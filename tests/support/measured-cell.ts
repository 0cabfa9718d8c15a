import { enumerations } from '../../host/abi/registers.ts';
import type { measured } from './data.ts';
import { testingModule } from './testing-module.ts';

/** Samples of a test; the current (discharge positive) holds from the sample before to its own. */
export interface Test {
  readonly time_s: ArrayLike<number>;
  readonly current_A: (sample: number) => number;
  readonly voltage_V: ArrayLike<number>;
  readonly temperature_degC?: ArrayLike<number>;
}

export interface Start {
  readonly chemistry: string;
  readonly ambient_degC: number;
  readonly soc?: number;
  readonly step_s?: number;
}

/** Error of the voltage (model less measured), model temperature and charge after every sample. */
export interface Followed {
  readonly error_V: Float64Array;
  readonly voltage_V: Float64Array;
  readonly temperature_degC: Float64Array;
  readonly soc: Float64Array;
}

/** One cell of the testing module follows the measured current, its heat every 100 ms. */
export function follow(record: Test, start: Start): Followed {
  const wasm = testingModule();
  const call = (name: string, ...args: number[]) => wasm[`testPack${name}`]?.(...args) ?? Number.NaN;
  const step_s = start.step_s ?? 0.01;
  const kind = enumerations.CellChemistry.indexOf(start.chemistry as (typeof enumerations.CellChemistry)[number]);
  call('Init', kind, 1, 1, start.soc ?? 1, start.ambient_degC, 0, 0, step_s, 1);
  const n = record.time_s.length;
  const out = Array.from({ length: 4 }, () => new Float64Array(n)) as [Float64Array, Float64Array, Float64Array, Float64Array];
  const perHeat = Math.round(0.1 / step_s);
  for (let k = 0; k < n; k++) {
    const span_s = k > 0 ? (record.time_s[k] as number) - (record.time_s[k - 1] as number) : 0;
    const current_A = record.current_A(k);
    const steps = k > 0 ? Math.max(span_s > 1e-4 ? 1 : 0, Math.round(span_s / step_s)) : 0;
    for (let s = 0; s < steps; s += perHeat) {
      const m = Math.min(perHeat, steps - s);
      for (let j = 0; j < m; j++) call('Electrical', current_A, current_A * current_A, step_s);
      call('Thermal', m * step_s);
    }
    out[0][k] = (k > 0 ? call('GroupVoltage_V', 0) : call('Emf_V')) - (record.voltage_V[k] as number);
    out[1][k] = (out[0][k] as number) + (record.voltage_V[k] as number);
    out[2][k] = call('CellTemperature_K', 0) - 273.15;
    out[3][k] = call('Soc');
  }
  return { error_V: out[0], voltage_V: out[1], temperature_degC: out[2], soc: out[3] };
}

/** Root mean square and largest magnitude of `values` where `counts` says so. */
export function spread(values: Float64Array, counts: (sample: number) => boolean): { rms: number; most: number } {
  let squares = 0;
  let count = 0;
  let most = 0;
  for (let k = 0; k < values.length; k++) {
    if (!counts(k)) continue;
    const value = values[k] as number;
    squares += value * value;
    count++;
    most = Math.max(most, Math.abs(value));
  }
  return { rms: Math.sqrt(squares / count), most };
}

export const mV = (volts: number) => `${(1e3 * volts).toFixed(1)} mV`;

/** A column of `file` that must be there. */
export function column(data: ReturnType<typeof measured>, name: string): Float64Array {
  const values = data[name];
  if (!values) throw new Error(`no column ${name}`);
  return values;
}
