/** Keys that work wherever the focus is, unless something is being typed. The help sheet lists them. */
import * as commands from './commands.ts';
import * as model from './model.ts';
import { wholeRun, zoomToCursors } from './scope/zoom.ts';

type Keys = Readonly<Record<string, (event: KeyboardEvent) => void>>;

/** How far one press of `.` or `,` goes. */
const ticksOf = (event: KeyboardEvent) => (event.shiftKey ? 1000 : event.altKey ? 1 : commands.STEP_TICKS);

const plain: Keys = {
  ' ': commands.runOrPause,
  '.': (event) => commands.step(ticksOf(event)),
  ',': (event) => commands.step(-ticksOf(event)),
  Home: commands.rewind,
  End: commands.runToEnd,
  '/': () => document.getElementById('find')?.focus(),
  z: zoomToCursors,
  '0': wholeRun,
  l: commands.toggleTimeAxis,
  e: commands.toggleView,
  '?': () => {
    commands.helpOpen.value = true;
  },
};

const withControl: Keys = {
  z: (event) => (event.shiftKey ? model.redo() : model.undo()),
  y: model.redo,
  s: () => void commands.share(),
};

/** By where the key lies for the two that Shift changes: `.` and `,` with Shift are other characters. */
function nameOf(event: KeyboardEvent): string {
  if (event.code === 'Period') return '.';
  if (event.code === 'Comma') return ',';
  return event.key.length === 1 ? event.key.toLowerCase() : event.key;
}

/** A field takes its own keys, but undo only while something is being typed into it; a button takes Space. */
export function taken(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement;
  if (target.closest('dialog[open]')) return true;
  if ((event.ctrlKey || event.metaKey) && target.dataset.typing === 'false') return false;
  if (target.matches('input:not([type=range]):not([type=checkbox]), select, textarea')) return true;
  return event.key === ' ' && target.matches('button, input, [role=button], summary');
}

function onKey(event: KeyboardEvent): void {
  const control = event.ctrlKey || event.metaKey;
  if (event.defaultPrevented || (taken(event) && !(control && nameOf(event) === 's'))) return;
  const action = (control ? withControl : plain)[nameOf(event)];
  if (!action) return;
  event.preventDefault();
  action(event);
}

export function listen(): void {
  addEventListener('keydown', onKey);
}
