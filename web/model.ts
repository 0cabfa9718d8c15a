/**
 * What the page knows, as signals. Nothing here talks to the worker: `session.ts` watches `settings` and keeps the
 * runs up to date, the panels and the scope read and write these signals.
 * Times are absolute simulated seconds; the trigger is drawn as 0 by whoever draws.
 */
import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Verdict } from '../host/scenario.ts';
import type { LogEntry, Metrics } from '../host/simulation.ts';
import type { Trace } from '../host/trace.ts';
import type { FrameSource } from './contract.ts';
import { History } from './history.ts';
import type { Speed } from './protocol.ts';
import { defaultSettings, impossible, refusal, type Settings, sameSettings, scenarioOf, specOf } from './settings.ts';

export type RunState = 'idle' | 'running' | 'paused' | 'done' | 'failed';
export type Theme = 'light' | 'dark';
export type EditPhase = 'drag' | 'commit';

/** One run and what it showed; the waveforms are asked for by `id` through `frames`. */
export interface RunRecord {
  readonly id: number;
  /** Counted from 1 in the order of making; the library's own baseline has none. */
  readonly number: number | null;
  readonly label: string;
  readonly settings: Settings;
  readonly state: RunState;
  readonly pass: boolean;
  readonly metrics: Readonly<Metrics>;
  readonly verdicts: readonly Verdict[];
  readonly log: readonly LogEntry[];
  /** Changes of `handoffState`. */
  readonly states: readonly { t_s: number; value: number }[];
  readonly hash: string;
  /** Every parameter of the run, SI: thresholds and window edges among them. */
  readonly thresholds: Readonly<Record<string, number>>;
  readonly baseline: boolean;
  /** Where the run stands, s. */
  readonly now_s: number;
}

export interface TimeWindow {
  readonly t0_s: number;
  readonly t1_s: number;
}

// ------------------------------------------------------------------------------------------------ what is simulated

/** Everything that makes a run: two equal settings give two equal runs. */
export const settings = signal<Settings>(defaultSettings());
/** `drag` while a slider or a line is being moved, `commit` when it was let go. */
export const editPhase = signal<EditPhase>('commit');
export const history = new History<Settings>(settings.value);

export const scenarioName = computed(() => settings.value.scenario);
export const overrides = computed(() => settings.value.overrides);
export const seed = computed(() => settings.value.seed);
const spec = computed(() => specOf(settings.value));
/** Value of every parameter as it stands in the panel, SI, enumerations by index. */
export const values: ReadonlySignal<Readonly<Record<string, number>>> = computed(() => spec.value.parameters);
/** The same without the changes: what the diamond and the notch refer to. */
export const defaults: ReadonlySignal<Readonly<Record<string, number>>> = computed(
  () => specOf({ ...settings.value, overrides: {} }).parameters,
);

/** Moves one parameter, SI. Returns why it cannot be, in one line, and then nothing moved. */
export function setParameter(key: string, value_SI: number, phase: EditPhase): string | null {
  const { [key]: _, ...others } = settings.value.overrides;
  const unchanged = value_SI === defaults.value[key];
  const next = { ...settings.value, overrides: unchanged ? others : { ...others, [key]: value_SI } };
  const why = refusal(key, value_SI) ?? applySettings(next, phase);
  // let go where it cannot be: what was dragged stays as far as it could go
  if (why !== null && phase === 'commit') applySettings(settings.value);
  return why;
}

/** Replaces the settings; a commit is one step of undo. Returns why they cannot be, and then nothing changed. */
export function applySettings(next: Settings, phase: EditPhase = 'commit'): string | null {
  const same = sameSettings(next, settings.value);
  const why = same ? null : impossible(next);
  if (why !== null) return why;
  batch(() => {
    editPhase.value = phase;
    if (!same) settings.value = next;
    if (phase === 'commit') history.commit(settings.value);
  });
  return null;
}

/** For gestures without a line of their own to say it in. */
export function tell(why: string | null): void {
  if (why !== null) say(why);
}

export const undo = () => goTo(() => history.undo());
export const redo = () => goTo(() => history.redo());

/** A run of these settings could not be made: back to the last one's, as if they had never been chosen. */
export function takeBack(refused: Settings, last: Settings): void {
  if (!sameSettings(settings.value, refused)) return;
  history.drop();
  settings.value = last;
}

function goTo(move: () => Settings | undefined): void {
  // what is still being moved is a step of its own
  history.commit(settings.value);
  const remembered = move();
  if (!remembered) return;
  batch(() => {
    editPhase.value = 'commit';
    settings.value = remembered;
  });
}

// ------------------------------------------------------------------------------------------------------ what is seen

export const timeAxis = signal<'log' | 'linear'>('log');
export const viewWindow = signal<TimeWindow>({ t0_s: 0, t1_s: 1 });
export const cursorA_s = signal<number | null>(null);
export const cursorB_s = signal<number | null>(null);
/** The parameter whose field or line has the focus: the two are one thing. */
export const focusParameter = signal<string | null>(null);
export const theme = signal<Theme>('light');
/** One column, parameters as a sheet. */
export const narrow = signal(false);
export const view = signal<'scope' | 'log'>('scope');

// --------------------------------------------------------------------------------------------------------- the runs

export const runState = signal<RunState>('idle');
export const now_s = signal(0);
export const activeRun = signal<RunRecord | null>(null);
/** Of the run that is shown, which after a choice is for a moment not yet the one that was chosen. */
const shownScenario = computed(() => scenarioOf(activeRun.value?.settings ?? settings.value));
export const duration_s = computed(() => shownScenario.value.duration_s);
export const trigger_s = computed(() => shownScenario.value.trigger_s);
/** The last eight runs, newest first, and the pinned baseline; the active one is among them. */
export const runs = signal<readonly RunRecord[]>([]);
export const baseline = computed(() => runs.value.find((run) => run.baseline) ?? null);
/** The run before this one. */
export const previousRun = signal<RunRecord | null>(null);
/** What is drawn dashed behind the active run: the trace before the last edit and the pinned baseline. */
export const ghosts = computed(() => {
  const seen = new Set([activeRun.value?.id]);
  const scenario = activeRun.value?.settings.scenario;
  return [baseline.value, previousRun.value].filter((run): run is RunRecord => {
    if (!run || seen.has(run.id) || run.settings.scenario !== scenario) return false;
    seen.add(run.id);
    return true;
  });
});

export const frameSource = signal<FrameSource | null>(null);
/** Waveforms of any run above; the data of a frame stay valid until the next frame of the same request comes. */
export const frames: FrameSource = {
  request: (runId, purpose, edges_s, channels, deliver) => frameSource.value?.request(runId, purpose, edges_s, channels, deliver),
};

/** Of recorded runs, by id: their values at any time without the simulation. */
export const recordedTraces = signal<ReadonlyMap<number, Trace>>(new Map());

// ------------------------------------------------------------------------------------- what the page says of itself

/** Where the shown result comes from. */
export type Origin = 'loading' | 'recorded' | 'live' | 'agrees' | 'disagrees' | 'noWasm' | 'broken';
export const origin = signal<Origin>('loading');
/** One line for people: a refused address, a failed export, a stopped run. */
export const notice = signal<{ text: string; report?: string } | null>(null);
export function say(text: string, report?: string): void {
  notice.value = report ? { text, report } : { text };
}
export const speed = signal<Speed>('max');
/** Simulated over real time, of the last stretch. */
export const rate = signal(0);
/** Of the active run, bytes. */
export const memoryUse = signal<{ used: number; limit: number } | null>(null);
export const framesPerSecond = signal<number | null>(null);

// ----------------------------------------------------------------------------------------------- choosing a scenario

/** A scenario as it is in the library: other parameters than the last one's would surprise. */
export function chooseScenario(name: string): void {
  tell(applySettings(defaultSettings(name)));
}

export function choosePreset(preset: string): void {
  tell(applySettings({ ...settings.value, preset, overrides: {} }));
}

export function chooseCase(variant: number): void {
  tell(applySettings({ ...settings.value, variant }));
}

export function undoAllChanges(): void {
  applySettings({ ...settings.value, overrides: {} });
}
