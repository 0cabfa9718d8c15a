import { LogKind } from '../abi/enumerations';
import { PlantParameters } from '../abi/PlantParameters';
import { Bus } from './bus';
import { ConverterBank } from './converterBank';
import { Journal } from './journal';
import { Load } from './load';
import { Psu, PsuLimit, PsuOutput } from './psu';
import { RingOf, Trace } from './trace';
import { Utility } from './utility';

/**
 * Everything that moves within a microsecond: utility, rectifier, bus, load, converters. Every discontinuity
 * (end of the hold-up energy, lockout, end of a fall) is located inside the step and the step is cut there.
 */
export class PowerStage {
  readonly utility: Utility;
  readonly psu: Psu;
  readonly bus: Bus;
  readonly load: Load;
  readonly cbus: ConverterBank;
  readonly bbus: ConverterBank;
  readonly trace: Trace;
  private readonly journal: Journal;

  /** Hold-up energy that left with failed modules. */
  failedStore_J: f64 = 0;
  /** The step that pieces make up: what the converters planned is known at its ends. */
  private begin_us: f64 = 0;
  private end_us: f64 = 0;

  constructor(parameters: PlantParameters, cbus: ConverterBank, bbus: ConverterBank, journal: Journal) {
    this.utility = new Utility(parameters);
    this.psu = new Psu(parameters);
    const trace = new Trace();
    this.trace = trace;
    this.bus = new Bus(parameters, trace);
    this.load = new Load(parameters);
    this.cbus = cbus;
    this.bbus = bbus;
    this.journal = journal;
    this.bus.settle(this.psu, this.load.demand_W(0));
  }

  /** All capacitor converters at the bus. */
  get cbu_A(): f64 {
    return this.cbus.current_A;
  }

  /** All battery converters at the bus. */
  get bbu_A(): f64 {
    return this.bbus.current_A;
  }

  /**
   * Up to `count` microseconds from `from_us`, at once where nothing moves by the clock and no energy comes near a
   * threshold. Returns how many were made: 0 where one must be made with care, by `beginStep` and `advance`.
   */
  cruise(from_us: f64, count: i32): i32 {
    if (!this.calm(from_us, <f64>count * 1e-6)) return 0;
    const psu = this.psu;
    const load = this.load;
    const busL_V = this.trace.busL_V;
    const demand_W = load.demand_W(from_us);
    const setPoint_V = psu.setPoint_V(from_us);
    const made = this.bus.run(psu, this.cbus, this.bbus, 1, count, setPoint_V, 0, 0, demand_W, demand_W, this.input_W, load.lockout_V);
    if (psu.bound != PsuLimit.NONE) psu.moveIntegral(1e-6, setPoint_V, this.bus.vS_V);
    this.cbus.pass(made);
    this.bbus.pass(made);
    // the last but one only to find the crossing after it
    for (let n = max(0, made - 2); n < made; n++) load.watch(from_us + <f64>(n + 1), unchecked(busL_V[n]));
    return made;
  }

  private calm(now_us: f64, duration_s: f64): bool {
    const psu = this.psu;
    if (!psu.restsAt(now_us) || !this.load.restsAt(now_us)) return false;
    const input_W = this.input_W;
    const least_J =
      psu.energy_J - (psu.output == PsuOutput.REGULATING && psu.powerLimit_W > input_W ? (psu.powerLimit_W - input_W) * duration_s : 0);
    if (psu.preWarning) return least_J > 0 && psu.energy_J + input_W * duration_s < psu.energyMax_J;
    if (psu.output == PsuOutput.OFF) return psu.tripped || psu.energy_J + input_W * duration_s < psu.energyMax_J;
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
      let end = to_us;
      if (this.load.lockoutAt_us < end) end = max(now, this.load.lockoutAt_us);
      if (this.psu.fallEnd_us < end) end = max(now, this.psu.fallEnd_us);
      if (end > now) now = this.stepToward(now, end);
      if (now >= this.psu.fallEnd_us) this.psu.endFall();
      if (now >= this.load.lockoutAt_us) {
        this.load.dropOut();
        this.journal.add(now, LogKind.LOAD_LOCKOUT, -1, this.bus.vL_V);
      }
    }
  }

  /** One step that ends at `end_us`, or at the moment the hold-up energy ends. Returns where it ended. */
  private stepToward(now_us: f64, end_us: f64): f64 {
    const psu = this.psu;
    const step_us = end_us - now_us;
    // at twice the present drain the store would last beyond this step: nothing to locate
    if (psu.output == PsuOutput.REGULATING && psu.energy_J < 2e-6 * step_us * this.drain_W()) {
      const end_J = psu.energy_J - this.drain_W() * step_us * 1e-6;
      if (end_J <= 0) {
        const out_us = step_us * min(1, max(0, psu.energy_J / (psu.energy_J - end_J)));
        const at_us = now_us + out_us;
        if (out_us > 1e-6) this.step(now_us, at_us);
        psu.beginFall(at_us);
        this.journal.add(at_us, LogKind.PSU_ENERGY_OUT, -1, psu.energy_J);
        return at_us;
      }
    }
    if (psu.refills) {
      const full_us = (psu.energyMax_J - psu.energy_J) / (this.input_W * 1e-6);
      if (full_us < step_us) {
        const at_us = now_us + full_us;
        if (full_us > 1e-6) this.step(now_us, at_us);
        psu.refilled(at_us);
        this.journal.add(at_us, LogKind.PSU_BACK, -1, 0);
        return at_us;
      }
    }
    this.step(now_us, end_us);
    return end_us;
  }

  private drain_W(): f64 {
    return this.bus.vS_V * this.psu.current_A - this.input_W;
  }

  private step(now_us: f64, end_us: f64): void {
    const psu = this.psu;
    const bus = this.bus;
    const cbus = this.cbus;
    const bbus = this.bbus;
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
    const setPoint_V = psu.setPoint_V(middle_us);
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
      this.input_W,
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
    this.watchEnergy(end_us, step_us, before_J);
    this.load.watch(end_us, bus.vL_V);
  }

  /** All that the rectifiers could take from the utility now. */
  private get input_W(): f64 {
    return this.utility.input_pu * this.psu.inputMax_W;
  }

  /** What crossing a threshold of the hold-up energy means: pre-warning at half, all clear when full. */
  private watchEnergy(end_us: f64, step_us: f64, before_J: f64): void {
    const psu = this.psu;
    const after_J = psu.energy_J;
    const half_J = 0.5 * psu.energyMax_J;
    if (!psu.preWarning && after_J < half_J && psu.preWarningDrop_V > 0 && psu.output == PsuOutput.REGULATING) {
      const at_us = end_us - (before_J > after_J ? (step_us * (half_J - after_J)) / (before_J - after_J) : 0);
      psu.beginPreWarning(at_us);
      this.journal.add(at_us, LogKind.PSU_PRE_WARNING, -1, after_J);
    } else if (psu.preWarning && after_J >= psu.energyMax_J) {
      const gained_J = -this.drain_W() * step_us * 1e-6;
      const filled = gained_J > 0 ? (psu.energyMax_J - before_J) / gained_J : 1;
      psu.endPreWarning(end_us - step_us * (1 - min(1, filled)));
    }
  }
}
