/** The power stage: nanoseconds a step, and against its twin in C. */
import { plantValues } from '../../tests/plant/reference/parameters.ts';
import { twinTimer } from '../../tests/plant/twin/power-stage.ts';
import { blocks } from './images.ts';
import { type Row, type Say, seconds } from './row.ts';

const STEPS = 200_000;
/** Against the twin: short stretches of both by turns; the fastest of each counts, so that what else runs here does not. */
const STRETCH = 20_000;
const TURNS = 40;

export function powerStage(say: Say): Row[] {
  const kernel = blocks();
  const step_ns = (steps: number) => (seconds(() => kernel.benchPowerStage(steps)) / steps) * 1e9;
  return [
    { name: 'power-stage step, 7 converters', unit: 'ns', measure: () => step_ns(STEPS) },
    ...againstTwin(() => step_ns(STRETCH), say),
  ];
}

function againstTwin(step_ns: () => number, say: Say): Row[] {
  const values = plantValues();
  return [
    ['-O3', '-msse4.1'],
    ['-O3', '-march=native'],
  ].flatMap((flags): Row[] => {
    const twin_ns = twinTimer(values, flags);
    const name = `power stage: speed over that of its C twin, ${flags.join(' ')}`;
    if (twin_ns === null) {
      say(`${name}: no C compiler here`);
      return [];
    }
    const ratio = () => {
      let kernel = Infinity;
      let twin = Infinity;
      for (let turn = 0; turn < TURNS; turn++) {
        kernel = Math.min(kernel, step_ns());
        twin = Math.min(twin, twin_ns(STRETCH));
      }
      return twin / kernel;
    };
    return [{ name, unit: 'x', measure: ratio }];
  });
}
