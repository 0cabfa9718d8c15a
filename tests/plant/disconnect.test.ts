/** What stands between cells and converter: contactors, precharge, fuse, switch. */
import { describe, expect, it } from 'vitest';
import type { LogEntry } from '../../host/simulation.ts';
import { simulated } from '../support/simulation.ts';
import { testingModule } from '../support/testing-module.ts';

const TICK_S = 10e-6;

function disconnect() {
  const wasm = testingModule();
  wasm.testPlantDefaults?.();
  wasm.testDisconnectInit?.();
  const call = (name: string, ...args: (number | boolean)[]) => Number(wasm[`testDisconnect${name}`]?.(...args));
  return {
    call,
    /** Fast ticks until `name` reads `wanted`, in seconds. */
    time_s(name: string, wanted: number, emf_V = 45, resistance_ohm = 0.02, current_A = 0): number {
      for (let tick = 1; tick < 1e6; tick++) {
        call('Run', 1, emf_V, resistance_ohm, current_A);
        if (call(name) === wanted) return tick * TICK_S;
      }
      return Number.NaN;
    },
  };
}

describe('contactors', () => {
  it('close 15 ms after the coil and open 8 ms after it, not before', () => {
    const { call, time_s } = disconnect();
    call('Command', true, false, true);
    expect(time_s('Main', 1)).toBeCloseTo(15e-3, 6);
    call('Command', false, true, true);
    expect(time_s('Main', 0)).toBeCloseTo(8e-3, 6);
    expect(time_s('Precharge', 1)).toBeCloseTo(7e-3, 6);
  });

  it('a coil that is taken back in time moves nothing', () => {
    const { call } = disconnect();
    call('Command', true, false, true);
    call('Run', 1000, 45, 0.02, 0);
    call('Command', false, false, true);
    call('Run', 5000, 45, 0.02, 0);
    expect(call('Main')).toBe(0);
  });

  it.each([
    [599, 0],
    [601, 1],
  ])('at %d A against a breaking limit of 600 A: still closed %d', (current_A, closed) => {
    const { call } = disconnect();
    call('Command', true, false, true);
    call('Run', 1600, 45, 0.02, 0);
    call('Command', false, false, true);
    call('Run', 900, 45, 0.02, current_A);
    expect(call('Main')).toBe(closed);
  });

  it('closing onto an empty link burns C v^2/2 in the pack: contacts are ideal', () => {
    const { call } = disconnect();
    call('Command', true, false, true);
    const charge_C = call('Run', 1600, 45, 0.02, 0);
    expect(charge_C).toBeCloseTo(2e-3 * 45, 12);
    expect(call('PackLoss_J')).toBeCloseTo(0.5 * 2e-3 * 45 * 45, 9);
  });
});

it('precharges as E (1 - exp(-t/RC)), and half of what the cells give becomes heat', () => {
  const [E, R, C] = [45, 10 + 0.02, 2e-3];
  const { call, time_s } = disconnect();
  call('Command', false, true, true);
  time_s('Precharge', 1, E);
  for (const ticks of [1, 99, 900, 3000]) {
    const from_V = call('Link_V');
    call('Run', ticks, E, 0.02, 0);
    expect(call('Link_V')).toBeCloseTo(E + (from_V - E) * Math.exp((-ticks * TICK_S) / (R * C)), 10);
  }
  call('Run', 30_000, E, 0.02, 0);
  expect(call('Link_V')).toBeCloseTo(E, 5);
  const heat_J = 0.5 * C * E * E;
  expect(call('PackLoss_J')).toBeCloseTo((heat_J * 0.02) / R, 6);
  expect(call('Loss_J')).toBeCloseTo((heat_J * 10) / R, 6);
});

describe('fuse', () => {
  /** Where it melts at last, and its time constant: 12 kA^2s cold, 160 A, 1.6 times that. */
  const LAST_A = 1.6 * 160;
  const TAU_S = 12e3 / LAST_A ** 2;

  it.each([257, 300, 1000, 4000, 20_000])('at %d A melts after -tau ln(1 - (256 A/i)^2)', (current_A) => {
    const { time_s } = disconnect();
    const expected_s = -TAU_S * Math.log(1 - (LAST_A / current_A) ** 2);
    const blown_s = time_s('Fuse', 1, 45, 0.02, current_A);
    console.log(
      `fuse at ${current_A} A: ${(1e3 * blown_s).toFixed(2)} ms, ${((current_A ** 2 * blown_s) / 1e3).toFixed(2)} kA²s of 12 kA²s cold`,
    );
    expect(Math.abs(blown_s - expected_s)).toBeLessThanOrEqual(TICK_S * 1.001);
  });

  it('cold and in a short time it melts at its melting integral, warm before that', () => {
    const cold = disconnect();
    const cold_s = cold.time_s('Fuse', 1, 45, 0.02, 4000);
    expect(Math.abs((4000 ** 2 * cold_s) / 12e3 - 1)).toBeLessThan(TICK_S / cold_s + 0.0025);
    // warmed by 160 A for long: (160/256)^2 of the way is gone
    const warm = disconnect();
    warm.call('Run', 300_000, 45, 0.02, 160);
    const expected_s = -TAU_S * Math.log((LAST_A ** 2 - 2000 ** 2) / (160 ** 2 - 2000 ** 2));
    expect(Math.abs(warm.time_s('Fuse', 1, 45, 0.02, 2000) - expected_s)).toBeLessThanOrEqual(TICK_S * 1.001);
  });

  it('carries 1.6 times its rating for ever, and cools in between', () => {
    const { call } = disconnect();
    call('Run', 500_000, 45, 0.02, LAST_A - 0.01);
    expect(call('Fuse')).toBe(0);
    call('Run', 200_000, 45, 0.02, 0);
    for (let k = 0; k < 20; k++) {
      call('Run', 5000, 45, 0.02, 400);
      call('Run', 40_000, 45, 0.02, 0);
    }
    expect(call('Fuse')).toBe(0);
  });

  it('alone ends a short circuit when its current, E/R (1 - exp(-tR/L)), has melted it', () => {
    const simulation = simulated({
      parameters: { controlMode: 1, cellCapacitySpread: 0, cellResistanceSpread: 0 },
      events: [{ t_s: 0.005, kind: 'packShort', value: 2e-3 }],
      duration_s: 0.02,
    });
    const blown = simulation.log().find(({ kind }) => kind === 'fuseBlown') as LogEntry;
    // the pack as it is at rest: emf and resistance from its answer to the known short
    const E = simulated({ parameters: { controlMode: 1 }, duration_s: 0.001 }).moduleTruth(1).storageVoltage_V;
    const R = E / blown.value;
    let heat_A2 = 0;
    let t_s = 0;
    while (heat_A2 < LAST_A ** 2) {
      t_s += 1e-6;
      const current_A = (E / R) * (1 - Math.exp((-t_s * R) / 1.5e-6));
      heat_A2 += ((current_A ** 2 - heat_A2) * 1e-6) / TAU_S;
    }
    console.log(
      `fuse: ${(1e3 * (blown.t_s - 0.005)).toFixed(3)} ms at ${blown.value.toFixed(0)} A, closed form ${(1e3 * t_s).toFixed(3)} ms`,
    );
    // the pack sags by some percent in these milliseconds: its current is not constant
    expect(Math.abs((blown.t_s - 0.005) / t_s - 1)).toBeLessThan(0.01);
    expect(simulation.moduleTruth(1).fuseBlown).toBe(1);
    expect(simulation.moduleTruth(1).storageCurrent_A).toBe(0);
  });
});

describe('short circuit in closed loop', () => {
  const at_s = 0.005;
  it.each([1e-4, 2e-3, 20e-3])('through %d ohm is interrupted by the switch of its module within 200 us', (short_ohm) => {
    const simulation = simulated({ events: [{ t_s: at_s, kind: 'packShort', value: short_ohm, index: 3 }], duration_s: 0.03 });
    const opened = simulation.log().filter(({ kind }) => kind === 'switchOpened');
    expect(opened.map(({ module }) => module)).toEqual([4]);
    const [{ t_s, value }] = opened as [LogEntry];
    console.log(`${1e3 * short_ohm} mohm: opened after ${(1e6 * (t_s - at_s)).toFixed(0)} us at ${value.toFixed(0)} A`);
    expect(t_s - at_s).toBeLessThan(200e-6);
    expect(simulation.moduleTruth(4).switchClosed).toBe(0);
    expect(simulation.moduleTruth(4).fuseBlown).toBe(0);
    expect(simulation.moduleTruth(4).storageCurrent_A).toBe(0);
    expect(simulation.moduleTruth(3).switchClosed).toBe(1);
    // the rack does not notice
    expect(simulation.metrics().loadDropouts).toBe(0);
    expect(simulation.metrics().outsideWindow_s).toBe(0);
  });

  it('in an outage takes one module out, and the other five carry', () => {
    const simulation = simulated({
      events: [
        { t_s: 0.002, kind: 'psuTrip' },
        { t_s: 0.03, kind: 'packShort', value: 2e-3, index: 0 },
      ],
      duration_s: 0.1,
    });
    expect(simulation.log().filter(({ kind }) => kind === 'switchOpened').length).toBe(1);
    expect(simulation.moduleTruth(1).converterCurrent_A).toBe(0);
    expect(simulation.metrics().loadDropouts).toBe(0);
    expect(simulation.metrics().outsideWindow_s).toBe(0);
  });
});
