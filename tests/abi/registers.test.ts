import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { generate } from '../../host/abi/generate.ts';
import { type Field, simulationLayout } from '../../host/abi/layout.ts';
import { testingModule } from '../support/testing-module.ts';

describe('the generated accessors', () => {
  it('are what the table says', () => {
    for (const [name, text] of generate()) {
      const committed = readFileSync(new URL(`../../assembly/abi/${name}`, import.meta.url), 'utf8');
      expect(committed === text, `assembly/abi/${name} is stale: npm run generate`).toBe(true);
    }
  });

  it('lie without overlap below the static data', () => {
    const spans = Object.values(simulationLayout.banks).flatMap((bank) =>
      bank.fields.map((f) => ({ begin: bank.address + f.offset, bytes: bytesOf(f) * (f.count ?? 1), bank, f })),
    );
    const sorted = spans.sort((a, b) => a.begin - b.begin);
    sorted.forEach((span, k) => {
      expect(span.begin % bytesOf(span.f)).toBe(0);
      const next = sorted[k + 1];
      if (next) expect(span.begin + span.bytes).toBeLessThanOrEqual(next.begin);
    });
    expect(simulationLayout.end).toBeLessThan(65536);
  });

  it('have what the fast task touches in one line of the cache, and the four switches side by side where they are read at once', () => {
    const offsets = (bank: string) => new Map(simulationLayout.banks[bank]?.fields.map((f) => [f.key, f.offset]));
    for (const { address, stride } of Object.values(simulationLayout.banks)) expect([address % 64, stride % 64]).toEqual([0, 0]);
    expect(offsets('Sample').get('groupVoltage_code')).toBeLessThan(64);
    expect(['time_ticks', 'shareSequence', 'shareCbu_A', 'shareBbu_A'].map((key) => offsets('Sample').get(key))).toEqual([0, 4, 8, 12]);
    const command = offsets('Command');
    expect(['converterEnable', 'mainContactor', 'prechargeContactor', 'switchClosed'].map((key) => command.get(key))).toEqual([
      8, 9, 10, 11,
    ]);
    expect(command.get('bleeders')).toBeLessThan(64);
  });
});

const bytesOf = (f: Field) => ({ f64: 8, f32: 4, i32: 4, u32: 4, u16: 2, i16: 2, u8: 1 })[f.type];

/** A value that no other register holds and that its type can. */
function distinct(f: Field, serial: number): number {
  if (f.type === 'f64') return serial + 0.123456789;
  if (f.type === 'f32') return Math.fround(serial + 0.25);
  if (f.type === 'u8') return serial % 251;
  if (f.type === 'i16') return (serial % 32749) - 16000;
  if (f.type === 'u16') return serial % 65521;
  return serial;
}

const getters = {
  f64: 'getFloat64',
  f32: 'getFloat32',
  i32: 'getInt32',
  u32: 'getUint32',
  u16: 'getUint16',
  i16: 'getInt16',
  u8: 'getUint8',
} as const;

describe('round trip', () => {
  it('a distinct value through every register, written by the core and read by the host, then back', () => {
    const wasm = testingModule();
    const view = new DataView(wasm.memory.buffer);
    const places = Object.values(simulationLayout.banks).flatMap((bank, b) =>
      Array.from({ length: bank.count }, (_, index) => index).flatMap((index) =>
        bank.fields.flatMap((f, k) => Array.from({ length: f.count ?? 1 }, (_, element) => ({ bank, b, index, f, k, element }))),
      ),
    );
    places.forEach((p, serial) => {
      wasm.writeRegister?.(p.b, p.index, p.k, p.element, distinct(p.f, serial));
    });
    places.forEach((p, serial) => {
      const address = p.bank.address + p.index * p.bank.stride + p.f.offset + p.element * bytesOf(p.f);
      const where = `${p.bank.name}[${p.index}].${p.f.key}[${p.element}]`;
      expect(view[getters[p.f.type]](address, true), where).toBe(distinct(p.f, serial));
      expect(wasm.readRegister?.(p.b, p.index, p.k, p.element), where).toBe(distinct(p.f, serial));
    });
    expect(places.length).toBeGreaterThan(16_000);
  });
});
