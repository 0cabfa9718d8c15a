/** Every row of the protection table on the firmware alone, and what must be cut in the coupled simulation. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Choice, enumerations, type firmwareParameters } from '../../host/abi/registers.ts';
import { ALL_SENSORS, Bench, type Seen, sensor, TICKS_PER_MS } from '../support/bench.ts';
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
};
const MS = TICKS_PER_MS;
const TEN_MS = 10 * TICKS_PER_MS;
const VOLTS = { debounce: 5, delay: 20 * MS, period: TEN_MS };
const HEAT = { debounce: 6, delay: 30 * MS, period: TEN_MS };
const CURRENT = { debounce: 4, delay: 10 * MS, period: MS };

interface Case {
  row: Row;
  kind: 'bbu' | 'cbu';
  severity: 'open' | 'limit';
  latch: boolean;
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
];

/** Rows that open the semiconductor switch beside the contactor. */
const MUST_CUT: readonly Row[] = ['SHORT_CIRCUIT', 'OVERCURRENT_DISCHARGE', 'OVERCURRENT_CHARGE', 'CONTACTOR_FAULT'];

const inside: Partial<Seen> = { current_A: 0, storage_V: 43, group_V: Array(96).fill(3.9), thermistor_degC: Array(4).fill(25) };
const part = fc.double({ min: 0, max: 1, noNaN: true });
const place = fc.integer({ min: 0, max: 43 });
/** Where in the tasks' rhythm something begins. */
const phase = fc.integer({ min: 0, max: TEN_MS - 1 });

function bench(kind: 'bbu' | 'cbu', begin = 0): Bench {
  const it = new Bench(kind, QUICK);
  it.run(begin);
  return it;
}

const noticed = (it: Bench, row: Row) => it.faults.includes(row) || it.warnings.includes(row);
/** Ticks without which no excursion may trip, and after which every one must have. */
const least = ({ debounce, delay, period }: Case['pace']) => (debounce - 1) * period + delay;
const most = ({ debounce, delay, period }: Case['pace']) => debounce * period + Math.ceil(delay / period) * period;

describe.each(cases)('$row', ({ row, kind, severity, latch, pace, outside }) => {
  it('trips when the quantity is outside for long enough, in time, and opens', () => {
    fc.assert(
      fc.property(part, place, phase, (by, at, begin) => {
        const it = bench(kind, begin);
        expect(it.enabled).toBe(kind === 'cbu');
        Object.assign(it.seen, outside(by, at));
        // the fast task says so with its own tick, the telemetry a millisecond later
        const ticks = it.until(() => noticed(it, row), most(pace) + 2 * MS);
        expect(ticks).toBeGreaterThan(least(pace));
        expect(ticks).toBeLessThanOrEqual(most(pace) + MS);
        it.run(1);
        const open = severity === 'open';
        expect(it.faults.includes(row)).toBe(open);
        expect(it.command.get('mainContactor')).toBe(kind === 'bbu' && !open ? 1 : 0);
        expect(it.enabled).toBe(kind === 'cbu' && !open);
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
        const it = bench(kind, begin);
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
        const it = bench(kind, begin);
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
        expect(it.enabled).toBe(kind === 'cbu');
      }),
      { numRuns: 5 },
    );
  });
});

it('the table above and below covers every row', () => {
  const below = ['STALE_SENSOR', 'CONTACTOR_FAULT', 'CONVERTER_LATE', 'SHARE_LINE_LOST', 'OUTAGES_COUNTED'];
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

describe('CONTACTOR_FAULT and precharge', () => {
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

  it('never closes onto a link that differs by more than the match, either way; after the timeout it is a fault', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.011, max: 0.9, noNaN: true }),
        fc.boolean(),
        fc.double({ min: 20, max: 46, noNaN: true }),
        (off, above, storage_V) => {
          const it = new Bench('bbu', { ...QUICK, prechargeTimeout_s: 0.06 }, { start: 'cold', seen: { storage_V } });
          it.seen.link_V = Math.min(59.9, storage_V * (above ? 1 + off : 1 - off) + (above ? 0.01 : -0.01));
          fc.pre(!above || it.seen.link_V > storage_V * 1.011);
          for (let k = 0; k < 60 * MS; k++) {
            it.run(1);
            expect(it.command.get('mainContactor')).toBe(0);
          }
          it.runMs(6);
          expect(it.faults).toEqual(['CONTACTOR_FAULT']);
          expect(it.contactor).toBe('TRIPPED');
          expect(it.command.get('prechargeContactor')).toBe(0);
        },
      ),
      { numRuns: 12 },
    );
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

  it('a welded contactor is noticed, and the switch opens instead', () => {
    const it = bench('bbu');
    it.seen.contactsFollow = false;
    it.seen.busFresh = false;
    it.until(() => it.faults.length > 0, 100 * MS);
    it.run(2);
    expect(it.faults).toEqual(['STALE_SENSOR']);
    expect(it.command.get('switchClosed')).toBe(1);
    expect(it.until(() => it.command.get('switchClosed') === 0, 200 * MS)).toBeLessThanOrEqual(102 * MS);
    expect(it.faults).toContain('CONTACTOR_FAULT');
  });

  it('a contactor that falls open by itself is a fault too', () => {
    const it = new Bench('bbu', QUICK, { start: 'cold' });
    expect(it.until(() => it.contactor === 'CLOSED', 300 * MS)).toBeLessThan(300 * MS);
    it.dropContactor();
    it.seen.contactsFollow = false;
    expect(it.until(() => it.faults.includes('CONTACTOR_FAULT'), 200 * MS)).toBeLessThanOrEqual(103 * MS);
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
    const it = derated({ initialSoc: 0.06 });
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
