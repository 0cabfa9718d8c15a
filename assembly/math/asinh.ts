/** log(2) in two parts: exponents times the first are exact. */
const LN2_HIGH: f64 = 0.69314718036912381649;
const LN2_LOW: f64 = 1.90821492927058770002e-10;

/**
 * asinh(x) = sign(x) ln(|x| + sqrt(x^2 + 1)), absolute error below 1e-14: only operations that are rounded one way
 * everywhere, so that a program in another language gives the same bits.
 */
export function asinh(x: f64): f64 {
  const a = Math.abs(x);
  const y = ln(a + Math.sqrt(a * a + 1));
  return x < 0 ? -y : y;
}

/** Natural logarithm of a normal positive number: y = 2^e m, ln m = 2 atanh s, s = (m - 1)/(m + 1). */
export function ln(y: f64): f64 {
  const bits = reinterpret<u64>(y);
  // m between sqrt(1/2) and sqrt(2)
  const shifted = bits - 0x3fe6a09e667f3bcd;
  const e = <f64>(<i64>shifted >> 52);
  const m = reinterpret<f64>((shifted & 0x000fffffffffffff) + 0x3fe6a09e667f3bcd);
  const s = (m - 1) / (m + 1);
  const w = s * s;
  // by squares: no term waits for all the others
  const w2 = w * w;
  const low = 2 + w * (2.0 / 3) + w2 * (2.0 / 5 + w * (2.0 / 7));
  const high = 2.0 / 9 + w * (2.0 / 11) + w2 * (2.0 / 13 + w * (2.0 / 15) + w2 * (2.0 / 17));
  const series = s * (low + w2 * w2 * high);
  return e * LN2_HIGH + (series + e * LN2_LOW);
}
