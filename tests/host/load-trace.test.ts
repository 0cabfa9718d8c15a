import { describe, expect, it } from 'vitest';
import { InputError } from '../../host/input-error.ts';
import { traceOf } from '../../host/scenario/load-trace.ts';
import { resolve, type Scenario, validateScenario } from '../../host/scenario.ts';
import { ridethrough, scratch } from '../support/command.ts';

const files = scratch();

describe('traceOf', () => {
  it('reads the columns by their names, whatever lies beside them', () => {
    expect(traceOf('# a meter\ntime_s,current_A,power_W\n1,20,1000\r\n\n2.5 , 30, 1.5e3\n', 'a.csv')).toEqual([
      [1, 1000],
      [2.5, 1500],
    ]);
  });

  it.each([
    ['', 'a.csv: given nothing; allowed: a head with time_s and power_W'],
    ['time,power\n0,1\n', 'a.csv: line 1: given "time,power"; allowed: a head with time_s and power_W'],
    ['time_s,power_W\n', 'a.csv: given no point; allowed: at least one point (time, power)'],
    ['time_s,power_W\n0,1\n1,x\n', 'a.csv: line 3: power_W: given "x"; allowed: a number, 0 to 10000000'],
    ['time_s,power_W\n0,1\n1\n', 'a.csv: line 3: power_W: given nothing; allowed: a number, 0 to 10000000'],
    ['time_s,power_W\n0,-1\n', 'a.csv: line 2: power_W: given "-1"; allowed: a number, 0 to 10000000'],
    ['time_s,power_W\n\n1,5\n0.5,5\n', 'a.csv: line 4: time_s: given 0.5; allowed: a time not before 1 s'],
  ])('refuses %j in one line', (csv, message) => {
    expect(() => traceOf(csv, 'a.csv')).toThrow(InputError);
    expect(() => traceOf(csv, 'a.csv')).toThrow(message);
  });
});

describe('a scenario with a loadTrace', () => {
  const read = (json: object) => validateScenario({ duration_s: 0.01, ...json }, 'file');
  const spec = (scenario: Scenario, overrides = {}) => resolve(scenario, overrides, scenario.runs[0]);

  it('follows it from its first point on, where the run begins', () => {
    const { parameters, loadTrace } = spec(
      read({
        loadTrace: [
          [2, 9e3],
          ['2.5 s', 12e3],
        ],
      }),
    );
    expect(parameters).toMatchObject({ loadPattern: 3, loadPower_W: 9e3 });
    expect(loadTrace).toEqual([
      [0, 9e3],
      [0.5, 12e3],
    ]);
  });

  it('another pattern or another power at the begin may be set', () => {
    const scenario = read({ loadTrace: [[0, 9e3]], set: { loadPower_W: '50%' } });
    expect(spec(scenario).parameters.loadPower_W).toBe(9e3);
    const other = spec(scenario, { loadPattern: 'none', loadPower_W: 4e3 });
    expect(other.parameters.loadPower_W).toBe(4e3);
    expect(other.loadTrace).toBeUndefined();
  });

  it.each([
    [{ loadTrace: [] }, 'file: loadTrace: given no point; allowed: at least one point (time, power)'],
    [{ loadTrace: [[0]] }, 'file: loadTrace[0]: given [0]; allowed: a pair [time in s, power in W]'],
    [{ loadTrace: [[0, -5]] }, 'file: loadTrace[0][1]: given -5; allowed: a number, 0 to 10000000'],
    [
      {
        loadTrace: [
          [1, 5],
          [0.5, 5],
        ],
      },
      'file: loadTrace[1][0]: given 0.5; allowed: a time not before 1 s',
    ],
    [
      { loadTrace: 'a.csv' },
      'file: loadTrace: given "a.csv"; allowed: points [[time in s, power in W], ...]; only the command line reads files',
    ],
    [
      { set: { loadPattern: 'trace' } },
      'file: loadPattern: given "trace"; allowed: none, pulses or training, unless the scenario has a loadTrace',
    ],
    [
      { set: { loadPattern: 'pulses', patternPeriod_s: '1ms', patternRise_s: '0.7 ms', patternFall_s: 0 } },
      'file: patternRise_s: given 0.7 ms; allowed: at most 0.6 ms, its part of the shortest period',
    ],
    [
      { set: { loadPattern: 'training', patternPeriod_s: '0.1', patternPeriodJitter: '10%', patternDuty: 0.5 } },
      'file: patternRise_s: given 50 ms; allowed: at most 45 ms, its part of the shortest period',
    ],
  ])('refuses %j in one line', (json, message) => {
    let given = '';
    try {
      read(json);
    } catch (error) {
      given = (error as Error).message;
    }
    expect(given).toBe(message);
  });

  it('the high demand of a pattern is the run’s load, the low one 30 % of it, unless they are given', () => {
    const half = read({ set: { loadPower_W: '50%', loadPattern: 'training' } });
    expect(spec(half).parameters).toMatchObject({ patternHigh_W: 9e3, patternLow_W: 2700 });
    expect(spec(half, { patternHigh_W: '120%' }).parameters.patternHigh_W).toBe(21.6e3);
  });

  it('the command line reads the file beside the scenario', async () => {
    files.write('trace.csv', 'time_s,power_W\n0,9000\n0.004,15000\n0.004,6000\n');
    const file = files.write('scenario.json', {
      duration_s: 0.01,
      loadTrace: 'trace.csv',
      verdicts: [
        { metric: 'loadEnergy_J', min: 84.5, max: 85 },
        { metric: 'loadDropouts', max: 0 },
      ],
    });
    const { code, err } = await ridethrough('run', file);
    expect(err).toBe('');
    expect(code).toBe(0);
    const missing = await ridethrough('run', files.write('missing.json', { duration_s: 0.01, loadTrace: 'none.csv' }));
    expect(missing.code).toBe(2);
    expect(missing.err).toMatch(/^[^\n]*loadTrace[^\n]*none\.csv[^\n]*a CSV file that can be read \(ENOENT\)\n$/);
  });
});
