/** The handoff when one of those that it relies on is not there: in full, at full load. */
import { describe, expect, it } from 'vitest';
import { resolve } from '../../host/scenario/resolve.ts';
import { type ScenarioEvent, scenarios } from '../../host/scenario.ts';
import { simulated } from '../support/simulation.ts';

const SHELF = { name: 'fallback', preset: 'orv3-shelf', seed: 1, duration_s: 0.4, trigger_s: 0.02 };
const AT_S = 0.02;
const at = (t_s: number, kind: ScenarioEvent['kind'], more: Partial<ScenarioEvent> = {}): ScenarioEvent => ({ t_s, kind, ...more });

/** An outage at full load in which `events` happen, too. */
function outage(how: 'psuTrip' | 'acLoss', events: ScenarioEvent[], set: Record<string, number | string> = {}) {
  const loss = how === 'psuTrip' ? at(AT_S, 'psuTrip') : at(AT_S, 'utilityVoltage', { value: 0 });
  const base = scenarios['psu-trip-handoff'] as NonNullable<(typeof scenarios)[string]>;
  const scenario = { ...base, ...SHELF, set: { handoffStrategy: 'split', ...set }, events: [...events, loss], verdicts: [], runs: [] };
  return simulated(resolve(scenario));
}
const share = (run: ReturnType<typeof simulated>) => {
  const { cbuCurrent_A, bbuCurrent_A, loadCurrent_A } = run.truth();
  return { cbu: cbuCurrent_A / loadCurrent_A, bbu: bbuCurrent_A / loadCurrent_A };
};

describe.each(['threshold', 'feedforward', 'split'])('%s', (handoffStrategy) => {
  it('without the capacitor the battery alone carries through the loss of the utility', () => {
    const run = outage('acLoss', [at(0.001, 'capacitorLoss', { index: 0 })], { handoffStrategy });
    const { busVoltageMin_V, loadDropouts } = run.metrics();
    console.log(`${handoffStrategy}, no capacitor: bus minimum ${busVoltageMin_V?.toFixed(2)} V`);
    expect(loadDropouts).toBe(0);
    expect(busVoltageMin_V).toBeGreaterThan(46);
    expect(share(run).bbu).toBeGreaterThan(0.99);
  });

  it('a capacitor that goes while it bridges leaves the battery to carry on', () => {
    const run = outage('acLoss', [at(AT_S + 13e-3, 'capacitorLoss', { index: 0 })], { handoffStrategy });
    expect(run.metrics().loadDropouts).toBe(0);
    expect(share(run).bbu).toBeGreaterThan(0.99);
  });

  it('a battery module that does not start: the capacitor holds meanwhile, the others take its share, and it is said', () => {
    const run = outage('psuTrip', [at(0.001, 'converterNoStart', { index: 3 })], { handoffStrategy });
    const { busVoltageMin_V, loadDropouts } = run.metrics();
    expect(loadDropouts).toBe(0);
    expect(busVoltageMin_V).toBeGreaterThan(46);
    expect(run.moduleTruth(3).converterCurrent_A).toBe(0);
    expect(share(run).bbu).toBeGreaterThan(handoffStrategy === 'split' ? 0.99 : 0.9);
    const said = run.log().filter(({ kind, module }) => kind === 'protectionWarning' && module === 3);
    expect(said.length).toBeGreaterThan(0);
  });

  it('no battery module starts: the capacitor carries to the end of its window, and not a volt further', () => {
    const all = Array.from({ length: 6 }, (_, k) => at(0.001, 'converterNoStart', { index: k + 1 }));
    const run = outage('psuTrip', all, { handoffStrategy, loadPower_W: 9000 });
    expect(run.metrics().loadDropouts).toBe(0);
    expect(share(run).cbu).toBeGreaterThan(0.99);
    const longer = simulatedTo(10, handoffStrategy, all);
    const { capacitorVoltageMin_V, loadDropouts } = longer.metrics();
    console.log(`${handoffStrategy}, no battery: the capacitor ends at ${capacitorVoltageMin_V?.toFixed(2)} V`);
    expect(loadDropouts).toBeGreaterThan(0);
    expect(capacitorVoltageMin_V).toBeGreaterThan(23.5);
  });

  it('without the share line from the start nobody drops the load', () => {
    const run = outage('psuTrip', [at(0.001, 'shareLineLoss', { value: 1 })], { handoffStrategy });
    const { busVoltageMin_V, loadDropouts } = run.metrics();
    expect(loadDropouts).toBe(0);
    expect(busVoltageMin_V).toBeGreaterThan(46);
    const { cbu, bbu } = share(run);
    expect(cbu + bbu).toBeGreaterThan(0.99);
  });
});

function simulatedTo(duration_s: number, handoffStrategy: string, events: ScenarioEvent[]) {
  const base = scenarios['psu-trip-handoff'] as NonNullable<(typeof scenarios)[string]>;
  const set = { handoffStrategy, loadPower_W: 18e3, capacitorInitial_V: 30 };
  return simulated(resolve({ ...base, ...SHELF, duration_s, set, events: [...events, at(AT_S, 'psuTrip')], verdicts: [], runs: [] }));
}
