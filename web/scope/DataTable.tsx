import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import * as model from '../model.ts';
import { panes } from '../plots.ts';
import { fixed, timeText } from '../units.ts';
import { columnsOf } from './frameData.ts';
import type { Painter } from './painter.ts';

const ROWS = 20;
const PAGES = 10;

/** What the panes draw, as a table: the view in 200 rows, 20 a page, with the extremes of each stretch. */
export function DataTable({ painter, close }: { painter: Painter; close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const page = useSignal(0);
  useEffect(() => dialog.current?.showModal(), []);
  const { frame } = painter;
  const traces = panes.flatMap((pane) => pane.traces);
  const rows = frame
    ? Array.from({ length: ROWS }, (_, k) => {
        const part = page.value * ROWS + k;
        const from = Math.floor((part * frame.columns) / (ROWS * PAGES));
        const to = Math.max(from + 1, Math.floor(((part + 1) * frame.columns) / (ROWS * PAGES)));
        return { from, to, t_s: (frame.edges_s[from] ?? 0) - model.trigger_s.value };
      }).filter(({ from, to }) => from >= frame.validFrom && to <= frame.validTo)
    : [];
  const text = (channel: (typeof traces)[number], from: number, to: number) => {
    const columns = frame && columnsOf(frame, channel.channel);
    if (!columns) return '';
    const low = Math.min(...columns.min.subarray(from, to)) * channel.factor;
    const high = Math.max(...columns.max.subarray(from, to)) * channel.factor;
    const [a, b] = [fixed(low, channel.decimals), fixed(high, channel.decimals)];
    return a === b ? a : `${a} … ${b}`;
  };
  return (
    <dialog ref={dialog} class="dataTable" aria-label="The view as a table" onClose={close} onKeyDown={(event) => event.stopPropagation()}>
      <table>
        <caption>Lowest and highest value of each stretch, beginning at the time on the left</caption>
        <thead>
          <tr>
            <th scope="col">Time</th>
            {traces.map((trace) => (
              <th key={trace.channel} scope="col">
                {trace.label} {trace.unit}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ from, to, t_s }) => (
            <tr key={from}>
              <th scope="row">{timeText(t_s)}</th>
              {traces.map((trace) => (
                <td key={trace.channel}>{text(trace, from, to)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        <button type="button" class="button" disabled={page.value === 0} onClick={() => page.value--}>
          Earlier
        </button>
        Page {page.value + 1} of {PAGES}
        <button type="button" class="button" disabled={page.value === PAGES - 1} onClick={() => page.value++}>
          Later
        </button>
        <button type="button" class="button" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </p>
    </dialog>
  );
}
