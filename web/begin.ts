/**
 * From nothing to a page that shows the recorded result, then to one that runs: the recorded result is read while the
 * simulation loads in its worker.
 */
import wasmUrl from '../build/ridethrough.wasm?url';
import { followAppearance } from './appearance.ts';
import { session } from './commands.ts';
import { loadRest } from './later.tsx';
import { followAddress, readAddress } from './location.ts';
import * as model from './model.ts';
import { fetchRecorded, type RecordedResult } from './recorded.ts';
import { Session } from './session.ts';
import { sameSettings } from './settings.ts';
import { followRun } from './view.ts';

export async function begin(): Promise<void> {
  followAppearance();
  const reading = fetchRecorded().catch(() => null);
  await readAddress();
  followRun();
  const recorded = await reading;
  if (recorded && sameSettings(model.settings.value, (recorded.runs[0] as model.RunRecord).settings)) show(recorded);
  if (typeof WebAssembly === 'undefined' || typeof Worker === 'undefined') return stay(recorded, 'noWasm');
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const started = new Session(worker, recorded);
  try {
    await started.begin(wasmUrl);
  } catch (error) {
    started.end();
    model.say(`The simulation could not be loaded: ${(error as Error).message}`);
    return stay(recorded, 'broken');
  }
  session.value = started;
  followAddress();
  await loadRest();
  void workOffline();
}

function show(recorded: RecordedResult): void {
  model.frameSource.value = recorded.frames;
  model.recordedTraces.value = recorded.traces;
  model.runs.value = recorded.runs.filter((run) => run.baseline);
  model.activeRun.value = recorded.runs[0] ?? null;
  model.origin.value = 'recorded';
}

/** Nothing can be run: what was recorded stays, whatever the address asked for. */
function stay(recorded: RecordedResult | null, why: 'noWasm' | 'broken'): void {
  if (recorded) {
    model.applySettings((recorded.runs[0] as model.RunRecord).settings);
    show(recorded);
  }
  model.origin.value = why;
  void loadRest();
}

/** The service worker sees what is loaded from now on; what was loaded before it is told. */
async function workOffline(): Promise<void> {
  const { serviceWorker } = navigator;
  try {
    await serviceWorker.register('./offline.js');
    const { active } = await serviceWorker.ready;
    const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
    active?.postMessage([new URL('.', location.href).href, new URL(wasmUrl, import.meta.url).href, ...loaded]);
  } catch {
    // refused on plain http from elsewhere: then the page needs its server
  }
}
