import type { ChannelName } from '../../host/abi/registers.ts';
import type { Frame } from '../contract.ts';

/** One channel of a frame: views, no copies. */
export interface Columns {
  readonly min: Float32Array;
  readonly max: Float32Array;
  readonly first: Float32Array;
  readonly last: Float32Array;
  readonly from: number;
  readonly to: number;
}

export function columnsOf(frame: Frame, channel: ChannelName): Columns | null {
  const c = frame.channels.indexOf(channel);
  if (c < 0) return null;
  const n = frame.columns;
  const part = (k: number) => frame.data.subarray((4 * c + k) * n, (4 * c + k + 1) * n);
  return { min: part(0), max: part(1), first: part(2), last: part(3), from: frame.validFrom, to: frame.validTo };
}

/** Extremes over the valid columns, or null when there are none. */
export function extremesOf(columns: Columns): { low: number; high: number } | null {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let k = columns.from; k < columns.to; k++) {
    low = Math.min(low, columns.min[k] ?? low);
    high = Math.max(high, columns.max[k] ?? high);
  }
  return low <= high ? { low, high } : null;
}
