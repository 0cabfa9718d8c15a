/** The same runs in Node: what the page must show. */
import { readFileSync } from 'node:fs';
import { type Simulation, SimulationModule } from '../../../host/simulation.ts';
import { type Settings, specOf } from '../../../web/settings.ts';
import { settingsOf } from './instrument.ts';

const module = await SimulationModule.compile(readFileSync(new URL('../../../build/ridethrough.wasm', import.meta.url)));

/** A run of these settings, as far as `ticks`, or to its end. */
export function simulated(changes: Partial<Settings> = {}, ticks?: number): Simulation {
  const simulation = module.create(specOf(settingsOf(changes)));
  simulation.run(ticks ?? simulation.duration_ticks);
  return simulation;
}
