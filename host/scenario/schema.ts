/** The shape of a scenario: entries of the library and JSON files alike. Times in seconds since the start of the run. */
import type { ParameterName } from '../parameters.ts';
import type { CoreMetricName, StimulusEvent } from '../simulation.ts';

/**
 * A quantity in SI, or as people write it (`"27kW"`, `"2ms"`). Where a power is wanted, a percentage (`"120%"`) in `set`
 * is of the preset's load, in an event of the run's own, so that `"100%"` is always the way back.
 */
export type Quantity = number | string;

/**
 * A number in SI, or what a parameter of the run says, or two of them multiplied, `times` as much (1): so each rack is
 * judged by its own.
 */
export type Limit = number | { of: ParameterName; by?: ParameterName; times?: number };

export interface VerdictRule {
  id: string;
  label: string;
  metric: CoreMetricName;
  /** At least one of the two. */
  min?: Limit;
  max?: Limit;
  /** SI unit of the metric. */
  unit: string;
  /** Where the limit comes from; (P) marks one that is ours. */
  source: string;
  /** `reproduces`: not a limit but what the scenario's own parameters give; any edit exempts the run. Absent: a limit. */
  kind?: 'reproduces';
  /** Judges only from this part of the preset's load on. */
  fromLoad?: number;
  /** Labels of the runs it judges; absent: all. */
  runs?: string[];
}

export interface ScenarioEvent extends Omit<StimulusEvent, 'value'> {
  value?: Quantity;
  /** Number of a cell in the module. */
  cell?: number;
  /** `sensorFault`: which sensor of the module (with `item`, one of several), and what is wrong with it. */
  sensor?: string;
  fault?: string;
}

/** Points (time, value) of a held series. */
export type Series = [t_s: number, value: number][];

/** Points of a trace of the load, times in seconds. */
export type LoadTrace = [t_s: number, power_W: number][];

/** Open loop: references of one module of a kind in ampere, held, on the fast tick of 10 us. */
export interface Commands {
  cbu?: Series;
  bbu?: Series;
  enable?: { cbu?: Series; bbu?: Series };
}

export interface RunVariant {
  label: string;
  /** Shown for comparison; never decides whether the scenario passes. */
  baseline?: boolean;
  set?: Record<string, Quantity>;
  /** Beside the scenario's own. */
  events?: ScenarioEvent[];
  verdicts?: VerdictRule[];
}

export interface Scenario {
  name: string;
  title: string;
  about: string;
  preset: string;
  /** The nominal voltage of the bus that its own voltages belong to: a rack with another is refused. Absent: any rack. */
  busNominal_V?: number;
  seed: number;
  duration_s: number;
  /** What the metrics count from. */
  trigger_s: number;
  set: Record<string, Quantity>;
  events: ScenarioEvent[];
  verdicts: VerdictRule[];
  /** The main run first. */
  runs: RunVariant[];
  commands?: Commands;
  /** What the load follows from `patternStart_s` on; its first point is its begin. */
  loadTrace?: LoadTrace;
}

export interface Verdict {
  id: string;
  label: string;
  metric: CoreMetricName;
  /** Null where it was not judged. */
  pass: boolean | null;
  /** Why it was not judged; else absent. */
  notJudged?: string;
  /** SI; null where the metric does not apply, which never passes. */
  value: number | null;
  limit: { min?: number; max?: number };
  /** Distance to the nearer limit, SI, negative beyond it. */
  margin: number | null;
  unit: string;
  source: string;
  /** Of a pod: the rack it speaks of, that with the least margin. */
  rack?: number;
}
