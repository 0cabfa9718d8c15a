/** A minute on the battery of a whole pod: forty racks one after the other. A round measures one rack of it, each another. */
import { rackSeed, racksOf } from '../fleet.ts';
import { resolve, type Scenario, scenarios } from '../scenario.ts';
import { SimulationModule, ticksOf } from '../simulation.ts';
import { imageBytes } from './images.ts';
import { type Row, seconds } from './row.ts';

const PRESET = 'pod-40';
const DURATION_S = 60;
const TRIP_S = 1;
/** As the command line runs it. */
const SLICE_TICKS = 50_000;

export async function pod(): Promise<Row[]> {
  const module = await SimulationModule.compile(imageBytes('ridethrough'));
  const scenario: Scenario = {
    ...(scenarios['long-outage'] as Scenario),
    preset: PRESET,
    duration_s: DURATION_S,
    trigger_s: TRIP_S,
    events: [{ t_s: TRIP_S, kind: 'psuTrip' }],
  };
  const racks = racksOf(PRESET);
  let rack = 0;
  const rack_s = () => {
    rack = (rack % racks) + 1;
    const spec = resolve({ ...scenario, seed: rackSeed(scenario.seed, rack) }, {}, scenario.runs[0]);
    return seconds(() => {
      const simulation = module.create(spec);
      for (let done = 0; done < ticksOf(DURATION_S); done += SLICE_TICKS) simulation.run(SLICE_TICKS);
    });
  };
  return [
    {
      name: `${DURATION_S} s outage, ${PRESET}, ${racks} times one rack, adaptive`,
      unit: 'x real time',
      measure: () => DURATION_S / (racks * rack_s()),
    },
  ];
}
