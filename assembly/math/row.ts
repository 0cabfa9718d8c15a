/** Numbers side by side at an address, so that two can be taken at a time. */
export function rowOf(count: i32): usize {
  const row = heap.alloc((<usize>count) << 3);
  memory.fill(row, 0, (<usize>count) << 3);
  return row;
}

export function at(row: usize, n: i32): f64 {
  return load<f64>(row + ((<usize>n) << 3));
}

export function put(row: usize, n: i32, value: f64): void {
  store<f64>(row + ((<usize>n) << 3), value);
}
