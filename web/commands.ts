/** What people can make the page do, by button or by key. */
import { signal } from '@preact/signals';
import { chooseTheme } from './appearance.ts';
import { addresses } from './later.tsx';
import * as model from './model.ts';
import type { Session } from './session.ts';

/** Null until the simulation is loaded, and for ever where it cannot be. */
export const session = signal<Session | null>(null);
export const helpOpen = signal(false);

/** One fast tick of the firmware. */
export const STEP_TICKS = 10;

export function runOrPause(): void {
  if (model.runState.value === 'running') session.value?.pause();
  else session.value?.run();
}

export const rewind = () => session.value?.rewind();
export const step = (ticks: number) => session.value?.step(ticks);

/** The address of what is shown. */
export async function address(): Promise<string> {
  const { encodeAddress } = await addresses.load();
  return encodeAddress({
    settings: model.settings.value,
    window: model.viewWindow.value,
    cursorA_s: model.cursorA_s.value,
    cursorB_s: model.cursorB_s.value,
    timeAxis: model.timeAxis.value,
  });
}

export async function share(): Promise<void> {
  const url = `${location.origin}${location.pathname}${await address()}`;
  window.history.replaceState(null, '', url);
  try {
    await navigator.clipboard.writeText(url);
    model.say('The address of this run, its view and its cursors is in the clipboard.');
  } catch {
    model.say('The address bar now holds this run, its view and its cursors; copy it from there.');
  }
}

/** Writes raw samples of a stretch of the active run to a file of the browser's choice of place. */
export async function exportCsv(from_s: number, to_s: number): Promise<void> {
  try {
    const blob = await (session.value?.csv(from_s, to_s) ??
      Promise.reject(new Error('The simulation is not loaded; there are no raw samples to export.')));
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = `${model.scenarioName.value}-${(model.activeRun.value?.hash ?? '').slice(0, 8)}.csv`;
    link.click();
    URL.revokeObjectURL(link.href);
  } catch (error) {
    model.say((error as Error).message);
  }
}

/** To the end as fast as the machine can. */
export function runToEnd(): void {
  if (model.activeRun.value?.state === 'done') return;
  session.value?.setSpeed('max');
  session.value?.run();
}

export function toggleTimeAxis(): void {
  model.timeAxis.value = model.timeAxis.value === 'log' ? 'linear' : 'log';
}

export function toggleView(): void {
  model.view.value = model.view.value === 'scope' ? 'log' : 'scope';
}

export function toggleTheme(): void {
  chooseTheme(model.theme.value === 'dark' ? 'light' : 'dark');
}
