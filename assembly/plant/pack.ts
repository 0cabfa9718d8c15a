import { Random } from '../math/random';
import { CELL_BYTES, CellSlot } from './cellBank';
import { Chemistry, resistance } from './chemistry/chemistry';

/** What a pack is made of. SI, temperatures in kelvin. */
export class PackConfig {
  series: i32 = 1;
  parallel: i32 = 1;
  soc: f64 = 1;
  ambient_K: f64 = 298.15;
  /** One sigma. */
  capacitySpread: f64 = 0;
  resistanceSpread: f64 = 0;
  contactParallel_ohm: f64 = 0;
  contactSeries_ohm: f64 = 0;
  /** Charge that stays of what is charged. */
  coulombicEfficiency: f64 = 1;
}

/** Air through one row of cells: what it takes up warms the next cell (K). */
const AIR_W_PER_K: f64 = 2;
/** Heat between neighbours of a row (K). */
const CONDUCTION_W_PER_K: f64 = 0.05;
const ZERO_DEGC_K: f64 = 273.15;

/**
 * Cells one by one: groups of cells in parallel, groups in series. Electrical state every millisecond from a linearised
 * OCV and a charge accumulator; tables, state of charge and heat at the slow step (100 ms).
 *
 *   dz/dt = -eta i/Q,  vj+ = aj vj + Rj (1 - aj) i,  aj = exp(-dt/tauj),  v = OCV - v1 - v2 - R0 i
 *   group: V = (sum(Ek gk) - I)/sum(gk),  ik = (Ek - V) gk,  gk = 1/(R0k + contact)
 *
 * Implicit midpoint: in the middle of a step the emf has relaxed by half of (1 - aj) vj, and the step's charge q has
 * taken half of fade q from it; the second half acts as a resistance. So the energy of a step closes to third order,
 * however the current jumps.
 */
export class Pack {
  readonly chemistry: Chemistry;
  readonly groupCount: i32;
  readonly cellCount: i32;
  private readonly parallel: i32;
  private readonly contactParallel_ohm: f64;
  private readonly contactSeries_ohm: f64;
  private readonly efficiency: f64;
  private readonly ambient_K: f64;
  private readonly cells: usize;
  /** Sum of conductances and of conductance times emf, and voltage, of each group. */
  private readonly conductance_S: StaticArray<f64>;
  private readonly source_A: StaticArray<f64>;
  private readonly voltage_V: StaticArray<f64>;
  private a1: f64 = 0;
  private a2: f64 = 0;
  private preparedStep_s: f64 = 0;
  private half_ohm: f64 = 0;
  private fan: bool = true;

  /** Thevenin pair for the mean of the coming electrical step. */
  emf_V: f64 = 0;
  resistance_ohm: f64 = 0;
  /** Within the step: fall of the emf with the charge that was taken in it, and the resistance at any moment. */
  fade_V_per_C: f64 = 0;
  instant_ohm: f64 = 0;
  current_A: f64 = 0;
  heatToAir_J: f64 = 0;
  /** Work of RC branches whose capacitance moved with the tables at kept voltage: 1/2 v^2 dC. */
  tableWork_J: f64 = 0;

  constructor(chemistry: Chemistry, config: PackConfig, random: Random) {
    const count = config.series * config.parallel;
    const cells = heap.alloc(<usize>count * CELL_BYTES);
    memory.fill(cells, 0, <usize>count * CELL_BYTES);
    this.chemistry = chemistry;
    this.groupCount = config.series;
    this.parallel = config.parallel;
    this.cellCount = count;
    this.contactParallel_ohm = config.contactParallel_ohm;
    this.contactSeries_ohm = config.contactSeries_ohm;
    this.efficiency = config.coulombicEfficiency;
    this.ambient_K = config.ambient_K;
    this.cells = cells;
    this.conductance_S = new StaticArray<f64>(config.series);
    this.source_A = new StaticArray<f64>(config.series);
    this.voltage_V = new StaticArray<f64>(config.series);
    for (let k = 0; k < count; k++) {
      const cell = cells + <usize>k * CELL_BYTES;
      const capacity = chemistry.capacity_Ah * 3600 * (1 + config.capacitySpread * random.gaussian());
      const factor = max(0.2, 1 + config.resistanceSpread * random.gaussian());
      store<f64>(cell, capacity, CellSlot.CAPACITY);
      store<f64>(cell, factor, CellSlot.FACTOR);
      store<f64>(cell, config.soc, CellSlot.SOC);
      store<f64>(cell, config.ambient_K, CellSlot.TEMPERATURE);
    }
  }

  /** Decay factors and tables for electrical steps of `step_s`: before the first step. */
  begin(step_s: f64): void {
    this.preparedStep_s = step_s;
    this.a1 = Math.exp(-step_s / this.chemistry.tau1_s);
    this.a2 = Math.exp(-step_s / this.chemistry.tau2_s);
    this.refreshAll();
    this.tableWork_J = 0;
    this.handOver();
    for (let g = 0; g < this.groupCount; g++) this.voltage_V[g] = this.source_A[g] / this.conductance_S[g];
  }

  /**
   * The electrical step that now begins will be `step_s` long: before its first charge is taken. What depends on the
   * length alone is made anew, the tables stand.
   */
  prepare(step_s: f64): void {
    if (step_s == this.preparedStep_s) return;
    const a1 = Math.exp(-step_s / this.chemistry.tau1_s);
    const a2 = Math.exp(-step_s / this.chemistry.tau2_s);
    this.preparedStep_s = step_s;
    this.a1 = a1;
    this.a2 = a2;
    let half_ohm: f64 = 0;
    let cell = this.cells;
    for (let g = 0; g < this.groupCount; g++) {
      let conductance: f64 = 0;
      let weighted: f64 = 0;
      for (let p = this.parallel; p > 0; p--, cell += CELL_BYTES) {
        const gain1 = (1 - a1) / load<f64>(cell, CellSlot.CONDUCTANCE1);
        const gain2 = (1 - a2) / load<f64>(cell, CellSlot.CONDUCTANCE2);
        const half = 0.5 * (gain1 + gain2 + load<f64>(cell, CellSlot.SLOPE) * step_s);
        const s = 1 / (load<f64>(cell, CellSlot.R0) + half);
        store<f64>(cell, gain1, CellSlot.GAIN1);
        store<f64>(cell, gain2, CellSlot.GAIN2);
        store<f64>(cell, half, CellSlot.HALF);
        store<f64>(cell, s, CellSlot.CONDUCTANCE);
        conductance += s;
        weighted += s * s * half;
      }
      half_ohm += weighted / (conductance * conductance);
    }
    this.fade_V_per_C = (2 * half_ohm) / step_s;
    this.half_ohm = half_ohm;
    this.handOver();
  }

  private cell(k: i32): usize {
    return this.cells + <usize>k * CELL_BYTES;
  }

  /** State of charge from the charge that went, and every number that the tables give. */
  private refresh(cell: usize): void {
    const c = this.chemistry;
    const capacity = load<f64>(cell, CellSlot.CAPACITY);
    const soc = load<f64>(cell, CellSlot.SOC) - load<f64>(cell, CellSlot.CHARGE) / capacity;
    store<f64>(cell, soc, CellSlot.SOC);
    store<f64>(cell, 0, CellSlot.CHARGE);
    const place = c.temperaturePlace(load<f64>(cell, CellSlot.TEMPERATURE) - ZERO_DEGC_K);
    const factor = load<f64>(cell, CellSlot.FACTOR);
    const r0 = factor * resistance(c.r0_ohm, soc, place) + this.contactParallel_ohm;
    const r1 = factor * resistance(c.r1_ohm, soc, place);
    const r2 = factor * resistance(c.r2_ohm, soc, place);
    const v1 = load<f64>(cell, CellSlot.V1);
    const v2 = load<f64>(cell, CellSlot.V2);
    const before1 = load<f64>(cell, CellSlot.CONDUCTANCE1);
    const before2 = load<f64>(cell, CellSlot.CONDUCTANCE2);
    if (before1 > 0) this.tableWork_J += 0.5 * (v1 * v1 * c.tau1_s * (1 / r1 - before1) + v2 * v2 * c.tau2_s * (1 / r2 - before2));
    this.linearise(cell);
    const gain1 = r1 * (1 - this.a1);
    const gain2 = r2 * (1 - this.a2);
    const half = 0.5 * (gain1 + gain2 + load<f64>(cell, CellSlot.SLOPE) * this.preparedStep_s);
    store<f64>(cell, half, CellSlot.HALF);
    store<f64>(cell, 1 / (r0 + half), CellSlot.CONDUCTANCE);
    store<f64>(cell, r0, CellSlot.R0);
    store<f64>(cell, 1 / r1, CellSlot.CONDUCTANCE1);
    store<f64>(cell, 1 / r2, CellSlot.CONDUCTANCE2);
    store<f64>(cell, gain1, CellSlot.GAIN1);
    store<f64>(cell, gain2, CellSlot.GAIN2);
  }

  /** All cells, and how much of the module's resistance is the fall of the emf: sum gk^2 HALFk/sum(gk)^2 of each group. */
  private refreshAll(): void {
    let half_ohm: f64 = 0;
    for (let g = 0; g < this.groupCount; g++) {
      let conductance: f64 = 0;
      let weighted: f64 = 0;
      for (let p = 0; p < this.parallel; p++) {
        const cell = this.cell(g * this.parallel + p);
        this.refresh(cell);
        const s = load<f64>(cell, CellSlot.CONDUCTANCE);
        conductance += s;
        weighted += s * s * load<f64>(cell, CellSlot.HALF);
      }
      half_ohm += weighted / (conductance * conductance);
    }
    this.fade_V_per_C = (2 * half_ohm) / this.preparedStep_s;
    this.half_ohm = half_ohm;
  }

  /** The piece of the OCV table on which the cell is: a slope kept beyond its end would lose energy. */
  private linearise(cell: usize): void {
    const c = this.chemistry;
    const capacity = load<f64>(cell, CellSlot.CAPACITY);
    const charge = load<f64>(cell, CellSlot.CHARGE);
    const full = load<f64>(cell, CellSlot.SOC);
    const soc = full - charge / capacity;
    const slope = c.slope_V(soc) / capacity;
    store<f64>(cell, c.openCircuit_V(soc) + slope * charge, CellSlot.OCV);
    store<f64>(cell, slope, CellSlot.SLOPE);
    store<f64>(cell, (full - c.pieceTop(soc)) * capacity, CellSlot.PIECE_BEGIN);
    store<f64>(cell, (full - c.pieceBottom(soc)) * capacity, CellSlot.PIECE_END);
  }

  /** Group sums and the module's Thevenin pair from the cells' emf in the middle of the coming step. */
  private handOver(): void {
    let emf: f64 = 0;
    let r: f64 = this.contactSeries_ohm * <f64>(this.groupCount - 1);
    const half1 = 0.5 * (1 - this.a1);
    const half2 = 0.5 * (1 - this.a2);
    let cell = this.cells;
    for (let g = 0; g < this.groupCount; g++) {
      let conductance: f64 = 0;
      let source: f64 = 0;
      for (let p = this.parallel; p > 0; p--, cell += CELL_BYTES) {
        const charge = load<f64>(cell, CellSlot.CHARGE);
        if (charge < load<f64>(cell, CellSlot.PIECE_BEGIN) || charge > load<f64>(cell, CellSlot.PIECE_END)) this.linearise(cell);
        const e = load<f64>(cell, CellSlot.OCV) - load<f64>(cell, CellSlot.SLOPE) * charge;
        const v1 = load<f64>(cell, CellSlot.V1);
        const v2 = load<f64>(cell, CellSlot.V2);
        const emfNow = e - v1 - v2;
        const middle = emfNow + half1 * v1 + half2 * v2;
        store<f64>(cell, emfNow, CellSlot.EMF);
        store<f64>(cell, middle, CellSlot.EMF_MIDDLE);
        const s = load<f64>(cell, CellSlot.CONDUCTANCE);
        conductance += s;
        source += s * middle;
      }
      unchecked((this.conductance_S[g] = conductance));
      unchecked((this.source_A[g] = source));
      const share = 1 / conductance;
      emf += source * share;
      r += share;
    }
    this.emf_V = emf;
    this.resistance_ohm = r;
    this.instant_ohm = r - this.half_ohm;
  }

  /**
   * Advances by one electrical step with the module's mean current (discharge positive) and its mean square, which
   * books the heat of a current that moved within the step: sum R ik^2 = Rg (<I^2> - <I>^2) + sum R <ik>^2.
   */
  stepElectrical(current_A: f64, meanSquare_A2: f64, step_s: f64): void {
    this.prepare(step_s);
    this.current_A = current_A;
    const moved_A2 = max(0, meanSquare_A2 - current_A * current_A);
    const a1 = this.a1;
    const a2 = this.a2;
    let cell = this.cells;
    for (let g = 0; g < this.groupCount; g++) {
      const share = 1 / unchecked(this.conductance_S[g]);
      const v = (unchecked(this.source_A[g]) - current_A) * share;
      unchecked((this.voltage_V[g] = v));
      const moved = moved_A2 * share * share;
      for (let p = this.parallel; p > 0; p--, cell += CELL_BYTES) {
        const s = load<f64>(cell, CellSlot.CONDUCTANCE);
        const i = (load<f64>(cell, CellSlot.EMF_MIDDLE) - v) * s;
        const v1 = load<f64>(cell, CellSlot.V1);
        const v2 = load<f64>(cell, CellSlot.V2);
        const v1End = a1 * v1 + load<f64>(cell, CellSlot.GAIN1) * i;
        const v2End = a2 * v2 + load<f64>(cell, CellSlot.GAIN2) * i;
        // what leaves through the terminal is i; what the charge loses is eta i while charging
        const q = (i < 0 ? this.efficiency * i : i) * step_s;
        const m1 = 0.5 * (v1 + v1End);
        const m2 = 0.5 * (v2 + v2End);
        // heat: R0 i^2 (with what moved), vj^2/Rj, and the charge that charging loses
        const heat_W =
          (i * i + s * s * moved) * load<f64>(cell, CellSlot.R0) +
          m1 * m1 * load<f64>(cell, CellSlot.CONDUCTANCE1) +
          m2 * m2 * load<f64>(cell, CellSlot.CONDUCTANCE2);
        const lost_J = (q - i * step_s) * load<f64>(cell, CellSlot.OCV);
        store<f64>(cell, load<f64>(cell, CellSlot.HEAT) + heat_W * step_s + lost_J, CellSlot.HEAT);
        store<f64>(cell, load<f64>(cell, CellSlot.CHARGE) + q, CellSlot.CHARGE);
        store<f64>(cell, flush(v1End), CellSlot.V1);
        store<f64>(cell, flush(v2End), CellSlot.V2);
        store<f64>(cell, i, CellSlot.CURRENT);
      }
    }
    // contacts between the groups warm the air at once
    this.heatToAir_J += this.contactSeries_ohm * <f64>(this.groupCount - 1) * (current_A * current_A + moved_A2) * step_s;
    this.handOver();
  }

  /** Heat and tables. Rows are cells of equal index in their groups; air enters at the first group. */
  stepThermal(step_s: f64): void {
    const c = this.chemistry;
    const hA = this.fan ? c.heatTransfer_W_per_K : c.naturalConvection_W_per_K;
    const air = this.fan ? AIR_W_PER_K : AIR_W_PER_K * 0.1;
    for (let p = 0; p < this.parallel; p++) {
      let air_K = this.ambient_K;
      let previous_K: f64 = 0;
      for (let g = 0; g < this.groupCount; g++) {
        const cell = this.cell(g * this.parallel + p);
        const t = load<f64>(cell, CellSlot.TEMPERATURE);
        const toAir_W = hA * (t - air_K);
        let q_J = load<f64>(cell, CellSlot.HEAT) - toAir_W * step_s;
        if (g > 0) q_J += CONDUCTION_W_PER_K * (previous_K - t) * step_s;
        if (g < this.groupCount - 1)
          q_J += CONDUCTION_W_PER_K * (load<f64>(cell + <usize>this.parallel * CELL_BYTES, CellSlot.TEMPERATURE) - t) * step_s;
        previous_K = t;
        this.heatToAir_J += toAir_W * step_s;
        air_K += toAir_W / air;
        store<f64>(cell, 0, CellSlot.HEAT);
        // Cth dT = (q - hA (T - Tair) + conduction) dt
        store<f64>(cell, t + q_J / c.heatCapacity_J_per_K, CellSlot.TEMPERATURE);
      }
    }
    this.refreshAll();
    this.handOver();
  }

  /** The air stands still. */
  stopFan(): void {
    this.fan = false;
  }

  /** Mean voltage of group `g` over the last electrical step. */
  groupVoltage_V(g: i32): f64 {
    return this.voltage_V[g];
  }

  cellVoltageMin_V(): f64 {
    let lowest: f64 = Infinity;
    for (let g = 0; g < this.groupCount; g++) lowest = min(lowest, unchecked(this.voltage_V[g]));
    return lowest;
  }

  cellVoltageMax_V(): f64 {
    let highest: f64 = -Infinity;
    for (let g = 0; g < this.groupCount; g++) highest = max(highest, unchecked(this.voltage_V[g]));
    return highest;
  }

  cellTemperature_K(k: i32): f64 {
    return load<f64>(this.cell(k), CellSlot.TEMPERATURE);
  }

  cellCurrent_A(k: i32): f64 {
    return load<f64>(this.cell(k), CellSlot.CURRENT);
  }

  cellSoc(k: i32): f64 {
    const cell = this.cell(k);
    return load<f64>(cell, CellSlot.SOC) - load<f64>(cell, CellSlot.CHARGE) / load<f64>(cell, CellSlot.CAPACITY);
  }

  /** Charge left over charge capacity, all cells. */
  soc(): f64 {
    let left: f64 = 0;
    let capacity: f64 = 0;
    for (let k = 0; k < this.cellCount; k++) {
      const cell = this.cell(k);
      const full = load<f64>(cell, CellSlot.CAPACITY);
      left += full * load<f64>(cell, CellSlot.SOC) - load<f64>(cell, CellSlot.CHARGE);
      capacity += full;
    }
    return left / capacity;
  }

  hottest_K(): f64 {
    let hottest: f64 = 0;
    for (let k = 0; k < this.cellCount; k++) hottest = max(hottest, this.cellTemperature_K(k));
    return hottest;
  }

  /**
   * Chemical energy Q integral(OCV dz), RC branches C v^2/2, heat Cth (T - Tambient) and heat not yet in it; less the
   * work that moving tables did on the branches.
   */
  storedEnergy_J(): f64 {
    const c = this.chemistry;
    let sum: f64 = 0;
    for (let k = 0; k < this.cellCount; k++) {
      const cell = this.cell(k);
      const v1 = load<f64>(cell, CellSlot.V1);
      const v2 = load<f64>(cell, CellSlot.V2);
      sum += load<f64>(cell, CellSlot.CAPACITY) * c.integral_V(this.cellSoc(k));
      sum +=
        0.5 * (v1 * v1 * c.tau1_s * load<f64>(cell, CellSlot.CONDUCTANCE1) + v2 * v2 * c.tau2_s * load<f64>(cell, CellSlot.CONDUCTANCE2));
      sum += c.heatCapacity_J_per_K * (load<f64>(cell, CellSlot.TEMPERATURE) - this.ambient_K) + load<f64>(cell, CellSlot.HEAT);
    }
    return sum - this.tableWork_J;
  }
}

/** Decaying voltages end at zero: denormals cost 45 %. */
function flush(v: f64): f64 {
  return Math.abs(v) < 1e-30 ? 0 : v;
}
