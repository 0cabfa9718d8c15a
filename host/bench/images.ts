/** The built images that are measured. */
import { readFileSync } from 'node:fs';

export const imageBytes = (name: 'ridethrough' | 'testing') => readFileSync(new URL(`../../build/${name}.wasm`, import.meta.url));

/** Single blocks, each on its own: assembly/testing/bench.ts. */
export interface Blocks {
  benchInit(): void;
  benchPowerStage(steps: number): void;
  /** `count` packs in lanes of f64 or f32. */
  benchPacksInit(double: boolean, chemistry: number, count: number, series: number, parallel: number): void;
  benchPacks(steps: number, current_A: number): void;
  benchPacksHeat(first: number, count: number): void;
  benchFastTask(ticks: number): void;
  /** The power stage with constant sources behind its converters, a fast tick at a time: assembly/testing/powerStage.ts. */
  testPowerInit(cbuEmf_V: number, cbuSource_ohm: number, bbuEmf_V: number, bbuSource_ohm: number): void;
  testPowerLatch(): void;
  testPowerRun(): number;
}

export function blocks(): Blocks {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(imageBytes('testing')), {});
  const made = exports as unknown as Blocks;
  made.benchInit();
  return made;
}
