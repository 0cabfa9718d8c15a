/**
 * One pane on uPlot: its canvas, scales, crosshair and box zoom. Traces are min/max columns drawn in the `draw` hook,
 * so that a spike of one sample is a pixel at any zoom.
 */
import uPlot from 'uplot';
import type { Frame } from '../contract.ts';
import type { PanePlan, TracePlan } from '../plots.ts';
import type { Tick, TimeAxis } from './axis.ts';
import { type Columns, columnsOf, extremesOf } from './frameData.ts';
import { roundSteps, type Scale, withAir } from './scales.ts';

export interface PaneGeometry {
  readonly left: number;
  readonly width: number;
  readonly height: number;
}

export interface PaneContent {
  readonly frame: Frame | null;
  /** Dashed, first trace only. */
  readonly ghosts: readonly Frame[];
  readonly axis: TimeAxis;
  readonly ticks: readonly Tick[];
  /** Values that the left scale must show (window edges). */
  readonly keepVisible: readonly number[];
  readonly traces: readonly TracePlan[];
}

const colour = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim() || '#888';

export class WavePane {
  private readonly plot: uPlot;
  private content: PaneContent | null = null;
  leftScale: Scale = { low: 0, high: 1 };
  rightScale: Scale;

  constructor(
    private readonly plan: PanePlan,
    host: HTMLElement,
    private geometry: PaneGeometry,
    sync: string,
    select: (x0: number, x1: number) => void,
  ) {
    const [low, high] = plan.rightRange ?? [0, 1];
    this.rightScale = { low, high };
    this.plot = new uPlot(
      {
        width: geometry.width,
        height: geometry.height,
        padding: [0, 0, 0, 0],
        legend: { show: false },
        scales: {
          x: { time: false, auto: false, range: [0, 1] },
          y: { auto: false, range: () => [this.leftScale.low, this.leftScale.high] },
        },
        axes: [{ show: false }, { show: false }],
        series: [{}, { show: true, scale: 'y', paths: () => null, points: { show: false } }],
        cursor: {
          sync: { key: sync, setSeries: false },
          x: true,
          y: false,
          points: { show: false },
          drag: { x: true, y: false, setScale: false, dist: 4 },
        },
        hooks: {
          drawClear: [() => this.grid()],
          draw: [() => this.traces()],
          setSelect: [
            (u) => {
              if (u.select.width < 4) return;
              const { left, width } = u.select;
              u.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
              select(left, left + width);
            },
          ],
        },
      },
      [
        [0, 1],
        [0, 1],
      ],
      host,
    );
  }

  resize(geometry: PaneGeometry): void {
    if (geometry.width === this.geometry.width && geometry.height === this.geometry.height) return;
    this.geometry = geometry;
    this.plot.setSize({ width: geometry.width, height: geometry.height });
  }

  show(content: PaneContent): void {
    this.content = content;
    this.leftScale = this.scaleFor(content);
    this.plot.redraw(false, false);
  }

  destroy(): void {
    this.plot.destroy();
  }

  /** Pixel of a value, from the pane's top. */
  y(value: number, right = false): number {
    const { low, high } = right ? this.rightScale : this.leftScale;
    return this.geometry.height * (1 - (value - low) / (high - low));
  }

  /** Value at a pixel of the left scale. */
  value(y: number): number {
    const { low, high } = this.leftScale;
    return low + (1 - y / this.geometry.height) * (high - low);
  }

  /** Round values of the left scale with their pixels. */
  steps(right = false): { value: number; y: number }[] {
    const { low, high } = right ? this.rightScale : this.leftScale;
    // one number alone is no scale
    let count = this.geometry.height / (right ? 34 : 30);
    while (roundSteps(low, high, count).length < 2 && count < 8) count++;
    return roundSteps(low, high, count).map((value) => ({ value, y: this.y(value, right) }));
  }

  private scaleFor({ frame, ghosts, keepVisible, traces }: PaneContent): Scale {
    let low = Math.min(...keepVisible, Number.POSITIVE_INFINITY);
    let high = Math.max(...keepVisible, Number.NEGATIVE_INFINITY);
    const take = (from: Frame, trace: TracePlan) => {
      const columns = columnsOf(from, trace.channel);
      const seen = columns && extremesOf(columns);
      if (!seen) return;
      low = Math.min(low, seen.low * trace.factor);
      high = Math.max(high, seen.high * trace.factor);
    };
    for (const trace of traces) if (!trace.right && frame) take(frame, trace);
    // a ghost that collapses must not squeeze what is being looked at
    const first = this.plan.traces[0];
    if (keepVisible.length > 0 && first) for (const ghost of ghosts) if (!frame) take(ghost, first);
    if (!(low <= high)) return this.leftScale;
    // beyond the window there is room for its words, at 400 V as at 50 V
    const air = 0.15 * (Math.max(...keepVisible) - Math.min(...keepVisible));
    return keepVisible.length > 0
      ? { low: low - air, high: high + air }
      : withAir(Math.min(low, this.plan.key === 'currents' ? 0 : low), high, this.plan.key === 'currents' ? 10 : 1);
  }

  private grid(): void {
    const { content, plot } = this;
    if (!content) return;
    const { ctx } = plot;
    const ratio = devicePixelRatio;
    ctx.save();
    ctx.lineWidth = ratio;
    for (const { t_s, text } of content.ticks) {
      ctx.strokeStyle = colour(text === null ? 'grid2' : 'grid');
      const x = (Math.round(content.axis.x(t_s)) + 0.5) * ratio;
      ctx.beginPath();
      ctx.moveTo(x, 0);
      ctx.lineTo(x, ctx.canvas.height);
      ctx.stroke();
    }
    ctx.strokeStyle = colour('grid');
    for (const { y } of this.steps()) {
      const line = (Math.round(y) + 0.5) * ratio;
      ctx.beginPath();
      ctx.moveTo(0, line);
      ctx.lineTo(ctx.canvas.width, line);
      ctx.stroke();
    }
    ctx.restore();
  }

  private traces(): void {
    const { content, plan } = this;
    if (!content) return;
    const first = plan.traces[0];
    if (first)
      content.ghosts.forEach((ghost, k) => {
        const columns = columnsOf(ghost, first.channel);
        if (columns) this.trace(columns, first, colour('ghost'), 1.25, k === 0 ? [4, 3] : [1.5, 3], ghost.columns);
      });
    if (!content.frame) return;
    for (const trace of content.traces) {
      const columns = columnsOf(content.frame, trace.channel);
      if (columns) this.trace(columns, trace, colour(trace.colour), trace.width, null, content.frame.columns);
    }
  }

  /** A line through the columns, and a bar wherever a column spans more than the line is wide. */
  private trace(columns: Columns, plan: TracePlan, stroke: string, width: number, dash: number[] | null, count: number): void {
    const { ctx } = this.plot;
    const ratio = devicePixelRatio;
    const pitch = ctx.canvas.width / count;
    const { low, high } = plan.right ? this.rightScale : this.leftScale;
    const height = ctx.canvas.height;
    const scale = height / (high - low);
    const y = (value: number) => height - (value * plan.factor - low) * scale;
    ctx.save();
    ctx.strokeStyle = stroke;
    ctx.fillStyle = stroke;
    ctx.lineWidth = width * ratio;
    ctx.lineJoin = 'round';
    if (dash) ctx.setLineDash(dash.map((d) => d * ratio));
    ctx.beginPath();
    for (let k = columns.from; k < columns.to; k++) {
      const x = (k + 0.5) * pitch;
      const begin = y(columns.first[k] as number);
      const end = y(columns.last[k] as number);
      if (k === columns.from) ctx.moveTo(k * pitch, begin);
      else ctx.lineTo(x, begin);
      if (Math.abs(end - begin) > 0.25) ctx.lineTo(x, end);
    }
    ctx.stroke();
    if (!dash)
      for (let k = columns.from; k < columns.to; k++) {
        const top = y(columns.max[k] as number);
        const bottom = y(columns.min[k] as number);
        if (bottom - top > width * ratio) ctx.fillRect(k * pitch, top, Math.max(pitch, ratio), bottom - top);
      }
    ctx.restore();
  }
}
