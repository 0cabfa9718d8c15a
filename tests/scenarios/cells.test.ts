import { describe, expect, it } from 'vitest';
import { enumerations } from '../../host/abi/registers.ts';
import { cellOf } from '../../host/scenario/cells.ts';
import { resolve, type Scenario, scenarios } from '../../host/scenario.ts';
import { outcome } from '../support/scenario.ts';
import { testingModule } from '../support/testing-module.ts';

describe.each(enumerations.CellChemistry.map((name, kind) => ({ name, kind })))('cell $name', ({ name, kind }) => {
  it('is rated within 2 % of what the plant gives it', () => {
    const wasm = testingModule();
    wasm.testPackInit?.(kind, 1, 1, 1, 25, 0, 0, 1e-3, 1);
    const plant_Ah = wasm.testPackCellCapacity_Ah?.(0) ?? Number.NaN;
    expect(Math.abs(plant_Ah / cellOf(kind).rated_Ah - 1)).toBeLessThan(0.02);
  });

  it('carries the shelf after the PSU tripped, and nothing trips', () => {
    const run = outcome('psu-trip-handoff', 'hybrid', { cellChemistry: name });
    const { cellVoltageMin_V: lowest_V, cellVoltageMax_V: highest_V } = run.metrics;
    console.log(`${name}: cells ${lowest_V?.toFixed(3)} to ${highest_V?.toFixed(3)} V`);
    expect(run.metrics.loadDropouts).toBe(0);
    expect(run.first('protectionTrip')).toBeNaN();
    expect(lowest_V).toBeGreaterThan(cellOf(kind).voltages.cellUndervoltageTrip_V);
  });
});

it('an LFP cell brings its voltages with it, unless they are set', () => {
  const scenario = scenarios['psu-trip-handoff'] as Scenario;
  const of = (set: Record<string, string | number>) => resolve(scenario, set).parameters;
  expect(of({ cellChemistry: 'a123Lfp26650' }).cellUndervoltageTrip_V).toBe(2);
  expect(of({ cellChemistry: 'a123Lfp26650', cellUndervoltageTrip_V: 2.2 }).cellUndervoltageTrip_V).toBe(2.2);
  expect(of({}).cellUndervoltageTrip_V).toBe(2.5);
});
