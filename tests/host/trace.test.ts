import { describe, expect, it } from 'vitest';
import { resolve, scenarios } from '../../host/scenario.ts';
import { Trace, waveNames } from '../../host/trace.ts';
import { simulated } from '../support/simulation.ts';

const scenario = { ...scenarios['psu-trip-handoff']!, duration_s: 0.05 };
const simulation = simulated(resolve(scenario, {}, scenario.runs[0]));
const trace = Trace.of(simulation, scenario.trigger_s);

/** Fills a frame from a trace and from the run itself. */
function both(edges_s: Float64Array, from: Trace = trace) {
  const columns = edges_s.length - 1;
  const out = new Float32Array(4 * columns * waveNames.length);
  const range = from.fill(edges_s, waveNames, out);
  const part = (name: (typeof waveNames)[number], k: number) =>
    out.subarray((4 * waveNames.indexOf(name) + k) * columns).subarray(0, columns);
  return { range, part, columns };
}

const equal = (from_s: number, to_s: number, columns: number) =>
  Float64Array.from({ length: columns + 1 }, (_, k) => from_s + ((to_s - from_s) * k) / columns);

describe('a trace against the run it was taken from', () => {
  it('loses no extreme: wide columns hold at least what the run’s own do', () => {
    const edges_s = equal(0, scenario.duration_s, 100);
    const { range, part, columns } = both(edges_s);
    expect(range).toEqual({ from: 0, to: columns });
    for (const name of waveNames) {
      const view = simulation.viewEdges(name, edges_s);
      for (let k = view.from; k < view.to; k++) {
        expect(part(name, 0)[k], `${name} ${k}`).toBeLessThanOrEqual(view.min[k] as number);
        expect(part(name, 1)[k], `${name} ${k}`).toBeGreaterThanOrEqual(view.max[k] as number);
      }
      expect(Math.min(...part(name, 0)), name).toBe(Math.min(...view.min));
      expect(Math.max(...part(name, 1)), name).toBe(Math.max(...view.max));
    }
  });

  it('near the trigger it is as fine as the samples', () => {
    const edges_s = equal(scenario.trigger_s - 20e-6, scenario.trigger_s + 400e-6, 42);
    const { part, columns } = both(edges_s);
    const view = simulation.viewEdges('busVoltage_V', edges_s);
    for (let k = 0; k < columns; k++) {
      expect(Math.abs((part('busVoltage_V', 0)[k] as number) - (view.min[k] as number))).toBeLessThan(0.2);
      expect(Math.abs((part('busVoltage_V', 1)[k] as number) - (view.max[k] as number))).toBeLessThan(0.2);
    }
  });

  it('has nothing outside the run', () => {
    expect(both(equal(-0.02, -0.01, 10)).range).toEqual({ from: 0, to: 0 });
    expect(both(equal(-0.01, 0.01, 10)).range).toEqual({ from: 5, to: 10 });
    expect(both(equal(0.045, 0.055, 10)).range.from).toBe(0);
    expect(both(equal(0.045, 0.055, 10)).range.to).toBeLessThanOrEqual(6);
    expect(trace.values(-1e-6)).toBeNull();
    expect(trace.values(0.051)).toBeNull();
  });

  it('values are the samples where the run is steady', () => {
    const values = trace.values(0.001);
    for (const name of ['busVoltage_V', 'psuCurrent_A', 'capacitorVoltage_V'] as const) {
      const [sample] = simulation.raw(name, 1000, 1);
      expect(Math.abs((values?.[name] as number) - (sample as number)), name).toBeLessThan(0.01 * Math.abs(sample as number) + 1e-3);
    }
  });

  it('packed and unpacked it is the same to a 65535th of each wave’s range', () => {
    const packed = trace.pack();
    const unpacked = Trace.unpack(JSON.parse(JSON.stringify(packed)));
    expect(unpacked.end_s).toBe(trace.end_s);
    const edges_s = equal(0, scenario.duration_s, 300);
    const before = both(edges_s);
    const after = both(edges_s, unpacked);
    for (const name of waveNames) {
      const step = packed.waves[name]?.step as number;
      for (const k of [0, 1, 2, 3]) {
        const differences = before.part(name, k).map((value, column) => Math.abs(value - (after.part(name, k)[column] as number)));
        const scale = Math.max(...before.part(name, k).map(Math.abs));
        expect(Math.max(...differences), `${name} ${k}`).toBeLessThanOrEqual(0.51 * step + 1e-6 * scale);
      }
    }
  });
});
