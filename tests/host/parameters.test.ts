import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enumerations, firmwareParameters, plantParameters } from '../../host/abi/registers.ts';
import { InputError } from '../../host/input-error.ts';
import {
  allowedValues,
  checkParameterName,
  defaultParameters,
  inRange,
  parameterNames,
  parameters,
  parameterValue,
} from '../../host/parameters.ts';
import { checkTogether } from '../../host/scenario/together.ts';

describe('the table', () => {
  it('no name is a parameter of plant and firmware at once', () => {
    expect(parameterNames.length).toBe(Object.keys(plantParameters).length + Object.keys(firmwareParameters).length);
  });

  it.each(parameterNames)('%s: its default is in its range and its words are there', (name) => {
    const register = parameters[name];
    expect(inRange(register, register.default as number)).toBe(true);
    expect(register.min).toBeLessThanOrEqual(register.max as number);
    for (const words of [register.label, register.doc, register.group]) expect(words).toBeTruthy();
    expect(allowedValues(register)).not.toMatch(/undefined|NaN|Infinity/);
  });

  it('its defaults fit each other', () => {
    expect(() => checkTogether(defaultParameters())).not.toThrow();
  });
});

describe('parameterValue', () => {
  it('takes what lies in the range, both ends included, and nothing else', () => {
    fc.assert(
      fc.property(fc.constantFrom(...parameterNames), fc.double(), (name, value) => {
        const register = parameters[name];
        for (const given of [value, register.min as number, register.max as number])
          if (inRange(register, given)) expect(parameterValue(name, given, name)).toBe(given);
          else expect(() => parameterValue(name, given, name)).toThrow(InputError);
      }),
    );
  });

  it.each([true, null, undefined, [], [48], {}, () => 48, Symbol('48'), 48n, Number.NaN, Infinity, -Infinity])('refuses %o', (given) => {
    expect(() => parameterValue('tripVoltage_V', given, 'tripVoltage_V')).toThrow(InputError);
  });

  it('a choice by its name or its index', () => {
    enumerations.HandoffStrategy.forEach((choice, index) => {
      expect(parameterValue('handoffStrategy', choice, '')).toBe(index);
      expect(parameterValue('handoffStrategy', String(index), '')).toBe(index);
      expect(parameterValue('handoffStrategy', index, '')).toBe(index);
    });
    for (const given of ['Split', '', 'toString', 'length', 3, 0.5])
      expect(() => parameterValue('handoffStrategy', given, '')).toThrow(InputError);
  });

  it('every name but a parameter’s is refused, the names of every object too', () => {
    for (const name of parameterNames) expect(() => checkParameterName(name, '')).not.toThrow();
    for (const name of ['constructor', '__proto__', 'hasOwnProperty', '', 'tripVoltage'])
      expect(() => checkParameterName(name, '')).toThrow(InputError);
  });
});

describe('checkTogether', () => {
  const defaults = defaultParameters();

  it.each([
    [
      'an empty window',
      { busWindowLow_V: 52 },
      /^busWindowLow_V, busWindowHigh_V: given 52 V, 52 V; allowed: busWindowLow_V < busWindowHigh_V$/,
    ],
    ['a release below the trip', { releaseVoltage_V: 48 }, /tripVoltage_V <= releaseVoltage_V$/],
    ['a capacitor over its maximum', { capacitorInitial_V: 52 }, /capacitorInitial_V <= capacitorMaximum_V$/],
    ['a capacitor that its sensor cannot show', { capacitorMaximum_V: 70 }, /capacitorMaximum_V <= storageVoltageRange_V$/],
    ['a pack that its sensor cannot show', { packSeries: 15 }, /^packSeries: given 15; allowed: at most 14: .* 60 V/],
    ['more load than the PSU carries', { loadPower_W: 28e3 }, /^loadPower_W: given 28 kW; allowed: at most 27.9 kW/],
    [
      'a busbar that cannot pass the load',
      { busbarResistance_ohm: 0.04 },
      /^busbarResistance_ohm: given 40 mΩ; allowed: less than 36.125 mΩ/,
    ],
  ])('refuses %s', (_, changed, message) => {
    expect(() => checkTogether({ ...defaults, ...changed })).toThrow(message);
  });
});
