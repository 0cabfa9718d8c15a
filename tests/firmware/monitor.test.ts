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
const THRESHOLD = 10;
const HYSTERESIS = 0.5;
/** How far on the wrong side of the threshold a value lies; on it, and on the hysteresis, it is still inside. */
const sides = { far: -2, hysteresis: -HYSTERESIS, within: -0.25, threshold: 0, outside: 0.25, beyond: 2, nan: Number.NaN };
type Look = { side: keyof typeof sides; fresh: boolean; valid: boolean };
const side = fc.constantFrom<Look['side']>('far', 'far', 'hysteresis', 'within', 'threshold', 'outside', 'beyond', 'beyond', 'nan');
// stretches, long enough to trip and to clear, and single looks between them
const looks: fc.Arbitrary<Look[]> = fc
  .array(
    fc.record({
      side,
      count: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 5, max: 80 })),
      fresh: fc.constantFrom(true, true, true, false),
      valid: fc.constantFrom(true, true, true, true, false),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((stretches) => stretches.flatMap(({ side, count, fresh, valid }) => Array.from({ length: count }, () => ({ side, fresh, valid }))));
type Row = typeof row extends fc.Arbitrary<infer T> ? T : never;

function monitor(r: Row) {
  const wasm = testingModule();
  wasm.testMonitorInit?.(r.upper, THRESHOLD, HYSTERESIS, r.debounce, r.delay, r.debounce + r.delay + r.extra, r.latch);
  expect(wasm.testMonitorRests?.()).toBe(1);
  let sequence = 0;
  let tick = 0;
  let before = false;
  return (look: Look) => {
    if (look.fresh) sequence++;
    const value = THRESHOLD + (r.upper ? 1 : -1) * sides[look.side];
    const said = wasm.testMonitorLook?.(value, sequence, look.valid, (r.start + tick) >>> 0) as number;
    const tripped = (said & 1) !== 0;
    expect((said & 2) !== 0).toBe(tripped !== before);
    before = tripped;
    return { tripped, rests: wasm.testMonitorRests?.() === 1, tick: tick++ };
  };
}
/** Inside of what a row that stands, or stands tripped, demands. */
const isInside = ({ valid, side }: Look, tripped: boolean) => valid && sides[side] <= (tripped ? -HYSTERESIS : 0);

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
          const { tripped: seen, rests, tick } = look(s);
          const inside = isInside(s, tripped);
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
          // at rest: nothing counts, no delay runs, no recovery either
          expect(rests).toBe(tripped ? r.latch || insideSince === Number.POSITIVE_INFINITY : inside);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('never trips on one stale sample seen again and again', () => {
    fc.assert(
      fc.property(row, (r) => {
        const look = monitor({ ...r, debounce: r.debounce + 1 });
        look({ side: 'beyond', fresh: true, valid: true });
        for (let k = 0; k < 200; k++) expect(look({ side: 'beyond', fresh: false, valid: true }).tripped).toBe(false);
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
        let stands = false;
        for (const s of sequence) {
          const inside = isInside(s, stands);
          const { tripped, tick } = look(s);
          stands = tripped;
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
