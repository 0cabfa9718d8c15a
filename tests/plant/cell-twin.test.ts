/** The cells against their twin in C (twin/): the same bits, where a C compiler is. */
import { expect, it } from 'vitest';
import { testingModule } from '../support/testing-module.ts';
import { begin, type Lane, runKernel, runTwin, STEPS, type TwinPack } from './twin/cells.ts';

const module_: TwinPack = {
  lane: 'float',
  chemistry: 1,
  series: 11,
  parallel: 6,
  soc: 0.6,
  ambient_degC: 15,
  spread: 0.025,
  contact_ohm: 2e-4,
};
const cases: [string, TwinPack][] = (['float', 'double'] as Lane[]).flatMap((lane): [string, TwinPack][] => [
  [`a battery module in lanes of ${lane}`, { ...module_, lane }],
  [`cells with everything a cell can have, five groups of two, ${lane}`, { ...module_, lane, chemistry: -1, series: 5, parallel: 2 }],
  [`one cell in the cold, ${lane}`, { ...module_, lane, chemistry: -1, series: 1, parallel: 1, ambient_degC: -20 }],
]);

it.each(cases)('%s: the same bits over 100,000 steps', (name, pack) => {
  const kernel = testingModule();
  const input = begin(kernel, pack);
  const twin = runTwin(pack.lane, input);
  if (twin === null) {
    console.log('no C compiler: the twin of the cells is not compared');
    return;
  }
  const ours = runKernel(kernel, pack);
  expect(ours.length).toBe(twin.length);
  const at = ours.findIndex((byte, k) => byte !== twin[k]);
  if (at >= 0) {
    const [a, b] = [
      new Float64Array(ours.buffer.slice(ours.byteOffset, ours.byteOffset + 48)),
      new Float64Array(twin.buffer.slice(twin.byteOffset, twin.byteOffset + 48)),
    ];
    console.log(name, 'differs at byte', at, [...a], [...b]);
  }
  expect(at).toBe(-1);
  console.log(`${name} and its C twin: ${STEPS} steps, ${ours.length} bytes of state, all equal`);
});
