/** What the controllers get to see: quantised, noisy, and faulty when told. */
import { describe, expect, it } from 'vitest';
import { plantParameters, sensorBits } from '../../host/abi/registers.ts';
import { type SensorFaultName, type SensorName, sensorItem } from '../../host/scenario/sensor-faults.ts';
import type { Simulation, StimulusEvent } from '../../host/simulation.ts';
import { bit } from '../support/bench.ts';
import { simulationOf } from '../support/simulation.ts';

const BUS_LSB_V = 60 / 4096;
const CURRENT_LSB_A = 800 / 32768;
const STORAGE_LSB_V = 60 / 65536;
const TICK = 10;
/** A sensor's bit of validity. */
const CONSTANT = {
  busVoltage: 'BUS_VOLTAGE',
  moduleCurrent: 'MODULE_CURRENT',
  storageVoltage: 'STORAGE_VOLTAGE',
  groupVoltage: 'GROUP_VOLTAGE',
  thermistor: 'THERMISTOR',
} as const;

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

describe('tolerance', () => {
  const spread = { busVoltageGainSpread: 0.5e-3, moduleCurrentGainSpread: 5e-3, moduleCurrentOffsetSpread_A: 0.1 };
  const rack = { bbuModules: 48, cbuModules: 16, busEsrS_ohm: 0, sensorQuantisation: 0 };
  const drive: StimulusEvent[] = [
    { t_s: 0, kind: 'enable', value: 1, index: 1 },
    { t_s: 0, kind: 'command', value: 6, index: 1 },
  ];
  const modules = Array.from({ length: 64 }, (_, k) => k);
  const gains = (parameters: Record<string, number>, seed = 1) => {
    const simulation = simulationOf({ parameters: { controlMode: 1, sensorNoise: 0, ...rack, ...parameters }, seed, duration_s: 0.001 });
    const { busVoltageS_V } = simulation.truth();
    simulation.run(1);
    return modules.map((module) => (simulation.sample(module).busVoltage_code * BUS_LSB_V) / busVoltageS_V);
  };

  it('each module sees the bus with a gain of its own, which its seed names', () => {
    const seen = gains(spread);
    const { mean, sigma } = moments(seen);
    console.log(`64 modules: gain of the bus voltage ${mean.toFixed(6)} +- ${(100 * sigma).toFixed(4)} % of 0.05 %`);
    // four standard errors
    expect(Math.abs(sigma / 0.5e-3 - 1)).toBeLessThan(4 / Math.sqrt(2 * 64));
    expect(Math.abs(mean - 1)).toBeLessThan((4 * 0.5e-3) / 8);
    expect(new Set(seen).size).toBe(64);
    expect(gains(spread)).toEqual(seen);
    expect(gains(spread, 2)).not.toEqual(seen);
    // another spread is another draw
    expect(gains({ ...spread, moduleCurrentGainSpread: 0 })).toEqual(seen);
    expect(new Set(gains({})).size).toBe(1);
  });

  it('and its current with an offset and a gain of its own', () => {
    const open = { controlMode: 1, sensorNoise: 0, ...rack, sensorQuantisation: 1 };
    const read = (parameters: Record<string, number>, events: StimulusEvent[]) => {
      const simulation = simulationOf({ parameters: { ...open, moduleCurrentRange_A: 20, ...parameters }, events, duration_s: 0.01 });
      simulation.run(9_990);
      const true_A = modules.map((module) => simulation.moduleTruth(module).storageCurrent_A);
      simulation.run(1);
      const seen_A = modules.map((module) => (simulation.sample(module).moduleCurrent_code * 20) / 32768);
      return modules.slice(16).map((module) => ({ seen: seen_A[module] as number, true: true_A[module] as number }));
    };
    const offset = moments(read(spread, []).map((current) => current.seen - current.true)).sigma;
    const only = { ...spread, moduleCurrentOffsetSpread_A: 0 };
    const gain = moments(read(only, drive).map((current) => current.seen / current.true)).sigma;
    console.log(`48 shunts: offset ${offset.toFixed(4)} A of 0.1 A, gain ${(100 * gain).toFixed(3)} % of 0.5 %`);
    expect(Math.abs(offset / 0.1 - 1)).toBeLessThan(4 / Math.sqrt(2 * 48));
    expect(Math.abs(gain / 5e-3 - 1)).toBeLessThan(4 / Math.sqrt(2 * 48));
  });

  it('two modules at once read what each alone does', () => {
    const run = (events: StimulusEvent[]) => {
      const simulation = shelf({ sensorNoise: 1, ...spread }, [...drive, ...swinging, ...events]);
      return [1, 2].flatMap((module) => [
        ...series(simulation, module, 'busVoltage_code', 500),
        ...series(simulation, module, 'moduleCurrent_code', 500),
      ]);
    };
    // a gain of one is no fault, but it is looked at alone
    const alone = [1, 2].map(
      (index): StimulusEvent => ({ t_s: 0, kind: 'sensorFault', index, value: 1, item: sensorItem('busVoltage', 'gain') }),
    );
    expect(run(alone)).toEqual(run([]));
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

  it('goes on while nobody looks: the same samples after one long run and after many short ones', () => {
    const events: StimulusEvent[] = [
      ...swinging,
      { t_s: 0.022, kind: 'sensorFault', index: 1, item: sensorItem('busVoltage', 'stuck') },
      { t_s: 0.03, kind: 'sensorFault', index: 1, item: sensorItem('busVoltage', 'none') },
    ];
    for (const end of [19_998, 20_000, 20_001, 25_005, 30_000, 31_237]) {
      const [once, often] = [shelf({ sensorNoise: 1 }, events), shelf({ sensorNoise: 1 }, events)];
      once.run(end);
      for (let tick = 0; tick < end; tick += 7) often.run(Math.min(7, end - tick));
      for (let module = 0; module < 7; module++) expect(once.sample(module)).toEqual(often.sample(module));
      expect(once.hash()).toBe(often.hash());
    }
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

  /** Sample of module 1 with one fault from the start, and of the same run without; fast ticks, registers, elements. */
  function pair(sensor: SensorName, fault: SensorFaultName, value = 0, item = 0, parameters: Record<string, number> = {}) {
    const spec = (events: StimulusEvent[]) =>
      shelf({ cellCapacitySpread: 0, cellResistanceSpread: 0, ...parameters }, [...delivering, ...events], 0.06);
    const [faulty, healthy] = [
      spec([{ t_s: 0.0005, kind: 'sensorFault', index: 1, item: sensorItem(sensor, fault, item), value }]),
      spec([]),
    ];
    for (const simulation of [faulty, healthy]) simulation.run(55_001);
    const read =
      (simulation: Simulation) =>
      (key: Parameters<Simulation['sampleOf']>[1], element = 0) =>
        simulation.sampleOf(1, key, element);
    return { faulty: read(faulty), healthy: read(healthy), simulation: faulty };
  }
  const delivering: StimulusEvent[] = [
    { t_s: 0, kind: 'enable', value: 1, index: 1 },
    { t_s: 0.001, kind: 'command', value: 30, index: 1 },
  ];
  const fast = [
    ['busVoltage', 'busVoltage_code', BUS_LSB_V],
    ['moduleCurrent', 'moduleCurrent_code', CURRENT_LSB_A],
    ['storageVoltage', 'storageVoltage_code', STORAGE_LSB_V],
    ['linkVoltage', 'linkVoltage_code', STORAGE_LSB_V],
  ] as const;

  it.each(fast)('offset, gain and open wire of the %s sensor', (sensor, register, lsb) => {
    const { faulty, healthy } = pair(sensor, 'offset', -1.5);
    expect(Math.abs(faulty(register) - healthy(register) + 1.5 / lsb)).toBeLessThanOrEqual(1);
    const gain = pair(sensor, 'gain', 0.5);
    expect(Math.abs(gain.faulty(register) - 0.5 * gain.healthy(register))).toBeLessThanOrEqual(1);
    expect(pair(sensor, 'openWire').faulty(register)).toBe(0);
  });

  it.each(fast)('stuck, stale, invalid %s', (sensor, register) => {
    const sequence = sensor === 'busVoltage' ? 'busVoltageSequence' : 'moduleSequence';
    const stuck = pair(sensor, 'stuck');
    expect(stuck.faulty(sequence)).toBe(stuck.healthy(sequence));
    expect(stuck.faulty(register)).not.toBe(stuck.healthy(register));
    const stale = pair(sensor, 'stale');
    expect(stale.faulty(register)).not.toBe(stale.healthy(register));
    expect(stale.faulty(sequence)).toBeLessThan(100);
    const invalid = pair(sensor, 'invalid');
    expect(invalid.faulty(register)).toBe(invalid.healthy(register));
    const bits = invalid.healthy('valid') - invalid.faulty('valid');
    expect(bits).toBe(1 << sensorBits.indexOf(sensor === 'linkVoltage' ? 'STORAGE_VOLTAGE' : CONSTANT[sensor]));
  });

  it('noise: so many times what it was', () => {
    const sigma = (value: number) => {
      const events: StimulusEvent[] = [{ t_s: 0, kind: 'sensorFault', index: 1, item: sensorItem('busVoltage', 'noise'), value }];
      return moments(series(shelf({ sensorNoise: 1, sensorQuantisation: 0 }, events), 1, 'busVoltage_code', 4000)).sigma;
    };
    expect(sigma(5) / sigma(1)).toBeCloseTo(5, 3);
    expect(sigma(0)).toBeLessThan(1e-3 / BUS_LSB_V);
  });

  it('torn: the high byte is of the sample before', () => {
    // the bus swings about 50.67 V: put a border between two high bytes there
    const fault: StimulusEvent = { t_s: 0.0005, kind: 'sensorFault', index: 1, item: sensorItem('busVoltage', 'torn') };
    const simulation = shelf({ busVoltageRange_V: (50.67 * 4096) / 3584 }, [fault, ...swinging]);
    let torn = 0;
    let [before] = series(simulation, 2, 'busVoltage_code', 60).slice(-1) as [number];
    for (let k = 0; k < 3000; k++) {
      simulation.run(TICK);
      const [faulty, now] = [simulation.sample(1).busVoltage_code, simulation.sample(2).busVoltage_code];
      expect(faulty).toBe((before & ~0xff) | (now & 0xff));
      if (faulty !== now) torn++;
      before = now;
    }
    console.log(`torn: ${torn} of 3,000 samples are neither the old nor the new one`);
    expect(torn).toBeGreaterThan(0);
    expect(simulation.sample(1).busVoltageSequence).toBe(simulation.sample(2).busVoltageSequence);
  });

  it('an open sense wire: its group reads half, the next one the rest of both', () => {
    const { faulty, healthy } = pair('groupVoltage', 'openWire', 0, 3);
    const group = (read: typeof faulty, g: number) => read('groupVoltage_code', g);
    const [low, high] = [group(healthy, 3), group(healthy, 4)];
    expect(Math.abs(group(faulty, 3) - 0.25 * (low + high))).toBeLessThanOrEqual(1);
    expect(Math.abs(group(faulty, 4) - 0.75 * (low + high))).toBeLessThanOrEqual(1);
    for (const g of [0, 2, 5, 10]) expect(group(faulty, g)).toBe(group(healthy, g));
    // the uppermost wire has no neighbour above
    expect(Math.abs(group(pair('groupVoltage', 'openWire', 0, 10).faulty, 10) - 0.5 * group(healthy, 10))).toBeLessThanOrEqual(1);
  });

  it.each([
    ['groupVoltage', 'groupVoltage_code', 'groupSequence', 7, 100e-6],
    ['thermistor', 'thermistor_code', 'thermistorSequence', 2, 0.01],
  ] as const)('one %s of several', (sensor, register, sequence, item, lsb) => {
    const parameters = { ambientTemperature_degC: 31.2 };
    const offset = pair(sensor, 'offset', 0.3, item, parameters);
    expect(Math.abs(offset.faulty(register, item) - offset.healthy(register, item) - 0.3 / lsb)).toBeLessThanOrEqual(1);
    expect(offset.faulty(register, item - 1)).toBe(offset.healthy(register, item - 1));
    const gain = pair(sensor, 'gain', 1.1, item, parameters);
    expect(Math.abs(gain.faulty(register, item) / gain.healthy(register, item) - 1.1)).toBeLessThan(1e-3);
    const stale = pair(sensor, 'stale', 0, item, parameters);
    expect(stale.faulty(sequence)).toBeLessThanOrEqual(2);
    expect(stale.healthy(sequence)).toBeGreaterThan(5);
    const stuck = pair(sensor, 'stuck', 0, item, parameters);
    expect(stuck.faulty(sequence)).toBe(stuck.healthy(sequence));
    const invalid = pair(sensor, 'invalid', 0, item, parameters);
    expect(invalid.healthy('valid') - invalid.faulty('valid')).toBe(1 << sensorBits.indexOf(CONSTANT[sensor]));
  });

  it('a thermistor off reads -40 degC, one that is shorted 150 degC', () => {
    expect(pair('thermistor', 'openWire', 0, 1).faulty('thermistor_code', 1)).toBe(-4000);
    expect(pair('thermistor', 'short', 0, 3).faulty('thermistor_code', 3)).toBe(15_000);
  });

  it.each<[SensorName, SensorFaultName, number, number, Parameters<typeof bit>[0]]>([
    ['busVoltage', 'stale', 0, 0, 'STALE_SENSOR'],
    ['busVoltage', 'invalid', 0, 0, 'STALE_SENSOR'],
    ['moduleCurrent', 'stale', 0, 0, 'STALE_SENSOR'],
    ['moduleCurrent', 'offset', 140, 0, 'OVERCURRENT_DISCHARGE'],
    ['moduleCurrent', 'offset', -40, 0, 'OVERCURRENT_CHARGE'],
    ['moduleCurrent', 'offset', 500, 0, 'SHORT_CIRCUIT'],
    ['groupVoltage', 'openWire', 0, 4, 'CELL_UNDERVOLTAGE'],
    ['groupVoltage', 'offset', 1, 9, 'CELL_OVERVOLTAGE'],
    ['groupVoltage', 'stale', 0, 2, 'STALE_SENSOR'],
    ['thermistor', 'openWire', 0, 0, 'UNDERTEMPERATURE_DISCHARGE'],
    ['thermistor', 'short', 0, 2, 'OVERTEMPERATURE_DISCHARGE'],
    ['thermistor', 'invalid', 0, 1, 'STALE_SENSOR'],
  ])('the controller answers to %s %s %d (of %d) with %s, the others not', (sensor, fault, value, item, row) => {
    const parameters = {
      sensorNoise: 0,
      voltageDebounce_samples: 1,
      voltageDelay_s: 0,
      temperatureDebounce_samples: 1,
      temperatureDelay_s: 0,
      currentDelay_s: 0,
    };
    const event: StimulusEvent = { t_s: 0.002, kind: 'sensorFault', index: 2, item: sensorItem(sensor, fault, item), value };
    const simulation = simulationOf({ parameters, events: [event], duration_s: 0.1 });
    simulation.run(simulation.duration_ticks);
    expect(simulation.telemetry(2).faults & bit(row)).not.toBe(0);
    for (const other of [1, 3, 6]) expect(simulation.telemetry(other).faults).toBe(0);
    expect(simulation.moduleTruth(2)).toMatchObject({ contactorClosed: 0 });
  });
});
