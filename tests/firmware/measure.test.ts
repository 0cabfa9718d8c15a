import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { THERMISTORS } from '../../host/abi/registers.ts';
import { BankView } from '../../host/abi/view.ts';
import { ALL_SENSORS, line, sensor } from '../support/bench.ts';
import { testingModule } from '../support/testing-module.ts';

const GROUPS = 11;
const TURN = 2 ** 32;
/** Ages stop growing here. */
const OLDEST = 2 ** 30;
const clock = fc.oneof(fc.constantFrom(0, TURN - 1, TURN - 50, 2 ** 31 - 3), fc.integer({ min: 0, max: TURN - 1 }));

function measurement(start = 0) {
  const wasm = testingModule();
  wasm.testMeasureInit?.();
  const sample = new BankView(wasm.memory, 'Sample');
  sample.set('valid', ALL_SENSORS);
  sample.set('lines', line('SHARE_VALID'));
  sample.set('time_ticks', start);
  const call = (name: string) => wasm[`testMeasure${name}`]?.() as number;
  const fresh = (...names: ('busVoltageSequence' | 'moduleSequence' | 'groupSequence' | 'thermistorSequence' | 'shareSequence')[]) => {
    for (const name of names) sample.set(name, sample.get(name) + 1);
  };
  const ALL = ['busVoltageSequence', 'moduleSequence', 'groupSequence', 'thermistorSequence', 'shareSequence'] as const;
  fresh(...ALL);
  call('Begin');
  return { sample, call, fresh, all: () => fresh(...ALL), at: (ticks: number) => sample.set('time_ticks', (start + ticks) % TURN) };
}

describe('codes become units', () => {
  it('in single precision, exactly one step a code', () => {
    const f32 = Math.fround;
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4095 }),
        fc.integer({ min: -32768, max: 32767 }),
        fc.integer({ min: 0, max: 65535 }),
        fc.integer({ min: 0, max: 65535 }),
        (bus, current, storage, link) => {
          const m = measurement();
          m.sample.set('busVoltage_code', bus);
          m.sample.set('moduleCurrent_code', current);
          m.sample.set('storageVoltage_code', storage);
          m.sample.set('linkVoltage_code', link);
          m.all();
          expect(m.call('Fast')).toBe(current);
          expect(m.call('Bus_V')).toBe(f32(bus * f32(60 / 4096)));
          expect(m.call('Current_A')).toBe(f32(current * f32(800 / 32768)));
          expect(m.call('Storage_V')).toBe(f32(storage * f32(60 / 65536)));
          expect(m.call('Link_V')).toBe(f32(link * f32(60 / 65536)));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('groups and thermistors as their extremes, wherever these sit', () => {
    const groups = fc.array(fc.integer({ min: 0, max: 65535 }), { minLength: GROUPS, maxLength: GROUPS });
    const thermistors = fc.array(fc.integer({ min: -32768, max: 32767 }), { minLength: THERMISTORS, maxLength: THERMISTORS });
    fc.assert(
      fc.property(groups, thermistors, (volts, kelvins) => {
        const m = measurement();
        for (const [g, code] of volts.entries()) m.sample.set('groupVoltage_code', code, g);
        for (const [k, code] of kelvins.entries()) m.sample.set('thermistor_code', code, k);
        m.all();
        m.call('Fast');
        m.call('Slow');
        expect(m.call('GroupMin_V')).toBeCloseTo(Math.min(...volts) * 1e-4, 5);
        expect(m.call('GroupMax_V')).toBeCloseTo(Math.max(...volts) * 1e-4, 5);
        expect(m.call('Coldest_degC')).toBeCloseTo(Math.min(...kelvins) * 0.01, 3);
        expect(m.call('Hottest_degC')).toBeCloseTo(Math.max(...kelvins) * 0.01, 3);
      }),
      { numRuns: 200 },
    );
  });
});

describe('what is no sample leaves the last one standing and growing old', () => {
  const kept = (m: ReturnType<typeof measurement>) =>
    ['Bus_V', 'Current_A', 'Storage_V', 'ShareCbu_A', 'ShareBbu_A', 'GroupMin_V', 'Hottest_degC'].map(m.call);

  function good(start = 0) {
    const m = measurement(start);
    m.sample.set('busVoltage_code', 3400);
    m.sample.set('moduleCurrent_code', 1000);
    m.sample.set('storageVoltage_code', 40000);
    m.sample.set('shareCbu_A', 10);
    m.sample.set('shareBbu_A', 20);
    for (let g = 0; g < GROUPS; g++) m.sample.set('groupVoltage_code', 39000, g);
    for (let k = 0; k < THERMISTORS; k++) m.sample.set('thermistor_code', 2500, k);
    m.all();
    m.call('Fast');
    m.call('Slow');
    return m;
  }

  it('a bus code that is NaN, infinite or outside the converter', () => {
    for (const code of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -1, 4096, 1e9]) {
      const m = good();
      const before = kept(m);
      m.sample.set('busVoltage_code', code);
      m.all();
      m.at(7);
      m.call('Fast');
      expect(kept(m)).toEqual(before);
      expect(m.call('FastAge')).toBe(7);
    }
  });

  it('a share line that says NaN', () => {
    for (const name of ['shareCbu_A', 'shareBbu_A'] as const)
      for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
        const m = good();
        m.sample.set(name, value);
        m.all();
        m.at(9);
        m.call('Fast');
        expect([m.call('ShareCbu_A'), m.call('ShareBbu_A')]).toEqual([10, 20]);
        expect(m.call('ShareAge')).toBe(9);
      }
  });

  it('anything whose sensor calls itself invalid, each sensor by itself', () => {
    const fast = ['BUS_VOLTAGE', 'MODULE_CURRENT', 'STORAGE_VOLTAGE'] as const;
    const slow = ['GROUP_VOLTAGE', 'THERMISTOR'] as const;
    for (const dead of [...fast, ...slow]) {
      const m = good();
      const before = kept(m);
      m.sample.set('valid', ALL_SENSORS & ~sensor(dead));
      m.at(11);
      if (dead === 'BUS_VOLTAGE') m.sample.set('busVoltage_code', 1);
      if (dead === 'MODULE_CURRENT' || dead === 'STORAGE_VOLTAGE') {
        m.sample.set('moduleCurrent_code', 1);
        m.sample.set('storageVoltage_code', 1);
      }
      for (let g = 0; g < GROUPS; g++) if (dead === 'GROUP_VOLTAGE') m.sample.set('groupVoltage_code', 1, g);
      for (let k = 0; k < THERMISTORS; k++) if (dead === 'THERMISTOR') m.sample.set('thermistor_code', 9000, k);
      m.all();
      m.call('Fast');
      m.call('Slow');
      expect(kept(m), dead).toEqual(before);
      expect([m.call('FastAge'), m.call('SlowAge')], dead).toEqual((fast as readonly string[]).includes(dead) ? [11, 0] : [0, 11]);
    }
  });
});

describe('the age of a sensor', () => {
  it('is the ticks since it last was fresh, also across the turn of the 32 bit clock', () => {
    fc.assert(
      fc.property(clock, fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 0, max: 5000 }), (start, bus, rest) => {
        const m = measurement(start);
        m.at(bus);
        m.fresh('busVoltageSequence');
        m.call('Fast');
        expect(m.call('FastAge')).toBe(bus);
        m.at(bus + rest);
        m.fresh('moduleSequence', 'shareSequence');
        m.call('Fast');
        expect(m.call('FastAge')).toBe(rest);
        expect(m.call('ShareAge')).toBe(0);
        expect(m.call('SlowAge')).toBe(bus + rest);
      }),
      { numRuns: 200 },
    );
  });

  it('never comes round to young again: a sensor that is dead for a day is old all day', () => {
    const m = measurement(123);
    // looked at every hour by the slow task
    for (let hour = 1; hour <= 36; hour++) {
      m.at(hour * 3600 * 1e5);
      m.call('Fast');
      m.call('Slow');
      const age = Math.min(hour * 3600e5, OLDEST);
      expect(m.call('FastAge')).toBe(age);
      expect(m.call('SlowAge')).toBe(age);
      expect(m.call('ShareAge')).toBe(age);
    }
  });

  it('of a share line that says of itself that it is lost is as old as can be', () => {
    const m = measurement();
    m.all();
    m.sample.set('lines', 0);
    m.call('Fast');
    expect(m.call('ShareAge')).toBe(OLDEST);
  });
});

describe('a deadline', () => {
  it('is reached after its ticks and not before, also across the turn of the clock', () => {
    const wasm = testingModule();
    fc.assert(
      fc.property(clock, fc.integer({ min: 0, max: 2 ** 31 - 1 }), fc.integer({ min: 0, max: 1000 }), (start, ticks, later) => {
        wasm.testDeadlineArm?.(start, ticks);
        if (ticks > 0) expect(wasm.testDeadlineReached?.((start + ticks - 1) % TURN)).toBe(0);
        expect(wasm.testDeadlineReached?.((start + ticks + later) % TURN)).toBe(1);
      }),
    );
  });

  it('is quiet for as many ticks as it is not reached in, when it is over, and when nobody set it', () => {
    const wasm = testingModule();
    fc.assert(
      fc.property(clock, fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 0, max: 5000 }), (start, ticks, passed) => {
        const now = (start + Math.min(passed, ticks - 1)) % TURN;
        const left = ticks - Math.min(passed, ticks - 1);
        wasm.testDeadlineArm?.(start, ticks);
        expect(wasm.testDeadlineReached?.(now)).toBe(0);
        // reached with the last of them
        expect(wasm.testDeadlineQuiet?.(now, left - 1)).toBe(1);
        expect(wasm.testDeadlineQuiet?.(now, left)).toBe(0);
        expect(wasm.testDeadlineQuiet?.(now, left + 7)).toBe(0);
        expect(wasm.testDeadlineReached?.((start + ticks) % TURN)).toBe(1);
        expect(wasm.testDeadlineQuiet?.((start + ticks) % TURN, 1000)).toBe(1);
        wasm.testDeadlineClear?.();
        expect(wasm.testDeadlineQuiet?.(now, left + 7)).toBe(1);
      }),
    );
  });

  it('stays reached until somebody clears it, for more than half a turn of the clock', () => {
    const wasm = testingModule();
    wasm.testDeadlineArm?.(0, 100);
    for (let hour = 1; hour <= 30; hour++) expect(wasm.testDeadlineReached?.((hour * 3600e5) % TURN)).toBe(1);
  });
});
