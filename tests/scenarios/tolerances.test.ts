/** Capacitor modules of a rack see the bus a little differently: what flows between them in a long outage stays small. */
import { describe, expect, it } from 'vitest';
import type { ParameterName } from '../../host/parameters.ts';
import { resolve, scenarios } from '../../host/scenario.ts';
import { simulationOf } from '../support/simulation.ts';

const CBUS = [0, 1, 2, 3];
const SECONDS = 60;

/** Minutes into an outage that begins at one second, exact sensors but for their gains. */
function outage(cbuBalance_ratio?: number) {
  const scenario = scenarios['long-outage'];
  if (!scenario) throw new Error('long-outage is not in the library');
  const exact = { sensorNoise: 'off', sensorQuantisation: 'off', moduleCurrentGainSpread: 0, moduleCurrentOffsetSpread_A: 0 };
  // dividers of 0.1 %, calibrated
  const overrides = { ...exact, busVoltageGainSpread: 0.5e-3, ...(cbuBalance_ratio === undefined ? {} : { cbuBalance_ratio }) };
  const spec = resolve({ ...scenario, preset: 'nvl72-rack' }, overrides, scenario.runs[0]);
  const parameters = spec.parameters as Record<ParameterName, number>;
  const simulation = simulationOf(spec);
  simulation.run(1);
  const code_V = parameters.busVoltageRange_V / 4096;
  const start_V = simulation.truth().busVoltageS_V;
  const gain = CBUS.map((k) => (simulation.sample(k).busVoltage_code * code_V) / start_V);
  simulation.run(Math.round((spec.trigger_s + SECONDS) * 1e6) - 1);
  const { busVoltageS_V } = simulation.truth();
  const voltage_V = CBUS.map((k) => simulation.moduleTruth(k).storageVoltage_V);
  return { parameters, gain, busVoltageS_V, voltage_V };
}

const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const apart = (values: number[]) => values.map((value) => value - mean(values));

describe('capacitor modules whose sensors differ, a minute into an outage', () => {
  it('are apart by what their gains ask for, and no more', () => {
    const { parameters, gain, busVoltageS_V, voltage_V } = outage();
    const { cbuBalance_ratio: k, cbuDroop_ohm, capacitorC0_F, capacitorKv_F_per_V } = parameters;
    // C dV/dt = -(engage + k (V - target) - gain v)/droop, less the mean of all: settles at (gain - mean) v/k
    const tau_s = (cbuDroop_ohm * (capacitorC0_F + capacitorKv_F_per_V * mean(voltage_V))) / k;
    const expected = apart(gain).map((g) => ((g * busVoltageS_V) / k) * (1 - Math.exp(-SECONDS / tau_s)));
    const found = apart(voltage_V);
    console.log(
      `apart by ${found.map((v) => v.toFixed(3))} V, closed form ${expected.map((v) => v.toFixed(3))} V, time constant ${tau_s.toFixed(1)} s`,
    );
    for (const module of CBUS) expect(Math.abs((found[module] as number) - (expected[module] as number))).toBeLessThan(0.02);
  });

  it('without balancing run apart as far as the outage is long', () => {
    const { parameters, gain, busVoltageS_V, voltage_V } = outage(0);
    const { cbuDroop_ohm, capacitorC0_F, capacitorKv_F_per_V } = parameters;
    const capacitance_F = capacitorC0_F + capacitorKv_F_per_V * mean(voltage_V);
    const expected = apart(gain).map((g) => (g * busVoltageS_V * SECONDS) / (cbuDroop_ohm * capacitance_F));
    const found = apart(voltage_V);
    console.log(`apart by ${found.map((v) => v.toFixed(3))} V, closed form ${expected.map((v) => v.toFixed(3))} V`);
    for (const module of CBUS) expect(Math.abs((found[module] as number) - (expected[module] as number))).toBeLessThan(0.15);
  });
});
