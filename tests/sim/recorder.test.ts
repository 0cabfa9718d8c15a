import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testingModule } from '../support/testing-module.ts';

const WAVES = 3;

/** A recorder that holds `samples` of which it was told to plan for `planned`. */
function recorder(samples: Float32Array, planned = samples.length, budgetBytes = 4 << 20, period = 1, trigger = 0) {
  const wasm = testingModule();
  wasm.testRecorderInit?.(WAVES, period, planned, budgetBytes, trigger);
  const stateEnd = wasm.testRecorderAllocate?.() ?? 0;
  const scratch = wasm.testRecorderScratch?.(65536 * 4) ?? 0;
  const push = (part: Float32Array) => {
    for (let k = 0; k < part.length; k += 65536) {
      const chunk = part.subarray(k, k + 65536);
      new Float32Array(wasm.memory.buffer, scratch, chunk.length).set(chunk);
      wasm.testRecorderPush?.(scratch, chunk.length, WAVES);
    }
  };
  push(samples);
  const view = (channel: number, t0: number, t1: number, columns: number) => {
    const address = wasm.testRecorderView?.(channel, t0, t1, columns) ?? 0;
    const all = new Float32Array(wasm.memory.buffer, address, 4 * columns).slice();
    const part = (k: number) => all.subarray(k * columns, (k + 1) * columns);
    return {
      min: part(0),
      max: part(1),
      first: part(2),
      last: part(3),
      from: wasm.testRecorderViewFirst?.() ?? 0,
      to: wasm.testRecorderViewLast?.() ?? 0,
    };
  };
  return { wasm, push, view, stateEnd };
}

/** Noise with spikes of one sample. */
const signal = (length: number, seed: number) => {
  let state = seed | 1;
  return Float32Array.from({ length }, (_, k) => {
    state = Math.imul(state, 1664525) + 1013904223;
    const noise = (state >>> 8) / 2 ** 24;
    return (state >>> 0) % 997 === 0 ? 100 * noise : Math.sin(k / 500) + 0.1 * noise;
  });
};

describe('view', () => {
  it('is min, max, first and last of exactly the samples of each column', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9000 }),
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 1, max: 700 }),
        fc.double({ min: -0.2, max: 1.1, noNaN: true }),
        fc.double({ min: 0.0001, max: 1.3, noNaN: true }),
        (length, seed, columns, at, width) => {
          const samples = signal(length, seed);
          const { view } = recorder(samples);
          const t0 = Math.floor(at * length);
          const t1 = t0 + Math.max(1, Math.floor(width * length));
          const v = view(0, t0, t1, columns);
          for (let k = 0; k < columns; k++) {
            const low = t0 + ((t1 - t0) * k) / columns;
            const high = t0 + ((t1 - t0) * (k + 1)) / columns;
            let from = Math.max(0, Math.ceil(low));
            let to = Math.min(length, Math.ceil(high));
            const outside = high <= 0 || low > length - 1;
            expect(k >= v.from && k < v.to, `column ${k} of ${columns}`).toBe(!outside);
            if (outside) continue;
            if (to <= from) {
              from = Math.max(0, Math.min(length - 1, Math.floor(low)));
              to = from + 1;
            }
            const part = samples.subarray(from, to);
            expect(v.min[k]).toBe(part.reduce((a, b) => Math.min(a, b)));
            expect(v.max[k]).toBe(part.reduce((a, b) => Math.max(a, b)));
            expect(v.first[k]).toBe(part[0]);
            expect(v.last[k]).toBe(part[part.length - 1]);
          }
        },
      ),
      { numRuns: 120 },
    );
  });

  it('of a slower wave is that of its samples, each of which holds until the next', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.integer({ min: 2, max: 1000 }),
        fc.integer({ min: 1, max: 90 }),
        fc.integer({ min: 1, max: 300 }),
        (length, period, columns, width) => {
          const samples = signal(length, 3);
          const { wasm, view } = recorder(samples, length, 4 << 20, period);
          const t0 = Math.max(0, length - width);
          const v = view(WAVES - 1, t0, length, columns);
          const held = (tick: number) => -(samples[Math.floor(tick / period) * period] as number);
          for (let k = v.from; k < v.to; k++) {
            const low = t0 + ((length - t0) * k) / columns;
            const high = t0 + ((length - t0) * (k + 1)) / columns;
            const starts = Array.from({ length }, (_, n) => n).filter((n) => n % period === 0 && n >= low && n < high);
            const seen = starts.length > 0 ? starts.map(held) : [held(Math.floor(low))];
            expect(v.min[k]).toBe(Math.min(...seen));
            expect(v.max[k]).toBe(Math.max(...seen));
            expect(v.first[k]).toBe(seen[0]);
            expect(v.last[k]).toBe(seen[seen.length - 1]);
          }
          const address = wasm.testRecorderRaw?.(WAVES - 1, t0, length - t0) ?? 0;
          expect([...new Float32Array(wasm.memory.buffer, address, length - t0)]).toEqual(
            Array.from({ length: length - t0 }, (_, n) => held(t0 + n)),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('shows every sample around the trigger of a run that outgrew the raw memory', () => {
    const samples = signal(900_000, 11);
    const trigger = 50_000;
    const { wasm, view } = recorder(samples, samples.length, 12_000_000, 1, trigger);
    expect(wasm.testRecorderOldest?.()).toBeGreaterThan(trigger + 262_144);
    for (const from of [trigger - 8000, trigger - 3, trigger, trigger + 250_000]) {
      const v = view(0, from, from + 40, 40);
      expect([...v.min]).toEqual([...samples.subarray(from, from + 40)]);
      expect([...v.max]).toEqual([...v.min]);
      const address = wasm.testRecorderRaw?.(0, from, 40) ?? 0;
      expect([...new Float32Array(wasm.memory.buffer, address, 40)]).toEqual([...v.min]);
    }
    // and between that stretch and the end there is a gap, which is not passed over in silence
    expect(wasm.testRecorderRaw?.(0, trigger + 253_900, 100)).toBe(0);
  });

  it('loses no spike when the run outgrows the raw memory', () => {
    const samples = signal(300_000, 5);
    // less than a tenth of what all raw samples would need
    const { wasm, view } = recorder(samples, samples.length, 300_000);
    expect(wasm.testRecorderOldest?.()).toBeGreaterThan(0);
    for (const columns of [1, 7, 100]) {
      const v = view(0, 0, samples.length, columns);
      expect(Math.max(...v.max)).toBe(samples.reduce((a, b) => Math.max(a, b)));
      expect(Math.min(...v.min)).toBe(samples.reduce((a, b) => Math.min(a, b)));
    }
    // and each column holds at least its own samples' extremes
    const v = view(0, 0, samples.length, 1000);
    for (let k = 0; k < 1000; k++) {
      const part = samples.subarray(k * 300, (k + 1) * 300);
      expect(v.max[k]).toBeGreaterThanOrEqual(part.reduce((a, b) => Math.max(a, b)));
      expect(v.min[k]).toBeLessThanOrEqual(part.reduce((a, b) => Math.min(a, b)));
    }
  });
});

it('lastOutside and highest agree with a plain search', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 20, max: 6000 }),
      fc.integer({ min: 1, max: 1e6 }),
      fc.double({ min: 0, max: 0.99, noNaN: true }),
      fc.double({ min: -1.2, max: 2, noNaN: true }),
      (length, seed, at, high) => {
        const samples = signal(length, seed);
        const { wasm } = recorder(samples);
        const from = Math.floor(at * length);
        const limit = Math.fround(high);
        let last = -1;
        for (let k = from; k < length; k++) if (samples[k]! > limit || samples[k]! < -2) last = k;
        expect(wasm.testRecorderLastOutside?.(0, from, -2, limit)).toBe(last);
        expect(wasm.testRecorderHighest?.(0, from, length - 1)).toBe(samples.subarray(from).reduce((a, b) => Math.max(a, b)));
      },
    ),
    { numRuns: 200 },
  );
});

it('goes on bit for bit after the state was restored, wherever that was', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 3000 }),
      fc.integer({ min: 0, max: 2000 }),
      fc.integer({ min: 1, max: 2000 }),
      (before, wasted, after) => {
        const samples = signal(before + after, 9);
        const straight = recorder(samples, 10_000);
        const cut = recorder(samples.subarray(0, before), 10_000);
        const snapshot = new Uint8Array(cut.wasm.memory.buffer, 1024, cut.stateEnd - 1024).slice();
        cut.push(signal(wasted, 77));
        new Uint8Array(cut.wasm.memory.buffer, 1024, cut.stateEnd - 1024).set(snapshot);
        cut.push(samples.subarray(before));
        expect(cut.view(0, 0, before + after, 50)).toEqual(straight.view(0, 0, before + after, 50));
        expect(cut.view(1, before - 3, before + 5, 9)).toEqual(straight.view(1, before - 3, before + 5, 9));
      },
    ),
    { numRuns: 60 },
  );
});
