/**
 * `npm run bench`: how fast, as medians of interleaved rounds. Every round measures every row once, so that a machine
 * that slows down slows all of them. Writes build/bench.json.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve, scenarios } from './scenario.ts';
import { type RunSpec, SimulationModule } from './simulation.ts';

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

/** Simulated over real seconds of a scenario that runs for `duration_s`; the first stretch warms the compiler up. */
function realTimeFactor(module: SimulationModule, spec: RunSpec, duration_s: number): number {
  const warm_s = 0.2;
  const simulation = module.create({ ...spec, duration_s: duration_s + warm_s });
  simulation.run(warm_s * 1e6);
  return duration_s / seconds(() => simulation.run(duration_s * 1e6));
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
  const openLoop: RunSpec = { ...spec, parameters: { ...spec.parameters, controlMode: 1 }, events: [] };
  let cellSteps = 0;
  const rows: Row[] = [
    { name: 'shelf, 396 cells, 7 controllers, recorder, 1 us', unit: 'x real time', measure: () => realTimeFactor(module, spec, 2) },
    { name: 'the same plant alone, open loop', unit: 'x real time', measure: () => realTimeFactor(module, openLoop, 2) },
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
        `${name.padEnd(50)} ${median.toFixed(1).padStart(8)} ${unit.padEnd(12)} (${low.toFixed(1)} to ${high.toFixed(1)}, ${ROUNDS} rounds)`,
      );
}
