/** The cells against a plain integration of the same equations, their faults and their ageing. */
import { describe, expect, it } from 'vitest';
import { testingModule } from '../support/testing-module.ts';

const SAMSUNG = 1;
/** Third branch, charge transfer, hysteresis, reversible heat: assembly/testing/pack.ts. */
const EVERYTHING = -1;

interface Options {
  chemistry?: number;
  series?: number;
  parallel?: number;
  soc?: number;
  ambient_degC?: number;
  spread?: number;
  contact_ohm?: number;
  double?: boolean;
  ageing?: { acceleration: number; spread?: number; capacity?: number; resistance?: number };
}

function pack(options: Options = {}) {
  const o = {
    chemistry: SAMSUNG,
    series: 1,
    parallel: 1,
    soc: 0.7,
    ambient_degC: 25,
    spread: 0,
    contact_ohm: 0,
    double: false,
    ...options,
  };
  const wasm = testingModule();
  const call = (name: string, ...args: (number | boolean)[]) => wasm[`testPack${name}`]?.(...args) ?? Number.NaN;
  call('Double', o.double);
  const { acceleration, spread = 0, capacity = 1, resistance = 1 } = o.ageing ?? { acceleration: 0 };
  call('Ageing', acceleration, spread, capacity, resistance);
  call('Init', o.chemistry, o.series, o.parallel, o.soc, o.ambient_degC, o.spread, o.contact_ohm, 1e-3, 1);
  let out_J = 0;
  let steps = 0;
  const step = (current_A: number, step_s = 1e-3) => {
    out_J += (call('Emf_V') - call('Resistance_ohm') * current_A) * current_A * step_s;
    call('Electrical', current_A, current_A * current_A, step_s);
  };
  return {
    call,
    step,
    run(current_A: number, seconds: number) {
      for (let k = 0; k < Math.round(seconds * 1e3); k++) {
        step(current_A);
        if (++steps % 100 === 0) call('Thermal', 0.1);
      }
    },
    /** What left through the terminals since the beginning. */
    out: () => out_J,
    stored: () => call('Stored_J') + call('ToAir_J'),
  };
}

/** One cell in double precision, explicit fourth order in steps of 1 ms, tables looked up in every stage. */
function reference(call: (name: string, ...args: number[]) => number, soc: number, ambient_K: number) {
  const constants = Array.from({ length: 8 }, (_, k) => call('Table', 5, k));
  const [tau1 = 1, tau2 = 1, tau3 = 0, tauCt = 0, rate = 0, , heat = 1, hA = 0] = constants;
  const ocv = Array.from({ length: 101 }, (_, k) => call('Table', 0, k));
  const temperatures = Array.from({ length: 16 }, (_, k) => call('Table', 2, k)).filter((t) => !Number.isNaN(t));
  const grid = Array.from({ length: temperatures.length * 126 }, (_, k) => call('Table', 3, k));
  const line = Array.from({ length: 42 }, (_, k) => call('Table', 4, k));
  const depletion = temperatures.map((_, k) => call('Table', 6, k));
  const capacity = call('CellCapacity_Ah', 0) * 3600;
  const lerp = (a: number, b: number, u: number) => a + u * (b - a);
  const along = (z: number) => {
    const x = Math.min(20, Math.max(0, z * 20));
    const k = Math.min(19, Math.floor(x));
    return [k, x - k] as const;
  };
  const rowOf = (kelvin: number) => {
    const t = Math.min(Math.max(kelvin - 273.15, temperatures[0]!), temperatures.at(-1)!);
    let row = 0;
    while (row < temperatures.length - 2 && t > temperatures[row + 1]!) row++;
    return [row, (t - temperatures[row]!) / (temperatures[row + 1]! - temperatures[row]!)] as const;
  };
  const onGrid = (which: number, z: number, kelvin: number, drawn_A: number) => {
    const [row, w] = rowOf(kelvin);
    const [k, u] = along(z - lerp(depletion[row]!, depletion[row + 1]!, w) * drawn_A);
    const at = (r: number, c: number) => grid[(r * 21 + c) * 6 + which]!;
    return lerp(lerp(at(row, k), at(row, k + 1), u), lerp(at(row + 1, k), at(row + 1, k + 1), u), w);
  };
  const onLine = (which: number, z: number) => {
    const [k, u] = along(z);
    return lerp(line[2 * k + which]!, line[2 * k + 2 + which]!, u);
  };
  const openCircuit = (z: number) => {
    const k = Math.min(99, Math.max(0, Math.floor(z * 100)));
    return lerp(ocv[k]!, ocv[k + 1]!, z * 100 - k);
  };
  // z, v1, v2, v3, vct, h, T, id
  let y = [soc, 0, 0, 0, 0, 0, ambient_K, 0];
  /** Target of the charge transfer: from the mean current of the last 100 ms. */
  let mean_A = 0;
  const derivative = ([z, v1, v2, v3, vct, h, kelvin, drawn_A]: number[], i: number): number[] => {
    const r = (which: number) => onGrid(which, z!, kelvin!, drawn_A!);
    const eta = tauCt > 0 ? ((2 * 8.31446261815324 * kelvin!) / 96485.33212331) * Math.asinh(mean_A / (2 * r(4))) : 0;
    const q =
      r(0) * i * i +
      (v1! * v1!) / r(1) +
      (v2! * v2!) / r(2) +
      (tau3 > 0 ? (v3! * v3!) / r(3) : 0) +
      vct! * i -
      onLine(0, z!) * h! * i -
      i * kelvin! * onLine(1, z!);
    return [
      -i / capacity,
      (r(1) * i - v1!) / tau1,
      (r(2) * i - v2!) / tau2,
      tau3 > 0 ? (r(3) * i - v3!) / tau3 : 0,
      tauCt > 0 ? (eta - vct!) / tauCt : 0,
      -((rate * Math.abs(i)) / capacity) * (h! + Math.sign(i)),
      (q - hA * (kelvin! - ambient_K)) / heat,
      tau3 > 0 ? (i - drawn_A!) / tau3 : 0,
    ];
  };
  const voltage = ([z, v1, v2, v3, vct, h, kelvin, drawn_A]: number[], i: number) =>
    openCircuit(z!) +
    (kelvin! - 298.15) * onLine(1, z!) +
    onLine(0, z!) * h! -
    v1! -
    v2! -
    v3! -
    vct! -
    onGrid(0, z!, kelvin!, drawn_A!) * i;
  const plus = (a: number[], b: number[], s: number) => a.map((x, k) => x + s * b[k]!);
  return {
    /** Mean voltage over the step (Simpson). */
    step(i: number, s: number) {
      const k1 = derivative(y, i);
      const k2 = derivative(plus(y, k1, s / 2), i);
      const middle = plus(y, k2, s / 2);
      const k3 = derivative(middle, i);
      const k4 = derivative(plus(y, k3, s), i);
      const end = y.map((x, k) => x + (s / 6) * (k1[k]! + 2 * k2[k]! + 2 * k3[k]! + k4[k]!));
      const mean = (voltage(y, i) + 4 * voltage(middle, i) + voltage(end, i)) / 6;
      y = end;
      return mean;
    },
    block(mean: number) {
      mean_A = mean;
    },
    get state() {
      return y;
    },
  };
}

/** Pulses both ways, a ramp, a wave, rest: ampere of one cell. */
function profile(t_s: number): number {
  const phase = t_s % 60;
  if (phase < 8) return 9;
  if (phase < 14) return 0;
  if (phase < 20) return -3;
  if (phase < 35) return 0.4 * (phase - 20);
  if (phase < 45) return 4 + 4 * Math.sin(7 * t_s);
  if (phase < 50) return (t_s * 10) % 2 < 1 ? 12 : 1;
  return 0.5;
}

describe('against a plain integration of the same equations', () => {
  // tables are those of the middle of each 100 ms: what that leaves grows with the cube of the current in the cold
  const cases = [
    { name: 'two branches, up to 4C', chemistry: SAMSUNG, ambient_degC: 20, double: false, part: 1, bound_mV: 0.1 },
    { name: 'everything, up to 2C', chemistry: EVERYTHING, ambient_degC: 20, double: false, part: 0.5, bound_mV: 0.1 },
    { name: 'everything, up to 2C, double', chemistry: EVERYTHING, ambient_degC: 20, double: true, part: 0.5, bound_mV: 0.1 },
    { name: 'everything, up to 4C', chemistry: EVERYTHING, ambient_degC: 20, double: false, part: 1, bound_mV: 0.3 },
    { name: 'everything, in the cold, up to 1C', chemistry: EVERYTHING, ambient_degC: -5, double: false, part: 0.25, bound_mV: 0.1 },
  ];
  it.each(cases)('$name: within $bound_mV mV over a varied profile', ({ name, part, bound_mV, ...options }) => {
    const cell = pack({ ...options, soc: 0.93 });
    const truth = reference(cell.call, 0.93, options.ambient_degC + 273.15);
    let worst = 0;
    let squares = 0;
    let charge = 0;
    const steps = 240_000;
    for (let k = 0; k < steps; k++) {
      const i = part * profile(k * 1e-3);
      charge += i * 1e-3;
      cell.step(i);
      const error = cell.call('GroupVoltage_V', 0) - truth.step(i, 1e-3);
      worst = Math.max(worst, Math.abs(error));
      squares += error * error;
      if (k % 100 === 99) {
        cell.call('Thermal', 0.1);
        truth.block(charge / 0.1);
        charge = 0;
      }
    }
    const kelvin = cell.call('CellTemperature_K', 0) - truth.state[6]!;
    console.log(
      `${name}: ${(1e3 * worst).toFixed(4)} mV at most, ${(1e3 * Math.sqrt(squares / steps)).toFixed(4)} mV rms, ${kelvin.toExponential(1)} K, down to ${(100 * cell.call('Soc')).toFixed(0)} %`,
    );
    expect(1e3 * worst).toBeLessThan(bound_mV);
    expect(Math.abs(kelvin)).toBeLessThan(0.01);
    expect(Math.abs(cell.call('Soc') - truth.state[0]!)).toBeLessThan(1e-10);
  });

  it('single precision is within 0.1 mV of double, group by group', () => {
    const [single, double] = [false, true].map((double) =>
      pack({ chemistry: EVERYTHING, series: 11, parallel: 6, spread: 0.05, contact_ohm: 2e-4, soc: 0.9, double }),
    ) as [ReturnType<typeof pack>, ReturnType<typeof pack>];
    let worst = 0;
    for (let k = 0; k < 120_000; k++) {
      const i = 6 * profile(k * 1e-3);
      single.step(i);
      double.step(i);
      for (let g = 0; g < 11; g += 5)
        worst = Math.max(worst, Math.abs(single.call('GroupVoltage_V', g) - double.call('GroupVoltage_V', g)));
      if (k % 100 === 99) for (const each of [single, double]) each.call('Thermal', 0.1);
    }
    console.log(`f32x4 against f64x2: ${(1e3 * worst).toExponential(1)} mV at most`);
    expect(worst).toBeLessThan(1e-4);
  });
});

describe('energy', () => {
  const wave = (t_s: number) => 6 * profile(t_s);
  it.each([1e-3, 0.01, 0.05])('closes with everything a cell can have, in steps of %s s and when their length changes', (coarse_s) => {
    const cells = pack({ chemistry: EVERYTHING, series: 5, parallel: 6, spread: 0.025, contact_ohm: 2e-4, soc: 0.9 });
    const begin = cells.stored();
    let throughput = 0;
    let t = 0;
    for (let block = 0; block < 600; block++) {
      const step_s = block % 3 === 2 ? coarse_s : 1e-3;
      if (block % 3 !== 1) cells.call('Begin', step_s);
      for (let k = 0; k < Math.round(0.1 / step_s); k++, t += step_s) {
        // constant while the steps are long
        const i = wave(step_s > 1e-3 ? Math.floor(t * 10) / 10 : t);
        throughput += Math.abs(i) * 18 * step_s;
        cells.step(i, step_s);
      }
      cells.call('Thermal', 0.1);
    }
    const residual = (begin - cells.stored() - cells.out()) / throughput;
    console.log(`steps of 1 ms and ${1e3 * coarse_s} ms: residual ${residual.toExponential(1)} of what went through in 60 s`);
    expect(Math.abs(residual)).toBeLessThan(1e-6);
  });

  it('looking at it changes nothing', () => {
    const [a, b] = [pack({ chemistry: EVERYTHING, parallel: 3, spread: 0.02 }), pack({ chemistry: EVERYTHING, parallel: 3, spread: 0.02 })];
    for (let k = 0; k < 500; k++) {
      for (const each of [a, b]) each.step(10);
      a.call('Stored_J');
      a.call('CellSoc', 1);
      if (k % 100 === 70) for (const each of [a, b]) each.call('Thermal', 0.1);
    }
    expect(a.call('Emf_V')).toBe(b.call('Emf_V'));
    expect(a.call('Stored_J')).toBe(b.call('Stored_J'));
  });
});

describe('faults', () => {
  const fresh = () => pack({ series: 5, parallel: 6, spread: 0.02, contact_ohm: 2e-4, soc: 0.8 });
  const closes = (cells: ReturnType<typeof pack>, begin: number) => {
    const residual = Math.abs(begin - cells.stored() - cells.out()) / begin;
    expect(residual).toBeLessThan(1e-7);
  };

  it('an internal short heats its cell, its group sags and loses charge, and the books close', () => {
    const cells = fresh();
    const begin = cells.stored();
    cells.run(12, 0.05);
    cells.call('ShortCell', 13, 0.5);
    cells.run(12, 30);
    const heat = Array.from({ length: 30 }, (_, k) => cells.call('CellTemperature_K', k));
    expect(heat.indexOf(Math.max(...heat))).toBe(13);
    expect(cells.call('Hottest_K')).toBe(heat[13]);
    expect(heat[13]! - heat[12]!).toBeGreaterThan(2);
    expect(cells.call('GroupVoltage_V', 2)).toBeLessThan(cells.call('GroupVoltage_V', 1) - 0.005);
    expect(cells.call('CellVoltageMin_V')).toBeCloseTo(cells.call('GroupVoltage_V', 2), 6);
    // V/R for 30 s out of six cells
    const expected = ((cells.call('GroupVoltage_V', 2) / 0.5) * 30) / (6 * 3 * 3600);
    const lost = cells.call('CellSoc', 6) - cells.call('CellSoc', 12);
    expect(lost / expected).toBeGreaterThan(0.8);
    expect(lost / expected).toBeLessThan(1.2);
    closes(cells, begin);
  });

  it('a weak cell sags alone in its group, and empties first', () => {
    const cells = pack({ series: 5, parallel: 1, soc: 0.8 });
    const begin = cells.stored();
    cells.call('WeakenCell', 3, 0.5, 2);
    cells.run(6, 60);
    expect(cells.call('GroupVoltage_V', 3)).toBeLessThan(cells.call('GroupVoltage_V', 2) - 0.03);
    const [weak, sound] = [0.8 - cells.call('CellSoc', 3), 0.8 - cells.call('CellSoc', 2)];
    expect(weak / sound).toBeCloseTo(2, 3);
    closes(cells, begin);
  });

  it('an open cell leaves its current to its neighbours; a group without any opens the module', () => {
    const cells = pack({ series: 3, parallel: 3, soc: 0.8 });
    const begin = cells.stored();
    cells.run(9, 1);
    cells.call('OpenCell', 4);
    cells.run(9, 5);
    expect(cells.call('CellCurrent_A', 4)).toBe(0);
    expect(cells.call('CellCurrent_A', 3)).toBeCloseTo(4.5, 6);
    expect(cells.call('CellCurrent_A', 0)).toBeCloseTo(3, 6);
    expect(cells.call('IsOpen')).toBe(0);
    closes(cells, begin);
    cells.call('OpenCell', 3);
    cells.call('OpenCell', 5);
    cells.run(0, 1);
    expect(cells.call('IsOpen')).toBe(1);
    expect(Number.isFinite(cells.call('Emf_V'))).toBe(true);
    closes(cells, begin);
  });

  it('a bleeder takes V/R from its group, and its heat has a name', () => {
    const cells = fresh();
    const begin = cells.stored();
    cells.call('Bleed', 1, true);
    cells.run(0, 20);
    const v = cells.call('GroupVoltage_V', 1);
    expect(cells.call('Bleeder_J') / ((v * v * 20) / 33)).toBeCloseTo(1, 3);
    closes(cells, begin);
    cells.call('Bleed', 1, false);
    cells.run(0, 0.1);
    const burnt = cells.call('Bleeder_J');
    cells.run(0, 5);
    expect(cells.call('Bleeder_J')).toBe(burnt);
    expect(cells.call('CellSoc', 6)).toBeLessThan(cells.call('CellSoc', 0));
  });

  it('the air warms along the row, and more when the fan stands', () => {
    const rise = (speed: number) => {
      const cells = pack({ series: 5, parallel: 1, soc: 0.9 });
      cells.call('Fan', speed);
      cells.run(12, 120);
      return Array.from({ length: 5 }, (_, k) => cells.call('CellTemperature_K', k) - 298.15);
    };
    const [full, half, none] = [rise(1), rise(0.5), rise(0)] as [number[], number[], number[]];
    for (let g = 1; g < 5; g++) expect(full[g]!).toBeGreaterThan(full[g - 1]!);
    expect(half[2]!).toBeGreaterThan(full[2]!);
    expect(none[2]!).toBeGreaterThan(half[2]!);
  });
});

describe('ageing', () => {
  const DAY_S = 86400;
  /** Loss of capacity after `days` at rest, in blocks of 100 ms of `blocks` slow steps. */
  function rest(days: number, seconds: number, ambient_degC = 25) {
    const cells = pack({ soc: 0.5, ambient_degC, ageing: { acceleration: (days * DAY_S) / seconds } });
    for (let k = 0; k < seconds * 10; k++) {
      cells.call('Electrical', 0, 0, 0.1);
      cells.call('Thermal', 0.1);
    }
    return 1 - cells.call('CapacityHealth');
  }
  const law = (soc: number, kelvin: number) => 75.4 * Math.exp((353 * soc - 3340) / kelvin);

  it('a year at rest is k t^0.512, however often it is counted', () => {
    const expected = law(0.5, 298.15) * 365 ** 0.512;
    const [once, often] = [rest(365, 10), rest(365, 400)];
    console.log(`a year at 50 % and 25 degC: ${(100 * once).toFixed(3)} % (law ${(100 * expected).toFixed(3)} %)`);
    expect(once / expected).toBeCloseTo(1, 9);
    expect(often / expected).toBeCloseTo(1, 6);
    expect(rest(365, 10, 45)).toBeGreaterThan(1.3 * once);
  });

  it('cycles count when the current reverses, with their depth; what is lost stays when conditions change', () => {
    // acceleration makes every half cycle count as many
    const cells = pack({ soc: 0.6, ageing: { acceleration: 1e4 } });
    const halves = 20;
    for (let n = 0; n < halves; n++) {
      const i = n % 2 === 0 ? 10 : -10;
      for (let k = 0; k < 300; k++) {
        for (let s = 0; s < 2; s++) cells.call('Electrical', i, i * i, 0.05);
        cells.call('Thermal', 0.1);
      }
    }
    const depth = 300 / (3 * 3600);
    const cycles = (1e4 * (halves - 1) * depth) / 2;
    const expected = 2 * (1.86e-6 + 0.000177 * depth) * cycles ** 0.699;
    const days = (1e4 * halves * 30) / DAY_S;
    const calendar = law(0.6 - depth / 2, 298.15) * days ** 0.512;
    const loss = 1 - cells.call('CapacityHealth');
    console.log(`${cycles.toFixed(0)} shallow cycles in ${days.toFixed(0)} days: ${(100 * loss).toFixed(3)} %`);
    expect(loss / (expected + calendar)).toBeGreaterThan(0.9);
    expect(loss / (expected + calendar)).toBeLessThan(1.15);
  });

  it('a pack at the end of its life has what it is told, and ages each cell at its own rate', () => {
    const cells = pack({ series: 4, parallel: 4, ageing: { acceleration: 1e6, spread: 0.2, capacity: 0.8, resistance: 1.4 } });
    expect(cells.call('CapacityHealth')).toBeCloseTo(0.8, 12);
    expect(cells.call('CellResistanceFactor', 3)).toBeCloseTo(1.4, 6);
    const begin = cells.stored();
    for (let k = 0; k < 300; k++) {
      cells.call('Electrical', 0, 0, 0.1);
      cells.call('Thermal', 0.1);
    }
    const left = Array.from({ length: 16 }, (_, k) => cells.call('CellCapacity_Ah', k));
    expect(Math.max(...left)).toBeLessThan(0.8 * 3);
    expect(new Set(left).size).toBe(16);
    expect(Math.abs(cells.stored() - begin) / begin).toBeLessThan(1e-9);
  });
});
