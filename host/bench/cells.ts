/** The cells: nanoseconds for a millisecond of one of them, heat included, against the C twin and against their number. */
import { begin, type Lane, twinTimer } from '../../tests/plant/twin/cells.ts';
import { blocks } from './images.ts';
import { type Row, type Say, seconds } from './row.ts';

/** Chemistry of the battery modules, and their shape. */
const SAMSUNG = 1;
const MODULE = { series: 11, parallel: 6 };
const CELLS = MODULE.series * MODULE.parallel;
/** Modules: one, a shelf, a rack, ten racks, the pod. */
const MODULES = [1, 6, 44, 460, 1760] as const;
/** Stretches of about this long, the fastest counts, so that what else runs here does not. */
const STRETCH_NS = 3e5;
const TURNS = 40;

/** Nanoseconds per cell and step: a hundred electrical steps and a slow one. */
function timed(lane: Lane, modules: number): () => number {
  const packs = blocks();
  packs.benchPacksInit(lane === 'double', SAMSUNG, modules, MODULE.series, MODULE.parallel);
  const cells = modules * CELLS;
  const steps = [50, 25, 10, 5, 1].find((n) => n * cells * 2 <= STRETCH_NS) ?? 1;
  const turns = Math.max(3, Math.round((TURNS * CELLS * 44) / Math.max(cells, CELLS * 44)));
  // of the slow step, which takes longer, some modules at a time
  const some = modules % 20 === 0 ? 20 : modules;
  return () => {
    let electrical_s = Infinity;
    const slow_s = new Array<number>(modules / some).fill(Infinity);
    for (let turn = 0; turn < turns; turn++) {
      for (let n = 0; n < 100; n += steps) electrical_s = Math.min(electrical_s, seconds(() => packs.benchPacks(steps, 1)) / steps);
      for (const [k, best] of slow_s.entries())
        slow_s[k] = Math.min(
          best,
          seconds(() => packs.benchPacksHeat(k * some, some)),
        );
    }
    const all_s = slow_s.reduce((sum, each) => sum + each, 0);
    return ((100 * electrical_s + all_s) * 1e9) / (100 * cells);
  };
}

const shape: Record<Lane, string> = { float: 'f32x4', double: 'f64x2' };

function againstTwin(lane: Lane, step_ns: () => number, say: Say): Row[] {
  const kernel = blocks() as unknown as Parameters<typeof begin>[0];
  const input = begin(kernel, { lane, chemistry: SAMSUNG, ...MODULE, soc: 0.9, ambient_degC: 25, spread: 0.025, contact_ohm: 2e-4 });
  return ['-msse4.1', '-march=native'].flatMap((flag): Row[] => {
    const name = `cells ${shape[lane]}: time over that of the C twin, -O3 ${flag}`;
    const twin_ns = twinTimer(lane, input, ['-O3', flag]);
    if (twin_ns === null) {
      say(`${name}: no C compiler here`);
      return [];
    }
    return [{ name, unit: 'x', measure: () => step_ns() / twin_ns(TURNS) }];
  });
}

/** Slope of log(cost of all cells) over log(their number). */
function exponent(measures: readonly (() => number)[]): number {
  const points = measures.map((measure, k) => {
    const cells = (MODULES[k] as number) * CELLS;
    return [Math.log(cells), Math.log(cells * measure())] as const;
  });
  const mean = (axis: 0 | 1) => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const across = points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
  return points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0) / across;
}

export function cells(say: Say): Row[] {
  const rows: Row[] = [];
  for (const lane of ['float', 'double'] as const) {
    const step_ns = timed(lane, 1);
    rows.push({ name: `cell-step ${shape[lane]}, heat every 100 of them, ${CELLS} cells`, unit: 'ns', measure: step_ns });
    rows.push(...againstTwin(lane, step_ns, say));
  }
  const measures = MODULES.map((modules) => timed('float', modules));
  for (const [k, measure] of measures.entries()) {
    if (k > 0) rows.push({ name: `cell-step f32x4, ${(MODULES[k] as number) * CELLS} cells`, unit: 'ns', measure });
  }
  rows.push({ name: 'cost of the cells over their number', unit: 'exponent', measure: () => exponent(measures) });
  const pod = measures[measures.length - 1] as () => number;
  rows.push({ name: 'pod of 116,160 cells, cells alone', unit: 'x real time', measure: () => 1e6 / (pod() * 116_160) });
  return rows;
}
