import { LogKind } from '../abi/enumerations';
import { PlantParameters } from '../abi/PlantParameters';
import { Random } from '../math/random';
import { Bus } from './bus';
import { ConverterBank } from './converterBank';
import { Journal } from './journal';
import { Load } from './load';
import { Psu, PsuLimit, PsuOutput } from './psu';
import { Supply } from './supply';
import { RingOf, Trace } from './trace';

/** While the input walks in the output may give this much of what the input takes, so that the store fills. */
const GIVEN: f64 = 0.95;

/**
 * Everything that moves within a microsecond: supply, rectifier, bus, load, converters. Every discontinuity
 * (end of the hold-up energy, lockout, end of a fall, corner of the demand, transfer switch) is located inside the step and the step is cut there.
 */
export class PowerStage {
  readonly supply: Supply;
  readonly psu: Psu;
  readonly bus: Bus;
  readonly load: Load;
  readonly cbus: ConverterBank;
  readonly bbus: ConverterBank;
  readonly trace: Trace;
  private readonly journal: Journal;

  /** Hold-up energy that left with failed modules. */
  failedStore_J: f64 = 0;
  /** Taken by the rectifiers up to the last look at the generator. */
  private taken_J: f64 = 0;
  /** The step that pieces make up: what the converters planned is known at its ends. */
  private begin_us: f64 = 0;
  private end_us: f64 = 0;

  /** `random` draws the load's pattern, `pointCapacity` is how many points a trace of it may have. */
  constructor(parameters: PlantParameters, cbus: ConverterBank, bbus: ConverterBank, journal: Journal, random: Random, pointCapacity: i32) {
    this.supply = new Supply(parameters, journal);
    this.psu = new Psu(parameters);
    const trace = new Trace();
    this.trace = trace;
    this.bus = new Bus(parameters, trace);
    this.load = new Load(parameters, random, pointCapacity);
    this.cbus = cbus;
    this.bbus = bbus;
    this.journal = journal;
    this.bus.settle(this.psu, this.load.demand_W(0));
  }

  /** All capacitor converters at the bus. */
  get cbu_A(): f64 {
    return this.cbus.course.current_A;
  }

  /** All battery converters at the bus. */
  get bbu_A(): f64 {
    return this.bbus.course.current_A;
  }

  /**
   * Up to `count` microseconds from `from_us`, at once where nothing moves by the clock and no energy comes near a
   * threshold. Returns how many were made: 0 where one must be made with care, by `beginStep` and `advance`.
   */
  cruise(from_us: f64, count: i32): i32 {
    this.turn(from_us);
    const psu = this.psu;
    const load = this.load;
    const known_us = min(load.corner_us, this.supply.next_us) - from_us;
    const most = known_us < <f64>count ? <i32>known_us : count;
    if (most < 1 || !this.calm(from_us, most)) return 0;
    const cbus = this.cbus.course;
    const bbus = this.bbus.course;
    const busL_V = this.trace.busL_V;
    const demand_W = load.demand_W(from_us);
    const setPoint_V = psu.setPoint_V(from_us);
    const made = this.bus.run(psu, cbus, bbus, 1, most, setPoint_V, 0, 0, demand_W, demand_W, load.lockout_V);
    if (psu.bound != PsuLimit.NONE) psu.moveIntegral(1e-6, setPoint_V, this.bus.vS_V);
    cbus.pass(made);
    bbus.pass(made);
    // the last but one only to find the crossing after it
    for (let n = max(0, made - 2); n < made; n++) load.watch(from_us + <f64>(n + 1), unchecked(busL_V[n]));
    return made;
  }

  /** What the clock makes due at `now_us`. */
  private turn(now_us: f64): void {
    const load = this.load;
    if (load.corner_us <= now_us) {
      const pattern = load.pattern;
      if (pattern.begins && pattern.due_us <= now_us) this.journal.add(pattern.due_us, LogKind.PATTERN_BEGUN, -1, load.asked_W(now_us));
      load.bend(now_us);
    }
    while (this.supply.next_us <= now_us) {
      this.supply.act(now_us);
      this.admit(now_us);
    }
  }

  /** Writes the input power of the `count` steps from `now_us` on where they look for it. */
  private calm(now_us: f64, count: i32): bool {
    const psu = this.psu;
    if (!psu.restsAt(now_us) || !this.load.restsAt(now_us)) return false;
    const supply = this.supply;
    const inputs_W = this.trace.input_W;
    let lowest_W = supply.mean_W(now_us, now_us + 1, psu.inputMax_W);
    let highest_W = lowest_W;
    if (supply.restsAt(now_us)) for (let n = 0; n < count; n++) unchecked((inputs_W[n] = lowest_W));
    else
      for (let n = 0; n < count; n++) {
        const input_W = supply.mean_W(now_us + <f64>n, now_us + <f64>(n + 1), psu.inputMax_W);
        unchecked((inputs_W[n] = input_W));
        lowest_W = min(lowest_W, input_W);
        highest_W = max(highest_W, input_W);
      }
    const duration_s = 1e-6 * <f64>count;
    const least_J =
      psu.energy_J - (psu.output == PsuOutput.REGULATING && psu.powerLimit_W > lowest_W ? (psu.powerLimit_W - lowest_W) * duration_s : 0);
    if (psu.preWarning) return least_J > 0 && psu.energy_J + highest_W * duration_s < psu.energyMax_J;
    if (psu.output == PsuOutput.OFF) return psu.tripped || psu.energy_J + highest_W * duration_s < psu.energyMax_J;
    return least_J > 0.5 * psu.energyMax_J;
  }

  /** The trace of a step that led to the steady state of the start. */
  traceStart(): void {
    const trace = this.trace;
    trace.busL_V[0] = this.bus.vL_V;
    trace.psuEnergy_J[0] = this.psu.energy_J;
    trace.lowestL_V = this.bus.vL_V;
    trace.highestL_V = this.bus.vL_V;
    trace.lowestS_V = this.bus.vS_V;
    trace.highestS_V = this.bus.vS_V;
    store<f32>(trace.rings, <f32>this.bus.vL_V, RingOf.BUS_L);
    store<f32>(trace.rings, <f32>this.bus.vS_V, RingOf.BUS_S);
    store<f32>(trace.rings, <f32>this.psu.current_A, RingOf.PSU);
    store<f32>(trace.rings, <f32>this.cbu_A, RingOf.CBU);
    store<f32>(trace.rings, <f32>this.bbu_A, RingOf.BBU);
    store<f32>(trace.rings, <f32>this.bus.load_A, RingOf.LOAD);
  }

  /** A step of the fixed grid begins; it is then advanced whole or in pieces. */
  beginStep(from_us: f64, to_us: f64): void {
    this.begin_us = from_us;
    this.end_us = to_us;
  }

  /** From `from_us` to `to_us`, cut wherever something happens in between. */
  advance(from_us: f64, to_us: f64): void {
    let now = from_us;
    while (now < to_us) {
      this.turn(now);
      let end = to_us;
      if (this.load.corner_us < end) end = this.load.corner_us;
      if (this.supply.next_us < end) end = this.supply.next_us;
      if (this.load.lockoutAt_us < end) end = max(now, this.load.lockoutAt_us);
      if (this.psu.fallEnd_us < end) end = max(now, this.psu.fallEnd_us);
      if (end > now) now = this.stepToward(now, end);
      if (now >= this.psu.fallEnd_us) this.psu.endFall();
      if (now >= this.load.lockoutAt_us) {
        this.load.dropOut(now);
        this.journal.add(now, LogKind.LOAD_LOCKOUT, -1, this.bus.vL_V);
      }
    }
  }

  /** One step that ends at `end_us`, or at the moment the hold-up energy ends or is whole again. Returns where it ended. */
  private stepToward(now_us: f64, end_us: f64): f64 {
    const psu = this.psu;
    const step_us = end_us - now_us;
    const input_W = this.supply.mean_W(now_us, end_us, psu.inputMax_W);
    const drain_W = this.bus.vS_V * psu.current_A - input_W;
    // at twice the present drain the store would last beyond this step: nothing to locate
    if (psu.output == PsuOutput.REGULATING && psu.energy_J < 2e-6 * step_us * drain_W) {
      const end_J = psu.energy_J - drain_W * step_us * 1e-6;
      if (end_J <= 0) {
        const out_us = step_us * min(1, max(0, psu.energy_J / (psu.energy_J - end_J)));
        const at_us = now_us + out_us;
        if (out_us > 1e-6) this.step(now_us, at_us, input_W);
        psu.beginFall(at_us);
        this.journal.add(at_us, LogKind.PSU_ENERGY_OUT, -1, psu.energy_J);
        return at_us;
      }
    }
    // the same for an output that comes back when the store is full; nothing drains it
    if (psu.refills && input_W > 0) {
      const full_us = (psu.energyMax_J - psu.energy_J) / (input_W * 1e-6);
      if (full_us < step_us) {
        const at_us = now_us + full_us;
        if (full_us > 1e-6) this.step(now_us, at_us, this.supply.mean_W(now_us, at_us, psu.inputMax_W));
        psu.refilled(at_us);
        this.journal.add(at_us, LogKind.PSU_BACK, -1, 0);
        return at_us;
      }
    }
    this.step(now_us, end_us, input_W);
    return end_us;
  }

  private step(now_us: f64, end_us: f64, input_W: f64): void {
    const psu = this.psu;
    const bus = this.bus;
    const cbus = this.cbus.course;
    const bbus = this.bbus.course;
    const step_us = end_us - now_us;
    const middle_us = now_us + 0.5 * step_us;
    const whole = now_us == this.begin_us && end_us == this.end_us;
    const length_us = this.end_us - this.begin_us;
    const from = (now_us - this.begin_us) / length_us;
    const to = (end_us - this.begin_us) / length_us;
    if (!whole) {
      cbus.cut(from, to);
      bbus.cut(from, to);
    }
    const before_J = psu.energy_J;
    const takenBefore_J = psu.taken_J;
    const setPoint_V = psu.setPoint_V(middle_us);
    this.trace.input_W[0] = input_W;
    bus.run(
      psu,
      cbus,
      bbus,
      step_us,
      1,
      setPoint_V,
      psu.fallingCurrent_A(middle_us),
      psu.fallingCurrent_A(end_us),
      this.load.demand_W(middle_us),
      this.load.demand_W(end_us),
      0,
    );
    if (psu.bound != PsuLimit.NONE) psu.moveIntegral(step_us * 1e-6, setPoint_V, bus.vS_V);
    if (whole) {
      cbus.pass(1);
      bbus.pass(1);
    } else {
      const last = end_us == this.end_us;
      cbus.passPiece(to - from, last);
      bbus.passPiece(to - from, last);
    }
    // what was not taken because the store was full belongs to the end of the step
    const left_J = 1e-6 * input_W * step_us - (psu.taken_J - takenBefore_J);
    this.watchEnergy(end_us, step_us, before_J, left_J);
    this.load.watch(end_us, bus.vL_V);
  }

  /** Every `step_s`: the generator answers what the rectifiers took since the last time. */
  stepSupply(now_us: f64, step_s: f64): void {
    const psu = this.psu;
    if (this.supply.generator.exists) {
      this.supply.step(now_us, (psu.taken_J - this.taken_J) / step_s, step_s);
      this.taken_J = psu.taken_J;
    }
    this.admit(now_us);
  }

  /**
   * A shelf that starts again gives no more than its input takes while that walks in, or comes onto a generator in
   * blocks; what is left in its store it gives freely.
   */
  private admit(now_us: f64): void {
    const psu = this.psu;
    const walked_W = min(this.supply.walkedIn(now_us) * psu.inputMax_W, this.supply.generator.admitted_W);
    if (!(walked_W < psu.inputMax_W)) psu.admit(Infinity);
    else if (psu.output == PsuOutput.OFF || psu.energy_J >= psu.energyMax_J || psu.held) psu.admit(GIVEN * walked_W);
  }

  /** What crossing a threshold of the hold-up energy means: pre-warning at half, all clear when full. */
  private watchEnergy(end_us: f64, step_us: f64, before_J: f64, left_J: f64): void {
    const psu = this.psu;
    const after_J = psu.energy_J;
    const half_J = 0.5 * psu.energyMax_J;
    if (!psu.preWarning && after_J < half_J && psu.preWarningDrop_V > 0 && psu.output == PsuOutput.REGULATING) {
      const at_us = end_us - (before_J > after_J ? (step_us * (half_J - after_J)) / (before_J - after_J) : 0);
      psu.beginPreWarning(at_us);
      this.journal.add(at_us, LogKind.PSU_PRE_WARNING, -1, after_J);
    } else if (psu.preWarning && after_J >= psu.energyMax_J) {
      psu.endPreWarning(left_J > 0 ? end_us - (step_us * left_J) / (after_J + left_J - before_J) : end_us);
      this.admit(end_us);
    }
  }
}
