/**
 * Keeps the runs of the page in step with its settings: every edit runs the scenario again from its start to where
 * it stood, at full speed, and leaves the trace before it as a ghost. The settings are the only input, so every trace
 * can be made again from its address.
 */
import { batch, effect } from '@preact/signals';
import { type Remote, transfer, wrap } from 'comlink';
import { passesAll } from '../host/scenario.ts';
import { judgeRun, labelOf } from './describe.ts';
import { WorkerFrames } from './frames.ts';
import type { RunRecord } from './model.ts';
import * as model from './model.ts';
import type { Figures, FromWorker, RunStatus, Speed, StartOrder, ToWorker, WorkerControl } from './protocol.ts';
import type { RecordedResult } from './recorded.ts';
import { baselineOf, defaultSettings, impossible, type Settings, sameSettings, specOf, variantOf } from './settings.ts';

/** The last runs that are kept. */
const KEPT_RUNS = 8;
/** A run that takes longer than this to come back is shown while it is on its way. */
const PATIENCE_MS = 150;

interface Order {
  readonly id: number;
  readonly settings: Settings;
  /** Until somebody says how to run. */
  target: Target;
  readonly background: boolean;
  readonly since_ms: number;
  /** While something is being dragged: not yet a run of its own. */
  preview: boolean;
}

/** Where a run is to stand after an edit. */
interface Target {
  readonly catchUp_s: number;
  readonly after: 'run' | 'pause';
}

export class Session {
  private readonly control: Remote<WorkerControl>;
  private readonly port: MessagePort;
  private readonly frames: WorkerFrames;
  private readonly orders = new Map<number, Order>();
  private readonly records = new Map<number, RunRecord>();
  private nextId = 1;
  private nextNumber = 1;
  /** The order that is on its way and not yet shown. */
  private coming: Order | null = null;
  /** Edits that came while it was. */
  private again = false;
  private pumping = false;
  /** The scenario whose own baseline stands beside its runs, unless somebody pinned or let go of one. */
  private baselineScenario = '';
  private followsBaseline = true;
  /** The baseline that is on its way. */
  private baselineOrder: Order | null = null;

  constructor(
    private readonly worker: Worker,
    private readonly recorded: RecordedResult | null,
  ) {
    this.control = wrap<WorkerControl>(worker);
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    this.frames = new WorkerFrames(port1);
    port1.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (data.kind === 'frame') this.frames.receive(data);
      else this.arrived(data.status);
    };
    void this.control.connect(transfer(port2, [port2]));
  }

  /** Loads the simulation and follows the settings from then on. */
  async begin(wasmUrl: string): Promise<void> {
    await this.control.load(wasmUrl);
    model.frameSource.value = {
      request: (id, purpose, edges_s, channels, deliver) => this.sourceOf(id).request(id, purpose, edges_s, channels, deliver),
    };
    effect(() => this.follow(model.settings.value, model.editPhase.value));
    this.followBaseline();
  }

  run(): void {
    const order = this.orders.get(model.activeRun.peek()?.id ?? 0);
    if (order) order.target = { catchUp_s: 0, after: 'run' };
    void this.control.run(model.speed.value);
    this.now('running');
  }

  pause(): void {
    void this.control.pause();
  }

  step(ticks: number): void {
    void this.control.step(ticks);
  }

  rewind(): void {
    void this.control.rewind();
  }

  setSpeed(speed: Speed): void {
    model.speed.value = speed;
    void this.control.setSpeed(speed);
  }

  /** Makes a run the one that others are compared with; again: lets it be. */
  pin(id: number): void {
    this.followsBaseline = false;
    model.runs.value = model.runs.value.map((run) => ({ ...run, baseline: run.id === id && !run.baseline }));
  }

  /** Values of every wave at the given moments of the active run. */
  async values(times_s: number[]): Promise<(Record<string, number> | null)[]> {
    return this.control.values(model.activeRun.value?.id ?? 0, times_s);
  }

  async figures(from_s: number, to_s: number): Promise<Figures | null> {
    const id = model.activeRun.value?.id ?? 0;
    return id > 0 ? this.control.figures(id, from_s, to_s) : null;
  }

  csv(from_s: number, to_s: number): Promise<Blob> {
    const id = model.activeRun.value?.id ?? 0;
    if (id <= 0) return Promise.reject(new Error('The recorded result holds no raw samples; wait until the simulation has run.'));
    return this.control.csv(id, from_s, to_s);
  }

  // ------------------------------------------------------------------------------------------------------- ordering

  private sourceOf(id: number) {
    return id < 0 && this.recorded ? this.recorded.frames : this.frames;
  }

  /** The settings changed, or what was dragged was let go. */
  private follow(settings: Settings, phase: model.EditPhase): void {
    const last = this.coming ?? this.orders.get(model.activeRun.peek()?.id ?? 0);
    if (last && sameSettings(last.settings, settings)) {
      if (phase === 'commit' && last.preview) {
        last.preview = false;
        if (last !== this.coming) this.keep(last);
      }
      this.again = false;
      return;
    }
    if (this.coming) this.again = true;
    else this.order(settings, this.target(settings), phase === 'drag');
  }

  private target(settings: Settings): Target {
    const active = model.activeRun.peek();
    const end: Target = { catchUp_s: specOf(settings).duration_s, after: 'pause' };
    if (!active || active.settings.scenario !== settings.scenario || active.state === 'done' || active.state === 'failed') return end;
    const order = this.orders.get(active.id);
    if (order && active.state === 'running' && active.now_s < order.target.catchUp_s) return order.target;
    return { catchUp_s: active.now_s, after: active.state === 'running' ? 'run' : 'pause' };
  }

  private order(settings: Settings, target: Target, preview: boolean, background = false): Order {
    const order: Order = { id: this.nextId++, settings, target, background, preview, since_ms: performance.now() };
    this.orders.set(order.id, order);
    if (!background) this.coming = order;
    const message: StartOrder = { id: order.id, spec: specOf(settings), ...target, speed: model.speed.peek(), background };
    this.control.start(message).catch((error: Error) => {
      this.orders.delete(order.id);
      if (this.coming === order) this.coming = null;
      model.say(error.message);
      if (!background) model.takeBack(settings, model.activeRun.peek()?.settings ?? defaultSettings());
    });
    if (!background) this.pump();
    return order;
  }

  /** Each scenario has its own baseline beside it, with the same edits, until somebody pins another. */
  private followBaseline(): void {
    effect(() => {
      const settings = model.settings.value;
      if (model.editPhase.value === 'drag') return;
      if (settings.scenario !== this.baselineScenario) {
        this.baselineScenario = settings.scenario;
        this.followsBaseline = true;
      }
      if (!this.followsBaseline) return;
      const wanted = baselineOf(settings);
      const possible = wanted && impossible(wanted) === null ? wanted : null;
      const shown = model.runs.peek().find((run) => run.baseline);
      if (possible && sameSettings((this.baselineOrder ?? shown)?.settings ?? settings, possible)) return;
      // what is on its way says nothing of these settings, nor does another scenario's
      if (this.baselineOrder) this.forget(this.baselineOrder.id);
      this.baselineOrder = null;
      if (shown?.number === null && (!possible || shown.settings.scenario !== settings.scenario)) {
        model.runs.value = model.runs.peek().filter((run) => run !== shown);
        this.forget(shown.id);
      }
      if (possible) this.baselineOrder = this.order(possible, { catchUp_s: 0, after: 'pause' }, false, true);
    });
  }

  // ------------------------------------------------------------------------------------------------------- arriving

  private arrived(status: RunStatus): void {
    const order = this.orders.get(status.id);
    if (!order) return;
    const record = this.describe(order, status);
    this.records.set(order.id, record);
    if (order.background) {
      if (status.state !== 'running') this.pinLibraryBaseline(record);
      if (status.state !== 'running' && this.baselineOrder === order) this.baselineOrder = null;
      return;
    }
    const sprinting = status.state === 'running' && status.now_s < order.target.catchUp_s;
    if (order === this.coming && !(sprinting && performance.now() - order.since_ms < PATIENCE_MS)) this.show(order);
    if (model.activeRun.peek()?.id !== order.id) return;
    batch(() => {
      model.activeRun.value = record;
      if (model.runs.peek().some((run) => run.id === record.id)) this.replace(record);
      model.now_s.value = status.now_s;
      model.runState.value = status.state;
      model.rate.value = status.rate;
      model.memoryUse.value = status.memory;
    });
    if (status.fault !== null) this.stopped(record, status.fault);
    this.settle(order, status);
  }

  private describe(order: Order, status: RunStatus): RunRecord {
    const before = this.records.get(order.id);
    const verdicts = judgeRun(order.settings, status.metrics);
    return {
      id: order.id,
      number: before?.number ?? null,
      // a scenario's baseline has the edits of the run it stands beside
      label: order.background ? variantOf(order.settings).label : labelOf(order.settings),
      settings: order.settings,
      state: status.state,
      pass: passesAll(verdicts),
      metrics: status.metrics,
      verdicts,
      log: status.log ?? before?.log ?? [],
      states: status.states ?? before?.states ?? [],
      hash: status.hash ?? '',
      thresholds: before?.thresholds ?? specOf(order.settings).parameters,
      baseline: order.background,
      now_s: status.now_s,
    };
  }

  /** The run that was on its way becomes the one on the page. */
  private show(order: Order): void {
    const before = model.activeRun.peek();
    const beforeOrder = this.orders.get(before?.id ?? 0);
    batch(() => {
      if (before && !beforeOrder?.preview) model.previousRun.value = sameSettings(before.settings, order.settings) ? null : before;
      model.activeRun.value = this.records.get(order.id) ?? null;
      // the worker goes on with the new one only
      model.runs.value = model.runs
        .peek()
        .map((run) => (run.id === before?.id && run.state === 'running' ? { ...run, state: 'paused' } : run));
      if (!order.preview) this.keep(order);
    });
    if (before && beforeOrder?.preview) this.forget(before.id);
    this.coming = null;
    if (!this.again) return;
    this.again = false;
    const settings = model.settings.peek();
    if (!sameSettings(settings, order.settings)) this.order(settings, order.target, model.editPhase.peek() === 'drag');
    else if (model.editPhase.peek() === 'commit' && order.preview) {
      order.preview = false;
      this.keep(order);
    }
  }

  /** Puts a run into the list; a run with the same settings gives its number and its place to the new one. */
  private keep(order: Order): void {
    const record = this.records.get(order.id);
    if (!record) return;
    const same = model.runs.peek().find((run) => run.number !== null && sameSettings(run.settings, record.settings));
    const numbered = { ...record, number: same?.number ?? this.nextNumber++, baseline: same?.baseline ?? false };
    this.records.set(order.id, numbered);
    const others = model.runs.peek().filter((run) => run !== same);
    const sorted = [numbered, ...others].sort((a, b) => (b.number ?? 0) - (a.number ?? 0));
    const kept = sorted.filter((run, k) => k < KEPT_RUNS || run.baseline || run.id === order.id);
    batch(() => {
      if (model.activeRun.peek()?.id === order.id) model.activeRun.value = numbered;
      if (same && model.previousRun.peek()?.id === same.id) model.previousRun.value = null;
      model.runs.value = kept;
    });
    for (const run of [...sorted, ...(same ? [same] : [])]) if (!kept.includes(run)) this.forget(run.id);
  }

  private pinLibraryBaseline(record: RunRecord): void {
    const others = model.runs.peek().filter((run) => run.number !== null);
    for (const run of model.runs.peek()) if (run.number === null && run.id !== record.id) this.forget(run.id);
    model.runs.value = [...others.map((run) => ({ ...run, baseline: false })), record];
  }

  private replace(record: RunRecord): void {
    const listed = model.runs.peek().find((run) => run.id === record.id);
    const current = { ...record, number: listed?.number ?? null, baseline: listed?.baseline ?? false };
    this.records.set(record.id, current);
    model.activeRun.value = current;
    model.runs.value = model.runs.peek().map((run) => (run.id === record.id ? current : run));
  }

  /** The badge speaks of the run that is shown: the default one, at its end, must be the recorded one bit for bit. */
  private settle(order: Order, status: RunStatus): void {
    const recorded = this.recorded?.runs[0];
    const ended = status.state === 'done' && status.hash !== null;
    if (ended && recorded && sameSettings(order.settings, recorded.settings))
      model.origin.value = status.hash === recorded.hash ? 'agrees' : 'disagrees';
    else if (ended || model.origin.peek() === 'agrees' || model.origin.peek() === 'disagrees') model.origin.value = 'live';
  }

  private stopped(record: RunRecord, fault: string): void {
    const text = `The simulation stopped at ${(record.now_s * 1e3).toFixed(3)} ms: ${fault}. The samples up to there are kept.`;
    const settings = JSON.stringify(record.settings);
    model.say(text, `${text}\nSettings: ${settings}\nPage: ${location.href}\nBrowser: ${navigator.userAgent}`);
  }

  private forget(id: number): void {
    this.orders.delete(id);
    this.records.delete(id);
    this.frames.forget(id);
    if (id > 0) void this.control.close(id);
  }

  // -------------------------------------------------------------------------------------------------------- pictures

  private now(state: model.RunState): void {
    model.runState.value = state;
    this.pump();
  }

  /** One credit a picture while something runs; none when the page is hidden or nothing moves. */
  private pump(): void {
    if (this.pumping) return;
    this.pumping = true;
    let last_ms = performance.now();
    let mean_ms = 16.7;
    const picture = (now_ms: number) => {
      if (!this.coming && model.runState.peek() !== 'running') {
        this.pumping = false;
        model.framesPerSecond.value = null;
        return;
      }
      mean_ms += 0.1 * (now_ms - last_ms - mean_ms);
      last_ms = now_ms;
      model.framesPerSecond.value = Math.round(1e3 / Math.max(mean_ms, 1));
      const credit: ToWorker = { kind: 'credit' };
      this.port.postMessage(credit);
      requestAnimationFrame(picture);
    };
    requestAnimationFrame(picture);
  }

  end(): void {
    this.worker.terminate();
  }
}
