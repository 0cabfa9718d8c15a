/** The address bar and the page as one: an address is taken as a whole or refused in one line, an edit is written back. */
import { effect } from '@preact/signals';
import { address } from './commands.ts';
import { addresses } from './later.tsx';
import * as model from './model.ts';
import type { Address } from './url.ts';
import { keepView } from './view.ts';

/** After the last change, before the address is written. */
const QUIET_MS = 400;

/** Takes the address the page was opened with. */
export async function readAddress(): Promise<void> {
  const given = await decoded();
  if (!given) return;
  take(given);
  model.history.restart(given.settings);
}

async function decoded(): Promise<Address | null> {
  if (location.hash === '') return null;
  const { decodeAddress, AddressError } = await addresses.load();
  try {
    return await decodeAddress(location.hash);
  } catch (error) {
    if (!(error instanceof AddressError)) throw error;
    model.say(`${error.message} Nothing was changed.`);
    return null;
  }
}

function take({ settings, window, cursorA_s, cursorB_s, timeAxis }: Address): void {
  if (window) keepView(settings.scenario);
  model.applySettings(settings);
  if (window) model.viewWindow.value = window;
  model.cursorA_s.value = cursorA_s;
  model.cursorB_s.value = cursorB_s;
  model.timeAxis.value = timeAxis;
}

/** From now on: a typed address is taken, and what people change is written into the bar. */
export function followAddress(): void {
  addEventListener('hashchange', async () => {
    const given = await decoded();
    if (given) take(given);
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let first = true;
  effect(() => {
    // what an address holds
    model.settings.value;
    model.cursorA_s.value;
    model.cursorB_s.value;
    model.timeAxis.value;
    model.viewWindow.value;
    const opened = first;
    first = false;
    if (opened) return;
    clearTimeout(timer);
    timer = setTimeout(async () => window.history.replaceState(null, '', await address()), QUIET_MS);
  });
}
