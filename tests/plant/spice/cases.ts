import type { Commands, Quantity, Scenario, ScenarioEvent } from '../../../host/scenario.ts';
import type { WaveName } from '../../../host/trace.ts';

/** The stimuli of a netlist a second time: `<name>.cir` says the same by the corners of its sources. */
export interface SpiceCase extends Scenario {
  /** Wave of the simulation by the name of ngspice's vector. */
  readonly vectors: Readonly<Record<string, WaveName>>;
}

const BUS = { 'v(l)': 'busVoltage_V', 'v(s)': 'busVoltageS_V', 'v(psu)': 'psuCurrent_A' } as const;

function openLoop(
  name: string,
  duration_s: number,
  given: {
    preset?: string;
    events: ScenarioEvent[];
    commands?: Commands;
    set?: Record<string, Quantity>;
    vectors?: SpiceCase['vectors'];
  },
): SpiceCase {
  return {
    name,
    title: name,
    about: '',
    preset: given.preset ?? 'orv3-shelf',
    seed: 1,
    duration_s,
    trigger_s: 0,
    set: { sensorNoise: 0, sensorQuantisation: 0, ...given.set },
    events: given.events,
    verdicts: [],
    runs: [],
    commands: given.commands ?? {},
    vectors: { ...BUS, ...given.vectors },
  };
}

export const cases: readonly SpiceCase[] = [
  openLoop('ac-loss', 21.2e-3, {
    events: [{ t_s: 1.0004e-3, kind: 'utilityVoltage', value: 0 }],
    vectors: { 'v(store)': 'psuEnergy_J', 'v(setpoint)': 'psuSetPoint_V' },
  }),
  openLoop('refill', 10.5e-3, {
    set: { psuHoldUpEnergy_J: 10 },
    events: [
      { t_s: 1.0004e-3, kind: 'utilityVoltage', value: 0 },
      { t_s: 3.9003e-3, kind: 'utilityVoltage', value: 1 },
    ],
    vectors: { 'v(store)': 'psuEnergy_J', 'v(setpoint)': 'psuSetPoint_V' },
  }),
  openLoop('walk-in', 12e-3, {
    set: { psuHoldUpEnergy_J: 20, psuInputLimit_ratio: 2.5, psuHoldOff_s: 0.5e-3, psuWalkIn_s: 3e-3, psuWalkInAfter_s: 0 },
    events: [
      { t_s: 1.0004e-3, kind: 'utilityVoltage', value: 0 },
      { t_s: 4.5003e-3, kind: 'utilityVoltage', value: 1 },
    ],
    vectors: { 'v(store)': 'psuEnergy_J', 'v(setpoint)': 'psuSetPoint_V' },
  }),
  openLoop('psu-trip', 4e-3, {
    events: [{ t_s: 1.0003e-3, kind: 'psuTrip' }],
    commands: {
      cbu: [
        [1.01e-3, 375],
        [1.2e-3, 340],
        [2.6e-3, 400],
        [3.2e-3, -20],
        [3.25e-3, 420],
      ],
    },
    vectors: { 'v(cbu)': 'cbuCurrent_A' },
  }),
  openLoop('load-steps', 6e-3, {
    set: { loadPower_W: 9e3 },
    events: [
      { t_s: 1.0006e-3, kind: 'loadPower', value: 27.5e3 },
      { t_s: 2.5002e-3, kind: 'loadPower', value: 900 },
    ],
  }),
  openLoop('handoff', 5e-3, {
    events: [{ t_s: 1.0003e-3, kind: 'psuTrip' }],
    commands: {
      cbu: [
        [1.01e-3, 375],
        [1.2e-3, 355],
        [2.92e-3, 290],
        [3.5e-3, 120],
        [4.2e-3, 0],
      ],
      bbu: [
        [1.01e-3, 12],
        [3.5e-3, 40],
        [4.2e-3, 62],
      ],
      enable: { bbu: [[1.01e-3, 1]] },
    },
    vectors: { 'v(cbu)': 'cbuCurrent_A', 'v(bbu)': 'bbuCurrent_A' },
  }),
  openLoop('single-phase', 24e-3, {
    set: { psuInputRippleFrequency_Hz: 60, psuHoldUpEnergy_J: 10, loadPower_W: 15e3 },
    events: [{ t_s: 17.0002e-3, kind: 'utilityVoltage', value: 0.3, duration_s: 1.0001e-3 }],
    vectors: { 'v(store)': 'psuEnergy_J', 'v(setpoint)': 'psuSetPoint_V' },
  }),
  openLoop('pulses', 1.7e-3, {
    set: {
      loadPower_W: 9e3,
      loadSlew_A_per_s: 5e6,
      loadPattern: 'pulses',
      patternStart_s: 0.2003e-3,
      patternPeriod_s: 0.25e-3,
      patternDuty: 0.5,
      patternLow_W: 6e3,
      patternHigh_W: 24e3,
      patternRise_s: 80e-6,
      patternFall_s: 0,
    },
    events: [],
  }),
  openLoop('diablo-handoff', 5e-3, {
    preset: 'diablo-400',
    events: [{ t_s: 1.0003e-3, kind: 'psuTrip' }],
    commands: {
      cbu: [
        [1.01e-3, 300],
        [1.3e-3, 280],
        [2.92e-3, 180],
        [3.5e-3, 20],
        [4.2e-3, 0],
      ],
      bbu: [
        [1.01e-3, 12],
        [3.5e-3, 32],
        [4.2e-3, 35],
      ],
      enable: { bbu: [[1.01e-3, 1]] },
    },
    vectors: { 'v(cbu)': 'cbuCurrent_A', 'v(bbu)': 'bbuCurrent_A' },
  }),
  openLoop('diablo-load-steps', 5e-3, {
    preset: 'diablo-400',
    set: { loadPower_W: 55e3 },
    events: [
      { t_s: 1.0006e-3, kind: 'loadPower', value: 172e3 },
      { t_s: 2.5002e-3, kind: 'loadPower', value: 5e3 },
    ],
  }),
  openLoop('hpr-trip', 3e-3, {
    preset: 'hpr-shelf',
    events: [{ t_s: 1.0003e-3, kind: 'psuTrip' }],
    commands: {
      cbu: [
        [1.01e-3, 720],
        [1.2e-3, 680],
        [2.6e-3, 700],
      ],
    },
    vectors: { 'v(cbu)': 'cbuCurrent_A' },
  }),
  openLoop('module-loss', 2.6e-3, {
    events: [
      { t_s: 1.0004e-3, kind: 'psuModuleFail', value: 2 },
      { t_s: 2.0009e-3, kind: 'psuModuleFail', value: 1 },
    ],
  }),
  openLoop('lockout', 4.5e-3, {
    events: [
      { t_s: 1.0006e-3, kind: 'loadPower', value: 38e3 },
      { t_s: 3e-3, kind: 'loadPower', value: 9e3 },
      { t_s: 3.5002e-3, kind: 'loadReconnect' },
    ],
  }),
  openLoop('source-limit', 1.6e-3, {
    set: { capacitorInitial_V: 20 },
    events: [{ t_s: 1.0003e-3, kind: 'psuTrip' }],
    commands: { cbu: [[1.02e-3, 420]] },
    vectors: { 'v(cbu)': 'cbuCurrent_A' },
  }),
];
