/** What the controllers get to see: quantised, noisy, and faulty when told. */
import { describe, expect, it } from 'vitest';
import { plantParameters } from '../../host/abi/registers.ts';
import { type SensorFaultName, sensorItem } from '../../host/scenario/sensor-faults.ts';
import type { Simulation, StimulusEvent } from '../../host/simulation.ts';
import { simulationOf } from '../support/simulation.ts';

const BUS_LSB_V = 60 / 4096;
const CURRENT_LSB_A = 800 / 32768;
const STORAGE_LSB_V = 60 / 65536;
const TICK = 10;

const shelf = (parameters: Record<string, number>, events: StimulusEvent[] = [], duration_s = 0.05) =>
  simulationOf({ parameters: { controlMode: 1, sensorNoise: 0, ...parameters }, events, duration_s });

/** What is true at a fast tick, and what module `module` sees of it. */
function seen(simulation: Simulation, module: number) {
  const truth = simulation.truth();
  const { storageVoltage_V, storageCurrent_A } = simulation.moduleTruth(module);
  simulation.run(1);
  const sample = simulation.sample(module);
  simulation.run(TICK - 1);
  return { bus_V: truth.busVoltageS_V, storageVoltage_V, storageCurrent_A, sample };
}

/** `count` samples of one register, one a fast tick. */
const series = (simulation: Simulation, module: number, register: keyof ReturnType<Simulation['sample']>, count: number) =>
  Array.from({ length: count }, () => {
    simulation.run(TICK);
    return simulation.sample(module)[register];
  });

function moments(values: number[]) {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const centred = values.map((value) => value - mean);
  const variance = centred.reduce((a, b) => a + b * b, 0) / (values.length - 1);
  const lagged = centred.slice(1).reduce((sum, value, k) => sum + value * (centred[k] as number), 0) / (values.length - 1);
  return { mean, sigma: Math.sqrt(variance), correlation: lagged / variance };
}

/** A bus that swings, so that many codes are met. */
const swinging: StimulusEvent[] = Array.from({ length: 20 }, (_, k) => ({
  t_s: 0.001 + 0.001 * k,
  kind: 'loadPower',
  value: k % 2 ? 18e3 : 6e3,
}));

describe('quantisation', () => {
  it('rounds the bus voltage to one of 4,096 codes of 14.6 mV', () => {
    const simulation = shelf({}, swinging);
    const codes = new Set<number>();
    for (let k = 0; k < 2000; k++) {
      const { bus_V, sample } = seen(simulation, 2);
      expect(sample.busVoltage_code).toBe(Math.floor(bus_V / BUS_LSB_V + 0.5));
      codes.add(sample.busVoltage_code);
    }
    expect(codes.size).toBeGreaterThan(20);
  });

  it('when it is off the bus voltage keeps its fraction', () => {
    const simulation = shelf({ sensorQuantisation: 0 }, swinging);
    for (let k = 0; k < 500; k++) {
      const { bus_V, sample } = seen(simulation, 2);
      expect(sample.busVoltage_code).toBe(Math.fround(bus_V / BUS_LSB_V));
    }
  });

  it('module current and storage voltage are the nearest of 16 bits, with the gain and offset of the shunt', () => {
    const events: StimulusEvent[] = [
      { t_s: 0, kind: 'enable', value: 1, index: 1 },
      { t_s: 0.001, kind: 'command', value: 30, index: 1 },
      { t_s: 0.001, kind: 'command', value: 80, index: 0 },
    ];
    const simulation = shelf({ moduleCurrentGain: 1.02, moduleCurrentOffset_A: -0.5 }, events);
    for (let k = 0; k < 600; k++) {
      for (const module of [0, 3]) {
        const { storageVoltage_V, storageCurrent_A, sample } = seen(simulation, module);
        expect(sample.moduleCurrent_code).toBe(Math.floor((1.02 * storageCurrent_A - 0.5) / CURRENT_LSB_A + 0.5));
        expect(sample.storageVoltage_code).toBe(Math.floor(storageVoltage_V / STORAGE_LSB_V + 0.5));
      }
    }
    expect(simulation.sample(3).moduleCurrent_code).toBeGreaterThan(1000);
  });

  it('a voltage beyond the range reads full scale', () => {
    const simulation = shelf({ busVoltageRange_V: 40, storageVoltageRange_V: 40 });
    simulation.run(TICK);
    expect(simulation.sample(0).busVoltage_code).toBe(4095);
    expect(simulation.sample(0).storageVoltage_code).toBe(65535);
  });

  it('group voltages have 100 uV and thermistors 0.01 K, each a fresh scan every 10 ms', () => {
    const simulation = shelf({ ambientTemperature_degC: 31.234, cellCapacitySpread: 0 }, [], 0.1);
    const before = simulation.sample(1);
    simulation.run(50_000);
    const after = simulation.sample(1);
    expect(after.groupSequence - before.groupSequence).toBe(5);
    expect(after.thermistorSequence - before.thermistorSequence).toBe(5);
    expect(after.thermistor_code).toBe(3123);
    // 11 groups at rest share the pack's voltage
    expect(Math.abs(11 * 1e-4 * after.groupVoltage_code - simulation.moduleTruth(1).storageVoltage_V)).toBeLessThan(11 * 0.5e-4 + 1e-9);
  });
});

describe('noise', () => {
  const COUNT = 4000;

  it('of the bus sensor is white, with the sigma of the table, and each module has its own', () => {
    const simulation = shelf({ sensorNoise: 1, sensorQuantisation: 0, psuDroopVoltage_V: 0 });
    const [one, two] = [[] as number[], [] as number[]];
    for (let k = 0; k < COUNT; k++) {
      simulation.run(TICK);
      one.push(simulation.sample(1).busVoltage_code * BUS_LSB_V);
      two.push(simulation.sample(2).busVoltage_code * BUS_LSB_V);
    }
    const sigma_V = plantParameters.busVoltageNoise_V.default;
    const { mean, sigma, correlation } = moments(one);
    console.log(`bus noise: sigma ${(1e3 * sigma).toFixed(3)} mV of ${1e3 * sigma_V} mV, lag-1 correlation ${correlation.toFixed(4)}`);
    // four standard errors
    expect(Math.abs(sigma / sigma_V - 1)).toBeLessThan(4 / Math.sqrt(2 * COUNT));
    expect(Math.abs(mean - simulation.truth().busVoltageS_V)).toBeLessThan((4 * sigma_V) / Math.sqrt(COUNT));
    expect(Math.abs(correlation)).toBeLessThan(4 / Math.sqrt(COUNT));
    const difference = moments(one.map((value, k) => value - (two[k] as number)));
    expect(Math.abs(difference.sigma / (sigma_V * Math.SQRT2) - 1)).toBeLessThan(4 / Math.sqrt(2 * COUNT));
  });

  it('of the shunt adds to its quantisation', () => {
    const simulation = shelf({ sensorNoise: 1 });
    const { mean, sigma } = moments(series(simulation, 1, 'moduleCurrent_code', COUNT));
    const expected = Math.sqrt((plantParameters.moduleCurrentNoise_A.default / CURRENT_LSB_A) ** 2 + 1 / 12);
    expect(Math.abs(sigma / expected - 1)).toBeLessThan(4 / Math.sqrt(2 * COUNT));
    expect(Math.abs(mean)).toBeLessThan((4 * expected) / Math.sqrt(COUNT));
  });

  it('off leaves a bus at rest on one code', () => {
    expect(new Set(series(shelf({}), 1, 'busVoltage_code', 500)).size).toBe(1);
  });
});

describe('faults', () => {
  const fault = (name: SensorFaultName, value: number): StimulusEvent[] => [
    { t_s: 0.002, kind: 'sensorFault', index: 1, item: sensorItem('busVoltage', name), value },
    { t_s: 0.004, kind: 'loadPower', value: 5e3 },
    { t_s: 0.01, kind: 'sensorFault', index: 1, item: sensorItem('busVoltage', 'none') },
  ];
  /** Before the fault, while it lasts (the load has changed meanwhile), and after it: of module 1, and of a healthy one. */
  function phases(name: SensorFaultName, value = 0) {
    const simulation = shelf({}, fault(name, value));
    const at = (tick: number) => {
      simulation.run(tick - simulation.tick);
      const [faulty, healthy] = [simulation.sample(1), simulation.sample(2)];
      return { faulty, healthy };
    };
    return { before: at(2000), early: at(3001), late: at(9001), after: at(12_001) };
  }

  it('stuck: the last code again and again, the sequence goes on', () => {
    const { before, early, late, after } = phases('stuck');
    expect(late.faulty.busVoltage_code).toBe(before.faulty.busVoltage_code);
    expect(late.healthy.busVoltage_code).not.toBe(before.healthy.busVoltage_code);
    expect(late.faulty.busVoltageSequence - early.faulty.busVoltageSequence).toBe(600);
    expect(after.faulty.busVoltage_code).toBe(after.healthy.busVoltage_code);
  });

  it('stale: neither code nor sequence move, the other sensors do', () => {
    const { early, late, after } = phases('stale');
    expect(late.faulty.busVoltage_code).toBe(early.faulty.busVoltage_code);
    expect(late.faulty.busVoltageSequence).toBe(early.faulty.busVoltageSequence);
    expect(late.faulty.moduleSequence - early.faulty.moduleSequence).toBe(600);
    expect(late.healthy.busVoltageSequence - early.healthy.busVoltageSequence).toBe(600);
    expect(after.faulty.busVoltageSequence).toBeGreaterThan(late.faulty.busVoltageSequence);
  });

  it('offset: that many volts more, on this sensor alone', () => {
    const { before, early, late, after } = phases('offset', -1.5);
    expect(before.faulty.busVoltage_code).toBe(before.healthy.busVoltage_code);
    for (const { faulty, healthy } of [early, late])
      expect(Math.abs(faulty.busVoltage_code - healthy.busVoltage_code + 1.5 / BUS_LSB_V)).toBeLessThanOrEqual(1);
    expect(after.faulty.busVoltage_code).toBe(after.healthy.busVoltage_code);
  });
});
