/**
 * A WebAssembly image that counts what it executes. Every stretch of code without a branch begins by adding its number of
 * instructions to a counter; what only marks structure (block, loop, else, end) is none. Format: WebAssembly core
 * specification 2.0, section 5; images with vector instructions are refused.
 */
import binaryen from 'binaryen';

const COUNTER = 'executed';
const CODE_SECTION = 10;

/** Reads LEB128 and skips over what instructions carry with them. */
class Reader {
  at = 0;

  constructor(readonly bytes: Uint8Array) {}

  byte(): number {
    const value = this.bytes[this.at++];
    if (value === undefined) throw new RangeError('the image ends too early');
    return value;
  }

  /** Unsigned, or a signed one that is only skipped. */
  leb(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  }

  lebs(count: number): void {
    for (let k = 0; k < count; k++) this.leb();
  }
}

const BLOCK = 0x02;
const LOOP = 0x03;
const IF = 0x04;
const ELSE = 0x05;
const END = 0x0b;
const BR_TABLE = 0x0e;
/** Structure and branches: a stretch ends with them. */
const ENDS = new Set([0x00, BLOCK, LOOP, IF, ELSE, END, 0x0c, 0x0d, BR_TABLE, 0x0f]);
const MARKS = new Set([0x01, BLOCK, LOOP, ELSE, END]);

/** Skips the immediates of `code`. */
function skip(reader: Reader, code: number): void {
  if (code >= BLOCK && code <= IF) reader.leb();
  else if (code === BR_TABLE) reader.lebs(reader.leb() + 1);
  else if (code === 0x11) reader.lebs(2);
  else if (code === 0x0c || code === 0x0d || code === 0x10 || (code >= 0x20 && code <= 0x26)) reader.leb();
  else if (code >= 0x28 && code <= 0x3e) reader.lebs(2);
  else if (code >= 0x3f && code <= 0x42) reader.leb();
  else if (code === 0x43) reader.at += 4;
  else if (code === 0x44) reader.at += 8;
  else if (code === 0xfc) {
    const kind = reader.leb();
    if (kind === 10) reader.lebs(2);
    else if (kind === 11) reader.leb();
    else if (kind > 7) throw new RangeError(`instruction 0xfc ${kind} is not known`);
  } else if (code > 0xc4) throw new RangeError(`instruction 0x${code.toString(16)} is not known`);
}

const leb = (value: number): number[] => (value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...leb(Math.floor(value / 0x80))]);
/** A constant is signed: its highest bit must not be set. */
const signed = (value: number): number[] => (value < 0x40 ? [value] : [(value & 0x7f) | 0x80, ...signed(Math.floor(value / 0x80))]);

/** global += count, as 64 bit integers. */
const add = (global: number, count: number) => [0x23, ...leb(global), 0x42, ...signed(count), 0x7c, 0x24, ...leb(global)];

/** One function: its locals stay, each stretch is preceded by its sum. */
function counted(reader: Reader, end: number, global: number): number[] {
  const out: number[] = [];
  const localsFrom = reader.at;
  for (let groups = reader.leb(); groups > 0; groups--) reader.lebs(2);
  out.push(...reader.bytes.subarray(localsFrom, reader.at));
  while (reader.at < end) {
    const from = reader.at;
    let count = 0;
    for (let code = -1; !ENDS.has(code) && reader.at < end; ) {
      code = reader.byte();
      skip(reader, code);
      if (!MARKS.has(code)) count++;
    }
    if (count > 0) out.push(...add(global, count));
    for (let k = from; k < reader.at; k++) out.push(reader.bytes[k] as number);
  }
  return out;
}

/** The image with a counter, exported as an i64 global named `executed`. */
export function withCounter(image: Uint8Array): Uint8Array<ArrayBuffer> {
  const module = binaryen.readBinary(image);
  module.setFeatures(
    binaryen.Features.MVP |
      binaryen.Features.BulkMemory |
      binaryen.Features.BulkMemoryOpt |
      binaryen.Features.SignExt |
      binaryen.Features.MutableGlobals |
      binaryen.Features.NontrappingFPToInt,
  );
  module.addGlobal(COUNTER, binaryen.i64, true, module.i64.const(0n));
  module.addGlobalExport(COUNTER, COUNTER);
  const global = module.getNumGlobals() - 1;
  const reader = new Reader(module.emitBinary());
  module.dispose();
  const out = [...reader.bytes.subarray(0, 8)];
  reader.at = 8;
  while (reader.at < reader.bytes.length) {
    const from = reader.at;
    const section = reader.byte();
    const length = reader.leb();
    const next = reader.at + length;
    if (section !== CODE_SECTION) {
      for (let k = from; k < next; k++) out.push(reader.bytes[k] as number);
      reader.at = next;
      continue;
    }
    const functions = reader.leb();
    const content = leb(functions);
    for (let k = 0; k < functions; k++) {
      const size = reader.leb();
      const body = counted(reader, reader.at + size, global);
      content.push(...leb(body.length));
      for (const byte of body) content.push(byte);
    }
    out.push(section, ...leb(content.length));
    for (const byte of content) out.push(byte);
  }
  return new Uint8Array(out);
}
