/** `ridethrough run`: every run of a scenario, to its end or until Ctrl-C (or another polite end). */
import { setImmediate } from 'node:timers/promises';
import { csvRows } from '../output/csv.ts';
import { passes, type Report, type RunResult, reportOf } from '../output/json.ts';
import { SampleRows } from '../output/samples.ts';
import { WholeFile } from '../output/whole-file.ts';
import { Progress } from '../progress.ts';
import { judge, rulesFor } from '../scenario.ts';
import type { Simulation } from '../simulation.ts';
import { loadSimulation } from './load.ts';
import { readOptions } from './options.ts';
import { type Order, readOrder, runOptions } from './order.ts';
import { lastLine, reportLines } from './report.ts';

/** Simulated between two looks at Ctrl-C, at least and at most: a few milliseconds of work, more ticks where time is coarse. */
const SLICE_TICKS = 20_000;
const LONGEST_TICKS = 1_000_000;
const SLICE_MS = 5;
const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** As a shell reports a program that SIGINT ended. */
const INTERRUPTED = 130;

export async function run(args: readonly string[]): Promise<number> {
  const order = readOrder(readOptions(args, runOptions));
  const file = order.out ? new WholeFile(order.out.file, '--out') : null;
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  for (const signal of STOP_SIGNALS) process.on(signal, onSignal);
  try {
    const results = await runAll(order, file, stop.signal);
    const interrupted = results.length < order.runs.length;
    const report = reportOf(order.scenario, results, interrupted);
    // the samples are the main run's: without its end there is nothing whole to keep
    if (file && results.length > 0) {
      if (order.out?.format === 'json') file.write(closeJson(report, order.out.samples !== null));
      file.commit();
    }
    print(order, results, report);
    if (interrupted) return INTERRUPTED;
    return passes(results) ? 0 : 1;
  } finally {
    for (const signal of STOP_SIGNALS) process.removeListener(signal, onSignal);
    file?.discard();
  }
}

/** The runs that came to their end. */
async function runAll({ scenario, runs, out }: Order, file: WholeFile | null, stop: AbortSignal): Promise<RunResult[]> {
  const module = await loadSimulation();
  const progress = new Progress(process.stderr);
  const results: RunResult[] = [];
  for (const [k, { run, spec }] of runs.entries()) {
    const simulation = module.create(spec);
    // the samples are the main run's
    const rows = k === 0 && file && out?.samples ? sampleRows(file, out.format, out.samples) : null;
    rows?.collect(simulation);
    let slice_ticks = SLICE_TICKS;
    while (!simulation.done && !stop.aborted) {
      const begun_ms = performance.now();
      simulation.run(slice_ticks);
      const quick = performance.now() - begun_ms < SLICE_MS;
      slice_ticks = quick ? Math.min(2 * slice_ticks, LONGEST_TICKS) : Math.max(slice_ticks / 2, SLICE_TICKS);
      rows?.collect(simulation);
      progress.update((k + simulation.tick / simulation.duration_ticks) / runs.length, `${scenario.name}: ${run.label}`);
      await setImmediate();
    }
    if (!simulation.done) break;
    results.push(resultOf(simulation, scenario, run));
  }
  progress.clear();
  return results;
}

function resultOf(simulation: Simulation, scenario: Order['scenario'], run: Order['runs'][number]['run']): RunResult {
  const metrics = simulation.metrics();
  const verdicts = judge(rulesFor(scenario, run), metrics);
  const pass = verdicts.every((verdict) => verdict.pass);
  const { logDropped } = simulation;
  return {
    label: run.label,
    baseline: run.baseline ?? false,
    hash: simulation.hash(),
    pass,
    metrics,
    verdicts,
    ...(logDropped > 0 && { eventsDropped: logDropped }),
    log: simulation.log(),
  };
}

function sampleRows(file: WholeFile, format: 'csv' | 'json', range: SampleRows['range']): SampleRows {
  const header = ['t_s', ...range.channels];
  if (format === 'csv') {
    file.write(csvRows([header]));
    return new SampleRows(range, (rows) => file.write(csvRows(rows)));
  }
  file.write(`{"samples":{"columns":${JSON.stringify(header)},"rows":[`);
  let separator = '\n';
  return new SampleRows(range, (rows) => {
    file.write(separator + rows.map(jsonRow).join(',\n'));
    separator = ',\n';
  });
}

/** Numbers as they are, states in quotes. */
const jsonRow = (row: readonly string[]) =>
  `[${row.map((text) => (text !== '' && Number.isFinite(Number(text)) ? text : JSON.stringify(text))).join(',')}]`;

/** The report, after the samples when there are some. */
function closeJson(report: Report, afterSamples: boolean): string {
  const text = JSON.stringify(report, null, 2);
  return `${afterSamples ? `]},\n${text.slice(1)}` : text}\n`;
}

function print({ scenario, json, out }: Order, results: readonly RunResult[], report: Report): void {
  if (json) {
    console.log(JSON.stringify(report, null, 2));
    return;
  }
  console.log(
    [
      ...reportLines(scenario, results),
      '',
      report.interrupted ? 'stopped; this is what was finished' : lastLine(report.pass, results),
    ].join('\n'),
  );
  if (out) console.log(`${results.length > 0 ? 'written' : 'not written'}: ${out.file}`);
}
