/**
 * Build step: runs the default scenario and its baseline with the simulation that was just built and writes what the
 * page shows before its own worker has run it.
 */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { exemptions, judge, passesAll, resolve, rulesFor, type Scenario, scenarios, type Verdict } from './scenario.ts';
import { type LogEntry, type Metrics, SimulationModule } from './simulation.ts';
import { type PackedTrace, Trace } from './trace.ts';

export interface RecordedRun {
  label: string;
  /** Index into the scenario's runs. */
  variant: number;
  baseline: boolean;
  pass: boolean;
  metrics: Metrics;
  verdicts: Verdict[];
  log: LogEntry[];
  states: { t_s: number; value: number }[];
  hash: string;
  now_s: number;
  trace: PackedTrace;
}

export interface Recorded {
  scenario: string;
  runs: RecordedRun[];
}

export const RECORDED_SCENARIO = 'psu-trip-handoff';

/** The main run of a scenario and its baseline, to their ends. */
export function record(module: SimulationModule, scenario: Scenario): Recorded {
  const wanted = scenario.runs.map((run, variant) => ({ run, variant })).filter(({ run, variant }) => variant === 0 || run.baseline);
  const runs = wanted.map(({ run, variant }): RecordedRun => {
    const spec = resolve(scenario, {}, run);
    const simulation = module.create(spec);
    simulation.run(simulation.duration_ticks);
    const metrics = simulation.metrics();
    const verdicts = judge(rulesFor(scenario, run), metrics, spec.parameters, exemptions(scenario, run, spec));
    return {
      label: run.label,
      variant,
      baseline: run.baseline ?? false,
      pass: passesAll(verdicts),
      metrics,
      verdicts,
      log: simulation.log(),
      states: simulation.states('handoffState'),
      hash: simulation.hash(),
      now_s: simulation.time_s,
      trace: Trace.of(simulation, scenario.trigger_s).pack(),
    };
  });
  return { scenario: scenario.name, runs };
}

/** Runs the default scenario with the image `wasm` and writes the result to `out`, whole or not at all. */
export async function writeRecorded(wasm: string, out: string): Promise<void> {
  const module = await SimulationModule.compile(await readFile(wasm));
  const recorded = record(module, scenarios[RECORDED_SCENARIO] as Scenario);
  await writeFile(`${out}.part`, JSON.stringify(recorded));
  await rename(`${out}.part`, out);
}
