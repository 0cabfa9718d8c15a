/**
 * Everything that page and worker say to each other, in one place.
 * Control goes over Comlink (`WorkerControl`); waveforms and progress over a raw MessagePort (`ToWorker`,
 * `FromWorker`), where nothing moves unless the page asked for it: one credit a picture.
 */
import type { ChannelName } from '../host/abi/registers.ts';
import type { LogEntry, Metrics, RunSpec } from '../host/simulation.ts';

/** Simulated time over real time, or as fast as the machine can. */
export type Speed = number | 'max';

export interface StartOrder {
  readonly id: number;
  readonly spec: RunSpec;
  /** How far to run at full speed before anything else, s; 0: stand at the start. */
  readonly catchUp_s: number;
  /** What then: go on at `speed`, or wait. */
  readonly after: 'run' | 'pause';
  readonly speed: Speed;
  /** A run beside the active one, always to its end at full speed. */
  readonly background: boolean;
}

/** Where a run stands. Lists are sent when they grew. */
export interface RunStatus {
  readonly id: number;
  readonly state: 'running' | 'paused' | 'done' | 'failed';
  readonly now_s: number;
  /** Simulated over real time of the last stretch. */
  readonly rate: number;
  readonly metrics: Metrics;
  readonly log: LogEntry[] | null;
  readonly states: { t_s: number; value: number }[] | null;
  /** Present while the run stands still. */
  readonly hash: string | null;
  /** Bytes used of the bytes there are. */
  readonly memory: { readonly used: number; readonly limit: number };
  /** What stopped a failed run. */
  readonly fault: string | null;
}

/** Figures of a stretch of a run; null where one does not apply or needs samples that are no longer kept. */
export interface Figures {
  /** From raw samples; else the extremes are those of blocks of samples, whole ones at both ends. */
  readonly samples: boolean;
  readonly busRms_V: number | null;
  readonly busMin_V: number;
  readonly busMax_V: number;
  readonly batteryRise_s: number | null;
  readonly batterySlewMax_A_per_s: number | null;
  readonly capacitorCharge_C: number | null;
  readonly capacitorEnergy_J: number | null;
}

export interface WorkerControl {
  /** Fetches and compiles the simulation; refuses when page and simulation do not belong together. */
  load(wasmUrl: string): Promise<void>;
  start(order: StartOrder): void;
  run(speed: Speed): void;
  pause(): void;
  /** Goes on by whole microseconds, or back by them, and stands. */
  step(ticks: number): void;
  rewind(): void;
  setSpeed(speed: Speed): void;
  /** Forgets a run. */
  close(id: number): void;
  /** Every wave at the given moments, nearest sample; null outside the run. */
  values(id: number, times_s: number[]): (Record<string, number> | null)[];
  figures(id: number, from_s: number, to_s: number): Figures | null;
  /** Raw samples as CSV, as the command line writes them. */
  csv(id: number, from_s: number, to_s: number): Blob;
  connect(port: MessagePort): void;
}

export type ToWorker =
  | { kind: 'frame'; key: string; id: number; edges_s: Float64Array; channels: readonly ChannelName[]; buffer: ArrayBuffer }
  | { kind: 'credit' };

export type FromWorker =
  | {
      kind: 'frame';
      key: string;
      id: number;
      edges_s: Float64Array;
      channels: readonly ChannelName[];
      buffer: ArrayBuffer;
      from: number;
      to: number;
      now_s: number;
    }
  | { kind: 'status'; status: RunStatus };
