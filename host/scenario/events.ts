/** What each kind of event takes. */
import { type EnumerationName, MAX_GROUPS } from '../abi/registers.ts';
import type { EventKindName } from '../simulation.ts';

export interface EventValue {
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  /** What it is when it is not given; without one it must be. */
  readonly default?: number;
  readonly whole?: true;
  /** Given by name: one of these. */
  readonly choices?: EnumerationName;
  /** 0 is allowed as well: it ends what the event began. */
  readonly clears?: true;
}

export interface EventForm {
  /** What the index counts; absent: no index. */
  readonly index?: 'capacitor module' | 'battery module' | 'module';
  /** Whether it also takes `cell`, the number of a cell in the module. */
  readonly cell?: true;
  /** Whether it also takes `sensor`, `fault` and, for one of several, `item`: see sensor-faults.ts. */
  readonly sensor?: true;
  readonly value?: EventValue;
  /** Whether it may take time. */
  readonly duration?: true;
}

/** Cells of the largest module. */
export const MOST_CELLS = MAX_GROUPS * 64;

const present: EventValue = { unit: '', min: 0, max: 1, default: 1, whole: true };
const short: EventValue = { unit: 'Ω', min: 1e-5, max: 1e3, clears: true };
/** Times what it is when all is well: 1 ends the fault. */
const factor = (min: number, max: number): EventValue => ({ unit: '', min, max });

/** Open-loop `command` and `enable` come from a scenario's `commands`, not from its events. */
export const eventForms: Readonly<Record<Exclude<EventKindName, 'command' | 'enable'>, EventForm>> = {
  utilityVoltage: { value: { unit: 'pu', min: 0, max: 1.5 }, duration: true },
  psuTrip: {},
  psuRestore: {},
  psuModuleFail: { value: { unit: '', min: 1, max: 64, whole: true } },
  loadPower: { value: { unit: 'W', min: 0, max: 10e6 }, duration: true },
  loadReconnect: {},
  capacitorLoss: { index: 'capacitor module' },
  moduleLoss: { index: 'battery module' },
  packShort: { index: 'battery module', value: short },
  linkShort: { index: 'battery module', value: short },
  fanStop: { index: 'battery module', value: present },
  shareLineLoss: { value: present },
  loadPattern: { value: present },
  cellInternalShort: { index: 'battery module', cell: true, value: short },
  cellWeak: { index: 'battery module', cell: true, value: factor(0.01, 1) },
  cellResistanceRise: { index: 'battery module', cell: true, value: factor(0.1, 100) },
  cellOpen: { index: 'battery module', cell: true },
  contactorWeld: { index: 'battery module', value: present },
  contactorStuckOpen: { index: 'battery module', value: present },
  prechargeFault: { index: 'battery module', value: { unit: '', min: 0, max: 2, choices: 'PrechargeFault' } },
  linkCapacitance: { index: 'battery module', value: factor(0.01, 100) },
  fuseBlow: { index: 'battery module' },
  switchFail: { index: 'battery module', value: { unit: '', min: 0, max: 2, choices: 'SwitchFault' } },
  converterNoStart: { index: 'module', value: present },
  converterEarlyLimit: { index: 'module', value: factor(0, 1) },
  capacitorEsrRise: { index: 'capacitor module', value: factor(1, 100) },
  peakShaving: { value: { unit: 'W', min: 0, max: 10e6 } },
  sensorFault: { index: 'module', sensor: true },
};

export type ScenarioEventKind = keyof typeof eventForms;
