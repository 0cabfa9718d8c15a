import { Command } from '../abi/Command';
import { BindingLimit, ContactorState, Line, ModuleKind, Protection, Rate } from '../abi/enumerations';
import { FirmwareParameters } from '../abi/FirmwareParameters';
import { Sample } from '../abi/Sample';
import { Telemetry } from '../abi/Telemetry';
import { BlackBox } from './blackBox';
import { Balancing } from './control/balancing';
import { BatteryHandoff } from './control/batteryHandoff';
import { CapacitorHandoff } from './control/capacitorHandoff';
import { Charging } from './control/charging';
import { Contactors } from './control/contactors';
import { Derating } from './control/derating';
import { PeakShaving } from './control/peakShaving';
import { ShelfState } from './control/shelfState';
import { ChargeCounter } from './estimate/soc';
import { CODES, FastState } from './fastState';
import { Measurement } from './measure';
import { Guard } from './protect/guard';
import { Plausibility } from './protect/plausibility';
import { ParameterWatch } from './store/parameterWatch';
import { Tasks } from './tasks';

/** Rows for which the contactor alone is not enough: too slow, unable to break the current, or stuck. */
const MUST_CUT: u32 =
  (1 << Protection.SHORT_CIRCUIT) |
  (1 << Protection.OVERCURRENT_DISCHARGE) |
  (1 << Protection.OVERCURRENT_CHARGE) |
  (1 << Protection.CONTACTOR_WELD);

/** The controller of one module: a battery module with its converter, or a capacitor module. */
export class FirmwareModule {
  private readonly kind: i32;
  private readonly fast: FastState;
  private readonly box: BlackBox;
  private readonly sample: Sample;
  private readonly command: Command;
  private readonly telemetry: Telemetry;
  private readonly measured: Measurement;
  private readonly guard: Guard;
  private readonly tasks: Tasks = new Tasks();
  private readonly plausibility: Plausibility;
  private readonly watch: ParameterWatch;
  private readonly shelf: ShelfState;
  private readonly contactors: Contactors;
  private readonly charge: ChargeCounter;
  private readonly derating: Derating;
  private readonly battery: BatteryHandoff;
  private readonly capacitor: CapacitorHandoff;
  private readonly charging: Charging;
  private readonly shaving: PeakShaving;
  private readonly balancing: Balancing;
  /** The main contactor is closed, as far as the millisecond's task knows. */
  private closed: bool = false;
  /** Fast ticks of this millisecond that were left out. */
  private leftOut: u32 = 0;

  /** `kind`: ModuleKind. The banks are this module's own, the parameters may be shared. */
  constructor(kind: i32, parameters: FirmwareParameters, sample: Sample, command: Command, telemetry: Telemetry) {
    command.reset();
    telemetry.reset();
    telemetry.firstTrip = -1;
    telemetry.openWire = -1;
    this.kind = kind;
    this.sample = sample;
    this.command = command;
    this.telemetry = telemetry;
    // before the others, which name it
    const fast = new FastState(sample, command);
    const box = new BlackBox(fast);
    const measured = new Measurement(parameters, sample, fast);
    this.fast = fast;
    this.box = box;
    const plausibility = new Plausibility(kind, parameters, sample, command, measured);
    this.measured = measured;
    this.charge = new ChargeCounter(parameters, measured.currentLsb_A, fast);
    this.shelf = new ShelfState(kind, parameters, fast);
    this.battery = new BatteryHandoff(parameters, command, fast);
    this.guard = new Guard(kind, parameters, measured, plausibility, box);
    this.capacitor = new CapacitorHandoff(parameters, command);
    this.plausibility = plausibility;
    this.watch = new ParameterWatch(parameters);
    this.contactors = new Contactors(parameters, command);
    this.derating = new Derating(parameters);
    this.charging = new Charging(parameters, sample);
    this.shaving = new PeakShaving(parameters, sample);
    this.balancing = new Balancing(parameters, sample, command);
  }

  /** The steady state before an outage: contactors closed for long, the capacitor's converter idling hot. */
  warmStart(): void {
    this.begin();
    if (this.kind == ModuleKind.CBU) this.command.converterEnable = 1;
    else {
      this.contactors.warmStart();
      this.closed = true;
      this.battery.warmStart();
    }
    this.publishSlow();
  }

  /** Everything open; a battery module precharges and closes by itself. */
  coldStart(): void {
    this.begin();
    this.publishSlow();
  }

  private begin(): void {
    this.measured.begin();
    this.tasks.begin(this.sample.time_ticks);
  }

  /** Every 10 us, after the sample bank was refreshed. */
  tick(): void {
    this.tasks.run(this, this.sample.time_ticks);
  }

  /**
   * Would the fast and the millisecond task, left out for `ticks`, have changed nothing? `lowest_V`, `highest_V`: the
   * band in which the bus sensor sees a bus that goes on as it did.
   */
  calm(ticks: u32, lowest_V: f32, highest_V: f32): bool {
    const m = this.measured;
    const forbidden = this.guard.faults != 0;
    if (!this.guard.calm(ticks) || !this.shelf.calm(m.now, ticks, lowest_V, highest_V)) return false;
    if (this.kind == ModuleKind.CBU) return this.capacitor.calm(m, ticks);
    return this.contactors.calm(m.now, ticks, forbidden) && this.battery.calm(m.now, ticks, lowest_V, highest_V);
  }

  /** `ticks` were left out; the sample bank holds what the sensors see now, at the end of them. */
  skip(ticks: u32): void {
    const allowed = this.guard.faults == 0;
    this.fast.leave();
    this.shelf.skip();
    this.tasks.skip(this.sample.time_ticks);
    this.leftOut = <u32>this.shelf.samples;
    if (this.kind == ModuleKind.CBU) {
      this.capacitor.skip(this.measured, ticks, allowed);
      return;
    }
    this.charge.skip(<i32>this.sample.moduleCurrent_code, ticks);
    // those of the millisecond that now ends pass with it
    this.charge.pass(ticks - <u32>this.shelf.samples);
    this.battery.skip(this.measured, ticks, allowed && this.closed);
  }

  fastTask(): void {
    if (!this.fast.run()) this.wholeFastTask();
  }

  private wholeFastTask(): void {
    const m = this.measured;
    const guard = this.guard;
    const sound = m.look();
    if (this.kind == ModuleKind.CBU) {
      if (guard.faults != 0) this.box.released(m.now);
      this.capacitor.run(m, guard.faults == 0);
    } else {
      this.charge.count(m.current_code);
      guard.fast(sound);
      const faulty = guard.faults != 0;
      if (faulty) this.open();
      this.battery.run(m, !faulty && this.closed);
    }
    const shelf = this.shelf;
    const before = shelf.state;
    const state = shelf.look(m, this.command.converterReference_A, guard.faults != 0);
    if (state != before) this.telemetry.handoffState = state;
    this.fast.keep(m.now, load<u32>(this.sample.address, CODES), this.sample.busVoltage_code, this.command.converterReference_A);
    if (guard.faults != 0) this.box.after(m.now);
    if (this.kind == ModuleKind.BBU) this.settleIn(sound && this.closed);
  }

  /** After a whole fast task: the bounds of ticks like it. `sound`: its sample was, and the contactor is closed. */
  private settleIn(sound: bool): void {
    const m = this.measured;
    const fast = this.fast;
    const guard = this.guard;
    const battery = this.battery;
    fast.leave();
    if (!sound || !guard.restsBelow || guard.faults != 0 || !m.line(Line.SHARE_VALID) || !battery.repeats(m)) return;
    fast.delivers = battery.delivers;
    fast.currentBelow(guard.fastMost_A / m.currentLsb_A);
    fast.storageAbove(guard.collapsed_V / m.storageLsb_V);
    fast.enter(m.lines, max(battery.staysFrom_V, this.shelf.staysAbove_V), min(battery.staysTo_V, m.busMost_V));
  }

  private open(): void {
    const now = this.measured.now;
    if (this.contactors.state != ContactorState.TRIPPED) {
      this.contactors.trip();
      this.box.released(now);
    }
    if ((this.guard.faults & MUST_CUT) != 0) {
      this.contactors.cut();
      this.box.cut(now);
    }
    this.closed = false;
  }

  msTask(): void {
    // the slower tasks may change anything: the tick after them is a whole one
    this.fast.leave();
    const runs = <u32>this.shelf.samples;
    this.tasks.supervise(this.measured.now, runs);
    this.plausibility.fast();
    this.guard.flags =
      this.contactors.flags |
      this.tasks.flags |
      (u32(this.battery.late) << Protection.CONVERTER_LATE) |
      (u32(this.battery.outages.full) << Protection.OUTAGES_COUNTED) |
      (u32(this.watch.corrupt) << Protection.PARAMETER_CHECKSUM);
    this.guard.at(Rate.MS);
    if (this.kind == ModuleKind.BBU) {
      this.contactors.run(this.measured, this.guard.faults != 0);
      this.closed = this.contactors.state == ContactorState.CLOSED;
    }
    this.telemetry.fastRuns += runs - this.leftOut;
    this.leftOut = 0;
    this.charge.pass(runs);
    this.shelf.slow(this.measured, this.battery.engaged, this.guard.faults != 0);
    this.telemetry.handoffState = this.shelf.state;
    this.publish();
    if (this.guard.underwayMs != 0) this.keepProtection();
  }

  tenMsTask(): void {
    this.measured.slow();
    this.measured.trend();
    this.plausibility.slow(this.charge.codes);
    this.guard.at(Rate.TEN_MS);
    this.publishSlow();
    // the millisecond that ends with this task has already kept its own
    if (this.guard.underwayMs == 0) this.keepProtection();
  }

  heatTask(): void {
    this.watch.look();
    this.keepSlow();
    if (this.kind == ModuleKind.CBU) return;
    this.derating.run(this.measured, this.charge.soc, this.guard.limiting);
    this.battery.derate(this.derating.factor);
    this.serve();
  }

  /** What the battery does while nobody needs it: charge, or shave a peak; its groups are balanced. */
  private serve(): void {
    const m = this.measured;
    const battery = this.battery;
    const sound = this.guard.faults == 0 && this.closed;
    const fed = sound && !battery.engaged && this.shelf.fed && !m.line(Line.ON_GENERATOR);
    const soc = this.charge.soc;
    const charging = this.charging;
    const shaving = this.shaving;
    battery.outages.age(m.now);
    shaving.run(m, soc, this.charge.sigma, fed, battery.limit(m));
    // what is shaved is not charged
    this.command.chargeAsks = charging.run(m, soc, fed && shaving.reference_A == 0);
    battery.serve(shaving.reference_A > 0 ? shaving.reference_A : charging.reference_A);
    this.balancing.run(m, sound);
  }

  private keepProtection(): void {
    const record = this.box.protection();
    if (record === null) return;
    this.measured.keep(record);
    record.handoffState = <u8>this.shelf.state;
    record.contactorState = <u8>this.contactors.state;
    record.faults = this.guard.faults;
    record.warnings = this.guard.warnings;
    record.underway = this.guard.underway;
  }

  private keepSlow(): void {
    const record = this.box.slow();
    if (record === null) return;
    const t = this.telemetry;
    record.time_ticks = this.measured.now;
    record.soc = t.soc;
    record.socSigma = t.socSigma;
    record.currentLimit_A = t.currentLimit_A;
    record.busVoltage_V = t.busVoltage_V;
    record.hottest_degC = t.temperatureMax_degC;
    record.bindingLimit = t.bindingLimit;
    record.faults = t.faults;
  }

  /** Where the black box's head lies. */
  get blackBox(): usize {
    return this.box.head.address;
  }

  private publish(): void {
    const t = this.telemetry;
    const m = this.measured;
    const isBattery = this.kind == ModuleKind.BBU;
    t.contactorState = this.contactors.state;
    t.batteryPhase = isBattery ? this.battery.published : 0;
    t.faults = this.guard.faults;
    t.warnings = this.guard.warnings;
    t.firstTrip = this.guard.firstTrip;
    t.firstTripTime_ticks = this.guard.firstTripTime;
    t.reference_A = this.command.converterReference_A;
    t.busVoltage_V = m.bus_V;
    t.moduleCurrent_A = m.current_A;
    t.storageVoltage_V = m.storage_V;
    t.currentLimit_A = isBattery ? this.battery.limit(m) : this.capacitor.publishedLimit_A;
    t.bindingLimit = isBattery ? this.batteryBinding : this.capacitor.binding;
    t.starts = this.battery.starts;
  }

  private get batteryBinding(): i32 {
    if (this.guard.faults != 0) return BindingLimit.FAULT;
    return this.battery.packBinds ? BindingLimit.PACK_CURRENT : this.derating.binding;
  }

  private publishSlow(): void {
    const t = this.telemetry;
    const m = this.measured;
    t.groupVoltageMin_V = m.groupMin_V;
    t.groupVoltageMax_V = m.groupMax_V;
    t.openWire = this.plausibility.openWire;
    t.suspects = this.plausibility.suspects;
    t.temperatureMin_degC = m.coldest_degC;
    t.temperatureMax_degC = m.hottest_degC;
    t.soc = this.charge.soc;
    t.socSigma = this.charge.sigma;
    this.publish();
  }
}
