/**
 * Modules of a kind two by two, so that one instruction takes both: slot s of module k lies beside that of its neighbour,
 * and all slots of a pair lie side by side. A slot's offset is a multiple of 16 bytes; a namespace of the owner names it.
 */
export function pairsOf(modules: i32, pairBytes: usize): usize {
  const bytes = ((<usize>modules + 1) >> 1) * pairBytes;
  const pairs = heap.alloc(bytes);
  memory.fill(pairs, 0, bytes);
  return pairs;
}

/** Where module `k` has its slots. */
export function placeOf(pairs: usize, k: i32, pairBytes: usize): usize {
  return pairs + (<usize>k >> 1) * pairBytes + ((<usize>k & 1) << 3);
}

/** Sum over the two lanes. */
export function sumOf(lanes: v128): f64 {
  return f64x2.extract_lane(lanes, 0) + f64x2.extract_lane(lanes, 1);
}
