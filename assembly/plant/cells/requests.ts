/** What can be done to a cell or a group while a run is under way. */
export enum Request {
  /** Ohm across a cell. */
  SHORT,
  /** Part of its capacity, factor on its resistance. */
  WEAKEN,
  /** No current passes it any more. */
  OPEN,
  /** The bleeder of a group: on or off. */
  BLEED,
}

const CAPACITY: i32 = 64;

/** Requests wait for the end of the electrical step: the Thevenin pair that was handed out holds until then. */
export class Requests {
  count: i32 = 0;
  readonly kind: StaticArray<i32> = new StaticArray<i32>(CAPACITY);
  readonly index: StaticArray<i32> = new StaticArray<i32>(CAPACITY);
  readonly first: StaticArray<f64> = new StaticArray<f64>(CAPACITY);
  readonly second: StaticArray<f64> = new StaticArray<f64>(CAPACITY);

  /** Is there no room for another one? Then they have to act at once. */
  add(kind: Request, index: i32, first: f64, second: f64): bool {
    const n = this.count;
    this.kind[n] = kind;
    this.index[n] = index;
    this.first[n] = first;
    this.second[n] = second;
    this.count = n + 1;
    return n + 1 == CAPACITY;
  }
}
