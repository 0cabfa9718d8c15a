/** The built images that are measured. */
import { readFileSync } from 'node:fs';

export const imageBytes = (name: 'ridethrough' | 'testing') => readFileSync(new URL(`../../build/${name}.wasm`, import.meta.url));

/** Single blocks, each on its own: assembly/testing/bench.ts. */
export interface Blocks {
  readonly memory: WebAssembly.Memory;
  benchInit(): void;
  benchPowerStage(steps: number): void;
  /** `count` packs in lanes of f64 or f32. */
  benchPacksInit(double: boolean, chemistry: number, count: number, series: number, parallel: number): void;
  benchPacks(steps: number, current_A: number): void;
  benchPacksHeat(first: number, count: number): void;
  benchFastTask(ticks: number): void;
  /** A whole run from the parameter banks and its parts, fast ticks of each: assembly/testing/rack.ts. */
  benchRackInit(duration_us: number, warm_us: number, outage: boolean): void;
  benchRackWhole(ticks: number): void;
  benchRackRound(ticks: number, thinking: boolean): void;
  benchRackStage(ticks: number, moves: boolean): void;
  benchRackRecorder(ticks: number): void;
  /** The power stage with constant sources behind its converters, a fast tick at a time: assembly/testing/powerStage.ts. */
  testPowerInit(cbuEmf_V: number, cbuSource_ohm: number, bbuEmf_V: number, bbuSource_ohm: number): void;
  testPowerLatch(): void;
  testPowerRun(): number;
}

export function blocks(): Blocks {
  const made = emptyBlocks();
  made.benchInit();
  return made;
}

/** Before anything is made in them. */
export function emptyBlocks(): Blocks {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(imageBytes('testing')), {});
  return exports as unknown as Blocks;
}
