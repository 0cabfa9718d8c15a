/**
 * The ageing of cells and capacitors against the published laws, written down here a second time and integrated by hand
 * over a condition that does not change: Sanyo UR18650E (Schmalstieg 2014), Sony US26650FTC1 (Naumann 2018 and 2020),
 * A123 26650 (Swierczynski 2015, Wang 2011), Panasonic NCR18650B (Keil 2016, Preger 2020). Powers add up as
 * loss = k (x1 + x2)^p while k stays.
 */
import { describe, expect, it } from 'vitest';
import { enumerations } from '../../host/abi/registers.ts';
import { BankView } from '../../host/abi/view.ts';
import { testingModule } from '../support/testing-module.ts';

const R_J_PER_MOL_K = 8.31446;
const KELVIN = 273.15;

interface Rest {
  z: number;
  degC: number;
  /** Open circuit, at 25 degC. */
  volt: number;
  days: number;
}

interface HalfCycles {
  depth: number;
  /** Mean over the half cycle. */
  volt: number;
  cRate: number;
  kelvin: number;
}

/** Lost by `x` full equivalent cycles: k x^p; gained: a line, or twice what is lost. */
interface Cycling {
  k: number;
  p: number;
  gained?: number;
}

/** Parts of the capacity lost and of the resistance gained. */
type Wear = readonly [lost: number, gained: number];
type Chemistry = (typeof enumerations.CellChemistry)[number];

/** What the papers give no resistance for: twice the loss (K). */
const twice = (lost: number): Wear => [lost, 2 * lost];
/** Arrhenius around 25 degC: exp(-Ea/R (1/T - 1/298.15)). */
const arrhenius = (Ea: number, degC: number) => Math.exp((-Ea / R_J_PER_MOL_K) * (1 / (degC + KELVIN) - 1 / 298.15));

const laws: Record<string, { chemistry: Chemistry; rest(at: Rest): Wear; cycle(of: HalfCycles): Cycling }> = {
  'Panasonic NCA': {
    chemistry: 'panasonicNcr18650pf',
    rest: ({ z, degC, days }) => twice(75.4 * Math.exp(-3340 / (degC + KELVIN)) * Math.exp((353 * z) / (degC + KELVIN)) * days ** 0.512),
    cycle: ({ depth, cRate }) => ({ k: 2 * (1.86e-6 + 4.74e-11 * cRate + 1.77e-4 * depth), p: 0.699 }),
  },
  'Sanyo NMC': {
    chemistry: 'lgM50',
    rest: ({ degC, volt, days }) => [
      (7.543 * volt - 23.75) * 1e6 * Math.exp(-6976 / (degC + KELVIN)) * days ** 0.75,
      (5.27 * volt - 16.32) * 1e5 * Math.exp(-5986 / (degC + KELVIN)) * days ** 0.75,
    ],
    // of a cell of 2.05 Ah: a cycle is 4.1 Ah
    cycle: ({ depth, volt }) => ({
      k: (7.348e-3 * (volt - 3.667) ** 2 + 7.6e-4 + 4.081e-3 * depth) * Math.sqrt(4.1),
      p: 0.5,
      gained: Math.max(0, 2.153e-4 * (volt - 3.725) ** 2 - 1.521e-5 + 2.798e-4 * depth) * 4.1,
    }),
  },
  'Sony LFP': {
    chemistry: 'sonyLfp26650',
    // per second and square root of a second, as published
    rest: ({ z, degC, days }) => [
      1.2571e-5 * arrhenius(17126, degC) * (2.8575 * (z - 0.5) ** 3 + 0.60225) * Math.sqrt(86400 * days),
      3.4194e-10 * arrhenius(71827, degC) * (-3.3903 * (z - 0.5) ** 2 + 1.5604) * 86400 * days,
    ],
    // percent
    cycle: ({ depth, cRate }) => ({
      k: ((0.063 * cRate + 0.0971) * (4.0253 * (depth - 0.6) ** 3 + 1.0923)) / 100,
      p: 0.5,
      gained: (Math.max(0, -0.002 * cRate + 0.0021) * (6.8477 * (depth - 0.5) ** 3 + 0.9182)) / 100,
    }),
  },
  'A123 LFP': {
    chemistry: 'a123Lfp26650',
    // percent, charge in percent, months
    rest: ({ z, degC, days }) =>
      twice(((0.019 * (100 * z) ** 0.823 + 0.5195) * (3.258e-9 * degC ** 5.087 + 0.295) * (days / (365.25 / 12)) ** 0.8) / 100),
    // percent, ampere hours of a cell of 2.3 Ah; b is 31630 at 0.5 C and 21681 at 2 C, a line between
    cycle: ({ cRate, kelvin }) => {
      const b = 31630 + ((cRate - 0.5) / 1.5) * (21681 - 31630);
      return { k: (b * Math.exp((-31700 + 370.3 * cRate) / (R_J_PER_MOL_K * kelvin)) * 2.3 ** 0.55) / 100, p: 0.55 };
    },
  },
};

/** One cell on its own; the clock of its age goes `acceleration` times as fast. */
function cell(chemistry: Chemistry, soc: number, degC: number, acceleration: number) {
  const wasm = testingModule();
  const call = (name: string, ...args: number[]) => wasm[`testPack${name}`]?.(...args) ?? Number.NaN;
  call('Ageing', acceleration, 0, 1, 1);
  call('Init', enumerations.CellChemistry.indexOf(chemistry), 1, 1, soc, degC, 0, 0, 0.1, 1);
  return {
    call,
    wear: (): Wear => [1 - call('CapacityHealth'), call('CellResistanceFactor', 0) - 1],
    step(current_A: number) {
      call('Electrical', current_A, current_A * current_A, 0.1);
      call('Thermal', 0.1);
    },
  };
}

const percent = ([lost, gained]: Wear) => `${(100 * lost).toFixed(4)} % lost, ${(100 * gained).toFixed(4)} % gained`;

function expectWear(wear: Wear, law: Wear, within: number) {
  for (const [k, value] of law.entries()) {
    expect(value).toBeGreaterThan(1e-4);
    expect(Math.abs((wear[k] as number) / value - 1)).toBeLessThan(within);
  }
}

describe.each(Object.entries(laws))('%s', (name, { chemistry, rest, cycle }) => {
  it.each([
    [0.5, 25],
    [0.9, 40],
    [0.8, 5],
  ])('two years at rest at %d of the charge and %d degC', (z, degC) => {
    const seconds = 50;
    const { step, wear } = cell(chemistry, z, degC, (730 * 86400) / seconds);
    const volt = cell(chemistry, z, 25, 0).call('Emf_V');
    for (let k = 0; k < 10 * seconds; k++) step(0);
    const law = rest({ z, degC, volt, days: 730 });
    console.log(`${name}, two years at ${z} and ${degC} degC: ${percent(wear())}; law ${percent(law)}`);
    // factors of the resistance are single precision
    expectWear(wear(), law, 1e-5);
  });

  it('half cycles of half the charge at 0.9 C, out and in', () => {
    const acceleration = 1000;
    const seconds = 2000;
    const cRate = 0.9;
    const { call, step, wear } = cell(chemistry, 0.8, 25, acceleration);
    const rated_A = call('CellCapacity_Ah', 0);
    const cycles = (acceleration * cRate * seconds) / 3600 / 2;
    let before = 0;
    for (const current_A of [cRate * rated_A, -cRate * rated_A]) {
      const from = call('Soc');
      let volt_s = 0;
      for (let k = 0; k < 10 * seconds; k++) {
        step(current_A);
        volt_s += 0.1 * call('Emf_V');
      }
      const depth = Math.abs(call('Soc') - from);
      const kelvin = call('CellTemperature_K', 0);
      // a half cycle is counted when the current turns; no calendar falls between these two looks
      const [lost, gained] = wear();
      step(-current_A);
      const [lostNow, gainedNow] = wear();
      const law = cycle({ depth, volt: volt_s / seconds, cRate, kelvin });
      const after = law.k * ((before / law.k) ** (1 / law.p) + cycles) ** law.p;
      const expected: Wear = [after - before, law.gained === undefined ? 2 * (after - before) : law.gained * cycles];
      const own: Wear = [lostNow - lost, gainedNow - gained];
      console.log(`${name}, ${current_A > 0 ? 'out' : 'in'}, ${depth.toFixed(3)} deep: ${percent(own)}; law ${percent(expected)}`);
      // the test's mean voltage and temperature are those of its own 100 ms
      expectWear(own, expected, 1e-3);
      before = after;
    }
  });
});

describe('supercapacitor', () => {
  const CELLS = 18;
  const LIFE_S = 10 * 365.25 * 86400;

  it('uses up its life along a falling voltage as the integral of 1.3^((v - rated)/0.1 V) says, and C and ESR follow', () => {
    const wasm = testingModule();
    wasm.testPlantDefaults?.();
    const bank = new BankView(wasm.memory, 'PlantParameters');
    const acceleration = 1e6;
    const [leak_ohm, c_F, from_V, degC] = [60, 141, 2.7, 32];
    const set = {
      capacitorR2_ohm: 1e9,
      capacitorBleedAbove_V: 5,
      capacitorKv_F_per_V: 0,
      capacitorC0_F: c_F,
      capacitorLeak_ohm: leak_ohm,
      capacitorCapacitanceSpread: 0,
      capacitorEsrSpread: 0,
      capacitorLeakSpread: 0,
      capacitorInitial_V: from_V * CELLS,
      // the charge that loses its place heats: so much mass that it does not show
      capacitorHeatCapacity_J_per_K: 1e10,
      ambientTemperature_degC: degC,
      capacitorAgeing_ratio: acceleration,
    } as const;
    for (const [key, value] of Object.entries(set)) bank.set(key as keyof typeof set, value);
    wasm.testCapacitorInit?.(1);
    const call = (name: string, ...args: number[]) => wasm[`testCapacitor${name}`]?.(...args) ?? Number.NaN;
    const [fresh_F, fresh_ohm] = [call('Capacitance_F'), call('Esr_ohm')];
    const seconds = 200;
    let law = 0;
    let v = from_V;
    const cell_ohm = leak_ohm / CELLS;
    for (let k = 0; k < 10 * seconds; k++) {
      // v falls by leakage from a capacitance that itself fades: dv/dt = -v/(R C (1 - 0.2 w)), midpoint
      const rate = (volt: number) => (acceleration / LIFE_S) * 2 ** ((degC - 25) / 10) * 1.3 ** ((volt - 48 / CELLS) / 0.1);
      const tau_s = cell_ohm * c_F * CELLS * (1 - 0.2 * (law + 0.05 * rate(v)));
      const half = v * Math.exp(-0.05 / tau_s);
      law += 0.1 * rate(half);
      v *= Math.exp(-0.1 / tau_s);
      call('Draw', 0, 0.1, 1, 1);
      call('Thermal', 0.1, 1);
    }
    const used = call('LifeUsed');
    console.log(
      `capacitor: ${used.toFixed(6)} of its life, law ${law.toFixed(6)}, from ${from_V} V to ${(call('_V') / CELLS).toFixed(4)} V a cell`,
    );
    expect(used).toBeGreaterThan(0.5);
    expect(Math.abs(used / law - 1)).toBeLessThan(1e-4);
    expect(call('Capacitance_F') / fresh_F).toBeCloseTo(1 - 0.2 * used, 9);
    expect(call('Esr_ohm') / fresh_ohm).toBeCloseTo(1 + used, 9);
  });
});
