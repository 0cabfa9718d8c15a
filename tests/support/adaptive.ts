import { type RunVariant, resolve, type Scenario } from '../../host/scenario.ts';
import type { LogEntry, Simulation } from '../../host/simulation.ts';
import { simulated } from './simulation.ts';

/** The count of fast runs is told each millisecond: at the end of a whole one the last 99 are still to come. */
export const UNTOLD = 99;

/** Seconds of a run in which the fast tasks ran: all of it in fine time. */
export const fine_s = (simulation: Simulation) => (simulation.telemetry(0).fastRuns + UNTOLD) * 10e-6;

/** The same run in fine and in adaptive time. */
export function both(scenario: Scenario, set: Record<string, number | string> = {}, run: RunVariant = { label: 'main' }) {
  const of = (timeMode: string) => simulated(resolve(scenario, { ...set, timeMode }, run));
  return { fine: of('fine'), adaptive: of('adaptive') };
}

/** What happened, without when. */
export const kinds = (log: readonly LogEntry[]) =>
  log.map(({ kind, module, value }) => `${kind} ${module}${kind === 'stateChange' ? ` ${value}` : ''}`);

/** Largest difference of the times of two logs of the same things. */
export const apart_s = (a: readonly LogEntry[], b: readonly LogEntry[]) =>
  Math.max(0, ...a.map((entry, k) => Math.abs(entry.t_s - (b[k]?.t_s ?? Number.NaN))));

/** Residuals of the ledger over the load's energy and the simulated seconds. */
export function residuals(simulation: Simulation) {
  const { residualPower_J, residualSystem_J, load_J } = simulation.ledger();
  const scale = load_J * Math.max(1, simulation.time_s);
  return { power: Math.abs(residualPower_J) / scale, system: Math.abs(residualSystem_J) / scale };
}
