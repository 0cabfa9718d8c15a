/**
 * Every fault of plant and sensors in the coupled simulation: the row that finds it, or the proof that it does no harm. Module
 * 0 is the capacitor, 1 the battery module with the fault, 2 its healthy neighbour.
 */
import { describe, expect, it } from 'vitest';
import { type Choice, enumerations } from '../../host/abi/registers.ts';
import { type SensorFaultName, type SensorName, sensorItem } from '../../host/scenario/sensor-faults.ts';
import type { Simulation, StimulusEvent } from '../../host/simulation.ts';
import { bit } from '../support/bench.ts';
import { simulated } from '../support/simulation.ts';

type Row = Choice<'Protection'>;
type Kind = StimulusEvent['kind'];

/** Two battery modules of 3 kW; they idle, deliver 60 A each after a trip at 20 ms, or start cold. */
type Doing = 'idle' | 'delivering' | 'cold';
const shelf = { bbuModules: 2, moduleCount: 2, psuModules: 2, loadPower_W: 6e3, cbuConverterLimit_A: 600 };
const at = (t_s: number, kind: Kind, value = 0, index = 0, item = 0): StimulusEvent => ({ t_s, kind, value, index, item });
const FAULT_S = 0.1;

function run(doing: Doing, events: StimulusEvent[], duration_s: number, more: Record<string, number> = {}): Simulation {
  const begin = doing === 'delivering' ? [at(0.02, 'psuTrip')] : [];
  const parameters = { ...shelf, ...(doing === 'cold' && { startState: 1 }), ...more };
  return simulated({ parameters, events: [...begin, ...events], duration_s });
}

const rowsOf = (bits: number): Row[] => enumerations.Protection.filter((row) => (bits & bit(row)) !== 0);
const suspects = (simulation: Simulation, module: number) =>
  enumerations.SensorKind.filter((_, k) => (simulation.telemetry(module).suspects & (1 << k)) !== 0);

interface Case {
  what: string;
  doing: Doing;
  events: StimulusEvent[];
  /** Rows that open, the first first, and rows that warn. */
  trips?: readonly Row[];
  warns?: readonly Row[];
  module?: number;
  duration_s?: number;
  parameters?: Record<string, number>;
  also?: (simulation: Simulation) => void;
}

const sensor = (name: SensorName, fault: SensorFaultName, value = 0, item = 0, module = 1): StimulusEvent[] => [
  at(FAULT_S, 'sensorFault', value, module, sensorItem(name, fault, item)),
];
const cold = (name: SensorName, fault: SensorFaultName, value = 0): StimulusEvent[] => [
  at(0, 'sensorFault', value, 1, sensorItem(name, fault)),
];
const prechargeFault = (name: Choice<'PrechargeFault'>) => enumerations.PrechargeFault.indexOf(name);
const switchFault = (name: Choice<'SwitchFault'>) => enumerations.SwitchFault.indexOf(name);

const wire = (n: number): Case => ({
  what: `sense wire ${n + 1} of eleven groups off`,
  doing: 'idle',
  events: sensor('groupVoltage', 'openWire', 0, n),
  // what an open wire shows of its groups is outside for itself, and the last one is missing in the sum
  trips:
    n === 10 ? ['SENSE_WIRE_OPEN', 'SUM_OF_GROUPS', 'CELL_UNDERVOLTAGE'] : ['SENSE_WIRE_OPEN', 'CELL_OVERVOLTAGE', 'CELL_UNDERVOLTAGE'],
  warns: ['CELL_VOLTAGE_WARNING', 'GROUP_IMBALANCE'],
  duration_s: 1,
  also: (simulation) => expect(simulation.telemetry(1).openWire).toBe(n + 1),
});

const cases: Case[] = [
  { what: 'nothing', doing: 'idle', events: [] },
  { what: 'nothing', doing: 'delivering', events: [] },
  { what: 'nothing', doing: 'cold', events: [] },
  // disconnect
  {
    what: 'main contact welded, and a trip',
    doing: 'idle',
    events: [at(0.05, 'contactorWeld', 1), ...sensor('busVoltage', 'stale')],
    trips: ['STALE_SENSOR', 'CONTACTOR_WELD'],
  },
  {
    what: 'precharge contact closes by itself',
    doing: 'idle',
    events: [at(FAULT_S, 'prechargeFault', prechargeFault('stuckClosed'))],
    trips: ['CONTACTOR_WELD'],
  },
  {
    what: 'precharge contact does not close',
    doing: 'cold',
    events: [at(0, 'prechargeFault', prechargeFault('stuckOpen'))],
    trips: ['CONTACTOR_STUCK_OPEN'],
  },
  { what: 'main contact does not close', doing: 'cold', events: [at(0, 'contactorStuckOpen', 1)], trips: ['CONTACTOR_STUCK_OPEN'] },
  {
    what: 'switch opens by itself',
    doing: 'idle',
    events: [at(FAULT_S, 'switchFail', switchFault('open'))],
    trips: ['CONTACTOR_STUCK_OPEN'],
  },
  {
    what: 'switch is short, and a short circuit',
    doing: 'idle',
    events: [at(0.05, 'switchFail', switchFault('short')), at(FAULT_S, 'packShort', 5e-3)],
    trips: ['SHORT_CIRCUIT', 'CONTACTOR_WELD'],
  },
  { what: 'link has a fifth of its capacitance', doing: 'cold', events: [at(0, 'linkCapacitance', 0.2)], trips: ['PRECHARGE_FAST'] },
  { what: 'link has nearly none', doing: 'cold', events: [at(0, 'linkCapacitance', 0.01)], trips: ['PRECHARGE_FAST'] },
  { what: 'link has five times its capacitance', doing: 'cold', events: [at(0, 'linkCapacitance', 5)], trips: ['PRECHARGE_SLOW'] },
  { what: 'link short through 100 ohm', doing: 'cold', events: [at(0, 'linkShort', 100)], trips: ['PRECHARGE_SLOW'] },
  { what: 'link short through 1 ohm', doing: 'cold', events: [at(0, 'linkShort', 1)], trips: ['PRECHARGE_SLOW'] },
  // what flows before the contactor goes on when that is open: the switch ends it
  {
    what: 'pack short through 1 ohm',
    doing: 'idle',
    events: [at(FAULT_S, 'packShort', 1)],
    trips: ['CONVERTER_DEVIATION', 'CONTACTOR_WELD'],
    also: (simulation) => expect(simulation.moduleTruth(1)).toMatchObject({ storageCurrent_A: 0, switchClosed: 0 }),
  },
  {
    what: 'fuse blown while it delivers',
    doing: 'delivering',
    events: [at(FAULT_S, 'fuseBlow')],
    warns: ['CONVERTER_DEVIATION', 'SHARE_DEVIATION'],
  },
  // converter
  { what: 'converter does not start', doing: 'delivering', events: [at(0.01, 'converterNoStart', 1, 1)], warns: ['CONVERTER_LATE'] },
  {
    what: 'converter limits at a quarter',
    doing: 'delivering',
    events: [at(0.01, 'converterEarlyLimit', 0.1, 1)],
    warns: ['CONVERTER_DEVIATION', 'SHARE_DEVIATION'],
  },
  { what: 'module pulled out while it delivers', doing: 'delivering', events: [at(FAULT_S, 'moduleLoss')], warns: ['CONVERTER_LATE'] },
  { what: 'share line lost', doing: 'delivering', events: [at(FAULT_S, 'shareLineLoss', 1)], warns: ['SHARE_LINE_LOST'] },
  // cells
  {
    what: 'cell short of 5 mohm inside',
    doing: 'idle',
    events: [at(FAULT_S, 'cellInternalShort', 0.005)],
    warns: ['GROUP_IMBALANCE'],
    duration_s: 0.9,
  },
  // sensors: bus
  { what: 'bus sensor silent', doing: 'idle', events: sensor('busVoltage', 'stale'), trips: ['STALE_SENSOR'] },
  { what: 'bus sensor invalid', doing: 'idle', events: sensor('busVoltage', 'invalid'), trips: ['STALE_SENSOR'] },
  {
    what: 'bus sensor stuck before an outage',
    doing: 'delivering',
    events: [at(0.005, 'sensorFault', 0, 1, sensorItem('busVoltage', 'stuck'))],
    trips: ['SENSOR_IMPLAUSIBLE'],
  },
  { what: 'bus sensor at the top of its range', doing: 'idle', events: sensor('busVoltage', 'offset', 20), trips: ['SENSOR_IMPLAUSIBLE'] },
  {
    // it delivers into a bus that is full
    what: 'bus sensor open',
    doing: 'idle',
    events: sensor('busVoltage', 'openWire'),
    trips: ['OVERCURRENT_DISCHARGE'],
  },
  { what: 'bus sensor 2 V low', doing: 'delivering', events: sensor('busVoltage', 'offset', -2), warns: ['SHARE_DEVIATION'] },
  { what: 'bus sensor torn', doing: 'delivering', events: sensor('busVoltage', 'torn') },
  { what: 'bus sensor with ten times its noise', doing: 'delivering', events: sensor('busVoltage', 'noise', 10) },
  // module current
  { what: 'shunt silent', doing: 'idle', events: sensor('moduleCurrent', 'stale'), trips: ['STALE_SENSOR'] },
  {
    what: 'shunt stuck before an outage',
    doing: 'delivering',
    events: [at(0.005, 'sensorFault', 0, 1, sensorItem('moduleCurrent', 'stuck'))],
    trips: ['SENSOR_IMPLAUSIBLE'],
    warns: ['CONVERTER_DEVIATION', 'SHARE_DEVIATION'],
  },
  {
    what: 'shunt off by 25 A',
    doing: 'idle',
    events: sensor('moduleCurrent', 'offset', 25),
    trips: ['CONVERTER_DEVIATION', 'CONTACTOR_WELD'],
  },
  {
    what: 'shunt reads half',
    doing: 'delivering',
    events: sensor('moduleCurrent', 'gain', 0.5),
    warns: ['CONVERTER_DEVIATION', 'SHARE_DEVIATION'],
  },
  {
    what: 'shunt reads half too much',
    doing: 'delivering',
    events: sensor('moduleCurrent', 'gain', 1.5),
    trips: ['CONVERTER_DEVIATION'],
    warns: ['SHARE_DEVIATION'],
  },
  { what: 'shunt torn', doing: 'delivering', events: sensor('moduleCurrent', 'torn') },
  // storage and link voltage
  {
    what: 'storage sensor 3 V high',
    doing: 'idle',
    events: sensor('storageVoltage', 'offset', 3),
    trips: ['SUM_OF_GROUPS', 'LINK_MISMATCH'],
  },
  {
    what: 'storage sensor 5 % low',
    doing: 'delivering',
    events: sensor('storageVoltage', 'gain', 0.95),
    trips: ['SUM_OF_GROUPS', 'LINK_MISMATCH'],
  },
  {
    what: 'storage sensor stuck before an outage',
    doing: 'delivering',
    events: [at(0.005, 'sensorFault', 0, 1, sensorItem('storageVoltage', 'stuck'))],
    trips: ['SENSOR_IMPLAUSIBLE'],
  },
  {
    what: 'storage sensor open: a pack that collapsed',
    doing: 'idle',
    events: sensor('storageVoltage', 'openWire'),
    trips: ['SHORT_CIRCUIT', 'SUM_OF_GROUPS', 'SENSOR_IMPLAUSIBLE'],
  },
  { what: 'link sensor 3 V high', doing: 'idle', events: sensor('linkVoltage', 'offset', 3), trips: ['LINK_MISMATCH'] },
  { what: 'link sensor open', doing: 'idle', events: sensor('linkVoltage', 'openWire'), trips: ['LINK_MISMATCH'] },
  {
    what: 'link sensor that calls an empty link full',
    doing: 'cold',
    events: cold('linkVoltage', 'offset', 45),
    trips: ['PRECHARGE_SLOW', 'SENSOR_IMPLAUSIBLE'],
    // and never was the main contactor closed
    also: (simulation) => expect(simulation.log().some(({ kind, module }) => kind === 'contactorClosed' && module === 1)).toBe(false),
  },
  { what: 'link sensor stuck at an empty link', doing: 'cold', events: cold('linkVoltage', 'stuck'), trips: ['PRECHARGE_SLOW'] },
  // groups
  { what: 'groups silent', doing: 'idle', events: sensor('groupVoltage', 'stale'), trips: ['STALE_SENSOR'] },
  ...[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map(wire),
  {
    what: 'group reads 0.25 V high',
    doing: 'idle',
    events: sensor('groupVoltage', 'offset', 0.25, 4),
    trips: ['CELL_OVERVOLTAGE'],
    warns: ['CELL_VOLTAGE_WARNING'],
    duration_s: 1,
  },
  { what: 'group torn', doing: 'delivering', events: sensor('groupVoltage', 'torn', 0, 4) },
  {
    what: 'group reads 15 % low',
    doing: 'idle',
    events: sensor('groupVoltage', 'gain', 0.85, 4),
    warns: ['GROUP_IMBALANCE'],
    duration_s: 1,
  },
  // thermistors
  {
    what: 'thermistor open',
    doing: 'idle',
    events: sensor('thermistor', 'openWire', 0, 2),
    trips: ['THERMISTOR_FAULT', 'UNDERTEMPERATURE_DISCHARGE'],
    duration_s: 2.2,
  },
  {
    what: 'thermistor short',
    doing: 'idle',
    events: sensor('thermistor', 'short', 0, 1),
    trips: ['THERMISTOR_FAULT', 'OVERTEMPERATURE_DISCHARGE'],
    warns: ['TEMPERATURE_WARNING'],
    duration_s: 2.2,
  },
  {
    what: 'thermistor 30 K high',
    doing: 'idle',
    events: sensor('thermistor', 'offset', 30, 3),
    trips: ['THERMISTOR_FAULT'],
    duration_s: 2.2,
  },
  { what: 'thermistors silent', doing: 'idle', events: sensor('thermistor', 'stale'), trips: ['STALE_SENSOR'] },
  { what: 'thermistor torn', doing: 'idle', events: sensor('thermistor', 'torn') },
  // capacitor module
  {
    what: 'capacitor: shunt off by 120 A',
    doing: 'idle',
    events: sensor('moduleCurrent', 'offset', 120, 0, 0),
    module: 0,
    trips: ['CONVERTER_DEVIATION'],
  },
  {
    what: 'capacitor: thermistor open',
    doing: 'idle',
    events: sensor('thermistor', 'openWire', 0, 2, 0),
    module: 0,
    warns: ['THERMISTOR_FAULT'],
  },
  {
    what: 'capacitor: bus sensor at the top of its range',
    doing: 'idle',
    events: sensor('busVoltage', 'offset', 20, 0, 0),
    module: 0,
    trips: ['SENSOR_IMPLAUSIBLE'],
  },
];

describe('a fault of plant or sensor trips its row and no other', () => {
  it.each(cases)('$what ($doing)', ({ what, doing, events, trips = [], warns = [], module = 1, duration_s = 0.6, parameters, also }) => {
    const simulation = run(doing, events, duration_s, parameters);
    const log = simulation.log();
    const logged = (kind: 'protectionTrip' | 'protectionWarning', k: number) => [
      ...new Set(
        log.filter((entry) => entry.kind === kind && entry.module === k).map(({ value }) => enumerations.Protection[value] as Row),
      ),
    ];
    const tripped = logged('protectionTrip', module);
    const warned = logged('protectionWarning', module);
    const first = log.find((entry) => entry.kind === 'protectionTrip' && entry.module === module);
    console.log(
      `${what} (${doing}): ${[...tripped, ...warned.map((row) => `(${row})`)].join(', ') || 'nothing'}${first ? `, first at ${(1e3 * first.t_s).toFixed(1)} ms` : ''} ${suspects(simulation, module).join(' ')}`,
    );
    expect([...tripped].sort()).toEqual([...trips].sort());
    expect([...warned].sort()).toEqual([...warns].sort());
    const told = simulation.telemetry(module);
    expect(told.firstTrip).toBe(trips[0] === undefined ? -1 : enumerations.Protection.indexOf(trips[0]));
    expect(rowsOf(told.faults).every((row) => trips.includes(row))).toBe(true);
    // who trips lets go of its contactor; nobody else is told anything
    if (trips.length > 0) expect(told.reference_A).toBe(0);
    for (let k = 0; k < 3; k++) {
      if (k === module) continue;
      expect(logged('protectionTrip', k), `module ${k}`).toEqual([]);
    }
    also?.(simulation);
  });
});
