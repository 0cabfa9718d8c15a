import { Random } from '../../math/random';
import { Chemistry } from '../chemistry/chemistry';
import { ageByCycle, ageByTime, applyHealth } from './ageing';
import { Air, CONDUCTION_W_PER_K } from './air';
import { BLOCK_S, Block, Settled, SlowHalf } from './block';
import { AgeingClock } from './clock';
import { PackConfig } from './config';
import { Fast, SLOW_BYTES, Slow, Tile } from './layout';
import { Request, Requests } from './requests';
import { Tiles, zeroed } from './tiles';

/** Without a thermal step for this long the electrical states begin another block by themselves. */
const LONGEST_BLOCK_S: f64 = 2 * BLOCK_S - 1e-9;

/** Cells one by one, groups of them in parallel, groups in series, with the electrical step in lanes of `T`. */
export class TiledPack<T extends number> {
  readonly chemistry: Chemistry;
  readonly groupCount: i32;
  readonly cellCount: i32;
  private readonly parallel: i32;
  private readonly contactSeries_ohm: f64;
  private readonly bleeder_ohm: f64;
  private readonly reference_K: f64;
  readonly tiles: Tiles<T>;
  private readonly half: SlowHalf<T>;
  /** Of the cells: `Slow`, group after group. */
  readonly slow: usize;
  private readonly block: Block;
  private readonly settled: Settled = new Settled();
  private readonly air: Air;
  private readonly clock: AgeingClock;
  private readonly ages: bool;
  private readonly requests: Requests = new Requests();
  /** Of each row of cells while heat is passed along it. */
  private readonly rowAir_K: StaticArray<f64>;
  private readonly rowBefore_K: StaticArray<f64>;
  /** Of the group that is being settled: charge that its cells' sums miss, and one over the sum of their conductances. */
  private missing_C: f64 = 0;
  private spread_ohm: f64 = 0;
  /** Integral of the square of its voltage. */
  private squared_V2s: f64 = 0;
  /** Of all cells when the block began, A s. */
  private left_C: f64 = 0;
  private capacity_C: f64 = 0;
  private referenceSum_V: f64 = 0;
  private warmest_K: f64;
  /** Of each group: nothing while it is off. */
  private readonly bleeder_S: StaticArray<f64>;
  /** Did the cells of the row get another temperature just now? */
  private warms: bool = false;
  private leaks: bool = false;
  private begun: bool = false;

  /** Thevenin pair for the mean of the coming electrical step. */
  emf_V: f64 = 0;
  resistance_ohm: f64 = 0;
  /** Within the step: fall of the emf with the charge that was taken in it, and the resistance at any moment. */
  fade_V_per_C: f64 = 0;
  instant_ohm: f64 = 0;
  current_A: f64 = 0;
  heatToAir_J: f64 = 0;
  /** Part of it: what the bleeders burnt. */
  lossBleeder_J: f64 = 0;
  /** A group has no cell left that carries current. */
  open: bool = false;

  constructor(chemistry: Chemistry, config: PackConfig, random: Random) {
    const count = config.series * config.parallel;
    this.chemistry = chemistry;
    this.groupCount = config.series;
    this.parallel = config.parallel;
    this.cellCount = count;
    this.contactSeries_ohm = config.contactSeries_ohm;
    this.bleeder_ohm = config.bleeder_ohm;
    this.reference_K = config.ambient_K;
    this.warmest_K = config.ambient_K;
    this.block = new Block(chemistry.exchange_A.length > 0 ? chemistry.tauCt_s : 0);
    const tiles = new Tiles<T>(config.series, config.parallel, chemistry.tau1_s);
    this.tiles = tiles;
    this.half = new SlowHalf<T>(chemistry, tiles, config.coulombicEfficiency, config.contactParallel_ohm);
    const inlet_K = config.ambient_K + config.inletRise_K;
    this.air = new Air(chemistry.naturalConvection_W_per_K, chemistry.heatTransfer_W_per_K, inlet_K, config.fan);
    this.ages = config.ageingAcceleration > 0;
    this.clock = new AgeingClock(config.ageingAcceleration, chemistry.capacity_Ah * <f64>config.parallel, config.soc);
    this.rowAir_K = new StaticArray<f64>(config.parallel);
    this.bleeder_S = new StaticArray<f64>(config.series);
    this.rowBefore_K = new StaticArray<f64>(config.parallel);
    const slow = zeroed(<usize>count * SLOW_BYTES);
    this.slow = slow;
    for (let k = 0; k < count; k++) {
      const cell = slow + <usize>k * SLOW_BYTES;
      const capacity = chemistry.capacity_Ah * 3600 * (1 + config.capacitySpread * random.gaussian());
      store<f64>(cell, capacity, Slow.OWN_CAPACITY);
      store<f32>(cell, <f32>max(0.2, 1 + config.resistanceSpread * random.gaussian()), Slow.OWN_FACTOR);
      store<f64>(cell, config.soc, Slow.SOC);
      store<f64>(cell, config.ambient_K, Slow.TEMPERATURE);
      // calendar and cycles have an equal part in what is gone already (K)
      store<f64>(cell, 0.5 * (1 - config.capacityHealth), Slow.CALENDAR_LOSS);
      store<f64>(cell, 0.5 * (1 - config.capacityHealth), Slow.CYCLE_LOSS);
      store<f64>(cell, 0.5 * (config.resistanceHealth - 1), Slow.CALENDAR_GAIN);
      store<f64>(cell, 0.5 * (config.resistanceHealth - 1), Slow.CYCLE_GAIN);
      applyHealth(cell, chemistry);
    }
    for (let k = 0; k < count; k++) {
      const rate = config.ageingSpread > 0 ? max(0, 1 + config.ageingSpread * random.gaussian()) : 1;
      store<f32>(slow + <usize>k * SLOW_BYTES, <f32>rate, Slow.AGEING_RATE);
    }
  }

  /** Gets ready for electrical steps of `step_s`: before the first, and whenever they become longer or shorter. */
  begin(step_s: f64): void {
    this.tiles.setStep(step_s);
    this.block.setStep(step_s);
    if (this.begun) {
      this.handOver();
      return;
    }
    this.begun = true;
    this.refreshAll();
    this.half.work_J = 0;
    let lowest: f64 = Infinity;
    let highest: f64 = -Infinity;
    for (let g = 0; g < this.groupCount; g++) {
      const v = this.tiles.getGroup(g, Tile.SOURCE) * this.tiles.getGroup(g, Tile.SHARE);
      this.tiles.setGroup(g, Tile.VOLTAGE, v);
      lowest = min(lowest, this.groupVoltage_V(g));
      highest = max(highest, this.groupVoltage_V(g));
    }
    this.tiles.lowest_V = lowest;
    this.tiles.highest_V = highest;
  }

  /** Length of the electrical steps that it is ready for. */
  get step_s(): f64 {
    return this.tiles.step_s;
  }

  private slowOf(k: i32): usize {
    return this.slow + <usize>k * SLOW_BYTES;
  }

  private fastOf(k: i32): usize {
    return this.tiles.cell(k / this.parallel, k % this.parallel);
  }

  /** Conductances, then the module's pair. */
  private handOver(): void {
    const tiles = this.tiles;
    tiles.prepare(this.block.middle_s);
    const r = tiles.resistance_ohm + this.contactSeries_ohm * <f64>(this.groupCount - 1);
    this.resistance_ohm = r;
    this.instant_ohm = r - tiles.half_ohm;
    this.fade_V_per_C = (2 * tiles.half_ohm) / tiles.step_s;
    this.emf_V = this.referenceSum_V + tiles.emf_V;
  }

  /**
   * Advances by one electrical step with the module's mean current (discharge positive) and its mean square, which
   * books the heat of a current that moved within the step: sum R ik^2 = Rg (<I^2> - <I>^2) + sum R <ik>^2.
   */
  stepElectrical(current_A: f64, meanSquare_A2: f64, step_s: f64): void {
    const tiles = this.tiles;
    const block = this.block;
    if (step_s != tiles.step_s) this.begin(step_s);
    this.current_A = current_A;
    const moved_A2 = max(0, meanSquare_A2 - current_A * current_A);
    block.add(current_A * step_s, moved_A2 * step_s);
    tiles.step(current_A, block.middle_s, this.leaks);
    this.emf_V = this.referenceSum_V + tiles.emf_V;
    // contacts between the groups warm the air at once
    this.heatToAir_J += this.contactSeries_ohm * <f64>(this.groupCount - 1) * (current_A * current_A + moved_A2) * step_s;
    const cell_C = block.charge_C / <f64>this.parallel;
    if (this.requests.count > 0) this.apply();
    else if (cell_C > this.half.roomDown_C || -cell_C > this.half.roomUp_C) this.endBlock(0, false);
    else if (block.time_s >= LONGEST_BLOCK_S) this.endBlock(0, true);
  }

  /** Heat and tables. Rows are cells of equal index in their groups; air enters at the first group. */
  stepThermal(step_s: f64): void {
    this.endBlock(step_s, true);
  }

  /** Settles the block that is under way, passes heat on for `thermal_s`, begins another block. */
  private endBlock(thermal_s: f64, full: bool): void {
    const block = this.block;
    const c = this.chemistry;
    if (block.time_s > 0) {
      const mean_A = block.charge_C / block.time_s;
      if (this.ages && this.clock.block(mean_A, this.emf_V / <f64>this.groupCount, this.left_C / this.capacity_C, block.time_s))
        this.ageByCycle();
    }
    for (let p = 0; p < this.parallel; p++) {
      this.rowAir_K[p] = this.air.inlet_K;
      this.rowBefore_K[p] = 0;
    }
    this.warmest_K = 0;
    this.warms = thermal_s > 0;
    this.startSums();
    block.window_s += block.time_s;
    block.full = full;
    for (let g = 0; g < this.groupCount; g++) {
      this.beginSettling(g);
      for (let p = 0; p < this.parallel; p++) {
        const k = g * this.parallel + p;
        const slow = this.slowOf(k);
        let heat_J: f64 = 0;
        if (block.time_s > 0) heat_J = this.settleCell(g, p, slow);
        this.pass(g, p, slow, heat_J, thermal_s);
        this.warmest_K = max(this.warmest_K, load<f64>(slow, Slow.TEMPERATURE));
      }
      this.refreshGroup(g);
    }
    this.settled.clear();
    this.missing_C = 0;
    this.spread_ohm = 0;
    this.squared_V2s = 0;
    block.clear();
    this.warms = false;
    if (full) block.window_s = 0;
    block.full = false;
    this.handOver();
    const days = this.ages ? this.clock.dueDays() : 0;
    if (days > 0)
      for (let k = 0; k < this.cellCount; k++) {
        ageByTime(this.slowOf(k), c, days);
        this.half.work_J += applyHealth(this.slowOf(k), c);
      }
  }

  private ageByCycle(): void {
    for (let k = 0; k < this.cellCount; k++) {
      ageByCycle(this.slowOf(k), this.chemistry, this.clock.half, this.clock.acceleration);
      this.half.work_J += applyHealth(this.slowOf(k), this.chemistry);
    }
  }

  /** What the cells of group `g` have in common: the sums in single precision are short of the charge that went. */
  private beginSettling(g: i32): void {
    const tiles = this.tiles;
    let charge: f64 = 0;
    let conductance: f64 = 0;
    for (let p = 0; p < this.parallel; p++) {
      const fast = tiles.cell(g, p);
      charge += tiles.charge_C(fast);
      conductance += tiles.get(fast, Fast.CONDUCTANCE);
    }
    const t = this.block.time_s;
    let went = this.block.charge_C;
    this.squared_V2s = 0;
    if (this.leaks) {
      const reference = tiles.reference(g);
      const integral = tiles.getGroup(g, Tile.VOLTAGE_INTEGRAL);
      went += tiles.getGroup(g, Tile.LEAK) * (reference * t + integral);
      this.squared_V2s = reference * (reference * t + 2 * integral) + tiles.getGroup(g, Tile.VOLTAGE_SQUARED);
    }
    this.missing_C = conductance > 0 ? went - charge : 0;
    this.spread_ohm = conductance > 0 ? 1 / conductance : 0;
  }

  /** Into `settled`; heat of the cell with its internal short, J. */
  private settledCell(g: i32, p: i32, slow: usize): f64 {
    const tiles = this.tiles;
    const block = this.block;
    const fast = tiles.cell(g, p);
    const conductance = tiles.get(fast, Fast.CONDUCTANCE);
    const part = conductance * this.spread_ohm;
    const q = tiles.charge_C(fast) + part * this.missing_C;
    const share = conductance * tiles.getGroup(g, Tile.SHARE);
    // the current that circulates in the group is constant, the module's has its own shape
    const circulates = q - part * block.charge_C;
    const bend = block.time_s > 0 ? block.bend_s2 / block.time_s : 0;
    const moment = part * block.moment_C_s + circulates * bend;
    this.half.settle(fast, slow, q, moment, share * share * block.moved_A2s, block.ramp_s, this.settled);
    return this.settled.heat_J + <f64>load<f32>(slow, Slow.SHORT) * this.squared_V2s;
  }

  private settleCell(g: i32, p: i32, slow: usize): f64 {
    const fast = this.tiles.cell(g, p);
    const heat_J = this.settledCell(g, p, slow);
    const now = this.settled;
    const went = (load<f64>(slow, Slow.SOC) - now.soc) * load<f64>(slow, Slow.CAPACITY);
    store<f64>(slow, now.soc, Slow.SOC);
    store<f64>(slow, flush(now.v2_V), Slow.V2);
    store<f64>(slow, flush(now.v3_V), Slow.V3);
    store<f64>(slow, flush(now.transfer_V), Slow.TRANSFER);
    store<f64>(slow, now.hysteresis, Slow.HYSTERESIS);
    store<f32>(slow, <f32>flush(now.drawn_A), Slow.DRAWN);
    store<f32>(slow, <f32>(went / this.block.time_s), Slow.MEAN);
    store<f32>(slow, load<f32>(slow, Slow.WINDOW) + <f32>went, Slow.WINDOW);
    store<f32>(slow, load<f32>(slow, Slow.THROUGHPUT) + <f32>Math.abs(went), Slow.THROUGHPUT);
    this.tiles.restart(fast);
    return heat_J;
  }

  /** Cth dT = (q - hA (T - Tair) + conduction) dt */
  private pass(g: i32, p: i32, slow: usize, heat_J: f64, thermal_s: f64): void {
    const t = load<f64>(slow, Slow.TEMPERATURE);
    let q_J = heat_J;
    if (thermal_s > 0) {
      const air_K = unchecked(this.rowAir_K[p]);
      const toAir_W = this.air.hA_W_per_K * (t - air_K);
      q_J -= toAir_W * thermal_s;
      if (g > 0) q_J += CONDUCTION_W_PER_K * (unchecked(this.rowBefore_K[p]) - t) * thermal_s;
      if (g < this.groupCount - 1)
        q_J += CONDUCTION_W_PER_K * (load<f64>(slow + <usize>this.parallel * SLOW_BYTES, Slow.TEMPERATURE) - t) * thermal_s;
      this.heatToAir_J += toAir_W * thermal_s;
      unchecked((this.rowBefore_K[p] = t));
      unchecked((this.rowAir_K[p] = air_K + toAir_W / this.air.flow_W_per_K));
    }
    store<f64>(slow, t + q_J / this.chemistry.heatCapacity_J_per_K, Slow.TEMPERATURE);
  }

  private startSums(): void {
    this.half.roomDown_C = Infinity;
    this.half.roomUp_C = Infinity;
    this.left_C = 0;
    this.capacity_C = 0;
    this.referenceSum_V = 0;
  }

  private refreshAll(): void {
    this.startSums();
    for (let g = 0; g < this.groupCount; g++) this.refreshGroup(g);
    this.handOver();
  }

  /** The emf of the first cell becomes the group's reference: what single precision holds are differences. */
  private refreshGroup(g: i32): void {
    const tiles = this.tiles;
    const before = tiles.reference(g);
    const window_s = this.block.full ? this.block.window_s : 0;
    let reference: f64 = 0;
    for (let p = 0; p < this.parallel; p++) {
      const slow = this.slowOf(g * this.parallel + p);
      const fast = tiles.cell(g, p);
      const warmer_K = this.warms ? load<f64>(slow, Slow.TEMPERATURE) - unchecked(this.rowBefore_K[p]) : 0;
      const emf = this.half.refresh(fast, slow, window_s, this.block.left, warmer_K);
      if (p == 0) reference = emf;
      tiles.set(fast, Fast.EMF_BEGIN, emf - reference);
      const capacity = load<f64>(slow, Slow.CAPACITY);
      this.left_C += capacity * load<f64>(slow, Slow.SOC);
      this.capacity_C += capacity;
    }
    tiles.setReference(g, reference);
    tiles.setGroup(g, Tile.VOLTAGE, tiles.getGroup(g, Tile.VOLTAGE) + (before - reference));
    this.referenceSum_V += reference;
    this.restartLeak(g, reference);
  }

  /** Books what the bleeder burnt in the block, and begins again. */
  private restartLeak(g: i32, reference: f64): void {
    const tiles = this.tiles;
    tiles.setGroup(g, Tile.BIAS, -reference * tiles.getGroup(g, Tile.LEAK));
    const burnt_J = unchecked(this.bleeder_S[g]) * this.squared_V2s;
    this.lossBleeder_J += burnt_J;
    this.heatToAir_J += burnt_J;
    tiles.setGroup(g, Tile.VOLTAGE_INTEGRAL, 0);
    tiles.setGroup(g, Tile.VOLTAGE_SQUARED, 0);
  }

  // --- faults and commands: they act at the end of the electrical step that is under way

  /** An internal short of `ohm` across cell `k`; infinite takes it away. */
  shortCell(k: i32, ohm: f64): void {
    this.request(Request.SHORT, k, ohm, 0);
  }

  /** Cell `k` keeps this part of its capacity, its resistance grows by this factor. */
  weakenCell(k: i32, capacityRatio: f64, resistanceFactor: f64): void {
    this.request(Request.WEAKEN, k, capacityRatio, resistanceFactor);
  }

  /** No current passes cell `k` any more. */
  openCell(k: i32): void {
    this.request(Request.OPEN, k, 0, 0);
  }

  /** The bleeder of group `g`. */
  bleed(g: i32, on: bool): void {
    if (on != this.bleeder_S[g] > 0) this.request(Request.BLEED, g, on ? 1 : 0, 0);
  }

  /** Bleeders that are on. */
  get bleeding(): i32 {
    let count = 0;
    for (let g = 0; g < this.groupCount; g++) if (this.bleeder_S[g] > 0) count++;
    return count;
  }

  /** Fan from 0 (natural convection) to 1. */
  setFan(speed: f64): void {
    this.air.setFan(speed);
  }

  setInlet(inlet_K: f64): void {
    this.air.inlet_K = inlet_K;
  }

  private request(kind: Request, index: i32, first: f64, second: f64): void {
    if (this.requests.add(kind, index, first, second)) this.apply();
  }

  private apply(): void {
    // what the block did so far was done by the cells as they were
    this.endBlock(0, false);
    const requests = this.requests;
    for (let n = 0; n < requests.count; n++) this.applyOne(requests.kind[n], requests.index[n], requests.first[n], requests.second[n]);
    requests.count = 0;
    this.leaks = false;
    this.open = false;
    for (let g = 0; g < this.groupCount; g++) {
      if (this.tiles.getGroup(g, Tile.LEAK) > 0) this.leaks = true;
      let dead = true;
      for (let p = 0; p < this.parallel; p++) dead = dead && load<u32>(this.slowOf(g * this.parallel + p), Slow.OPEN) != 0;
      if (dead) this.open = true;
    }
    this.squared_V2s = 0;
    this.refreshAll();
  }

  private applyOne(kind: i32, index: i32, first: f64, second: f64): void {
    if (kind == Request.BLEED) {
      this.bleeder_S[index] = first > 0 ? 1 / this.bleeder_ohm : 0;
      this.setLeak(index);
      return;
    }
    const slow = this.slowOf(index);
    if (kind == Request.SHORT) {
      store<f32>(slow, <f32>(1 / first), Slow.SHORT);
      this.setLeak(index / this.parallel);
    } else if (kind == Request.WEAKEN) {
      store<f64>(slow, load<f64>(slow, Slow.OWN_CAPACITY) * first, Slow.OWN_CAPACITY);
      store<f32>(slow, load<f32>(slow, Slow.OWN_FACTOR) * <f32>second, Slow.OWN_FACTOR);
      this.half.work_J += applyHealth(slow, this.chemistry);
    } else {
      store<u32>(slow, 1, Slow.OPEN);
      this.tiles.set(this.fastOf(index), Fast.R0, Infinity);
    }
  }

  /** Everything that lies across group `g`. */
  private setLeak(g: i32): void {
    let leak = this.bleeder_S[g];
    for (let p = 0; p < this.parallel; p++) leak += <f64>load<f32>(this.slowOf(g * this.parallel + p), Slow.SHORT);
    this.tiles.setGroup(g, Tile.LEAK, leak);
  }

  // --- what can be read

  /** Mean voltage of group `g` over the last electrical step. */
  groupVoltage_V(g: i32): f64 {
    return this.tiles.reference(g) + this.tiles.getGroup(g, Tile.VOLTAGE);
  }

  /** Lowest and highest of the groups over the last electrical step. */
  cellVoltageMin_V(): f64 {
    return this.tiles.lowest_V;
  }

  cellVoltageMax_V(): f64 {
    return this.tiles.highest_V;
  }

  cellTemperature_K(k: i32): f64 {
    return load<f64>(this.slowOf(k), Slow.TEMPERATURE);
  }

  /** What cell `k` carries now if the module's current stays that of the last electrical step. */
  cellCurrent_A(k: i32): f64 {
    const tiles = this.tiles;
    const g = k / this.parallel;
    let conductance = tiles.getGroup(g, Tile.LEAK);
    let source = tiles.getGroup(g, Tile.BIAS);
    for (let p = 0; p < this.parallel; p++) {
      const fast = tiles.cell(g, p);
      const s = tiles.get(fast, Fast.CONDUCTANCE);
      conductance += s;
      source += s * tiles.get(fast, Fast.EMF);
    }
    const fast = this.fastOf(k);
    return (tiles.get(fast, Fast.EMF) - (source - this.current_A) / conductance) * tiles.get(fast, Fast.CONDUCTANCE);
  }

  cellSoc(k: i32): f64 {
    const g = k / this.parallel;
    this.beginSettling(g);
    this.settledCell(g, k % this.parallel, this.slowOf(k));
    const soc = this.settled.soc;
    this.forget();
    return soc;
  }

  /** Charge left over charge capacity, all cells; what bleeders and shorts took counts from the next slow step on. */
  soc(): f64 {
    return (this.left_C - <f64>this.groupCount * this.block.charge_C) / this.capacity_C;
  }

  /** Of what the cells had when they were new: the mean capacity of them. */
  capacityHealth(): f64 {
    let sum: f64 = 0;
    for (let k = 0; k < this.cellCount; k++) sum += load<f64>(this.slowOf(k), Slow.CAPACITY);
    return sum / (this.chemistry.capacity_Ah * 3600 * <f64>this.cellCount);
  }

  /** Capacity of cell `k` now, and its resistance over the table's. */
  cellCapacity_Ah(k: i32): f64 {
    return load<f64>(this.slowOf(k), Slow.CAPACITY) / 3600;
  }

  cellResistanceFactor(k: i32): f64 {
    return load<f64>(this.slowOf(k), Slow.FACTOR);
  }

  hottest_K(): f64 {
    return this.warmest_K;
  }

  /**
   * Chemical energy, RC branches, heat Cth (T - Tambient) and heat not yet in it; less the work that moving tables and
   * capacities did on the stores.
   */
  storedEnergy_J(): f64 {
    let sum: f64 = 0;
    for (let g = 0; g < this.groupCount; g++) {
      this.beginSettling(g);
      for (let p = 0; p < this.parallel; p++) {
        const slow = this.slowOf(g * this.parallel + p);
        sum += this.settledCell(g, p, slow);
        sum += this.half.stored_J(this.tiles.cell(g, p), slow, this.settled);
        sum += this.chemistry.heatCapacity_J_per_K * (load<f64>(slow, Slow.TEMPERATURE) - this.reference_K);
      }
      if (this.leaks) sum += unchecked(this.bleeder_S[g]) * this.squared_V2s;
    }
    this.forget();
    return sum - this.half.work_J;
  }

  /** Looking leaves no trace. */
  private forget(): void {
    this.settled.clear();
    this.missing_C = 0;
    this.spread_ohm = 0;
    this.squared_V2s = 0;
  }
}

/** Decaying voltages end at zero. */
function flush(v: f64): f64 {
  return Math.abs(v) < 1e-18 ? 0 : v;
}
