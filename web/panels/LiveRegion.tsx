import { useSignal, useSignalEffect } from '@preact/signals';
import { marginToWindow_V } from '../describe.ts';
import * as model from '../model.ts';
import { signed, timeText } from '../units.ts';
import { wordOf } from './VerdictStrip.tsx';

const QUIET_MS = 400;

/** Says the verdict when a run ends, and where the cursors stand, politely and not while things still move. */
export function LiveRegion() {
  const said = useSignal('');
  useSignalEffect(() => {
    const run = model.activeRun.value;
    const [a, b] = [model.cursorA_s.value, model.cursorB_s.value];
    const parts: string[] = [];
    if (run?.state === 'done') {
      const { word, sentence } = wordOf(run);
      const margin_V = marginToWindow_V(run.metrics, run.thresholds);
      parts.push(`${word}. ${sentence}.${margin_V === null ? '' : ` Margin to window ${signed(margin_V, 2)} volt.`}`);
    }
    if (a !== null) parts.push(`Cursor A ${timeText(a - model.trigger_s.value)}.`);
    if (b !== null) parts.push(`Cursor B ${timeText(b - model.trigger_s.value)}.`);
    const timer = setTimeout(() => (said.value = parts.join(' ')), QUIET_MS);
    return () => clearTimeout(timer);
  });
  return (
    <div class="unseen" aria-live="polite" id="announcements">
      {said.value}
    </div>
  );
}
