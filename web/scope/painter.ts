/** Asks for frames when something changed, at most one picture at a time, and paints the panes. */
import { signal } from '@preact/signals';
import type { ChannelName } from '../../host/abi/registers.ts';
import type { Frame } from '../contract.ts';
import * as model from '../model.ts';
import { type PanePlan, panes, present } from '../plots.ts';
import { ticksOf } from './axis.ts';
import { columnsOf } from './frameData.ts';
import type { Layout } from './layout.ts';
import type { WavePane } from './wavePane.ts';
import { axisOf } from './zoom.ts';

/** Most columns a frame may have. */
const MOST_COLUMNS = 4096;
/** Pixels between words of the time axis. */
export const TICK_GAP = 64;

export class Painter {
  readonly panes = new Map<string, WavePane>();
  /** Goes up with every picture: what lies over the panes is drawn anew. */
  readonly painted = signal(0);
  /** The frame on the screen, of the active run. */
  frame: Frame | null = null;
  /** The whole run, linear. */
  overview: Frame | null = null;
  private readonly ghosts = new Map<number, Frame>();
  /** By run and limit: when the bus first fell below it. */
  private readonly falls = new Map<string, number | null>();
  private due = false;

  constructor(private readonly layout: () => Layout) {}

  /** Something changed. */
  schedule(): void {
    if (this.due) return;
    this.due = true;
    requestAnimationFrame(() => {
      this.due = false;
      this.ask();
      this.paint();
    });
  }

  /** When the bus of a finished run first fell below a limit, to the sample; null when it never did, or is not known yet. */
  firstBelow_s(id: number, limit_V: number): number | null {
    const key = `${id} ${limit_V}`;
    if (!this.falls.has(key)) {
      this.falls.set(key, null);
      this.seek(key, id, limit_V, 0, Math.round(model.duration_s.value * 1e6));
    }
    return this.falls.get(key) ?? null;
  }

  /** Looks closer at the first column that falls below, until it is one sample; its edges lie between samples. */
  private seek(key: string, id: number, limit_V: number, from_tick: number, to_tick: number): void {
    const columns = Math.min(MOST_COLUMNS, to_tick - from_tick);
    const ticks = Float64Array.from({ length: columns + 1 }, (_, k) => Math.round(from_tick + ((to_tick - from_tick) * k) / columns));
    const edges_s = ticks.map((tick) => (tick - 0.5) / 1e6);
    model.frames.request(id, 'edge', edges_s, ['busVoltage_V'], (frame) => {
      const seen = columnsOf(frame, 'busVoltage_V');
      const k = seen ? seen.min.findIndex((low, n) => n >= seen.from && n < seen.to && low < limit_V) : -1;
      if (k < 0) return;
      const [begin, end] = [ticks[k] as number, ticks[k + 1] as number];
      if (end - begin > 1) return this.seek(key, id, limit_V, begin, end);
      this.falls.set(key, begin / 1e6);
      this.painted.value++;
    });
  }

  private ask(): void {
    const run = model.activeRun.value;
    const { plotWidth } = this.layout();
    if (!run || plotWidth < 2) return;
    const columns = Math.min(MOST_COLUMNS, Math.round(plotWidth * devicePixelRatio));
    const trigger_s = model.trigger_s.value;
    const edges_s = axisOf(plotWidth).edges(columns);
    for (let k = 0; k <= columns; k++) edges_s[k] = (edges_s[k] as number) + trigger_s;
    const channels = panes.flatMap((pane) => pane.traces.map((trace) => trace.channel));
    model.frames.request(run.id, 'view', edges_s, channels, (frame) => {
      if (!wanted(frame, this.frame)) return;
      this.frame = frame;
      this.paint();
    });
    const bus: readonly ChannelName[] = ['busVoltage_V'];
    for (const ghost of model.ghosts.value)
      model.frames.request(ghost.id, 'ghost', edges_s, bus, (frame) => {
        this.ghosts.set(ghost.id, frame);
        this.paint();
      });
    const whole = Float64Array.from({ length: plotWidth + 1 }, (_, k) => (model.duration_s.value * k) / plotWidth);
    model.frames.request(run.id, 'whole', whole, bus, (frame) => {
      if (!wanted(frame, this.overview)) return;
      this.overview = frame;
      this.painted.value++;
    });
  }

  private paint(): void {
    const { plotWidth } = this.layout();
    const axis = axisOf(plotWidth);
    const ticks = ticksOf(axis, TICK_GAP);
    const run = model.activeRun.value;
    const frame = this.frame?.runId === run?.id ? this.frame : null;
    const ghosts = model.ghosts.value.flatMap(({ id }) => this.ghosts.get(id) ?? []);
    for (const plan of panes)
      this.panes.get(plan.key)?.show({
        frame,
        ghosts: plan.ghosts ? ghosts : [],
        axis,
        ticks,
        keepVisible: keepVisible(plan),
        traces: present(plan.traces, run?.thresholds),
      });
    this.painted.value++;
  }
}

/** A late frame of a run that is shown no more is of use only where its last one stands: that one's data are gone. */
const wanted = (frame: Frame, shown: Frame | null) => frame.runId === model.activeRun.value?.id || frame.runId === shown?.runId;

/** Window edges of a pane, from the run that is shown. */
function keepVisible({ mask }: PanePlan): number[] {
  const run = model.activeRun.value;
  if (!mask || !run) return [];
  return [run.thresholds[mask.low], run.thresholds[mask.high]].filter((value): value is number => value !== undefined);
}
