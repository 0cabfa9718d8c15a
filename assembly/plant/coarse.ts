import { ConverterState } from './converter';
import { Plant } from './plant';
import { PsuLimit, PsuOutput } from './psu';

/** Above the load's floor and lockout by this much, or nothing is left out. */
const LOCKOUT_MARGIN_V: f64 = 0.5;
/** What the rectifiers may take is more than what they give by this part. */
const INPUT_MARGIN: f64 = 0.05;
/** What a source could give is more than what it gives by this part. */
const SOURCE_MARGIN: f64 = 0.1;
/** Two means agree within this part of the load's power, and of the bus voltage. */
const POWER_TOLERANCE: f64 = 2.5e-3;
const VOLTAGE_TOLERANCE: f64 = 1e-4;
/** Below this a bus is dead. */
const LEAST_V: f64 = 1e-3;

/**
 * The shelf while nothing moves but what is slow. The fast state of the power stage (bus, busbar, lags, controllers) stands
 * still where it is, somewhere on its small limit cycle, and the flows are those of the operating point: the means over a
 * window of fine time. Since the fast stores stand still, the flows must balance by algebra:
 *
 *   sum of what the sources give at node S = P + Rb (P/vL)^2
 *
 * What a window misses of that (charge that its ends left on the bus) goes to the sources that move with the bus, each by
 * as much as it did so. Every loss is the mean of what its own formula gave in the window.
 *
 * Error: a mean is held until the next window, which may differ from it by POWER_TOLERANCE of the load's power before
 * fine time begins again (sim/adaptive.ts); what ripples within the window adds v*i products of microwatts to milliwatts.
 */
export class CoarseFlow {
  private readonly plant: Plant;
  private readonly rb_ohm: f64;

  // the window that is under way
  private begin_us: f64 = 0;
  private voltageSum_V: f64 = 0;
  private voltageCount: f64 = 0;
  private psuBegin_J: f64 = 0;
  private readonly givenBegin_J: StaticArray<f64>;
  private readonly lossBegin_J: StaticArray<f64>;
  lowestS_V: f64 = Infinity;
  highestS_V: f64 = -Infinity;
  private lowestL_V: f64 = Infinity;
  /** Extremes of the rectifier's, the capacitors' and the batteries' currents at the fast ticks. */
  private readonly lowest_A: StaticArray<f64> = new StaticArray<f64>(3);
  private readonly highest_A: StaticArray<f64> = new StaticArray<f64>(3);

  // the operating point
  vL_V: f64 = 0;
  vS_V: f64 = 0;
  load_A: f64 = 0;
  private load_W: f64 = 0;
  private psu_W: f64 = 0;
  private cbu_W: f64 = 0;
  private bbu_W: f64 = 0;
  private readonly out_W: StaticArray<f64>;
  private readonly loss_W: StaticArray<f64>;

  constructor(plant: Plant, busbar_ohm: f64) {
    const modules = plant.moduleCount;
    this.plant = plant;
    this.rb_ohm = busbar_ohm;
    this.givenBegin_J = new StaticArray<f64>(modules);
    this.lossBegin_J = new StaticArray<f64>(modules);
    this.out_W = new StaticArray<f64>(modules);
    this.loss_W = new StaticArray<f64>(modules);
  }

  /** Given by the storage side of a module to its converter since the start of the run. */
  private given_J(k: i32): f64 {
    const plant = this.plant;
    const link_J = unchecked(plant.converters[k]).link_J;
    const given_J = k < plant.cbuCount ? unchecked(plant.capacitors[k]).given_J : unchecked(plant.batteries[k - plant.cbuCount]).given_J;
    return link_J + given_J;
  }

  /** Given by the rectifiers since the start of the run. */
  private get psu_J(): f64 {
    const psu = this.plant.power.psu;
    return psu.taken_J - psu.energy_J;
  }

  /** At the end of a fast tick's settlement: a window begins. */
  beginWindow(now_us: f64): void {
    this.begin_us = now_us;
    this.voltageSum_V = 0;
    this.voltageCount = 0;
    this.psuBegin_J = this.psu_J;
    for (let k = 0; k < this.plant.moduleCount; k++) {
      this.givenBegin_J[k] = this.given_J(k);
      this.lossBegin_J[k] = unchecked(this.plant.converters[k]).loss_J;
    }
    this.lowestS_V = Infinity;
    this.highestS_V = -Infinity;
    this.lowestL_V = Infinity;
    for (let s = 0; s < 3; s++) {
      this.lowest_A[s] = Infinity;
      this.highest_A[s] = -Infinity;
    }
  }

  /** The ticks of the power stage's trace. */
  ticks(count: i32): void {
    const trace = this.plant.power.trace;
    const busL_V = trace.busL_V;
    let sum = this.voltageSum_V;
    for (let n = 0; n < count; n++) sum += unchecked(busL_V[n]);
    this.voltageSum_V = sum;
    this.voltageCount += <f64>count;
    if (trace.lowestL_V < this.lowestL_V) this.lowestL_V = trace.lowestL_V;
    if (trace.lowestS_V < this.lowestS_V) this.lowestS_V = trace.lowestS_V;
    if (trace.highestS_V > this.highestS_V) this.highestS_V = trace.highestS_V;
  }

  /** Every fast tick. */
  fast(): void {
    const power = this.plant.power;
    this.source(0, power.psu.current_A);
    this.source(1, power.cbu_A);
    this.source(2, power.bbu_A);
  }

  private source(s: i32, current_A: f64): void {
    if (current_A < unchecked(this.lowest_A[s])) unchecked((this.lowest_A[s] = current_A));
    if (current_A > unchecked(this.highest_A[s])) unchecked((this.highest_A[s] = current_A));
  }

  /**
   * The window is over and its means are the operating point. Returns how far they lie from the last one: 1 is the
   * tolerance.
   */
  endWindow(now_us: f64): f64 {
    const plant = this.plant;
    const perSecond = 1e6 / (now_us - this.begin_us);
    const before_V = this.vL_V;
    const beforePsu_W = this.psu_W;
    const beforeCbu_W = this.cbu_W;
    const beforeBbu_W = this.bbu_W;
    const vL = this.voltageSum_V / this.voltageCount;
    this.vL_V = vL;
    this.psu_W = (this.psu_J - this.psuBegin_J) * perSecond;
    for (let k = 0; k < plant.moduleCount; k++) {
      const loss_J = unchecked(plant.converters[k]).loss_J - unchecked(this.lossBegin_J[k]);
      unchecked((this.loss_W[k] = loss_J * perSecond));
      unchecked((this.out_W[k] = (this.given_J(k) - unchecked(this.givenBegin_J[k]) - loss_J) * perSecond));
    }
    this.balance(plant.power.load.demand_W(now_us));
    const tolerance_W = POWER_TOLERANCE * Math.max(this.load_W, 0.05 * plant.power.load.asked_W(now_us));
    const moved_W = Math.max(
      Math.abs(this.psu_W - beforePsu_W),
      Math.max(Math.abs(this.cbu_W - beforeCbu_W), Math.abs(this.bbu_W - beforeBbu_W)),
    );
    const off = Math.max(moved_W / tolerance_W, Math.abs(vL - before_V) / Math.max(VOLTAGE_TOLERANCE * vL, LEAST_V));
    return off <= Infinity ? off : Infinity;
  }

  /** The sources give exactly what the load and the busbar take. */
  private balance(load_W: f64): void {
    const plant = this.plant;
    const modules = plant.moduleCount;
    const cbus = plant.cbuCount;
    const load_A = load_W > 0 ? load_W / this.vL_V : 0;
    let cbu_W: f64 = 0;
    let bbu_W: f64 = 0;
    let cbusOn: f64 = 0;
    let bbusOn: f64 = 0;
    for (let k = 0; k < modules; k++) {
      const on: f64 = unchecked(plant.converters[k]).active ? 1 : 0;
      if (k < cbus) {
        cbu_W += unchecked(this.out_W[k]);
        cbusOn += on;
      } else {
        bbu_W += unchecked(this.out_W[k]);
        bbusOn += on;
      }
    }
    const missing_W = load_W + this.rb_ohm * load_A * load_A - this.psu_W - cbu_W - bbu_W;
    // who moves with the bus takes it; where nothing moves, the rectifiers, and without them whoever is on
    let psuPart = this.moved_A(0);
    let cbuPart = cbusOn > 0 ? this.moved_A(1) : 0;
    let bbuPart = bbusOn > 0 ? this.moved_A(2) : 0;
    if (!(psuPart + cbuPart + bbuPart > 1e-9)) {
      psuPart = plant.power.psu.output == PsuOutput.REGULATING ? 1 : 0;
      cbuPart = psuPart == 0 && bbusOn == 0 ? cbusOn : 0;
      bbuPart = psuPart == 0 ? bbusOn : 0;
    }
    const parts = psuPart + cbuPart + bbuPart;
    // a dead bus has no source and needs none
    const per_W = parts > 0 ? missing_W / parts : 0;
    const cbuShare_W = cbusOn > 0 ? (per_W * cbuPart) / cbusOn : 0;
    const bbuShare_W = bbusOn > 0 ? (per_W * bbuPart) / bbusOn : 0;
    for (let k = 0; k < modules; k++) {
      if (!unchecked(plant.converters[k]).active) continue;
      unchecked((this.out_W[k] += k < cbus ? cbuShare_W : bbuShare_W));
    }
    this.psu_W += per_W * psuPart;
    this.cbu_W = cbu_W + per_W * cbuPart;
    this.bbu_W = bbu_W + per_W * bbuPart;
    this.load_W = load_W;
    this.load_A = load_A;
    this.vS_V = this.vL_V + this.rb_ohm * load_A;
  }

  private moved_A(s: i32): f64 {
    const moved_A = unchecked(this.highest_A[s]) - unchecked(this.lowest_A[s]);
    return moved_A > 0 ? moved_A : 0;
  }

  private atBus_A(power_W: f64): f64 {
    return this.vS_V > LEAST_V ? power_W / this.vS_V : 0;
  }

  get psu_A(): f64 {
    return this.atBus_A(this.psu_W);
  }

  get cbu_A(): f64 {
    return this.atBus_A(this.cbu_W);
  }

  get bbu_A(): f64 {
    return this.atBus_A(this.bbu_W);
  }

  /** From `from_us` on the flows are those of the operating point, until `to_us`; the cells' step ends then. */
  pass(from_us: f64, to_us: f64): void {
    const plant = this.plant;
    const power = plant.power;
    const length_us = to_us - from_us;
    const h = length_us * 1e-6;
    power.bus.loadEnergy_J += this.load_W * h;
    power.bus.lossBusbar_J += this.rb_ohm * this.load_A * this.load_A * h;
    power.psu.taken_J += this.psu_W * h;
    for (let k = 0; k < plant.moduleCount; k++) {
      const loss_J = unchecked(this.loss_W[k]) * h;
      unchecked(plant.converters[k]).book(unchecked(this.out_W[k]) * h + loss_J, loss_J);
    }
    plant.settleCoarse(to_us, length_us);
  }

  /** Nothing moves by the clock or comes near a threshold from `now_us` until `to_us`. */
  rests(now_us: f64, to_us: f64): bool {
    const plant = this.plant;
    const power = plant.power;
    const load = power.load;
    const supply = power.supply;
    if (load.restsUntil_us(now_us) < to_us || supply.restsUntil_us(now_us) < to_us) return false;
    if (supply.acLoss(now_us) != supply.acLoss(to_us)) return false;
    if (load.connected && !(this.lowestL_V > Math.max(load.lockout_V, load.floor_V) + LOCKOUT_MARGIN_V)) return false;
    if (!this.rectifiersRest(now_us, to_us)) return false;
    for (let k = 0; k < plant.moduleCount; k++) {
      const converter = unchecked(plant.converters[k]);
      if (converter.state == ConverterState.STARTING || converter.sourceLimited) return false;
      if (converter.state == ConverterState.OFF && converter.active) return false;
      if (converter.active && !this.sourceGives(k)) return false;
    }
    for (let k = 0; k < plant.batteries.length; k++) if (!unchecked(plant.batteries[k]).rests) return false;
    return true;
  }

  /** A source gives at most E^2/4R: it is not near that. */
  private sourceGives(k: i32): bool {
    const plant = this.plant;
    const power_W = unchecked(this.out_W[k]) + unchecked(this.loss_W[k]);
    return !(power_W > 0) || unchecked(plant.converters[k]).available_W > (1 + SOURCE_MARGIN) * power_W;
  }

  /** The hold-up energy stays what it is. */
  private rectifiersRest(now_us: f64, to_us: f64): bool {
    const power = this.plant.power;
    const psu = power.psu;
    if (!psu.restsAt(now_us) || psu.limit == PsuLimit.UPPER) return false;
    const input_W = power.supply.mean_W(now_us, to_us, psu.inputMax_W);
    const full = psu.energy_J >= psu.energyMax_J;
    if (psu.output == PsuOutput.OFF) return full || input_W == 0;
    if (full) return !psu.preWarning && power.bus.vS_V * psu.current_A * (1 + INPUT_MARGIN) < input_W;
    return input_W == 0 && psu.current_A == 0;
  }
}
