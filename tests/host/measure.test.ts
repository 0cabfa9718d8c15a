/** Figures from A to B where time is coarse: held samples weigh as long as they hold. */
import { expect, it } from 'vitest';
import { resolve, type Scenario, scenarios } from '../../host/scenario.ts';
import { figures } from '../../web/measure.ts';
import { simulated } from '../support/simulation.ts';

const scenario = scenarios['long-outage'] as Scenario;
const whole = simulated(resolve(scenario, {}, scenario.runs[0]));

it.each([
  [4.9, 5.2],
  [5.0101, 5.25],
  [100.0003, 100.9],
])('from %d to %d s they are what every microsecond gives', (from_s, to_s) => {
  const from = Math.round(from_s * 1e6);
  const count = Math.round(to_s * 1e6) - from + 1;
  const [bus, shelf, capacitor] = (['busVoltage_V', 'busVoltageS_V', 'cbuCurrent_A'] as const).map((name) => whole.raw(name, from, count));
  const given = figures(whole, from_s, to_s);
  if (!given || !bus || !shelf || !capacitor) throw new Error('there are no samples');
  const sum = (of: (n: number) => number) => {
    let total = 0;
    for (let n = 0; n < count; n++) total += of(n);
    return total;
  };
  const at = (samples: Float32Array, n: number) => samples[n] as number;
  expect(given.busRms_V).toBeCloseTo(Math.sqrt(sum((n) => at(bus, n) ** 2) / count), 9);
  expect(given.busMin_V).toBe(bus.reduce((least, v) => Math.min(least, v), Infinity));
  expect(given.capacitorCharge_C).toBeCloseTo(
    sum((n) => at(capacitor, n) * 1e-6),
    9,
  );
  expect(given.capacitorEnergy_J).toBeCloseTo(
    sum((n) => at(capacitor, n) * at(shelf, n) * 1e-6),
    7,
  );
});

it('a hundred seconds cost no more than their samples; where fine samples were let go, there are none', () => {
  const begin_ms = performance.now();
  const given = figures(whole, 204, 305);
  console.log(`figures of 101 s in ${(performance.now() - begin_ms).toFixed(0)} ms: ${JSON.stringify(given)}`);
  expect(given?.busMin_V).toBeGreaterThan(48);
  expect(given?.busRms_V).toBeLessThan(50);
  // the trip and the battery's whole stretch: extremes to the block, nothing else
  const all = figures(whole, 0, 305);
  const { busVoltageMin_V, busVoltageMax_V } = whole.metrics();
  console.log(`figures of 305 s: ${JSON.stringify(all)}`);
  expect(all).toMatchObject({ samples: false, busRms_V: null, capacitorCharge_C: null, batterySlewMax_A_per_s: null });
  expect(all?.busMin_V).toBeCloseTo(busVoltageMin_V as number, 5);
  expect(all?.busMax_V).toBeCloseTo(busVoltageMax_V as number, 5);
});
