/**
 * `npm run bench`: how fast, as medians of interleaved rounds. Every round measures every row once, so that a machine
 * that slows down slows all of them. Writes build/bench.json.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { rack } from './bench/rack.ts';
import { resolve, scenarios } from './scenario.ts';
import { type RunSpec, type Simulation, SimulationModule, TICKS_PER_SECOND } from './simulation.ts';

const ROUNDS = 9;

interface Row {
  readonly name: string;
  readonly unit: string;
  /** One measurement. */
  readonly measure: () => number;
}

const file = (name: string) => readFileSync(new URL(`../build/${name}.wasm`, import.meta.url));

function seconds(work: () => void): number {
  const begin = performance.now();
  work();
  return (performance.now() - begin) * 1e-3;
}

/** As the command line and the page run: in slices. */
const SLICE_TICKS = 20_000;
const STRETCH_TICKS = 400_000;
/** Until the compiler has done its work and the recorder's ring has gone round once: no page of memory is new any more. */
const WARM_TICKS = 2_400_000;

function runSlices(simulation: Simulation, ticks: number): void {
  for (let done = 0; done < ticks; done += SLICE_TICKS) simulation.run(SLICE_TICKS);
}

/** Simulated over real seconds of one long run, a stretch a round. */
function realTimeFactor(module: SimulationModule, spec: RunSpec): () => number {
  const duration_s = (WARM_TICKS + (ROUNDS + 1) * STRETCH_TICKS) / TICKS_PER_SECOND;
  const simulation = module.create({ ...spec, duration_s });
  runSlices(simulation, WARM_TICKS);
  return () => STRETCH_TICKS / TICKS_PER_SECOND / seconds(() => runSlices(simulation, STRETCH_TICKS));
}

type BenchExports = {
  benchInit(): void;
  benchPowerStage(steps: number): void;
  benchCells(steps: number): number;
  benchFastTask(ticks: number): void;
};

/** Measures all rows and returns their medians with the spread. */
export async function bench(): Promise<{ name: string; unit: string; median: number; low: number; high: number }[]> {
  const module = await SimulationModule.compile(file('ridethrough'));
  const blocks = new WebAssembly.Instance(new WebAssembly.Module(file('testing')), {}).exports as unknown as BenchExports;
  blocks.benchInit();
  const scenario = scenarios['psu-trip-handoff'];
  if (!scenario) throw new Error('no scenario psu-trip-handoff');
  const spec = resolve(scenario, {}, scenario.runs[0]);
  const waiting: RunSpec = { ...spec, events: [] };
  const openLoop: RunSpec = { ...waiting, parameters: { ...spec.parameters, controlMode: 1 } };
  const whole = 'shelf, 396 cells, 7 controllers, recorder, 1 us';
  let cellSteps = 0;
  const rows: Row[] = [
    { name: `${whole}: PSU carries`, unit: 'x real time', measure: realTimeFactor(module, waiting) },
    { name: `${whole}: battery carries`, unit: 'x real time', measure: realTimeFactor(module, spec) },
    { name: 'the same plant alone, open loop', unit: 'x real time', measure: realTimeFactor(module, openLoop) },
    {
      name: `reference outage, ${spec.duration_s} s, from nothing`,
      unit: 'ms',
      measure: () => seconds(() => runSlices(module.create(spec), spec.duration_s * TICKS_PER_SECOND)) * 1e3,
    },
    ...rack(module, ROUNDS + 1),
    { name: 'power-stage step', unit: 'ns', measure: () => seconds(() => blocks.benchPowerStage(1e6)) * 1e3 },
    {
      name: 'cell-step, heat included',
      unit: 'ns',
      measure: () => {
        const took_s = seconds(() => {
          cellSteps = blocks.benchCells(1000);
        });
        return (took_s / cellSteps) * 1e9;
      },
    },
    { name: 'fast task, slower tasks included', unit: 'ns', measure: () => seconds(() => blocks.benchFastTask(1e6)) * 1e3 },
  ];
  for (const row of rows) row.measure();
  const samples = rows.map(() => [] as number[]);
  for (let round = 0; round < ROUNDS; round++) for (const [k, row] of rows.entries()) samples[k]?.push(row.measure());
  return rows.map(({ name, unit }, k) => {
    const sorted = (samples[k] ?? []).sort((a, b) => a - b);
    const at = (part: number) => sorted[Math.round(part * (sorted.length - 1))] ?? Number.NaN;
    return { name, unit, median: at(0.5), low: at(0), high: at(1) };
  });
}

/** Prints the table, or JSON. */
export async function printBench(json: boolean): Promise<void> {
  const rows = await bench();
  writeFileSync(new URL('../build/bench.json', import.meta.url), JSON.stringify(rows, null, 2));
  if (json) console.log(JSON.stringify(rows, null, 2));
  else
    for (const { name, unit, median, low, high } of rows)
      console.log(
        `${name.padEnd(68)} ${median.toFixed(1).padStart(8)} ${unit.padEnd(12)} (${low.toFixed(1)} to ${high.toFixed(1)}, ${ROUNDS} rounds)`,
      );
}
