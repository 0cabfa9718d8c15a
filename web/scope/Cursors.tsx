import type { Signal } from '@preact/signals';
import * as model from '../model.ts';
import { fixed, timeText } from '../units.ts';
import type { TimeAxis } from './axis.ts';
import { arrowStep, drag } from './drag.ts';
import type { Layout } from './layout.ts';

interface Props {
  name: 'A' | 'B';
  at: Signal<number | null>;
  /** The other one's place: of two that are close the left one shows its letter only, the right one stands beside it. */
  other: number | null;
  axis: TimeAxis;
  layout: Layout;
}

/** Width of the chip with the letter only, and how far it reaches to the left of its line. */
const LETTER = 17;
const HALF_LETTER = 8.5;
/** A chip ends before the words at the left of the plot. */
const LEFTMOST = -5;

function Cursor({ name, at, other, axis, layout }: Props) {
  if (at.value === null) return null;
  const trigger_s = model.trigger_s.value;
  const t_s = at.value - trigger_s;
  const x = axis.x(t_s);
  if (!(x >= -1 && x <= layout.plotWidth + 1)) return null;
  const text = timeText(t_s);
  const full = 28 + text.length * 6;
  const place = (to: number) => {
    at.value = Math.max(0, Math.min(model.duration_s.value, axis.t(Math.max(0, Math.min(layout.plotWidth, to))) + trigger_s));
  };
  const onKey = (event: KeyboardEvent) => {
    const arrow = arrowStep(event);
    if (!arrow?.dx) return;
    event.preventDefault();
    event.stopPropagation();
    place(x + arrow.dx);
  };
  const line = Math.round(x) + 0.5;
  const own = Math.max(LEFTMOST, line - HALF_LETTER);
  const theirs = other === null ? null : Math.max(LEFTMOST, Math.round(other) + 0.5 - HALF_LETTER);
  const isLeft = theirs !== null && (own < theirs || (own === theirs && name === 'A'));
  const brief = layout.narrow || (isLeft && theirs < own + full);
  const left = theirs !== null && !isLeft ? Math.max(own, theirs + LETTER + 1) : own;
  return (
    <g
      transform={`translate(${layout.left} 0)`}
      class="cursor"
      tabindex={0}
      role="slider"
      aria-label={`Cursor ${name}`}
      aria-valuemin={-trigger_s}
      aria-valuemax={model.duration_s.value - trigger_s}
      aria-valuenow={t_s}
      aria-valuetext={text}
      onKeyDown={onKey}
      onPointerDown={(event: PointerEvent) => {
        (event.currentTarget as SVGElement).focus();
        drag(event, (dx) => place(x + dx));
      }}
    >
      <path d={`M${line} ${layout.cursors.top + 4}V${layout.axis}`} />
      <rect x={line - 4} y={layout.cursors.top} width={8} height={layout.axis - layout.cursors.top} class="reach" />
      <rect x={left} y={layout.cursors.top + 4} width={brief ? LETTER : full} height={17} rx={4} class="chip" />
      <text x={left + HALF_LETTER} y={layout.cursors.top + 16.5} class="middle chipName">
        {name}
      </text>
      {!brief && (
        <text x={left + HALF_LETTER + 12} y={layout.cursors.top + 16.5} class="chipText">
          {text}
        </text>
      )}
    </g>
  );
}

/** Cursors A and B over everything, with what lies between them. */
export function Cursors({ axis, layout }: { axis: TimeAxis; layout: Layout }) {
  const a = model.cursorA_s.value;
  const b = model.cursorB_s.value;
  const trigger_s = model.trigger_s.value;
  const triggerX = Math.round(axis.x(0)) + 0.5;
  const seen = triggerX >= 0 && triggerX <= layout.plotWidth;
  const between = a !== null && b !== null && a !== b ? deltaText(b - a) : null;
  const xa = a === null ? 0 : axis.x(a - trigger_s);
  const xb = b === null ? 0 : axis.x(b - trigger_s);
  const low = Math.max(0, Math.min(xa, xb)) + 34 + (a !== null ? timeText((xa < xb ? a : (b ?? 0)) - trigger_s).length * 6 : 0);
  const high = Math.min(layout.plotWidth, Math.max(xa, xb)) - 12;
  const middle = (low + high) / 2;
  const half = between ? between.length * 3 + 8 : 0;
  return (
    <>
      {!layout.narrow && (
        <text x={layout.left - 8} y={layout.cursors.top + 16} class="end">
          Cursors
        </text>
      )}
      {!layout.narrow && a === null && b === null && (
        <text x={layout.left + 4} y={layout.cursors.top + 16} class="faint">
          A or B: place a cursor · drag: zoom · wheel: zoom here · Shift drag: move · Backspace: back
        </text>
      )}
      {seen && (
        <g transform={`translate(${layout.left} 0)`}>
          <path d={`M${triggerX} ${layout.cursors.top + layout.cursors.height}V${layout.state}`} class="trigger" />
          {!layout.narrow && <path d={`M${triggerX - 4} ${layout.cursors.top + 17}h8l-4 6z`} class="triggerMark" />}
        </g>
      )}
      {between && !layout.narrow && high - low > 2 * half && (
        <g transform={`translate(${layout.left} ${layout.cursors.top})`}>
          <path d={`M${low} 12.5H${middle - half}M${middle + half} 12.5H${high}`} class="span" />
          <text x={middle} y={16.5} class="middle strong">
            {between}
          </text>
        </g>
      )}
      <Cursor name="A" at={model.cursorA_s} other={b === null ? null : xb} axis={axis} layout={layout} />
      <Cursor name="B" at={model.cursorB_s} other={a === null ? null : xa} axis={axis} layout={layout} />
    </>
  );
}

/** B−A and one over it. */
function deltaText(dt_s: number): string {
  const hertz = 1 / Math.abs(dt_s);
  const rate = hertz >= 1e3 ? `${fixed(hertz / 1e3, hertz >= 1e5 ? 0 : 2)} kHz` : `${fixed(hertz, 1)} Hz`;
  return `B−A ${timeText(dt_s)}, ${rate}`;
}
