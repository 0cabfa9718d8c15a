/** What each kind of event takes. */
import type { EventKindName } from '../simulation.ts';

export interface EventValue {
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  /** What it is when it is not given; without one it must be. */
  readonly default?: number;
  readonly whole?: true;
}

export interface EventForm {
  /** What the index counts; absent: no index. */
  readonly index?: 'capacitor module' | 'battery module' | 'module';
  readonly value?: EventValue;
  /** Whether it may take time. */
  readonly duration?: true;
}

const present: EventValue = { unit: '', min: 0, max: 1, default: 1, whole: true };

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
  cellShort: { index: 'battery module', value: { unit: 'Ω', min: 1e-5, max: 1e3 } },
  sensorStuck: { index: 'module', value: present },
  sensorStale: { index: 'module', value: present },
  sensorOffset: { index: 'module', value: { unit: 'V', min: -1000, max: 1000 } },
  fanStop: { index: 'battery module' },
  shareLineLoss: { value: present },
  loadPattern: { value: present },
};

export type ScenarioEventKind = keyof typeof eventForms;
