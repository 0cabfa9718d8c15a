/** `ridethrough run`: every run of a scenario, to its end or until Ctrl-C (or another polite end). */
import { setImmediate } from 'node:timers/promises';
import { orderFindings } from '../certify/configuration.ts';
import type { Values } from '../certify/stimuli.ts';
import { hashTogether, metricsTogether, type Rack, rackSeed, verdictsTogether, worstOf } from '../fleet.ts';
import { csvSamples } from '../output/csv.ts';
import { blackBoxReports, type KeptBox, passes, type Report, type RunResult, reportOf } from '../output/json.ts';
import { modulesOf } from '../output/modules.ts';
import { type SampleRange, SampleRows, sampleHeader } from '../output/samples.ts';
import { WholeFile } from '../output/whole-file.ts';
import { Progress } from '../progress.ts';
import { judge, passesAll, rulesFor, type Scenario } from '../scenario.ts';
import type { RunSpec, Simulation } from '../simulation.ts';
import { loadSimulation } from './load.ts';
import { readOptions } from './options.ts';
import { type Order, type Ordered, readOrder, runOptions } from './order.ts';
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
  const boxes = order.blackBox ? new WholeFile(order.blackBox, '--black-box') : null;
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  for (const signal of STOP_SIGNALS) process.on(signal, onSignal);
  try {
    const { results, complete, sampled } = await runAll(order, file, stop.signal);
    const findings = orderFindings((order.runs[0]?.spec.parameters ?? {}) as Values).map(({ text }) => text);
    const report = reportOf(order.scenario, results, !complete, findings);
    // without all samples, or without a result, there is nothing whole to keep
    const written = file !== null && sampled && results.length > 0;
    if (written) {
      if (order.out?.format === 'json') file.write(closeJson(report, order.out.samples !== null));
      file.commit();
    }
    const [main] = results;
    if (boxes && main) {
      boxes.write(`${JSON.stringify({ scenario: order.scenario.name, run: main.label, blackBoxes: blackBoxReports(main.blackBoxes) })}\n`);
      boxes.commit();
    }
    print(order, results, report, written);
    if (!complete) return INTERRUPTED;
    return passes(results) ? 0 : 1;
  } finally {
    for (const signal of STOP_SIGNALS) process.removeListener(signal, onSignal);
    file?.discard();
    boxes?.discard();
  }
}

interface Outcome {
  readonly results: readonly RunResult[];
  /** Everything ran to its end. */
  readonly complete: boolean;
  /** The samples that were asked for are all written. */
  readonly sampled: boolean;
}

/** The runs that came to their end; of a pod that was interrupted, the racks that did. */
async function runAll(order: Order, file: WholeFile | null, stop: AbortSignal): Promise<Outcome> {
  const { scenario, runs, racks, out } = order;
  const module = await loadSimulation();
  const progress = new Progress(process.stderr);
  const samples = file && out?.samples ? { file, range: out.samples, format: out.format } : null;
  const results: RunResult[] = [];
  let sampled = samples === null;
  let complete = true;
  /** To its end, or null. One simulation at a time: its memory is free when the next one is made. */
  const simulate = async (spec: RunSpec, label: string, before: number, rows: SampleRows | null): Promise<Simulation | null> => {
    const simulation = module.create(spec);
    rows?.collect(simulation);
    let slice_ticks = SLICE_TICKS;
    while (!simulation.done && !stop.aborted) {
      const begun_ms = performance.now();
      simulation.run(slice_ticks);
      const quick = performance.now() - begun_ms < SLICE_MS;
      slice_ticks = quick ? Math.min(2 * slice_ticks, LONGEST_TICKS) : Math.max(slice_ticks / 2, SLICE_TICKS);
      rows?.collect(simulation);
      progress.update((before + simulation.tick / simulation.duration_ticks) / (runs.length * racks), `${scenario.name}: ${label}`);
      await setImmediate();
    }
    return simulation.done ? simulation : null;
  };
  for (const [k, ordered] of runs.entries()) {
    const { label } = ordered.run;
    // the samples are the main run's
    const wanted = k === 0 ? samples : null;
    const rows = wanted && racks === 1 ? sampleRows(wanted, null) : null;
    const finished: RackResult[] = [];
    for (let rack = 1; rack <= racks; rack++) {
      const spec = { ...ordered.spec, seed: rackSeed(ordered.spec.seed, rack) };
      const simulation = await simulate(spec, racks > 1 ? `${label}, rack ${rack} of ${racks}` : label, k * racks + rack - 1, rows);
      if (!simulation) break;
      finished.push({ ...resultOf(simulation, scenario, ordered, k === 0 && order.blackBox !== null), rack, seed: spec.seed });
    }
    complete = finished.length === racks;
    if (rows) sampled = complete;
    const [only] = finished;
    if (only) results.push(racks === 1 ? alone(only) : podOf(finished, ordered));
    if (!complete) break;
    if (wanted && !rows) {
      // which rack is the worst is known only now, and the same seed gives the same run
      const rack = out?.rack ?? (results[k]?.worstRack as number);
      const spec = { ...ordered.spec, seed: rackSeed(ordered.spec.seed, rack) };
      sampled = (await simulate(spec, `${label}, rack ${rack} once more for its samples`, racks - 1, sampleRows(wanted, rack))) !== null;
    }
  }
  progress.clear();
  return { results, complete: complete && sampled, sampled };
}

type RackResult = RunResult & Rack;

const alone = ({ rack: _, seed: __, ...result }: RackResult): RunResult => result;

function resultOf(simulation: Simulation, scenario: Scenario, { run, spec, exempt }: Ordered, allBoxes: boolean): RunResult {
  const metrics = simulation.metrics();
  const verdicts = judge(rulesFor(scenario, run), metrics, spec.parameters, exempt);
  const { logDropped } = simulation;
  const { cbuModules = 0, bbuModules = 0 } = spec.parameters;
  return {
    label: run.label,
    baseline: run.baseline ?? false,
    hash: simulation.hash(),
    pass: passesAll(verdicts),
    metrics,
    verdicts,
    modules: modulesOf(simulation, cbuModules + bbuModules),
    ...(logDropped > 0 && { eventsDropped: logDropped }),
    log: simulation.log(),
    blackBoxes: keptBoxes(simulation, cbuModules + bbuModules, allBoxes),
  };
}

/** Those that tripped, or all. */
function keptBoxes(simulation: Simulation, modules: number, all: boolean): KeptBox[] {
  return Array.from({ length: modules }, (_, module) => module)
    .filter((module) => all || simulation.blackBoxHead(module).firstRow >= 0)
    .map((module) => ({ module, box: simulation.blackBox(module) }));
}

/** The racks' results as the pod's, with the events of its worst rack. */
function podOf(racks: readonly RackResult[], { spec }: Ordered): RunResult {
  const { busWindowLow_V = 0, busWindowHigh_V = 0 } = spec.parameters;
  const worst = worstOf(racks, busWindowHigh_V - busWindowLow_V);
  const verdicts = verdictsTogether(racks);
  return {
    ...alone(worst),
    hash: hashTogether(racks.map(({ hash }) => hash)),
    pass: passesAll(verdicts),
    metrics: metricsTogether(racks),
    verdicts,
    worstRack: worst.rack,
    racks: racks.map(({ rack, seed, hash, pass, metrics, verdicts }) => ({ rack, seed, hash, pass, metrics, verdicts })),
  };
}

interface Samples {
  readonly file: WholeFile;
  readonly range: SampleRange;
  readonly format: 'csv' | 'json';
}

function sampleRows({ file, range, format }: Samples, rack: number | null): SampleRows {
  if (format === 'csv') return csvSamples(range, (text) => file.write(text));
  file.write(`{"samples":{${rack === null ? '' : `"rack":${rack},`}"columns":${JSON.stringify(sampleHeader(range))},"rows":[`);
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

function print({ scenario, json, blackBox, out }: Order, results: readonly RunResult[], report: Report, written: boolean): void {
  if (json) {
    console.log(JSON.stringify(report, null, 2));
    return;
  }
  console.log(
    [
      ...reportLines(scenario, results),
      '',
      ...(report.configuration ?? []).map((text) => `configuration: ${text}`),
      report.interrupted ? 'stopped; this is what was finished' : lastLine(report.pass, results),
    ].join('\n'),
  );
  if (blackBox && results.length > 0) console.log(`written: ${blackBox}`);
  if (out) console.log(`${written ? 'written' : 'not written'}: ${out.file}${written ? samplesText(out, results[0]) : ''}`);
}

/** Whose samples a file holds, where that is a question. */
function samplesText({ samples, rack }: NonNullable<Order['out']>, main: RunResult | undefined): string {
  if (!samples || main?.worstRack === undefined) return '';
  return rack === null ? ` (samples of rack ${main.worstRack}, the worst)` : ` (samples of rack ${rack})`;
}
