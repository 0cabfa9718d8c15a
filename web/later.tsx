/**
 * Parts that the first picture does without. Their code comes when the simulation runs, or before that when somebody
 * asks for one; then the service worker keeps them with the rest.
 */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import * as model from './model.ts';

export interface Later<T> {
  /** Null until it is there. */
  readonly part: ReadonlySignal<T | null>;
  load(): Promise<T>;
}

const all: Later<unknown>[] = [];

export function later<T>(fetched: () => Promise<T>): Later<T> {
  // what it holds may be a function, which a signal keeps as it is
  const part = signal<T | null>(null);
  const one: Later<T> = {
    part,
    async load() {
      part.value ??= await fetched();
      return part.value;
    },
  };
  all.push(one);
  return one;
}

/** A panel that says so while it is not there yet; nothing with `quiet`, for what opens over the page. */
export function laterPanel<Props extends object>(fetched: () => Promise<ComponentType<Props>>, quiet = false) {
  const { part, load } = later(fetched);
  return function LaterPanel(props: Props) {
    useEffect(() => {
      load().catch(() => model.say('This part of the page could not be loaded: its server does not answer. Load the page again.'));
    }, []);
    const Panel = part.value;
    if (Panel) return <Panel {...props} />;
    return quiet ? null : <p class="empty">Loading this part of the page</p>;
  };
}

/** Fetches what nobody has asked for yet. */
export async function loadRest(): Promise<void> {
  await Promise.allSettled(all.map((one) => one.load()));
}

/** What parameters mean and where limits come from. */
export const words = later(() => import('virtual:words'));
/** Reads and writes the page's address. */
export const addresses = later(() => import('./url.ts'));
export const EventLog = laterPanel(async () => (await import('./panels/EventLog.tsx')).EventLog);
export const Help = laterPanel(async () => (await import('./panels/Help.tsx')).Help, true);
export const DataTable = laterPanel(async () => (await import('./scope/DataTable.tsx')).DataTable, true);
export const Narrow = laterPanel(async () => (await import('./panels/Narrow.tsx')).Narrow);
