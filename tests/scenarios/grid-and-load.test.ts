import { describe, expect, it } from 'vitest';
import { judge, resolve, type Scenario, scenarios } from '../../host/scenario.ts';
import { failed, outcome } from '../support/scenario.ts';
import { simulated } from '../support/simulation.ts';

describe('multi-dip', () => {
  const run = outcome('multi-dip', 'hybrid');

  it('each of six dips is ridden through with one transfer and ends in NORMAL', () => {
    expect(run.metrics.transfers).toBe(6);
    expect(run.simulation.log().filter(({ kind }) => kind === 'utilityLost').length).toBe(6);
    expect(run.metrics.outsideWindow_s).toBe(0);
    expect(failed(run)).toEqual([]);
  });

  it('nothing locks out: after the last one the PSU carries again', () => {
    const { psuCurrent_A, loadCurrent_A } = run.simulation.truth();
    expect(psuCurrent_A).toBeGreaterThan(0.98 * loadCurrent_A);
  });
});

describe('training-smoothing', () => {
  it('the bus does not mind, and nothing transfers', () => {
    const scenario = scenarios['training-smoothing'] as Scenario;
    const spec = { ...resolve(scenario, {}, scenario.runs[0]), duration_s: 3 };
    const simulation = simulated(spec);
    expect(judge(scenario.verdicts, simulation.metrics(), spec.parameters).filter(({ pass }) => !pass)).toEqual([]);
    // the PSU carries it as it is: what the grid sees is not smooth yet
    const { min, max } = simulation.view('psuCurrent_A', 0.1, 2.5, 1);
    console.log(`PSU between ${min[0]?.toFixed(0)} and ${max[0]?.toFixed(0)} A`);
    expect((max[0] as number) - (min[0] as number)).toBeGreaterThan(200);
  });
});

// in `npm run campaign`
it.runIf(process.env.RIDETHROUGH_LONG)('training-smoothing for ten minutes', { timeout: 900_000 }, () => {
  const scenario = { ...(scenarios['training-smoothing'] as Scenario), duration_s: 600.002 };
  const spec = resolve(scenario, {}, scenario.runs[0]);
  const verdicts = judge(scenario.verdicts, simulated(spec).metrics(), spec.parameters);
  for (const { id, value } of verdicts) console.log(`600 s: ${id} ${value}`);
  expect(verdicts.filter(({ pass }) => !pass)).toEqual([]);
});

describe('load-pulses', () => {
  it.each(['100 Hz', '1 kHz', '10 kHz'])('at %s the bus stays in its window and no module gives more than its pulse limit', (label) => {
    expect(failed(outcome('load-pulses', label))).toEqual([]);
  });

  it('at 10 kHz the slew limit leaves a triangle of 2.5 kW', () => {
    const { simulation } = outcome('load-pulses', '10 kHz');
    const power_W = [...simulation.raw('loadCurrent_A', 90_000, 1000)].map(
      (ampere, k) => ampere * (simulation.raw('busVoltage_V', 90_000 + k, 1)[0] as number),
    );
    expect(Math.max(...power_W) - Math.min(...power_W)).toBeCloseTo(2500, -1);
  });
});
