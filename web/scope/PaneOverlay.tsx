import * as model from '../model.ts';
import { type PanePlan, present, type TracePlan } from '../plots.ts';
import { fixed } from '../units.ts';
import { columnsOf } from './frameData.ts';
import type { Layout, PaneBox } from './layout.ts';
import type { Painter } from './painter.ts';
import { spread } from './scales.ts';
import type { WavePane } from './wavePane.ts';

interface Part {
  plan: PanePlan;
  pane: WavePane;
  layout: Layout;
  box: PaneBox;
  /** Which picture; see BusOverlay.tsx. */
  painted: number;
  painter: Painter;
}

/** Value of each trace at a pixel of the plot, or at the right edge. */
function valuesAt(painter: Painter, traces: readonly TracePlan[], layout: Layout, x: number | null): (number | null)[] {
  const frame = painter.frame;
  return traces.map(({ channel, factor }) => {
    const columns = frame && columnsOf(frame, channel);
    if (!columns || !frame || columns.to <= columns.from) return null;
    const k = x === null ? columns.to - 1 : Math.floor((x / layout.plotWidth) * frame.columns);
    if (k < columns.from || k >= columns.to) return null;
    return (columns.last[k] as number) * factor;
  });
}

/** Title, unit and legend; the legend shows values under the pointer. */
export function PaneHead({ plan, layout, box, painter, hover }: Omit<Part, 'pane'> & { hover: number | null }) {
  const traces = present(plan.traces, model.activeRun.value?.thresholds);
  const values = valuesAt(painter, traces, layout, hover);
  const title = plan.title.length * 6.4;
  let x = title + plan.units.length * 7 + 28;
  const items = traces.map((trace, k) => {
    const value = values[k];
    const text = hover !== null && value != null ? `${trace.label} ${fixed(value, trace.decimals)} ${trace.unit}` : trace.label;
    const item = { trace, text, x };
    x += 22 + Math.max(text.length, trace.label.length + (traces.length > 1 ? 9 : 10)) * 5.9 + 8;
    return item;
  });
  return (
    <g transform={`translate(${layout.left} ${box.head})`}>
      <path d={`M${-layout.left} -0.5h${layout.width}`} class="hairline" />
      <text y={16} class="title">
        {plan.title}
        <tspan dx={5} class="unit">
          {plan.units}
        </tspan>
      </text>
      {!layout.narrow &&
        items.map(({ trace, text, x: at }) => (
          <g key={trace.channel} transform={`translate(${at} 0)`}>
            <path d="M0 12h16" class={`key-${trace.colour}`} />
            <text x={22} y={16}>
              {text}
            </text>
          </g>
        ))}
      {!layout.narrow &&
        plan.ghosts &&
        model.ghosts.value.map((ghost, k) => (
          <g key={ghost.id} transform={`translate(${x + k * 150} 0)`}>
            <path d="M0 12h16" class="key-ghost" stroke-dasharray={k === 0 ? '4 3' : '1.5 3'} />
            <text x={22} y={16}>
              {ghost.baseline ? `baseline: ${ghost.label}` : `before: ${ghost.label}`}
            </text>
          </g>
        ))}
    </g>
  );
}

/** Numbers of the scales, and each trace's name where it ends. */
export function PaneScales({ plan, pane, layout, box, painter }: Part) {
  const traces = present(plan.traces, model.activeRun.value?.thresholds);
  const right = traces.find((trace) => trace.right);
  const left = traces.filter((trace) => !trace.right);
  const leftColour = right && left.length === 1 ? `text-${left[0]?.colour}` : '';
  const values = valuesAt(painter, traces, layout, null);
  const named = right || plan.thresholds ? [] : traces;
  const places = spread(
    named.map((_, k) => pane.y(values[k] ?? 0)),
    14,
    6,
    box.height - 8,
  );
  return (
    <g transform={`translate(${layout.left} ${box.top})`}>
      {(left.length > 0 ? pane.steps() : []).map(({ value, y }) => (
        <text key={value} x={-8} y={Math.min(box.height - 1, Math.max(9, y + 4))} class={`end ${leftColour}`}>
          {fixed(value, Number.isInteger(value) ? 0 : Math.abs(value) < 10 ? 2 : 1)}
        </text>
      ))}
      {right &&
        pane.steps(true).map(({ value, y }) => (
          <text key={value} x={layout.plotWidth + 8} y={Math.min(box.height - 1, Math.max(9, y + 4))} class={`text-${right.colour}`}>
            {`${fixed(value, 0)} %`}
          </text>
        ))}
      {!layout.narrow &&
        named.map((trace, k) => (
          <text key={trace.channel} x={layout.plotWidth + 8} y={(places[k] as number) + 4} class={`text-${trace.colour}`}>
            {trace.label}
          </text>
        ))}
    </g>
  );
}
