/** A whole rack at one microsecond everywhere: preset nvl72-rack, 48 converters and controllers, 2,904 cells on one bus. */
import { resolve, type Scenario, scenarios } from '../scenario.ts';
import { type RunSpec, type Simulation, SimulationModule, type StimulusEvent, TICKS_PER_SECOND } from '../simulation.ts';
import { imageBytes } from './images.ts';
import { rackParts } from './rack-parts.ts';
import { ROUNDS, type Row } from './row.ts';

/** As the command line and the page run: in slices. */
const SLICE_TICKS = 10_000;
const STRETCH_TICKS = 100_000;
/** Until the compiler has done its work and the handoff is over. */
const WARM_TICKS = 400_000;
/** What one battery module delivers by command: nearly all of the load from 44. */
const COMMAND_A = 55;

function runSlices(simulation: Simulation, ticks: number): void {
  for (let done = 0; done < ticks; done += SLICE_TICKS) simulation.run(SLICE_TICKS);
}

/** Simulated over real seconds of one long run, a stretch a round. */
function realTimeFactor(module: SimulationModule, spec: RunSpec): () => number {
  const simulation = module.create({ ...spec, duration_s: (WARM_TICKS + (ROUNDS + 1) * STRETCH_TICKS) / TICKS_PER_SECOND });
  runSlices(simulation, WARM_TICKS);
  return () => {
    const begin = performance.now();
    runSlices(simulation, STRETCH_TICKS);
    return STRETCH_TICKS / TICKS_PER_SECOND / ((performance.now() - begin) * 1e-3);
  };
}

/** Closed loop: who carries. Plant alone: what the converters are told. */
export async function rack(): Promise<Row[]> {
  const module = await SimulationModule.compile(imageBytes('ridethrough'));
  const scenario = scenarios['psu-trip-handoff'] as Scenario;
  const outage = resolve({ ...scenario, preset: 'nvl72-rack' }, { timeMode: 'fine' }, scenario.runs[0]);
  const openLoop = { ...outage.parameters, controlMode: 1 };
  const told = (kind: StimulusEvent['kind'], value: number): StimulusEvent => ({ t_s: 0.002, kind, index: 1, value });
  const row = (name: string, spec: RunSpec): Row => ({ name, unit: 'x real time', measure: realTimeFactor(module, spec) });
  return [
    row('rack, 2,904 cells, 48 controllers, recorder, 1 us: PSU carries', { ...outage, events: [] }),
    row('rack, 2,904 cells, 48 controllers, recorder, 1 us: battery carries', outage),
    row('the same plant alone, open loop: PSU carries', { ...outage, events: [], parameters: openLoop }),
    row('the same plant alone, open loop: 44 converters deliver', {
      ...outage,
      events: [told('enable', 1), told('command', COMMAND_A)],
      parameters: openLoop,
    }),
    ...rackParts(outage),
  ];
}
