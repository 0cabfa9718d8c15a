import { describe, expect, it } from 'vitest';
import { BankView } from '../../../host/abi/view.ts';
import { hasMeasuredData, measured, measuredFiles, measuredJson } from '../../support/data.ts';
import { column } from '../../support/measured-cell.ts';
import { testingModule } from '../../support/testing-module.ts';

/** C0, slope, ESR, redistribution resistance and capacitance of a type: one set for all its discharges, fitted to
 * these same files (D); the C0 of sech and wuerthelektronik then set by hand so that both of their discharges err alike. */
const TYPES: Record<string, readonly [number, number, number, number, number]> = {
  eaton_25f: [20, 2.606, 0.0223, 2.175, 0.7006],
  kyocera_25f: [18.365, 3.42, 0.0265, 3.546, 2.947],
  maxwell_25f: [18.869, 3.2995, 0.0317, 2.976, 1.617],
  sech_25f: [21.29, 2.44, 0.0264, 3.3535, 1.4847],
  vishay_25f: [17.907, 4.073, 0.036, 3.19, 2.1825],
  vishay_50f: [35.977, 7.7745, 0.0224, 3.03, 1.5535],
  wuerthelektronik_25f: [24.768, 1.563, 0.0358, 2.051, 1.4505],
};

/** Zenodo 10.5281/zenodo.19221698 (CC BY 4.0): from rated voltage at constant current, 100 Hz. */
describe.runIf(hasMeasuredData)('supercapacitors against their measured discharges', () => {
  const files = measuredFiles('supercap_edlc_25F_50F').filter((file) => file.endsWith('.csv.gz'));
  it.each(files)('%s', (file) => {
    const headers = measuredJson('supercap_edlc_25F_50F/headers.json') as Record<string, { I_dc: string; U_R: string }>;
    const header = headers[file.replace('.csv.gz', '')];
    const type = Object.keys(TYPES).find((name) => file.includes(name));
    if (!header || !type) throw new Error(`nothing is known of ${file}`);
    const [rated_V, current_A] = [Number(header.U_R), Number(header.I_dc)];
    const data = measured(`supercap_edlc_25F_50F/${file}`);
    const [time_s, voltage_V] = [column(data, 'time_s'), column(data, 'voltage_V')];
    const [c0, kv, esr, r2, c2] = TYPES[type] as [number, number, number, number, number];
    const wasm = testingModule();
    wasm.testPlantDefaults?.();
    const bank = new BankView(wasm.memory, 'PlantParameters');
    bank.set('capacitorC0_F', c0);
    bank.set('capacitorKv_F_per_V', kv);
    bank.set('capacitorEsr_ohm', esr);
    bank.set('capacitorR2_ohm', r2);
    bank.set('capacitorC2_F', c2);
    bank.set('capacitorLeak_ohm', 1e6);
    bank.set('capacitorInitial_V', voltage_V[0]!);
    wasm.testCapacitorInit?.();
    let squares = 0;
    let count = 0;
    let most = 0;
    // the load takes up to 30 ms to come on: the discharge starts where half of the ESR's drop is there
    const half_V = voltage_V[0]! - 0.5 * esr * current_A;
    const first = voltage_V.findIndex((v) => v < half_V);
    const part = (voltage_V[first - 1]! - half_V) / (voltage_V[first - 1]! - voltage_V[first]!);
    let at_s = time_s[first - 1]! + part * (time_s[first]! - time_s[first - 1]!);
    for (let k = first; k < time_s.length; k++) {
      const steps = Math.round((time_s[k]! - at_s) / 1e-3);
      at_s += steps * 1e-3;
      const model_V = wasm.testCapacitorDischarge_V?.(current_A, 1e-3, steps) ?? Number.NaN;
      const charge = voltage_V[k]! / rated_V;
      if (charge < 0.1 || charge > 0.95) continue;
      const error = (model_V - voltage_V[k]!) / rated_V;
      squares += error * error;
      count++;
      most = Math.max(most, Math.abs(error));
    }
    const rms = Math.sqrt(squares / count);
    console.log(`${file}: ${(100 * most).toFixed(2)} % of rated voltage at most, ${(100 * rms).toFixed(2)} % rms`);
    expect(most).toBeLessThan(0.02);
    expect(rms).toBeLessThan(0.0075);
  });
});
