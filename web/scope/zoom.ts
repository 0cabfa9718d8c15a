/** Changes of the view, and the way back. */
import { signal } from '@preact/signals';
import * as model from '../model.ts';
import { type AxisKind, TimeAxis } from './axis.ts';

const MOST = 50;
const past: model.TimeWindow[] = [];
/** Is there a view to go back to? */
export const canGoBack = signal(false);

/** The axis of the present view over `width` pixels, in time from the trigger. */
export function axisOf(width: number, window = model.viewWindow.value, kind: AxisKind = model.timeAxis.value): TimeAxis {
  const trigger_s = model.trigger_s.value;
  return new TimeAxis(kind, window.t0_s - trigger_s, window.t1_s - trigger_s, Math.max(1, width));
}

/** Shows a window given in time from the trigger; remembered unless it only follows a gesture. */
export function show({ t0_s, t1_s }: { t0_s: number; t1_s: number }, remember = true): void {
  const trigger_s = model.trigger_s.value;
  const next = { t0_s: Math.max(0, t0_s + trigger_s), t1_s: Math.min(model.duration_s.value, t1_s + trigger_s) };
  if (!(next.t1_s > next.t0_s)) return;
  if (remember) keep();
  model.viewWindow.value = next;
}

/** Remembers the present view. */
export function keep(): void {
  past.push(model.viewWindow.value);
  if (past.length > MOST) past.shift();
  canGoBack.value = true;
}

export function goBack(): void {
  const before = past.pop();
  if (before) model.viewWindow.value = before;
  canGoBack.value = past.length > 0;
}

/** Bounds of the run in time from the trigger. */
export const bounds = () => ({ low_s: -model.trigger_s.value, high_s: model.duration_s.value - model.trigger_s.value });
