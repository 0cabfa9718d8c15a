/** The firmware on a bench is the firmware in the shelf: fed with what a module saw there, it says the same bit for bit. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { firmwareLayout, simulationLayout } from '../../host/abi/layout.ts';
import { enumerations, firmwareParameters, plantParameters } from '../../host/abi/registers.ts';
import { BankView, type RegisterName } from '../../host/abi/view.ts';
import { blackBoxReport, readBlackBox } from '../../host/black-box.ts';
import { resolve, scenarios } from '../../host/scenario.ts';

const compile = (name: string) => new WebAssembly.Module(readFileSync(new URL(`../../build/${name}.wasm`, import.meta.url)));
type Exports = { memory: WebAssembly.Memory } & Record<string, (...args: number[]) => number>;
const instance = (module: WebAssembly.Module) => new WebAssembly.Instance(module, {}).exports as unknown as Exports;
const shelf = compile('ridethrough');
const alone = compile('firmware');

/** Bytes of bank `name` of module `index` in the shelf, and of the one in the firmware. */
function banks(simulation: Exports, firmware: Exports, name: string, index: number): [Uint8Array, Uint8Array] {
  const there = simulationLayout.banks[name];
  const here = firmwareLayout.banks[name];
  if (!there || !here) throw new RangeError(name);
  return [
    new Uint8Array(simulation.memory.buffer, there.address + index * there.stride, there.stride),
    new Uint8Array(firmware.memory.buffer, here.address, here.stride),
  ];
}

it.each([
  ['psu-trip-handoff', 0, 0.06],
  ['psu-trip-handoff', 1, 0.06],
  ['hpr-ac-loss', 0, 0.06],
  ['cold-start', 0, 0.16],
] as const)('%s, run %i: every module, every tick', (name, run, duration_s) => {
  const scenario = scenarios[name];
  if (!scenario) throw new RangeError(name);
  const spec = resolve(scenario, {}, scenario.runs[run]);
  const simulation = instance(shelf);
  simulation.resetParameters?.();
  const plant = new BankView(simulation.memory, 'PlantParameters');
  const settings = new BankView(simulation.memory, 'FirmwareParameters');
  for (const [key, value] of Object.entries(spec.parameters)) {
    if (Object.hasOwn(plantParameters, key)) plant.set(key as RegisterName<'PlantParameters'>, value);
    if (Object.hasOwn(firmwareParameters, key)) settings.set(key as RegisterName<'FirmwareParameters'>, value);
  }
  simulation.init?.(spec.seed, spec.events.length, duration_s, spec.trigger_s);
  for (const { t_s, kind, index, item, value, duration_s: over_s } of spec.events)
    simulation.addEvent?.(t_s, enumerations.EventKind.indexOf(kind), index ?? 0, value ?? 0, over_s ?? 0, item ?? 0);

  const { cbuModules, bbuModules, startState } = spec.parameters as Record<string, number>;
  const modules = Array.from({ length: (cbuModules ?? 0) + (bbuModules ?? 0) }, (_, k) => {
    const firmware = instance(alone);
    const kind = k < (cbuModules ?? 0) ? 'cbu' : 'bbu';
    const [theirs, ours] = banks(simulation, firmware, 'FirmwareParameters', 0);
    ours.set(theirs);
    const sample = banks(simulation, firmware, 'Sample', k);
    sample[1].set(sample[0]);
    firmware.init?.(enumerations.ModuleKind.indexOf(kind));
    if (kind === 'bbu' && startState === 1) firmware.coldStart?.();
    else firmware.warmStart?.();
    const said = ['Command', 'Telemetry'].map((bank) =>
      banks(simulation, firmware, bank, k).map((bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)),
    );
    return { firmware, sample, said };
  });

  let changes = 0;
  let before = 0;
  for (let tick = 0; tick < duration_s * 1e5; tick++) {
    // the first microsecond of a fast tick runs the firmware
    simulation.run?.(1);
    for (const [k, { firmware, sample, said }] of modules.entries()) {
      sample[1].set(sample[0]);
      firmware.tick?.();
      for (const [theirs, ours] of said)
        if (theirs?.compare(ours as Buffer) !== 0)
          expect([...(ours as Buffer)], `module ${k}, tick ${tick}`).toEqual([...(theirs as Buffer)]);
    }
    const reference = modules[0]?.said[0]?.[1]?.readFloatLE(0) ?? 0;
    if (reference !== before) changes++;
    before = reference;
    simulation.run?.(9);
  }
  for (const [k, { firmware }] of modules.entries()) {
    const there = readBlackBox(simulation.memory, simulation.blackBox?.(k) ?? 0);
    const here = readBlackBox(firmware.memory, firmware.blackBox?.() ?? 0);
    expect(blackBoxReport(here), `black box of module ${k}`).toEqual(blackBoxReport(there));
    expect(here.fast.length).toBe(128);
  }
  // it was not a comparison of nothing with nothing
  expect(changes).toBeGreaterThan(name === 'cold-start' ? -1 : 20);
});
