const CAPACITY: i32 = 4096;
const ENTRY: usize = 16;

/** A state over time as its changes: f64 tick, i32 value, 4 bytes of nothing. */
export class ChangeList {
  readonly address: usize;
  count: i32 = 0;
  dropped: i32 = 0;

  constructor() {
    this.address = heap.alloc(<usize>CAPACITY * ENTRY);
    memory.fill(this.address, 0, <usize>CAPACITY * ENTRY);
  }

  add(tick: f64, value: i32): void {
    if (this.count > 0 && load<i32>(this.address + <usize>(this.count - 1) * ENTRY, 8) == value) return;
    if (this.count == CAPACITY) {
      this.dropped++;
      return;
    }
    const entry = this.address + <usize>this.count * ENTRY;
    this.count++;
    store<f64>(entry, tick);
    store<i32>(entry, value, 8);
  }
}
