/** Every fault of the plant, seen by what it does. Battery modules stand behind the one capacitor module: numbers from 1. */
import { describe, expect, it } from 'vitest';
import { enumerations } from '../../host/abi/registers.ts';
import { sensorItem } from '../../host/scenario/sensor-faults.ts';
import type { LogKindName, Simulation, StimulusEvent } from '../../host/simulation.ts';
import { bit } from '../support/bench.ts';
import { simulated, simulationOf } from '../support/simulation.ts';

type Kind = StimulusEvent['kind'];
const at = (t_s: number, kind: Kind, value = 0, index = 0, item = 0): StimulusEvent => ({ t_s, kind, value, index, item });
const BBU = 1;

/** Open loop: battery modules on from the start, each at this reference. */
const deliver = (current_A: number): StimulusEvent[] => [at(0, 'enable', 1, BBU), at(0, 'command', current_A, BBU)];
const openLoop = { controlMode: 1, sensorNoise: 0, cellCapacitySpread: 0, cellResistanceSpread: 0 };
/** Firmware without noise whose slow rows act at once. */
const closedLoop = {
  sensorNoise: 0,
  voltageDebounce_samples: 1,
  voltageDelay_s: 0,
  currentDebounce_samples: 1,
  currentDelay_s: 0,
  contactorTimeout_s: 0.03,
};
const first = (simulation: Simulation, kind: LogKindName, module?: number) =>
  simulation.log().find((entry) => entry.kind === kind && (module === undefined || entry.module === module))?.t_s ?? Number.NaN;
const trips = (simulation: Simulation, module: number) => simulation.telemetry(module).faults;
const firstGroup_V = (simulation: Simulation, module = 1) => simulation.sample(module).groupVoltage_code * 1e-4;

describe('cells', () => {
  it('an internal short divides the voltage of its group with its resistance, and heats its cell', () => {
    const run = (ohm: number) => simulated({ parameters: openLoop, events: [at(0.001, 'cellInternalShort', ohm)], duration_s: 0.4 });
    const healthy = simulated({ parameters: openLoop, duration_s: 0.4 });
    const E = firstGroup_V(healthy);
    const [one, half] = [run(0.1), run(0.05)];
    // V = E R/(R + r): r of the group from one short tells the voltage with the other
    const r = 0.1 * (E / firstGroup_V(one) - 1);
    console.log(
      `short of 100 and 50 mohm: group at ${firstGroup_V(one).toFixed(3)} and ${firstGroup_V(half).toFixed(3)} V of ${E.toFixed(3)} V, cell at ${one.moduleTruth(1).hottestCell_degC.toFixed(2)} and ${half.moduleTruth(1).hottestCell_degC.toFixed(2)} degC`,
    );
    expect(firstGroup_V(one)).toBeLessThan(E - 0.05);
    expect(Math.abs(firstGroup_V(half) / ((E * 0.05) / (0.05 + r)) - 1)).toBeLessThan(0.02);
    const warmed = (simulation: Simulation) => simulation.moduleTruth(1).hottestCell_degC - 25;
    // V^2/R
    const power = (simulation: Simulation, ohm: number) => firstGroup_V(simulation) ** 2 / ohm;
    expect(warmed(one)).toBeGreaterThan(0.5);
    expect(Math.abs(warmed(half) / warmed(one) / (power(half, 0.05) / power(one, 0.1)) - 1)).toBeLessThan(0.1);
    expect(half.moduleTruth(2).hottestCell_degC).toBeLessThan(25.01);
    const mended = simulated({
      parameters: openLoop,
      events: [at(0.001, 'cellInternalShort', 0.05), at(0.1, 'cellInternalShort', 0)],
      duration_s: 0.4,
    });
    expect(firstGroup_V(mended)).toBeGreaterThan(E - 0.03);
  });

  it('the group of a weak cell is empty first', () => {
    const parameters = { ...openLoop, bbuModules: 1, packParallel: 1, packInitialSoc: 0.08, loadPower_W: 3e3 };
    const run = (events: StimulusEvent[]) => simulated({ parameters, events: [...deliver(6), ...events], duration_s: 4 });
    const [healthy, weak] = [run([]), run([at(0.001, 'cellWeak', 0.05)])];
    console.log(`weak cell: group at ${firstGroup_V(weak).toFixed(3)} V, healthy ${firstGroup_V(healthy).toFixed(3)} V`);
    expect(healthy.moduleTruth(1).cellVoltageMin_V).toBeGreaterThan(2.7);
    expect(weak.moduleTruth(1).cellVoltageMin_V).toBeLessThan(2.5);
    expect(Math.abs(firstGroup_V(weak) - weak.moduleTruth(1).cellVoltageMin_V)).toBeLessThan(0.05);
  });

  /** What the first group falls by in the first milliseconds of a current. */
  function drop_V(parallel: number, events: StimulusEvent[]): number {
    const parameters = { ...openLoop, packParallel: parallel, contactParallel_ohm: 0 };
    const simulation = simulationOf({
      parameters,
      events: [at(0, 'enable', 1, BBU), ...events, at(0.02, 'command', 5 * parallel, BBU)],
      duration_s: 0.031,
    });
    simulation.run(19_999);
    const before_V = firstGroup_V(simulation);
    simulation.run(11_001);
    return before_V - firstGroup_V(simulation);
  }

  it('a cell of twice the resistance falls twice as far', () => {
    const ratio = drop_V(1, [at(0.001, 'cellResistanceRise', 2)]) / drop_V(1, []);
    console.log(`twice the resistance: ${ratio.toFixed(3)} of the drop`);
    expect(Math.abs(ratio - 2)).toBeLessThan(0.1);
  });

  it('beside an open cell the others carry n/(n - 1) of what they did', () => {
    const ratio = drop_V(4, [at(0.001, 'cellOpen')]) / drop_V(4, []);
    console.log(`one of four cells open: ${ratio.toFixed(3)} of the drop`);
    expect(Math.abs(ratio - 4 / 3)).toBeLessThan(0.02);
  });

  it('a module with a group of open cells only carries nothing', () => {
    const open = [0, 1].map((cell) => at(0.01, 'cellOpen', 0, 0, 6 + cell));
    const simulation = simulated({ parameters: { ...openLoop, packParallel: 2 }, events: [...deliver(10), ...open], duration_s: 0.02 });
    expect(simulation.moduleTruth(1)).toMatchObject({ storageCurrent_A: 0, sourceLimited: 1, contactorClosed: 1 });
    expect(Math.abs(simulation.moduleTruth(1).converterCurrent_A)).toBeLessThan(1e-3);
    expect(simulation.moduleTruth(2).storageCurrent_A).toBeGreaterThan(5);
  });

  it('a fan that stops leaves them warmer', () => {
    // one that is much warmer than its air
    const hot = at(0.001, 'cellInternalShort', 0.05);
    const parameters = { ...openLoop, bbuModules: 1, packSeries: 4 };
    const run = (events: StimulusEvent[]) => simulated({ parameters, events: [hot, ...events], duration_s: 4 });
    const [fan, none] = [run([]), run([at(0.01, 'fanStop', 1)])].map((simulation) => simulation.moduleTruth(1).hottestCell_degC);
    console.log(`after 4 s: ${fan?.toFixed(4)} degC with the fan, ${none?.toFixed(4)} without`);
    expect((none as number) - (fan as number)).toBeGreaterThan(0.02);
  });
});

describe('disconnect', () => {
  // 45 V over 0.3 ohm: 140 A, over the limit of 130 A, under that of a short circuit and of the contacts
  const overload = at(0.01, 'linkShort', 0.3);
  const run = (events: StimulusEvent[], parameters: Record<string, number> = {}, duration_s = 0.05) =>
    simulated({ parameters: { ...closedLoop, ...parameters }, events, duration_s });

  it('a welded contactor carries on after its coil was released, until the switch is cut', () => {
    const healthy = run([overload]);
    const welded = run([overload, at(0.001, 'contactorWeld', 1)]);
    for (const simulation of [healthy, welded]) expect(trips(simulation, 1) & bit('OVERCURRENT_DISCHARGE')).not.toBe(0);
    expect(healthy.moduleTruth(1)).toMatchObject({ contactorClosed: 0, storageCurrent_A: 0 });
    expect(welded.moduleTruth(1).contactorClosed).toBe(1);
    expect(welded.log().some(({ kind, module }) => kind === 'contactorOpened' && module === 1)).toBe(false);
    const open = run([overload, at(0.001, 'contactorWeld', 1), at(0.001, 'switchFail', enumerations.SwitchFault.indexOf('short'))]);
    expect(open.moduleTruth(1).storageCurrent_A).toBeGreaterThan(100);
    expect(trips(run([overload, at(0.001, 'contactorWeld', 1)], {}, 0.06), 1) & bit('CONTACTOR_WELD')).not.toBe(0);
    // the weld breaks: the contact opens as its coil says
    const freed = run([overload, at(0.001, 'contactorWeld', 1), at(0.03, 'contactorWeld', 0)]);
    expect(first(freed, 'contactorOpened', 1)).toBeCloseTo(0.038, 4);
  });

  it('a contactor that does not close: no current, and the controller notices', () => {
    const simulation = run([at(0, 'contactorStuckOpen', 1)], { startState: 1 }, 0.25);
    expect(simulation.moduleTruth(1)).toMatchObject({ contactorClosed: 0, storageCurrent_A: 0 });
    expect(simulation.moduleTruth(2).contactorClosed).toBe(1);
    expect(trips(simulation, 1)).toBe(bit('CONTACTOR_STUCK_OPEN'));
    expect(trips(simulation, 2)).toBe(0);
  });

  it('a precharge contact that does not close lets nothing close; one that does not open keeps the link charged', () => {
    const fault = (name: 'stuckOpen' | 'stuckClosed') => at(0, 'prechargeFault', enumerations.PrechargeFault.indexOf(name));
    const open = run([fault('stuckOpen')], { startState: 1 }, 0.2);
    expect(open.moduleTruth(1).contactorClosed).toBe(0);
    expect(open.sample(1).linkVoltage_code).toBe(0);
    expect(trips(open, 1)).toBe(bit('CONTACTOR_STUCK_OPEN'));
    // tripped by a group that reads too much: the link empties through 1 kohm in a second, or does not, where the switch is short
    const trip = [at(0.02, 'linkShort', 1e3), at(0.02, 'sensorFault', 2, 1, sensorItem('groupVoltage', 'offset'))];
    trip.push(at(0.001, 'switchFail', enumerations.SwitchFault.indexOf('short')));
    const [away, kept] = [run(trip, {}, 2), run([...trip, fault('stuckClosed')], {}, 2)].map(
      (s) => s.sample(1).linkVoltage_code / s.sample(1).storageVoltage_code,
    );
    console.log(`link over pack after 2 s open: ${away?.toFixed(3)}, with the precharge stuck closed ${kept?.toFixed(4)}`);
    expect(away).toBeLessThan(0.45);
    expect(kept).toBeCloseTo(1e3 / (1e3 + 10), 3);
  });

  it.each([0.25, 3])('a link of %d times its capacitance precharges in that part of the time', (factor) => {
    // five modules are healthy; contacts take nothing; what is expected allows for both
    const parameters = { startState: 1, contactorClose_s: 0, contactorOpen_s: 0, prechargeTau_s: factor < 1 ? 8e-3 : 30e-3 };
    const simulation = run([at(0, 'linkCapacitance', factor)], parameters, 0.4);
    const ratio = first(simulation, 'contactorClosed', 1) / first(simulation, 'contactorClosed', 2);
    console.log(`link of ${factor}: closes after ${ratio.toFixed(3)} of the time`);
    // looked at every millisecond of 92
    expect(Math.abs(ratio - factor)).toBeLessThan(0.05);
  });

  it('a short behind the open contactor holds the link at E Rs/(Rs + Rpre + R), and burns the precharge resistor out', () => {
    const Rs = 2;
    const simulation = run([at(0, 'linkShort', Rs)], { startState: 1, prechargeTau_s: 10 }, 0.9);
    const burnt = simulation.log().find(({ kind }) => kind === 'prechargeBurnt');
    const half = run([at(0, 'linkShort', Rs)], { startState: 1, prechargeTau_s: 10 }, 0.3).sample(1);
    const ratio = half.linkVoltage_code / half.storageVoltage_code;
    expect(ratio).toBeCloseTo(Rs / (Rs + 10), 4);
    // 10 W, 10 ohm, 100 J: t = -tau ln(1 - (1.6 i0/i)^2), after 15 ms of the contact
    const i = burnt?.value ?? Number.NaN;
    const expected_s = 0.015 - (10 / 2.56) * Math.log(1 - 2.56 / i ** 2);
    console.log(
      `link at ${ratio.toFixed(4)} of the pack; resistor burnt out after ${burnt?.t_s.toFixed(4)} s at ${i.toFixed(3)} A, closed form ${expected_s.toFixed(4)} s`,
    );
    expect(Math.abs((burnt?.t_s ?? Number.NaN) - expected_s)).toBeLessThan(2e-3);
    expect(simulation.moduleTruth(1)).toMatchObject({ contactorClosed: 0, storageCurrent_A: 0 });
  });

  it('before the contactor a short goes on when that is open, behind it not', () => {
    const fails = at(0.001, 'switchFail', enumerations.SwitchFault.indexOf('short'));
    const pack = run([fails, at(0.01, 'packShort', 0.3)]);
    const link = run([fails, at(0.01, 'linkShort', 0.3)]);
    for (const simulation of [pack, link]) expect(simulation.moduleTruth(1).contactorClosed).toBe(0);
    expect(pack.moduleTruth(1).storageCurrent_A).toBeGreaterThan(100);
    expect(link.moduleTruth(1).storageCurrent_A).toBe(0);
    const gone = run([fails, at(0.01, 'packShort', 0.3), at(0.04, 'packShort', 0)]);
    expect(gone.moduleTruth(1).storageCurrent_A).toBe(0);
  });

  it('a contactor that cannot break the current arcs until the fuse has blown', () => {
    const fails = at(0.001, 'switchFail', enumerations.SwitchFault.indexOf('short'));
    // more than the contacts can break, and so little that the fuse outlasts their 8 ms
    const simulation = run([fails, at(0.01, 'linkShort', 0.04)], {}, 0.06);
    const [arc, blown, opened] = [
      first(simulation, 'contactorArc', 1),
      first(simulation, 'fuseBlown', 1),
      first(simulation, 'contactorOpened', 1),
    ];
    console.log(
      `arc at ${(1e3 * arc).toFixed(2)} ms, fuse at ${(1e3 * blown).toFixed(2)} ms, contact open at ${(1e3 * opened).toFixed(2)} ms`,
    );
    expect(arc).toBeLessThan(blown);
    expect(opened).toBeGreaterThanOrEqual(blown);
    expect(opened - blown).toBeLessThanOrEqual(20e-6);
  });

  it.each<[Kind, number]>([
    ['fuseBlow', 0],
    ['switchFail', enumerations.SwitchFault.indexOf('open')],
  ])('%s ends the current of its module at once', (kind, value) => {
    const simulation = simulationOf({ parameters: openLoop, events: [...deliver(40), at(0.01, kind, value)], duration_s: 0.012 });
    simulation.run(9_990);
    expect(simulation.moduleTruth(1).storageCurrent_A).toBeGreaterThan(40);
    simulation.run(30);
    expect(simulation.moduleTruth(1).storageCurrent_A).toBe(0);
    expect(simulation.moduleTruth(2).storageCurrent_A).toBeGreaterThan(40);
  });
});

describe('converters and whole modules', () => {
  const outage = at(0.002, 'psuTrip');
  const battery = (simulation: Simulation) => [1, 2, 3, 4, 5, 6].map((k) => simulation.moduleTruth(k).converterCurrent_A);
  const run = (events: StimulusEvent[], duration_s = 0.08) =>
    simulated({ parameters: { sensorNoise: 0 }, events: [outage, ...events], duration_s });
  const mean = (list: readonly number[]) => list.reduce((a, b) => a + b, 0) / list.length;
  const healthy_A = mean(battery(run([])));

  it.each<[string, StimulusEvent]>([
    ['a converter that does not start', at(0.001, 'converterNoStart', 1, 1)],
    ['a module that is pulled out', at(0.05, 'moduleLoss')],
    ['a blown fuse', at(0.05, 'fuseBlow')],
  ])('%s: the others carry n/(n - 1)', (_, event) => {
    const simulation = run([event]);
    const [one, ...others] = battery(simulation) as [number, ...number[]];
    expect(Math.abs(one)).toBeLessThan(0.01);
    console.log(`others carry ${(mean(others) / healthy_A).toFixed(4)} of before`);
    expect(Math.abs(mean(others) / healthy_A - 6 / 5)).toBeLessThan(0.02);
    expect(simulation.metrics()).toMatchObject({ loadDropouts: 0, outsideWindow_s: 0 });
    if (event.kind === 'converterNoStart') {
      expect(simulation.telemetry(1).warnings & bit('CONVERTER_LATE')).not.toBe(0);
      // it goes on starting while it is called, and is let go once nobody calls
      expect(run([event], 0.012).moduleTruth(1).converterState).toBe(1);
      expect(first(simulation, 'batteryReleased', 1)).toBeGreaterThan(0.012);
      expect(simulation.moduleTruth(1).converterState).toBe(0);
    }
  });

  it('a converter that limits early gives its limit, the others the rest', () => {
    const simulation = run([at(0.001, 'converterEarlyLimit', 0.25, 1)]);
    const [one, ...others] = battery(simulation) as [number, ...number[]];
    expect(one).toBeCloseTo(30, 6);
    expect(Math.abs((one + 5 * mean(others)) / (6 * healthy_A) - 1)).toBeLessThan(0.02);
    expect(Math.abs(Math.max(...others) / Math.min(...others) - 1)).toBeLessThan(0.02);
  });

  it('a capacitor of three times the ESR falls by 2 R i more', () => {
    const parameters = { controlMode: 1, sensorNoise: 0 };
    const events = [at(0.001, 'psuTrip'), at(0.001, 'command', 360)];
    const [was, risen] = [[], [at(0.0005, 'capacitorEsrRise', 3)]].map((more) =>
      simulated({ parameters, events: [...events, ...more], duration_s: 0.003 }).moduleTruth(0),
    );
    const i = risen?.storageCurrent_A as number;
    const deeper_V = (was?.storageVoltage_V as number) - (risen?.storageVoltage_V as number);
    console.log(`at ${i.toFixed(1)} A ${deeper_V.toFixed(3)} V deeper, i dR ${(i * 2 * 6.3e-3).toFixed(3)} V`);
    // the risen one draws a little more, and at the first ESR that falls as well
    const expected_V = i * 3 * 6.3e-3 - (was?.storageCurrent_A as number) * 6.3e-3;
    expect(Math.abs(deeper_V / expected_V - 1)).toBeLessThan(0.01);
  });

  it('without its capacitor module the shelf has none, and the battery alone comes late', () => {
    const simulation = run([at(0.001, 'capacitorLoss')]);
    expect(simulation.moduleTruth(0)).toMatchObject({ storageCurrent_A: 0, contactorClosed: 0 });
    expect(simulation.metrics().capacitorTakeover_s).toBeNull();
    expect(simulation.metrics().busVoltageMin_V).toBeLessThan(run([]).metrics().busVoltageMin_V as number);
  });

  it('a PSU module that dies takes its part of the current with it', () => {
    const simulation = simulationOf({ events: [at(0.002, 'psuModuleFail', 1)], duration_s: 0.003 });
    simulation.run(1999);
    const before_A = simulation.truth().psuCurrent_A;
    simulation.run(3);
    console.log(`PSU: ${(simulation.truth().psuCurrent_A / before_A).toFixed(4)} of its current`);
    expect(Math.abs(simulation.truth().psuCurrent_A / before_A - 5 / 6)).toBeLessThan(0.02);
  });
});

describe('charging through the converter', () => {
  const run = (command_A: number, duration_s: number, more: StimulusEvent[] = [], parameters: Record<string, number> = {}) =>
    simulated({
      parameters: { ...openLoop, packInitialSoc: 0.5, loadPower_W: 9e3, ...parameters },
      events: [...deliver(command_A), ...more],
      duration_s,
    });

  it('takes its charging power from the bus, less its loss, and the cells hold it', () => {
    const [begun, done] = [run(-50, 0.5), run(-50, 2.5)];
    const bus_V = done.truth().busVoltageS_V;
    const { converterCurrent_A, storageVoltage_V, soc } = done.moduleTruth(1);
    expect(converterCurrent_A * bus_V).toBeCloseTo(-250, 1);
    // 2 s: from the bus, less 6 W + 0.3 V i + 10 mohm i^2
    const i = -converterCurrent_A;
    const into_W = 250 - (6 + 0.3 * i + 10e-3 * i * i);
    const charge_C = (soc - begun.moduleTruth(1).soc) * 18 * 3600;
    const stored_J = charge_C * storageVoltage_V;
    console.log(`charging at 250 W: ${into_W.toFixed(2)} W at the pack, ${(stored_J / 2).toFixed(2)} W from the state of charge`);
    expect(Math.abs(stored_J / (2 * into_W) - 1)).toBeLessThan(0.002);
    // and every joule has a name: the six packs' stores have risen by what reached them
    const store_J = done.ledger().storePack_J - begun.ledger().storePack_J;
    expect(Math.abs(store_J / (6 * 2 * into_W) - 1)).toBeLessThan(0.002);
    const { residualPower_J, residualSystem_J, load_J } = done.ledger();
    console.log(
      `residual: power stage ${(residualPower_J / load_J).toExponential(1)}, system ${(residualSystem_J / load_J).toExponential(1)}`,
    );
    expect(Math.abs(residualPower_J)).toBeLessThanOrEqual(1e-9 * load_J * 2.5);
    expect(Math.abs(residualSystem_J)).toBeLessThanOrEqual(1e-6 * load_J * 2.5);
  });

  it('below its power the reference holds; into an open path it takes nothing', () => {
    expect(run(-2, 0.1).moduleTruth(1).converterCurrent_A).toBeCloseTo(-2, 9);
    const open = run(-4, 0.1, [at(0.01, 'fuseBlow')]);
    expect(Math.abs(open.moduleTruth(1).converterCurrent_A)).toBeLessThan(1e-6);
    const { residualPower_J, load_J } = open.ledger();
    expect(Math.abs(residualPower_J) / load_J).toBeLessThanOrEqual(1e-9);
  });

  it('an empty capacitor can be charged', () => {
    const events = [at(0.001, 'command', -100)];
    const simulation = simulated({ parameters: { controlMode: 1, capacitorInitial_V: 0, loadPower_W: 3e3 }, events, duration_s: 0.2 });
    // energy: 100 A at 50.8 V for 0.2 s less losses, C v^2/2
    expect(simulation.moduleTruth(0).storageVoltage_V).toBeGreaterThan(2);
  });
});
