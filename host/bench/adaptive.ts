/** Five minutes on the battery in adaptive time: how much faster than the clock on the wall, and where the time goes. */
import { resolve, type Scenario, scenarios } from '../scenario.ts';
import { SimulationModule, ticksOf } from '../simulation.ts';
import { imageBytes } from './images.ts';
import type { Row } from './row.ts';

/** As the blocks of coarse time. */
const SLICE_TICKS = 10_000;

interface Split {
  readonly total_ms: number;
  readonly fine_ms: number;
  readonly fine_s: number;
  readonly blocks: number;
}

/** The whole run in slices of a block; a slice counts as coarse when it ended so. */
function outage(module: SimulationModule, preset: string): Split {
  const scenario = { ...(scenarios['long-outage'] as Scenario), preset };
  const simulation = module.create(resolve(scenario, {}, scenario.runs[0]));
  const end_tick = ticksOf(scenario.duration_s);
  let coarse_ms = 0;
  let blocks = 0;
  const begun_ms = performance.now();
  let last_ms = begun_ms;
  while (simulation.tick < end_tick) {
    simulation.run(SLICE_TICKS);
    const now_ms = performance.now();
    if (simulation.isCoarse(simulation.tick)) {
      coarse_ms += now_ms - last_ms;
      blocks++;
    }
    last_ms = now_ms;
  }
  const total_ms = last_ms - begun_ms;
  return { total_ms, fine_ms: total_ms - coarse_ms, fine_s: simulation.telemetry(0).fastRuns * 10e-6, blocks };
}

/** The first row of each rack runs, the others say where its time went. */
export async function adaptive(): Promise<Row[]> {
  const module = await SimulationModule.compile(imageBytes('ridethrough'));
  const { duration_s } = scenarios['long-outage'] as Scenario;
  return ['orv3-shelf', 'nvl72-rack'].flatMap((preset) => {
    let split: Split | null = null;
    const name = `${duration_s} s outage, ${preset}, adaptive`;
    const of = (part: (split: Split) => number) => () => part(split as Split);
    return [
      {
        name,
        unit: 'x real time',
        measure: () => {
          split = outage(module, preset);
          return duration_s / (split.total_ms * 1e-3);
        },
      },
      { name: `${name}: wall time`, unit: 'ms', measure: of((s) => s.total_ms) },
      { name: `${name}: simulated in fine time`, unit: 's', measure: of((s) => s.fine_s) },
      { name: `${name}: wall time of that`, unit: 'ms', measure: of((s) => s.fine_ms) },
      { name: `${name}: a coarse block of 10 ms`, unit: 'us', measure: of((s) => (1e3 * (s.total_ms - s.fine_ms)) / s.blocks) },
    ];
  });
}
