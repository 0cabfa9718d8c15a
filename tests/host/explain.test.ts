/** The chain of a trip against times worked out by hand from debounce, delay, rates and the contactor's own time. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { explain, type StepId, type Which } from '../../host/explain.ts';
import { sensorItem } from '../../host/scenario/sensor-faults.ts';
import { type RunSpec, SimulationModule } from '../../host/simulation.ts';

const module = await SimulationModule.compile(readFileSync(new URL('../../build/ridethrough.wasm', import.meta.url)));

function chain(spec: Partial<RunSpec>, which: Which = {}) {
  const whole: RunSpec = {
    parameters: { cbuModules: 1, bbuModules: 2, moduleCount: 2, packParallel: 2, loadPower_W: 3000, ...spec.parameters },
    seed: 1,
    duration_s: 0.15,
    trigger_s: 0,
    events: [],
    ...(spec.events && { events: spec.events }),
    ...(spec.duration_s && { duration_s: spec.duration_s }),
  };
  const simulation = module.create({ ...whole, parameters: whole.parameters });
  simulation.run(simulation.duration_ticks);
  return explain(module, simulation, whole, which);
}

const times = (of: ReturnType<typeof chain>) =>
  Object.fromEntries((of?.steps ?? []).map(({ id, t_s }) => [id, t_s])) as Record<StepId, number>;
const VOLTS = { voltageDebounce_samples: 5, voltageDelay_s: 20e-3 };
const groupOffset = (t_s: number, item: number) => ({
  t_s,
  kind: 'sensorFault' as const,
  index: 2,
  item: sensorItem('groupVoltage', 'offset', item),
  value: 0.5,
});

describe('CELL_OVERVOLTAGE: five samples at 10 ms, then 20 ms, then 8 ms of the contactor', () => {
  // groups are scanned in three parts, the first of them 3 ms before each 10 ms task
  it.each([
    ['before its scan', 13e-3, 20e-3],
    ['after its scan: only the next one sees it', 18.5e-3, 30e-3],
  ])('a fault %s', (_, at_s, seen_s) => {
    const found = chain({ parameters: VOLTS, events: [groupOffset(at_s, 0)] });
    expect(found).toMatchObject({
      module: 2,
      protection: 'CELL_OVERVOLTAGE',
      quantity: 'GROUP_MAX_V',
      severity: 'OPEN',
      latch: true,
      upper: true,
      unit: 'V',
    });
    expect(found?.threshold).toBe(4.25);
    const t = times(found);
    expect(t.cause).toBe(at_s);
    expect(t.outside).toBe(seen_s);
    expect(t.debounced).toBeCloseTo(seen_s + 40e-3, 9);
    expect(t.delayed).toBeCloseTo(seen_s + 60e-3, 9);
    expect(t.tripped).toBeCloseTo(seen_s + 60e-3, 9);
    // the fast task lets go in its next tick; the plant obeys in the tick in which it is told
    expect(t.released).toBeCloseTo(seen_s + 60.01e-3, 9);
    expect(t.contactorOpened).toBeCloseTo(seen_s + 68.01e-3, 9);
    expect(t.cut).toBeUndefined();
    const deltas = found?.steps.reduce((sum, { delta_s }) => sum + delta_s, 0);
    expect(deltas).toBeCloseTo((t.contactorOpened as number) - at_s, 9);
  });

  it('its warning on the way is explained when it is asked for: no delay, no contact', () => {
    const t = times(chain({ parameters: VOLTS, events: [groupOffset(13e-3, 0)] }, { protection: 'CELL_VOLTAGE_WARNING' }));
    expect([t.outside, t.debounced, t.tripped]).toEqual([20e-3, 60e-3, 60e-3]);
    expect([t.released, t.contactorOpened, t.currentZero]).toEqual([undefined, undefined, undefined]);
  });
});

it('OVERCURRENT_DISCHARGE: four samples at 1 ms, then 10 ms, and the switch cuts what flows', () => {
  const parameters = { currentDebounce_samples: 4, currentDelay_s: 10e-3 };
  const offset = { t_s: 12.3e-3, kind: 'sensorFault' as const, index: 1, item: sensorItem('moduleCurrent', 'offset'), value: 300 };
  const found = chain({ parameters, events: [{ t_s: 1e-3, kind: 'psuTrip' }, offset] });
  expect(found).toMatchObject({ module: 1, protection: 'OVERCURRENT_DISCHARGE' });
  const t = times(found);
  expect(t.cause).toBe(12.3e-3);
  expect([t.outside, t.debounced, t.delayed, t.tripped]).toEqual([13e-3, 16e-3, 26e-3, 26e-3]);
  expect([t.released, t.cut]).toEqual([26.01e-3, 26.01e-3]);
  // 5 us of the switch, noticed with the fast tick
  expect(t.switchOpened).toBeCloseTo(26.02e-3, 9);
  expect(t.currentZero).toBeLessThanOrEqual(26.04e-3);
  expect(t.currentZero).toBeGreaterThanOrEqual(26.01e-3);
});

it('SHORT_CIRCUIT: three samples at 10 us, its cause named', () => {
  const found = chain({ duration_s: 0.03, events: [{ t_s: 10.1e-3, kind: 'packShort', index: 1, value: 10e-3 }] });
  expect(found).toMatchObject({ module: 2, protection: 'SHORT_CIRCUIT' });
  const t = times(found);
  expect(found?.steps[0]).toMatchObject({ id: 'cause', t_s: 10.1e-3, text: 'fault injected: packShort, module 2' });
  expect((t.tripped as number) - (t.outside as number)).toBeCloseTo(20e-6, 9);
  expect(t.cut).toBe(t.tripped);
  expect((t.currentZero as number) - 10.1e-3).toBeLessThanOrEqual(200e-6);
});

it('nothing tripped, nothing to explain', () => {
  expect(chain({ duration_s: 0.02 })).toBeNull();
  expect(chain({ parameters: VOLTS, events: [groupOffset(13e-3, 0)] }, { module: 1 })).toBeNull();
});
