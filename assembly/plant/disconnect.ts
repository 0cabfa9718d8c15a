import { LogKind, PrechargeFault, SwitchFault } from '../abi/enumerations';
import { PlantParameters } from '../abi/PlantParameters';
import { Journal } from './journal';
import { Melting } from './melting';

/** A precharge resistor burns out when it carries this many times its rated current for long (K). */
const OVERLOAD: f64 = 1.6;

/**
 * What stands between a pack and its converter, in this order: semiconductor switch, fuse, main contactor with the
 * precharge branch in parallel, link capacitor of the converter. A short circuit may lie before the contactor, where only
 * switch and fuse can end it, or behind it.
 *
 * Contacts are ideal when closed, and while they are, link and pack are one voltage: what the link capacitor took or gave
 * meanwhile is settled when the path breaks.
 */
export class Disconnect {
  private readonly close_us: f64;
  private readonly open_us: f64;
  private readonly breakLimit_A: f64;
  private readonly switchOpen_us: f64;
  private readonly precharge_ohm: f64;
  private readonly linkNominal_F: f64;
  private readonly loop_H: f64;
  private readonly module: i32;
  private readonly journal: Journal;
  private readonly fuse: Melting;
  private readonly resistor: Melting;
  readonly fuseRating_A2: f64;

  /** Nothing moves or flows here but the converter's current: below the fuse's rating there is nothing to advance. */
  quiet: bool = true;
  mainClosed: bool = false;
  prechargeClosed: bool = false;
  switchClosed: bool = true;
  fuseBlown: bool = false;
  /** The precharge resistor is gone. */
  prechargeBurnt: bool = false;
  private present: bool = true;
  /** A group of the pack has no cell left that carries current. */
  private cellsOpen: bool = false;
  /** Voltage of the converter's DC link while there is no path to the cells. */
  link_V: f64 = 0;
  private link_F: f64;
  /** Short circuit: resistance, or infinity; behind the main contactor or before it. */
  short_ohm: f64 = Infinity;
  private shortAtLink: bool = false;
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
  /** Link and cells were one voltage at the last look. */
  joined: bool = false;
  private joining_A2s: f64 = 0;
  private arcs: bool = false;
  // faults
  private welded: bool = false;
  private stuckOpen: bool = false;
  private switchFault: i32 = SwitchFault.NONE;
  private prechargeFault: i32 = PrechargeFault.NONE;
  // of the electrical step that is under way: what has warmed the fuse already
  private warmed_A2s: f64 = 0;
  private warmed_s: f64 = 0;
  private resistorAt_us: f64 = 0;

  constructor(parameters: PlantParameters, module: i32, journal: Journal) {
    this.close_us = parameters.contactorClose_s * 1e6;
    this.open_us = parameters.contactorOpen_s * 1e6;
    this.breakLimit_A = parameters.contactorBreakLimit_A;
    this.switchOpen_us = parameters.switchOpen_s * 1e6;
    this.precharge_ohm = parameters.prechargeResistance_ohm;
    this.linkNominal_F = parameters.dcLinkCapacitance_F;
    this.link_F = parameters.dcLinkCapacitance_F;
    this.loop_H = parameters.shortLoopInductance_H;
    this.module = module;
    this.journal = journal;
    const rating_A = parameters.fuseRating_A;
    this.fuseRating_A2 = rating_A * rating_A;
    this.fuse = new Melting(rating_A, parameters.fuseFusing_ratio, parameters.fuseMelting_A2s);
    // P = i^2 R
    const resistor_A = Math.sqrt(parameters.prechargeRating_W / parameters.prechargeResistance_ohm);
    const energy_J = parameters.prechargePulse_J;
    this.resistor = new Melting(resistor_A, OVERLOAD, energy_J / parameters.prechargeResistance_ohm);
  }

  /** At the start of a run: closed and precharged for long. */
  warmStart(pack_V: f64): void {
    this.mainCoil = true;
    this.mainClosed = true;
    this.joined = true;
    this.link_V = pack_V;
  }

  /** Is there a path from the cells to the converter? */
  get conducts(): bool {
    return this.mainClosed && this.cellsConnected;
  }

  private get cellsConnected(): bool {
    return this.switchClosed && !this.fuseBlown && this.present && !this.cellsOpen;
  }

  private get shortFlows(): bool {
    return this.short_ohm < Infinity && this.cellsConnected && (!this.shortAtLink || this.mainClosed);
  }

  /** Conductance that charges the link, and that which empties it, while the main contactor is open. */
  private chargeLink_S(resistance_ohm: f64): f64 {
    return this.prechargeClosed && !this.prechargeBurnt && this.cellsConnected ? 1 / (this.precharge_ohm + resistance_ohm) : 0;
  }

  private get emptyLink_S(): f64 {
    return this.shortAtLink ? 1 / this.short_ohm : 0;
  }

  /** Energy kept in the link capacitor (while it is on its own) and in the loop of a short circuit. */
  get energy_J(): f64 {
    return 0.5 * (this.link_F * this.link_V * this.link_V + this.loop_H * this.short_A * this.short_A);
  }

  command(now_us: f64, main: bool, precharge: bool, gate: bool): void {
    if (main != this.mainCoil) {
      this.mainCoil = main;
      this.pullMain(now_us);
    }
    if (precharge != this.prechargeCoil) {
      this.prechargeCoil = precharge;
      this.pullPrecharge(now_us);
    }
    if (gate != this.switchGate) {
      this.switchGate = gate;
      this.pullSwitch(now_us);
    }
  }

  private pullMain(now_us: f64): void {
    this.mainAt_us = now_us + (this.mainCoil ? this.close_us : this.open_us);
    this.quiet = false;
  }

  private pullPrecharge(now_us: f64): void {
    this.prechargeAt_us = now_us + (this.prechargeCoil ? this.close_us : this.open_us);
    this.quiet = false;
  }

  private pullSwitch(now_us: f64): void {
    this.switchAt_us = now_us + (this.switchGate ? 0 : this.switchOpen_us);
    this.quiet = false;
  }

  // ------------------------------------------------------------------------------------------------------- faults

  /** A closed main contact stays closed whatever the coil does. */
  weld(now_us: f64, on: bool): void {
    this.welded = on;
    this.pullMain(now_us);
  }

  /** An open main contact does not close. */
  stickOpen(now_us: f64, on: bool): void {
    this.stuckOpen = on;
    this.pullMain(now_us);
  }

  failSwitch(now_us: f64, fault: i32): void {
    this.switchFault = fault;
    this.switchAt_us = now_us;
    this.quiet = false;
  }

  failPrecharge(now_us: f64, fault: i32): void {
    this.prechargeFault = fault;
    this.pullPrecharge(now_us);
  }

  /** The link has `factor` of its capacitance: one that dries out keeps its voltage, one that is added comes empty. */
  scaleLink(factor: f64): void {
    const before_F = this.link_F;
    const now_F = factor * this.linkNominal_F;
    const v = this.link_V;
    const after_V = now_F > before_F ? (v * before_F) / now_F : v;
    this.loss_J += 0.5 * (before_F * v * v - now_F * after_V * after_V);
    this.link_V = after_V;
    this.link_F = now_F;
  }

  /** The module is pulled out of the shelf. */
  pull(): void {
    this.present = false;
    this.quiet = false;
  }

  /** There is no way through the pack itself any more. */
  openCells(): void {
    if (this.cellsOpen) return;
    this.cellsOpen = true;
    this.quiet = false;
  }

  /** Across the pack's terminals, before the contactor, or across the link behind it; infinite: it is gone. */
  shortThrough(ohm: f64, atLink: bool): void {
    if (this.short_A != 0 && (ohm == Infinity || atLink != this.shortAtLink)) this.interruptShort();
    this.short_ohm = ohm;
    this.shortAtLink = atLink && ohm < Infinity;
    this.quiet = false;
  }

  blowFuse(now_us: f64, current_A: f64): void {
    if (this.fuseBlown) return;
    this.fuseBlown = true;
    this.quiet = false;
    this.interruptShort();
    this.journal.add(now_us, LogKind.FUSE_BLOWN, this.module, current_A);
  }

  // ---------------------------------------------------------------------------------------------------- fast tick

  /**
   * One fast tick that ends now: the link precharges, a short circuit rises, the fuse warms; then contacts move.
   * `emf_V`, `resistance_ohm`: the pack; `converter_A`: what the converter draws from it.
   * Returns the charge in coulomb that short circuit and precharge took from the pack beside the converter.
   */
  advance(now_us: f64, step_us: f64, emf_V: f64, resistance_ohm: f64, converter_A: f64): f64 {
    let charge_C: f64 = 0;
    const h = step_us * 1e-6;
    if (!this.mainClosed) charge_C += this.moveLink(now_us, h, emf_V, resistance_ohm);
    if (this.short_ohm < Infinity) charge_C += this.shortCircuit(step_us, emf_V, resistance_ohm, converter_A + charge_C / h);
    this.warmFuse(now_us, h, converter_A + charge_C / h);
    if (now_us >= this.mainAt_us) this.moveMain(now_us, converter_A, emf_V - this.link_V);
    if (now_us >= this.prechargeAt_us) this.movePrecharge();
    if (now_us >= this.switchAt_us) this.moveSwitch(now_us);
    this.quiet =
      this.short_ohm == Infinity &&
      this.mainAt_us == Infinity &&
      this.prechargeAt_us == Infinity &&
      this.switchAt_us == Infinity &&
      (this.mainClosed || this.chargeLink_S(resistance_ohm) == 0);
    return charge_C;
  }

  /** `across_V`: what an open contact stands between. */
  private moveMain(now_us: f64, converter_A: f64, across_V: f64): void {
    const closed = this.mainClosed ? this.mainCoil || this.welded : this.mainCoil && !this.stuckOpen;
    const current_A = converter_A + (this.shortAtLink ? this.short_A : 0);
    // contacts cannot interrupt more than their limit: the arc stays until the fuse or the switch has acted
    if (this.mainClosed && !closed && Math.abs(current_A) > this.breakLimit_A) {
      if (!this.arcs) this.journal.add(now_us, LogKind.CONTACTOR_ARC, this.module, current_A);
      this.arcs = true;
      return;
    }
    this.arcs = false;
    this.mainAt_us = Infinity;
    if (closed == this.mainClosed) return;
    this.mainClosed = closed;
    if (!closed && this.shortAtLink) this.interruptShort();
    if (closed) this.journal.add(now_us, LogKind.CONTACTOR_CLOSED, this.module, across_V);
    else this.journal.add(now_us, LogKind.CONTACTOR_OPENED, this.module, current_A);
  }

  private movePrecharge(): void {
    this.prechargeAt_us = Infinity;
    const fault = this.prechargeFault;
    this.prechargeClosed = fault == PrechargeFault.STUCK_CLOSED || (fault != PrechargeFault.STUCK_OPEN && this.prechargeCoil);
  }

  private moveSwitch(now_us: f64): void {
    this.switchAt_us = Infinity;
    const fault = this.switchFault;
    const closed = fault == SwitchFault.SHORT || (fault != SwitchFault.OPEN && this.switchGate);
    if (closed == this.switchClosed) return;
    this.switchClosed = closed;
    if (closed) return;
    this.journal.add(now_us, LogKind.SWITCH_OPENED, this.module, this.short_A);
    this.interruptShort();
  }

  /** The path closed or broke in this fast tick, and whoever advances it has not yet let link and pack become one. */
  get parts(): bool {
    return this.conducts != this.joined;
  }

  /**
   * Closing: link and pack differ, and with ideal contacts the charge between them flows at once. Breaking: the link is
   * left at the pack's emf, and what it took since they were joined is settled now, as if all at once.
   *
   *   the emf falls by f for every coulomb:  q = C d/(1 + C f),  d = E - v;  heat d q/2 = R integral i^2
   *
   * Returns that charge; no one measures it. `resistance_ohm`: of the pack alone.
   */
  join(emf_V: f64, resistance_ohm: f64, fade_V_per_C: f64): f64 {
    this.joined = !this.joined;
    const rise_V = emf_V - this.link_V;
    const charge_C = (this.link_F * rise_V) / (1 + this.link_F * fade_V_per_C);
    const heat_J = 0.5 * rise_V * charge_C;
    this.link_V = emf_V - fade_V_per_C * charge_C;
    // the emf's own fall stands beside the heat, as in a fast tick
    this.packLoss_J += heat_J + 0.5 * fade_V_per_C * charge_C * charge_C;
    this.joining_A2s += heat_J / resistance_ohm;
    return charge_C;
  }

  /** Integral of the square of what that was. */
  takeJoining_A2s(): f64 {
    const square_A2s = this.joining_A2s;
    this.joining_A2s = 0;
    return square_A2s;
  }

  /** What was in the loop ends as heat in whatever opened it. */
  private interruptShort(): void {
    this.loss_J += 0.5 * this.loop_H * this.short_A * this.short_A;
    this.short_A = 0;
  }

  /**
   * C dv/dt = (E - v) G1 - v G2: precharge branch and pack in series charge the link, a short circuit empties it. Exact
   * for a constant emf: v = v∞ + (v0 - v∞) exp(-t/tau), v∞ = E G1/(G1 + G2), tau = C/(G1 + G2).
   */
  private moveLink(now_us: f64, h: f64, emf_V: f64, resistance_ohm: f64): f64 {
    const charge_S = this.chargeLink_S(resistance_ohm);
    const empty_S = this.emptyLink_S;
    const sum_S = charge_S + empty_S;
    if (sum_S == 0) return 0;
    const tau_s = this.link_F / sum_S;
    // a short circuit before the contactor takes its part of the pack's voltage
    const taken_V = resistance_ohm * this.short_A;
    const left_V = emf_V - taken_V;
    const end_V = (left_V * charge_S) / sum_S;
    const away_V = this.link_V - end_V;
    const a = Math.exp(-h / tau_s);
    this.link_V = end_V + away_V * a;
    // integrals of v and v^2 over the tick
    const decayed_s = tau_s * (1 - a);
    const volt_s = end_V * h + away_V * decayed_s;
    const volt2_s = end_V * end_V * h + 2 * end_V * away_V * decayed_s + 0.5 * away_V * away_V * tau_s * (1 - a * a);
    this.loss_J += empty_S * volt2_s;
    if (charge_S == 0) return 0;
    const charge_C = charge_S * (left_V * h - volt_s);
    const square_A2s = charge_S * charge_S * (left_V * left_V * h - 2 * left_V * volt_s + volt2_s);
    this.loss_J += this.precharge_ohm * square_A2s;
    this.packLoss_J += resistance_ohm * square_A2s + taken_V * charge_C;
    this.warmResistor(now_us, h, square_A2s);
    return charge_C;
  }

  /** After a pause it has cooled. */
  private warmResistor(now_us: f64, h: f64, square_A2s: f64): void {
    const idle_s = (now_us - this.resistorAt_us) * 1e-6 - h;
    this.resistorAt_us = now_us;
    if (idle_s > 1e-9) this.resistor.warm(0, idle_s);
    if (!this.resistor.warm(square_A2s / h, h)) return;
    this.prechargeBurnt = true;
    this.journal.add(now_us, LogKind.PRECHARGE_BURNT, this.module, Math.sqrt(square_A2s / h));
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
    if (!this.shortFlows) {
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

  private warmFuse(now_us: f64, h: f64, current_A: f64): void {
    const square_A2 = current_A * current_A;
    this.warmed_A2s += square_A2 * h;
    this.warmed_s += h;
    if (this.fuse.warm(square_A2, h)) this.blowFuse(now_us, current_A);
  }

  /** An electrical step is over in which the pack gave `square_A2s`: the quiet part of it warms the fuse as one. */
  stepFuse(square_A2s: f64, step_s: f64): void {
    const rest_s = step_s - this.warmed_s;
    // quiet ticks stay below the rating and cannot melt it
    if (rest_s > 1e-9) this.fuse.warm(max(0, square_A2s - this.warmed_A2s) / rest_s, rest_s);
    this.warmed_A2s = 0;
    this.warmed_s = 0;
  }
}
