import { enumerations } from '../../host/abi/registers.ts';
import type { LogEntry } from '../../host/simulation.ts';
import { fixed } from '../units.ts';

type Kind = LogEntry['kind'];

/** What each entry says, and the unit of its value where it has one worth reading. */
const WORDS: Readonly<Record<Kind, string>> = {
  utilityLost: 'Utility lost',
  utilityBack: 'Utility back',
  acLossDetected: 'AC loss detected',
  psuPreWarning: 'PSU pre-warning',
  psuEnergyOut: 'PSU hold-up energy used up',
  psuTripped: 'PSU output lost',
  psuBack: 'PSU output back',
  psuModuleFailed: 'PSU modules failed',
  loadStep: 'Load demand changes',
  loadLockout: 'Load drops out',
  loadReconnected: 'Load back',
  capacitorEngaged: 'Capacitor engages',
  capacitorCarries: 'Capacitor carries 90 % of the load',
  batteryStart: 'Battery told to start',
  batteryOn: 'Battery converter on',
  batteryDelivers: 'Battery delivers 5 % of the load',
  batteryCarries: 'Battery carries 90 % of the load',
  batteryReleased: 'Battery lets go',
  stateChange: 'State',
  converterSourceLimit: 'Converter limited by its source',
  capacitorEmpty: 'Capacitor empty',
  protectionWarning: 'Protection warns',
  protectionTrip: 'Protection trips',
  contactorOpened: 'Contactor open',
  contactorClosed: 'Contactor closed',
  fuseBlown: 'Fuse blown',
  switchOpened: 'Switch open',
  moduleLost: 'Module lost',
  faultInjected: 'Fault injected',
  commandChanged: 'Command',
  generatorStarted: 'Generator starts',
  generatorReady: 'Generator ready, switch opens',
  onGenerator: 'On the generator',
  backOnUtility: 'Back on the utility',
  patternBegun: 'Load pattern begins',
  patternEnded: 'Load pattern ends',
  contactorArc: 'Contactor arcs',
  prechargeBurnt: 'Precharge resistor burnt out',
  faultCleared: 'Fault cleared',
  sensorFault: 'Sensor fault',
};

/** The value of an entry in words: a state, a protection, a power. */
function valueText({ kind, value }: LogEntry): string {
  if (kind === 'stateChange') return enumerations.HandoffState[value] ?? '';
  if (kind === 'protectionTrip' || kind === 'protectionWarning')
    return (enumerations.Protection[value] ?? '').toLowerCase().replaceAll('_', ' ');
  if (kind.endsWith('Carries') || kind === 'batteryDelivers' || kind === 'loadStep') return `${fixed(value / 1e3, 2)} kW`;
  if (kind === 'faultInjected' || kind === 'faultCleared') return enumerations.EventKind[value] ?? '';
  if (kind === 'sensorFault') return `${enumerations.SensorKind[value >> 4]}: ${enumerations.SensorFault[value & 15]}`;
  if (kind === 'psuModuleFailed') return fixed(value, 0);
  return '';
}

export function logText(entry: LogEntry): { event: string; value: string; module: string } {
  return { event: WORDS[entry.kind], value: valueText(entry), module: entry.module < 0 ? '' : String(entry.module) };
}
