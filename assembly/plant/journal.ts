/** Where the plant reports what happened; the simulation's log is one. */
export abstract class Journal {
  abstract add(now_us: f64, kind: i32, module: i32, value: f64): void;
}
