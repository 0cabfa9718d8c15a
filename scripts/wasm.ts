/** The WebAssembly images and how they are made: asconfig.json holds the compiler's options, and why is said here. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import asc from 'assemblyscript/asc';
import binaryen from 'binaryen';

/**
 * Entry of each target of asconfig.json. Common to all: no imports (hence `use abort=`, no asserts), memory that never
 * grows (2,048 pages of 64 KiB, most of them for the recorder's samples), static data above the register area
 * (`memoryBase`, else it would lie on registers), shrink level 0 (any other uses other exp and log).
 */
export const wasmTargets = {
  simulation: { entry: 'assembly/index.ts', out: 'build/ridethrough.wasm', widerInlining: true },
  debug: { entry: 'assembly/index.ts', out: 'build/debug/ridethrough.wasm', widerInlining: false },
  // no SIMD: wasm2c could not translate it for a microcontroller
  firmware: { entry: 'assembly/firmware.ts', out: 'build/firmware.wasm', widerInlining: false },
  testing: { entry: 'assembly/testing.ts', out: 'build/testing.wasm', widerInlining: true },
};

export async function buildWasm(name: keyof typeof wasmTargets): Promise<void> {
  const { entry, out, widerInlining } = wasmTargets[name];
  mkdirSync(dirname(out), { recursive: true });
  const { error, stderr } = await asc.main([entry, '--config', 'asconfig.json', '--target', name]);
  if (error) throw new Error(`${entry}: ${stderr.toString()}`);
  if (widerInlining) inline(out);
}

/**
 * V8 inlines no WebAssembly, and asc leaves Binaryen's limits for size: with wider ones the hot loop becomes one
 * function, a fifth faster. Bits stay the same (a test compares the hash with the debug build's).
 */
function inline(file: string): void {
  const module = binaryen.readBinary(readFileSync(file));
  const f = binaryen.Features;
  module.setFeatures(f.SIMD128 | f.BulkMemory | f.BulkMemoryOpt | f.SignExt | f.MutableGlobals | f.NontrappingFPToInt);
  binaryen.setOptimizeLevel(3);
  binaryen.setShrinkLevel(0);
  binaryen.setAlwaysInlineMaxSize(20);
  binaryen.setFlexibleInlineMaxSize(80);
  binaryen.setOneCallerInlineMaxSize(3000);
  binaryen.setAllowInliningFunctionsWithLoops(true);
  module.optimize();
  module.optimize();
  writeFileSync(file, module.emitBinary());
  module.dispose();
}
