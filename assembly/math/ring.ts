/** The last 32 samples of a wave as f32, sample n at n mod 32: bytes of one, and that as a shift. */
export const RING_BYTES: usize = 128;
export const RING_SHIFT: usize = 7;
export const RING_MASK: usize = RING_BYTES - 1;
