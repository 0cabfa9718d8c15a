/**
 * Where each register lies: natural alignment in the order of the table, banks one after another.
 * Both images use the same bank layouts; the firmware image holds one module and no plant.
 */
import { type BankName, banks, channels, enumerations, type Register, type ScalarType } from './registers.ts';

export const REGISTER_BASE = 1024;
/** Banks begin with a line of the processor's cache: what the fast task touches stands first in the table and lies in one. */
const LINE_BYTES = 64;

export const bytesOf: Record<ScalarType, number> = { f64: 8, f32: 4, i32: 4, u32: 4, u16: 2, i16: 2, u8: 1 };

export interface Field extends Register {
  readonly key: string;
  /** Byte offset inside its bank. */
  readonly offset: number;
}

export interface Bank {
  readonly name: BankName;
  readonly address: number;
  /** Bytes from one bank of this kind to the next. */
  readonly stride: number;
  readonly count: number;
  readonly fields: readonly Field[];
}

export interface Layout {
  readonly banks: Record<string, Bank>;
  readonly end: number;
}

const align = (offset: number, bytes: number) => Math.ceil(offset / bytes) * bytes;

function fieldsOf(registers: Record<string, Register>): { fields: Field[]; bytes: number } {
  let offset = 0;
  const fields = Object.entries(registers).map(([key, register]) => {
    const bytes = bytesOf[register.type];
    offset = align(offset, bytes);
    const field = { ...register, key, offset };
    offset += bytes * (register.count ?? 1);
    return field;
  });
  return { fields, bytes: align(offset, LINE_BYTES) };
}

function layOut(names: readonly BankName[], counts: (name: BankName) => number): Layout {
  let address = REGISTER_BASE;
  const result: Record<string, Bank> = {};
  for (const name of names) {
    const { fields, bytes } = fieldsOf(banks[name].registers);
    result[name] = { name, address, stride: bytes, count: counts(name), fields };
    address += bytes * counts(name);
  }
  return { banks: result, end: address };
}

/** build/ridethrough.wasm and build/testing.wasm. */
export const simulationLayout = layOut(Object.keys(banks) as BankName[], (name) => banks[name].count);
/** build/firmware.wasm: one module. */
export const firmwareLayout = layOut(['FirmwareParameters', 'Sample', 'Command', 'Telemetry'], () => 1);

/** FNV-1a over everything that both sides must agree on. */
export const layoutHash: number = (() => {
  const rows = [simulationLayout, firmwareLayout].flatMap((layout) =>
    Object.values(layout.banks).flatMap((bank) => [
      `${bank.name}@${bank.address}+${bank.stride}x${bank.count}`,
      ...bank.fields.map((f) => `${f.key}:${f.type}[${f.count ?? 1}]@${f.offset}=${f.default ?? ''}`),
    ]),
  );
  const words = [...rows, JSON.stringify(enumerations), Object.keys(channels).join()].join('\n');
  let hash = 0x811c9dc5;
  for (let i = 0; i < words.length; i++) hash = Math.imul(hash ^ words.charCodeAt(i), 0x01000193);
  return hash >>> 0;
})();
