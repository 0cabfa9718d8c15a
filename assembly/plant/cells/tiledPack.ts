import { Random } from '../../math/random';
import { Chemistry } from '../chemistry/chemistry';
import { ageByCycle, ageByTime, applyHealth } from './ageing';
import { Air } from './air';
import { BLOCK_S, Block } from './block';
import { AgeingClock } from './clock';
import { PackConfig } from './config';
import { Heat } from './heat';
import { Fast, SLOW_BYTES, Slow, Tile } from './layout';
import { Leaks } from './leaks';
import { makeCells } from './make';
import { Request, Requests } from './requests';
import { Settling } from './settling';
import { SlowHalf } from './slowHalf';
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
  private readonly reference_K: f64;
  readonly tiles: Tiles<T>;
  private readonly half: SlowHalf<T>;
  /** Of the cells: `Slow`, group after group. */
  readonly slow: usize;
  private readonly block: Block;
  private readonly settling: Settling<T>;
  readonly heat: Heat;
  readonly leaks: Leaks<T>;
  private readonly clock: AgeingClock;
  private readonly ages: bool;
  private readonly requests: Requests = new Requests();
  /** Of all cells when the block began, A s. */
  private left_C: f64 = 0;
  private capacity_C: f64 = 0;
  private referenceSum_V: f64 = 0;
  private begun: bool = false;

  /** Thevenin pair for the mean of the coming electrical step. */
  emf_V: f64 = 0;
  resistance_ohm: f64 = 0;
  /** Within the step: fall of the emf with the charge that was taken in it, and the resistance at any moment. */
  fade_V_per_C: f64 = 0;
  instant_ohm: f64 = 0;
  current_A: f64 = 0;
  /** A group has no cell left that carries current. */
  open: bool = false;

  constructor(chemistry: Chemistry, config: PackConfig, random: Random) {
    const count = config.series * config.parallel;
    this.chemistry = chemistry;
    this.groupCount = config.series;
    this.parallel = config.parallel;
    this.cellCount = count;
    this.contactSeries_ohm = config.contactSeries_ohm;
    this.reference_K = config.ambient_K;
    const block = new Block(chemistry.exchange_A.length > 0 ? chemistry.tauCt_s : 0);
    this.block = block;
    const tiles = new Tiles<T>(config.series, config.parallel, chemistry.tau1_s);
    this.tiles = tiles;
    const half = new SlowHalf<T>(chemistry, tiles, config.coulombicEfficiency, config.contactParallel_ohm);
    this.half = half;
    this.settling = new Settling<T>(config.parallel, tiles, half, block);
    const inlet_K = config.ambient_K + config.inletRise_K;
    const air = new Air(chemistry.naturalConvection_W_per_K, chemistry.heatTransfer_W_per_K, inlet_K, config.fan);
    this.heat = new Heat(config.series, config.parallel, chemistry.heatCapacity_J_per_K, air, config.ambient_K);
    this.leaks = new Leaks<T>(config.series, tiles, config.bleeder_ohm);
    this.ages = config.ageingAcceleration > 0;
    this.clock = new AgeingClock(config.ageingAcceleration, chemistry.capacity_Ah * <f64>config.parallel, config.soc);
    const slow = zeroed(<usize>count * SLOW_BYTES);
    this.slow = slow;
    makeCells(slow, config, chemistry, random);
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
    tiles.step(current_A, block.middle_s, this.leaks.any);
    this.emf_V = this.referenceSum_V + tiles.emf_V;
    // contacts between the groups warm the air at once
    this.heat.toAir_J += this.contactSeries_ohm * <f64>(this.groupCount - 1) * (current_A * current_A + moved_A2) * step_s;
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
    const heat = this.heat;
    const settling = this.settling;
    heat.begin(thermal_s);
    this.startSums();
    block.window_s += block.time_s;
    block.full = full;
    for (let g = 0; g < this.groupCount; g++) {
      settling.begin(g, this.leaks.any);
      for (let p = 0; p < this.parallel; p++) {
        const k = g * this.parallel + p;
        const slow = this.slowOf(k);
        let heat_J: f64 = 0;
        if (block.time_s > 0) heat_J = settling.settle(g, p, slow);
        heat.pass(g, p, slow, heat_J);
      }
      this.refreshGroup(g);
    }
    settling.forget();
    block.clear();
    heat.end();
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
      const warmer_K = this.heat.warmed_K(p, slow);
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
    this.heat.toAir_J += this.leaks.restart(g, reference, this.settling.squared_V2s);
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
    if (on != this.leaks.bleeder_S[g] > 0) this.request(Request.BLEED, g, on ? 1 : 0, 0);
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
    this.leaks.look();
    this.open = false;
    for (let g = 0; g < this.groupCount; g++) {
      let dead = true;
      for (let p = 0; p < this.parallel; p++) dead = dead && load<u32>(this.slowOf(g * this.parallel + p), Slow.OPEN) != 0;
      if (dead) this.open = true;
    }
    this.refreshAll();
  }

  private applyOne(kind: i32, index: i32, first: f64, second: f64): void {
    if (kind == Request.BLEED) {
      this.leaks.bleed(index, first > 0);
      this.tellLeak(index);
      return;
    }
    const slow = this.slowOf(index);
    if (kind == Request.SHORT) {
      store<f32>(slow, <f32>(1 / first), Slow.SHORT);
      this.tellLeak(index / this.parallel);
    } else if (kind == Request.WEAKEN) {
      store<f64>(slow, load<f64>(slow, Slow.OWN_CAPACITY) * first, Slow.OWN_CAPACITY);
      store<f32>(slow, load<f32>(slow, Slow.OWN_FACTOR) * <f32>second, Slow.OWN_FACTOR);
      this.half.work_J += applyHealth(slow, this.chemistry);
    } else {
      store<u32>(slow, 1, Slow.OPEN);
      this.tiles.set(this.fastOf(index), Fast.R0, Infinity);
    }
  }

  private tellLeak(g: i32): void {
    let shorts_S: f64 = 0;
    for (let p = 0; p < this.parallel; p++) shorts_S += <f64>load<f32>(this.slowOf(g * this.parallel + p), Slow.SHORT);
    this.leaks.across(g, shorts_S);
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
    const settling = this.settling;
    settling.begin(g, this.leaks.any);
    settling.look(g, k % this.parallel, this.slowOf(k));
    const soc = settling.now.soc;
    settling.forget();
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

  /**
   * Chemical energy, RC branches, heat Cth (T - Tambient) and heat not yet in it; less the work that moving tables and
   * capacities did on the stores.
   */
  storedEnergy_J(): f64 {
    const settling = this.settling;
    let sum: f64 = 0;
    for (let g = 0; g < this.groupCount; g++) {
      settling.begin(g, this.leaks.any);
      for (let p = 0; p < this.parallel; p++) {
        const slow = this.slowOf(g * this.parallel + p);
        sum += settling.look(g, p, slow);
        sum += this.half.stored_J(this.tiles.cell(g, p), slow, settling.now);
        sum += this.chemistry.heatCapacity_J_per_K * (load<f64>(slow, Slow.TEMPERATURE) - this.reference_K);
      }
      sum += this.leaks.burnt_J(g, settling.squared_V2s);
    }
    settling.forget();
    return sum - this.half.work_J;
  }
}
