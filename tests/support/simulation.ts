import { readFileSync } from 'node:fs';
import { type RunSpec, type Simulation, SimulationModule } from '../../host/simulation.ts';

/** build/ridethrough.wasm, or the file named by RIDETHROUGH_WASM. */
const module = await SimulationModule.compile(
  readFileSync(process.env.RIDETHROUGH_WASM ?? new URL('../../build/ridethrough.wasm', import.meta.url)),
);

/** A simulation of the default shelf but for what `spec` says. */
export function simulationOf(spec: Partial<RunSpec>): Simulation {
  return module.create({ parameters: {}, seed: 1, duration_s: 0.01, trigger_s: 0, events: [], ...spec });
}

/** The same, run to its end. */
export function simulated(spec: Partial<RunSpec>): Simulation {
  const simulation = simulationOf(spec);
  simulation.run(simulation.duration_ticks);
  return simulation;
}
