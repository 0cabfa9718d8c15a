import { describe, expect, it } from 'vitest';
import { failed, outcome } from '../support/scenario.ts';

describe.each([
  ['accepts at 10 s', 10],
  ['accepts at 30 s', 30],
])('with hold-off and walk-in, %s', (label, accepts_s) => {
  const run = outcome('generator-start', label);
  const { simulation, metrics } = run;

  it('the generator comes in its order, and the battery carries until it does', () => {
    const chain = (['utilityLost', 'batteryCarries', 'generatorStarted', 'generatorReady', 'onGenerator'] as const).map(run.first);
    expect(chain.every(Number.isFinite)).toBe(true);
    expect(chain).toEqual([...chain].sort((a, b) => a - b));
    expect(run.first('onGenerator')).toBeCloseTo(accepts_s, 6);
    // before the end of the hold-off the battery gives all there is
    const kept = simulation.view('psuCurrent_A', 0.5, accepts_s + 3, 1);
    expect(kept.max[0]).toBe(0);
    expect(metrics.loadDropouts).toBe(0);
    expect(metrics.outsideWindow_s).toBe(0);
  });

  it('the generator is loaded slowly enough that its voltage stays, and carries all of it at the end', () => {
    expect(metrics.generatorVoltageMin_pu).toBeGreaterThan(0.95);
    const { psuCurrent_A, loadCurrent_A, onGenerator } = simulation.truth();
    expect(onGenerator).toBe(1);
    expect(psuCurrent_A).toBeGreaterThan(0.99 * loadCurrent_A);
    expect(failed(run)).toEqual([]);
  });
});

it('taken at once the generator sags below what the rectifiers count as lost', () => {
  const { metrics } = outcome('generator-start', 'at once');
  console.log(`at once: generator at ${metrics.generatorVoltageMin_pu?.toFixed(3)} pu`);
  expect(metrics.generatorVoltageMin_pu).toBeLessThan(0.9);
});
