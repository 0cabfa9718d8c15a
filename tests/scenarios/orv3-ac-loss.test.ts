import { expect, it } from 'vitest';
import { failed, outcome } from '../support/scenario.ts';

it.each([
  ['50 %', 24.8, 15.3],
  ['100 %', 14.7, 5.3],
  ['150 %', 11.3, 2.0],
])('at %s load the battery delivers %d ms after AC loss, %d ms before the hold-up energy ends', (label, delivers_ms, margin_ms) => {
  const run = outcome('orv3-ac-loss', label);
  const { batteryDelivers_s, psuEnergyMargin_s, batteryResponse_s, busVoltageMin_V, loadDropouts } = run.metrics;
  console.log(
    `${label}: delivers ${(1e3 * (batteryDelivers_s as number)).toFixed(2)} ms, margin ${(1e3 * (psuEnergyMargin_s as number)).toFixed(2)} ms, minimum ${busVoltageMin_V?.toFixed(2)} V`,
  );
  expect(Math.abs(1e3 * (batteryDelivers_s as number) - delivers_ms)).toBeLessThanOrEqual(0.3);
  expect(Math.abs(1e3 * (psuEnergyMargin_s as number) - margin_ms)).toBeLessThanOrEqual(0.4);
  expect(batteryResponse_s).toBeLessThanOrEqual(4e-3);
  expect(busVoltageMin_V).toBeGreaterThanOrEqual(46);
  expect(loadDropouts).toBe(0);
  expect(failed(run)).toEqual([]);
});

it('the chain is pre-warning, bus below 48.5 V, start, delivery, end of the energy', () => {
  const run = outcome('orv3-ac-loss', '100 %');
  const chain = [
    run.first('psuPreWarning'),
    run.metrics.busBelowTrip_s as number,
    run.first('batteryStart'),
    run.first('batteryOn'),
    run.first('batteryDelivers'),
    run.first('psuEnergyOut'),
  ];
  expect(chain.every(Number.isFinite)).toBe(true);
  expect(chain).toEqual([...chain].sort((a, b) => a - b));
  // half of 60 J at 3 kW and 50 V is 10 ms; the pre-warning then falls 3 V a millisecond
  expect(Math.abs(run.first('psuPreWarning') - 10e-3)).toBeLessThan(0.1e-3);
});
