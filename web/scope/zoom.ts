/** Changes of the view, and the way back. */
import * as model from '../model.ts';
import { type AxisKind, TimeAxis } from './axis.ts';

const MOST = 50;
/** Notches of the wheel and arrows that follow within this time are one step back. */
const SERIES_MS = 500;
const past: model.TimeWindow[] = [];
let series_ms = Number.NEGATIVE_INFINITY;

/** The axis of the present view over `width` pixels, in time from the trigger. */
export function axisOf(width: number, window = model.viewWindow.value, kind: AxisKind = model.timeAxis.value): TimeAxis {
  const trigger_s = model.trigger_s.value;
  return new TimeAxis(kind, window.t0_s - trigger_s, window.t1_s - trigger_s, Math.max(1, width));
}

/** Shows a window given in time from the trigger; remembered unless it only follows a gesture. */
export function show({ t0_s, t1_s }: { t0_s: number; t1_s: number }, remember = true): void {
  const trigger_s = model.trigger_s.value;
  const next = { t0_s: Math.max(0, t0_s + trigger_s), t1_s: Math.min(model.duration_s.value, t1_s + trigger_s) };
  const { t0_s: left_s, t1_s: right_s } = model.viewWindow.value;
  if (!(next.t1_s > next.t0_s) || (next.t0_s === left_s && next.t1_s === right_s)) return;
  if (remember) keep();
  model.viewWindow.value = next;
}

/** The same for one of a series. */
export function showNext(window: model.TimeWindow): void {
  const now_ms = performance.now();
  show(window, now_ms - series_ms > SERIES_MS);
  series_ms = now_ms;
}

/** Remembers the present view. */
export function keep(): void {
  series_ms = Number.NEGATIVE_INFINITY;
  past.push(model.viewWindow.value);
  if (past.length > MOST) past.shift();
}

export function goBack(): void {
  const before = past.pop();
  if (before) model.viewWindow.value = before;
  series_ms = Number.NEGATIVE_INFINITY;
}

/** Views of another scenario are no way back. */
export function forget(): void {
  past.length = 0;
}

export function wholeRun(): void {
  keep();
  model.viewWindow.value = { t0_s: 0, t1_s: model.duration_s.value };
}

export function zoomToCursors(): void {
  const { value: a } = model.cursorA_s;
  const { value: b } = model.cursorB_s;
  if (a === null || b === null || a === b) return;
  keep();
  model.viewWindow.value = { t0_s: Math.min(a, b), t1_s: Math.max(a, b) };
}

/** Bounds of the run in time from the trigger. */
export const bounds = () => ({ low_s: -model.trigger_s.value, high_s: model.duration_s.value - model.trigger_s.value });
