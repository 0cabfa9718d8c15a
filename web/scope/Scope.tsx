import 'uplot/dist/uPlot.min.css';
import '../styles/scope.css';
import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { taken } from '../keys.ts';
import { DataTable } from '../later.tsx';
import * as model from '../model.ts';
import { panes } from '../plots.ts';
import type { TimeAxis } from './axis.ts';
import { GhostFailure, Margin, Mask, Thresholds } from './BusOverlay.tsx';
import { Cursors } from './Cursors.tsx';
import { drag } from './drag.ts';
import { Lanes } from './Lanes.tsx';
import { type Layout, layOut } from './layout.ts';
import { Overview } from './Overview.tsx';
import { PaneHead, PaneScales } from './PaneOverlay.tsx';
import { Painter } from './painter.ts';
import { WavePane } from './wavePane.ts';
import { axisOf, bounds, goBack, keep, show, showNext, wholeRun } from './zoom.ts';

const SYNC = 'scope';
/** One notch of the wheel, one press of a key. */
const ZOOM = 1.25;

/** Overview, panes, state, events and time axis: one time for all of them. */
export function Scope() {
  const root = useRef<HTMLElement>(null);
  const size = useSignal({ width: 0, height: 0 });
  const layout = useComputed<Layout>(() => layOut(size.value.width, size.value.height, model.narrow.value));
  const painter = useMemo(() => new Painter(() => layout.peek()), []);
  const hover = useSignal<number | null>(null);
  const tableOpen = useSignal(false);
  /** The axis as it was when the pointer was pressed. */
  const pressed = useRef<TimeAxis | null>(null);

  useEffect(() => {
    const element = root.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      size.value = { width: element.clientWidth, height: element.clientHeight };
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      for (const pane of painter.panes.values()) pane.destroy();
      painter.panes.clear();
    };
  }, []);

  useSignalEffect(() => {
    model.activeRun.value;
    model.ghosts.value;
    model.viewWindow.value;
    model.timeAxis.value;
    model.theme.value;
    model.frameSource.value;
    layout.value;
    painter.schedule();
  });

  const axis = axisOf(layout.value.plotWidth);
  // every picture: the overlays stand on its scales
  const painted = painter.painted.value;

  /** Pixel of the time axis under the pointer. */
  const pointerX = (event: MouseEvent) => event.clientX - (root.current?.getBoundingClientRect().left ?? 0) - layout.peek().left;
  const onMove = (event: PointerEvent) => {
    const x = pointerX(event);
    hover.value = x >= 0 && x <= layout.peek().plotWidth ? x : null;
  };

  const onWheel = (event: WheelEvent) => {
    if (event.ctrlKey) return;
    event.preventDefault();
    const x = pointerX(event);
    const { low_s, high_s } = bounds();
    showNext(axisOf(layout.peek().plotWidth).zoomed(x, event.deltaY > 0 ? ZOOM : 1 / ZOOM, low_s, high_s));
  };

  useEffect(() => {
    const element = root.current;
    // not passive: the wheel zooms instead of scrolling
    element?.addEventListener('wheel', onWheel, { passive: false });
    return () => element?.removeEventListener('wheel', onWheel);
  }, []);

  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || taken(event)) return;
    const { low_s, high_s } = bounds();
    const now = axisOf(layout.peek().plotWidth);
    const at = hover.peek() ?? now.width / 2;
    const actions: Record<string, () => void> = {
      a: () => {
        model.cursorA_s.value = now.t(at) + model.trigger_s.peek();
      },
      b: () => {
        model.cursorB_s.value = now.t(at) + model.trigger_s.peek();
      },
      '+': () => show(now.zoomed(at, 1 / ZOOM, low_s, high_s)),
      '=': () => show(now.zoomed(at, 1 / ZOOM, low_s, high_s)),
      '-': () => show(now.zoomed(at, ZOOM, low_s, high_s)),
      ArrowLeft: () => showNext(now.panned(-now.width / 20, low_s, high_s)),
      ArrowRight: () => showNext(now.panned(now.width / 20, low_s, high_s)),
      Backspace: goBack,
      t: () => {
        tableOpen.value = true;
      },
    };
    const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!action) return;
    event.preventDefault();
    action();
  };

  // wherever the focus is, unless something takes the key itself
  useEffect(() => {
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);

  /** Shift moves the view instead of zooming into a box. */
  const onDown = (event: PointerEvent) => {
    pressed.current = axisOf(layout.peek().plotWidth);
    if (!event.shiftKey && event.button !== 1) return;
    keep();
    const { low_s, high_s } = bounds();
    const begin = axisOf(layout.peek().plotWidth);
    drag(event, (dx) => show(begin.panned(-dx, low_s, high_s), false));
  };

  /** Each pane tells of the box that was drawn over all of them: it is one box. */
  const select = (x0: number, x1: number) => {
    const axis = pressed.current;
    if (axis) show({ t0_s: axis.t(x0), t1_s: axis.t(x1) });
  };

  const box = layout.value;
  return (
    <section
      ref={root}
      class="scope"
      aria-label="Scope: arrows move, plus and minus zoom, A and B place cursors, T shows a table"
      tabIndex={0}
      onPointerDownCapture={onDown}
      onPointerMove={onMove}
      onPointerLeave={() => (hover.value = null)}
      onDblClick={wholeRun}
    >
      {panes.map((plan) => {
        const place = box.panes[plan.key];
        if (!place || box.plotWidth < 2) return null;
        return (
          <div
            key={plan.key}
            class="pane"
            style={{ left: `${box.left}px`, top: `${place.top}px`, width: `${box.plotWidth}px`, height: `${place.height}px` }}
            ref={(host) => {
              const geometry = { left: box.left, width: box.plotWidth, height: place.height };
              const existing = painter.panes.get(plan.key);
              if (!host) return;
              if (existing) existing.resize(geometry);
              else {
                painter.panes.set(plan.key, new WavePane(plan, host, geometry, SYNC, select));
                painter.schedule();
              }
            }}
          />
        );
      })}
      {box.plotWidth > 2 && (
        <svg class="overlay" width={box.width} height={box.height} role="group" aria-label="Scales, limits, states and events">
          <defs>
            <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <path d="M0 0V6" class="hatch" />
            </pattern>
          </defs>
          {panes.map((plan) => {
            const place = box.panes[plan.key];
            const pane = painter.panes.get(plan.key);
            if (!place || !pane) return null;
            const part = { plan, pane, layout: box, box: place, painted };
            return (
              <g key={plan.key}>
                {plan.mask && <Mask {...part} />}
                <PaneScales {...part} painter={painter} />
                <PaneHead plan={plan} layout={box} box={place} painted={painted} painter={painter} hover={hover.value} />
                {plan.ghosts && <GhostFailure {...part} axis={axis} painter={painter} />}
                {plan.mask && <Margin {...part} axis={axis} />}
                {plan.thresholds && !box.narrow && <Thresholds {...part} />}
              </g>
            );
          })}
          <Lanes axis={axis} layout={box} />
          <Cursors axis={axis} layout={box} />
        </svg>
      )}
      {!box.narrow && box.plotWidth > 2 && <Overview layout={box} painter={painter} />}
      {!box.narrow && (
        <button type="button" class="tableButton" title="The view as a table (T)" onClick={() => (tableOpen.value = true)}>
          Table
        </button>
      )}
      {tableOpen.value && <DataTable painter={painter} close={() => (tableOpen.value = false)} />}
    </section>
  );
}
