/** The cells of a supercapacitor module: how they drift apart, are balanced, and grow old. */
import { expect, it } from 'vitest';
import { BankView } from '../../host/abi/view.ts';
import { simulated } from '../support/simulation.ts';
import { testingModule } from '../support/testing-module.ts';
import type { PlantValues } from './reference/parameters.ts';

const CELLS = 18;

function capacitor(set: Partial<PlantValues> = {}, seed = 1) {
  const wasm = testingModule();
  wasm.testPlantDefaults?.();
  const bank = new BankView(wasm.memory, 'PlantParameters');
  for (const [key, value] of Object.entries(set)) bank.set(key as keyof PlantValues, value);
  wasm.testCapacitorInit?.(seed);
  const call = (name: string, ...args: number[]) => wasm[`testCapacitor${name}`]?.(...args) ?? Number.NaN;
  return {
    call,
    cells: () => Array.from({ length: CELLS }, (_, k) => call('Cell_V', k)),
    /** At rest, cells every step. */
    rest: (seconds: number, step_s: number) => call('Draw', 0, step_s, Math.round(seconds / step_s), 1),
  };
}
const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);
const ideal = { capacitorR2_ohm: 1e9, capacitorLeak_ohm: 1e12, capacitorBleedAbove_V: 5, capacitorKv_F_per_V: 0 };

it('one charge passes through all cells: what each falls by is that over its capacitance', () => {
  const { call, cells } = capacitor({ ...ideal, capacitorInitial_V: 46 });
  call('Draw', 20e3 * 1e-5, 1e-5, 100_000, 100);
  const falls = cells().map((v) => 46 / CELLS - v);
  expect(sum(cells())).toBeCloseTo(call('_V'), 9);
  // the module keeps its value: the mean of 1/f is 1
  const mean = sum(falls) / CELLS;
  const parts = falls.map((fall) => mean / fall);
  const sigma = Math.sqrt(sum(parts.map((f) => (f - 1) ** 2)) / (CELLS - 1));
  console.log(
    `20 kJ: cells fall by ${mean.toFixed(4)} V, capacitance +- ${(100 * sigma).toFixed(2)} % of 1.5 %, highest ${call('Highest_V').toFixed(4)} V`,
  );
  // four standard errors of a sigma from 18
  expect(Math.abs(sigma / 0.015 - 1)).toBeLessThan(4 / Math.sqrt(2 * (CELLS - 1)));
  const q = 141 * CELLS * mean;
  const fall_V = q / 141;
  expect(46 - call('_V')).toBeCloseTo(fall_V, 9);
  // what is highest is said of the cells' terminals
  const i = call('Current_A');
  expect(call('Highest_V')).toBeLessThan(Math.max(...cells()) - 0.8 * i * (6.3e-3 / CELLS));
  expect(call('Highest_V')).toBeGreaterThan(Math.max(...cells()) - 1.3 * i * (6.3e-3 / CELLS));
});

it('other seeds make other cells, none makes them all alike', () => {
  const after = (seed: number, spread: number) => {
    const { call, cells } = capacitor({ ...ideal, capacitorCapacitanceSpread: spread }, seed);
    call('Draw', 20e3 * 1e-5, 1e-5, 10_000, 100);
    return cells();
  };
  expect(after(1, 0.015)).toEqual(after(1, 0.015));
  expect(after(1, 0.015)).not.toEqual(after(2, 0.015));
  expect(Math.max(...after(1, 0)) - Math.min(...after(1, 0))).toBeLessThan(1e-14);
});

it('however the steps of the cells are cut, the module is the same to a microvolt', () => {
  const [fine, coarse] = [10, 1000].map((cellSteps) => {
    const { call, cells } = capacitor({ capacitorCapacitanceSpread: 0.05 });
    call('Draw', 30e3 * 1e-5, 1e-5, 50_000, cellSteps);
    return [call('_V'), ...cells(), call('Energy_J') + call('Loss_J')];
  }) as [number[], number[]];
  fine.forEach((value, k) => {
    expect(Math.abs(value / (coarse[k] as number) - 1)).toBeLessThan(2e-8);
  });
});

it('leaks with its own time constant, cell by cell', () => {
  const { call, cells, rest } = capacitor({ ...ideal, capacitorLeak_ohm: 9231, capacitorCapacitanceSpread: 0, capacitorInitial_V: 46 });
  const begun = cells();
  rest(200_000, 10);
  // C = 141 F of the module: v = v0 exp(-t/(R C)), and 1/R has the spread of the leakage with a mean that is the module's
  const rates = cells().map((v, k) => -Math.log(v / (begun[k] as number)) / 200_000);
  const mean = sum(rates) / CELLS;
  const sigma = Math.sqrt(sum(rates.map((r) => (r / mean - 1) ** 2)) / (CELLS - 1));
  console.log(
    `leakage: 1/RC ${mean.toExponential(4)}/s, from the table ${(1 / (9231 * 141)).toExponential(4)}/s, +- ${(100 * sigma).toFixed(1)} %`,
  );
  expect(Math.abs(mean * 9231 * 141 - 1)).toBeLessThan(1e-5);
  expect(Math.abs(sigma / 0.2 - 1)).toBeLessThan(4 / Math.sqrt(2 * (CELLS - 1)));
  expect(Math.max(...cells()) - Math.min(...cells())).toBeGreaterThan(0.05);
  expect(call('Bleeding')).toBe(0);
});

it('bleeders bring what stands above their voltage down to it, as exp(-t/RbC), and book it as heat', () => {
  const set = {
    ...ideal,
    capacitorBleedAbove_V: 2.6,
    capacitorBleeder_ohm: 10,
    capacitorCapacitanceSpread: 0,
    capacitorInitial_V: 2.7 * CELLS,
  };
  const { call, cells, rest } = capacitor(set);
  const before_J = call('Energy_J');
  rest(300, 0.1);
  const expected_V = 2.7 * Math.exp(-300 / (10 * 141 * CELLS));
  expect(Math.abs((cells()[0] as number) - expected_V)).toBeLessThan(1e-6);
  expect(call('Bleeding')).toBe(CELLS);
  rest(4000, 0.1);
  for (const v of cells()) expect(Math.abs(v - 2.6)).toBeLessThan(1e-5);
  const lost_J = before_J - call('Energy_J');
  console.log(`bleeders: ${lost_J.toFixed(1)} J out of the cells, ${call('Loss_J').toFixed(1)} J of heat`);
  expect(Math.abs(call('Loss_J') / lost_J - 1)).toBeLessThan(1e-6);
  expect(sum(cells()) / CELLS).toBeCloseTo(2.6, 4);
});

it('gives what it loses, whatever its cells: spread, bleeders, age and all', () => {
  const set = {
    capacitorCapacitanceSpread: 0.1,
    capacitorLeak_ohm: 50,
    capacitorBleedAbove_V: 2.5,
    capacitorAge: 0.7,
    capacitorAgeing_ratio: 1e5,
  };
  const { call } = capacitor(set);
  const before_J = call('Energy_J');
  let given_J = 0;
  for (const power_W of [25e3, -20e3, 15e3, -10e3, 0]) {
    for (let k = 0; k < 5; k++) {
      given_J += call('Draw', power_W * 1e-5, 1e-5, 10_000, 100);
      call('Thermal', 0.1, 1);
    }
  }
  const residual = (before_J - call('Energy_J') - call('Loss_J') - given_J) / before_J;
  console.log(`2.5 s to and fro: residual ${residual.toExponential(1)} of ${before_J.toFixed(0)} J`);
  expect(Math.abs(residual)).toBeLessThan(1e-11);
});

it('grows old twice as fast 10 K warmer and 1.3 times at 0.1 V a cell; at its end it has 80 % of C and twice the ESR', () => {
  const life_s = 315576e3;
  // the charge that loses its place heats: so much mass that it does not show
  const heavy = { capacitorHeatCapacity_J_per_K: 1e7 };
  const used = (degC: number, cell_V: number) => {
    const set = { ...ideal, ...heavy, capacitorInitial_V: cell_V * CELLS, ambientTemperature_degC: degC, capacitorAgeing_ratio: 1e5 };
    const { call } = capacitor(set);
    call('Thermal', 0.1, 1000);
    return call('LifeUsed');
  };
  const rated_V = 48 / CELLS;
  const base = used(25, rated_V);
  expect(Math.abs(base / ((1e5 * 100) / life_s) - 1)).toBeLessThan(1e-5);
  expect(used(35, rated_V) / base).toBeCloseTo(2, 4);
  expect(used(25, rated_V + 0.1) / base).toBeCloseTo(1.3, 4);
  expect(used(15, rated_V - 0.2) / base).toBeCloseTo(0.5 / 1.3 ** 2, 4);
  const [fresh, old] = [capacitor(ideal), capacitor({ ...ideal, capacitorAge: 1 })];
  expect(old.call('Capacitance_F') / fresh.call('Capacitance_F')).toBeCloseTo(0.8, 12);
  expect(old.call('Esr_ohm') / fresh.call('Esr_ohm')).toBeCloseTo(2, 12);
});

it('the metrics know the highest module and the highest cell of all', () => {
  // one of two modules is charged with nothing: it has been pulled out
  const events = [
    { t_s: 0.0005, kind: 'capacitorLoss' as const, index: 1 },
    { t_s: 0.001, kind: 'command' as const, value: -400 },
    { t_s: 0.05, kind: 'command' as const, value: 0 },
  ];
  const simulation = simulated({ parameters: { controlMode: 1, cbuModules: 2, loadPower_W: 3e3 }, events, duration_s: 0.06 });
  const { capacitorVoltageMax_V, capacitorCellMax_V } = simulation.metrics();
  const [charged, resting] = [simulation.moduleTruth(0), simulation.moduleTruth(1)];
  expect(charged.storageVoltage_V).toBeGreaterThan(resting.storageVoltage_V + 0.05);
  expect(capacitorVoltageMax_V).toBeGreaterThan(charged.storageVoltage_V + 2);
  expect(capacitorCellMax_V).toBeGreaterThan((capacitorVoltageMax_V as number) / CELLS);
  expect(simulation.truth().capacitorCellMax_V).toBe(charged.cellVoltageMax_V);
  simulation.run(1);
  expect(Math.abs(simulation.sample(0).capacitorCellMax_code * 1e-4 - charged.cellVoltageMax_V)).toBeLessThan(2e-3);
});
