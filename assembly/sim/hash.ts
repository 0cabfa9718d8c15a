/**
 * 64-bit hash of a memory region, a multiply and a shift for every eight bytes (MurmurHash2's mixing step).
 * For determinism only: not cryptographic.
 */
export function hashMemory(begin: usize, end: usize): u64 {
  const m: u64 = 0xc6a4a7935bd1e995;
  let h: u64 = 0x9e3779b97f4a7c15 ^ (<u64>(end - begin) * m);
  for (let p = begin; p + 8 <= end; p += 8) {
    let k = load<u64>(p) * m;
    k ^= k >> 47;
    h = (h ^ (k * m)) * m;
  }
  h ^= h >> 47;
  h *= m;
  return h ^ (h >> 47);
}
