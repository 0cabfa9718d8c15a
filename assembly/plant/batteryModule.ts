import { StartState } from '../abi/enumerations';
import { PlantParameters } from '../abi/PlantParameters';
import { Random } from '../math/random';
import { Chemistry } from './chemistry/chemistry';
import { Converter, NO_PATH_V } from './converter';
import { Disconnect } from './disconnect';
import { Journal } from './journal';
import { Pack, PackConfig } from './pack';

/** The cells' voltages move every millisecond. */
const ELECTRICAL_STEP_S: f64 = 1e-3;
/** A fast tick. */
const FAST_S: f64 = 10e-6;

/** What the bank takes two at a time (math/pairs.ts): byte offsets of a module's numbers. */
export namespace BatterySlot {
  /** Thevenin pair of the pack: emf at the beginning of the electrical step, its fall with charge, resistance of a fast tick. */
  export const EMF: usize = 0;
  export const FADE: usize = 16;
  export const RESISTANCE: usize = 32;
  /** Of the last fast tick, with precharge and short circuit. */
  export const CURRENT: usize = 48;
  export const TERMINAL: usize = 64;
  // over the electrical step that is under way
  export const CHARGE: usize = 80;
  export const SQUARED: usize = 96;
  // since the start of the run
  export const EMF_ENERGY: usize = 112;
  export const LOSS: usize = 128;
  /** Mask: the converter's link is on its own, because the main contactor is open. */
  export const APART: usize = 144;
  export const BYTES: usize = 160;
}

/** Cells, disconnect and converter of one battery module: the storage side of its converter. */
export class BatteryModule {
  readonly converter: Converter;
  readonly pack: Pack;
  readonly disconnect: Disconnect;
  private readonly place: usize;
  private readonly fan: f64;
  private settled_J: f64 = 0;

  /** `place`: of its slots in the bank. */
  constructor(
    parameters: PlantParameters,
    chemistry: Chemistry,
    converter: Converter,
    place: usize,
    module: i32,
    random: Random,
    journal: Journal,
  ) {
    this.converter = converter;
    this.place = place;
    const config = new PackConfig();
    config.series = parameters.packSeries;
    config.parallel = parameters.packParallel;
    const place01: f64 = parameters.bbuModules > 1 ? <f64>module / <f64>(parameters.bbuModules - 1) : 0.5;
    config.soc = Math.min(1, Math.max(0, parameters.packInitialSoc + parameters.packSocSpan * (place01 - 0.5)));
    config.ambient_K = parameters.ambientTemperature_degC + 273.15;
    config.capacitySpread = parameters.cellCapacitySpread;
    config.resistanceSpread = parameters.cellResistanceSpread;
    config.capacityHealth = parameters.packCapacityHealth;
    config.resistanceHealth = parameters.packResistanceHealth;
    config.ageingAcceleration = parameters.packAgeing_ratio;
    config.ageingSpread = parameters.cellAgeingSpread;
    config.fan = parameters.packFan_ratio;
    config.inletRise_K = parameters.packInletRise_K;
    config.contactParallel_ohm = parameters.contactParallel_ohm;
    config.contactSeries_ohm = parameters.contactSeries_ohm;
    config.bleeder_ohm = parameters.groupBleeder_ohm;
    const pack = new Pack(chemistry, config, random);
    pack.begin(ELECTRICAL_STEP_S);
    this.pack = pack;
    this.fan = config.fan;
    this.disconnect = new Disconnect(parameters, module, journal);
    if (parameters.startState == StartState.WARM) this.disconnect.warmStart(pack.emf_V);
    this.follow();
  }

  /** Pack current of the last fast tick, with precharge and short circuit. */
  get current_A(): f64 {
    return load<f64>(this.place, BatterySlot.CURRENT);
  }

  get terminal_V(): f64 {
    return load<f64>(this.place, BatterySlot.TERMINAL);
  }

  get emfEnergy_J(): f64 {
    return load<f64>(this.place, BatterySlot.EMF_ENERGY);
  }

  private add(slot: usize, value: f64): void {
    store<f64>(this.place + slot, load<f64>(this.place + slot) + value);
  }

  /** At the converter: as the terminals while there is a path. */
  get link_V(): f64 {
    return this.disconnect.joined ? this.terminal_V : this.disconnect.link_V;
  }

  /** The emf now: what this step's charge has taken is gone. */
  private get emf_V(): f64 {
    return this.pack.emf_V - this.pack.fade_V_per_C * load<f64>(this.place, BatterySlot.CHARGE);
  }

  /** Of the pack over a fast tick; the emf's fall within it acts as a resistance. */
  get resistance_ohm(): f64 {
    return this.resistanceOver_ohm(FAST_S);
  }

  @inline
  private resistanceOver_ohm(step_s: f64): f64 {
    return this.pack.instant_ohm + 0.5 * step_s * this.pack.fade_V_per_C;
  }

  /** Emf that the converter sees: none without a path; a short circuit takes its part of the voltage first. */
  private get sourceEmf_V(): f64 {
    if (!this.disconnect.conducts) return NO_PATH_V;
    const left_V = this.emf_V - this.resistance_ohm * this.disconnect.short_A;
    return left_V > 0 ? left_V : 0;
  }

  /** Nothing but a current below the fuse's rating: a step may be long. */
  get rests(): bool {
    return this.disconnect.quiet && this.current_A * this.current_A <= this.disconnect.fuseRating_A2;
  }

  /** Given by the cells to the converter since the start of the run, while nothing else takes of them. */
  get given_J(): f64 {
    return this.emfEnergy_J - this.packLoss_J;
  }

  /** The electrical step that now begins will be `step_s` long. */
  prepare(step_s: f64): void {
    if (this.pack.step_s == step_s) return;
    this.pack.begin(step_s);
    this.follow();
  }

  /** The fan stands, or runs as it did at the start. */
  stopFan(stop: bool): void {
    this.pack.heat.air.setFan(stop ? 0 : this.fan);
  }

  /** The module is pulled out of the shelf. */
  lose(): void {
    this.disconnect.pull();
    this.follow();
  }

  /** Pack or path have changed: what the bank and the converter know of them. */
  follow(): void {
    const place = this.place;
    const r_ohm = this.resistance_ohm;
    store<f64>(place, this.pack.emf_V, BatterySlot.EMF);
    store<f64>(place, this.pack.fade_V_per_C, BatterySlot.FADE);
    store<f64>(place, r_ohm, BatterySlot.RESISTANCE);
    store<f64>(place, this.emf_V - r_ohm * this.current_A, BatterySlot.TERMINAL);
    store<i64>(place, this.disconnect.joined ? 0 : -1, BatterySlot.APART);
    this.converter.source(this.sourceEmf_V, r_ohm);
  }

  /**
   * After each fast tick, where more than the converter's current moves or flows, or a coarse step: settles what the
   * converter drew with the pack's Thevenin pair. i = (E - sqrt(E^2 - 4 R p))/(2 R)
   */
  settle(now_us: f64, step_us: f64): void {
    const converter = this.converter;
    const h = step_us * 1e-6;
    const perSecond = 1 / h;
    const e_V = this.emf_V;
    const r_ohm = this.resistanceOver_ohm(h);
    const disconnect = this.disconnect;
    let i: f64 = 0;
    let short_A: f64 = 0;
    let link_J = converter.drawn_J + converter.link_J;
    if (link_J != 0 && disconnect.conducts) {
      let left_V = e_V;
      let left_ohm = r_ohm;
      if (disconnect.short_ohm < Infinity) {
        // the source is what the short circuit leaves of it; that gives way by R k for every ampere
        short_A = disconnect.shortMiddle_A(step_us, r_ohm, e_V);
        left_V -= r_ohm * short_A;
        left_ohm *= 1 - r_ohm * disconnect.shortSlope_S(step_us, r_ohm);
      }
      const p_W = link_J * perSecond;
      const discriminant = left_V * left_V - 4 * left_ohm * p_W;
      i = discriminant > 0 ? (2 * p_W) / (left_V + Math.sqrt(discriminant)) : left_V / (2 * left_ohm);
      link_J -= (left_V - left_ohm * i) * i * h;
      // R (i + s)^2 is booked in two parts: R i (i + s) here, R s (i + s) with the short circuit
      this.add(BatterySlot.LOSS, (left_ohm * i + r_ohm * short_A) * i * h);
    }
    converter.settled(link_J);
    let extra_C: f64 = 0;
    if (!disconnect.quiet || i * i > disconnect.fuseRating_A2) extra_C = disconnect.advance(now_us, step_us, e_V, r_ohm, i);
    const total_A = i + extra_C * perSecond;
    this.add(BatterySlot.EMF_ENERGY, e_V * (i * h + extra_C));
    this.add(BatterySlot.CHARGE, total_A * h);
    this.add(BatterySlot.SQUARED, total_A * total_A * h);
    if (disconnect.parts) this.join();
    store<f64>(this.place, total_A, BatterySlot.CURRENT);
    this.follow();
    store<f64>(this.place, e_V - r_ohm * total_A, BatterySlot.TERMINAL);
  }

  /** At the end of a fast tick: link and pack become one voltage, or part from it. */
  private join(): void {
    const e_V = this.emf_V;
    const charge_C = this.disconnect.join(e_V, this.pack.instant_ohm, this.pack.fade_V_per_C);
    this.add(BatterySlot.EMF_ENERGY, e_V * charge_C);
    this.add(BatterySlot.CHARGE, charge_C);
    this.add(BatterySlot.SQUARED, this.disconnect.takeJoining_A2s());
  }

  /** What the power stage lost in the pack's resistance. */
  get packLoss_J(): f64 {
    return load<f64>(this.place, BatterySlot.LOSS) + this.disconnect.packLoss_J;
  }

  /** Energy in the cells, less what was taken in the electrical step that is still under way. */
  get storedEnergy_J(): f64 {
    return this.pack.storedEnergy_J() - (this.emfEnergy_J - this.packLoss_J - this.settled_J);
  }

  /** Every millisecond: the cells see the mean current and its mean square. */
  stepElectrical(step_s: f64): void {
    const place = this.place;
    const charge_C = load<f64>(place, BatterySlot.CHARGE);
    const squared_A2s = load<f64>(place, BatterySlot.SQUARED);
    this.pack.stepElectrical(charge_C / step_s, squared_A2s / step_s, step_s);
    this.disconnect.stepFuse(squared_A2s, step_s);
    if (this.pack.open) this.disconnect.openCells();
    store<f64>(place, 0, BatterySlot.CHARGE);
    store<f64>(place, 0, BatterySlot.SQUARED);
    this.settled_J = this.emfEnergy_J - this.packLoss_J;
    this.follow();
  }
}
