import { expect, it } from 'vitest';
import { failed, outcome } from '../support/scenario.ts';

it('the load falls to 5 % and comes back: bus below 52 V, ramp inside its limit, capacitor below 51 V, nothing transfers', () => {
  const run = outcome('job-crash', 'crash and restart');
  const { metrics } = run;
  expect(metrics.busVoltageMax_V).toBeLessThan(52);
  expect(metrics.busVoltageMin_V).toBeGreaterThan(46);
  // 1 A/us at 50 V
  expect(metrics.loadSlewMax_W_per_s).toBeLessThanOrEqual(50e6 * 1.001);
  expect(metrics.capacitorVoltageMax_V).toBeLessThan(51);
  expect(metrics.transfers).toBe(0);
  expect(metrics.batteryDelivers_s).toBeNull();
  expect(metrics.loadDropouts).toBe(0);
  expect(run.simulation.truth().loadDemand_W).toBe(18e3);
  expect(failed(run)).toEqual([]);
});
