import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testingModule } from '../support/testing-module.ts';

const CODES = 32768;
const setting = fc.record({
  capacity_Ah: fc.double({ min: 1, max: 100, noNaN: true }),
  efficiency: fc.double({ min: 0.9, max: 1, noNaN: true }),
  fullScale_A: fc.constantFrom<number>(200, 800, 1600),
  soc: fc.double({ min: 0.05, max: 1, noNaN: true }),
  sigma: fc.double({ min: 0, max: 0.2, noNaN: true }),
  offset_A: fc.double({ min: 0, max: 2, noNaN: true }),
});
type Setting = typeof setting extends fc.Arbitrary<infer T> ? T : never;
/** Stretches of one code each: a whole shift of a rack in a few numbers. */
const stretches = fc.array(fc.record({ code: fc.integer({ min: -CODES, max: CODES - 1 }), ticks: fc.integer({ min: 1, max: 60_000 }) }), {
  minLength: 1,
  maxLength: 25,
});

function counter(s: Setting) {
  const wasm = testingModule();
  wasm.testSocInit?.(s.capacity_Ah, s.efficiency, s.soc, s.sigma, s.offset_A, s.fullScale_A / CODES);
  return {
    count: (code: number, ticks: number) => wasm.testSocCount?.(code, ticks),
    soc: () => wasm.testSocSoc?.() as number,
    sigma: () => wasm.testSocSigma?.() as number,
  };
}

/** State of charge from exact sums of codes. */
function exact(s: Setting, discharged: bigint, charged: bigint): number {
  const perCode = ((s.fullScale_A / CODES) * 10e-6) / (s.capacity_Ah * 3600);
  return s.soc - Number(discharged) * perCode + Number(charged) * perCode * s.efficiency;
}

describe('the coulomb counter', () => {
  it('agrees with an exact sum of big integers over any sequence of codes', () => {
    fc.assert(
      fc.property(setting, stretches, (s, parts) => {
        const it = counter(s);
        let discharged = 0n;
        let charged = 0n;
        for (const { code, ticks } of parts) {
          it.count(code, ticks);
          if (code >= 0) discharged += BigInt(code) * BigInt(ticks);
          else charged -= BigInt(code) * BigInt(ticks);
          const wanted = exact(s, discharged, charged);
          // single precision of each of the three terms, nothing that grows with the number of samples
          const terms = [s.soc, exact({ ...s, soc: 0 }, discharged, 0n), exact({ ...s, soc: 0 }, 0n, charged)];
          const bound = 4 * 2 ** -23 * terms.reduce((sum, term) => sum + Math.abs(term), 0);
          expect(Math.abs(it.soc() - wanted)).toBeLessThanOrEqual(bound);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('does not lose the smallest current: ten minutes of one code are the same charge as one big code for an instant', () => {
    const s = { capacity_Ah: 1, efficiency: 1, fullScale_A: 800, soc: 0.9, sigma: 0.03, offset_A: 0.05 };
    const slow = counter(s);
    slow.count(1, 60e6);
    const fast = counter(s);
    fast.count(30_000, 2000);
    expect(slow.soc()).toBe(fast.soc());
    // 24.4 mA for 600 s of 3,600 As
    expect(0.9 - slow.soc()).toBeCloseTo((800 / CODES) * (600 / 3600), 6);
  });

  it('never wraps: the largest current for the life of a module is still a finite sum', () => {
    const s = { capacity_Ah: 1000, efficiency: 1, fullScale_A: 1600, soc: 1, sigma: 0, offset_A: 0 };
    const it = counter(s);
    // 2^31 codes are passed in the first second; 120 s are 3.9e11 codes
    it.count(CODES - 1, 12e6);
    expect(it.soc()).toBeCloseTo(exact(s, BigInt(CODES - 1) * 12_000_000n, 0n), 5);
  });

  it('gives back less than was put in: efficiency acts on charging alone', () => {
    fc.assert(
      fc.property(setting, fc.integer({ min: 1, max: CODES - 1 }), fc.integer({ min: 1000, max: 50_000 }), (s, code, ticks) => {
        const it = counter(s);
        it.count(-code, ticks);
        const put = it.soc() - s.soc;
        it.count(code, ticks);
        const lost = s.soc - it.soc();
        const charge = exact({ ...s, soc: 0, efficiency: 1 }, 0n, BigInt(code) * BigInt(ticks));
        expect(Math.abs(put - charge * s.efficiency)).toBeLessThan(1e-6 * (1 + charge));
        expect(Math.abs(lost - charge * (1 - s.efficiency))).toBeLessThan(1e-6 * (1 + charge));
      }),
      { numRuns: 200 },
    );
  });

  it('knows less with time, whatever the current: sigma^2 = sigma0^2 + (offset t/Q)^2', () => {
    fc.assert(
      fc.property(setting, stretches, (s, parts) => {
        const it = counter(s);
        let ticks = 0;
        let before = it.sigma();
        expect(before).toBeCloseTo(s.sigma, 6);
        for (const part of parts) {
          it.count(part.code, part.ticks);
          ticks += part.ticks;
          const sigma = it.sigma();
          const wanted = Math.hypot(s.sigma, (s.offset_A * ticks * 10e-6) / (s.capacity_Ah * 3600));
          expect(Math.abs(sigma - wanted)).toBeLessThanOrEqual(1e-6 * wanted + 1e-12);
          expect(sigma).toBeGreaterThanOrEqual(before);
          before = sigma;
        }
      }),
      { numRuns: 150 },
    );
  });
});
