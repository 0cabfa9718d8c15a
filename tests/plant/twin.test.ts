/** The kernel of the power stage against its twin in C (twin/): the same bits, where a C compiler is. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BankView } from '../../host/abi/view.ts';
import { testingModule } from '../support/testing-module.ts';
import { type PlantKey, type PlantValues, plantValues } from './reference/parameters.ts';
import { type Act, ROW, runTwin, SOURCES } from './twin/power-stage.ts';

/** The same from the simulation's kernel. */
function runKernel(values: PlantValues, acts: readonly Act[], ticks: number, sources = SOURCES): Float64Array {
  const wasm = testingModule();
  const bank = new BankView(wasm.memory, 'PlantParameters');
  for (const [key, value] of Object.entries(values)) bank.set(key as PlantKey, value);
  wasm.testPowerInit?.(sources.cbuEmf_V, sources.cbuSource_ohm, sources.bbuEmf_V, sources.bbuSource_ohm);
  const rows = new Float64Array(ticks * ROW);
  const told = { cbu_A: 0, bbu_A: 0, bbuOn: false };
  let next = 0;
  for (let tick = 0; tick < ticks; tick++) {
    wasm.testPowerLatch?.();
    for (; acts[next]?.tick === tick; next++) {
      const { action, value } = acts[next] as Act;
      if (action === 'trip') wasm.testPowerTrip?.();
      else if (action === 'restore') wasm.testPowerRestore?.();
      else if (action === 'load') wasm.testPowerLoad?.(value);
      else if (action === 'cbuCommand') told.cbu_A = value;
      else if (action === 'bbuCommand') told.bbu_A = value;
      else told.bbuOn = value > 0;
      wasm.testPowerCommand?.(0, told.cbu_A, true);
      wasm.testPowerCommand?.(1, told.bbu_A, told.bbuOn);
    }
    const address = wasm.testPowerRun?.() ?? 0;
    rows.set(new Float64Array(wasm.memory.buffer, address >>> 0, ROW), tick * ROW);
  }
  return rows;
}

/** First fast tick that differs, by the bits, or -1. */
function firstDifference(a: Float64Array, b: Float64Array): number {
  const [x, y] = [new BigInt64Array(a.buffer), new BigInt64Array(b.buffer)];
  return Math.floor(x.findIndex((bits, k) => bits !== y[k]) / ROW);
}

const act = (t_ms: number, action: Act['action'], value = 0): Act => ({ tick: Math.round(t_ms * 100), action, value });

/** Trip, capacitor, battery, retransfer, then load steps into both limits of the rectifier: 100 ms of one microsecond. */
const handoff: Act[] = [
  act(1, 'trip'),
  act(1.01, 'cbuCommand', 375),
  act(1.01, 'bbuCommand', 12),
  act(1.01, 'bbuEnable', 1),
  act(1.2, 'cbuCommand', 355),
  act(2.92, 'cbuCommand', 290),
  act(3.5, 'bbuCommand', 40),
  act(3.5, 'cbuCommand', 120),
  act(4.2, 'bbuCommand', 62),
  act(4.2, 'cbuCommand', 0),
  act(4.6, 'restore'),
  act(4.8, 'bbuCommand', 20),
  act(5.2, 'bbuCommand', 0),
  act(5.6, 'bbuEnable', 0),
  act(10, 'load', 27.5e3),
  act(15, 'load', 900),
  act(30, 'load', 18e3),
  act(40, 'cbuCommand', -20),
  // more than the charging power allows
  act(60, 'bbuCommand', -20),
  act(60, 'bbuEnable', 1),
  act(80, 'cbuCommand', 0),
];

it('a trip, a handoff, the way back and load steps into both limits: the same bits over 100,000 steps', () => {
  // the output dies inside a step, while the capacitor rises: that step is made in pieces
  const values = plantValues({ psuFallTime_s: 23.7e-6 });
  const twin = runTwin(values, handoff, 10_000);
  if (twin === null) {
    console.log('no C compiler: the twin of the power stage is not compared');
    return;
  }
  const kernel = runKernel(values, handoff, 10_000);
  expect(kernel.length).toBe(twin.length);
  const at = firstDifference(kernel, twin);
  if (at >= 0) console.log(`tick ${at}:`, [...kernel.slice(at * ROW, (at + 1) * ROW)], [...twin.slice(at * ROW, (at + 1) * ROW)]);
  expect(at).toBe(-1);
  const bus_V = kernel.filter((_, k) => k % ROW === 0);
  console.log(
    `power stage and its C twin: 100,000 steps, ${kernel.length} numbers, all bits equal; bus ${Math.min(...bus_V).toFixed(2)} to ${Math.max(...bus_V).toFixed(2)} V`,
  );
});

it('and any sequence of commands, with a source that cannot give what is asked', () => {
  const tick = fc.integer({ min: 1, max: 290 });
  const acts = fc
    .array(
      fc.oneof(
        tick.map((tick): Act => ({ tick, action: 'restore', value: 0 })),
        fc.tuple(tick, fc.integer({ min: 1, max: 26 })).map(([tick, kW]): Act => ({ tick, action: 'load', value: 1e3 * kW })),
        fc.tuple(tick, fc.integer({ min: -50, max: 700 })).map(([tick, value]): Act => ({ tick, action: 'cbuCommand', value })),
        fc.tuple(tick, fc.integer({ min: -20, max: 130 })).map(([tick, value]): Act => ({ tick, action: 'bbuCommand', value })),
        fc.tuple(tick, fc.integer({ min: 0, max: 1 })).map(([tick, value]): Act => ({ tick, action: 'bbuEnable', value })),
      ),
      { minLength: 1, maxLength: 8 },
    )
    .map((acts) => acts.sort((a, b) => a.tick - b.tick));
  // the twin has no lockout
  const values = plantValues({ loadLockout_V: 1, loadFloor_V: 5 });
  if (runTwin(values, [], 1) === null) return;
  fc.assert(
    fc.property(acts, fc.constantFrom(46, 22), (acts, cbuEmf_V) => {
      const sources = { ...SOURCES, cbuEmf_V };
      const twin = runTwin(values, acts, 300, sources) as Float64Array;
      expect(firstDifference(runKernel(values, acts, 300, sources), twin)).toBe(-1);
    }),
    { numRuns: 40, seed: 5 },
  );
});
