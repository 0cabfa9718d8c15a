import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testingModule } from '../support/testing-module.ts';

const row = fc.record({
  upper: fc.boolean(),
  debounce: fc.integer({ min: 1, max: 8 }),
  delay: fc.integer({ min: 0, max: 30 }),
  extra: fc.integer({ min: 0, max: 20 }),
  latch: fc.boolean(),
  // also across the wrap of the 32 bit clock
  start: fc.constantFrom(0, 1000, 0xffff_fff0),
});
const looks = fc.array(
  fc.record({
    outside: fc.boolean(),
    fresh: fc.boolean(),
    valid: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
    nan: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  }),
  { minLength: 1, maxLength: 120 },
);
type Row = typeof row extends fc.Arbitrary<infer T> ? T : never;

function monitor(r: Row) {
  const wasm = testingModule();
  wasm.testMonitorInit?.(r.upper, 10, 0.5, r.debounce, r.delay, r.debounce + r.delay + r.extra, r.latch);
  let sequence = 0;
  let tick = 0;
  return (look: { outside: boolean; fresh: boolean; valid: boolean; nan: boolean }) => {
    if (look.fresh) sequence++;
    const value = look.nan ? Number.NaN : look.outside === r.upper ? 12 : 8;
    const tripped = wasm.testMonitorLook?.(value, sequence, look.valid, (r.start + tick) >>> 0) === 1;
    return { tripped, tick: tick++ };
  };
}

describe('the one monitor', () => {
  it('trips exactly as a plain reading of its words says: debounce in fresh samples, then delay', () => {
    fc.assert(
      fc.property(row, looks, (r, sequence) => {
        const look = monitor(r);
        let count = 0;
        let qualified = Number.POSITIVE_INFINITY;
        let tripped = false;
        let insideSince = Number.POSITIVE_INFINITY;
        for (const s of sequence) {
          const { tripped: seen, tick } = look(s);
          const inside = s.valid && !s.nan && !s.outside;
          if (inside) {
            count = 0;
            qualified = Number.POSITIVE_INFINITY;
            if (tripped && !r.latch) {
              insideSince = Math.min(insideSince, tick);
              if (tick - insideSince >= r.debounce + r.delay + r.extra) {
                tripped = false;
                insideSince = Number.POSITIVE_INFINITY;
              }
            }
          } else {
            insideSince = Number.POSITIVE_INFINITY;
            if (!tripped) {
              if (s.fresh || !s.valid) count = Math.min(r.debounce, count + 1);
              if (count >= r.debounce) qualified = Math.min(qualified, tick + r.delay);
              if (tick >= qualified) tripped = true;
            }
          }
          expect(seen).toBe(tripped);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('never trips on one stale sample seen again and again', () => {
    fc.assert(
      fc.property(row, (r) => {
        const look = monitor({ ...r, debounce: r.debounce + 1 });
        look({ outside: true, fresh: true, valid: true, nan: false });
        for (let k = 0; k < 200; k++) expect(look({ outside: true, fresh: false, valid: true, nan: false }).tripped).toBe(false);
      }),
      { numRuns: 100 },
    );
  });

  it('never clears faster than it qualified', () => {
    fc.assert(
      fc.property(row, looks, (r, sequence) => {
        const look = monitor({ ...r, latch: false });
        let began = 0;
        let trippedFor = -1;
        let clearing = -1;
        for (const s of sequence) {
          const { tripped, tick } = look(s);
          const inside = s.valid && !s.nan && !s.outside;
          if (tripped && trippedFor < 0) trippedFor = tick - began;
          if (!tripped && inside) began = tick;
          if (tripped) clearing = inside ? (clearing < 0 ? tick : clearing) : -1;
          else if (trippedFor >= 0) {
            expect(tick - clearing).toBeGreaterThanOrEqual(r.debounce + r.delay);
            trippedFor = -1;
            clearing = -1;
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
