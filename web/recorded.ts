/** The recorded result of the default scenario: made when the page was built, shown until the worker has run it. */
import recordedUrl from '../build/recorded.json?url';
import type { Recorded } from '../host/record.ts';
import { Trace } from '../host/trace.ts';
import { RecordedFrames } from './frames.ts';
import type { RunRecord } from './model.ts';
import { defaultSettings, specOf } from './settings.ts';

export interface RecordedResult {
  /** The main run first, then the library's baseline. */
  readonly runs: readonly RunRecord[];
  readonly traces: ReadonlyMap<number, Trace>;
  readonly frames: RecordedFrames;
}

/** Recorded runs count downwards from here; live ones upwards from 1. */
const FIRST_ID = -1;

export async function fetchRecorded(): Promise<RecordedResult> {
  const answer = await fetch(recordedUrl);
  if (!answer.ok) throw new Error(`the recorded result is missing (${answer.status})`);
  const recorded = (await answer.json()) as Recorded;
  const traces = new Map<number, Trace>();
  const runs = recorded.runs.map(({ label, variant, baseline, trace, ...run }, k): RunRecord => {
    const id = FIRST_ID - k;
    const settings = { ...defaultSettings(), variant };
    traces.set(id, Trace.unpack(trace));
    return { id, number: null, label, settings, state: 'done', thresholds: specOf(settings).parameters, baseline, ...run };
  });
  return { runs, traces, frames: new RecordedFrames(traces) };
}
