import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../host/input-error.ts';
import { parseJson } from '../../host/scenario/json.ts';

const refusal = (text: string): string => {
  try {
    parseJson(text, 'file');
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as InputError).message;
  }
  throw new Error(`took ${text}`);
};

/** What JSON.parse makes of it, or undefined. */
const standard = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

describe('parseJson', () => {
  it('reads every JSON as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 8, stringUnit: 'binary' }), fc.constantFrom(0, 1, '\t'), (json, indent) => {
        const text = JSON.stringify(JSON.parse(json), null, indent);
        expect(parseJson(text, 'file')).toEqual(JSON.parse(text));
        expect(parseJson(json, 'file')).toEqual(JSON.parse(json));
      }),
      { numRuns: 150 },
    );
  });

  it('takes strings as they are, control characters above 0x1f and lone surrogates too', () => {
    for (const text of ['"\u007f\u0085"', '"\ud800"', '"\\ud800\\u0000"', '"\u2028"', '{"__proto__": 1}', '-0', '1E+2'])
      expect(parseJson(text, 'file')).toEqual(JSON.parse(text));
  });

  it('refuses what JSON.parse refuses, with an InputError, whatever the damage', () => {
    const damaged = fc
      .tuple(
        fc.json({ maxDepth: 4 }),
        fc.nat(),
        fc.nat({ max: 3 }),
        fc.string({ unit: fc.constantFrom(...'{}[],:"\\eE+-.0189ntu \n\u0001x') }),
      )
      .map(([json, at, gone, put]) => json.slice(0, at % (json.length + 1)) + put + json.slice((at % (json.length + 1)) + gone));
    fc.assert(
      fc.property(damaged, (text) => {
        const value = standard(text);
        if (value === undefined) refusal(text);
        // what only JSON.parse takes: a key twice, a number beyond a double
        else if (!/every key once|a value/.test(taken(text, value))) throw new Error(`differs on ${text}`);
      }),
      { numRuns: 3000 },
    );
  });

  it('takes or refuses long and deep texts without overflowing', () => {
    const long = 4_000_000;
    for (const text of [
      '"'.padEnd(long, 'a'),
      '"'.padEnd(long, '\\n'),
      '1'.repeat(long),
      'x'.repeat(long),
      '['.repeat(long),
      ' '.repeat(long),
    ])
      expect(refusal(text).length).toBeLessThan(200);
    const escapes = JSON.stringify('\n'.repeat(long / 2));
    expect(parseJson(escapes, 'file')).toBe(JSON.parse(escapes));
  });

  it('says where: line and column, what is there, what may be', () => {
    expect(refusal('{\n  "a": 1,\n  "a": 2\n}')).toBe('file: line 3, column 3: given "\\"a\\""; allowed: every key once');
    expect(refusal('{\n  "a": 01\n}')).toMatch(/^file: line 2, column 8: given "01"; allowed: a value/);
    expect(refusal('{"a": 1')).toBe('file: line 1, column 8: given the end of the text; allowed: "," or "}"');
    expect(refusal("{'a': 1}")).toMatch(/column 2: given "'a'"; allowed: a key in double quotes$/);
  });
});

/** 'a value' when both agree, else why ours refused. */
function taken(text: string, value: unknown): string {
  try {
    expect(parseJson(text, 'file')).toEqual(value);
    return 'a value';
  } catch (error) {
    if (error instanceof InputError) return error.allowed;
    throw error;
  }
}
