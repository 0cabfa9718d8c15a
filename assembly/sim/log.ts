import { Journal } from '../plant/journal';

const ENTRY: usize = 24;

/** What happened, in the order in which it was noticed: f64 time_s, i32 kind (LogKind), i32 module (-1: none), f64 value. */
export class Log extends Journal {
  private readonly capacity: i32;
  readonly address: usize;
  count: i32 = 0;
  /** Entries that found no place. */
  dropped: i32 = 0;

  constructor(capacity: i32) {
    super();
    this.capacity = capacity;
    this.address = heap.alloc(<usize>capacity * ENTRY);
    memory.fill(this.address, 0, <usize>capacity * ENTRY);
  }

  add(now_us: f64, kind: i32, module: i32, value: f64): void {
    if (this.count == this.capacity) {
      this.dropped++;
      return;
    }
    const entry = this.address + <usize>this.count * ENTRY;
    this.count++;
    store<f64>(entry, now_us / 1e6);
    store<i32>(entry, kind, 8);
    store<i32>(entry, module, 12);
    store<f64>(entry, value, 16);
  }
}
