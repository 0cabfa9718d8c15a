import { session } from '../commands.ts';
import { marginToWindow_V } from '../describe.ts';
import type { RunRecord } from '../model.ts';
import * as model from '../model.ts';
import { signed } from '../units.ts';
import { Icon, VerdictIcon } from './Icon.tsx';
import { wordOf } from './VerdictStrip.tsx';

const DASHES = { active: undefined, baseline: '5 3', previous: '1.5 3', other: '8 2 1.5 2' };

function Run({ run, active }: { run: RunRecord; active: boolean }) {
  const margin_V = marginToWindow_V(run.metrics, run.thresholds);
  const { verdict, word } = wordOf(run);
  const reference = model.baseline.value;
  const comparable = reference && reference.id !== run.id && reference.settings.scenario === run.settings.scenario;
  const reference_V = comparable ? marginToWindow_V(reference.metrics, reference.thresholds) : null;
  const line = active ? 'active' : run.baseline ? 'baseline' : run.id === model.previousRun.value?.id ? 'previous' : 'other';
  const elsewhere = run.settings.scenario !== model.activeRun.value?.settings.scenario;
  const label = elsewhere ? `${run.settings.scenario}, ${run.label}` : run.label;
  const name = run.number === null ? 'baseline' : active ? `${run.number} this run` : String(run.number);
  return (
    <li class={`run ${active ? 'active' : ''}`}>
      <svg class={`runLine ${line}`} width="24" height="8" aria-hidden="true">
        <path d="M0 4h22" stroke-dasharray={DASHES[line]} />
      </svg>
      <button
        type="button"
        class="runName"
        aria-current={active}
        title={active ? 'The run that is shown' : 'Show this run: it is simulated again, which gives the same result'}
        onClick={() => model.tell(model.applySettings(run.settings))}
      >
        <b>{name}</b>
        <small title={label}>{label}</small>
      </button>
      <button
        type="button"
        class="button pin"
        aria-pressed={run.baseline}
        aria-label={`Baseline: ${name}`}
        title={run.baseline ? 'The baseline others are compared with' : 'Make it the baseline'}
        onClick={() => session.value?.pin(run.id)}
      >
        <Icon name="pin" />
      </button>
      <span class={`runVerdict ${verdict}`}>
        <VerdictIcon verdict={verdict} />
        {word}
      </span>
      <span class="runMargin">
        {margin_V === null ? '–' : signed(margin_V, 2)}
        {margin_V !== null && reference_V !== null && (
          <small title="Against the baseline">{`\u2002Δ\u00a0${signed(margin_V - reference_V, 2)}`}</small>
        )}
      </span>
    </li>
  );
}

/** The last eight runs and the baseline they are compared with. */
export function Runs() {
  const active = model.activeRun.value;
  const listed = model.runs.value;
  const shown = active && !listed.some((run) => run.id === active.id) ? [active, ...listed] : listed;
  return (
    <section class="runs" aria-label="Runs">
      <div class="panelHead">
        <h2>Runs</h2>
        <span class="spring" />
        <span class="quiet">margin, V</span>
      </div>
      <ul>
        {shown.map((run) => (
          <Run key={run.number ?? `unnumbered ${run.id}`} run={run} active={run.id === active?.id} />
        ))}
      </ul>
    </section>
  );
}
