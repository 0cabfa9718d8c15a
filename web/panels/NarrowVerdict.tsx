import { marginToWindow_V } from '../describe.ts';
import * as model from '../model.ts';
import { signed } from '../units.ts';
import { VerdictIcon } from './Icon.tsx';
import { wordOf } from './VerdictStrip.tsx';
import { verdictCells } from './verdictCells.ts';

/** The verdict on a narrow screen: the word and the margin on one line, the other figures below. */
export function NarrowVerdict() {
  const run = model.activeRun.value;
  const { verdict, word, sentence } = wordOf(run);
  const margin_V = run && marginToWindow_V(run.metrics, run.thresholds);
  const cells = run ? verdictCells(run).slice(1) : [];
  return (
    <section class="narrowVerdict" aria-label="Verdict">
      <div class="line">
        <VerdictIcon verdict={verdict} />
        <div class={`verdictWord ${verdict}`}>
          <b>{word}</b>
          <small>{sentence.replace('Tightest limit', 'Tightest')}</small>
        </div>
        <div class="margin">
          <b>
            {margin_V === null ? '–' : signed(margin_V, 2)}
            <span class="unit">{'\u00a0V'}</span>
          </b>
          <small>margin to window</small>
        </div>
      </div>
      <dl>
        {cells.map((cell) => (
          <div key={cell.key} class={cell.failed ? 'figure failed' : 'figure'}>
            <dt>{cell.label}</dt>
            <dd>
              {cell.number}
              {cell.unit && <span class="unit">{`\u00a0${cell.unit}`}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
