/** The one time axis: linear, or logarithmic on both sides of the trigger. Times here count from the trigger. */

/** Linear within this of the trigger, logarithmic beyond. */
export const KNEE_s = 100e-6;
export type AxisKind = 'log' | 'linear';

// u = asinh(t/knee): the place of a time on the axis, before scaling
export const toPlace = (t_s: number, kind: AxisKind): number => (kind === 'log' ? Math.asinh(t_s / KNEE_s) : t_s);
export const fromPlace = (u: number, kind: AxisKind): number => (kind === 'log' ? Math.sinh(u) * KNEE_s : u);

export class TimeAxis {
  private readonly u0: number;
  private readonly u1: number;

  /** Window in seconds from the trigger over `width` pixels. */
  constructor(
    readonly kind: AxisKind,
    readonly t0_s: number,
    readonly t1_s: number,
    readonly width: number,
  ) {
    this.u0 = toPlace(t0_s, kind);
    this.u1 = toPlace(t1_s, kind);
  }

  x(t_s: number): number {
    return ((toPlace(t_s, this.kind) - this.u0) / (this.u1 - this.u0)) * this.width;
  }

  t(x: number): number {
    return fromPlace(this.u0 + (x / this.width) * (this.u1 - this.u0), this.kind);
  }

  /** Times of the borders of `columns` equal columns; the outermost are exactly the window's. */
  edges(columns: number): Float64Array {
    const edges = Float64Array.from({ length: columns + 1 }, (_, k) => this.t((k / columns) * this.width));
    edges[0] = this.t0_s;
    edges[columns] = this.t1_s;
    return edges;
  }

  /** The window zoomed by `factor` around the pixel x, inside [low, high]. */
  zoomed(x: number, factor: number, low_s: number, high_s: number): { t0_s: number; t1_s: number } {
    const place = this.u0 + (x / this.width) * (this.u1 - this.u0);
    const t0 = fromPlace(place - (place - this.u0) * factor, this.kind);
    const t1 = fromPlace(place + (this.u1 - place) * factor, this.kind);
    return inside(t0, t1, low_s, high_s);
  }

  /** The window moved by `dx` pixels. */
  panned(dx: number, low_s: number, high_s: number): { t0_s: number; t1_s: number } {
    const du = (dx / this.width) * (this.u1 - this.u0);
    const lowest = toPlace(low_s, this.kind);
    const highest = toPlace(high_s, this.kind);
    const shift = Math.max(lowest - this.u0, Math.min(highest - this.u1, du));
    return inside(fromPlace(this.u0 + shift, this.kind), fromPlace(this.u1 + shift, this.kind), low_s, high_s);
  }
}

/** Least width of a view: a few samples. */
const LEAST_s = 5e-6;

function inside(t0: number, t1: number, low: number, high: number): { t0_s: number; t1_s: number } {
  const middle = (t0 + t1) / 2;
  const half = Math.max(LEAST_s, t1 - t0) / 2;
  return { t0_s: Math.max(low, middle - half), t1_s: Math.min(high, middle + half) };
}

export interface Tick {
  readonly t_s: number;
  /** Words for major ticks, none for minor ones. */
  readonly text: string | null;
}

/** Ticks whose words keep `gap` pixels between them. */
export function ticksOf(axis: TimeAxis, gap: number): Tick[] {
  return axis.kind === 'log' ? logTicks(axis, gap) : linearTicks(axis, gap);
}

function linearTicks(axis: TimeAxis, gap: number): Tick[] {
  const span = axis.t1_s - axis.t0_s;
  const raw = (span * gap) / axis.width;
  const decade = 10 ** Math.floor(Math.log10(raw));
  const step = decade * ([1, 2, 5, 10].find((m) => m * decade >= raw) ?? 10);
  const first = Math.ceil(axis.t0_s / step - 1e-9);
  const last = Math.floor(axis.t1_s / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, k) => {
    const t_s = (first + k) * step;
    return { t_s, text: tickText(t_s) };
  });
}

/** 1, 2, 5 of each decade from 100 us on, both ways; words by importance while there is room. */
function logTicks(axis: TimeAxis, gap: number): Tick[] {
  const all: { t_s: number; rank: number }[] = [{ t_s: 0, rank: 0 }];
  for (let decade = 1e-5; decade < Math.max(Math.abs(axis.t0_s), Math.abs(axis.t1_s)) * 1.0001; decade *= 10)
    for (let m = 1; m < 10; m++) {
      const rank = decade < 0.9e-4 ? 4 : m === 1 ? 1 : m === 5 ? 2 : m === 2 ? 2.5 : 5;
      for (const sign of [1, -1]) all.push({ t_s: sign * m * decade, rank });
    }
  const seen = all.filter(({ t_s }) => t_s >= axis.t0_s - 1e-12 && t_s <= axis.t1_s + 1e-12);
  const worded: number[] = [];
  const texts = new Map<number, string>();
  for (const { t_s, rank } of [...seen].sort((a, b) => a.rank - b.rank)) {
    if (rank >= 5) continue;
    const x = axis.x(t_s);
    if (worded.some((other) => Math.abs(other - x) < gap)) continue;
    worded.push(x);
    texts.set(t_s, tickText(t_s));
  }
  // a window without a round number in it still wants words
  if (worded.length < 2) return linearTicks(axis, gap);
  return seen.map(({ t_s }) => ({ t_s, text: texts.get(t_s) ?? null })).sort((a, b) => a.t_s - b.t_s);
}

/** A round time in words: 0, 100 us, 2.5 ms, 1 s. */
export function tickText(t_s: number): string {
  const size = Math.abs(t_s);
  if (size < 1e-12) return '0';
  const [scale, unit] = size < 0.99999e-3 ? [1e6, 'µs'] : size < 0.99999 ? [1e3, 'ms'] : [1, 's'];
  return `${String(Number((t_s * scale).toPrecision(6))).replace('-', '−')}\u00a0${unit}`;
}
