/** The same images in headless Chromium, where the page runs them. */
import { chromium } from 'playwright-core';
import { findChromium } from '../../tests/browser/executable.ts';
import { launchOptions } from '../../tests/browser/launch.ts';
import { simulationLayout } from '../abi/layout.ts';
import { enumerations, type ScalarType } from '../abi/registers.ts';
import { resolve, type Scenario, scenarios } from '../scenario.ts';
import { type RunSpec, TICKS_PER_SECOND } from '../simulation.ts';
import { imageBytes } from './images.ts';
import { type AtEnd, ROUNDS, type Row, type Say } from './row.ts';

const STRETCH_TICKS = 100_000;
const WARM_TICKS = 400_000;
const POWER_STEPS = 500_000;
const PACK_STEPS = 2_000;
const SAMSUNG = 1;

/** A run as plain numbers: what is written where, and what `init` and `addEvent` are told. */
interface Orders {
  readonly writes: readonly (readonly [address: number, type: ScalarType, value: number])[];
  readonly init: readonly number[];
  readonly events: readonly (readonly number[])[];
}

/** What the page keeps between the rounds. */
interface Bench {
  begin(name: string, orders: Orders): void;
  /** Seconds for so many ticks of a run. */
  run(name: string, ticks: number): number;
  powerStage(steps: number): number;
  /** Seconds for a cell and a step, a slow one every 100 of them. */
  cells(steps: number): number;
}

function ordersOf(spec: RunSpec): Orders {
  const writes = Object.entries(spec.parameters).flatMap(([key, value]) => {
    for (const name of ['PlantParameters', 'FirmwareParameters']) {
      const bank = simulationLayout.banks[name];
      const field = bank?.fields.find((each) => each.key === key);
      if (bank && field) return [[bank.address + field.offset, field.type, value] as const];
    }
    return [];
  });
  const kindOf = (kind: RunSpec['events'][number]['kind']) => enumerations.EventKind.indexOf(kind);
  return {
    writes,
    init: [spec.seed, Math.max(1, spec.events.length), spec.duration_s, spec.trigger_s, 0],
    events: spec.events.map((e) => [e.t_s, kindOf(e.kind), e.index ?? 0, e.value ?? 0, e.duration_s ?? 0, 0]),
  };
}

/** Runs in the browser: both images from their bytes. */
function prepare([ridethrough, testing, samsung]: readonly [string, string, number]): void {
  type Instance = Record<string, (...args: number[]) => number> & { memory: WebAssembly.Memory };
  const moduleOf = (base64: string) => new WebAssembly.Module(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)));
  const instance = (module: WebAssembly.Module) => new WebAssembly.Instance(module, {}).exports as unknown as Instance;
  const seconds = (work: () => void) => {
    const begin = performance.now();
    work();
    return (performance.now() - begin) * 1e-3;
  };
  const simulation = moduleOf(ridethrough);
  const runs: Record<string, Instance> = {};
  const kernel = instance(moduleOf(testing));
  kernel.benchInit?.();
  const packs = instance(moduleOf(testing));
  packs.benchInit?.();
  packs.benchPacksInit?.(0, samsung, 1, 11, 6);
  const bench: Bench = {
    begin: (name, { writes, init, events }) => {
      const made = instance(simulation);
      const data = new DataView(made.memory.buffer);
      made.resetParameters?.();
      for (const [address, type, value] of writes) {
        if (type === 'f64') data.setFloat64(address, value, true);
        else if (type === 'f32') data.setFloat32(address, value, true);
        else data.setInt32(address, value, true);
      }
      made.init?.(...init);
      for (const event of events) made.addEvent?.(...event);
      runs[name] = made;
    },
    run: (name, ticks) =>
      seconds(() => {
        for (let done = 0; done < ticks; done += 20_000) runs[name]?.run?.(20_000);
      }),
    powerStage: (steps) => seconds(() => kernel.benchPowerStage?.(steps)) / steps,
    cells: (steps) =>
      seconds(() => {
        for (let done = 0; done < steps; done += 100) {
          packs.benchPacks?.(100, 1);
          packs.benchPacksHeat?.(0, 1);
        }
      }) /
      (66 * steps),
  };
  Object.assign(globalThis, { bench });
}

export async function inChromium(say: Say, atEnd: AtEnd): Promise<Row[]> {
  if ((await findChromium()) === undefined) {
    say('rows in Chromium: no browser here; npm test puts one into the project');
    return [];
  }
  const browser = await chromium.launch(await launchOptions());
  atEnd(() => browser.close());
  const page = await browser.newPage();
  const base64 = (name: 'ridethrough' | 'testing') => imageBytes(name).toString('base64');
  // the transpiler's helper for names of functions, which the page does not have
  await page.evaluate('globalThis.__name = (f) => f');
  await page.evaluate(prepare, [base64('ridethrough'), base64('testing'), SAMSUNG] as const);
  const begin = (name: string, spec: RunSpec) =>
    page.evaluate(([run, orders]) => (globalThis as unknown as { bench: Bench }).bench.begin(run, orders), [name, ordersOf(spec)] as const);
  const run = (name: string, ticks: number) =>
    page.evaluate(([each, count]) => (globalThis as unknown as { bench: Bench }).bench.run(each, count), [name, ticks] as const);
  const block = (kind: 'powerStage' | 'cells', steps: number) =>
    page.evaluate(([each, count]) => (globalThis as unknown as { bench: Bench }).bench[each](count), [kind, steps] as const);
  const version = `Chromium ${browser.version().split('.')[0]}:`;

  /** Long enough for every round, nothing happens, a microsecond throughout. */
  const fine = async (preset: string): Promise<Row> => {
    const scenario: Scenario = { ...(scenarios['psu-trip-handoff'] as Scenario), preset, events: [] };
    const spec = resolve(scenario, { timeMode: 'fine' }, scenario.runs[0]);
    await begin(preset, { ...spec, duration_s: (WARM_TICKS + (ROUNDS + 1) * STRETCH_TICKS) / TICKS_PER_SECOND });
    await run(preset, WARM_TICKS);
    const measure = async () => STRETCH_TICKS / TICKS_PER_SECOND / (await run(preset, STRETCH_TICKS));
    return { name: `${version} ${preset}, 1 us: PSU carries`, unit: 'x real time', measure };
  };
  const outage = (preset: string): Row => {
    const scenario: Scenario = { ...(scenarios['long-outage'] as Scenario), preset };
    const spec = resolve(scenario, {}, scenario.runs[0]);
    const measure = async () => {
      await begin('outage', spec);
      return spec.duration_s / (await run('outage', spec.duration_s * TICKS_PER_SECOND));
    };
    return { name: `${version} ${spec.duration_s} s outage, ${preset}, adaptive`, unit: 'x real time', measure };
  };
  return [
    await fine('orv3-shelf'),
    await fine('nvl72-rack'),
    outage('orv3-shelf'),
    outage('nvl72-rack'),
    { name: `${version} power-stage step, 7 converters`, unit: 'ns', measure: async () => 1e9 * (await block('powerStage', POWER_STEPS)) },
    {
      name: `${version} cell-step f32x4, heat every 100 of them, 66 cells`,
      unit: 'ns',
      measure: async () => 1e9 * (await block('cells', PACK_STEPS)),
    },
  ];
}
