import { readFileSync } from 'node:fs';
import binaryen from 'binaryen';
import { describe, expect, it } from 'vitest';
import { firmwareLayout, simulationLayout } from '../../host/abi/layout.ts';

const config = JSON.parse(readFileSync(new URL('../../asconfig.json', import.meta.url), 'utf8'));

const bytesOf = (name: string) => readFileSync(new URL(`../../build/${name}.wasm`, import.meta.url));

/** Address of each data segment. */
function segments(name: string): number[] {
  const module = binaryen.readBinary(bytesOf(name));
  const all = [...module.emitText().matchAll(/\(data [^(]*\(i32\.const (\d+)\)/g)].map(([, offset]) => Number(offset));
  module.dispose();
  return all;
}

describe.each([
  ['ridethrough', config.targets.simulation.memoryBase, simulationLayout.end],
  ['testing', config.targets.testing.memoryBase, simulationLayout.end],
  ['firmware', config.targets.firmware.memoryBase, firmwareLayout.end],
])('build/%s.wasm', (name, base, registersEnd) => {
  it('imports nothing and runs on any engine', () => {
    expect(WebAssembly.Module.imports(new WebAssembly.Module(bytesOf(name)))).toEqual([]);
  });

  it('keeps its static data above the registers', () => {
    expect(registersEnd).toBeLessThanOrEqual(base);
    const offsets = segments(name);
    if (name !== 'firmware') expect(offsets.length).toBeGreaterThan(0);
    for (const offset of offsets) expect(offset).toBeGreaterThanOrEqual(base);
  });
});

it('the firmware has no SIMD, which wasm2c could not translate', () => {
  const module = binaryen.readBinary(bytesOf('firmware'));
  expect(module.emitText()).not.toMatch(/v128|f64x2|f32x4|i32x4/);
  module.dispose();
  const simulation = binaryen.readBinary(bytesOf('ridethrough'));
  expect(simulation.emitText()).toMatch(/f32x4/);
  simulation.dispose();
});

it('stays small: one firmware 48 KB in its flash', () => {
  const firmware = bytesOf('firmware');
  console.log(`firmware.wasm ${firmware.length} bytes`);
  expect(firmware.length).toBeLessThanOrEqual(48 * 1024);
});
