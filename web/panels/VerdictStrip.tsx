import { racksOf } from '../../host/fleet.ts';
import { tightest } from '../describe.ts';
import type { RunRecord } from '../model.ts';
import * as model from '../model.ts';
import { VerdictIcon } from './Icon.tsx';
import { type Bar, type Cell, verdictCells } from './verdictCells.ts';

type Word = { verdict: 'pass' | 'fail' | 'open'; word: string; sentence: string };

/** The word and one sentence; a run that is not at its end has no verdict yet. */
export function wordOf(run: RunRecord | null): Word {
  if (!run) return { verdict: 'open', word: 'WAIT', sentence: 'The first result is on its way' };
  if (run.state === 'failed') return { verdict: 'fail', word: 'STOPPED', sentence: 'The simulation itself failed' };
  if (run.state === 'running') return { verdict: 'open', word: 'RUNNING', sentence: 'Figures so far; verdict at the end' };
  if (run.state !== 'done') return { verdict: 'open', word: 'PAUSED', sentence: 'Figures so far; verdict at the end' };
  const sentence = tightest(run.verdicts, run.thresholds);
  return { verdict: run.pass ? 'pass' : 'fail', word: run.pass ? 'PASS' : 'FAIL', sentence: ofRack(run.settings.preset, sentence) };
}

/** The page runs one rack of a pod: the word speaks of that one. */
function ofRack(preset: string, sentence: string): string {
  const racks = racksOf(preset);
  return racks > 1 ? `Rack 1 of ${racks} only. ${sentence}` : sentence;
}

function BarMark({ bar }: { bar: Bar }) {
  if (bar.kind === 'none') return null;
  if (bar.kind === 'window')
    return (
      <svg class="bar" width="72" height="8" aria-hidden="true">
        <rect class="trough" y="2" width="72" height="4" rx="2" />
        <rect class="span" x={72 * bar.from} y="2" width={Math.max(1.5, 72 * (bar.to - bar.from))} height="4" />
        <path class="limit" d="M.75 0v8M71.25 0v8" />
      </svg>
    );
  // the limit stands at four fifths, so that what goes past it shows; a floor at a third
  const limit = bar.kind === 'limit' ? 45 : 16;
  return (
    <svg class="bar" width="56" height="8" aria-hidden="true">
      <rect class="trough" y="2" width="56" height="4" rx="2" />
      <rect class="fill" y="2" width={Math.min(56, limit * bar.part)} height="4" rx="2" />
      <path class="limit" d={`M${limit + 0.25} 0v8`} />
    </svg>
  );
}

function Figure({ cell }: { cell: Cell }) {
  return (
    <div class={cell.failed ? 'figure failed' : 'figure'}>
      <dt>{cell.label}</dt>
      <dd>
        {cell.number}
        {cell.unit && <span class="unit">{`\u00a0${cell.unit}`}</span>}
        {cell.failed && <span class="failWord">fails</span>}
        <span class="caption">
          <BarMark bar={cell.bar} />
          {cell.caption}
        </span>
      </dd>
    </div>
  );
}

export function VerdictStrip() {
  const run = model.activeRun.value;
  const { verdict, word, sentence } = wordOf(run);
  return (
    <section class="verdictStrip" aria-label="Verdict">
      <div class={`verdictWord ${verdict}`}>
        <VerdictIcon verdict={verdict} />
        <div>
          <b>{word}</b>
          <small>{sentence}</small>
        </div>
      </div>
      <dl class="figures">{run ? verdictCells(run).map((cell) => <Figure key={cell.key} cell={cell} />) : <Placeholders />}</dl>
    </section>
  );
}

function Placeholders() {
  return (
    <>
      {['Margin to window', 'Bus minimum', 'Takeover', 'Handoff', 'Capacitor energy', 'Transfers'].map((label) => (
        <div class="figure">
          <dt>{label}</dt>
          <dd>–</dd>
        </div>
      ))}
    </>
  );
}
