/**
 * Keeps the runs of the page: the active one that people run, pause, step and rewind, and a few beside it.
 * At most three simulations stay alive; of an older run only its trace is kept, and whoever wants more of it
 * simulates it again (equal settings give an equal run).
 */
import type { ChannelName } from '../host/abi/registers.ts';
import type { Simulation, SimulationModule, Snapshot } from '../host/simulation.ts';
import { Trace } from '../host/trace.ts';
import type { RunStatus, Speed, StartOrder } from './protocol.ts';

const LIVE_RUNS = 3;
const SNAPSHOTS = 16;
/** Longest stretch without looking at messages. */
const STRETCH_MS = 6;
/** Most ticks without looking at the clock: coarse time may turn fine within them, at the speed of which they are a few tens of milliseconds. */
const MOST_TICKS = 50_000;
/** Behind its deadline by more than this, a paced run starts counting anew instead of racing. */
const LATE_MS = 100;
/** Longest sleep of a run that is slower than real time. */
const SLEEP_MS = 16;

export interface KeptRun {
  readonly order: StartOrder;
  /** Null when only the trace is kept. */
  simulation: Simulation | null;
  trace: Trace | null;
  state: RunStatus['state'];
  fault: string | null;
  /** Up to here at full speed; then on at the chosen speed, or wait. Over as soon as somebody says how to run. */
  sprint_tick: number;
  goesOn: boolean;
  /** In order of time; the first is the start. */
  readonly snapshots: { tick: number; snapshot: Snapshot }[];
  stretch_ticks: number;
  /** Simulated over real time: since when, from where, and how long the simulation itself took. */
  clock: { ms: number; tick: number; busy_ms: number };
  logSent: number;
  statesSent: number;
}

export class Engine {
  private readonly runs = new Map<number, KeptRun>();
  private active: KeptRun | null = null;
  private speed: Speed = 'max';
  private looping = false;

  constructor(
    private readonly module: SimulationModule,
    private readonly tell: (status: RunStatus) => void,
  ) {}

  start(order: StartOrder): void {
    const simulation = this.module.create(order.spec);
    const run: KeptRun = {
      order,
      simulation,
      trace: null,
      state: 'running',
      fault: null,
      sprint_tick: order.background ? simulation.duration_ticks : Math.round(order.catchUp_s * 1e6),
      goesOn: order.after === 'run',
      snapshots: [{ tick: 0, snapshot: simulation.snapshot() }],
      stretch_ticks: 1000,
      clock: { ms: performance.now(), tick: 0, busy_ms: 0 },
      logSent: 0,
      statesSent: 0,
    };
    this.runs.set(order.id, run);
    if (!order.background) {
      if (this.active?.state === 'running') this.active.state = 'paused';
      this.active = run;
      this.speed = order.speed;
    }
    this.thin();
    void this.loop();
  }

  /** Goes on, or once more from the start when the run is at its end. */
  go(speed: Speed): void {
    const run = this.active;
    if (!run?.simulation || run.state === 'failed') return;
    if (run.simulation.done) this.restore(run, 0);
    run.sprint_tick = 0;
    run.goesOn = true;
    run.state = 'running';
    this.setSpeed(speed);
    void this.loop();
  }

  setSpeed(speed: Speed): void {
    this.speed = speed;
    if (this.active?.simulation) this.active.clock = { ms: performance.now(), tick: this.active.simulation.tick, busy_ms: 0 };
  }

  pause(): void {
    if (this.active?.state === 'running') this.stand(this.active, 'paused');
  }

  /** Goes on by `ticks`, or back by them from the snapshot before, and stands. */
  step(ticks: number): void {
    const run = this.active;
    if (!run?.simulation || run.state === 'failed') return;
    const target = Math.max(0, Math.min(run.simulation.duration_ticks, run.simulation.tick + ticks));
    if (ticks < 0) this.restore(run, target);
    this.advance(run, run.simulation, target - run.simulation.tick);
    if (run.fault === null) this.stand(run, run.simulation.done ? 'done' : 'paused');
  }

  rewind(): void {
    const run = this.active;
    if (!run?.simulation || run.state === 'failed') return;
    this.restore(run, 0);
    this.stand(run, 'paused');
  }

  close(id: number): void {
    if (this.active?.order.id === id) this.active = null;
    this.runs.delete(id);
  }

  find(id: number): KeptRun | undefined {
    return this.runs.get(id);
  }

  /** Fills a frame's data; returns the columns inside the run. */
  fill(id: number, edges_s: Float64Array, names: readonly ChannelName[], out: Float32Array): { from: number; to: number } {
    const run = this.runs.get(id);
    if (!run?.simulation) return run?.trace?.fill(edges_s, names, out) ?? { from: 0, to: 0 };
    const columns = edges_s.length - 1;
    let inside = { from: 0, to: 0 };
    for (const [c, name] of names.entries()) {
      const view = run.simulation.viewEdges(name, edges_s);
      for (const [part, values] of [view.min, view.max, view.first, view.last].entries()) out.set(values, (4 * c + part) * columns);
      inside = { from: view.from, to: view.to };
    }
    return inside;
  }

  now_s(id: number): number {
    const run = this.runs.get(id);
    return run?.simulation?.time_s ?? run?.trace?.end_s ?? 0;
  }

  /** How the active run stands, for the picture that is about to be drawn. */
  report(): void {
    if (this.active?.state === 'running') this.tell(this.status(this.active));
  }

  private due(): KeptRun | undefined {
    if (this.active?.state === 'running') return this.active;
    for (const run of this.runs.values()) if (run.order.background && run.state === 'running') return run;
    return undefined;
  }

  private async loop(): Promise<void> {
    if (this.looping) return;
    this.looping = true;
    for (let run = this.due(); run; run = this.due()) {
      const wait_ms = this.stretch(run);
      await (wait_ms > 0 ? new Promise((resolve) => setTimeout(resolve, wait_ms)) : nextMessage());
    }
    this.looping = false;
  }

  /** One stretch of a run; returns for how long nothing is due, ms. */
  private stretch(run: KeptRun): number {
    const simulation = run.simulation as Simulation;
    const sprinting = simulation.tick < run.sprint_tick;
    if (!sprinting && !run.goesOn) {
      this.stand(run, simulation.done ? 'done' : 'paused');
      return 0;
    }
    const goal = sprinting ? Math.min(run.sprint_tick, simulation.duration_ticks) : this.pacedGoal(run, simulation);
    if (goal - simulation.tick < 1) return Math.min(SLEEP_MS, 1e-3 / (this.speed as number));
    // where time is coarse many of them take no time at all
    const end_ms = performance.now() + STRETCH_MS;
    do this.advance(run, simulation, Math.min(goal - simulation.tick, run.stretch_ticks));
    while (run.fault === null && simulation.tick < goal && run.stretch_ticks === MOST_TICKS && performance.now() < end_ms);
    if (run.fault === null && simulation.done) this.stand(run, 'done');
    return 0;
  }

  /** The tick that real time asks for. */
  private pacedGoal(run: KeptRun, simulation: Simulation): number {
    if (this.speed === 'max') return simulation.duration_ticks;
    const now_ms = performance.now();
    const ticks_per_ms = 1e3 * this.speed;
    let goal = run.clock.tick + Math.floor((now_ms - run.clock.ms) * ticks_per_ms);
    if (goal - simulation.tick > LATE_MS * ticks_per_ms && goal - simulation.tick > run.stretch_ticks) {
      run.clock = { ms: now_ms, tick: simulation.tick, busy_ms: 0 };
      goal = simulation.tick + run.stretch_ticks;
    }
    return Math.min(goal, simulation.duration_ticks);
  }

  /** Runs; a trap stops the run for good where it is. */
  private advance(run: KeptRun, simulation: Simulation, ticks: number): void {
    const begin_ms = performance.now();
    try {
      simulation.run(ticks);
    } catch (error) {
      run.fault = error instanceof Error ? error.message : String(error);
      this.stand(run, 'failed');
      return;
    }
    const took_ms = performance.now() - begin_ms;
    run.clock.busy_ms += took_ms;
    run.stretch_ticks = Math.max(10, Math.min(MOST_TICKS, Math.round((ticks * STRETCH_MS) / Math.max(took_ms, 0.05))));
    const last = run.snapshots[run.snapshots.length - 1]?.tick ?? 0;
    const every = simulation.duration_ticks / SNAPSHOTS;
    if (!run.order.background && simulation.tick - last >= every)
      run.snapshots.push({ tick: simulation.tick, snapshot: simulation.snapshot() });
  }

  /** Back to `tick`, from the last snapshot before it. */
  private restore(run: KeptRun, tick: number): void {
    const simulation = run.simulation as Simulation;
    let nearest = run.snapshots[0] as KeptRun['snapshots'][number];
    for (const kept of run.snapshots) if (kept.tick <= tick) nearest = kept;
    simulation.restore(nearest.snapshot);
    if (tick > nearest.tick) simulation.run(tick - nearest.tick);
    run.logSent = run.statesSent = -1;
  }

  private stand(run: KeptRun, state: RunStatus['state']): void {
    run.state = state;
    this.tell(this.status(run));
  }

  private status(run: KeptRun): RunStatus {
    const simulation = run.simulation as Simulation;
    const log = simulation.log();
    const states = simulation.states('handoffState');
    const grew = log.length !== run.logSent || states.length !== run.statesSent;
    run.logSent = log.length;
    run.statesSent = states.length;
    // at full speed it is the simulation that takes the time, not what the page does in between
    const fullSpeed = this.speed === 'max' || simulation.tick <= run.sprint_tick;
    const seconds = (fullSpeed ? run.clock.busy_ms : performance.now() - run.clock.ms) * 1e-3;
    return {
      id: run.order.id,
      state: run.state,
      now_s: simulation.time_s,
      rate: seconds > 0 ? ((simulation.tick - run.clock.tick) * 1e-6) / seconds : 0,
      metrics: simulation.metrics(),
      log: grew ? log : null,
      states: grew ? states : null,
      hash: run.state === 'running' || run.state === 'failed' ? null : simulation.hash(),
      memory: simulation.memory,
      fault: run.fault,
    };
  }

  /** Lets the oldest simulations go that nobody runs; their trace stays. */
  private thin(): void {
    const alive = [...this.runs.values()].filter((run) => run.simulation);
    for (const run of alive.slice(0, Math.max(0, alive.length - LIVE_RUNS))) {
      if (run === this.active || run.state === 'running') continue;
      run.trace = Trace.of(run.simulation as Simulation, run.order.spec.trigger_s);
      run.simulation = null;
      run.snapshots.length = 0;
    }
  }
}

const yielder = new MessageChannel();

/** Lets waiting messages in; unlike a timer it has no least delay. */
function nextMessage(): Promise<void> {
  return new Promise((resolve) => {
    yielder.port1.onmessage = () => resolve();
    yielder.port2.postMessage(null);
  });
}
