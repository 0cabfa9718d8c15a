/** The three WebAssembly images and how they are made. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import asc from 'assemblyscript/asc';
import binaryen from 'binaryen';
import { FIRMWARE_MEMORY_BASE, SIMULATION_MEMORY_BASE } from '../host/abi/layout.ts';

export interface WasmTarget {
  readonly entry: string;
  readonly out: string;
  readonly memoryBase: number;
  /** 64 KiB pages; the memory never grows. */
  readonly pages: number;
  readonly simd: boolean;
  readonly debug: boolean;
}

const simulation: WasmTarget = {
  entry: 'assembly/index.ts',
  out: 'build/ridethrough.wasm',
  memoryBase: SIMULATION_MEMORY_BASE,
  // the recorder's samples take most of it
  pages: 2048,
  simd: true,
  debug: false,
};

export const wasmTargets: Record<'simulation' | 'debug' | 'firmware' | 'testing', WasmTarget> = {
  simulation,
  debug: { ...simulation, out: 'build/debug/ridethrough.wasm', debug: true },
  firmware: {
    entry: 'assembly/firmware.ts',
    out: 'build/firmware.wasm',
    memoryBase: FIRMWARE_MEMORY_BASE,
    pages: 1,
    simd: false,
    debug: false,
  },
  testing: { ...simulation, entry: 'assembly/testing.ts', out: 'build/testing.wasm', pages: 256 },
};

/** Compiles one image. Shrink level 0: any other uses other exp and log. Nothing may import `abort`. */
export async function buildWasm(target: WasmTarget): Promise<void> {
  mkdirSync(dirname(target.out), { recursive: true });
  const options = [
    target.entry,
    ...['--outFile', target.out],
    ...['--runtime', 'stub', '--uncheckedBehavior', 'always', '--noAssert', '--use', 'abort='],
    ...['--memoryBase', String(target.memoryBase), '--initialMemory', String(target.pages), '--maximumMemory', String(target.pages)],
    ...(target.simd ? ['--enable', 'simd'] : ['--disable', 'simd']),
    ...(target.debug ? ['--debug'] : ['--optimizeLevel', '3', '--shrinkLevel', '0', '--converge']),
  ];
  const { error, stderr } = await asc.main(options);
  if (error) throw new Error(`${target.entry}: ${stderr.toString()}`);
  if (!target.debug && target.simd) inline(target.out);
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
  binaryen.setFlexibleInlineMaxSize(100);
  binaryen.setOneCallerInlineMaxSize(3000);
  binaryen.setAllowInliningFunctionsWithLoops(true);
  module.optimize();
  module.optimize();
  writeFileSync(file, module.emitBinary());
  module.dispose();
}
