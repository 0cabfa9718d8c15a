import { describe, expect, it } from 'vitest';
import { defaultParameters, type ParameterName, parameterNames, parameters, parameterValue } from '../../host/parameters.ts';
import { presets } from '../../host/presets.ts';
import { resolve } from '../../host/scenario/resolve.ts';
import { checkTogether } from '../../host/scenario/together.ts';
import { type Scenario, scenarios } from '../../host/scenario.ts';

describe.each(Object.values(presets))('$name', ({ name, title, about, set }) => {
  it('is found by its name and says what it is', () => {
    expect(presets[name]?.set).toBe(set);
    expect(title).not.toBe('');
    expect(about).not.toBe('');
  });

  it.each(Object.entries(set))('%s is a parameter in range, with its grade and source', (key, { value, grade, source }) => {
    expect(parameterNames).toContain(key);
    expect(() => parameterValue(key as ParameterName, value, key)).not.toThrow();
    expect(['A', 'B', 'C', 'D', 'K']).toContain(grade);
    expect(source.trim()).not.toBe('');
    // a choice by name stays right when the list of choices grows
    if (parameters[key as ParameterName].choices) expect(typeof value).toBe('string');
  });

  it('its values fit each other', () => {
    const values = defaultParameters();
    for (const [key, { value }] of Object.entries(set)) values[key as ParameterName] = parameterValue(key as ParameterName, value, key);
    expect(() => checkTogether(values)).not.toThrow();
  });
});

it.each(Object.keys(presets))('%s: no supercapacitor cell is asked for more than a cell stands', (preset) => {
  const { parameters: p } = resolve({ ...(scenarios['psu-trip-handoff'] as Scenario), preset });
  const of = (name: ParameterName) => p[name] as number;
  const cells = of('capacitorCells');
  // as the cells of BMOD0165 P048: 48 V rated and 51 V at most in 18 (Maxwell, A)
  expect(of('capacitorRated_V') / cells).toBeGreaterThanOrEqual(2.5);
  expect(of('capacitorRated_V') / cells).toBeLessThanOrEqual(2.7);
  expect(of('capacitorMaximum_V') / cells).toBeLessThanOrEqual(2.85);
  expect(of('capacitorInitial_V')).toBeLessThanOrEqual(of('capacitorRated_V'));
});
