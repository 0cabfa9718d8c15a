import * as model from '../model.ts';
import { timeText } from '../units.ts';
import { arrowStep, drag } from './drag.ts';
import { columnsOf, extremesOf } from './frameData.ts';
import type { Layout } from './layout.ts';
import type { Painter } from './painter.ts';
import { keep } from './zoom.ts';

const TOP = 4;

/** The whole run, always linear, with the view as a window that can be moved and stretched. */
export function Overview({ layout, painter }: { layout: Layout; painter: Painter }) {
  painter.painted.value;
  const { plotWidth: width, left, overview } = layout;
  const duration_s = model.duration_s.value;
  const trigger_s = model.trigger_s.value;
  const height = overview.height - 2 * TOP;
  const x = (t_s: number) => (t_s / duration_s) * width;
  const { t0_s, t1_s } = model.viewWindow.value;
  const a = x(t0_s);
  const b = Math.max(a + 4, x(t1_s));
  const set = (from: number, to: number) => {
    const span = Math.max(5e-6, to - from);
    const begin = Math.max(0, Math.min(duration_s - span, from));
    model.viewWindow.value = { t0_s: begin, t1_s: Math.min(duration_s, begin + span) };
  };
  const grab = (part: 'low' | 'high' | 'both') => (event: PointerEvent) => {
    keep();
    const begin = model.viewWindow.value;
    drag(event, (dx) => {
      const dt = (dx / width) * duration_s;
      if (part === 'both') set(begin.t0_s + dt, begin.t1_s + dt);
      else if (part === 'low')
        model.viewWindow.value = { t0_s: Math.max(0, Math.min(begin.t1_s - 5e-6, begin.t0_s + dt)), t1_s: begin.t1_s };
      else model.viewWindow.value = { t0_s: begin.t0_s, t1_s: Math.min(duration_s, Math.max(begin.t0_s + 5e-6, begin.t1_s + dt)) };
    });
  };
  const onKey = (event: KeyboardEvent) => {
    const step = arrowStep(event);
    if (!step?.dx) return;
    event.preventDefault();
    event.stopPropagation();
    const dt = (step.dx * 4 * duration_s) / width;
    set(model.viewWindow.value.t0_s + dt, model.viewWindow.value.t1_s + dt);
  };
  return (
    <svg class="overview" width={layout.width} height={overview.height} role="group" aria-label="Whole run">
      <text x={left - 8} y={20} class="end">
        Whole run
      </text>
      <text x={left - 8} y={34} class="end faint">
        {timeText(duration_s)}
      </text>
      <text x={left + width + 8} y={20}>
        linear
      </text>
      <text x={left + width + 8} y={34} class="faint">
        {`from ${timeText(-trigger_s)}`}
      </text>
      <g transform={`translate(${left} ${TOP})`}>
        <path d={outline(painter, width, height)} class="overviewTrace" />
        <rect width={Math.max(0, a)} height={height} class="dim" />
        <rect x={b} width={Math.max(0, width - b)} height={height} class="dim" />
        {[model.cursorA_s.value, model.cursorB_s.value].map(
          (t_s, k) =>
            t_s !== null && <path key={k === 0 ? 'a' : 'b'} d={`M${Math.round(x(t_s)) + 0.5} 0v${height}`} class="overviewCursor" />,
        )}
        <rect
          x={a + 0.5}
          y={0.5}
          width={Math.max(1, b - a - 1)}
          height={height - 1}
          rx={3}
          class="window"
          tabindex={0}
          role="slider"
          aria-label="View"
          aria-valuemin={0}
          aria-valuemax={duration_s}
          aria-valuenow={t0_s}
          aria-valuetext={`${timeText(t0_s - trigger_s)} to ${timeText(t1_s - trigger_s)}`}
          onPointerDown={grab('both')}
          onKeyDown={onKey}
        />
        {(['low', 'high'] as const).map((part) => (
          <g key={part} transform={`translate(${part === 'low' ? a : b} ${height / 2})`} class="grip" onPointerDown={grab(part)}>
            <rect x={-6} y={-height / 2} width={12} height={height} class="reach" />
            <rect x={-2.5} y={-8.5} width={5} height={17} rx={2} />
            <path d="M0 -4v8" />
          </g>
        ))}
      </g>
    </svg>
  );
}

/** Bus voltage of the whole run as a band between its extremes. */
function outline(painter: Painter, width: number, height: number): string {
  const frame = painter.overview;
  const columns = frame && columnsOf(frame, 'busVoltage_V');
  const seen = columns && extremesOf(columns);
  if (!columns || !seen || !frame) return '';
  const low = Math.min(seen.low, 46);
  const high = Math.max(seen.high, 51);
  const y = (v: number) => (3 + (1 - (v - low) / (high - low)) * (height - 6)).toFixed(1);
  const x = (k: number) => (((k + 0.5) * width) / frame.columns).toFixed(1);
  let forth = '';
  let back = '';
  for (let k = columns.from; k < columns.to; k++) {
    forth += `${forth ? 'L' : 'M'}${x(k)} ${y(columns.max[k] as number)}`;
    back = `L${x(k)} ${y(columns.min[k] as number)}${back}`;
  }
  return forth ? `${forth}${back}Z` : '';
}
