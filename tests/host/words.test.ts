import { describe, expect, it } from 'vitest';
import { enumerations } from '../../host/abi/registers.ts';
import { InputError, quote, short } from '../../host/input-error.ts';
import { logText } from '../../host/log-text.ts';
import { editDistance, namesAllowed, nearest } from '../../host/suggest.ts';

describe('logText', () => {
  it.each(enumerations.LogKind)('has a sentence for %s', (kind) => {
    for (const [module, value] of [
      [-1, 0],
      [3, 1],
      [0, 12345.678],
    ] as const) {
      const text = logText({ t_s: 0, kind, module, value });
      expect(text).toMatch(/^\S.*\S$/);
      expect(text).not.toMatch(/undefined|NaN|\[object/);
    }
  });

  it('names modules, states and protections as people do', () => {
    expect(logText({ t_s: 0, kind: 'batteryOn', module: 2, value: 0 })).toBe('module 2: converter on');
    expect(logText({ t_s: 0, kind: 'stateChange', module: 0, value: 2 })).toBe('state BRIDGE');
    expect(logText({ t_s: 0, kind: 'protectionTrip', module: 1, value: 8 })).toBe('module 1: trip SHORT_CIRCUIT');
    expect(logText({ t_s: 0, kind: 'commandChanged', module: 1, value: 20 })).toBe('command of bbu changed to 20');
  });
});

describe('suggest', () => {
  const names = ['tripVoltage_V', 'tripDebounce_s', 'releaseVoltage_V'];

  it('editDistance counts insertions, deletions and replacements', () => {
    expect(editDistance('', 'abc')).toBe(3);
    expect(editDistance('kitten', 'sitting')).toBe(3);
    expect(editDistance('same', 'same')).toBe(0);
  });

  it('finds a misspelled or unfinished name, and none for something else', () => {
    expect(nearest('tripvoltage', names)).toBe('tripVoltage_V');
    expect(nearest('rel', names)).toBe('releaseVoltage_V');
    expect(nearest('zzz', names)).toBeNull();
    expect(nearest('', names)).toBeNull();
    expect(nearest('x'.repeat(100_000), names)).toBeNull();
  });

  it('offers the one that was meant, else all of a short list, else only the kind', () => {
    expect(namesAllowed('a name', 'tripVoltag_V', names)).toBe('a name; did you mean tripVoltage_V?');
    expect(namesAllowed('a name', 'zzz', names)).toBe(`a name: ${names.join(', ')}`);
    expect(
      namesAllowed(
        'a name',
        'zzz',
        Array.from({ length: 41 }, (_, k) => `name ${k}`),
      ),
    ).toBe('a name');
  });
});

describe('InputError', () => {
  it('is one line that moves no cursor, whatever was given', () => {
    for (const given of ['a\nb', '\u001b[2J', '\u2028\u2029', '\r', '\u0085'])
      expect(new InputError(given, quote(given), given).message).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
  });

  it('quotes anything, shortly', () => {
    expect(quote(undefined)).toBe('nothing');
    expect(quote(Number.NaN)).toBe('NaN');
    expect(quote('a')).toBe('"a"');
    expect(quote({ a: [1] })).toBe('{"a":[1]}');
    expect(quote('x'.repeat(1000)).length).toBe(60);
    expect(short('x'.repeat(60)).length).toBe(60);
  });
});
