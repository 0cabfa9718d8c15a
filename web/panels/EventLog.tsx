import { useSignal } from '@preact/signals';
import { logLines } from '../../host/log-text.ts';
import type { Verdict } from '../../host/scenario.ts';
import { words } from '../later.tsx';
import * as model from '../model.ts';
import { keep } from '../scope/zoom.ts';
import { fixed, quantityText, timeText } from '../units.ts';
import { VerdictIcon } from './Icon.tsx';

const PAGE = 200;

/** Moves the view so that the moment is in its middle, and cursor A onto it. */
function jumpTo(t_s: number): void {
  const { t0_s, t1_s } = model.viewWindow.value;
  const half_s = Math.min((t1_s - t0_s) / 2, model.duration_s.value / 2);
  const middle_s = Math.min(model.duration_s.value - half_s, Math.max(half_s, t_s));
  model.cursorA_s.value = t_s;
  if (t_s < t0_s || t_s > t1_s) {
    keep();
    model.viewWindow.value = { t0_s: middle_s - half_s, t1_s: middle_s + half_s };
  }
  model.view.value = 'scope';
}

function limitText({ limit: { min, max }, unit }: Verdict): string {
  if (min === max && min !== undefined) return `exactly ${quantityText(min, unit)}`;
  const least = min === undefined ? [] : [`at least ${quantityText(min, unit)}`];
  return [...least, ...(max === undefined ? [] : [`at most ${quantityText(max, unit)}`])].join(', ');
}

function Judged({ verdict: { pass, notJudged } }: { verdict: Verdict }) {
  const verdict = pass === null ? 'open' : pass ? 'pass' : 'fail';
  return (
    <span class={`runVerdict ${verdict}`}>
      <VerdictIcon verdict={verdict} />
      {pass === null ? `Not judged: ${notJudged}` : pass ? 'PASS' : 'FAIL'}
    </span>
  );
}

function Verdicts() {
  const run = model.activeRun.value;
  const { scenario = '', variant = 0 } = run?.settings ?? {};
  const sources = words.part.value?.sources[scenario]?.[variant];
  if (!run || run.verdicts.length === 0) return null;
  return (
    <table class="wide">
      <caption>Verdicts</caption>
      <thead>
        <tr>
          <th scope="col">Verdict</th>
          <th scope="col">Limit on</th>
          <th scope="col" class="number">
            Value
          </th>
          <th scope="col" class="number">
            Limit
          </th>
          <th scope="col">Where the limit comes from</th>
        </tr>
      </thead>
      <tbody>
        {run.verdicts.map((verdict) => (
          <tr key={verdict.id}>
            <td>
              <Judged verdict={verdict} />
            </td>
            <td>{verdict.label}</td>
            <td class="number">{verdict.value === null ? 'does not apply' : quantityText(verdict.value, verdict.unit)}</td>
            <td class="number">{limitText(verdict)}</td>
            <td class="quiet">{sources?.[verdict.id]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Every verdict with its source, and everything that happened, in order; a click shows the moment in the scope. */
export function EventLog() {
  const page = useSignal(0);
  const log = logLines(model.activeRun.value?.log ?? []);
  const pages = Math.max(1, Math.ceil(log.length / PAGE));
  const at = Math.min(page.value, pages - 1);
  return (
    <section class="eventLog" aria-label="Verdicts and events">
      <Verdicts />
      <table class="wide">
        <caption>Events</caption>
        <thead>
          <tr>
            <th scope="col" class="number">
              Time
            </th>
            <th scope="col">Event</th>
          </tr>
        </thead>
        <tbody>
          {log.slice(at * PAGE, (at + 1) * PAGE).map((entry, k) => (
            <tr key={at * PAGE + k}>
              <td class="number">
                <button type="button" class="link" title="Show this moment in the scope" onClick={() => jumpTo(entry.t_s)}>
                  {timeText(entry.t_s - model.trigger_s.value)}
                </button>
              </td>
              <td>{entry.text}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {log.length === 0 && <p class="empty">Nothing has happened yet.</p>}
      {pages > 1 && (
        <p class="pager">
          <button type="button" class="button" disabled={at === 0} onClick={() => (page.value = at - 1)}>
            Earlier
          </button>
          <span>
            {fixed(at * PAGE + 1, 0)} to {fixed(Math.min(log.length, (at + 1) * PAGE), 0)} of {log.length}
          </span>
          <button type="button" class="button" disabled={at === pages - 1} onClick={() => (page.value = at + 1)}>
            Later
          </button>
        </p>
      )}
    </section>
  );
}
