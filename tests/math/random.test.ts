import { expect, it } from 'vitest';
import { testingModule } from '../support/testing-module.ts';

const draw = (seed: number, stream: number, count: number, kind: 'Uniform' | 'Gaussian') => {
  const wasm = testingModule();
  wasm.testRandomInit?.(seed, stream);
  return Float64Array.from({ length: count }, () => wasm[`testRandom${kind}`]?.() ?? Number.NaN);
};

it('gives the same numbers for the same seed and others for another seed or stream', () => {
  const a = draw(1, 1, 100, 'Uniform');
  expect(draw(1, 1, 100, 'Uniform')).toEqual(a);
  expect(draw(2, 1, 100, 'Uniform')).not.toEqual(a);
  expect(draw(1, 2, 100, 'Uniform')).not.toEqual(a);
});

it('is uniform: chi squared over 64 bins stays below its 1e-6 quantile', () => {
  const n = 640_000;
  const bins = new Float64Array(64);
  for (const u of draw(3, 1, n, 'Uniform')) {
    expect(u >= 0 && u < 1).toBe(true);
    bins[Math.floor(u * 64)]! += 1;
  }
  const chi2 = bins.reduce((sum, count) => sum + (count - n / 64) ** 2 / (n / 64), 0);
  expect(chi2).toBeLessThan(130);
});

it('is normal: moments and tail of a million draws', () => {
  const n = 1_000_000;
  const x = draw(4, 1, n, 'Gaussian');
  const mean = x.reduce((s, v) => s + v, 0) / n;
  const variance = x.reduce((s, v) => s + (v - mean) ** 2, 0) / n;
  const fourth = x.reduce((s, v) => s + (v - mean) ** 4, 0) / n / variance ** 2;
  expect(Math.abs(mean)).toBeLessThan(0.005);
  // the stated error of the table
  expect(Math.abs(Math.sqrt(variance) - 1)).toBeLessThan(0.005);
  expect(Math.abs(fourth - 3)).toBeLessThan(0.1);
  const beyond2 = x.filter((v) => Math.abs(v) > 2).length / n;
  expect(Math.abs(beyond2 - 0.0455)).toBeLessThan(0.001);
  expect(Math.max(...x.subarray(0, 100_000))).toBeGreaterThan(3.5);
});
