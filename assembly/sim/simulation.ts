import { Command } from '../abi/Command';
import { Channel, ControlMode, ModuleKind, StartState, TimeMode, Toggle } from '../abi/enumerations';
import { FirmwareParameters } from '../abi/FirmwareParameters';
import { PlantParameters } from '../abi/PlantParameters';
import { Sample } from '../abi/Sample';
import { command, sample, telemetry } from '../abi/simulationBanks';
import { Telemetry } from '../abi/Telemetry';
import { FirmwareModule } from '../firmware/module';
import { CoarseFlow } from '../plant/coarse';
import { Plant } from '../plant/plant';
import { Sensors } from '../plant/sensors';
import { RingOf } from '../plant/trace';
import { Adaptive } from './adaptive';
import { EventQueue } from './events';
import { Log } from './log';
import { RunMetrics } from './metrics';
import { Recorder } from './recorder';
import { Round } from './round';
import { apply, OpenLoop } from './stimulus';
import { Watch } from './watch';

/** Ticks in a fast tick. */
const FAST_TICKS: i32 = 10;
/** Fast ticks in a millisecond; milliseconds in 100 ms. */
const FAST_PER_MS: i32 = 100;
const MS_PER_HEAT: i32 = 100;
const MS_TICKS: f64 = 1000;
/** Parts of the scan of the group voltages. */
const SCAN_PARTS: i32 = 3;

/** The clock and who runs when. All of it, with what it points to, is the state of a run. */
export class Simulation {
  readonly plant: Plant;
  readonly sensors: Sensors;
  readonly firmware: StaticArray<FirmwareModule>;
  readonly events: EventQueue;
  readonly log: Log;
  readonly metrics: RunMetrics;
  readonly recorder: Recorder;
  private readonly watch: Watch;
  readonly openLoop: OpenLoop = new OpenLoop();
  readonly round: Round;
  readonly closedLoop: bool;
  private readonly cold: bool;
  private readonly steps: i32;
  /** None where every microsecond is simulated. */
  private adaptive: Adaptive | null = null;

  /** The time now, in ticks of one microsecond. */
  tick: f64 = 0;
  private toFast: i32 = 0;
  private fastInMs: i32 = 0;
  private ms: i32 = 0;
  private fastCount: u32 = 0;
  /** Parts of the group scan that are done. */
  private scanned: i32 = SCAN_PARTS;
  /** A coarse block lasts from one whole millisecond to this one; 0 in fine time. */
  private coarseFrom: f64 = 0;
  private coarseEnd: f64 = 0;
  /** Length of the electrical step that is under way. */
  private cellStep_s: f64 = 1e-3;

  constructor(
    parameters: PlantParameters,
    firmware: FirmwareParameters,
    seed: u64,
    eventCapacity: i32,
    trigger_us: f64,
    duration_us: f64,
    recorder: Recorder,
    loadPoints: i32,
  ) {
    const log = new Log(4096);
    const plant = new Plant(parameters, seed, log, loadPoints);
    const modules = plant.moduleCount;
    const samples = new StaticArray<Sample>(modules);
    const commands = new StaticArray<Command>(modules);
    const told = new StaticArray<Telemetry>(modules);
    const controllers = new StaticArray<FirmwareModule>(modules);
    for (let k = 0; k < modules; k++) {
      samples[k] = sample(k);
      commands[k] = command(k);
      told[k] = telemetry(k);
      const kind = k < plant.cbuCount ? ModuleKind.CBU : ModuleKind.BBU;
      controllers[k] = new FirmwareModule(kind, firmware, samples[k], commands[k], told[k]);
    }
    const metrics = new RunMetrics(plant, log, parameters, firmware.tripVoltage_V, trigger_us);
    this.log = log;
    this.plant = plant;
    this.firmware = controllers;
    this.metrics = metrics;
    this.recorder = recorder;
    this.events = new EventQueue(eventCapacity);
    const sensors = new Sensors(parameters, samples, plant, seed);
    this.sensors = sensors;
    this.round = new Round(plant, sensors, controllers, samples, commands);
    this.closedLoop = parameters.controlMode == ControlMode.FIRMWARE;
    this.cold = parameters.startState == StartState.COLD;
    this.steps = parameters.stepsPerTick;
    this.watch = new Watch(plant, commands, told, log, metrics, recorder);
    if (parameters.timeMode == TimeMode.ADAPTIVE && parameters.stepsPerTick == 1)
      this.adaptive = this.adaptiveTime(parameters, duration_us);
  }

  private adaptiveTime(parameters: PlantParameters, duration_us: f64): Adaptive {
    const noise_V = parameters.sensorNoise == Toggle.ON ? parameters.busVoltageNoise_V : 0;
    const flow = new CoarseFlow(this.plant, parameters.busbarResistance_ohm);
    return new Adaptive(this, flow, noise_V, parameters.busVoltageRange_V, duration_us);
  }

  /** Time is decided until here: nothing may be added before. */
  get decided(): f64 {
    return Math.max(this.tick, this.coarseEnd);
  }

  /** The steady state before anything happens, seen by the sensors and taken over by the firmware. */
  begin(): void {
    this.openLoop.begin();
    this.round.speak(0);
    this.round.see(this.fastCount);
    for (let part = 0; part < 3; part++) this.sensors.groups(part);
    this.sensors.thermistors();
    // a capacitor module has no contactor of its own: it is always warm
    for (let k = 0; k < this.firmware.length; k++) {
      if (this.cold && k >= this.plant.cbuCount) this.firmware[k].coldStart();
      else this.firmware[k].warmStart();
    }
    this.metrics.cells();
    this.metrics.heat();
    // where the power stage leaves what moves every tick
    this.plant.power.trace.rings = this.recorder.ring(0);
    this.plant.power.traceStart();
    this.record(1);
    this.plant.power.trace.forget();
  }

  run(ticks: f64): void {
    const end = this.tick + ticks;
    while (this.tick < end) this.go(end);
    this.plant.power.trace.forget();
  }

  /** The order of things: events, then, when a fast tick is due, sensors, firmware, actuators; then plant, recorder. */
  private go(end: f64): void {
    const now = this.tick;
    while (this.events.nextTime_us <= now) apply(this.events.take(), now, this);
    if (this.toFast == 0) {
      if (this.coarseEnd > now) {
        this.pass(end);
        return;
      }
      this.fastTick(now, end);
    }
    let made = this.cruise(now, end);
    if (made == 0) {
      this.advance(now, now + 1);
      made = 1;
    }
    this.endTicks(made);
  }

  /** Ticks in which only the power stage moves, at once: to the next fast tick, event or `end`. Returns how many. */
  private cruise(now: f64, end: f64): i32 {
    if (this.steps != 1) return 0;
    const count = min(min(<f64>(FAST_TICKS - this.toFast), end - now), Math.floor(this.events.nextTime_us - now));
    return count >= 1 ? this.plant.power.cruise(now, <i32>count) : 0;
  }

  /** The ticks that are in the power stage's trace are over. */
  private endTicks(count: i32): void {
    const first = this.tick + 1;
    this.tick += <f64>count;
    this.toFast += count;
    if (this.toFast == FAST_TICKS) {
      this.toFast = 0;
      this.plant.settle(this.tick);
    }
    this.metrics.ticks(first, count);
    const adaptive = this.adaptive;
    if (adaptive !== null) adaptive.flow.ticks(count);
    // the first ticks of a coarse block belong to the sample that holds for all of it
    if (this.coarseEnd == 0) this.record(count);
  }

  /** The rest of a coarse block: it is over at once when its end has come. */
  private pass(end: f64): void {
    const until = this.coarseEnd;
    this.tick = Math.min(until, end);
    if (end < until) return;
    const from = this.coarseFrom;
    const flow = (this.adaptive as Adaptive).flow;
    const milliseconds = <i32>((until - from) / MS_TICKS);
    flow.pass(from + <f64>FAST_TICKS, until);
    this.metrics.skip(until, until - from - <f64>FAST_TICKS);
    const skipped = milliseconds * FAST_PER_MS - 1;
    this.watch.skip(skipped);
    this.round.skip(skipped);
    this.fastCount += skipped;
    this.fastInMs = 0;
    this.ms += milliseconds - 1;
    this.coarseEnd = 0;
    this.recordHeld(flow, until - from);
  }

  /** The power stage through one tick, cut where an event lies inside it. */
  private advance(from: f64, to: f64): void {
    const power = this.plant.power;
    if (this.steps == 1 && this.events.nextTime_us >= to) {
      power.beginStep(from, to);
      power.advance(from, to);
      return;
    }
    const part = (to - from) / <f64>this.steps;
    for (let k = 1; k <= this.steps; k++) {
      const end = k == this.steps ? to : from + part * <f64>k;
      let now = from + part * <f64>(k - 1);
      power.beginStep(now, end);
      while (this.events.nextTime_us < end) {
        const at = max(now, this.events.nextTime_us);
        power.advance(now, at);
        apply(this.events.take(), at, this);
        now = at;
      }
      power.advance(now, end);
    }
  }

  private fastTick(now: f64, end: f64): void {
    const millisecond = this.fastInMs == 0;
    if (millisecond && now > 0) this.millisecond(now);
    if (millisecond) this.slowSensors();
    const round = this.round;
    round.speak(now);
    // what was written a tick ago acts now, what is written now a tick later
    this.plant.latch(now);
    if (this.closedLoop) round.control(now, this.fastCount);
    else {
      if (this.looked(now, end)) round.see(this.fastCount);
      else round.pass();
      if (this.openLoop.moved) this.followScenario();
    }
    this.metrics.fast(now);
    this.watch.fast(now, millisecond, round.switched);
    this.fastInMs = this.fastInMs == FAST_PER_MS - 1 ? 0 : this.fastInMs + 1;
    this.fastCount++;
    const adaptive = this.adaptive;
    if (adaptive === null) return;
    adaptive.flow.fast();
    if (millisecond) this.decide(adaptive, now);
  }

  /**
   * Open loop: only the host looks at the fast sensors, when a run of its own is over, and a fault that freezes what they
   * show. In between they are passed over, with the same bits in the end.
   */
  private looked(now: f64, end: f64): bool {
    return this.adaptive !== null || this.sensors.faulty || min(end, this.events.nextTime_us) <= now + <f64>FAST_TICKS;
  }

  /** The millisecond that begins is the first of a coarse block, or a fine one. */
  private decide(adaptive: Adaptive, now: f64): void {
    const end = adaptive.decide(now);
    this.coarseFrom = now;
    this.coarseEnd = end;
    if (end == 0) this.recorder.endHold();
    this.cellStep_s = end > 0 ? (end - now) * 1e-6 : 1e-3;
    this.plant.prepareElectrical(this.cellStep_s);
  }

  /** The generator and the cells through the millisecond or the coarse block that just ended. */
  private millisecond(now: f64): void {
    this.plant.power.stepSupply(now, this.cellStep_s);
    this.plant.stepElectrical(this.cellStep_s);
    this.metrics.cells();
    this.ms++;
    if (this.closedLoop && this.ms % 10 == 0) this.balance();
    if (this.ms % MS_PER_HEAT == 0) {
      this.plant.stepThermal(0.1);
      this.metrics.heat();
    }
  }

  /** Bleeders as the controllers want them. */
  private balance(): void {
    const cbus = this.plant.cbuCount;
    const batteries = this.plant.batteries;
    for (let k = 0; k < batteries.length; k++) {
      const pack = unchecked(batteries[k]).pack;
      const told = command(cbus + k);
      for (let g = 0; g < pack.groupCount; g++) pack.bleed(g, told.bleeders(g) != 0);
    }
  }

  /** Group voltages in the three milliseconds before each 10 ms task, or at once after these; thermistors with it. */
  private slowSensors(): void {
    const inTen = this.ms % 10;
    const due = inTen == 0 ? SCAN_PARTS : inTen - 10 + SCAN_PARTS + 1;
    while (this.scanned < due) this.sensors.groups(this.scanned++);
    if (inTen != 0) return;
    this.scanned = 0;
    this.sensors.thermistors();
    if (this.ms % MS_PER_HEAT == 0) this.round.slowBus();
  }

  /** Open loop: what the scenario tells the converters, when that has changed. */
  private followScenario(): void {
    const open = this.openLoop;
    const plant = this.plant;
    open.moved = false;
    for (let k = 0; k < plant.moduleCount; k++) {
      const kind = k < plant.cbuCount ? ModuleKind.CBU : ModuleKind.BBU;
      plant.ask(k, open.reference_A[kind]);
      plant.enable(k, open.enable[kind]);
    }
  }

  /** `count` more ticks; sample k of a wave is the state at k microseconds. The power stage left the fast ones. */
  private record(count: i32): void {
    if (this.toFast == 0) this.recordSlow();
    this.recorder.advance(count);
    this.plant.power.trace.phase = this.recorder.phase;
  }

  /** One sample for the `ticks` of a coarse block: the operating point, and the slow waves at its end. */
  private recordHeld(flow: CoarseFlow, ticks: f64): void {
    const r = this.recorder;
    const trace = this.plant.power.trace;
    r.beginHold();
    this.recordSlow();
    const ring = trace.rings + trace.phase;
    store<f32>(ring, <f32>flow.vL_V, RingOf.BUS_L);
    store<f32>(ring, <f32>flow.vS_V, RingOf.BUS_S);
    store<f32>(ring, <f32>flow.psu_A, RingOf.PSU);
    store<f32>(ring, <f32>flow.cbu_A, RingOf.CBU);
    store<f32>(ring, <f32>flow.bbu_A, RingOf.BBU);
    store<f32>(ring, <f32>flow.load_A, RingOf.LOAD);
    r.hold(ticks);
    trace.phase = r.phase;
  }

  /** Storage sides move every fast tick, cells every millisecond. */
  private recordSlow(): void {
    const r = this.recorder;
    const psu = this.plant.power.psu;
    r.setSlow(Channel.capacitorVoltage_V, this.plant.capacitor_V);
    r.setSlow(Channel.psuEnergy_J, psu.energy_J);
    r.setSlow(Channel.psuSetPoint_V, psu.setPoint_V(this.tick));
    if (this.fastInMs != 0) return;
    r.setSlow(Channel.packSoc, this.plant.soc);
    r.setSlow(Channel.hottestCell_degC, this.plant.hottest_K - 273.15);
  }
}
