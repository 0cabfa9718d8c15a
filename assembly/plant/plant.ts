import { LogKind } from '../abi/enumerations';
import { Ledger } from '../abi/Ledger';
import { PlantParameters } from '../abi/PlantParameters';
import { inverseNormalTable, Random } from '../math/random';
import { BatteryBank } from './batteryBank';
import { BatteryModule } from './batteryModule';
import { CapacitorModule } from './capacitorModule';
import { Converter, ConverterRating, ConverterState } from './converter';
import { ConverterBank } from './converterBank';
import { Journal } from './journal';
import { PowerStage } from './powerStage';

/** Fast tick of the converters' storage side. */
const FAST_US: f64 = 10;

/**
 * The shelf: modules in the order capacitor, battery. One microsecond belongs to the power stage, one fast tick (10 us)
 * to the storage side of the converters, one millisecond to the cells' voltages, 100 ms to their heat.
 */
export class Plant {
  readonly power: PowerStage;
  readonly capacitors: StaticArray<CapacitorModule>;
  readonly batteryBank: BatteryBank;
  readonly batteries: StaticArray<BatteryModule>;
  readonly converters: StaticArray<Converter>;
  readonly cbuCount: i32;
  private readonly journal: Journal;
  private start_J: f64 = 0;
  private startPower_J: f64 = 0;
  /** Modules that were pulled out. */
  readonly gone: StaticArray<bool>;
  private readonly limited: StaticArray<bool>;
  private latched_V: f64;
  /** What the modules' lines and feedback contacts say may have changed; whoever looked at them clears it. */
  linesMoved: bool = true;

  constructor(parameters: PlantParameters, seed: u64, journal: Journal, loadPoints: i32) {
    const cbus = parameters.cbuModules;
    const bbus = parameters.bbuModules;
    this.cbuCount = cbus;
    this.journal = journal;
    const cbuRating = new ConverterRating();
    cbuRating.limit_A = parameters.cbuConverterLimit_A;
    cbuRating.slew_A_per_us = parameters.cbuConverterSlew_A_per_s * 1e-6;
    cbuRating.lag_us = parameters.cbuConverterLag_s * 1e6;
    cbuRating.latency_us = parameters.cbuConverterLatency_s * 1e6;
    cbuRating.lossIdle_W = parameters.cbuLossIdle_W;
    cbuRating.lossLinear_V = parameters.cbuLossLinear_V;
    cbuRating.lossResistive_ohm = parameters.cbuLossResistive_ohm;
    const bbuRating = new ConverterRating();
    bbuRating.limit_A = parameters.bbuConverterLimit_A;
    bbuRating.slew_A_per_us = parameters.bbuConverterSlew_A_per_s * 1e-6;
    bbuRating.lag_us = parameters.bbuConverterLag_s * 1e6;
    bbuRating.latency_us = parameters.bbuConverterLatency_s * 1e6;
    bbuRating.lossIdle_W = parameters.bbuLossIdle_W;
    bbuRating.lossLinear_V = parameters.bbuLossLinear_V;
    bbuRating.lossResistive_ohm = parameters.bbuLossResistive_ohm;
    bbuRating.charge_W = parameters.bbuChargePower_W;

    const steps = parameters.stepsPerTick;
    const cbuBank = new ConverterBank(cbuRating, cbus, FAST_US, steps);
    const bbuBank = new ConverterBank(bbuRating, bbus, FAST_US, steps);
    const converters = new StaticArray<Converter>(cbus + bbus);
    const normal = inverseNormalTable();
    const capacitors = new StaticArray<CapacitorModule>(cbus);
    for (let k = 0; k < cbus; k++) {
      const converter = cbuBank.converters[k];
      converter.warmStart();
      converters[k] = converter;
      capacitors[k] = new CapacitorModule(parameters, converter, Random.stream(seed, 500 + k, normal));
    }
    for (let k = 0; k < bbus; k++) converters[cbus + k] = bbuBank.converters[k];
    const batteryBank = new BatteryBank(parameters, bbuBank, cbus, seed, journal, FAST_US);
    this.batteryBank = batteryBank;
    this.converters = converters;
    this.capacitors = capacitors;
    this.batteries = batteryBank.modules;
    this.gone = new StaticArray<bool>(cbus + bbus);
    this.limited = new StaticArray<bool>(cbus + bbus);
    this.power = new PowerStage(parameters, cbuBank, bbuBank, journal, Random.stream(seed, 100, normal), loadPoints);
    this.latched_V = this.power.bus.vS_V;
    this.start_J = this.stored_J + this.packStored_J;
    this.startPower_J = this.stored_J;
  }

  /** Current of a module's converter at the bus, now. */
  converterCurrent_A(module: i32): f64 {
    const bank = module < this.cbuCount ? this.power.cbus : this.power.bbus;
    return bank.currentNow_A(this.converters[module]);
  }

  get moduleCount(): i32 {
    return this.converters.length;
  }

  /** What a module's converter is told now acts a fast tick later: the reference... */
  ask(module: i32, reference_A: f64): void {
    if (module < this.cbuCount) this.power.cbus.ask(module, reference_A);
    else this.power.bbus.ask(module - this.cbuCount, reference_A);
  }

  /** ...and whether it is to be on. */
  enable(module: i32, on: bool): void {
    if (module < this.cbuCount) this.power.cbus.enable(module, on);
    else this.power.bbus.enable(module - this.cbuCount, on);
  }

  /** At a fast tick, before the power stage: commands written a tick ago act now. */
  latch(now_us: f64): void {
    // the bus in the middle of the coming tick if it goes on as in the last one
    const now_V = this.power.bus.vS_V;
    const bus_V = now_V + 0.5 * (now_V - this.latched_V);
    this.latched_V = now_V;
    this.latchAt(now_us, bus_V);
  }

  /** The same with the bus voltage by which the sources are judged given. */
  latchAt(now_us: f64, bus_V: f64): void {
    const cbus = this.power.cbus;
    const bbus = this.power.bbus;
    if (cbus.switching) this.switchOver(now_us, cbus, 0);
    if (bbus.switching) this.switchOver(now_us, bbus, this.cbuCount);
    cbus.latch(bus_V);
    bbus.latch(bus_V);
    if (cbus.limitsMoved || bbus.limitsMoved) this.reportLimits(now_us);
  }

  private switchOver(now_us: f64, bank: ConverterBank, first: i32): void {
    const converters = bank.converters;
    for (let k = 0; k < converters.length; k++) {
      const converter = unchecked(converters[k]);
      if (converter.rests) continue;
      const before = converter.state;
      converter.switchOver(now_us);
      if (converter.state == before || first + k < this.cbuCount) continue;
      if (converter.state == ConverterState.STARTING) this.journal.add(now_us, LogKind.BATTERY_START, first + k, 0);
      if (converter.state == ConverterState.ON) this.journal.add(now_us, LogKind.BATTERY_ON, first + k, 0);
    }
    bank.rest();
    this.linesMoved = true;
  }

  private reportLimits(now_us: f64): void {
    this.linesMoved = true;
    for (let k = 0; k < this.converters.length; k++) {
      const converter = unchecked(this.converters[k]);
      const limited = converter.sourceLimited;
      if (limited && !unchecked(this.limited[k])) this.journal.add(now_us, LogKind.CONVERTER_SOURCE_LIMIT, k, converter.current_A);
      unchecked((this.limited[k] = limited));
    }
  }

  /** At the end of a fast tick: the storage side supplies what the converters drew. */
  settle(now_us: f64): void {
    this.power.psu.comeToRest();
    this.power.cbus.settle();
    this.power.bbus.settle();
    for (let k = 0; k < this.cbuCount; k++) unchecked(this.capacitors[k]).settle(FAST_US);
    if (this.batteryBank.settle(now_us)) this.linesMoved = true;
  }

  /** Over a coarse step of `step_us` until now, in which every battery module rests. */
  settleCoarse(now_us: f64, step_us: f64): void {
    for (let k = 0; k < this.cbuCount; k++) unchecked(this.capacitors[k]).settle(step_us);
    for (let k = 0; k < this.batteries.length; k++) unchecked(this.batteries[k]).settle(now_us, step_us);
  }

  /** The electrical step that begins now will be this long. */
  prepareElectrical(step_s: f64): void {
    for (let k = 0; k < this.batteries.length; k++) unchecked(this.batteries[k]).prepare(step_s);
  }

  stepElectrical(step_s: f64): void {
    for (let k = 0; k < this.cbuCount; k++) unchecked(this.capacitors[k]).stepCells(step_s);
    for (let k = 0; k < this.batteries.length; k++) unchecked(this.batteries[k]).stepElectrical(step_s);
  }

  stepThermal(step_s: f64): void {
    for (let k = 0; k < this.batteries.length; k++) unchecked(this.batteries[k]).pack.stepThermal(step_s);
    for (let k = 0; k < this.cbuCount; k++) unchecked(this.capacitors[k]).stepThermal(step_s);
  }

  /** A fault may have changed storage sides, their paths and contacts: what the banks know of them. */
  follow(): void {
    for (let k = 0; k < this.cbuCount; k++) unchecked(this.capacitors[k]).follow();
    for (let k = 0; k < this.batteries.length; k++) unchecked(this.batteries[k]).follow();
    this.linesMoved = true;
  }

  /** A module drops out of the shelf. */
  lose(now_us: f64, module: i32): void {
    this.gone[module] = true;
    if (module < this.cbuCount) this.power.cbus.remove(module);
    else this.power.bbus.remove(module - this.cbuCount);
    if (module < this.cbuCount) unchecked(this.capacitors[module]).lose();
    else unchecked(this.batteries[module - this.cbuCount]).lose();
    this.linesMoved = true;
    this.journal.add(now_us, LogKind.MODULE_LOST, module, 0);
  }

  /** Lowest terminal voltage of the capacitor modules, 0 without one. */
  get capacitor_V(): f64 {
    let lowest: f64 = Infinity;
    for (let k = 0; k < this.cbuCount; k++) lowest = min(lowest, unchecked(this.capacitors[k]).bank.terminal_V);
    return lowest == Infinity ? 0 : lowest;
  }

  /** Highest terminal voltage of the capacitor modules, 0 without one. */
  get capacitorHighest_V(): f64 {
    let highest: f64 = 0;
    for (let k = 0; k < this.cbuCount; k++) highest = max(highest, unchecked(this.capacitors[k]).bank.terminal_V);
    return highest;
  }

  /** Highest voltage of a cell in them at the last millisecond, 0 without one. */
  get capacitorCellMax_V(): f64 {
    let highest: f64 = 0;
    for (let k = 0; k < this.cbuCount; k++) highest = max(highest, unchecked(this.capacitors[k]).bank.cells.highest_V);
    return highest;
  }

  /** Energy in the supercapacitors, in joule. */
  get capacitorEnergy_J(): f64 {
    let sum: f64 = 0;
    for (let k = 0; k < this.cbuCount; k++) sum += unchecked(this.capacitors[k]).bank.energy_J;
    return sum;
  }

  get soc(): f64 {
    const count = this.batteries.length;
    let sum: f64 = 0;
    for (let k = 0; k < count; k++) sum += unchecked(this.batteries[k]).pack.soc();
    return count > 0 ? sum / <f64>count : 0;
  }

  get hottest_K(): f64 {
    let hottest: f64 = 0;
    for (let k = 0; k < this.batteries.length; k++) hottest = max(hottest, unchecked(this.batteries[k]).pack.heat.warmest_K);
    return hottest;
  }

  /** Energy in the stores of the power stage, in joule. */
  get stored_J(): f64 {
    return this.power.psu.energy_J + this.power.bus.energy_J + this.capacitorEnergy_J + this.linkEnergy_J;
  }

  private get linkEnergy_J(): f64 {
    // what a converter drew and the storage side has not settled yet is owed, not stored
    let sum = -(this.power.cbus.owedNow_J() + this.power.bbus.owedNow_J());
    for (let k = 0; k < this.batteries.length; k++) sum += unchecked(this.batteries[k]).disconnect.energy_J;
    return sum;
  }

  private get packStored_J(): f64 {
    let sum: f64 = 0;
    for (let k = 0; k < this.batteries.length; k++) sum += unchecked(this.batteries[k]).storedEnergy_J;
    return sum;
  }

  /** Every joule by name. Residuals: what came in, less what went out, was lost, or is stored more than at the start. */
  fill(ledger: Ledger): void {
    const power = this.power;
    const bus = power.bus;
    let emf: f64 = 0;
    let packLoss: f64 = 0;
    let disconnect: f64 = 0;
    let toAir: f64 = 0;
    for (let k = 0; k < this.batteries.length; k++) {
      const b = unchecked(this.batteries[k]);
      emf += b.emfEnergy_J;
      packLoss += b.packLoss_J;
      disconnect += b.disconnect.loss_J;
      toAir += b.pack.heat.toAir_J;
    }
    const converter = power.cbus.lossNow_J() + power.bbus.lossNow_J();
    let esr: f64 = 0;
    let internal: f64 = 0;
    for (let k = 0; k < this.cbuCount; k++) {
      const bank = unchecked(this.capacitors[k]).bank;
      esr += bank.lossEsr_J;
      internal += bank.lossInternal_J;
    }
    ledger.utilityIn_J = power.psu.taken_J;
    ledger.batteryEmf_J = emf;
    ledger.load_J = bus.loadEnergy_J;
    ledger.storePsu_J = power.psu.energy_J;
    ledger.storeBus_J = bus.energy_J;
    ledger.storeCapacitor_J = this.capacitorEnergy_J;
    ledger.storeLink_J = this.linkEnergy_J;
    ledger.storePack_J = this.packStored_J;
    ledger.lossBusEsr_J = bus.lossEsr_J;
    ledger.lossBusbar_J = bus.lossBusbar_J;
    ledger.lossConverter_J = converter;
    ledger.lossCapacitorEsr_J = esr;
    ledger.lossCapacitorInternal_J = internal;
    ledger.lossPackResistance_J = packLoss;
    ledger.lossDisconnect_J = disconnect;
    ledger.lossPackToAir_J = toAir;
    ledger.failedStore_J = power.failedStore_J;
    const common =
      power.psu.taken_J -
      bus.loadEnergy_J -
      bus.lossEsr_J -
      bus.lossBusbar_J -
      converter -
      esr -
      internal -
      disconnect -
      power.failedStore_J;
    // power stage: the battery's energy is what its emf delivered
    ledger.residualPower_J = common + emf - packLoss - (this.stored_J - this.startPower_J);
    // system: the cells are a store, their heat included; what left to the air is lost
    ledger.residualSystem_J = common - toAir - (this.stored_J + this.packStored_J - this.start_J);
  }
}
