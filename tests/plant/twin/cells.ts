/** The C twin of the cells, and what it and the core's own kernel are driven by. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from '../../support/c-twin.ts';

const source = fileURLToPath(new URL('cells.c', import.meta.url));

/** Steps of the profile that both go through. */
export const STEPS = 100_000;
const FAST_BYTES = 176;
const TILE_BYTES = 144;
const SLOW_BYTES = 160;

export type Lane = 'float' | 'double';
export interface TwinPack {
  readonly lane: Lane;
  /** As testPackInit takes it: -1 has everything a cell can have. */
  readonly chemistry: number;
  readonly series: number;
  readonly parallel: number;
  readonly soc: number;
  readonly ambient_degC: number;
  readonly spread: number;
  readonly contact_ohm: number;
}
type Kernel = { memory: WebAssembly.Memory } & Record<string, (...args: (number | boolean)[]) => number>;

const call = (kernel: Kernel, name: string, ...args: (number | boolean)[]) => kernel[name]?.(...args) ?? Number.NaN;
const count = (length: number, of: (k: number) => number) => Array.from({ length }, (_, k) => of(k));

function memories(kernel: Kernel, pack: TwinPack): Uint8Array[] {
  const tiles = Math.ceil(pack.series / (pack.lane === 'float' ? 4 : 2));
  const bytes = [tiles * pack.parallel * FAST_BYTES, tiles * TILE_BYTES, pack.series * pack.parallel * SLOW_BYTES];
  return bytes.map((length, part) => new Uint8Array(kernel.memory.buffer, call(kernel, 'testPackMemory', part) >>> 0, length));
}

/** Makes the pack in `kernel`; returns what the twin reads. */
export function begin(kernel: Kernel, pack: TwinPack): Buffer {
  const { series, parallel, contact_ohm } = pack;
  call(kernel, 'testPackDouble', pack.lane === 'double');
  call(kernel, 'testPackInit', pack.chemistry, series, parallel, pack.soc, pack.ambient_degC, pack.spread, contact_ohm, 1e-3, 1);
  const table = (which: number, k: number) => call(kernel, 'testPackTable', which, k);
  const [tau1_s, tau2_s, tau3_s, tauCt_s, hysteresisRate, entropic, heatCapacity, moving] = count(8, (k) => table(5, k)) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const temperatures = count(16, (k) => table(2, k)).filter((t) => !Number.isNaN(t));
  const left = (time_s: number, tau_s: number) => call(kernel, 'testExp', -time_s / tau_s);
  const rate = (tau_s: number) => (tau_s > 0 ? (1 - left(0.1, tau_s)) / 0.1 : 0);
  const reference_V = count(series, (g) => call(kernel, 'testPackReference_V', g)).reduce((a, b) => a + b, 0);
  const numbers = [
    ...[series, parallel, temperatures.length],
    ...[Number(tau3_s > 0), Number(tauCt_s > 0), Number(hysteresisRate > 0), entropic, Number(table(6, 0) > 0)],
    ...[contact_ohm, 0.5 * contact_ohm, 1],
    ...[left(1e-3, tau1_s), left(0.01, tau1_s)],
    ...[rate(tau2_s), rate(tau3_s), rate(tauCt_s)],
    ...[tau1_s, hysteresisRate, heatCapacity, moving, 2, pack.ambient_degC + 273.15, reference_V],
    ...[1e-3, 0.01, 0.5e-3, 0.005].map((time_s) => (tauCt_s > 0 ? left(time_s, tauCt_s) : 1)),
    tauCt_s > 0 ? 0.1 / (1 - left(0.1, tauCt_s)) : 0,
    ...count(101, (k) => table(0, k)),
    ...count(21, (k) => table(1, k)),
    ...temperatures,
    ...count(temperatures.length * 21 * 6, (k) => table(3, k)),
    ...count(42, (k) => table(4, k)),
    ...count(temperatures.length, (k) => table(6, k)),
  ];
  return Buffer.concat([new Uint8Array(new Float64Array(numbers).buffer), ...memories(kernel, pack)]);
}

/** The profile in `kernel`, and what it leaves: eight numbers, then the memories. As in cells.c. */
export function runKernel(kernel: Kernel, pack: TwinPack): Buffer {
  let seed = 1;
  let current_A = 0;
  let until = 0;
  for (let block = 0, done = 0; done < STEPS; block++) {
    const coarse = block % 10 === 9;
    for (let k = 0; k < (coarse ? 10 : 100); k++, done++) {
      if (until-- === 0) {
        seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
        current_A = pack.parallel * ((seed / 4294967296) * 12 - 5);
        until = 36;
      }
      call(kernel, 'testPackElectrical', current_A, current_A * current_A * 1.0625, coarse ? 0.01 : 1e-3);
    }
    call(kernel, 'testPackThermal', 0.1);
  }
  const numbers = ['Emf_V', 'Resistance_ohm', 'ToAir_J', 'Soc', 'CellVoltageMin_V', 'CellVoltageMax_V'].map((name) =>
    call(kernel, `testPack${name}`),
  );
  return Buffer.concat([new Uint8Array(new Float64Array(numbers).buffer), ...memories(kernel, pack)]);
}

function twin<Result>(
  program: string,
  input: Buffer,
  use: (run: (mode: string, argument: string) => string, folder: string) => Result,
): Result {
  const folder = mkdtempSync(join(tmpdir(), 'ridethrough-twin-'));
  try {
    writeFileSync(join(folder, 'input'), input);
    return use((mode, argument) => {
      const { status, stdout, stderr } = spawnSync(program, [join(folder, 'input'), mode, argument], { encoding: 'utf8' });
      if (status !== 0) throw new Error(`the twin of the cells: ${status} ${stderr}`);
      return stdout;
    }, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const flagsOf = (lane: Lane, flags: readonly string[]) => [`-DLANE=${lane}`, ...flags];

/** The same from the twin, or null where no C compiler is. */
export function runTwin(lane: Lane, input: Buffer): Buffer | null {
  const program = compile(source, flagsOf(lane, ['-O3', '-msse4.1']));
  if (program === null) return null;
  return twin(program, input, (run, folder) => {
    run('run', join(folder, 'output'));
    return readFileSync(join(folder, 'output'));
  });
}

/** Nanoseconds per cell and step, measured by the twin itself in stretches of 100 steps; null where no C compiler is. */
export function twinTimer(lane: Lane, input: Buffer, flags: readonly string[]): ((stretches: number) => number) | null {
  const program = compile(source, flagsOf(lane, flags));
  if (program === null) return null;
  return (stretches) => twin(program, input, (run) => Number(run('time', String(stretches))));
}
