/** What happened, in words: one line a log entry. */
import { enumerations } from './abi/registers.ts';
import { formatResult, plain } from './quantity.ts';
import type { LogEntry, LogKindName } from './simulation.ts';

type Words = (value: number, module: string) => string;

const name = (list: readonly string[], value: number) => list[value] ?? String(value);

const words: Readonly<Record<LogKindName, Words>> = {
  utilityLost: () => 'utility lost',
  utilityBack: () => 'utility back',
  acLossDetected: () => 'AC_LOSS line raised',
  psuPreWarning: (J) => `PSU pre-warning: half of the hold-up energy is gone (${formatResult(J, 'J')} left)`,
  psuEnergyOut: () => 'PSU hold-up energy out: the output dies',
  psuTripped: (A) => `PSU tripped at ${formatResult(A, 'A')}`,
  psuBack: () => 'PSU output back',
  psuModuleFailed: (count) => `${count === 1 ? 'one PSU module' : `${count} PSU modules`} failed`,
  loadStep: (W) => `load goes to ${formatResult(W, 'W')}`,
  loadLockout: (V) => `load drops out at ${formatResult(V, 'V')}`,
  loadReconnected: (W) => `load reconnects towards ${formatResult(W, 'W')}`,
  capacitorEngaged: (A) => `capacitor engages (${formatResult(A, 'A')})`,
  capacitorCarries: (W) => `capacitor carries 90 % of the load (${formatResult(W, 'W')})`,
  batteryStart: (_, module) => `${module}: converter starts`,
  batteryOn: (_, module) => `${module}: converter on`,
  batteryDelivers: (W) => `battery delivers (${formatResult(W, 'W')})`,
  batteryCarries: (W) => `battery carries 90 % of the load (${formatResult(W, 'W')})`,
  batteryReleased: (_, module) => `${module}: battery released`,
  stateChange: (state) => `state ${name(enumerations.HandoffState, state)}`,
  converterSourceLimit: (A, module) => `${module}: source cannot give the power (${formatResult(A, 'A')})`,
  capacitorEmpty: (V) => `capacitor empty at ${formatResult(V, 'V')}`,
  protectionWarning: (row, module) => `${module}: warning ${name(enumerations.Protection, row)}`,
  protectionTrip: (row, module) => `${module}: trip ${name(enumerations.Protection, row)}`,
  contactorOpened: (_, module) => `${module}: contactor opened`,
  contactorClosed: (_, module) => `${module}: contactor closed`,
  fuseBlown: (_, module) => `${module}: fuse blown`,
  switchOpened: (_, module) => `${module}: switch opened`,
  moduleLost: (_, module) => `${module} lost`,
  faultInjected: (kind, module) => `fault injected: ${name(enumerations.EventKind, kind)}, ${module}`,
  generatorStarted: () => 'generator starts',
  generatorReady: () => 'generator accepts load: the transfer switch opens',
  onGenerator: (pu) => `on the generator, at ${plain(pu, 4)} pu`,
  backOnUtility: (pu) => `back on the utility, at ${plain(pu, 4)} pu`,
  patternBegun: (W) => `load pattern begins at ${formatResult(W, 'W')}`,
  patternEnded: (W) => `load pattern ends at ${formatResult(W, 'W')}`,
  commandChanged: (value, module) => `command of ${module} changed to ${plain(value)}`,
  contactorArc: (A, module) => `${module}: contactor cannot break ${formatResult(A, 'A')}: it arcs`,
  prechargeBurnt: (A, module) => `${module}: precharge resistor burnt out at ${formatResult(A, 'A')}`,
  faultCleared: (kind, module) => `fault cleared: ${name(enumerations.EventKind, kind)}, ${module}`,
  batteryShareShort: (A, module) => `${module}: cannot carry its share for 240 s, but ${formatResult(A, 'A')}`,
  rechargeBegan: (_, module) => `${module}: recharge begins`,
  rechargeEnded: (_, module) => `${module}: recharge ends`,
  shavingAsked: (W) => (W > 0 ? `rack manager asks for ${formatResult(W, 'W')} off the feed` : 'rack manager asks for no shaving any more'),
  shavingBegan: (_, module) => `${module}: peak shaving begins`,
  shavingEnded: (_, module) => `${module}: peak shaving ends`,
  sensorFault: (what, module) =>
    `${module}: sensor ${name(enumerations.SensorKind, what >> 4)}: ${what & 15 ? `fault ${name(enumerations.SensorFault, what & 15)}` : 'no fault any more'}`,
};

export function logText({ kind, module, value }: LogEntry): string {
  return words[kind](value, subjectOf(kind, module));
}

const subjectOf = (kind: LogKindName, module: number) =>
  kind === 'commandChanged' ? name(enumerations.ModuleKind, module) : module < 0 ? 'shelf' : `module ${module}`;

/** Modules that do the same within a millisecond do it together. */
const TOGETHER_S = 1e-3;

/** The log in lines for people: what many modules do together is one line, at the time of the first. */
export function logLines(log: readonly LogEntry[]): { t_s: number; text: string }[] {
  const groups: { entry: LogEntry; modules: Set<number> }[] = [];
  const latest = new Map<string, (typeof groups)[number]>();
  for (const entry of log) {
    const { t_s, kind, module, value } = entry;
    const key = `${kind} ${words[kind](value, '')}`;
    const group = latest.get(key);
    // the same module twice is news
    if (module >= 0 && kind !== 'commandChanged' && group && t_s - group.entry.t_s <= TOGETHER_S && !group.modules.has(module)) {
      group.modules.add(module);
      continue;
    }
    const own = { entry, modules: new Set([module]) };
    groups.push(own);
    latest.set(key, own);
  }
  return groups.map(({ entry, modules }) => ({
    t_s: entry.t_s,
    text: modules.size > 1 ? words[entry.kind](entry.value, `${modules.size} modules`) : logText(entry),
  }));
}
