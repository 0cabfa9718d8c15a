/** The firmware of one module alone, fed with what that module got to see in a shelf, or with what it might have seen. */
import { readFileSync } from 'node:fs';
import { firmwareLayout, simulationLayout } from '../../host/abi/layout.ts';
import { enumerations } from '../../host/abi/registers.ts';
import type { RunSpec } from '../../host/simulation.ts';
import { Bank } from '../support/bench.ts';
import { simulationOf } from '../support/simulation.ts';

const module = new WebAssembly.Module(readFileSync(process.env.FIRMWARE_WASM ?? new URL('../../build/firmware.wasm', import.meta.url)));

/** What a module saw at its start and at every fast tick: bytes of its sample bank. */
export interface Stream {
  kind: 'cbu' | 'bbu';
  cold: boolean;
  parameters: Uint8Array;
  samples: Uint8Array[];
}

type Memory = { buffer: ArrayBuffer };
const bankIn = ({ buffer }: Memory, layout: typeof firmwareLayout, name: string, index = 0): Uint8Array => {
  const bank = layout.banks[name];
  if (!bank) throw new RangeError(name);
  return new Uint8Array(buffer, bank.address + index * bank.stride, bank.stride);
};

export function recorded(spec: RunSpec, index: number): Stream {
  const simulation = simulationOf(spec);
  const { memory } = Reflect.get(simulation, 'wasm') as { memory: Memory };
  const parameters = bankIn(memory, simulationLayout, 'FirmwareParameters').slice();
  const sample = bankIn(memory, simulationLayout, 'Sample', index);
  const samples = [sample.slice()];
  while (!simulation.done) {
    // the first microsecond of a fast tick runs the firmware
    simulation.run(1);
    samples.push(sample.slice());
    simulation.run(9);
  }
  const kind = index < (spec.parameters.cbuModules as number) ? 'cbu' : 'bbu';
  return { kind, cold: spec.parameters.startState === 1, parameters, samples };
}

const fields = new Map(firmwareLayout.banks.Sample?.fields.map((field) => [field.key, field]));
/** Byte offset of a register in a sample. */
export function offsetOf(key: string): number {
  const field = fields.get(key);
  if (!field) throw new RangeError(key);
  return field.offset;
}

/** One instance that hears a stream. */
export class Listener {
  readonly telemetry: Bank<string>;
  private readonly wasm: Record<string, (...args: number[]) => void>;
  private readonly sample: Uint8Array;

  /** `changed` writes what it wants into the sample before the firmware sees it. */
  constructor(
    private readonly stream: Stream,
    private readonly changed: (sample: DataView, k: number) => void,
  ) {
    const exports = new WebAssembly.Instance(module, {}).exports;
    const memory = exports.memory as unknown as Memory;
    this.wasm = exports as unknown as typeof this.wasm;
    this.telemetry = new Bank(memory as never, 'Telemetry');
    this.sample = bankIn(memory, firmwareLayout, 'Sample');
    bankIn(memory, firmwareLayout, 'FirmwareParameters').set(stream.parameters);
    this.see(0);
    this.wasm.init?.(enumerations.ModuleKind.indexOf(stream.kind));
    if (stream.kind === 'bbu' && stream.cold) this.wasm.coldStart?.();
    else this.wasm.warmStart?.();
  }

  private see(k: number): void {
    this.sample.set(this.stream.samples[k] as Uint8Array);
    this.changed(new DataView(this.sample.buffer, this.sample.byteOffset, this.sample.length), k);
  }

  tick(k: number): void {
    this.see(k);
    this.wasm.tick?.();
  }
}
