/**
 * Where each register lies: natural alignment in the order of the table, banks one after another.
 * Both images use the same bank layouts; the firmware image holds one module and no plant.
 */
import { type BankName, banks, type RecordName, type Register, records, type ScalarType } from './registers.ts';

export const REGISTER_BASE = 1024;
/** Banks begin with a line of the processor's cache: what the fast task touches stands first in the table and lies in one. */
const LINE_BYTES = 64;
const RECORD_BYTES = 4;

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

function fieldsOf(registers: Record<string, Register>, unit_bytes: number): { fields: Field[]; bytes: number } {
  let offset = 0;
  const fields = Object.entries(registers).map(([key, register]) => {
    const bytes = bytesOf[register.type];
    offset = align(offset, bytes);
    const field = { ...register, key, offset };
    offset += bytes * (register.count ?? 1);
    return field;
  });
  return { fields, bytes: align(offset, unit_bytes) };
}

function layOut(names: readonly BankName[], counts: (name: BankName) => number): Layout {
  let address = REGISTER_BASE;
  const result: Record<string, Bank> = {};
  for (const name of names) {
    const { fields, bytes } = fieldsOf(banks[name].registers, LINE_BYTES);
    result[name] = { name, address, stride: bytes, count: counts(name), fields };
    address += bytes * counts(name);
  }
  return { banks: result, end: address };
}

export interface RecordLayout {
  /** From one record to the next. */
  readonly bytes: number;
  readonly fields: readonly Field[];
}

export const recordLayouts = Object.fromEntries(
  Object.entries(records).map(([name, registers]) => [name, fieldsOf(registers, RECORD_BYTES)]),
) as Record<string, RecordLayout> as Record<RecordName, RecordLayout>;

/** build/ridethrough.wasm and build/testing.wasm. */
export const simulationLayout = layOut(Object.keys(banks) as BankName[], (name) => banks[name].count);
/** build/firmware.wasm: one module. */
export const firmwareLayout = layOut(['FirmwareParameters', 'Sample', 'Command', 'Telemetry'], () => 1);
