import { enumerations } from '../../host/abi/registers.ts';
import type { LogEntry } from '../../host/simulation.ts';
import * as model from '../model.ts';
import { timeText } from '../units.ts';
import { type Tick, type TimeAxis, ticksOf } from './axis.ts';
import type { Layout } from './layout.ts';
import { TICK_GAP } from './painter.ts';
import { show } from './zoom.ts';

/** Which token colours a state: who carries. */
const COLOURS: Readonly<Record<string, readonly string[]>> = {
  NORMAL: ['psu'],
  DIP: [],
  BRIDGE: ['cap'],
  HANDOFF: ['cap', 'bat'],
  BATTERY: ['bat'],
  RETRANSFER: ['bat', 'psu'],
  RECHARGE: ['psu', 'cap'],
  FAULT: ['fail'],
};

function StateLane({ axis, layout }: { axis: TimeAxis; layout: Layout }) {
  const run = model.activeRun.value;
  const trigger_s = model.trigger_s.value;
  const states = run?.states ?? [];
  return (
    <g transform={`translate(${layout.left} ${layout.state})`}>
      <text x={-8} y={16} class="end">
        State
      </text>
      {states.map(({ t_s, value }, k) => {
        const end_s = states[k + 1]?.t_s ?? run?.now_s ?? t_s;
        const x0 = Math.round(Math.max(0, Math.min(layout.plotWidth, axis.x(t_s - trigger_s))));
        const x1 = Math.round(Math.max(0, Math.min(layout.plotWidth, axis.x(end_s - trigger_s))));
        const width = x1 - x0 - 1;
        if (width < 1) return null;
        const name = enumerations.HandoffState[value] ?? '';
        const [first = 'neutral', second = first] = COLOURS[name] ?? [];
        const text = width > name.length * 7.4 + 8 ? name : width > 40 ? name.slice(0, 4) : '';
        return (
          <g key={t_s} transform={`translate(${x0} 4)`}>
            <title>{`${name} from ${timeText(t_s - trigger_s)} to ${timeText(end_s - trigger_s)}`}</title>
            <path d={`M0 0h${width}L0 16z`} class={`tint-${first}`} />
            <path d={`M${width} 0v16H0z`} class={`tint-${second}`} />
            <path d={`M0 15h${width}`} class={`edge-${second}`} />
            {first !== second && <path d={`M0 15h${width / 2}`} class={`edge-${first}`} />}
            {text && (
              <text x={width / 2} y={12} class="middle strong">
                {text}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}

/** What the events lane shows, and how; one mark for entries of the same kind where they would touch. */
const MARKS: Partial<Record<LogEntry['kind'], readonly [words: string, shape: 'down' | 'up' | 'diamond']>> = {
  utilityLost: ['AC lost', 'down'],
  utilityBack: ['AC back', 'up'],
  acLossDetected: ['AC_LOSS', 'diamond'],
  psuPreWarning: ['pre-warning', 'diamond'],
  psuEnergyOut: ['PSU empty', 'down'],
  psuTripped: ['PSU trip', 'down'],
  psuBack: ['PSU back', 'up'],
  psuModuleFailed: ['PSU module out', 'down'],
  loadStep: ['load', 'diamond'],
  loadLockout: ['load lost', 'down'],
  loadReconnected: ['load back', 'up'],
  capacitorEngaged: ['detected', 'diamond'],
  capacitorCarries: ['capacitor carries', 'up'],
  capacitorEmpty: ['capacitor empty', 'down'],
  batteryStart: ['start', 'diamond'],
  batteryOn: ['battery on', 'diamond'],
  batteryDelivers: ['delivers', 'up'],
  batteryCarries: ['battery carries', 'up'],
  batteryReleased: ['battery lets go', 'diamond'],
  protectionTrip: ['trip', 'down'],
  protectionWarning: ['warning', 'diamond'],
  switchOpened: ['switch open', 'down'],
  fuseBlown: ['fuse', 'down'],
  moduleLost: ['module out', 'down'],
  generatorStarted: ['generator starts', 'diamond'],
  onGenerator: ['on generator', 'up'],
  backOnUtility: ['on utility', 'up'],
  faultInjected: ['fault', 'down'],
  faultCleared: ['fault over', 'up'],
  sensorFault: ['sensor fault', 'down'],
  contactorArc: ['arc', 'down'],
};

const SHAPES = { down: 'M-4.5 -4h9l-4.5 8z', up: 'M-4.5 4h9l-4.5 -8z', diamond: 'M0 -4.5l4.5 4.5l-4.5 4.5l-4.5 -4.5z' } as const;
/** Width of a mark. */
const MARK = 9;
/** Width of a letter of the small type, and what keeps words apart. */
const LETTER = 5.9;
const APART = 12;

function EventsLane({ axis, layout, top }: { axis: TimeAxis; layout: Layout; top: number }) {
  const trigger_s = model.trigger_s.value;
  const last_x = new Map<string, number>();
  let free = Number.NEGATIVE_INFINITY;
  const marks = (model.activeRun.value?.log ?? []).flatMap((entry) => {
    const mark = MARKS[entry.kind];
    const key = `${entry.kind} ${entry.t_s.toFixed(6)}`;
    if (!mark) return [];
    const t_s = entry.t_s - trigger_s;
    const x = axis.x(t_s);
    if (x - (last_x.get(entry.kind) ?? -Infinity) < MARK) return [];
    last_x.set(entry.kind, x);
    return x < 0 || x > layout.plotWidth ? [] : [{ x, t_s, words: mark[0], shape: mark[1], key }];
  });
  return (
    <g transform={`translate(${layout.left} ${top})`}>
      <text x={-8} y={16} class="end">
        Events
      </text>
      {marks.map(({ x, t_s, words, shape, key }, k) => {
        const next = marks[k + 1]?.x ?? layout.plotWidth;
        const width = words.length * LETTER;
        // words to the right where there is room before the next mark, else to the left, else none
        const right = x + 8 + width < next - 6 && x - 5 > free - APART && x + 8 + width < layout.plotWidth + 4;
        const leftOk = x - 8 - width > free + 2 && x - 8 - width > 0;
        const side = right ? 1 : leftOk ? -1 : 0;
        free = Math.max(free, side === 1 ? x + 8 + width + APART / 2 : x + 6);
        const jump = () => {
          const span = Math.max(2e-4, Math.abs(t_s) * 0.5);
          show({ t0_s: t_s - span, t1_s: t_s + span });
        };
        return (
          <g
            key={key}
            transform={`translate(${Math.round(x) + 0.5} 12)`}
            class={`mark ${shape}`}
            tabindex={0}
            role="button"
            aria-label={`${words} at ${timeText(t_s)}: show`}
            onClick={jump}
            onKeyDown={(event) => event.key === 'Enter' && jump()}
          >
            <title>{`${words}, ${timeText(t_s)}`}</title>
            <rect x={-8} y={-12} width={16} height={24} class="reach" />
            <path d={SHAPES[shape]} />
            {side !== 0 && (
              <text x={8 * side} y={4} class={side < 0 ? 'end' : ''}>
                {words}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}

/** Half the width of a tick's words. */
const HALF_WORD = 24;

function AxisRow({ ticks, axis, layout }: { ticks: readonly Tick[]; axis: TimeAxis; layout: Layout }) {
  return (
    <g transform={`translate(${layout.left} ${layout.axis})`}>
      {ticks.map(({ t_s, text }) => {
        const x = axis.x(t_s);
        return (
          <g key={t_s} transform={`translate(${Math.round(x) + 0.5} 0)`}>
            <path d={`M0 0v${text === null ? 2 : 4}`} class="tick" />
            {text !== null && (
              <text y={16} class={x < HALF_WORD ? '' : x > layout.plotWidth - HALF_WORD && layout.narrow ? 'end' : 'middle'}>
                {text}
              </text>
            )}
          </g>
        );
      })}
      <text x={-8} y={16} class="end faint">
        {layout.narrow ? 'time' : axis.kind === 'log' ? 'log time' : 'time'}
      </text>
    </g>
  );
}

/** State, events and time under the panes. */
export function Lanes({ axis, layout }: { axis: TimeAxis; layout: Layout }) {
  return (
    <>
      <path d={`M0 ${layout.state - 0.5}h${layout.width}M0 ${layout.axis - 0.5}h${layout.width}`} class="hairline" />
      <StateLane axis={axis} layout={layout} />
      {layout.events !== null && (
        <>
          <path d={`M0 ${layout.events - 0.5}h${layout.width}`} class="hairline" />
          <EventsLane axis={axis} layout={layout} top={layout.events} />
        </>
      )}
      <AxisRow ticks={ticksOf(axis, TICK_GAP)} axis={axis} layout={layout} />
    </>
  );
}
