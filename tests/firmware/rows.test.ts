/** What the protection table says beyond how its rows trip: how they clear, what they limit, and in which order contacts move. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enumerations } from '../../host/abi/registers.ts';
import { ALL_SENSORS, Bench, type Seen, sensor, TICKS_PER_MS } from '../support/bench.ts';

const MS = TICKS_PER_MS;
const TEN_MS = 10 * MS;
const QUICK = {
  voltageDebounce_samples: 5,
  voltageDelay_s: 0.02,
  temperatureDebounce_samples: 6,
  temperatureDelay_s: 0.03,
  currentDebounce_samples: 4,
  currentDelay_s: 0.01,
  recoveryTime_s: 0.05,
};
const warm = (degC: number): Partial<Seen> => ({ thermistor_degC: [25, degC, 25, 25] });
const noticed = (it: Bench, row: string) => it.faults.includes(row) || it.warnings.includes(row);

describe('clearing', () => {
  const rows: [string, 'bbu' | 'cbu', Partial<Seen>, Partial<Seen>, number, number][] = [
    // row, outside, inside, ticks it takes to qualify, period of its task
    ['TEMPERATURE_WARNING', 'bbu', warm(57), warm(25), 6 * TEN_MS, TEN_MS],
    ['CAPACITOR_UNDERVOLTAGE', 'cbu', { storage_V: 15 }, { storage_V: 43 }, 4 * MS, MS],
    ['SHARE_LINE_LOST', 'bbu', { shareValid: false }, { shareValid: true }, MS, MS],
    ['SHARE_LINE_LOST', 'cbu', { shareValid: false }, { shareValid: true }, MS, MS],
    ['STALE_SENSOR', 'bbu', { busFresh: false }, { busFresh: true }, MS, MS],
    ['STALE_SENSOR', 'cbu', { busFresh: false }, { busFresh: true }, MS, MS],
    ['STALE_SENSOR', 'cbu', { moduleFresh: false }, { moduleFresh: true }, MS, MS],
  ];

  it.each(rows)(
    '%s of a %s without a recovery time clears no faster than it qualified, and not much later',
    (row, kind, out, back, qualified, period) => {
      fc.assert(
        fc.property(fc.integer({ min: 0, max: TEN_MS - 1 }), (phase) => {
          const it = new Bench(kind, { ...QUICK, recoveryTime_s: 0 });
          it.run(phase);
          Object.assign(it.seen, out);
          expect(it.until(() => noticed(it, row), 200 * MS)).toBeLessThan(200 * MS);
          expect([...it.faults, ...it.warnings]).toEqual([row]);
          Object.assign(it.seen, back);
          const took = it.until(() => !noticed(it, row), 200 * MS);
          expect(took).toBeGreaterThanOrEqual(qualified);
          expect(took).toBeLessThanOrEqual(qualified + 2 * period + MS);
        }),
        { numRuns: 4 },
      );
    },
  );

  it.each([['an upper threshold', warm(57), warm(55 * 0.995), warm(55 * 0.985)]] as const)(
    '%s: inside its hysteresis of 1 %% a row stands, beyond it clears',
    (_, out, within, beyond) => {
      const it = new Bench('bbu', QUICK);
      Object.assign(it.seen, out);
      it.runMs(120);
      expect(it.warnings.length).toBe(1);
      Object.assign(it.seen, within);
      it.runMs(300);
      expect(it.warnings.length).toBe(1);
      Object.assign(it.seen, beyond);
      it.runMs(120);
      expect(it.warnings).toEqual([]);
    },
  );

  it('the first trip keeps its name and its time, whatever trips after it', () => {
    const it = new Bench('bbu', QUICK);
    expect(it.telemetry.get('firstTrip')).toBe(-1);
    it.runMs(23);
    it.seen.current_A = 700;
    it.run(4);
    const time = it.telemetry.get('firstTripTime_ticks');
    it.seen.busFresh = false;
    Object.assign(it.seen, warm(80));
    it.runMs(150);
    expect(it.faults.length).toBeGreaterThan(1);
    expect(enumerations.Protection[it.telemetry.get('firstTrip')]).toBe('SHORT_CIRCUIT');
    expect(it.telemetry.get('firstTripTime_ticks')).toBe(2303);
    expect([0, 2303]).toContain(time);
  });
});

describe('a fast row that is not proven inside', () => {
  it.each([
    ['MODULE_CURRENT', true],
    ['STORAGE_VOLTAGE', true],
    ['BUS_VOLTAGE', false],
  ] as const)('%s invalid: short circuit %s', (name, trips) => {
    const it = new Bench('bbu', QUICK);
    it.runMs(5);
    it.seen.valid = ALL_SENSORS & ~sensor(name);
    it.run(2);
    expect(it.command.get('mainContactor')).toBe(1);
    it.run(1);
    expect(it.command.get('mainContactor')).toBe(trips ? 0 : 1);
    expect(it.command.get('switchClosed')).toBe(trips ? 0 : 1);
  });

  it('is looked at anew when the sensors are back: two samples are not three', () => {
    const it = new Bench('bbu', QUICK);
    it.runMs(5);
    for (let k = 0; k < 20; k++) {
      it.seen.current_A = 700;
      it.run(2);
      it.seen.current_A = 0;
      it.run(1);
    }
    it.runMs(2);
    expect(it.faults).toEqual([]);
  });
});

describe('the order of contacts', () => {
  it('switch and precharge at once, the main contact only when the precharge contact is known closed and the link matches', () => {
    // the link is up already: only the feedback is missing
    const it = new Bench('bbu', QUICK, { start: 'cold', seen: { link_V: 43 } });
    expect(it.command.get('mainContactor')).toBe(0);
    const begun = it.until(() => it.command.get('prechargeContactor') === 1, 3 * MS);
    expect(begun).toBeLessThan(3 * MS);
    expect(it.command.get('switchClosed')).toBe(1);
    // 12 ms of the precharge contact
    for (let k = 0; k < 11 * MS; k++) {
      it.run(1);
      expect(it.command.get('mainContactor')).toBe(0);
      expect(it.contactor).toBe('PRECHARGE');
    }
    expect(it.until(() => it.command.get('mainContactor') === 1, 4 * MS)).toBeLessThan(4 * MS);
    expect(it.until(() => it.contactor === 'CLOSED', 15 * MS)).toBeLessThan(15 * MS);
    it.runMs(2);
    expect([it.command.get('mainContactor'), it.command.get('prechargeContactor'), it.command.get('switchClosed')]).toEqual([1, 0, 1]);
    // and stays
    it.runMs(200);
    expect(it.faults).toEqual([]);
    expect(it.contactor).toBe('CLOSED');
  });

  it('while the main contact is still closed nothing precharges', () => {
    const it = new Bench('bbu', { ...QUICK, recoveryTime_s: 0, contactorTimeout_s: 0.09 });
    it.runMs(3);
    it.seen.contactsFollow = false;
    it.seen.busFresh = false;
    it.runMs(5);
    expect(it.command.get('mainContactor')).toBe(0);
    it.seen.busFresh = true;
    // the row has cleared, the contact has not moved
    for (let k = 0; k < 60 * MS; k++) {
      it.run(1);
      expect(it.command.get('prechargeContactor')).toBe(0);
    }
    expect(it.faults).toEqual([]);
    expect(it.contactor).toBe('OPEN');
    it.seen.contactsFollow = true;
    it.runMs(30);
    expect(it.contactor).toBe('PRECHARGE');
  });
});
