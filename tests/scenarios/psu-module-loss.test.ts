import { expect, it } from 'vitest';
import { failed, outcome } from '../support/scenario.ts';

it.each([
  ['100 %', 3600],
  ['120 %', 4320],
])('at %s load the other five carry on at %d W each, and nothing transfers', (label, each_W) => {
  const run = outcome('psu-module-loss', label);
  const { busVoltageS_V, psuCurrent_A } = run.simulation.truth();
  expect(Math.abs((busVoltageS_V * psuCurrent_A) / 5 / each_W - 1)).toBeLessThan(0.005);
  expect(run.metrics.psuModulePowerMax_W).toBeLessThan(4650);
  expect(run.metrics.transfers).toBe(0);
  expect(run.metrics.batteryDelivers_s).toBeNull();
  expect(run.metrics.outsideWindow_s).toBe(0);
  expect(failed(run)).toEqual([]);
});

it('at 150 % load the five stop at their pulse limit of 4.65 kW and the battery bridges the rest', () => {
  const run = outcome('psu-module-loss', '150 %');
  expect(run.metrics.psuModulePowerMax_W).toBeGreaterThan(4600);
  expect(run.metrics.psuModulePowerMax_W).toBeLessThanOrEqual(4650 * 1.001);
  expect(run.metrics.batteryDelivers_s).toBeLessThan(50e-3);
  expect(run.metrics.loadDropouts).toBe(0);
  expect(run.metrics.outsideWindow_s).toBe(0);
  expect(failed(run)).toEqual([]);
});

it('the limit is of one module: six at 150 % give more together than five may', () => {
  const { simulation } = outcome('psu-module-loss', '150 %');
  const before_W = (simulation.raw('psuCurrent_A', 1000, 1)[0] as number) * (simulation.raw('busVoltageS_V', 1000, 1)[0] as number);
  expect(before_W).toBeGreaterThan(5 * 4650);
  expect(before_W / 6).toBeLessThan(4650);
});
