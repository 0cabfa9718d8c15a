/** Banks of the register area as the host sees them: names from the table, values as numbers. */
import { bytesOf, type Field, type Layout, recordLayouts, simulationLayout } from './layout.ts';
import type { BankName, banks, RecordName, records, ScalarType } from './registers.ts';

export type RegisterName<B extends BankName> = keyof (typeof banks)[B]['registers'] & string;
export type BankValues<B extends BankName> = Record<RegisterName<B>, number>;
export type RecordValues<R extends RecordName> = Record<keyof (typeof records)[R] & string, number>;

const read: Record<ScalarType, (data: DataView, at: number) => number> = {
  f64: (data, at) => data.getFloat64(at, true),
  f32: (data, at) => data.getFloat32(at, true),
  i32: (data, at) => data.getInt32(at, true),
  u32: (data, at) => data.getUint32(at, true),
  u16: (data, at) => data.getUint16(at, true),
  i16: (data, at) => data.getInt16(at, true),
  u8: (data, at) => data.getUint8(at),
};

const write: Record<ScalarType, (data: DataView, at: number, value: number) => void> = {
  f64: (data, at, value) => data.setFloat64(at, value, true),
  f32: (data, at, value) => data.setFloat32(at, value, true),
  i32: (data, at, value) => data.setInt32(at, value, true),
  u32: (data, at, value) => data.setUint32(at, value, true),
  u16: (data, at, value) => data.setUint16(at, value, true),
  i16: (data, at, value) => data.setInt16(at, value, true),
  u8: (data, at, value) => data.setUint8(at, value),
};

/** One bank in a simulation's memory. Holds no copy: every read is of the memory as it is then. */
export class BankView<B extends BankName> {
  private readonly fields: ReadonlyMap<string, Field>;
  private readonly address: number;

  /** `index` selects one of the banks of a kind (module k); `layout`: of the image, that of the simulation or of one firmware. */
  constructor(
    private readonly memory: { readonly buffer: ArrayBufferLike },
    name: B,
    index = 0,
    layout: Layout = simulationLayout,
  ) {
    const bank = layout.banks[name];
    if (!bank || !(index >= 0 && index < bank.count)) throw new RangeError(`${name} has no bank ${index}`);
    this.fields = new Map(bank.fields.map((field) => [field.key, field]));
    this.address = bank.address + index * bank.stride;
  }

  /** `element` of an array register; 0 for a scalar. */
  get(key: RegisterName<B>, element = 0): number {
    const field = this.field(key, element);
    return read[field.type](new DataView(this.memory.buffer), this.address + field.offset + element * bytesOf[field.type]);
  }

  set(key: RegisterName<B>, value: number, element = 0): void {
    const field = this.field(key, element);
    write[field.type](new DataView(this.memory.buffer), this.address + field.offset + element * bytesOf[field.type], value);
  }

  /** Every scalar register of the bank, and the first element of every array. */
  values(): BankValues<B> {
    const data = new DataView(this.memory.buffer);
    const entries = [...this.fields.values()].map((field) => [field.key, read[field.type](data, this.address + field.offset)]);
    return Object.fromEntries(entries) as BankValues<B>;
  }

  private field(key: string, element: number): Field {
    const field = this.fields.get(key);
    if (!field || !(element >= 0 && element < (field.count ?? 1))) throw new RangeError(`there is no register ${key}[${element}]`);
    return field;
  }
}

/** Record number `index` of those that lie one after another from `address` on. */
export function recordAt<R extends RecordName>(memory: { readonly buffer: ArrayBufferLike }, name: R, address: number, index = 0) {
  const { bytes, fields } = recordLayouts[name];
  const data = new DataView(memory.buffer, (address >>> 0) + index * bytes, bytes);
  return Object.fromEntries(fields.map(({ key, type, offset }) => [key, read[type](data, offset)])) as RecordValues<R>;
}
