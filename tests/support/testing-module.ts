import { readFileSync } from 'node:fs';

const bytes = readFileSync(process.env.TESTING_WASM ?? new URL('../../build/testing.wasm', import.meta.url));
const module = new WebAssembly.Module(bytes);

type Exports = { memory: WebAssembly.Memory } & Record<string, (...args: (number | boolean)[]) => number>;

/** A fresh instance of build/testing.wasm. */
export function testingModule(): Exports {
  return new WebAssembly.Instance(module, {}).exports as unknown as Exports;
}
