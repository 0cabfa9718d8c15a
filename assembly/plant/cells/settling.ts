import { Block } from './block';
import { Fast, Slow, Tile } from './layout';
import { Settled, SlowHalf } from './slowHalf';
import { Tiles } from './tiles';

/** The block that is under way, or over, cell by cell: from the sums of the electrical steps to charge, branches and heat. */
export class Settling<T extends number> {
  private readonly parallel: i32;
  private readonly tiles: Tiles<T>;
  private readonly half: SlowHalf<T>;
  private readonly block: Block;
  /** The cell that was looked at last. */
  readonly now: Settled = new Settled();
  /** Of the group: charge that its cells' sums miss, and one over the sum of their conductances. */
  private missing_C: f64 = 0;
  private spread_ohm: f64 = 0;
  /** Integral of the square of its voltage, while anything lies across it. */
  squared_V2s: f64 = 0;

  constructor(parallel: i32, tiles: Tiles<T>, half: SlowHalf<T>, block: Block) {
    this.parallel = parallel;
    this.tiles = tiles;
    this.half = half;
    this.block = block;
  }

  /** What the cells of group `g` have in common: the sums in single precision are short of the charge that went. */
  begin(g: i32, leaks: bool): void {
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
    if (leaks) {
      const reference = tiles.reference(g);
      const integral = tiles.getGroup(g, Tile.VOLTAGE_INTEGRAL);
      went += tiles.getGroup(g, Tile.LEAK) * (reference * t + integral);
      this.squared_V2s = reference * (reference * t + 2 * integral) + tiles.getGroup(g, Tile.VOLTAGE_SQUARED);
    }
    this.missing_C = conductance > 0 ? went - charge : 0;
    this.spread_ohm = conductance > 0 ? 1 / conductance : 0;
  }

  /** Cell `p` of the group as it would be, into `now`; returns its heat with that of its internal short, J. */
  look(g: i32, p: i32, slow: usize): f64 {
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
    this.half.settle(fast, slow, q, moment, share * share * block.moved_A2s, block.ramp_s, this.now);
    return this.now.heat_J + <f64>load<f32>(slow, Slow.SHORT) * this.squared_V2s;
  }

  /** The block is over for cell `p`: it is so. Returns the heat. */
  settle(g: i32, p: i32, slow: usize): f64 {
    const fast = this.tiles.cell(g, p);
    const heat_J = this.look(g, p, slow);
    const now = this.now;
    const went = (load<f64>(slow, Slow.SOC) - now.soc) * load<f64>(slow, Slow.CAPACITY);
    store<f64>(slow, now.soc, Slow.SOC);
    const branches_V = v128.load(now.slow_V);
    v128.store(slow, v128.andnot(branches_V, f64x2.lt(f64x2.abs(branches_V), f64x2.splat(1e-18))), Slow.V2);
    store<f64>(slow, flush(now.transfer_V), Slow.TRANSFER);
    store<f64>(slow, now.hysteresis, Slow.HYSTERESIS);
    store<f32>(slow, <f32>flush(now.drawn_A), Slow.DRAWN);
    store<f32>(slow, <f32>(went / this.block.time_s), Slow.MEAN);
    store<f32>(slow, load<f32>(slow, Slow.WINDOW) + <f32>went, Slow.WINDOW);
    store<f32>(slow, load<f32>(slow, Slow.THROUGHPUT) + <f32>Math.abs(went), Slow.THROUGHPUT);
    this.tiles.restart(fast);
    return heat_J;
  }

  /** Looking leaves no trace. */
  forget(): void {
    this.now.clear();
    this.missing_C = 0;
    this.spread_ohm = 0;
    this.squared_V2s = 0;
  }
}

/** Decaying voltages end at zero. */
function flush(v: f64): f64 {
  return Math.abs(v) < 1e-18 ? 0 : v;
}
