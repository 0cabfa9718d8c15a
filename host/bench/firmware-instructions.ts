/** How many WebAssembly instructions one battery controller executes in a tick: the same on every machine. */
import { readFileSync } from 'node:fs';
import { firmwareLayout } from '../abi/layout.ts';
import { enumerations, lineBits, sensorBits, THERMISTORS } from '../abi/registers.ts';
import { BankView } from '../abi/view.ts';
import { withCounter } from './instruction-counter.ts';
import type { Row } from './row.ts';

const TICKS_PER_10MS = 1000;
/** Ten of the slowest task's periods. */
const TICKS = 1e6;
const GROUPS = 11;

const line = (...names: (typeof lineBits)[number][]) => names.reduce((bits, name) => bits | (1 << lineBits.indexOf(name)), 0);

interface Counted {
  readonly mean: number;
  readonly most: number;
  /** The least of ten ticks: nothing but the fast task. */
  readonly fast: number;
}

/** A battery module that sees `bus_V` and `current_A`, a code of noise on each. */
function run(bus_V: number, current_A: number, called: boolean): Counted {
  const image = readFileSync(new URL('../../build/firmware.wasm', import.meta.url));
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(withCounter(image)), {});
  const wasm = exports as unknown as {
    memory: WebAssembly.Memory;
    executed: WebAssembly.Global<'i64'>;
    resetParameters(): void;
    init(kind: number): void;
    warmStart(): void;
    tick(): void;
  };
  wasm.resetParameters();
  const sample = new BankView(wasm.memory, 'Sample', 0, firmwareLayout);
  const command = new BankView(wasm.memory, 'Command', 0, firmwareLayout);
  const see = (tick: number) => {
    sample.set('time_ticks', tick);
    for (const key of ['busVoltageSequence', 'moduleSequence', 'shareSequence'] as const) sample.set(key, tick + 1);
    const on = command.get('converterEnable') !== 0;
    const lines = line('SHARE_VALID', 'MAIN_CLOSED', 'SWITCH_CLOSED') | (on ? line('CONVERTER_ON') : 0) | (called ? line('SYNC') : 0);
    sample.set('lines', lines);
    sample.set('shareBbu_A', command.get('shareOut_A'));
    // a code more or less, so that nothing looks stuck
    sample.set('busVoltage_code', Math.round((bus_V * 4096) / 60) + (tick % 3) - 1);
    sample.set('moduleCurrent_code', Math.round((current_A * 32768) / 800) + (tick % 3) - 1);
    const storage_code = Math.round((43 * 65536) / 60);
    sample.set('storageVoltage_code', storage_code);
    sample.set('linkVoltage_code', storage_code);
    if (tick % TICKS_PER_10MS !== 0) return;
    sample.set('groupSequence', tick + 1);
    sample.set('thermistorSequence', tick + 1);
    for (let g = 0; g < GROUPS; g++) sample.set('groupVoltage_code', 39_090 + ((tick / TICKS_PER_10MS + g) % 3), g);
    for (let k = 0; k < THERMISTORS; k++) sample.set('thermistor_code', 2500 + ((tick / TICKS_PER_10MS) % 2), k);
  };
  sample.set(
    'valid',
    sensorBits.reduce((bits, _, k) => bits | (1 << k), 0),
  );
  see(0);
  wasm.init(enumerations.ModuleKind.indexOf('bbu'));
  wasm.warmStart();
  let most = 0;
  let fast = Number.POSITIVE_INFINITY;
  let before = wasm.executed.value as bigint;
  const begin = before;
  for (let tick = 1; tick <= TICKS; tick++) {
    see(tick);
    wasm.tick();
    const now = wasm.executed.value as bigint;
    const count = Number(now - before);
    before = now;
    if (tick <= TICKS_PER_10MS) continue;
    most = Math.max(most, count);
    fast = Math.min(fast, count);
  }
  return { mean: Number(before - begin) / TICKS, most, fast };
}

/** It never changes from round to round: measured once. */
export function firmwareInstructions(): Row[] {
  const once = (work: () => Counted): (() => Counted) => {
    let counted: Counted | undefined;
    return () => (counted ??= work());
  };
  const idle = once(() => run(50.4, 0, false));
  const delivering = once(() => run(47.6, 62, true));
  const row = (name: string, measure: () => number): Row => ({ name, unit: 'instructions', measure });
  return [
    row('firmware: fast task of a battery module that idles', () => idle().fast),
    row('firmware: fast task of a battery module that delivers', () => delivering().fast),
    row('firmware: a tick on average, slower tasks included, delivering', () => delivering().mean),
    row('firmware: the longest tick, all tasks due', () => Math.max(idle().most, delivering().most)),
  ];
}
