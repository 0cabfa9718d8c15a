import { LogKind } from '../abi/enumerations';
import { PlantParameters } from '../abi/PlantParameters';
import { Bus } from './bus';
import { ConverterBank } from './converterBank';
import { Journal } from './journal';
import { Load } from './load';
import { Psu, PsuOutput } from './psu';
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
  private readonly journal: Journal;

  utilityIn_J: f64 = 0;
  /** Hold-up energy that left with failed modules. */
  failedStore_J: f64 = 0;
  /** Highest output power of one rectifier module. */
  psuModulePowerMax_W: f64 = 0;

  constructor(parameters: PlantParameters, cbus: ConverterBank, bbus: ConverterBank, journal: Journal) {
    this.utility = new Utility(parameters);
    this.psu = new Psu(parameters);
    this.bus = new Bus(parameters);
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
        if (out_us > 1e-6) this.step(now_us, out_us);
        const at_us = now_us + out_us;
        psu.beginFall(at_us);
        this.journal.add(at_us, LogKind.PSU_ENERGY_OUT, -1, psu.energy_J);
        return at_us;
      }
    }
    this.step(now_us, step_us);
    return end_us;
  }

  private drain_W(): f64 {
    return this.bus.vS_V * this.psu.current_A - this.utility.input_pu * this.psu.inputMax_W;
  }

  private step(now_us: f64, step_us: f64): void {
    const psu = this.psu;
    const bus = this.bus;
    const cbus = this.cbus;
    const bbus = this.bbus;
    cbus.step(step_us);
    bbus.step(step_us);
    const end_us = now_us + step_us;
    bus.step(psu, now_us, step_us, cbus.mean_A + bbus.mean_A, this.load.demand_W(now_us + 0.5 * step_us), this.load.demand_W(end_us));
    const step_s = step_us * 1e-6;
    cbus.book(bus.vSm_V, step_s);
    bbus.book(bus.vSm_V, step_s);
    bus.finish(psu.current_A, cbus.current_A + bbus.current_A);
    this.bookPsu(end_us, step_us, bus.vSm_V * bus.psuM_A);
    this.load.watch(end_us, bus.vL_V);
  }

  /** Hold-up energy, counted at the output: dE/dt = Pin - Pout, Pin what is needed when full, all there is when not. */
  private bookPsu(end_us: f64, step_us: f64, out_W: f64): void {
    const psu = this.psu;
    const h = step_us * 1e-6;
    const module_W = out_W * psu.share;
    if (module_W > this.psuModulePowerMax_W) this.psuModulePowerMax_W = module_W;
    const input_W = this.utility.input_pu * psu.inputMax_W;
    const before_J = psu.energy_J;
    const free_J = before_J + (input_W - out_W) * h;
    const after_J = free_J < psu.energyMax_J ? free_J : psu.energyMax_J;
    this.utilityIn_J += after_J - before_J + out_W * h;
    psu.energy_J = after_J;
    const half_J = 0.5 * psu.energyMax_J;
    if (!psu.preWarning && after_J < half_J && psu.preWarningDrop_V > 0 && psu.output == PsuOutput.REGULATING) {
      const at_us = end_us - (before_J > after_J ? (step_us * (half_J - after_J)) / (before_J - after_J) : 0);
      psu.beginPreWarning(at_us);
      this.journal.add(at_us, LogKind.PSU_PRE_WARNING, -1, after_J);
    } else if (psu.preWarning && after_J >= psu.energyMax_J) psu.endPreWarning(end_us);
    if (psu.output == PsuOutput.OFF && !psu.tripped && psu.modules > 0 && after_J >= psu.energyMax_J) {
      psu.restart();
      this.journal.add(end_us, LogKind.PSU_BACK, -1, 0);
    }
  }
}
