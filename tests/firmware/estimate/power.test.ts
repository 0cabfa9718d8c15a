import { expect, it } from 'vitest';
import { type Cell, EstimatorBench, kindOf } from '../../support/estimator.ts';

/** 500 in `npm run campaign`. */
const STATES = Number(process.env.RIDETHROUGH_STATES ?? 60);
const SERIES = 3;
const PARALLEL = 2;
const FLOOR_V = 2.7;
const MOST_DEGC = 60;
const MOST_A = 22 * PARALLEL * 0.93;
const CELLS: readonly Cell[] = ['samsungInr21700_30t', 'panasonicNcr18650pf', 'samsungNca48', 'lgM50'];

/** Even numbers in [0, 1) from a seed. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

interface State {
  readonly cell: Cell;
  readonly soc: number;
  readonly ambient_degC: number;
  readonly believed: number;
  /** Currents in C and for how many tenths of a second, before the limit is looked at. */
  readonly load: readonly (readonly [number, number])[];
  readonly seed: number;
}

function draw(seed: number): State {
  const random = generator(seed);
  const cell = CELLS[seed % CELLS.length] as Cell;
  const soc = 0.15 + 0.85 * random();
  // believed within two sigma of 2 %
  const believed = Math.min(1, Math.max(0, soc + 0.08 * (random() - 0.5)));
  const ambient_degC = (cell === 'lgM50' ? 0 : -10) + 50 * random();
  const load = Array.from(
    { length: 4 },
    () => [random() < 0.4 ? 0 : 2 * random() * Math.min(1, soc), 50 + Math.floor(250 * random())] as const,
  );
  return { cell, soc, ambient_degC, believed, load, seed };
}

const CAPACITY_AH: Partial<Record<Cell, number>> = { samsungInr21700_30t: 3, panasonicNcr18650pf: 2.86, samsungNca48: 4.8, lgM50: 4.97 };

/** The pack after the load, told to the estimator or not. */
function prepare(bench: EstimatorBench, state: State, soc: number, told: boolean): void {
  bench.call('PackInit', kindOf(state.cell), SERIES, PARALLEL, soc, state.ambient_degC, 0.025, 2e-4, 0.01, state.seed);
  bench.call('EstimatorNoise', 2e-4);
  if (told) bench.call('EstimatorInit', bench.call('EstimatorModule_V') / SERIES, state.ambient_degC, state.seed);
  for (const [rate_C, tenths] of state.load)
    bench.call('EstimatorFollow', rate_C * PARALLEL * (CAPACITY_AH[state.cell] ?? 3), 0, 0, rate_C === 0, 10 * tenths, !told);
}

/** 240 s at a power of the module: lowest cell, hottest cell. */
function endure(bench: EstimatorBench, power_W: number): { lowest_V: number; hottest_degC: number; most_A: number } {
  bench.call('EstimatorForget');
  for (let k = 0; k < 24; k++) {
    bench.call('EstimatorFollow', Number.NaN, power_W, 0, false, 1000, true);
    // it will not recover
    if (!(bench.call('EstimatorLowest_V') > 2)) break;
  }
  const most_A = power_W / bench.call('EstimatorModule_V');
  return { lowest_V: bench.call('EstimatorLowest_V'), hottest_degC: bench.call('EstimatorHottest_degC'), most_A };
}

it(
  `a discharge at the published 240 s limit crosses no limit in ${STATES} random states, and is not timid`,
  () => {
    const parts: number[] = [];
    let lowest_V = Number.POSITIVE_INFINITY;
    let hottest_degC = Number.NEGATIVE_INFINITY;
    const crossed: string[] = [];
    for (let seed = 1; seed <= STATES; seed++) {
      const state = draw(seed);
      const bench = new EstimatorBench(state.cell, SERIES, PARALLEL, { initialSoc: state.believed, initialSocSigma: 0.02 });
      prepare(bench, state, state.soc, true);
      const limit_W = bench.told('powerLimit240_W');
      const assumed = Math.max(0.01, bench.told('weakestGroupSoc') - 3 * bench.told('socSigma'));
      const now = bench.call('PackSoc');
      if (limit_W > 0) {
        const end = endure(bench, limit_W);
        lowest_V = Math.min(lowest_V, end.lowest_V);
        hottest_degC = Math.max(hottest_degC, end.hottest_degC);
        if (!(end.lowest_V >= FLOOR_V && end.hottest_degC <= MOST_DEGC))
          crossed.push(
            `${seed} ${JSON.stringify(state)}: ${limit_W.toFixed(0)} W to ${end.lowest_V.toFixed(3)} V, ${end.hottest_degC.toFixed(1)} degC`,
          );
      }
      // brute force: the same pack at the charge that the limit was made for
      const soc = state.soc + assumed - now;
      if (soc < 0.02) continue;
      prepare(bench, state, soc, false);
      const end = bench.call('HeapEnd');
      const memory = new Uint8Array(bench.wasm.memory.buffer);
      const kept = memory.slice(0, end);
      let low = 0;
      let high = MOST_A * SERIES * 4.2;
      for (let k = 0; k < 9; k++) {
        const middle = 0.5 * (low + high);
        memory.set(kept);
        const { lowest_V, hottest_degC, most_A } = endure(bench, middle);
        if (lowest_V >= FLOOR_V && hottest_degC <= MOST_DEGC && most_A <= MOST_A) low = middle;
        else high = middle;
      }
      if (low > 1) parts.push(limit_W / low);
    }
    parts.sort((a, b) => a - b);
    const at = (part: number) => parts[Math.floor(part * (parts.length - 1))] as number;
    console.log(
      `240 s discharge limit in ${STATES} states: lowest cell ${lowest_V.toFixed(3)} V (limit ${FLOOR_V}), hottest ${hottest_degC.toFixed(1)} degC (limit ${MOST_DEGC}); ` +
        `over brute force at the same charge less 3 sigma: median ${(100 * at(0.5)).toFixed(0)} %, 5th percentile ${(100 * at(0.05)).toFixed(0)} %, most ${(100 * at(1)).toFixed(0)} %`,
    );
    expect(crossed).toEqual([]);
    expect(at(0.5)).toBeGreaterThanOrEqual(0.85);
    expect(at(0.05)).toBeGreaterThanOrEqual(0.6);
  },
  60_000 + 2000 * STATES,
);
