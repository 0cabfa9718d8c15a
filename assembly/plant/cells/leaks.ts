import { Tile } from './layout';
import { Tiles } from './tiles';

/** What lies across the groups: bleeders and internal shorts. */
export class Leaks<T extends number> {
  private readonly tiles: Tiles<T>;
  private readonly bleeder_ohm: f64;
  /** Of each group: nothing while it is off. */
  readonly bleeder_S: StaticArray<f64>;
  /** Is there any? */
  any: bool = false;
  /** What the bleeders burnt. */
  loss_J: f64 = 0;

  constructor(groups: i32, tiles: Tiles<T>, bleeder_ohm: f64) {
    this.tiles = tiles;
    this.bleeder_ohm = bleeder_ohm;
    this.bleeder_S = new StaticArray<f64>(groups);
  }

  /** Bleeders that are on. */
  get bleeding(): i32 {
    let count = 0;
    for (let g = 0; g < this.bleeder_S.length; g++) if (this.bleeder_S[g] > 0) count++;
    return count;
  }

  bleed(g: i32, on: bool): void {
    this.bleeder_S[g] = on ? 1 / this.bleeder_ohm : 0;
  }

  /** Group `g` has its bleeder and shorts of its cells across it. */
  across(g: i32, shorts_S: f64): void {
    this.tiles.setGroup(g, Tile.LEAK, this.bleeder_S[g] + shorts_S);
  }

  /** Once all groups are told. */
  look(): void {
    this.any = false;
    for (let g = 0; g < this.bleeder_S.length; g++) if (this.tiles.getGroup(g, Tile.LEAK) > 0) this.any = true;
  }

  /** The next block of group `g` begins with this reference; returns what its bleeder burnt in the last one, J. */
  restart(g: i32, reference_V: f64, squared_V2s: f64): f64 {
    const tiles = this.tiles;
    const burnt_J = this.burnt_J(g, squared_V2s);
    this.loss_J += burnt_J;
    tiles.setGroup(g, Tile.BIAS, -reference_V * tiles.getGroup(g, Tile.LEAK));
    tiles.setGroup(g, Tile.VOLTAGE_INTEGRAL, 0);
    tiles.setGroup(g, Tile.VOLTAGE_SQUARED, 0);
    return burnt_J;
  }

  /** The bleeder's part of an integral of the square of its group's voltage. */
  burnt_J(g: i32, squared_V2s: f64): f64 {
    return unchecked(this.bleeder_S[g]) * squared_V2s;
  }
}
