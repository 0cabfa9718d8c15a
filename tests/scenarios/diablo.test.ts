import { describe, expect, it } from 'vitest';
import { resolve, type Scenario, scenarios } from '../../host/scenario.ts';
import { failed, outcome } from '../support/scenario.ts';
import { simulated } from '../support/simulation.ts';

const pulses = scenarios['diablo-load-steps'] as Scenario;
const outages = scenarios['diablo-outage'] as Scenario;

describe('load pulses on 400 V', () => {
  it.each(pulses.runs.map(({ label }) => label))('%s: within 3 %, settled in 3 ms, no source trips, the battery sleeps', (label) => {
    const run = outcome('diablo-load-steps', label);
    const { busVoltageMin_V, busVoltageMax_V, settling_s } = run.metrics;
    console.log(
      `${label}: ${busVoltageMin_V?.toFixed(2)} to ${busVoltageMax_V?.toFixed(2)} V, settled ${((settling_s ?? Number.NaN) * 1e3).toFixed(3)} ms after the first edge`,
    );
    expect(failed(run)).toEqual([]);
  });

  it('without the capacitor a pulse of 175 % leaves the window: it is required', () => {
    const { metrics } = outcome('diablo-load-steps', '175 %, 2 ms', { cbuModules: 0 });
    expect(metrics.busVoltageMin_V).toBeLessThan(388);
  });
});

describe('outages on 400 V', () => {
  it.each(outages.runs.map(({ label }) => label))('%s: within 3 % with any noise, the battery carries within 50 ms', (label) => {
    const variant = outages.runs.find((run) => run.label === label);
    const lowest_V = Array.from({ length: 8 }, (_, k) => {
      const simulation = simulated(resolve({ ...outages, seed: k + 1, duration_s: 0.05 }, {}, variant));
      return simulation.metrics().busVoltageMin_V as number;
    });
    console.log(
      `${label}: minimum ${Math.min(...lowest_V).toFixed(2)} to ${Math.max(...lowest_V).toFixed(2)} V over ${lowest_V.length} seeds`,
    );
    expect(Math.min(...lowest_V)).toBeGreaterThan(388);
    expect(failed(outcome('diablo-outage', label))).toEqual([]);
  });

  it('at a load too small to wake the battery the capacitor carries until it is empty; then the battery takes over', () => {
    const variant = outages.runs[0];
    const spec = resolve({ ...outages, duration_s: 8 }, { loadPower_W: '18%', capacitorInitial_V: 215 }, variant);
    const simulation = simulated(spec);
    const { busVoltageMin_V, batteryDelivers_s, loadDropouts } = simulation.metrics();
    const empty_s = simulation.log().find(({ kind }) => kind === 'capacitorEmpty')?.t_s;
    console.log(
      `18 % load: capacitor empty at ${empty_s} s, battery delivers at ${batteryDelivers_s} s, minimum ${busVoltageMin_V?.toFixed(2)} V`,
    );
    expect(empty_s).toBeLessThan(8);
    expect(batteryDelivers_s).not.toBeNull();
    expect(loadDropouts).toBe(0);
    expect(busVoltageMin_V).toBeGreaterThan(388);
  });
});

it('the rack stands still when nothing happens, at any load that the rectifiers carry alone', () => {
  for (const loadPower_W of ['2%', '50%', '100%']) {
    const simulation = simulated(resolve({ ...outages, duration_s: 0.5 }, { loadPower_W }, { label: '', events: [] }));
    const { busVoltageMin_V, busVoltageMax_V, transfers, energyResidual_J, loadEnergy_J } = simulation.metrics();
    expect((busVoltageMax_V as number) - (busVoltageMin_V as number)).toBeLessThan(1e-6);
    expect(transfers).toBe(0);
    expect(Math.abs((energyResidual_J as number) / (loadEnergy_J as number))).toBeLessThan(1e-9);
  }
});

it('precharges 96 groups and closes: the cold start on 400 V', () => {
  const cold = scenarios['cold-start'] as Scenario;
  const simulation = simulated(resolve({ ...cold, preset: 'diablo-400' }, {}, cold.runs[0]));
  const { busVoltageMin_V, batteryCarries99_s, protectionTrips } = simulation.metrics();
  expect(simulation.log().filter(({ kind }) => kind === 'contactorClosed')).toHaveLength(8);
  expect(protectionTrips).toBe(0);
  expect(busVoltageMin_V).toBeGreaterThan(388);
  expect(batteryCarries99_s).toBeLessThan(50e-3);
});
