/** Entry of build/ridethrough.wasm: the coupled simulation. One instance is one run. Flat exports only. */
import { Channel, LAYOUT_HASH, TimeMode, wavePeriods_us } from './abi/enumerations';
import { firmwareParameters, ledger, metrics, plantParameters, truth } from './abi/simulationBanks';
import { GRID } from './sim/adaptive';
import { hashMemory } from './sim/hash';
import { publishModules, publishTruth } from './sim/publish';
import { Recorder } from './sim/recorder';
import { Simulation } from './sim/simulation';

// Set once by init and never again: addresses, no state of a run.
let simulation!: Simulation;
let recorderRegion: usize = 0;
let memoryEnd: usize = 0;

/** First byte of the register area: the state region begins here and ends where the recorder's samples begin. */
const STATE_BEGIN: usize = 1024;
/** Bytes that the recorder may use for samples and pyramid. */
const RECORDER_BUDGET: i32 = 96 << 20;

/** Both sides refuse to start when this differs. */
export function layoutHash(): u32 {
  return LAYOUT_HASH;
}

/** Writes the defaults of the table into both parameter banks. */
export function resetParameters(): void {
  plantParameters().reset();
  firmwareParameters().reset();
}

/**
 * Builds the run from the parameter banks and solves its steady state. Once per instance.
 * `seed`: whole number; `duration_s`: how long the recorder must remember; `trigger_s`: what metrics count from;
 * `loadPoints`: how many points the trace of the load has.
 */
export function init(seed: f64, eventCapacity: i32, duration_s: f64, trigger_s: f64, loadPoints: i32): void {
  const fine = plantParameters().timeMode == TimeMode.FINE;
  const recorder = new Recorder(
    wavePeriods_us(),
    Channel.COUNT - Channel.WAVES,
    Math.ceil(duration_s * 1e6) + 1,
    RECORDER_BUDGET,
    microseconds(trigger_s),
    fine ? 0 : GRID,
  );
  simulation = new Simulation(
    plantParameters(),
    firmwareParameters(),
    <u64>seed,
    eventCapacity,
    microseconds(trigger_s),
    microseconds(duration_s),
    recorder,
    loadPoints,
  );
  recorderRegion = heap.alloc(16);
  recorder.allocateStorage();
  memoryEnd = heap.alloc(0);
  simulation.begin();
}

/** Whole picoseconds: 0.00102 s is tick 1020, not a rounding error after it, where a command would act a tick late. */
function microseconds(time_s: f64): f64 {
  return nearest(time_s * 1e12) / 1e6;
}

/** A thing to happen at `time_s`. 0: taken; -1: that time is past; -2: the queue is full. */
export function addEvent(time_s: f64, kind: i32, index: i32, value: f64, duration_s: f64, item: i32): i32 {
  const time_us = microseconds(time_s);
  if (time_us < simulation.decided) return -1;
  return simulation.events.add(time_us, kind, index, value, duration_s * 1e6, item) ? 0 : -2;
}

/** A point of the load's trace, in the order of their times, before the first run. 0: taken; -2: there is no room for it. */
export function addLoadPoint(time_s: f64, power_W: f64): i32 {
  return simulation.plant.power.load.pattern.addPoint(microseconds(time_s), power_W) ? 0 : -2;
}

/** Runs `ticks` microseconds. */
export function run(ticks: f64): void {
  simulation.run(ticks);
}

/** Simulated time in microseconds. */
export function tick(): f64 {
  return simulation.tick;
}

/** Refreshes the truth, module, metrics and ledger banks; changes nothing else. */
export function publish(): void {
  publishTruth(simulation, truth());
  publishModules(simulation);
  const out = metrics();
  simulation.metrics.fill(out, simulation.recorder, simulation.tick);
  const book = ledger();
  simulation.plant.fill(book);
  out.energyResidual_J = book.residualPower_J;
  out.systemEnergyResidual_J = book.residualSystem_J;
}

/** Hash of the whole state: registers, plant, firmware, clock, recorder cursors. */
export function stateHash(): u64 {
  publish();
  // the recorder's samples are no state, nor is what was read from them
  simulation.metrics.blank(metrics());
  simulation.recorder.forgetView();
  return hashMemory(STATE_BEGIN, recorderRegion);
}

export function stateBegin(): usize {
  return STATE_BEGIN;
}

export function stateEnd(): usize {
  return recorderRegion;
}

/** Bytes of the memory that the run uses: registers, state and recorder. */
export function memoryUsed(): usize {
  return memoryEnd;
}

/** Address of the head of the black box (BlackBoxHead) of controller `module`. */
export function blackBox(module: i32): usize {
  return simulation.firmware[module].blackBox;
}

export function logCount(): i32 {
  return simulation.log.count;
}

export function logAddress(): usize {
  return simulation.log.address;
}

export function logDropped(): i32 {
  return simulation.log.dropped;
}

/** min[], max[], first[], last[] of `columns` equal parts of [t0, t1) ticks. */
export function recorderView(channel: i32, t0_tick: f64, t1_tick: f64, columns: i32): usize {
  return simulation.recorder.view(channel, t0_tick, t1_tick, columns);
}

/** Scratch for up to 4,097 column borders in ticks, read by recorderViewEdges. */
export function recorderEdges(): usize {
  return simulation.recorder.edgesAddress();
}

/** Like recorderView, with the borders that were written to recorderEdges. */
export function recorderViewEdges(channel: i32, columns: i32): usize {
  return simulation.recorder.viewEdges(channel, columns);
}

export function recorderViewFirst(): i32 {
  return simulation.recorder.viewFirst();
}

export function recorderViewLast(): i32 {
  return simulation.recorder.viewLast();
}

export function recorderRaw(channel: i32, from_tick: f64, count: i32): usize {
  return simulation.recorder.raw(channel, from_tick, count);
}

export function recorderOldestRaw(): f64 {
  return simulation.recorder.oldestRaw();
}

/** Is `tick` in coarse time? */
export function recorderIsCoarse(tick: f64): bool {
  return simulation.recorder.isCoarse(tick);
}

/** Last tick at which the sample that holds at `tick` does so: the tick itself in fine time. */
export function recorderHoldEnd(tick: f64): f64 {
  return simulation.recorder.holdEnd(tick);
}

/** First tick whose time is not of the kind (fine, coarse) of that at `tick`, or the first without a sample. */
export function recorderStretchEnd(tick: f64): f64 {
  return simulation.recorder.stretchEnd(tick);
}

export function recorderCount(): f64 {
  return simulation.recorder.count();
}

export function stateChangeCount(channel: i32): i32 {
  return simulation.recorder.changeCount(channel - Channel.WAVES);
}

export function stateChangeAddress(channel: i32): usize {
  return simulation.recorder.changeAddress(channel - Channel.WAVES);
}
