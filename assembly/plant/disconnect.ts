import { LogKind } from '../abi/enumerations';
import { PlantParameters } from '../abi/PlantParameters';
import { Journal } from './journal';

/**
 * What stands between a pack and its converter: semiconductor switch, main contactor, precharge branch, fuse, and a
 * short circuit when a scenario lays one across the terminals. First form: contacts are ideal when closed.
 */
export class Disconnect {
  private readonly close_us: f64;
  private readonly open_us: f64;
  private readonly breakLimit_A: f64;
  private readonly switchOpen_us: f64;
  private readonly precharge_ohm: f64;
  private readonly link_F: f64;
  private readonly fuseRating_A: f64;
  private readonly fuseMelting_A2s: f64;
  private readonly loop_H: f64;
  private readonly module: i32;
  private readonly journal: Journal;

  mainClosed: bool = false;
  prechargeClosed: bool = false;
  switchClosed: bool = true;
  fuseBlown: bool = false;
  /** The module was pulled out of the shelf. */
  present: bool = true;
  /** Voltage of the converter's DC link while the main contactor is open. */
  link_V: f64 = 0;
  /** Short circuit across the terminals: resistance, or infinity. */
  short_ohm: f64 = Infinity;
  short_A: f64 = 0;
  loss_J: f64 = 0;
  /** What these currents heated inside the pack. */
  packLoss_J: f64 = 0;

  private mainCoil: bool = false;
  private mainAt_us: f64 = Infinity;
  private prechargeCoil: bool = false;
  private prechargeAt_us: f64 = Infinity;
  private switchGate: bool = true;
  private switchAt_us: f64 = Infinity;
  private melting_A2s: f64 = 0;

  constructor(parameters: PlantParameters, module: i32, journal: Journal) {
    this.close_us = parameters.contactorClose_s * 1e6;
    this.open_us = parameters.contactorOpen_s * 1e6;
    this.breakLimit_A = parameters.contactorBreakLimit_A;
    this.switchOpen_us = parameters.switchOpen_s * 1e6;
    this.precharge_ohm = parameters.prechargeResistance_ohm;
    this.link_F = parameters.dcLinkCapacitance_F;
    this.fuseRating_A = parameters.fuseRating_A;
    this.fuseMelting_A2s = parameters.fuseMelting_A2s;
    this.loop_H = parameters.shortLoopInductance_H;
    this.module = module;
    this.journal = journal;
  }

  /** At the start of a run: closed and precharged for long. */
  warmStart(pack_V: f64): void {
    this.mainCoil = true;
    this.mainClosed = true;
    this.link_V = pack_V;
  }

  /** Is there a path from the cells to the converter? */
  get conducts(): bool {
    return this.mainClosed && this.switchClosed && !this.fuseBlown && this.present;
  }

  private get cellsConnected(): bool {
    return this.switchClosed && !this.fuseBlown && this.present;
  }

  /** No contact moves, nothing precharges, no short circuit, and the fuse is cold. */
  get rests(): bool {
    return (
      this.mainAt_us == Infinity &&
      this.prechargeAt_us == Infinity &&
      this.switchAt_us == Infinity &&
      this.short_ohm == Infinity &&
      (this.mainClosed || !this.prechargeClosed) &&
      this.melting_A2s == 0
    );
  }

  /** Energy kept in the link capacitor (while it is on its own) and in the loop of a short circuit. */
  get energy_J(): f64 {
    return 0.5 * (this.link_F * this.link_V * this.link_V + this.loop_H * this.short_A * this.short_A);
  }

  command(now_us: f64, main: bool, precharge: bool, gate: bool): void {
    if (main != this.mainCoil) {
      this.mainCoil = main;
      this.mainAt_us = now_us + (main ? this.close_us : this.open_us);
    }
    if (precharge != this.prechargeCoil) {
      this.prechargeCoil = precharge;
      this.prechargeAt_us = now_us + (precharge ? this.close_us : this.open_us);
    }
    if (gate != this.switchGate) {
      this.switchGate = gate;
      this.switchAt_us = now_us + (gate ? 0 : this.switchOpen_us);
    }
  }

  /**
   * One fast tick that ends now: the link precharges, a short circuit rises, the fuse warms; then contacts move.
   * `emf_V`, `resistance_ohm`: the pack; `converter_A`: what the converter draws from it.
   * Returns the charge in coulomb that short circuit and precharge took from the pack beside the converter.
   */
  advance(now_us: f64, step_us: f64, emf_V: f64, resistance_ohm: f64, converter_A: f64): f64 {
    let charge_C: f64 = 0;
    if (this.prechargeClosed && !this.mainClosed && this.cellsConnected) charge_C += this.precharge(step_us, emf_V, resistance_ohm);
    if (this.short_ohm < Infinity) charge_C += this.shortCircuit(step_us, emf_V, resistance_ohm, converter_A);
    this.warmFuse(now_us, step_us, converter_A + this.short_A);
    if (now_us >= this.mainAt_us) charge_C += this.moveMain(now_us, emf_V, converter_A);
    if (now_us >= this.prechargeAt_us) {
      this.prechargeClosed = this.prechargeCoil;
      this.prechargeAt_us = Infinity;
    }
    if (now_us >= this.switchAt_us) this.moveSwitch(now_us);
    return charge_C;
  }

  /** Returns the charge that equalised link and pack at closing. */
  private moveMain(now_us: f64, emf_V: f64, converter_A: f64): f64 {
    // contacts cannot interrupt more than their limit: the arc stays until the fuse or the switch has acted
    if (!this.mainCoil && Math.abs(converter_A + this.short_A) > this.breakLimit_A) return 0;
    this.mainAt_us = Infinity;
    if (this.mainCoil == this.mainClosed) return 0;
    this.mainClosed = this.mainCoil;
    this.journal.add(now_us, this.mainClosed ? LogKind.CONTACTOR_CLOSED : LogKind.CONTACTOR_OPENED, this.module, converter_A);
    if (!this.mainClosed || !this.cellsConnected) return 0;
    // closing onto a different voltage burns C dv^2/2 in the contacts
    const rise_V = emf_V - this.link_V;
    this.loss_J += 0.5 * this.link_F * rise_V * rise_V;
    this.link_V = emf_V;
    return this.link_F * rise_V;
  }

  private moveSwitch(now_us: f64): void {
    this.switchAt_us = Infinity;
    this.switchClosed = this.switchGate;
    if (this.switchClosed) return;
    this.journal.add(now_us, LogKind.SWITCH_OPENED, this.module, this.short_A);
    this.interruptShort();
  }

  /** What was in the loop ends as heat in whatever opened it. */
  private interruptShort(): void {
    this.loss_J += 0.5 * this.loop_H * this.short_A * this.short_A;
    this.short_A = 0;
  }

  // Cdc dv/dt = (vPack - vDc)/Rpre, exact for a constant pack voltage; the pack's own resistance lies in series
  private precharge(step_us: f64, emf_V: f64, resistance_ohm: f64): f64 {
    const tau_s = (this.precharge_ohm + resistance_ohm) * this.link_F;
    const before_V = this.link_V;
    this.link_V = emf_V + (before_V - emf_V) * Math.exp((-step_us * 1e-6) / tau_s);
    const charge_C = this.link_F * (this.link_V - before_V);
    // the emf gave E*q, the capacitor kept C (v1^2 - v0^2)/2, the two resistances share the rest
    const heat_J = charge_C * (emf_V - 0.5 * (before_V + this.link_V));
    const part = resistance_ohm / (this.precharge_ohm + resistance_ohm);
    this.packLoss_J += part * heat_J;
    this.loss_J += (1 - part) * heat_J;
    return charge_C;
  }

  /**
   * L ds/dt = E - R (s + i) - Rs s, implicit midpoint over the fast tick, i what the converter draws:
   * the middle is k (E - R i + s0 2L/h), and this is k.
   */
  shortSlope_S(step_us: f64, resistance_ohm: f64): f64 {
    return this.cellsConnected ? 1 / ((2e6 * this.loop_H) / step_us + resistance_ohm + this.short_ohm) : 0;
  }

  /** Middle of the short circuit's current. */
  shortMiddle_A(step_us: f64, resistance_ohm: f64, left_V: f64): f64 {
    return this.shortSlope_S(step_us, resistance_ohm) * (left_V + (this.short_A * 2e6 * this.loop_H) / step_us);
  }

  private shortCircuit(step_us: f64, emf_V: f64, resistance_ohm: f64, converter_A: f64): f64 {
    if (!this.cellsConnected) {
      this.interruptShort();
      return 0;
    }
    const h = step_us * 1e-6;
    const middle_A = this.shortMiddle_A(step_us, resistance_ohm, emf_V - resistance_ohm * converter_A);
    this.short_A = 2 * middle_A - this.short_A;
    this.loss_J += this.short_ohm * middle_A * middle_A * h;
    // R s (s + ic): the rest of R (s + ic)^2 is booked with the converter's current
    this.packLoss_J += resistance_ohm * (middle_A + converter_A) * middle_A * h;
    return middle_A * h;
  }

  // integral of i^2 above the rating, cold curve
  private warmFuse(now_us: f64, step_us: f64, current_A: f64): void {
    const excess_A2 = current_A * current_A - this.fuseRating_A * this.fuseRating_A;
    const sum_A2s = this.melting_A2s + excess_A2 * step_us * 1e-6;
    const melting_A2s = sum_A2s > 0 ? sum_A2s : 0;
    this.melting_A2s = melting_A2s;
    if (melting_A2s < this.fuseMelting_A2s || this.fuseBlown) return;
    this.fuseBlown = true;
    this.interruptShort();
    this.journal.add(now_us, LogKind.FUSE_BLOWN, this.module, current_A);
  }
}
