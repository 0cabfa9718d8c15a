/**
 * A run's waveforms without the run: every channel as min, max, first and last of columns that are narrow near the
 * trigger (asinh time) and of columns of equal width over the whole run. The page shows its recorded result from
 * this, and runs whose simulation it no longer keeps. Looking closer than a column shows the column.
 */
import { type ChannelName, channels } from './abi/registers.ts';
import type { Simulation } from './simulation.ts';

/** Time constant of the asinh axis: linear within it of the trigger, logarithmic beyond. */
export const ASINH_TIME_S = 1e-4;
const COLUMNS = 1600;

export type WaveName = { [K in ChannelName]: (typeof channels)[K]['kind'] extends 'wave' ? K : never }[ChannelName];
export const waveNames = (Object.keys(channels) as ChannelName[]).filter((name): name is WaveName => channels[name].kind === 'wave');

/** Columns over one set of edges: per wave four runs of `columns` values [min..., max..., first..., last...]. */
interface Table {
  readonly edges_s: Float64Array;
  readonly waves: ReadonlyMap<ChannelName, Float32Array>;
}

/** Whole numbers and the differences between them: small in JSON, smaller when compressed. */
interface PackedWave {
  low: number;
  step: number;
  deltas: number[][];
}

export interface PackedTrace {
  trigger_s: number;
  end_s: number;
  waves: Record<string, PackedWave>;
}

function edgesOf(trigger_s: number, end_s: number): Float64Array[] {
  const from = Math.asinh(-trigger_s / ASINH_TIME_S);
  const to = Math.asinh((end_s - trigger_s) / ASINH_TIME_S);
  const asinh = Float64Array.from(
    { length: COLUMNS + 1 },
    (_, k) => trigger_s + ASINH_TIME_S * Math.sinh(from + ((to - from) * k) / COLUMNS),
  );
  const linear = Float64Array.from({ length: COLUMNS + 1 }, (_, k) => (end_s * k) / COLUMNS);
  return [asinh, linear];
}

export class Trace {
  private constructor(
    private readonly trigger_s: number,
    readonly end_s: number,
    private readonly tables: readonly Table[],
  ) {}

  /** Reads the whole run as it stands. */
  static of(simulation: Simulation, trigger_s: number): Trace {
    const end_s = simulation.time_s;
    const tables = edgesOf(trigger_s, end_s).map((edges_s) => {
      const waves = new Map<ChannelName, Float32Array>();
      for (const name of waveNames) {
        const view = simulation.viewEdges(name, edges_s);
        const data = new Float32Array(4 * COLUMNS);
        for (const [part, values] of [view.min, view.max, view.first, view.last].entries()) data.set(values, part * COLUMNS);
        hold(data, view.from, view.to);
        waves.set(name, data);
      }
      return { edges_s, waves };
    });
    return new Trace(trigger_s, end_s, tables);
  }

  /**
   * Fills `out` as a frame wants it: per channel four runs of `edges_s.length - 1` values.
   * Returns the columns that lie inside the run.
   */
  fill(edges_s: Float64Array, names: readonly ChannelName[], out: Float32Array): { from: number; to: number } {
    const columns = edges_s.length - 1;
    let from = columns;
    let to = 0;
    for (let k = 0; k < columns; k++) {
      const a = edges_s[k] as number;
      const b = edges_s[k + 1] as number;
      if (b <= 0 || a > this.end_s) continue;
      from = Math.min(from, k);
      to = k + 1;
      const table = this.finest(a);
      const last = (table.edges_s.length - 2) | 0;
      const i0 = Math.min(last, columnAt(table.edges_s, a));
      const i1 = Math.max(i0, Math.min(last, columnAt(table.edges_s, b - 1e-12)));
      for (const [c, name] of names.entries()) {
        const wave = table.waves.get(name);
        if (wave) put(out, c * 4 * columns + k, columns, wave, i0, i1, table.edges_s, a, b);
      }
    }
    return { from: Math.min(from, to), to };
  }

  /** Every wave at one moment, within the width of a column; null outside the run. */
  values(t_s: number): Record<string, number> | null {
    if (!(t_s >= 0 && t_s <= this.end_s)) return null;
    const out = new Float32Array(4 * waveNames.length);
    this.fill(Float64Array.of(t_s, t_s + 1e-9), waveNames, out);
    return Object.fromEntries(waveNames.map((name, c) => [name, out[4 * c + 2] as number]));
  }

  /** The table whose column at `t_s` is the narrower one. */
  private finest(t_s: number): Table {
    const [asinh, linear] = this.tables as [Table, Table];
    const k = Math.min(COLUMNS - 1, columnAt(asinh.edges_s, t_s));
    const width = (asinh.edges_s[k + 1] as number) - (asinh.edges_s[k] as number);
    return width < this.end_s / COLUMNS ? asinh : linear;
  }

  /** 16 bit of each wave's range: finer than a pixel, and than the last digit a readout shows. */
  pack(): PackedTrace {
    const waves: Record<string, PackedWave> = {};
    for (const name of waveNames) {
      const parts = this.tables.map((table) => table.waves.get(name) as Float32Array);
      let low = Infinity;
      let high = -Infinity;
      for (const part of parts)
        for (const v of part) {
          low = Math.min(low, v);
          high = Math.max(high, v);
        }
      const step = high > low ? (high - low) / 65535 : 1;
      const deltas = parts.map((part) => {
        let before = 0;
        return Array.from(part, (v) => {
          const code = Math.round((v - low) / step);
          const delta = code - before;
          before = code;
          return delta;
        });
      });
      waves[name] = { low, step, deltas };
    }
    return { trigger_s: this.trigger_s, end_s: this.end_s, waves };
  }

  static unpack({ trigger_s, end_s, waves }: PackedTrace): Trace {
    const tables = edgesOf(trigger_s, end_s).map((edges_s, k) => {
      const unpacked = Object.entries(waves).map(([name, { low, step, deltas }]): [ChannelName, Float32Array] => {
        let code = 0;
        return [
          name as ChannelName,
          Float32Array.from(deltas[k] as number[], (delta) => {
            code += delta;
            return low + code * step;
          }),
        ];
      });
      return { edges_s, waves: new Map(unpacked) };
    });
    return new Trace(trigger_s, end_s, tables);
  }
}

/** Columns outside the valid ones repeat their neighbour, so that a packed trace has no jumps at its ends. */
function hold(data: Float32Array, from: number, to: number): void {
  if (to <= from) return;
  for (let part = 0; part < 4; part++) {
    const begin = part * COLUMNS;
    data.fill(data[begin + from] as number, begin, begin + from);
    data.fill(data[begin + to - 1] as number, begin + to, begin + COLUMNS);
  }
}

/** Last column whose edge is not after `t`. */
function columnAt(edges: Float64Array, t: number): number {
  let low = 0;
  let high = edges.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((edges[middle] as number) <= t) low = middle;
    else high = middle;
  }
  return low;
}

function put(
  out: Float32Array,
  at: number,
  columns: number,
  wave: Float32Array,
  i0: number,
  i1: number,
  edges: Float64Array,
  a: number,
  b: number,
): void {
  const take = (part: number, i: number) => wave[part * COLUMNS + i] as number;
  let min = take(0, i0);
  let max = take(1, i0);
  let first = take(2, i0);
  let last = take(3, i1);
  for (let i = i0 + 1; i <= i1; i++) {
    min = Math.min(min, take(0, i));
    max = Math.max(max, take(1, i));
  }
  // inside one column that only rises or falls: along the straight line from its first sample to its last
  if (i0 === i1 && min >= Math.min(first, last) && max <= Math.max(first, last)) {
    const e0 = edges[i0] as number;
    const e1 = edges[i0 + 1] as number;
    const along = (t: number) => Math.min(1, Math.max(0, (t - e0) / (e1 - e0)));
    const rise = last - first;
    last = first + rise * along(b);
    first += rise * along(a);
    min = Math.min(first, last);
    max = Math.max(first, last);
  }
  out[at] = min;
  out[at + columns] = max;
  out[at + 2 * columns] = first;
  out[at + 3 * columns] = last;
}
