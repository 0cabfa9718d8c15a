import * as model from '../model.ts';
import { parameters } from '../settings.ts';
import { stepOf } from '../units.ts';
import { rounded } from './sliderScale.ts';

/** Keys that follow within this time are one edit. */
const TOGETHER_MS = 500;

let timer: ReturnType<typeof setTimeout> | undefined;
let last = '';
const settle = () => model.applySettings(model.settings.value);

/** Arrow keys step a parameter, Shift ten steps, Alt a tenth; a series of them is one step of undo. */
export const nudgeByKey =
  (name: string) =>
  (event: KeyboardEvent): void => {
    const direction = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1 }[event.key];
    const text = event.currentTarget instanceof HTMLInputElement && event.currentTarget.type === 'text';
    if (!direction || event.ctrlKey || event.metaKey || (text && !event.key.endsWith('Up') && !event.key.endsWith('Down'))) return;
    event.preventDefault();
    if (name !== last) settle();
    last = name;
    nudge(name, direction * (event.shiftKey ? 10 : event.altKey ? 0.1 : 1));
    clearTimeout(timer);
    timer = setTimeout(settle, TOGETHER_MS);
  };

/** Moves a parameter by `steps` of its steps, as far as the table lets it. */
export function nudge(name: string, steps: number, phase: model.EditPhase = 'drag'): void {
  const register = parameters[name];
  if (!register) return;
  const value = model.values.value[name] ?? 0;
  const whole = register.type === 'i32';
  const step = stepOf(register, model.defaults.value[name] ?? value) * (whole ? 1 : Math.min(1, Math.abs(steps)));
  const moved = rounded(
    value + stepOf(register, model.defaults.value[name] ?? value) * (whole ? Math.sign(steps) * Math.ceil(Math.abs(steps)) : steps),
    step,
  );
  const inside = Math.min(register.max ?? Infinity, Math.max(register.min ?? -Infinity, moved));
  model.tell(model.setParameter(name, inside, phase));
}
