import { expect, it } from 'vitest';
import { simulationOf } from '../support/simulation.ts';

it('looking at a run does not change it', () => {
  const watched = simulationOf({ parameters: {}, duration_s: 0.004 });
  const alone = simulationOf({ parameters: {}, duration_s: 0.004 });
  for (let k = 1; k <= 7; k++) {
    watched.run(500 + k);
    alone.run(500 + k);
    watched.viewEdges('busVoltage_V', Float64Array.of(0, 1e-4 * k, 3e-4 * k, 1));
    watched.view('loadCurrent_A', 0, 0.01, 100 + k);
    watched.raw('packSoc', 0, 100);
    watched.metrics();
    watched.log();
    watched.states('handoffState');
    watched.snapshot();
    expect(watched.hash()).toBe(alone.hash());
  }
});
