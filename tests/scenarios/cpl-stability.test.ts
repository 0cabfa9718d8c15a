import { expect, it } from 'vitest';
import { failed, outcome } from '../support/scenario.ts';

it('2 % above the damping capacitance the kick dies, 2 % below it grows until the load drops out', () => {
  expect(failed(outcome('cpl-stability', '2 % above'))).toEqual([]);
  const below = outcome('cpl-stability', '2 % below');
  expect(below.metrics.loadDropouts).toBe(1);
  console.log(`2 % below the damping capacitance the load drops out ${below.first('loadLockout').toFixed(3)} s after the kick`);
});
