/** The one agreement between the shell (panels, worker session) and the scope (plots): frames of waveforms. */
import type { ChannelName } from '../host/abi/registers.ts';

/**
 * Waveforms of one window: per channel and column min, max, first and last of every raw sample between two edges.
 * `data` holds, for channel c of `channels`, four runs of `columns` values: [min..., max..., first..., last...].
 * Only columns `validFrom <= k < validTo` hold data (the run may not have come that far, or begin later).
 */
export interface Frame {
  readonly runId: number;
  readonly edges_s: Float64Array;
  readonly columns: number;
  readonly channels: readonly ChannelName[];
  readonly data: Float32Array;
  readonly validFrom: number;
  readonly validTo: number;
  /** Simulated time when the frame was made. */
  readonly now_s: number;
}

/** What a frame is for. */
export type Purpose = 'view' | 'ghost' | 'whole' | 'edge';

/** Asks for the waveforms of a window; of those of a run for one purpose the newest wins, one is in flight at a time. */
export interface FrameSource {
  request(runId: number, purpose: Purpose, edges_s: Float64Array, channels: readonly ChannelName[], deliver: (frame: Frame) => void): void;
}
