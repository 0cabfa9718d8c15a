/** How a battery module is at the start and what cools it: health, ageing, fan and inlet air, seen by what they do. */
import { describe, expect, it } from 'vitest';
import { enumerations } from '../../host/abi/registers.ts';
import type { StimulusEvent } from '../../host/simulation.ts';
import { simulated } from '../support/simulation.ts';

const at = (t_s: number, kind: StimulusEvent['kind'], value = 0, index = 0, item = 0): StimulusEvent => ({ t_s, kind, value, index, item });
const BBU = 1;
const deliver = (current_A: number) => [at(0, 'enable', 1, BBU), at(0.01, 'command', current_A, BBU)];
/** Cells alike, no contacts, open loop; the module under test stands behind one capacitor module. */
const alike = {
  controlMode: 1,
  sensorNoise: 0,
  cellCapacitySpread: 0,
  cellResistanceSpread: 0,
  contactParallel_ohm: 0,
  contactSeries_ohm: 0,
  bbuModules: 2,
};
const after = (parameters: Record<string, number>, events: StimulusEvent[], duration_s: number) =>
  simulated({ parameters: { ...alike, ...parameters }, events, duration_s }).moduleTruth(BBU);

describe('health', () => {
  it('a cell of four fifths of its capacity loses a quarter more of its charge', () => {
    const worn = (packCapacityHealth: number) => after({ packCapacityHealth }, deliver(30), 0.5);
    const [fresh, old] = [worn(1), worn(0.8)];
    console.log(`0.5 s at 30 A: ${(0.92 - fresh.soc).toExponential(4)} of the charge, of an old one ${(0.92 - old.soc).toExponential(4)}`);
    expect(fresh.capacityHealth).toBe(1);
    expect(old.capacityHealth).toBeCloseTo(0.8, 12);
    expect(Math.abs(((0.92 - old.soc) * 0.8) / (0.92 - fresh.soc) - 1)).toBeLessThan(1e-4);
  });

  it('a cell of twice its resistance sags twice as far', () => {
    const sag_ohm = (packResistanceHealth: number) => {
      const rest = after({ packResistanceHealth }, [], 0.05);
      const loaded = after({ packResistanceHealth }, deliver(30), 0.05);
      return (rest.storageVoltage_V - loaded.storageVoltage_V) / loaded.storageCurrent_A;
    };
    const [fresh, old] = [sag_ohm(1), sag_ohm(2)];
    console.log(`sag after 40 ms: ${(1e3 * fresh).toFixed(3)} mohm, of an old one ${(1e3 * old).toFixed(3)} mohm`);
    expect(Math.abs(old / fresh - 2)).toBeLessThan(0.01);
  });
});

describe('ageing', () => {
  const parameters = { cellChemistry: enumerations.CellChemistry.indexOf('panasonicNcr18650pf'), packInitialSoc: 0.5 };

  it('at rest follows the calendar law of the maker of the laws', () => {
    const packAgeing_ratio = 1e6;
    const { capacityHealth } = after({ ...parameters, packAgeing_ratio }, [], 20.5);
    // 75.4 exp((353 z - 3340)/T) days^0.512 (BLAST-Lite), booked every ten seconds
    const days = (20 * packAgeing_ratio) / 86400;
    const loss = 75.4 * Math.exp((353 * 0.5 - 3340) / 298.15) * days ** 0.512;
    console.log(`${days.toFixed(0)} days at rest: ${(100 * (1 - capacityHealth)).toFixed(4)} %, law ${(100 * loss).toFixed(4)} %`);
    expect(Math.abs((1 - capacityHealth) / loss - 1)).toBeLessThan(1e-3);
    expect(after({ ...parameters, packAgeing_ratio: 0 }, [], 20.5).capacityHealth).toBeCloseTo(1, 12);
  });

  it('modules age apart when their cells do', () => {
    const both = (cellAgeingSpread: number) => {
      const simulation = simulated({
        parameters: { ...alike, ...parameters, packAgeing_ratio: 1e6, cellAgeingSpread },
        events: [],
        duration_s: 10.5,
      });
      return [1, 2].map((module) => simulation.moduleTruth(module).capacityHealth) as [number, number];
    };
    const [one, two] = both(0);
    expect(one).toBe(two);
    const [first, second] = both(0.3);
    // each mean of 66 cells within four standard errors of the law's
    for (const health of [first, second]) expect(Math.abs((1 - health) / (1 - one) - 1)).toBeLessThan((4 * 0.3) / Math.sqrt(66));
    expect(first).not.toBe(second);
  });
});

describe('air', () => {
  it('warmer inlet air warms a cell as its heat capacity and its heat transfer say', () => {
    const seconds = 20;
    const { hottestCell_degC } = after({ packSeries: 1, packInletRise_K: 20 }, [], seconds);
    // Samsung 30T: 72 J/K behind 0.169 W/K
    const closed = 25 + 20 * (1 - Math.exp((-seconds * 0.169) / 72));
    console.log(`${seconds} s in air of 45 degC: ${hottestCell_degC.toFixed(4)} degC, closed form ${closed.toFixed(4)}`);
    expect(Math.abs(hottestCell_degC - closed)).toBeLessThan(0.02);
  });

  it('a slow fan leaves a hot cell warmer, and one that stood comes back as slow as it was', () => {
    const hot = at(0.001, 'cellInternalShort', 0.05);
    const run = (packFan_ratio: number, events: StimulusEvent[] = []) =>
      after({ packSeries: 4, packFan_ratio }, [hot, ...events], 4).hottestCell_degC;
    const [full, half, none] = [run(1), run(0.5), run(0)];
    console.log(`4 s: ${full.toFixed(4)} degC, ${half.toFixed(4)} at half speed, ${none.toFixed(4)} without`);
    expect(half).toBeGreaterThan(full + 5e-3);
    expect(none).toBeGreaterThan(half + 5e-3);
    const back = [at(0.01, 'fanStop', 1), at(0.02, 'fanStop', 0)];
    expect(Math.abs(run(0.5, back) - half)).toBeLessThan(1e-5);
    expect(Math.abs(run(0, back) - none)).toBeLessThan(1e-5);
  });
});
