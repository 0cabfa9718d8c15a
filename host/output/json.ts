/** The result of a scenario as `--json` prints it and a JSON file holds it. */

import { type BlackBox, blackBoxReport } from '../black-box.ts';
import { type Rack, racksOf } from '../fleet.ts';
import { logText } from '../log-text.ts';
import type { Scenario, Verdict } from '../scenario.ts';
import type { LogEntry, Metrics } from '../simulation.ts';
import type { ModuleResult } from './modules.ts';

export interface RunResult {
  label: string;
  baseline: boolean;
  hash: string;
  pass: boolean;
  /** SI; null where one does not apply. */
  metrics: Metrics;
  verdicts: Verdict[];
  /** At the end; of a pod those of its worst rack. */
  modules: ModuleResult[];
  /** Only there when some did not fit into the log. */
  eventsDropped?: number;
  /** Of a pod: its racks, and the one whose events and samples are kept. */
  racks?: readonly Rack[];
  worstRack?: number;
  log: LogEntry[];
  /** Of controllers that tripped; of all where they are asked for. */
  blackBoxes: readonly KeptBox[];
}

export interface KeptBox {
  readonly module: number;
  readonly box: BlackBox;
}

export const blackBoxReports = (boxes: readonly KeptBox[]) => boxes.map(({ module, box }) => ({ module, ...blackBoxReport(box) }));

const tripped = (boxes: readonly KeptBox[]) => boxes.filter(({ box }) => box.head.firstRow >= 0);

/** Times of events count from the start of the run, those of the metrics from the trigger. */
export interface Report {
  scenario: string;
  preset: string;
  /** Only there when there are several: then a run's figures are put together from those of its racks. */
  rackCount?: number;
  seed: number;
  pass: boolean;
  /** Only there when the user stopped before the last run ended. */
  interrupted?: true;
  /** What of the main run's parameters does not fit together; only there when something does not. */
  configuration?: string[];
  runs: (Omit<RunResult, 'log' | 'racks' | 'blackBoxes'> & {
    racks?: Omit<Rack, 'verdicts'>[];
    /** Only of controllers that tripped. */
    blackBoxes?: ReturnType<typeof blackBoxReports>;
    events: { t_s: number; kind: string; text: string; module: number; value: number }[];
  })[];
}

export function reportOf(
  { name, preset, seed }: Scenario,
  runs: readonly RunResult[],
  interrupted: boolean,
  findings: readonly string[] = [],
): Report {
  return {
    scenario: name,
    preset,
    ...(racksOf(preset) > 1 && { rackCount: racksOf(preset) }),
    seed,
    pass: passes(runs) && !interrupted,
    ...(interrupted && { interrupted }),
    ...(findings.length > 0 && { configuration: [...findings] }),
    runs: runs.map(({ log, racks, blackBoxes, ...run }) => ({
      ...run,
      ...(racks && { racks: racks.map(({ verdicts: _, ...rack }) => rack) }),
      ...(tripped(blackBoxes).length > 0 && { blackBoxes: blackBoxReports(tripped(blackBoxes)) }),
      events: log.map((entry) => ({ t_s: entry.t_s, kind: entry.kind, text: logText(entry), module: entry.module, value: entry.value })),
    })),
  };
}

/** A baseline never decides. */
export const passes = (runs: readonly RunResult[]): boolean => runs.every((run) => run.pass || run.baseline);
