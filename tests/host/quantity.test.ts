import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { channels, metrics } from '../../host/abi/registers.ts';
import { parameterNames, parameters } from '../../host/parameters.ts';
import { formatResult, formatShown, parseQuantity, parseShown, plain } from '../../host/quantity.ts';

describe('parseQuantity', () => {
  it('is the nearest double of what was written, as if in SI', () => {
    fc.assert(
      fc.property(fc.integer({ min: -999_999, max: 999_999 }), fc.integer({ min: -6, max: 6 }), (digits, exponent) => {
        for (const [prefix, power] of [
          ['m', -3],
          ['u', -6],
          ['µ', -6],
          ['n', -9],
          ['p', -12],
          ['', 0],
          ['k', 3],
          ['M', 6],
          ['G', 9],
        ] as const)
          for (const suffix of [`${prefix}s`, ` ${prefix}s`, prefix])
            expect(parseQuantity(`${digits}e${exponent}${suffix}`, 's')).toBe(Number(`${digits}e${exponent + power}`));
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['2ms', 's', 0.002],
    ['44', 'V', 44],
    ['44V', 'V', 44],
    ['20u', 's', 20e-6],
    ['1.2k', 'W', 1200],
    ['200A/ms', 'A/s', 200e3],
    ['1 A/us', 'A/s', 1e6],
    ['3 V / ms', 'V/s', 3000],
    ['92%', '', 0.92],
    ['25 °C', 'degC', 25],
    ['-40C', 'degC', -40],
    ['2.8 mΩ', 'Ω', 0.0028],
    ['2.8mohm', 'Ω', 0.0028],
    ['12k A2s', 'A²s', 12e3],
    ['12 kA²s', 'A²s', 12e3],
    ['.5', 's', 0.5],
    ['5.', 's', 5],
    ['+1E3', 's', 1000],
    [' 7 ', 's', 7],
    ['5 m/s', 's', null],
    ['5 A', 'V', null],
    ['5%', 'V', null],
    ['5 kC', 'degC', null],
    ['1e999', 's', null],
    ['1e9999', 's', null],
    ['0x10', 's', null],
    ['1,5', 's', null],
    ['1 2', 's', null],
    ['', 's', null],
    ['ms', 's', null],
    ['NaN', 's', null],
    ['Infinity', 's', null],
    ['2MS', 's', null],
  ] as const)('%s in %s', (text, unit, value) => {
    expect(parseQuantity(text, unit)).toBe(value);
  });

  it('answers anything with a finite number or null', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), fc.constantFrom('s', 'A/s', '', 'degC', '1/s'), (text, unit) => {
        const value = parseQuantity(text, unit);
        expect(value === null || Number.isFinite(value)).toBe(true);
      }),
    );
  });
});

describe('what is shown can be typed', () => {
  const shownParameters = parameterNames.filter((name) => !parameters[name].choices);

  it('every parameter: formatShown and back is the same number', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...shownParameters),
        fc.integer({ min: -99_999, max: 99_999 }),
        fc.integer({ min: -5, max: 3 }),
        (name, digits, power) => {
          const { unit, shown } = parameters[name];
          const value = Number(`${digits}e${power}`);
          const text = formatShown(value, unit, shown);
          expect(parseQuantity(text, unit), text).toBe(value);
          expect(parseShown(text, unit, shown), text).toBe(value);
          // without its unit, as in a field that has it beside
          if (shown) expect(parseShown(text.split(' ')[0] as string, unit, shown), text).toBe(value);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('the default of every parameter, and both ends of its range', () => {
    for (const name of shownParameters) {
      const { unit, shown, default: value, min, max } = parameters[name];
      for (const end of [value, min, max]) expect(parseQuantity(formatShown(end as number, unit, shown), unit), name).toBe(end);
    }
  });

  it('every metric and channel: a result is within its last digit of the value', () => {
    const units = [...new Set([...Object.values(metrics), ...Object.values(channels)].map(({ unit }) => unit))];
    fc.assert(
      fc.property(fc.constantFrom(...units), fc.double({ min: -1e9, max: 1e9, noNaN: true }), (unit, raw) => {
        // beyond pico there is nothing to read
        const value = Math.abs(raw) < 1e-9 ? 0 : raw;
        const text = formatResult(value, unit);
        const read = parseQuantity(text, unit);
        expect(read, text).not.toBeNull();
        expect(Math.abs((read as number) - value), text).toBeLessThanOrEqual(5.01e-4 * Math.abs(value));
      }),
    );
  });
});

it('results read with a prefix and four digits', () => {
  expect(formatResult(0.02483, 's')).toBe('24.83 ms');
  expect(formatResult(0.9999999, 'V')).toBe('1 V');
  expect(formatResult(999.96, 'W')).toBe('1 kW');
  expect(formatResult(0, 's')).toBe('0 s');
  expect(formatResult(-3.62219, 'V')).toBe('-3.622 V');
  expect(formatResult(25.1, 'degC')).toBe('25.1 °C');
  expect(formatResult(2, '')).toBe('2');
  expect(plain(1 / 3)).toBe('0.333333');
});
