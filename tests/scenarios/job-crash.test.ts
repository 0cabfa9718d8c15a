import { expect, it } from 'vitest';
import { judge, resolve, type Scenario, scenarios } from '../../host/scenario.ts';
import { failed, outcome } from '../support/scenario.ts';
import { simulated } from '../support/simulation.ts';

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

it('on 400 V it is judged by what that rack says of itself: ramp 400 MW/s, capacitor 410 V', () => {
  const scenario: Scenario = { ...(scenarios['job-crash'] as Scenario), preset: 'diablo-400' };
  const spec = resolve(scenario, {}, scenario.runs[0]);
  const verdicts = judge(scenario.verdicts, simulated(spec).metrics(), spec.parameters);
  const limits = Object.fromEntries(verdicts.map(({ id, limit }) => [id, limit]));
  expect(limits['load-ramp']).toEqual({ max: 400.4e6 });
  expect(limits['capacitor-maximum']).toEqual({ max: 410 });
  expect(verdicts.filter(({ pass }) => !pass)).toEqual([]);
});
