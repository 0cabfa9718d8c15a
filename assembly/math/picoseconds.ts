/**
 * A time in microseconds on the nearest whole picosecond: 300 us is not 299.99999999999994 us, where a step would be cut
 * for nothing.
 */
export function picoseconds(time_us: f64): f64 {
  return nearest(time_us * 1e6) / 1e6;
}
