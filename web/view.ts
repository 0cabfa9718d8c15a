/** Where to look when another scenario is chosen: around its trigger, with the cursors where the load changes hands. */
import { effect } from '@preact/signals';
import * as model from './model.ts';
import { forget } from './scope/zoom.ts';

/** Shown before the trigger: two widths of the linear part of the time axis. */
const BEFORE_S = 2e-4;

let scenario = '';
let cursorsPlaced = false;

/** The view and the cursors of the next run came with the address. */
export function keepView(ofScenario: string): void {
  scenario = ofScenario;
  cursorsPlaced = true;
}

export function followRun(): void {
  effect(() => {
    const run = model.activeRun.value;
    if (!run) return;
    if (run.settings.scenario !== scenario) {
      scenario = run.settings.scenario;
      cursorsPlaced = false;
      forget();
      model.cursorA_s.value = null;
      model.cursorB_s.value = null;
      model.viewWindow.value = { t0_s: Math.max(0, model.trigger_s.peek() - BEFORE_S), t1_s: model.duration_s.peek() };
    }
    if (cursorsPlaced || run.state !== 'done') return;
    cursorsPlaced = true;
    const { capacitorTakeover_s, batteryDelivers_s, batteryCarries99_s } = run.metrics;
    placeCursors(capacitorTakeover_s ?? batteryDelivers_s, batteryCarries99_s);
  });
}

/** Times from the trigger; both or none, and none where somebody has put one. */
function placeCursors(a_s: number | null, b_s: number | null): void {
  if (a_s === null || b_s === null || model.cursorA_s.peek() !== null || model.cursorB_s.peek() !== null) return;
  model.cursorA_s.value = a_s + model.trigger_s.peek();
  model.cursorB_s.value = b_s + model.trigger_s.peek();
}
