/** The whole simulation of one shelf: how much faster than the clock on the wall. */
import { enumerations } from '../abi/registers.ts';
import { resolve, type Scenario, scenarios } from '../scenario.ts';
import { type RunSpec, type Simulation, SimulationModule, TICKS_PER_SECOND } from '../simulation.ts';
import { imageBytes } from './images.ts';
import { ROUNDS, type Row, seconds } from './row.ts';

/** As the command line and the page run: in slices. */
const SLICE_TICKS = 20_000;
const STRETCH_TICKS = 400_000;
/** Until the compiler has done its work and the recorder's ring has gone round once: no page of memory is new any more. */
const WARM_TICKS = 2_400_000;

function runSlices(simulation: Simulation, ticks: number): void {
  for (let done = 0; done < ticks; done += SLICE_TICKS) simulation.run(SLICE_TICKS);
}

/** Simulated over real seconds of one long run, a stretch a round. */
export function realTimeFactor(module: SimulationModule, spec: RunSpec): () => number {
  const duration_s = (WARM_TICKS + (ROUNDS + 1) * STRETCH_TICKS) / TICKS_PER_SECOND;
  const simulation = module.create({ ...spec, duration_s });
  runSlices(simulation, WARM_TICKS);
  return () => STRETCH_TICKS / TICKS_PER_SECOND / seconds(() => runSlices(simulation, STRETCH_TICKS));
}

/** The reference outage, 1 us throughout: its spec, and the same shelf in which nothing happens. */
export function outage(): { readonly spec: RunSpec; readonly waiting: RunSpec } {
  const scenario = scenarios['psu-trip-handoff'] as Scenario;
  const plain = resolve(scenario, {}, scenario.runs[0]);
  const timeMode = enumerations.TimeMode.indexOf('fine');
  const spec = { ...plain, parameters: { ...plain.parameters, timeMode } };
  return { spec, waiting: { ...spec, events: [] } };
}

export async function shelf(): Promise<Row[]> {
  const module = await SimulationModule.compile(imageBytes('ridethrough'));
  const { spec, waiting } = outage();
  const openLoop: RunSpec = { ...waiting, parameters: { ...spec.parameters, controlMode: 1 } };
  const whole = 'shelf, 396 cells, 7 controllers, recorder, 1 us';
  return [
    { name: `${whole}: PSU carries`, unit: 'x real time', measure: realTimeFactor(module, waiting) },
    { name: `${whole}: battery carries`, unit: 'x real time', measure: realTimeFactor(module, spec) },
    { name: 'the same plant alone, open loop', unit: 'x real time', measure: realTimeFactor(module, openLoop) },
    {
      name: `reference outage, ${spec.duration_s} s, from nothing`,
      unit: 'ms',
      measure: () => seconds(() => runSlices(module.create(spec), spec.duration_s * TICKS_PER_SECOND)) * 1e3,
    },
  ];
}
