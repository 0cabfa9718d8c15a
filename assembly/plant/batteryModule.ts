import { StartState } from '../abi/enumerations';
import { PlantParameters } from '../abi/PlantParameters';
import { Random } from '../math/random';
import { chemistryOf } from './chemistry';
import { Converter } from './converter';
import { Disconnect } from './disconnect';
import { Journal } from './journal';
import { Pack, PackConfig } from './pack';

/** The cells' voltages move every millisecond. */
const ELECTRICAL_STEP_S: f64 = 1e-3;
/** A fast tick. */
const FAST_S: f64 = 10e-6;

/** Cells, disconnect and converter of one battery module: the storage side of its converter. */
export class BatteryModule {
  readonly converter: Converter;
  readonly pack: Pack;
  readonly disconnect: Disconnect;
  /** Pack current of the last fast tick, with precharge and short circuit. */
  current_A: f64 = 0;
  terminal_V: f64;
  // over the electrical step that is under way
  private charge_C: f64 = 0;
  private squared_A2s: f64 = 0;
  private settled_J: f64 = 0;
  emfEnergy_J: f64 = 0;
  private lossResistance_J: f64 = 0;

  constructor(parameters: PlantParameters, converter: Converter, module: i32, random: Random, journal: Journal) {
    this.converter = converter;
    const config = new PackConfig();
    config.series = parameters.packSeries;
    config.parallel = parameters.packParallel;
    config.soc = parameters.packInitialSoc;
    config.ambient_K = parameters.ambientTemperature_degC + 273.15;
    config.capacitySpread = parameters.cellCapacitySpread;
    config.resistanceSpread = parameters.cellResistanceSpread;
    config.contactParallel_ohm = parameters.contactParallel_ohm;
    config.contactSeries_ohm = parameters.contactSeries_ohm;
    const pack = new Pack(chemistryOf(parameters.cellChemistry), config, random);
    pack.begin(ELECTRICAL_STEP_S);
    this.pack = pack;
    this.disconnect = new Disconnect(parameters, module, journal);
    this.terminal_V = this.pack.emf_V;
    if (parameters.startState == StartState.WARM) this.disconnect.warmStart(this.terminal_V);
  }

  /** Converter side of the main contactor. */
  get link_V(): f64 {
    return this.disconnect.mainClosed ? this.terminal_V : this.disconnect.link_V;
  }

  /** The emf now: what this step's charge has taken is gone. */
  private get emf_V(): f64 {
    return this.pack.emf_V - this.pack.fade_V_per_C * this.charge_C;
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
  get sourceEmf_V(): f64 {
    if (!this.disconnect.conducts) return 0;
    const left_V = this.emf_V - this.resistance_ohm * this.disconnect.short_A;
    return left_V > 0 ? left_V : 0;
  }

  /**
   * After each fast tick, or a coarse step: settles what the converter drew with the pack's Thevenin pair.
   * i = (E - sqrt(E^2 - 4 R p))/(2 R)
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
      this.lossResistance_J += (left_ohm * i + r_ohm * short_A) * i * h;
    }
    converter.link_J = link_J;
    converter.drawn_J = 0;
    const extra_C = disconnect.advance(now_us, step_us, e_V, r_ohm, i);
    this.emfEnergy_J += e_V * (i * h + extra_C);
    const total_A = i + extra_C * perSecond;
    this.charge_C += total_A * h;
    this.squared_A2s += total_A * total_A * h;
    this.current_A = total_A;
    this.terminal_V = e_V - r_ohm * total_A;
  }

  /** What the power stage lost in the pack's resistance. */
  get packLoss_J(): f64 {
    return this.lossResistance_J + this.disconnect.packLoss_J;
  }

  /** Energy in the cells, less what was taken in the electrical step that is still under way. */
  get storedEnergy_J(): f64 {
    return this.pack.storedEnergy_J() - (this.emfEnergy_J - this.packLoss_J - this.settled_J);
  }

  /** Every millisecond: the cells see the mean current and its mean square. */
  stepElectrical(step_s: f64): void {
    this.pack.stepElectrical(this.charge_C / step_s, this.squared_A2s / step_s, step_s);
    this.charge_C = 0;
    this.squared_A2s = 0;
    this.settled_J = this.emfEnergy_J - this.packLoss_J;
  }
}
