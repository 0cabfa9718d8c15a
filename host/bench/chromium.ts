/** The same images in headless Chromium, where the page runs them. */
import { chromium } from 'playwright-core';
import { findChromium } from '../../tests/browser/executable.ts';
import { launchOptions } from '../../tests/browser/launch.ts';
import { imageBytes } from './images.ts';
import type { AtEnd, Row, Say } from './row.ts';

const RUN_TICKS = 400_000;
const WARM_TICKS = 2_400_000;
const POWER_STEPS = 500_000;
const CELL_MS = 500;

/** What the page keeps between the rounds. */
interface Bench {
  shelf(ticks: number): number;
  powerStage(steps: number): number;
  cells(milliseconds: number): number;
}

/** Runs in the browser: both images from their bytes, and one measurement of each kind in seconds. */
function prepare([ridethrough, testing, warmTicks]: readonly [string, string, number]): void {
  const instance = (base64: string) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    return new WebAssembly.Instance(new WebAssembly.Module(bytes), {}).exports as Record<string, (...args: number[]) => number>;
  };
  const seconds = (work: () => void) => {
    const begin = performance.now();
    work();
    return (performance.now() - begin) * 1e-3;
  };
  const simulation = instance(ridethrough);
  simulation.resetParameters?.();
  // long enough for every round, the default shelf, nothing happens
  simulation.init?.(1, 1, 60, 0);
  const run = (ticks: number) => {
    for (let done = 0; done < ticks; done += 20_000) simulation.run?.(20_000);
  };
  run(warmTicks);
  const kernel = instance(testing);
  kernel.benchInit?.();
  for (let k = 0; k < 20; k++) kernel.benchPowerStage?.(50_000);
  kernel.benchCells?.(500);
  const bench: Bench = {
    shelf: (ticks) => seconds(() => run(ticks)),
    powerStage: (steps) => seconds(() => kernel.benchPowerStage?.(steps)) / steps,
    cells: (milliseconds) => {
      let cellSteps = 1;
      const took_s = seconds(() => {
        cellSteps = kernel.benchCells?.(milliseconds) ?? 1;
      });
      return took_s / cellSteps;
    },
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
  await page.evaluate(prepare, [base64('ridethrough'), base64('testing'), WARM_TICKS] as const);
  const seconds = (kind: keyof Bench, count: number) =>
    page.evaluate(([name, times]) => (globalThis as unknown as { bench: Bench }).bench[name](times), [kind, count] as const);
  const name = `Chromium ${browser.version().split('.')[0]}:`;
  return [
    { name: `${name} shelf, PSU carries`, unit: 'x real time', measure: async () => RUN_TICKS / 1e6 / (await seconds('shelf', RUN_TICKS)) },
    { name: `${name} power-stage step, 7 converters`, unit: 'ns', measure: async () => 1e9 * (await seconds('powerStage', POWER_STEPS)) },
    { name: `${name} cell-step, heat included`, unit: 'ns', measure: async () => 1e9 * (await seconds('cells', CELL_MS)) },
  ];
}
