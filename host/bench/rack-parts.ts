/**
 * Where a fast tick of the rack goes. The parts run alone, over and over on the state of a run that was warmed up: what
 * they take from one another's caches in a whole tick, the slower tasks, and the cells' millisecond are in the rest.
 */
import { firmwareParameters, plantParameters } from '../abi/registers.ts';
import { BankView, type RegisterName } from '../abi/view.ts';
import type { RunSpec } from '../simulation.ts';
import { type Blocks, emptyBlocks } from './images.ts';
import { ROUNDS, type Row, seconds } from './row.ts';

const WARM_US = 300_000;
/** Fast ticks of a stretch, and how many of them: the fastest counts, so that what else runs here does not. */
const STRETCH = 500;
const STRETCHES = 12;

function made(spec: RunSpec, outage: boolean): Blocks {
  const kernel = emptyBlocks();
  const plant = new BankView(kernel.memory, 'PlantParameters');
  const firmware = new BankView(kernel.memory, 'FirmwareParameters');
  for (const [key, value] of Object.entries(spec.parameters)) {
    if (Object.hasOwn(plantParameters, key)) plant.set(key as RegisterName<'PlantParameters'>, value);
    if (Object.hasOwn(firmwareParameters, key)) firmware.set(key as RegisterName<'FirmwareParameters'>, value);
  }
  kernel.benchRackInit(WARM_US + 10 * (ROUNDS + 1) * STRETCH * STRETCHES, WARM_US, outage);
  return kernel;
}

function fastest_ns(part: (ticks: number) => void): number {
  let best_s = Infinity;
  for (let n = 0; n < STRETCHES; n++)
    best_s = Math.min(
      best_s,
      seconds(() => part(STRETCH)),
    );
  return (best_s / STRETCH) * 1e9;
}

/**
 * Two groups of rows. The bus is measured while the PSU carries: with nobody who controls it, it is held by none else, and
 * its steps cost the same.
 */
export function rackParts(spec: RunSpec): Row[] {
  return [...group(spec, false, 'PSU'), ...group(spec, true, 'battery')];
}

function group(spec: RunSpec, outage: boolean, carries: string): Row[] {
  const run = made(spec, outage);
  // parts alone leave no run that could go on
  const parts = made(spec, outage);
  const stage = made(spec, outage);
  const held = made(spec, false);
  // of this round: the rows are measured in their order
  const now = { whole: 0, sensors: 0, firmware: 0, converters: 0, bus: 0, recorder: 0 };
  const row = (name: string, measure: () => number): Row => ({ name: `rack, fast tick, ${carries} carries: ${name}`, unit: 'ns', measure });
  const see_ns = () => fastest_ns((ticks) => parts.benchRackRound(ticks, false));
  const think_ns = () => fastest_ns((ticks) => parts.benchRackRound(ticks, true));
  const stage_ns = (of: Blocks, moves: boolean) => fastest_ns((ticks) => of.benchRackStage(ticks, moves));
  return [
    row('all of it', () => (now.whole = fastest_ns((ticks) => run.benchRackWhole(ticks)))),
    row('sensors and lines', () => (now.sensors = see_ns())),
    row('firmware of 48 modules (with sensors, less these)', () => (now.firmware = think_ns() - now.sensors)),
    row('converters and storage sides', () => (now.converters = stage_ns(stage, false))),
    row('bus (with converters at rest, less these)', () => (now.bus = stage_ns(held, true) - stage_ns(held, false))),
    row('recorder and metrics', () => (now.recorder = fastest_ns((ticks) => parts.benchRackRecorder(ticks)))),
    row('rest: cells, slower tasks, caches', () => {
      const { whole, sensors, firmware, converters, bus, recorder } = now;
      return whole - sensors - firmware - converters - bus - recorder;
    }),
  ];
}
