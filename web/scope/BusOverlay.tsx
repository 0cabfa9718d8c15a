import { firmwareParameters, type Register } from '../../host/abi/registers.ts';
import * as model from '../model.ts';
import { nudgeByKey } from '../panels/nudge.ts';
import { type PanePlan, present } from '../plots.ts';
import { fixed, timeText } from '../units.ts';
import type { TimeAxis } from './axis.ts';
import { drag } from './drag.ts';
import type { Layout, PaneBox } from './layout.ts';
import type { Painter } from './painter.ts';
import { spread } from './scales.ts';
import type { WavePane } from './wavePane.ts';
import { show } from './zoom.ts';

interface Part {
  plan: PanePlan;
  pane: WavePane;
  layout: Layout;
  box: PaneBox;
  /** Which picture: without it, signals would take an overlay for unchanged while the scale under it moved. */
  painted: number;
}

/** Hatched where the bus must not be, with its words. */
export function Mask({ plan, pane, layout, box }: Part) {
  const run = model.activeRun.value;
  const low = run?.thresholds[plan.mask?.low ?? ''];
  const high = run?.thresholds[plan.mask?.high ?? ''];
  if (low === undefined || high === undefined) return null;
  const width = layout.plotWidth;
  const yLow = Math.max(0, Math.min(box.height, Math.round(pane.y(low))));
  const yHigh = Math.max(0, Math.min(box.height, Math.round(pane.y(high))));
  const words = (y0: number, y1: number, text: string) =>
    y1 - y0 > 14 && (
      <g transform={`translate(${width - 10} ${(y0 + y1) / 2})`}>
        <rect x={-text.length * 5.8 - 8} y={-8} width={text.length * 5.8 + 12} height={16} class="plate" />
        <text y={4} x={-2} class="end">
          {text}
        </text>
      </g>
    );
  return (
    <g transform={`translate(${layout.left} ${box.top})`}>
      <rect width={width} height={yHigh} fill="url(#hatch)" />
      <rect y={yLow} width={width} height={box.height - yLow} fill="url(#hatch)" />
      <path d={`M0 ${yHigh + 0.5}h${width}M0 ${yLow + 0.5}h${width}`} class="limit" />
      {words(0, yHigh, layout.narrow ? `above ${fixed(high, 0)} V` : `forbidden above ${fixed(high, 0)} V`)}
      {words(yLow, box.height, layout.narrow ? `below ${fixed(low, 0)} V` : `forbidden below ${fixed(low, 0)} V`)}
    </g>
  );
}

/** The distance from the lowest point to the window, as a dimension; a violation as a shape with words. */
export function Margin({ plan, pane, layout, box, axis }: Part & { axis: TimeAxis }) {
  const run = model.activeRun.value;
  const low = run?.thresholds[plan.mask?.low ?? ''];
  const minimum = run?.metrics.busVoltageMin_V;
  const at_s = run?.metrics.busVoltageMinAt_s;
  if (!run || low === undefined || minimum == null || at_s == null) return null;
  const x = axis.x(at_s);
  if (!(x >= 0 && x <= layout.plotWidth)) return null;
  const y = Math.max(0, Math.min(box.height, pane.y(minimum)));
  const yLow = Math.min(box.height, pane.y(low));
  const margin = minimum - low;
  const side = x + 170 < layout.plotWidth ? 1 : -1;
  const xd = Math.round(x + side * (layout.narrow ? 44 : 64)) + 0.5;
  const fits = yLow - y > 18;
  return (
    <g transform={`translate(${layout.left} ${box.top})`} class={margin >= 0 ? 'margin' : 'margin fail'}>
      {margin >= 0 && (
        <>
          <path d={`M${x} ${Math.round(y) + 0.5}H${xd + 5 * side}`} />
          {fits && <path d={`M${xd} ${y + 1}V${yLow - 1}M${xd - 3} ${y + 6}l3 -5l3 5M${xd - 3} ${yLow - 6}l3 5l3 -5`} class="dimension" />}
          <text x={xd + 10 * side} y={(y + yLow) / 2 + 4} class={side < 0 ? 'end halo' : 'halo'}>
            <tspan class="strong value">{`+${fixed(margin, 2)}\u00a0V`}</tspan> margin
          </text>
        </>
      )}
      <circle cx={x} cy={y} r={3} />
      {margin < 0 && (
        <text x={x + 10 * side} y={Math.max(14, Math.min(box.height - 6, y) - 8)} class={side < 0 ? 'end halo' : 'halo'}>
          {`${fixed(minimum, 2)} V, ${fixed(-margin, 2)} V under the window`}
        </text>
      )}
    </g>
  );
}

/** Where a ghost first leaves the window: an octagon with a cross that can be clicked. */
export function GhostFailure({ plan, pane, layout, box, axis, painter }: Part & { axis: TimeAxis; painter: Painter }) {
  const run = model.activeRun.value;
  const ghost = model.baseline.value;
  const low = run?.thresholds[plan.mask?.low ?? ''];
  if (ghost?.state !== 'done' || ghost.id === run?.id || low === undefined) return null;
  const fall_s = painter.firstBelow_s(ghost.id, low);
  if (fall_s === null) return null;
  const t_s = fall_s - model.trigger_s.value;
  const x = axis.x(t_s);
  if (!(x >= 0 && x <= layout.plotWidth)) return null;
  const words = `${ghost.label}: fails at ${timeText(t_s)}`;
  const side = x + 16 + words.length * 5.8 < layout.plotWidth ? 1 : -1;
  const jump = () => show({ t0_s: t_s - 3e-4, t1_s: t_s + 3e-4 });
  return (
    <g
      transform={`translate(${layout.left + x} ${box.top + Math.round(pane.y(low))})`}
      class="ghostFailure"
      tabindex={0}
      role="button"
      aria-label={`${words}: show`}
      onClick={jump}
      onKeyDown={(event) => event.key === 'Enter' && jump()}
    >
      <path d="M-2.6 -6.3h5.2l3.7 3.7v5.2l-3.7 3.7h-5.2l-3.7 -3.7v-5.2z" />
      <path d="M-2.4 -2.4l4.8 4.8M2.4 -2.4l-4.8 4.8" class="cross" />
      {!layout.narrow && box.height - pane.y(low) > 14 && (run?.metrics.busVoltageMin_V ?? low) >= low && (
        <text x={12 * side} y={(box.height - pane.y(low)) / 2 + 4} class={side < 0 ? 'end halo' : 'halo'}>
          {words}
        </text>
      )}
    </g>
  );
}

/** Width of a threshold's flag. */
const FLAG = 94;

/** Lines of the parameters that the firmware compares the bus with: one thing with their fields. */
export function Thresholds({ plan, pane, layout, box }: Part) {
  const lines = present(plan.thresholds ?? [], model.values.value).map(({ key, label }) => ({
    key,
    label,
    value: model.values.value[key] ?? 0,
  }));
  const wishes = lines.map(({ value }) => pane.y(value));
  const places = spread(wishes, 19, 9, box.height - 9);
  return (
    <g transform={`translate(${layout.left} ${box.top})`}>
      {lines.map(({ key, label, value }, k) => {
        const y = wishes[k] as number;
        const yLabel = places[k] as number;
        const register = firmwareParameters[key as keyof typeof firmwareParameters] as Register;
        const { min = 0, max = 0 } = register;
        const bounded = (v: number) => Math.max(min, Math.min(max, v));
        const round = (v: number) => Number((Math.round(v / 0.01) * 0.01).toFixed(2));
        const focused = model.focusParameter.value === key;
        const line = Math.round(y) + 0.5;
        const width = layout.plotWidth;
        const visible = y >= 0 && y <= box.height;
        const onDown = (event: PointerEvent) => {
          (event.currentTarget as SVGElement).focus();
          const begin = value;
          let last = value;
          drag(
            event,
            (_, dy) => {
              last = bounded(round(begin + pane.value(dy) - pane.value(0)));
              model.tell(model.setParameter(key, last, 'drag'));
            },
            (moved) => moved && model.tell(model.setParameter(key, last, 'commit')),
          );
        };
        return (
          <g
            key={key}
            class={focused ? 'threshold focused' : 'threshold'}
            tabindex={0}
            role="slider"
            aria-label={`${register.label}, line on the plot`}
            aria-valuemin={min}
            aria-valuemax={max}
            aria-valuenow={value}
            aria-valuetext={`${fixed(value, 2)} V`}
            onKeyDown={nudgeByKey(key)}
            onFocus={() => {
              model.focusParameter.value = key;
            }}
            onPointerDown={onDown}
          >
            {visible && <path d={`M0 ${line}H${width + 4}`} class="line" />}
            {visible && <rect y={y - 4} width={width} height={8} class="reach" />}
            <path
              d={`M${width + 2} ${visible ? line : yLabel}L${width + 9} ${yLabel - 8}h${FLAG}a3 3 0 0 1 3 3v10a3 3 0 0 1 -3 3h-${FLAG}z`}
              class="handle"
            />
            <text x={width + 13} y={yLabel + 4} class="name">
              {label}
            </text>
            <text x={width + FLAG} y={yLabel + 4} class="end number">
              {fixed(value, 2)}
            </text>
            <path d={`M${width + FLAG + 4.5} ${yLabel - 3.5}v7M${width + FLAG + 7.5} ${yLabel - 3.5}v7`} class="ribs" />
          </g>
        );
      })}
    </g>
  );
}
