import { expect, it } from 'vitest';
import { failed, outcome } from '../support/scenario.ts';

it('the AC_LOSS line starts the battery while most of the hold-up energy is there', () => {
  const run = outcome('hpr-ac-loss', '100 %');
  expect(run.first('acLossDetected')).toBeCloseTo(2e-3, 4);
  expect(run.first('batteryStart')).toBeLessThan(2.2e-3);
  // the battery takes the load over before the hold-up energy ends
  expect(run.first('psuEnergyOut')).toBeNaN();
  expect(run.metrics.batteryCarries_s).toBeLessThan(20e-3);
  expect(run.metrics.psuEnergyMargin_s).toBeGreaterThan(1e-3);
  expect(run.metrics.transfers).toBe(1);
  expect(failed(run)).toEqual([]);
});
