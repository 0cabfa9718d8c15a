import * as model from '../model.ts';
import { wholeRun, zoomToCursors } from '../scope/zoom.ts';

const VIEWS = [
  { key: 'scope', text: 'Scope' },
  { key: 'log', text: 'Events' },
] as const;

function AxisChoice() {
  return (
    <div class="segment small" role="group" aria-label="Time axis">
      {(['log', 'linear'] as const).map((axis) => (
        <button
          key={axis}
          type="button"
          class="button"
          aria-pressed={model.timeAxis.value === axis}
          title={axis === 'log' ? 'Logarithmic on both sides of the trigger (L)' : 'Linear (L)'}
          onClick={() => (model.timeAxis.value = axis)}
        >
          {axis === 'log' ? 'Log' : 'Linear'}
        </button>
      ))}
    </div>
  );
}

export function Tabs() {
  const apart = model.cursorA_s.value !== null && model.cursorB_s.value !== null;
  return (
    <nav class="tabs" aria-label="Views">
      {VIEWS.map(({ key, text }) => (
        <button
          key={key}
          type="button"
          class="tab"
          aria-current={model.view.value === key ? 'page' : undefined}
          onClick={() => (model.view.value = key)}
        >
          {text}
        </button>
      ))}
      <span class="spring" />
      <button type="button" class="button" disabled={!apart} title="The view from cursor A to cursor B (Z)" onClick={zoomToCursors}>
        Zoom A–B
      </button>
      <button type="button" class="button" title="The view over the whole run (0)" onClick={wholeRun}>
        Whole run
      </button>
      <AxisChoice />
    </nav>
  );
}
