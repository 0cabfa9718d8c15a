import { describe, expect, it } from 'vitest';
import { failed, outcome } from '../support/scenario.ts';

describe('hybrid', () => {
  const run = outcome('psu-trip-handoff', 'hybrid');
  const { metrics } = run;

  it('the capacitor takes over within 0.3 ms and the bus stays within 46-52 V', () => {
    expect(metrics.capacitorTakeover_s).toBeLessThanOrEqual(0.3e-3);
    expect(metrics.busVoltageMin_V).toBeGreaterThanOrEqual(46);
    expect(metrics.busVoltageMax_V).toBeLessThanOrEqual(52);
    expect(metrics.outsideWindow_s).toBe(0);
    expect(metrics.loadDropouts).toBe(0);
  });

  it('the battery carries 99 % within 50 ms, without a second dip, in one transfer', () => {
    expect(metrics.batteryCarries99_s).toBeLessThanOrEqual(50e-3);
    expect(metrics.secondDip_V).toBeLessThanOrEqual(0.5);
    expect(metrics.transfers).toBe(1);
  });

  it('the capacitor is above its minimum until then, and gives its current back', () => {
    expect(metrics.capacitorVoltageMin_V).toBeGreaterThan(24);
    expect(Math.abs(run.simulation.truth().cbuCurrent_A)).toBeLessThan(0.05 * run.simulation.truth().loadCurrent_A);
  });

  it('passes every verdict', () => {
    expect(failed(run)).toEqual([]);
  });
});

it('the battery alone drops the load', () => {
  const run = outcome('psu-trip-handoff', 'battery only');
  expect(run.metrics.loadDropouts).toBe(1);
  expect(run.metrics.unservedEnergy_J).toBeGreaterThan(1000);
  expect(run.metrics.busVoltageMin_V).toBeLessThan(44);
  expect(run.verdict('no-dropout').pass).toBe(false);
  expect(run.verdict('bus-minimum').pass).toBe(false);
});

it('passes at any battery slew from 2 to 100 A/ms; a slower battery takes more from the capacitor', () => {
  const slews = [2e3, 5e3, 10e3, 20e3, 100e3];
  const runs = slews.map((handoffSlew_A_per_s) => outcome('psu-trip-handoff', 'hybrid', { handoffSlew_A_per_s }));
  for (const run of runs) expect(failed(run)).toEqual([]);
  const energies_J = runs.map(({ metrics }) => metrics.capacitorEnergyUsed_J as number);
  const times_s = runs.map(({ metrics }) => metrics.batteryCarries99_s as number);
  console.log(
    slews
      .map((slew, k) => `${slew / 1e3} A/ms: ${energies_J[k]?.toFixed(0)} J, ${(1e3 * (times_s[k] as number)).toFixed(1)} ms`)
      .join('; '),
  );
  for (let k = 1; k < slews.length; k++) {
    expect(energies_J[k]).toBeLessThan(1.001 * (energies_J[k - 1] as number));
    // 20 and 100 A/ms end alike: without noise 100 A/ms is 23 us later (0.2 %), with it the seed decides which comes first
    expect(times_s[k]).toBeLessThan(1.005 * (times_s[k - 1] as number));
  }
  expect(energies_J[0]).toBeGreaterThan(2 * (energies_J[3] as number));
});
