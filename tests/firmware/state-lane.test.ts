/** The state lane and the log of the library's outages: each thing once, and true. */
import { describe, expect, it } from 'vitest';
import { enumerations } from '../../host/abi/registers.ts';
import { type Quantity, resolve, scenarios } from '../../host/scenario.ts';
import type { StimulusEvent } from '../../host/simulation.ts';
import { simulated } from '../support/simulation.ts';

interface Changes {
  set?: Record<string, Quantity>;
  events?: StimulusEvent[];
  duration_s?: number;
}

function outage(name: string, run: number, { set, ...changes }: Changes = {}) {
  const scenario = scenarios[name];
  if (!scenario) throw new RangeError(name);
  const simulation = simulated({ ...resolve(scenario, set, scenario.runs[run]), ...changes });
  return { simulation, lane: simulation.states('handoffState').map(({ value }) => enumerations.HandoffState[value]) };
}

/** Peak to peak over the last 10 ms. */
function swing_A(simulation: ReturnType<typeof simulated>): number {
  const { min, max } = simulation.view('bbuCurrent_A', simulation.time_s - 10e-3, simulation.time_s, 1);
  return (max[0] as number) - (min[0] as number);
}

const HANDED_OVER = ['NORMAL', 'DIP', 'BRIDGE', 'HANDOFF', 'BATTERY'];

describe('the lane of an outage', () => {
  it.each([
    ['psu-trip-handoff', 0, HANDED_OVER],
    ['hpr-ac-loss', 0, HANDED_OVER],
    ['psu-module-loss', 0, ['NORMAL']],
    ['psu-module-loss', 2, HANDED_OVER],
    ['orv3-ac-loss', 0, ['NORMAL', 'DIP', 'BATTERY']],
    ['orv3-ac-loss', 1, ['NORMAL', 'DIP', 'BATTERY']],
    ['orv3-ac-loss', 2, ['NORMAL', 'DIP', 'BATTERY']],
    // the load is gone and so is the PSU: the battery holds the bus, which is not NORMAL
    ['psu-trip-handoff', 1, ['NORMAL', 'DIP', 'BATTERY']],
    ['cold-start', 0, HANDED_OVER],
  ])('%s, run %i: %j', (name, run, wanted) => {
    const { simulation, lane } = outage(name, run);
    expect(lane).toEqual(wanted);
    const engaged = simulation.log().filter(({ kind }) => kind === 'capacitorEngaged');
    expect(engaged.length).toBe(lane.includes('BRIDGE') ? 1 : 0);
    expect(simulation.logDropped).toBe(0);
    // a few amperes of noise, no ringing
    expect(swing_A(simulation)).toBeLessThan(25);
  });

  it('goes back through RETRANSFER when the supply is back, and the capacitor adds nothing to what the PSU must give', () => {
    const events: StimulusEvent[] = [
      { t_s: 2e-3, kind: 'psuTrip' },
      { t_s: 60e-3, kind: 'psuRestore' },
    ];
    const { simulation, lane } = outage('psu-trip-handoff', 0, { events, duration_s: 0.32 });
    expect(lane).toEqual([...HANDED_OVER, 'RETRANSFER', 'NORMAL']);
    const psu = simulation.view('psuCurrent_A', 61e-3, 80e-3, 1);
    // the load, and the bus that rises to its set point
    expect(psu.max[0]).toBeLessThan(1.25 * 357);
    expect(simulation.log().filter(({ kind }) => kind === 'batteryReleased').length).toBe(6);
  });

  it('a share line that is lost, before or during, drops no load and hands over by voltage', () => {
    for (const at_s of [1e-3, 2.5e-3, 8e-3, 30e-3]) {
      const events: StimulusEvent[] = [
        { t_s: 2e-3, kind: 'psuTrip' },
        { t_s: at_s, kind: 'shareLineLoss', value: 1 },
      ].sort((a, b) => a.t_s - b.t_s) as StimulusEvent[];
      const { simulation, lane } = outage('psu-trip-handoff', 0, { events, duration_s: 0.4 });
      const { loadDropouts, busVoltageMin_V } = simulation.metrics();
      expect(loadDropouts).toBe(0);
      expect(busVoltageMin_V).toBeGreaterThan(46);
      expect(lane.at(-1)).toBe('BATTERY');
      // the battery carries 99 % of it
      expect(simulation.truth().bbuCurrent_A).toBeGreaterThan(0.97 * simulation.truth().loadCurrent_A);
    }
  });
});
