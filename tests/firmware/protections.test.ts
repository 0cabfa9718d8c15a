/** Every row of the protection table on the firmware alone, and what must be cut in the coupled simulation. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Choice, enumerations, type firmwareParameters } from '../../host/abi/registers.ts';
import { ALL_SENSORS, Bench, line, type Seen, sensor, TICKS_PER_MS } from '../support/bench.ts';
import { simulated } from '../support/simulation.ts';

type Row = Choice<'Protection'>;
type Parameters = Partial<Record<keyof typeof firmwareParameters, number>>;

/** Shorter than the defaults, so that many phases can be tried; the algorithm is the same. */
const QUICK: Parameters = {
  voltageDebounce_samples: 5,
  voltageDelay_s: 0.02,
  temperatureDebounce_samples: 6,
  temperatureDelay_s: 0.03,
  currentDebounce_samples: 4,
  currentDelay_s: 0.01,
  recoveryTime_s: 0.05,
  // whether sensors agree is not asked where a test moves one of them alone
  plausibilityDebounce_samples: 1000,
};
const MS = TICKS_PER_MS;
const TEN_MS = 10 * TICKS_PER_MS;
const VOLTS = { debounce: 5, delay: 20 * MS, period: TEN_MS };
const HEAT = { debounce: 6, delay: 30 * MS, period: TEN_MS };
const CURRENT = { debounce: 4, delay: 10 * MS, period: MS };
const AGREE = { debounce: 3, delay: 20 * MS, period: TEN_MS };
const AGREES: Parameters = { plausibilityDebounce_samples: 3, plausibilityDelay_s: 0.02 };

interface Case {
  row: Row;
  kind: 'bbu' | 'cbu';
  severity: 'open' | 'limit' | 'report';
  latch: boolean;
  parameters?: Parameters;
  /** What it does before; null: it idles. */
  delivers_A?: number;
  pace: { debounce: number; delay: number; period: number };
  /** How far outside: `by` from just outside (0) to far (1); `at` selects a group or thermistor. */
  outside: (by: number, at: number) => Partial<Seen>;
}

const group = (volts: number, at: number): Partial<Seen> => ({
  group_V: Array.from({ length: 96 }, (_, g) => (g === at % 11 ? volts : 3.9)),
});
const warm = (degC: number, at: number, current_A = 0): Partial<Seen> => ({
  thermistor_degC: Array.from({ length: 4 }, (_, k) => (k === at % 4 ? degC : 25)),
  current_A,
});

/** One group of eleven. */
const NOMINAL_V = 43 / 11;
/** Pack current to that on the bus while it delivers. */
const RATIO = 47.4 / 43;
const groups = (off: (g: number) => number) => Array.from({ length: 96 }, (_, g) => NOMINAL_V + off(g));

/** Wire n of twelve is off: an inner one takes from one group what it gives to the other, whichever; an outer one takes. */
function openWire(wire: number, off_V: number): Partial<Seen> {
  const sign = wire % 2 === 0 ? 1 : -1;
  if (wire === 0 || wire === 11) return { group_V: groups((g) => (g === Math.min(wire, 10) ? -off_V : 0)) };
  return { group_V: groups((g) => (g === wire - 1 ? -sign * off_V : g === wire ? sign * off_V : 0)) };
}

/** Codes at an end of their range. */
const ends: Partial<Seen>[] = [
  { bus_V: 59.99 },
  { current_A: 800 },
  { current_A: -800 },
  { storage_V: 59.9999 },
  { link_V: 59.9999 },
  { group_V: groups((g) => (g === 3 ? -NOMINAL_V : 0)), noise: false },
  { group_V: groups((g) => (g === 10 ? 6.5535 - NOMINAL_V : 0)), noise: false },
];

const cases: Case[] = [
  { row: 'CELL_OVERVOLTAGE', kind: 'bbu', severity: 'open', latch: true, pace: VOLTS, outside: (by, at) => group(4.251 + by, at) },
  { row: 'CELL_UNDERVOLTAGE', kind: 'bbu', severity: 'open', latch: true, pace: VOLTS, outside: (by, at) => group(2.499 - 2.4 * by, at) },
  {
    row: 'CELL_VOLTAGE_WARNING',
    kind: 'bbu',
    severity: 'limit',
    latch: false,
    pace: { ...VOLTS, delay: 0 },
    outside: (by, at) => group(by < 0.5 ? 4.205 + 0.08 * by : 2.695 - 0.15 * by, at),
  },
  {
    row: 'OVERTEMPERATURE_DISCHARGE',
    kind: 'bbu',
    severity: 'open',
    latch: true,
    pace: HEAT,
    outside: (by, at) => warm(60.05 + 100 * by, at),
  },
  {
    row: 'UNDERTEMPERATURE_DISCHARGE',
    kind: 'bbu',
    severity: 'open',
    latch: true,
    pace: HEAT,
    outside: (by, at) => warm(-20.05 - 100 * by, at),
  },
  {
    row: 'OVERTEMPERATURE_CHARGE',
    kind: 'bbu',
    severity: 'open',
    latch: true,
    pace: HEAT,
    outside: (by, at) => warm(45.05 + 9 * by, at, -2),
  },
  {
    row: 'UNDERTEMPERATURE_CHARGE',
    kind: 'bbu',
    severity: 'open',
    latch: true,
    pace: HEAT,
    outside: (by, at) => warm(-0.05 - 18 * by, at, -2),
  },
  {
    row: 'TEMPERATURE_WARNING',
    kind: 'bbu',
    severity: 'limit',
    latch: false,
    pace: { ...HEAT, delay: 0 },
    outside: (by, at) => warm(55.05 + 4 * by, at),
  },
  {
    row: 'OVERCURRENT_DISCHARGE',
    kind: 'bbu',
    severity: 'open',
    latch: true,
    pace: CURRENT,
    outside: (by) => ({ current_A: 130.1 + 260 * by }),
  },
  {
    row: 'OVERCURRENT_CHARGE',
    kind: 'bbu',
    severity: 'open',
    latch: true,
    pace: CURRENT,
    outside: (by) => ({ current_A: -30.1 - 700 * by }),
  },
  {
    row: 'SHORT_CIRCUIT',
    kind: 'bbu',
    severity: 'open',
    latch: true,
    pace: { debounce: 3, delay: 0, period: 1 },
    // a pack that cannot give that much collapses: half of 11 x 2.5 V
    outside: (by, at) => (at % 2 === 0 ? { current_A: 400.1 + 390 * by } : { storage_V: 13.74 * (1 - by) }),
  },
  {
    row: 'CAPACITOR_OVERVOLTAGE',
    kind: 'cbu',
    severity: 'open',
    latch: true,
    pace: { ...CURRENT, delay: 0 },
    outside: (by) => ({ storage_V: 51.01 + 8 * by }),
  },
  {
    row: 'CAPACITOR_UNDERVOLTAGE',
    kind: 'cbu',
    severity: 'open',
    latch: false,
    pace: { ...CURRENT, delay: 0 },
    outside: (by) => ({ storage_V: 19.99 - 19 * by }),
  },
  {
    row: 'GROUP_IMBALANCE',
    kind: 'bbu',
    severity: 'limit',
    latch: false,
    pace: { ...VOLTS, delay: 0 },
    outside: (by, at) => ({ group_V: groups((g) => (g === at % 11 ? 0.155 + 0.1 * by : g === (at + 5) % 11 ? -0.155 - 0.1 * by : 0)) }),
  },
  {
    row: 'SUM_OF_GROUPS',
    kind: 'bbu',
    severity: 'open',
    latch: true,
    parameters: AGREES,
    pace: AGREE,
    outside: (by, at) => ({ group_V: groups(() => (at % 2 === 0 ? 1 : -1) * (0.0305 + 0.04 * by) * NOMINAL_V) }),
  },
  {
    row: 'SENSE_WIRE_OPEN',
    kind: 'bbu',
    severity: 'open',
    latch: true,
    parameters: AGREES,
    pace: AGREE,
    outside: (by, at) => openWire(at % 12, 0.51 + 2 * by),
  },
  {
    row: 'THERMISTOR_FAULT',
    kind: 'bbu',
    severity: 'open',
    latch: true,
    parameters: AGREES,
    pace: AGREE,
    // far from the others, or at an end
    outside: (by, at) => warm(at % 3 === 0 ? -40 : at % 3 === 1 ? 150 : 50.02 + 9 * by, at),
  },
  {
    row: 'SENSOR_IMPLAUSIBLE',
    kind: 'bbu',
    severity: 'open',
    latch: false,
    parameters: {
      ...AGREES,
      dischargeCurrentMax_A: 1e4,
      shortCircuitCurrent_A: 1e4,
      chargeCurrentMax_A: 1e4,
      voltageDebounce_samples: 100,
    },
    pace: AGREE,
    outside: (_, at) => ends[at % ends.length] as Partial<Seen>,
  },
  {
    row: 'LINK_MISMATCH',
    kind: 'bbu',
    severity: 'open',
    latch: true,
    parameters: AGREES,
    pace: AGREE,
    outside: (by, at) => ({ link_V: 43 * (1 + (at % 2 === 0 ? 1 : -1) * (0.0305 + 0.3 * by)) }),
  },
  {
    // idle, or told 60 A: more than that, or the other way
    row: 'CONVERTER_DEVIATION',
    kind: 'bbu',
    severity: 'open',
    latch: true,
    parameters: AGREES,
    pace: AGREE,
    outside: (by, at) => ({ current_A: at % 2 === 0 ? 17.5 + 100 * by : -17.5 - 12 * by }),
  },
  {
    row: 'CONVERTER_DEVIATION',
    kind: 'bbu',
    severity: 'open',
    latch: true,
    parameters: AGREES,
    delivers_A: 60,
    pace: AGREE,
    outside: (by, at) => ({ current_A: at % 2 === 0 ? 60 * RATIO + 20 + 40 * by : -17.6 - 12 * by }),
  },
  {
    row: 'CONVERTER_DEVIATION',
    kind: 'bbu',
    severity: 'limit',
    latch: false,
    parameters: AGREES,
    delivers_A: 60,
    pace: AGREE,
    outside: (by) => ({ current_A: (60 * RATIO - 20) * (1 - by) }),
  },
  {
    row: 'SHARE_DEVIATION',
    kind: 'bbu',
    severity: 'report',
    latch: false,
    parameters: AGREES,
    delivers_A: 60,
    pace: AGREE,
    // a quarter of 120 A at 48 V
    outside: (by, at) => ({ shareBbu_A: at % 2 === 0 ? 60 - 31.2 - 28 * by : 60 + 31.2 + 50 * by }),
  },
  {
    row: 'SENSOR_IMPLAUSIBLE',
    kind: 'cbu',
    severity: 'open',
    latch: false,
    parameters: { ...AGREES, cbuOvervoltageTrip_V: 60, cbuAbsorb_V: 60, converterDeviation_ratio: 2 },
    pace: AGREE,
    outside: (_, at) => ({
      storage_V: 43,
      ...([{ bus_V: 59.99 }, { current_A: 800 }, { current_A: -800 }, { storage_V: 59.9999 }][at % 4] as Partial<Seen>),
    }),
  },
  {
    row: 'CONVERTER_DEVIATION',
    kind: 'cbu',
    severity: 'open',
    latch: true,
    parameters: { ...AGREES, cbuTarget_V: 43 },
    pace: AGREE,
    // 10 % of 600 A at 49 V, and 4 A
    outside: (by, at) => ({ current_A: (at % 2 === 0 ? 1 : -1) * (73.5 + 600 * by) }),
  },
  {
    row: 'THERMISTOR_FAULT',
    kind: 'cbu',
    severity: 'report',
    latch: false,
    parameters: AGREES,
    pace: AGREE,
    outside: (by, at) => warm(at % 3 === 0 ? -40 : at % 3 === 1 ? 150 : 50.02 + 9 * by, at),
  },
];

/** Rows that open the semiconductor switch beside the contactor. */
const MUST_CUT: readonly Row[] = ['SHORT_CIRCUIT', 'OVERCURRENT_DISCHARGE', 'OVERCURRENT_CHARGE', 'CONTACTOR_WELD'];

/** Idle, or delivering `delivers_A`. */
const insideOf = (delivers_A = 0): Partial<Seen> => ({
  current_A: delivers_A * RATIO,
  storage_V: 43,
  link_V: 43,
  bus_V: delivers_A === 0 ? 50.2 : 47.4,
  shareBbu_A: delivers_A,
  group_V: groups(() => 0),
  thermistor_degC: Array(4).fill(25),
  noise: true,
});
const part = fc.double({ min: 0, max: 1, noNaN: true });
const place = fc.integer({ min: 0, max: 43 });
/** Where in the tasks' rhythm something begins. */
const phase = fc.integer({ min: 0, max: TEN_MS - 1 });

function bench(kind: 'bbu' | 'cbu', begin = 0, parameters: Parameters = {}, delivers_A = 0): Bench {
  const it = new Bench(kind, { ...QUICK, ...parameters });
  if (delivers_A !== 0) {
    // the set point less 10 mOhm of it is 47.4 V
    it.seen.bus_V = 47.4;
    it.runMs(10);
    // every sensor has a new code: none of them is stuck
    Object.assign(it.seen, insideOf(delivers_A), { bus_V: 47.38, storage_V: 43.1, link_V: 43.1 });
    it.runMs(1);
    Object.assign(it.seen, insideOf(delivers_A));
    it.runMs(20);
    expect(Math.abs(it.reference_A - delivers_A)).toBeLessThan(3);
  }
  it.run(begin);
  return it;
}

const noticed = (it: Bench, row: Row) => it.faults.includes(row) || it.warnings.includes(row);
/** Ticks without which no excursion may trip, and after which every one must have. */
const least = ({ debounce, delay, period }: Case['pace']) => (debounce - 1) * period + delay;
const most = ({ debounce, delay, period }: Case['pace']) => debounce * period + Math.ceil(delay / period) * period;

describe.each(cases)('$row ($kind, $severity)', ({ row, kind, severity, latch, pace, outside, parameters, delivers_A }) => {
  const inside = insideOf(delivers_A);
  const enabled = kind === 'cbu' || delivers_A !== undefined;
  const begun = (begin: number) => bench(kind, begin, parameters, delivers_A);

  it('trips when the quantity is outside for long enough, in time, and opens', () => {
    fc.assert(
      fc.property(part, place, phase, (by, at, begin) => {
        const it = begun(begin);
        expect(it.enabled).toBe(enabled);
        Object.assign(it.seen, outside(by, at));
        // the fast task says so with its own tick, the telemetry a millisecond later
        const ticks = it.until(() => noticed(it, row), most(pace) + 2 * MS);
        expect(ticks).toBeGreaterThan(least(pace));
        expect(ticks).toBeLessThanOrEqual(most(pace) + MS);
        it.run(1);
        const open = severity === 'open';
        expect(it.faults.includes(row)).toBe(open);
        expect(it.command.get('mainContactor')).toBe(kind === 'bbu' && !open ? 1 : 0);
        expect(it.enabled).toBe(enabled && !open);
        expect(it.command.get('switchClosed')).toBe(kind === 'bbu' && !MUST_CUT.includes(row) ? 1 : 0);
        if (!open) return;
        expect(it.telemetry.get('firstTrip')).toBeGreaterThanOrEqual(0);
        expect(it.state).toBe('FAULT');
      }),
      { numRuns: 15 },
    );
  });

  it('never trips on excursions that are shorter, however many', () => {
    const shorter = fc.array(fc.tuple(fc.integer({ min: 1, max: Math.max(1, least(pace)) }), part), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(shorter, place, phase, (list, at, begin) => {
        const it = begun(begin);
        for (const [ticks, by] of list) {
          Object.assign(it.seen, outside(by, at));
          it.run(Math.min(ticks, least(pace)));
          Object.assign(it.seen, inside);
          // one sample that proves it is inside
          it.run(pace.period);
        }
        it.run(most(pace));
        expect(it.telemetry.get('faults') | it.telemetry.get('warnings')).toBe(0);
      }),
      { numRuns: 10 },
    );
  });

  it(latch ? 'stays tripped' : 'clears, and never faster than it qualified', () => {
    fc.assert(
      fc.property(part, place, phase, (by, at, begin) => {
        const it = begun(begin);
        Object.assign(it.seen, outside(by, at));
        expect(it.until(() => noticed(it, row), most(pace) + 2 * MS)).toBeLessThan(Number.POSITIVE_INFINITY);
        Object.assign(it.seen, inside);
        const qualified = Math.max(50 * MS, pace.debounce * pace.period + pace.delay);
        const ticks = it.until(() => !noticed(it, row), latch ? 4 * qualified : 2 * qualified + TEN_MS);
        if (latch) {
          expect(ticks).toBe(Number.POSITIVE_INFINITY);
          expect(it.command.get('mainContactor')).toBe(0);
          return;
        }
        expect(ticks).toBeGreaterThanOrEqual(qualified);
        it.run(2 * MS);
        expect(it.enabled).toBe(enabled && (severity !== 'open' || kind === 'cbu'));
      }),
      { numRuns: 5 },
    );
  });
});

it('the table above and below covers every row', () => {
  const below: Row[] = ['STALE_SENSOR', 'CONTACTOR_WELD', 'CONTACTOR_STUCK_OPEN', 'PRECHARGE_SLOW', 'PRECHARGE_FAST', 'CONVERTER_LATE'];
  below.push('SHARE_LINE_LOST', 'OUTAGES_COUNTED', 'TASK_OVERRUN', 'TASK_STOPPED', 'PARAMETER_CHECKSUM');
  expect([...new Set([...cases.map(({ row }) => row), ...below])].sort()).toEqual([...enumerations.Protection].sort());
});

describe('hysteresis', () => {
  it('a warning that sits just inside its threshold does not clear until the hysteresis is passed', () => {
    const it = bench('bbu');
    Object.assign(it.seen, warm(56, 0));
    it.runMs(80);
    expect(it.warnings).toEqual(['TEMPERATURE_WARNING']);
    // 1 % of 55 degC
    Object.assign(it.seen, warm(54.6, 0));
    it.runMs(400);
    expect(it.warnings).toEqual(['TEMPERATURE_WARNING']);
    Object.assign(it.seen, warm(54.3, 0));
    it.runMs(400);
    expect(it.warnings).toEqual([]);
  });
});

describe('STALE_SENSOR', () => {
  const sensors: [string, Partial<Seen>, Partial<Seen>, number, number][] = [
    ['bus voltage, silent', { busFresh: false }, { busFresh: true }, MS, MS],
    ['module current, silent', { moduleFresh: false }, { moduleFresh: true }, MS, MS],
    ['bus voltage, invalid', { valid: ALL_SENSORS & ~sensor('BUS_VOLTAGE') }, { valid: ALL_SENSORS }, MS, MS],
    ['bus voltage, NaN', { bus_V: Number.NaN }, { bus_V: 50.2 }, MS, MS],
    ['groups, silent', { groupsFresh: false }, { groupsFresh: true }, 50 * MS, TEN_MS],
    ['thermistors, silent', { thermistorsFresh: false }, { thermistorsFresh: true }, 50 * MS, TEN_MS],
  ];

  it.each(sensors)('%s: trips in time, not before, and the module comes back through its precharge', (_, fail, heal, limit, period) => {
    fc.assert(
      fc.property(phase, (begin) => {
        const it = bench('bbu', begin);
        Object.assign(it.seen, fail);
        const ticks = it.until(() => it.faults.includes('STALE_SENSOR'), 2 * limit + 2 * TEN_MS);
        expect(ticks).toBeGreaterThan(limit - period);
        expect(ticks).toBeLessThanOrEqual(limit + period + MS);
        it.run(1);
        expect(it.command.get('mainContactor')).toBe(0);
        expect(it.enabled).toBe(false);
        it.runMs(20);
        Object.assign(it.seen, heal);
        // 50 ms of recovery
        expect(it.until(() => it.faults.length === 0, 100 * MS)).toBeGreaterThanOrEqual(50 * MS);
        it.run(2 * MS);
        expect(it.contactor).toBe('PRECHARGE');
        expect(it.until(() => it.contactor === 'CLOSED', 300 * MS)).toBeLessThan(300 * MS);
      }),
      { numRuns: 6 },
    );
  });

  it.each(sensors)('%s: gaps that are shorter than the limit pass', (_, fail, heal, limit, period) => {
    // a slow sensor is a scan old before anything goes wrong
    const longest = period === TEN_MS ? limit - TEN_MS : limit;
    fc.assert(
      fc.property(phase, fc.array(fc.integer({ min: 1, max: longest }), { minLength: 1, maxLength: 8 }), (begin, gaps) => {
        const it = bench('bbu', begin);
        for (const gap of gaps) {
          Object.assign(it.seen, fail);
          it.run(gap);
          Object.assign(it.seen, heal);
          it.run(period);
        }
        it.runMs(20);
        expect(it.faults).toEqual([]);
      }),
      { numRuns: 8 },
    );
  });

  it('a voltage or temperature that is marked invalid is not proven inside: its own rows trip as well', () => {
    const it = bench('bbu');
    it.seen.valid = ALL_SENSORS & ~sensor('GROUP_VOLTAGE', 'THERMISTOR');
    it.runMs(150);
    for (const row of ['CELL_OVERVOLTAGE', 'CELL_UNDERVOLTAGE', 'OVERTEMPERATURE_DISCHARGE', 'UNDERTEMPERATURE_DISCHARGE', 'STALE_SENSOR'])
      expect(it.faults).toContain(row);
  });

  it('a thermistor that is open or short reads as no temperature a cell can have, and trips', () => {
    for (const [degC, row] of [
      [-327, 'UNDERTEMPERATURE_DISCHARGE'],
      [327, 'OVERTEMPERATURE_DISCHARGE'],
    ] as const) {
      const it = bench('bbu');
      Object.assign(it.seen, warm(degC, 2));
      it.runMs(120);
      expect(it.faults).toContain(row);
    }
  });

  it('at its smallest setting still leaves three scans to the slow sensors', () => {
    const it = new Bench('bbu', { ...QUICK, staleSensor_s: 20e-6 });
    it.runMs(60);
    expect(it.faults).toEqual([]);
    it.seen.groupsFresh = false;
    it.runMs(50);
    expect(it.faults).toContain('STALE_SENSOR');
  });
});

describe('contactors and precharge', () => {
  it('a cold module precharges, closes onto a link that matches, and only then may deliver', () => {
    const it = new Bench('bbu', QUICK, { start: 'cold' });
    expect(it.contactor).toBe('OPEN');
    it.seen.sync = true;
    it.seen.bus_V = 47;
    const closed = it.until(() => it.command.get('mainContactor') !== 0, 300 * MS);
    // 4.6 time constants of 20 ms to 1 %
    expect(closed).toBeGreaterThan(4.5 * 20 * MS);
    expect(it.enabled).toBe(false);
    expect(it.until(() => it.enabled, 30 * MS)).toBeLessThan(30 * MS);
    expect(it.contactor).toBe('CLOSED');
    expect(it.command.get('prechargeContactor')).toBe(0);
  });

  it('never closes onto a link that differs by more than the match, either way: it is too slow', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.011, max: 0.9, noNaN: true }),
        fc.boolean(),
        fc.double({ min: 20, max: 46, noNaN: true }),
        (off, above, storage_V) => {
          const it = new Bench('bbu', QUICK, { start: 'cold', seen: { storage_V, group_V: Array(96).fill(3.9) } });
          it.seen.link_V = Math.min(59.9, storage_V * (above ? 1 + off : 1 - off) + (above ? 0.01 : -0.01));
          fc.pre(!above || it.seen.link_V > storage_V * 1.011);
          const ticks = it.until(() => {
            expect(it.command.get('mainContactor')).toBe(0);
            return it.faults.length > 0;
          }, 80 * MS);
          // three time constants of 20 ms, from the contact's 12 ms on
          expect(ticks).toBeGreaterThan(72 * MS);
          it.runMs(1);
          expect(it.faults).toEqual(['PRECHARGE_SLOW']);
          expect(it.contactor).toBe('TRIPPED');
          expect(it.command.get('prechargeContactor')).toBe(0);
        },
      ),
      { numRuns: 12 },
    );
  });

  /** A cold module whose link has a time constant of `factor` times what is expected. */
  const cold = (factor: number, seen: Partial<Seen> = {}) =>
    new Bench('bbu', { ...QUICK, prechargeTau_s: 20e-3 / factor }, { start: 'cold', seen });

  it('a precharge at 0.6 to 2.9 of its time closes; one at less than half, or more than three times, is a fault by name', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.double({ min: 0.6, max: 2.9, noNaN: true }).map((factor) => ({ factor, row: null })),
          fc.double({ min: 0.05, max: 0.45, noNaN: true }).map((factor) => ({ factor, row: 'PRECHARGE_FAST' })),
          fc.double({ min: 3.1, max: 20, noNaN: true }).map((factor) => ({ factor, row: 'PRECHARGE_SLOW' })),
        ),
        ({ factor, row }) => {
          const it = cold(factor);
          let told = 0;
          const over = () => {
            told += it.command.get('mainContactor');
            return it.faults.length > 0 || it.contactor === 'CLOSED';
          };
          expect(it.until(over, 200 * MS)).toBeLessThan(200 * MS);
          expect(it.faults).toEqual(row === null ? [] : [row]);
          if (row === null) return;
          expect(told).toBe(0);
          it.runMs(300);
          expect([it.faults, it.contactor]).toEqual([[row], 'TRIPPED']);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('a link that is full at once has no capacitance: too fast', () => {
    const it = cold(1);
    it.until(() => it.command.get('prechargeContactor') !== 0, 10 * MS);
    it.runMs(14);
    it.seen.link_V = 43;
    expect(it.until(() => it.faults.length > 0, 3 * MS)).toBeLessThan(3 * MS);
    expect(it.faults).toEqual(['PRECHARGE_FAST']);
    expect(it.command.get('mainContactor')).toBe(0);
  });

  it('a link sensor that calls an empty link full does not fool it: the current into the link speaks', () => {
    const it = cold(1, { link_V: 43 });
    it.until(() => it.command.get('prechargeContactor') !== 0, 10 * MS);
    it.seen.current_A = 4.3;
    it.runMs(60);
    expect(it.command.get('mainContactor')).toBe(0);
    it.runMs(30);
    expect(it.faults).toEqual(['PRECHARGE_SLOW']);
  });

  it('nor onto an unknown one: no sample of the link, no closing', () => {
    const it = new Bench('bbu', QUICK, { start: 'cold', seen: { storage_V: 0 } });
    it.runMs(500);
    expect(it.command.get('mainContactor')).toBe(0);
    const silent = new Bench('bbu', QUICK, { start: 'cold' });
    silent.runMs(60);
    silent.seen.moduleFresh = false;
    silent.runMs(500);
    expect(silent.command.get('mainContactor')).toBe(0);
    expect(silent.faults).toContain('STALE_SENSOR');
  });

  const LATE = 100 * MS;
  /** A row of the contactors comes after the contactor timeout, in its millisecond and that of the row. */
  const expectAt = (it: Bench, row: Row) => {
    const ticks = it.until(() => it.faults.includes(row), LATE + 10 * MS);
    expect(ticks).toBeGreaterThan(LATE - MS);
    expect(ticks).toBeLessThanOrEqual(LATE + 3 * MS);
    it.run(1);
    expect(it.command.get('mainContactor')).toBe(0);
    expect(it.command.get('prechargeContactor')).toBe(0);
  };

  it('a welded contactor is noticed, and the switch opens instead', () => {
    fc.assert(
      fc.property(phase, (begin) => {
        const it = bench('bbu', begin);
        it.seen.contactsFollow = false;
        it.seen.busFresh = false;
        it.until(() => it.command.get('mainContactor') === 0, 3 * MS);
        expect(it.faults).toEqual(['STALE_SENSOR']);
        expect(it.command.get('switchClosed')).toBe(1);
        expectAt(it, 'CONTACTOR_WELD');
        expect(it.command.get('switchClosed')).toBe(0);
        // and stays so when the sensor is back
        it.seen.busFresh = true;
        it.runMs(200);
        expect(it.faults).toEqual(['CONTACTOR_WELD']);
      }),
      { numRuns: 6 },
    );
  });

  it('a precharge contact or a switch that closes by itself is welded too', () => {
    for (const [what, begin] of [
      ['PRECHARGE_CLOSED', 17],
      ['SWITCH_CLOSED', 555],
    ] as const) {
      const it = bench('bbu', begin);
      if (what === 'SWITCH_CLOSED') {
        it.seen.current_A = 700;
        it.until(() => it.command.get('switchClosed') === 0, 10);
        it.seen.current_A = 0;
        it.runMs(20);
      }
      it.seen.linesUp = line(what);
      expectAt(it, 'CONTACTOR_WELD');
    }
  });

  it.each([
    ['a current', { current_A: 8 }],
    ['a current the other way', { current_A: -8 }],
    ['a link that rises', { link_V: 43.6 }],
  ] as const)('%s, and every contact says it is open: one of them lies', (_, seen) => {
    const it = bench('bbu');
    it.seen.acLoss = false;
    it.seen.busFresh = false;
    it.runMs(20);
    expect(it.faults).toEqual(['STALE_SENSOR']);
    // what is not enough
    Object.assign(it.seen, { current_A: 6, link_V: 43.2 });
    it.runMs(200);
    expect(it.faults).toEqual(['STALE_SENSOR']);
    Object.assign(it.seen, { current_A: 0 }, seen);
    expectAt(it, 'CONTACTOR_WELD');
    expect(it.command.get('switchClosed')).toBe(0);
  });

  it('a contactor that falls open by itself, or a switch, is stuck open', () => {
    for (const what of ['main', 'switch']) {
      const it = new Bench('bbu', QUICK, { start: 'cold' });
      expect(it.until(() => it.contactor === 'CLOSED', 300 * MS)).toBeLessThan(300 * MS);
      it.runMs(20);
      if (what === 'main') it.dropContactor();
      else it.seen.linesDown = line('SWITCH_CLOSED');
      it.seen.contactsFollow = false;
      expectAt(it, 'CONTACTOR_STUCK_OPEN');
      expect(it.faults).toEqual(['CONTACTOR_STUCK_OPEN']);
    }
  });

  it('a main or precharge contact that does not close is stuck open', () => {
    for (const what of ['MAIN_CLOSED', 'PRECHARGE_CLOSED'] as const) {
      const it = new Bench('bbu', QUICK, { start: 'cold' });
      it.seen.linesDown = line(what);
      const coil = what === 'MAIN_CLOSED' ? 'mainContactor' : 'prechargeContactor';
      it.until(() => it.command.get(coil) !== 0, 200 * MS);
      expectAt(it, 'CONTACTOR_STUCK_OPEN');
      expect(it.faults).toEqual(['CONTACTOR_STUCK_OPEN']);
    }
  });

  it('a short circuit opens the switch also when another row tripped first', () => {
    const it = bench('bbu');
    it.seen.busFresh = false;
    it.until(() => it.faults.includes('STALE_SENSOR'), 300);
    it.run(1);
    expect(it.command.get('switchClosed')).toBe(1);
    it.seen.current_A = 700;
    it.run(3);
    expect(it.command.get('switchClosed')).toBe(0);
  });
});

describe('rows that only report', () => {
  it('CONVERTER_LATE: a converter that does not come on, or falls out, is told; the module goes on waiting', () => {
    const it = bench('bbu');
    it.seen.converterWorks = false;
    it.seen.bus_V = 47;
    expect(it.until(() => it.warnings.includes('CONVERTER_LATE'), 1000)).toBeGreaterThan(500);
    expect(it.faults).toEqual([]);
    expect(it.enabled).toBe(true);
    expect(it.reference_A).toBe(0);
    it.seen.converterWorks = true;
    it.run(300);
    expect(it.reference_A).toBeGreaterThan(80);
    it.seen.converterWorks = false;
    it.run(2);
    expect(it.reference_A).toBe(0);
    it.runMs(5);
    expect(it.warnings).toContain('CONVERTER_LATE');
  });

  it('a converter that never comes is not waited for once the bus is back', () => {
    const it = bench('bbu');
    it.seen.converterWorks = false;
    it.seen.bus_V = 47;
    it.runMs(10);
    it.seen.bus_V = 50.2;
    it.runMs(1);
    expect(it.enabled).toBe(false);
  });

  it('SHARE_LINE_LOST limits nothing: a report is not a derating', () => {
    const it = bench('bbu');
    it.seen.shareValid = false;
    it.runMs(300);
    expect(it.warnings).toEqual(['SHARE_LINE_LOST']);
    expect(it.telemetry.get('currentLimit_A')).toBeGreaterThan(100);
  });
});

describe('derating', () => {
  const limit = (it: Bench) => it.telemetry.get('currentLimit_A') / 120;
  const binding = (it: Bench) => enumerations.BindingLimit[it.telemetry.get('bindingLimit')];
  // a bus at which the pack does not bind first
  const derated = (parameters: Parameters = {}) =>
    new Bench('bbu', { ...QUICK, ...parameters }, { seen: { storage_V: 45, bus_V: 45, converterWorks: true } });

  it('goes down at once on the limit ramp and names what binds', () => {
    for (const [seen, factor, name] of [
      [warm(52.5, 1), 0.5, 'TEMPERATURE'],
      [group(2.75, 3), 0.5, 'GROUP_VOLTAGE'],
    ] as const) {
      const it = derated();
      it.runMs(101);
      expect(limit(it)).toBeCloseTo(1, 2);
      Object.assign(it.seen, seen);
      let before = limit(it);
      for (let k = 0; k < 110; k++) {
        it.runMs(1);
        // 100 A a millisecond
        expect(before - limit(it)).toBeLessThanOrEqual(100 / 120 + 1e-3);
        before = limit(it);
      }
      expect(limit(it)).toBeCloseTo(factor, 2);
      expect(binding(it)).toBe(name);
    }
  });

  it('names the charge when it is the charge', () => {
    const it = derated({ initialSoc: 0.3, derateSocStart: 0.5, derateSocEnd: 0.1 });
    it.runMs(102);
    expect(limit(it)).toBeCloseTo(0.5, 2);
    expect(binding(it)).toBe('SOC');
  });

  it('names the power when a nearly empty cell cannot give it above its lowest voltage', () => {
    // at rest at 3.2 V a group
    const it = new Bench('bbu', { ...QUICK, initialSoc: 0.06 }, { seen: { storage_V: 35.2, bus_V: 45 } });
    it.runMs(102);
    // what derating by charge would leave
    expect(limit(it)).toBeLessThan(0.5);
    expect(limit(it) * 120 * it.parameter('bbuSetPoint_V')).toBeCloseTo(0.97 * it.telemetry.get('powerLimit2_W'), -1);
    expect(binding(it)).toBe('POWER');
  });

  it('comes up slowly: only after the hold, and then no faster than the slope', () => {
    const it = derated({ derateRecoverHold_s: 0.5, derateRecoverSlope_per_s: 0.5 });
    Object.assign(it.seen, warm(54, 0));
    it.runMs(200);
    const low = limit(it);
    expect(low).toBeCloseTo(0.4, 2);
    Object.assign(it.seen, warm(30, 0));
    it.runMs(490);
    expect(limit(it)).toBeCloseTo(low, 3);
    let before = limit(it);
    for (let k = 0; k < 14; k++) {
      it.runMs(100);
      expect(limit(it) - before).toBeLessThanOrEqual(0.051);
      if (limit(it) < 0.99) expect(binding(it)).toBe('TEMPERATURE');
      before = limit(it);
    }
    expect(limit(it)).toBeCloseTo(1, 2);
    expect(binding(it)).toBe('NONE');
  });

  it('one dead sensor never widens a limit', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 46, max: 54, noNaN: true }),
        fc.constantFrom('silent', 'invalid'),
        fc.integer({ min: 0, max: 3 }),
        (degC, how, at) => {
          const it = derated({ derateRecoverHold_s: 0, derateRecoverSlope_per_s: 10 });
          Object.assign(it.seen, warm(degC, at));
          it.runMs(200);
          const before = limit(it);
          if (how === 'silent') it.seen.thermistorsFresh = false;
          else it.seen.valid = ALL_SENSORS & ~sensor('THERMISTOR');
          it.seen.thermistor_degC = Array(4).fill(20);
          for (let k = 0; k < 50; k++) {
            it.runMs(10);
            expect(limit(it)).toBeLessThanOrEqual(before + 1e-3);
          }
        },
      ),
      { numRuns: 10 },
    );
  });
});

describe('in the coupled simulation', () => {
  it('a short circuit is cut within 200 us, from every phase, at every resistance that makes one', () => {
    let worst_us = 0;
    fc.assert(
      fc.property(
        fc.integer({ min: 1000, max: 12_000 }),
        fc.double({ min: 1e-3, max: 30e-3, noNaN: true }),
        fc.integer({ min: 0, max: 5 }),
        fc.integer({ min: 1, max: 1000 }),
        // also a pack that is too cold or too empty to give much
        fc.constantFrom<Record<string, number>>(
          {},
          { ambientTemperature_degC: -15 },
          { packInitialSoc: 0.03, packParallel: 2 },
          { startState: 1 },
        ),
        (at_us, ohm, index, seed, parameters) => {
          const events = [{ t_s: at_us * 1e-6, kind: 'packShort' as const, index, value: ohm }];
          const run = simulated({ seed, events, parameters, duration_s: at_us * 1e-6 + 0.012 });
          const opened = run.log().find(({ kind, module }) => kind === 'switchOpened' && module === index + 1);
          expect(opened).toBeDefined();
          const took_us = ((opened?.t_s ?? Number.NaN) - at_us * 1e-6) * 1e6;
          worst_us = Math.max(worst_us, took_us);
          expect(took_us).toBeLessThanOrEqual(200);
          expect(run.moduleTruth(index + 1)).toMatchObject({ switchClosed: 0, contactorClosed: 0 });
          // the others were not told anything
          for (let k = 1; k <= 6; k++) if (k !== index + 1) expect(run.moduleTruth(k).switchClosed).toBe(1);
        },
      ),
      { numRuns: 60 },
    );
    console.log(`short circuit: worst cut ${worst_us.toFixed(0)} us of 200`);
  });
});
