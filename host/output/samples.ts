/**
 * Raw samples of chosen channels as rows, taken while a run goes on, before the recorder lets go of them: a row for every
 * kept sample, each microsecond in fine time, the last tick of each held one in coarse time.
 */
import { type ChannelName, channels, enumerations } from '../abi/registers.ts';
import type { Simulation } from '../simulation.ts';

export interface SampleRange {
  readonly channels: readonly ChannelName[];
  /** First and last tick, both included. */
  readonly from_tick: number;
  readonly to_tick: number;
}

/** Names of the columns. */
export const sampleHeader = ({ channels: names }: SampleRange): string[] => ['t_s', ...names];

const MOST_ROWS = 8192;

/** A sample of the recorder as the shortest decimal that is the same float32. */
export function float32Text(value: number): string {
  for (const digits of [7, 8]) {
    const text = String(Number(value.toPrecision(digits)));
    if (Math.fround(Number(text)) === value) return text;
  }
  return String(Number(value.toPrecision(9)));
}

/** The recorder has let go of what was asked for. */
export class SamplesGone extends Error {
  constructor(channel: ChannelName, from_tick: number) {
    super(`the recorder no longer holds ${channel} from tick ${from_tick} on`);
  }
}

/** Gives each column's text at one row after the other. */
type Column = (row: number) => string;

export class SampleRows {
  private next_tick: number;

  constructor(
    readonly range: SampleRange,
    /** Time in seconds since the start, then one text a channel. */
    private readonly take: (rows: string[][]) => void,
  ) {
    this.next_tick = range.from_tick;
  }

  /** Takes what the run has recorded since the last call. */
  collect(simulation: Simulation): void {
    const end_tick = Math.min(simulation.recorded_tick, this.range.to_tick);
    while (this.next_tick <= end_tick) {
      const coarse = simulation.isCoarse(this.next_tick);
      if (coarse) this.next_tick = Math.min(simulation.heldUntil_tick(this.next_tick), end_tick);
      const left = Math.min(end_tick + 1, simulation.stretchEnd_tick(this.next_tick)) - this.next_tick;
      const count = coarse ? 1 : Math.min(MOST_ROWS, left);
      const columns = this.range.channels.map((channel) => column(simulation, channel, this.next_tick, count));
      const rows = Array.from({ length: count }, (_, row) => [String((this.next_tick + row) / 1e6), ...columns.map((text) => text(row))]);
      this.take(rows);
      this.next_tick += count;
    }
  }
}

function column(simulation: Simulation, channel: ChannelName, from_tick: number, count: number): Column {
  if (channels[channel].kind === 'state') return stateColumn(simulation, channel, from_tick);
  const samples = simulation.raw(channel, from_tick, count);
  if (samples.length < count) throw new SamplesGone(channel, from_tick);
  let last = Number.NaN;
  let text = '';
  return (row) => {
    const value = samples[row] as number;
    if (value !== last) text = float32Text(value);
    last = value;
    return text;
  };
}

/** The state that holds at each row, by name; the first one from the start. */
function stateColumn(simulation: Simulation, channel: ChannelName, from_tick: number): Column {
  const changes = simulation.states(channel);
  let k = 0;
  return (row) => {
    while (k + 1 < changes.length && Math.round((changes[k + 1] as { t_s: number }).t_s * 1e6) <= from_tick + row) k++;
    return enumerations.HandoffState[changes[k]?.value ?? -1] ?? '';
  };
}
