import { size } from './piecewise';

const LN2: f32 = <f32>Math.LN2;

/** asinh(x) in single precision without a logarithm: exponent and mantissa of |x| + sqrt(x^2 + 1), error below 3e-4. */
export function arsinh(x: f32): f32 {
  const a = size(x);
  const bits = reinterpret<u32>(a + Mathf.sqrt(a * a + 1));
  const mantissa = reinterpret<f32>((bits & 0x7fffff) | 0x3f800000);
  // ln m = 2 (s + s^3/3 + s^5/5 ...), s = (m - 1)/(m + 1)
  const s = (mantissa - 1) / (mantissa + 1);
  const s2 = s * s;
  const y = <f32>(<i32>(bits >> 23) - 127) * LN2 + 2 * s * (1 + s2 * (<f32>(1.0 / 3) + s2 * <f32>0.2));
  return x < 0 ? -y : y;
}

/** exp(-x) for x >= 0 without an exponential: ((1 + x/64 + (x/64)^2/2))^-64, relative error below 1e-4 up to x = 4. */
export function decay(x: f32): f32 {
  const part = x * <f32>(1.0 / 64);
  let y: f32 = 1 / (1 + part * (1 + 0.5 * part));
  for (let k = 0; k < 6; k++) y *= y;
  // nothing decays into denormals
  return y < 1e-20 ? 0 : y;
}
