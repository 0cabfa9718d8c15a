import { type Signal, useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { useState } from 'preact/hooks';
import type { ChannelName } from '../../host/abi/registers.ts';
import { session } from '../commands.ts';
import * as model from '../model.ts';
import type { Figures } from '../protocol.ts';
import { fixed, parseTime, quantityParts, signed, timeParts, timeText } from '../units.ts';
import { Runs } from './Runs.tsx';

type Values = Record<string, number> | null;

/** The waves of the readout: what colour they have in the plots, how they are written. */
const ROWS: readonly { channel: ChannelName; quantity: string; label: string; unit: string; factor: number; decimals: number }[] = [
  { channel: 'busVoltage_V', quantity: 'bus', label: 'Bus', unit: 'V', factor: 1, decimals: 2 },
  { channel: 'psuCurrent_A', quantity: 'psu', label: 'PSU', unit: 'A', factor: 1, decimals: 1 },
  { channel: 'cbuCurrent_A', quantity: 'capacitor', label: 'Capacitor', unit: 'A', factor: 1, decimals: 1 },
  { channel: 'bbuCurrent_A', quantity: 'battery', label: 'Battery', unit: 'A', factor: 1, decimals: 1 },
  { channel: 'loadCurrent_A', quantity: 'load', label: 'Load', unit: 'A', factor: 1, decimals: 1 },
  { channel: 'capacitorVoltage_V', quantity: 'capacitor', label: 'Cap.', unit: 'V', factor: 1, decimals: 2 },
  { channel: 'packSoc', quantity: 'battery', label: 'SOC', unit: '%', factor: 100, decimals: 2 },
];
const NOTHING = '–';

/** A cursor's time, to be read and to be typed (`184u`, `14.36ms`); times count from the trigger. */
function CursorTime({ name, cursor }: { name: string; cursor: Signal<number | null> }) {
  const [typed, setTyped] = useState<string | null>(null);
  const t_s = cursor.value;
  const since_s = t_s === null ? null : t_s - model.trigger_s.value;
  const take = () => {
    if (typed === null) return;
    setTyped(null);
    const parsed = parseTime(typed, since_s === null ? 'ms' : timeParts(since_s)[1]);
    if (parsed === null) return model.say(`Cursor ${name}: “${typed}” is not a time; type one such as 184u or 14.36ms`);
    const absolute_s = parsed + model.trigger_s.value;
    if (absolute_s < 0 || absolute_s > model.duration_s.value) return model.say(`Cursor ${name}: ${timeText(parsed)} lies outside the run`);
    cursor.value = absolute_s;
  };
  return (
    <input
      class="cursorTime"
      type="text"
      aria-label={`Cursor ${name}, time from the trigger`}
      value={typed ?? (since_s === null ? NOTHING : timeText(since_s))}
      onFocus={(event) => event.currentTarget.select()}
      onInput={(event) => setTyped(event.currentTarget.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take();
        if (event.key === 'Escape') setTyped(null);
      }}
    />
  );
}

function Difference({ seconds }: { seconds: number }) {
  const [number, unit] = timeParts(seconds);
  return (
    <>
      {number}
      <span class="unit">{`\u00a0${unit}`}</span>
    </>
  );
}

function CursorTable({ a, b }: { a: Values; b: Values }) {
  const tA = model.cursorA_s.value;
  const tB = model.cursorB_s.value;
  const apart_s = tA !== null && tB !== null ? tB - tA : null;
  return (
    <table class="cursors">
      <thead>
        <tr>
          <th scope="col">
            <h2>Cursors</h2>
          </th>
          <th scope="col">
            <span class="tag">A</span>
          </th>
          <th scope="col">
            <span class="tag">B</span>
          </th>
          <th scope="col">B−A</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">Time</th>
          <td>
            <CursorTime name="A" cursor={model.cursorA_s} />
          </td>
          <td>
            <CursorTime name="B" cursor={model.cursorB_s} />
          </td>
          <td>{apart_s === null ? NOTHING : <Difference seconds={apart_s} />}</td>
        </tr>
        <tr>
          <th scope="row">1/Δt</th>
          <td />
          <td />
          <td>
            {apart_s ? fixed(Math.abs(1 / apart_s), 1) : NOTHING}
            <span class="unit">{'\u00a0Hz'}</span>
          </td>
        </tr>
        {ROWS.map(({ channel, quantity, label, unit, factor, decimals }) => {
          const [vA, vB] = [a, b].map((values) => (values ? (values[channel] as number) * factor : null)) as [number | null, number | null];
          return (
            <tr key={channel}>
              <th scope="row">
                <i class={`swatch ${quantity}`} />
                {label}
                <span class="unit">{`\u00a0${unit}`}</span>
              </th>
              <td>{vA === null ? NOTHING : fixed(vA, decimals)}</td>
              <td>{vB === null ? NOTHING : fixed(vB, decimals)}</td>
              <td>{vA === null || vB === null ? NOTHING : signed(vB - vA, decimals)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Between({ figures }: { figures: Figures | null }) {
  const blocks = figures?.samples === false;
  const mark = blocks ? ' *' : '';
  const rows: [string, number | null | undefined, string, number?][] = [
    ['Bus RMS', figures?.busRms_V, 'V', 3],
    [`Bus minimum${mark}`, figures?.busMin_V, 'V', 3],
    [`Bus maximum${mark}`, figures?.busMax_V, 'V', 3],
    ['Battery rise 10–90 %', figures?.batteryRise_s, 's'],
    ['Battery slew, largest', figures?.batterySlewMax_A_per_s, 'A/s'],
    ['Capacitor charge', figures?.capacitorCharge_C, 'C'],
    ['Capacitor energy', figures?.capacitorEnergy_J, 'J'],
  ];
  return (
    <section aria-label="From A to B">
      <h2 class="panelHead">From A to B</h2>
      <table>
        <tbody>
          {rows.map(([label, value, unit, decimals]) => {
            const [number, prefixed] =
              value === null || value === undefined
                ? [NOTHING, '']
                : decimals
                  ? [fixed(value, decimals), unit]
                  : quantityParts(value, unit);
            return (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td>
                  {number}
                  {prefixed && <span class="unit">{`\u00a0${prefixed}`}</span>}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {blocks && <p class="note">* Of blocks of 16 µs or more: the samples between A and B were let go. The rest would need them.</p>}
    </section>
  );
}

/** What the cursors read, from raw samples of the active run. */
export function Readout() {
  const values = useSignal<[Values, Values]>([null, null]);
  const figures = useSignal<Figures | null>(null);
  // while a run streams, its numbers are asked for anew only when it has passed a cursor
  const stamp = useComputed(() => {
    const run = model.activeRun.value;
    const passed = [model.cursorA_s.value, model.cursorB_s.value].map((t_s) => t_s !== null && run !== null && t_s <= run.now_s);
    return `${run?.id} ${passed} ${run?.state === 'running' ? '' : run?.now_s}`;
  });
  useSignalEffect(() => {
    const [tA, tB] = [model.cursorA_s.value, model.cursorB_s.value];
    const asked = stamp.value;
    const times = [tA, tB].map((t_s) => t_s ?? -1);
    const recorded = model.recordedTraces.value.get(model.activeRun.peek()?.id ?? 0);
    if (recorded) values.value = times.map((t_s) => recorded.values(t_s)) as [Values, Values];
    const current = session.value;
    if (recorded || !current) return;
    let old = false;
    void current.values(times).then(([a, b]) => {
      if (!old && asked === stamp.peek()) values.value = [a ?? null, b ?? null];
    });
    const soon = setTimeout(async () => {
      const between = tA !== null && tB !== null ? await current.figures(Math.min(tA, tB), Math.max(tA, tB)) : null;
      if (!old) figures.value = between;
    }, 40);
    return () => {
      old = true;
      clearTimeout(soon);
    };
  });
  const [a, b] = values.value;
  return (
    <aside class="readout" aria-label="Readout">
      <section aria-label="Cursors">
        <CursorTable a={a} b={b} />
      </section>
      <Between figures={figures.value} />
      <Runs />
    </aside>
  );
}
