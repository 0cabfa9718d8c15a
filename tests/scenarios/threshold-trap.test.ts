import { expect, it } from 'vitest';
import { failed, outcome } from '../support/scenario.ts';

it('a capacitor that engages above the trip voltage keeps the battery asleep until it is empty, and the verdicts say so', () => {
  const run = outcome('threshold-trap', 'engages at 50 V');
  const empty_s = run.first('capacitorEmpty');
  expect(run.first('batteryStart')).toBeGreaterThan(empty_s);
  // a hundred times longer than a battery may take, 174 kJ at 18 kW away
  expect(empty_s).toBeGreaterThan(4);
  expect(run.metrics.batteryDelivers_s).toBeGreaterThan(empty_s);
  expect(run.verdict('battery-starts').pass).toBe(false);
  expect(run.verdict('battery-starts').label).toMatch(/trap/);
  expect(run.verdict('capacitor-not-empty').pass).toBe(false);
  expect(run.pass).toBe(false);
});

it('one that lets the bus droop below the trip voltage does not', () => {
  const run = outcome('threshold-trap', 'engages at 49 V');
  expect(run.first('batteryStart')).toBeLessThan(5e-3);
  expect(run.first('capacitorEmpty')).toBeNaN();
  expect(failed(run)).toEqual([]);
});
