/** Two copies of the parameters: a power cut after any write leaves the old set or the new one, entire. */
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enumerations, firmwareParameters } from '../../host/abi/registers.ts';
import { Bench } from '../support/bench.ts';
import { testingModule } from '../support/testing-module.ts';

/** A store with its bank as bytes. */
class Store {
  readonly wasm = testingModule();
  readonly copies: Uint8Array;
  readonly bank: Uint8Array;

  constructor(layout = 0x1234_5678) {
    const { memory } = this.wasm;
    const address = this.wasm.testStoreInit?.(layout) ?? 0;
    const bytes = this.wasm.testStoreBytes?.() ?? 0;
    this.copies = new Uint8Array(memory.buffer, address, bytes);
    this.bank = new Uint8Array(memory.buffer, this.wasm.testStoreParameters?.(), bytes / 2 - 12);
  }

  save(set: Uint8Array, most = 0x7fff_ffff): number {
    this.bank.set(set);
    return this.wasm.testStoreSave?.(most) ?? 0;
  }

  /** What is loaded over a bank that held something else; null: nothing. */
  load(): Uint8Array | null {
    this.bank.fill(0xa5);
    const loaded = this.wasm.testStoreLoad?.() === 1;
    if (!loaded) expect(this.bank.every((byte) => byte === 0xa5)).toBe(true);
    return loaded ? this.bank.slice() : null;
  }
}

const SIZE = new Store().bank.length;
const WORDS = SIZE / 4 + 3;
// like each other and far apart: a save may write what is there already
const set = fc.oneof(
  fc.uint8Array({ minLength: SIZE, maxLength: SIZE }),
  fc
    .tuple(fc.integer({ min: 0, max: SIZE - 1 }), fc.integer({ min: 0, max: 255 }))
    .map(([at, byte]) => new Uint8Array(SIZE).fill(byte, at)),
);

describe('parameter store', () => {
  it('is empty until it is saved to', () => {
    expect(new Store().load()).toBe(null);
  });

  it('loads the set that was saved last, however often', () => {
    fc.assert(
      fc.property(fc.array(set, { minLength: 1, maxLength: 6 }), (sets) => {
        const store = new Store();
        for (const one of sets) {
          expect(store.save(one)).toBe(WORDS);
          expect(store.load()).toEqual(one);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('power cut after every single write: the old set or the new one entire, and the next save is whole again', () => {
    let cuts = 0;
    fc.assert(
      fc.property(fc.array(set, { maxLength: 3 }), set, set, (before, fresh, later) => {
        const whole = new Store();
        for (const one of before) whole.save(one);
        const old = whole.load();
        const kept = whole.copies.slice();
        for (let writes = 0; writes <= WORDS; writes++) {
          whole.copies.set(kept);
          expect(whole.save(fresh, writes)).toBe(writes);
          expect(whole.load()).toEqual(writes === WORDS ? fresh : old);
          cuts++;
          if (writes % 10 !== 0) continue;
          whole.save(later);
          expect(whole.load()).toEqual(later);
        }
      }),
      { numRuns: 12 },
    );
    console.log(`parameter store: ${cuts} power cuts, ${WORDS} writes a save`);
  });

  it('nor does a write that the power cut tears apart make a mixture', () => {
    fc.assert(
      fc.property(set, set, fc.integer({ min: 0, max: WORDS - 1 }), fc.integer({ min: 0, max: 0xffff_ffff }), (old, fresh, at, mask) => {
        const store = new Store();
        store.save(old);
        const before = store.copies.slice();
        store.save(fresh);
        const after = store.copies.slice();
        store.copies.set(before);
        store.save(fresh, at);
        // of the word that is written, some bits came through
        const place = SIZE + 12 + at * 4;
        const view = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset);
        const [was, is] = [view(before).getUint32(place, true), view(after).getUint32(place, true)];
        view(store.copies).setUint32(place, ((was & ~mask) | (is & mask)) >>> 0, true);
        const loaded = store.load();
        const isOld = Buffer.compare(loaded as Uint8Array, old) === 0;
        expect(isOld || Buffer.compare(loaded as Uint8Array, fresh) === 0).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('a copy with any bit turned is none: the other one is loaded, and none is when both are spoilt', () => {
    fc.assert(
      fc.property(set, set, fc.integer({ min: 0, max: 8 * (SIZE + 12) - 1 }), (old, fresh, turned) => {
        const store = new Store();
        store.save(old);
        store.save(fresh);
        const turn = (copy: number) => {
          const at = copy * (SIZE + 12) + (turned >> 3);
          store.copies[at] = (store.copies[at] as number) ^ (1 << (turned & 7));
        };
        turn(1);
        expect(store.load()).toEqual(old);
        turn(0);
        expect(store.load()).toBe(null);
        turn(1);
        expect(store.load()).toEqual(fresh);
      }),
      { numRuns: 100 },
    );
  });

  it('does not load what another layout saved', () => {
    const store = new Store(1);
    const one = new Uint8Array(SIZE).fill(7);
    store.save(one);
    const kept = store.copies.slice();
    const other = new Store(2);
    other.copies.set(kept);
    expect(other.load()).toBe(null);
  });

  it('the number of a save may wrap', () => {
    const store = new Store();
    const one = new Uint8Array(SIZE).fill(1);
    store.save(one);
    const view = new DataView(store.copies.buffer, store.copies.byteOffset);
    view.setUint32(SIZE + 4, 0xffff_ffff, true);
    view.setUint32(SIZE + 8, crc32(store.copies.subarray(0, SIZE + 8)), true);
    expect(store.load()).toEqual(one);
    for (let k = 2; k < 6; k++) {
      store.save(new Uint8Array(SIZE).fill(k));
      expect(store.load()).toEqual(new Uint8Array(SIZE).fill(k));
    }
  });

  it('its checksum is the CRC-32 that everybody knows', () => {
    fc.assert(
      fc.property(set, (one) => {
        const store = new Store();
        store.save(one);
        const view = new DataView(store.copies.buffer, store.copies.byteOffset);
        expect(view.getUint32(SIZE + 8, true)).toBe(crc32(store.copies.subarray(0, SIZE + 8)));
      }),
      { numRuns: 20 },
    );
  });
});

describe('on the bench', () => {
  it('parameters outlive the power', () => {
    const it = new Bench('bbu', { tripVoltage_V: 47.25 });
    it.wasm.saveParameters();
    const kept = it.store.slice();
    const next = new Bench('bbu', {}, { store: kept });
    expect(next.parameters.get('tripVoltage_V')).toBe(47.25);
    const blank = new Bench('bbu', {}, { store: new Uint8Array(kept.length) });
    expect(blank.parameters.get('tripVoltage_V')).toBe(firmwareParameters.tripVoltage_V.default);
  });

  it.each(['bbu', 'cbu'] as const)('PARAMETER_CHECKSUM: any bit of the bank that turns is found within a second, by a %s', (kind) => {
    let worst = 0;
    const { size } = new Bench(kind).parameters;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 0, max: 8 * size - 1 }), (phase, turned) => {
        const bench = new Bench(kind);
        bench.run(phase);
        bench.parameters.turn(turned);
        const ticks = bench.until(() => bench.faults.includes('PARAMETER_CHECKSUM'), 110_000);
        worst = Math.max(worst, ticks);
        expect(ticks).toBeLessThanOrEqual(100_100);
        bench.run(1);
        expect(bench.enabled).toBe(false);
        bench.parameters.turn(turned);
        bench.run(150_000);
        expect(bench.faults).toContain('PARAMETER_CHECKSUM');
      }),
      { numRuns: 12 },
    );
    console.log(`${kind}: a turned bit of ${size} bytes is found after ${worst / 100} ms at most`);
  });

  it('a checksum that stays right is never a fault', () => {
    const bench = new Bench('bbu');
    bench.runMs(3000);
    expect(bench.faults).toEqual([]);
    expect(enumerations.Protection).toHaveLength(32);
  });
});
