import { describe, expect, it } from 'vitest';
import { metrics } from '../../host/abi/registers.ts';
import { InputError } from '../../host/input-error.ts';
import { parameterNames } from '../../host/parameters.ts';
import {
  judge,
  parseJson,
  presets,
  resolve,
  rulesFor,
  type Scenario,
  scenarios,
  type VerdictRule,
  validateScenario,
} from '../../host/scenario.ts';
import type { Metrics } from '../../host/simulation.ts';

const library = Object.values(scenarios);

describe.each(library)('$name', (scenario) => {
  it('written as a file and read back it is the same scenario, and so is every run of it', () => {
    const read = validateScenario(parseJson(JSON.stringify(scenario), 'file'), 'file');
    expect(read).toEqual(scenario);
    scenario.runs.forEach((run, k) => {
      expect(resolve(read, {}, read.runs[k])).toEqual(resolve(scenario, {}, run));
    });
  });

  it('every verdict says where its limit comes from with a grade, or (P), in the unit of its metric', () => {
    for (const run of scenario.runs) {
      const rules = rulesFor(scenario, run);
      expect(rules.length).toBeGreaterThan(0);
      for (const rule of rules) {
        expect(rule.unit, rule.id).toBe(metrics[rule.metric].unit);
        expect(rule.source, rule.id).toMatch(/\((?:[^()]*, )?[ABCDKP]\)/);
      }
    }
  });

  it.each(Object.keys(presets))('on %s every run resolves, or one line says why not', (preset) => {
    for (const run of scenario.runs) {
      try {
        const spec = resolve({ ...scenario, preset }, {}, run);
        expect(Object.keys(spec.parameters)).toEqual(parameterNames);
        for (const value of Object.values(spec.parameters)) expect(Number.isFinite(value)).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(InputError);
        expect((error as InputError).message).toMatch(/^[^\n]+: given [^\n]+; allowed: [^\n]+$/);
        // only a rack that is not its own may be unfit
        expect(preset).not.toBe(scenario.preset);
      }
    }
  });
});

describe('on a bus of another voltage', () => {
  it.each(['threshold-trap', 'orv3-ac-loss', 'cpl-stability'])('%s, which sets voltages of its own, is refused in one line', (name) => {
    const scenario = scenarios[name] as Scenario;
    expect(() => resolve({ ...scenario, preset: 'diablo-400' })).toThrow(
      `preset: given diablo-400 (400 V); allowed: a rack with a bus of 50 V: ${name} sets voltages of its own`,
    );
    for (const preset of ['hpr-shelf', 'nvl72-rack']) expect(() => resolve({ ...scenario, preset })).not.toThrow();
  });

  it('no other scenario has a limit in volt but as part of what its rack says', () => {
    for (const scenario of library.filter(({ busNominal_V }) => busNominal_V === undefined))
      for (const rule of scenario.runs
        .flatMap((run) => rulesFor(scenario, run))
        .filter(({ unit, metric }) => unit === 'V' && !metric.startsWith('cell')))
        for (const limit of [rule.min, rule.max]) expect(typeof limit, `${scenario.name}: ${rule.id}`).not.toBe('number');
  });
});

const small: Scenario = {
  name: 'small',
  title: 'small',
  about: '',
  preset: 'orv3-shelf',
  seed: 1,
  duration_s: 0.01,
  trigger_s: 0,
  set: { tripVoltage_V: 48 },
  events: [],
  verdicts: [],
  runs: [{ label: 'main', set: { tripVoltage_V: 47 } }],
};

describe('resolve', () => {
  const tripOf = (scenario: Scenario, overrides = {}) => resolve(scenario, overrides, scenario.runs[0]).parameters.tripVoltage_V;

  it('each layer covers the one before: table, preset, scenario, run, user', () => {
    expect(tripOf({ ...small, set: {}, runs: [{ label: 'main' }] })).toBe(48.5);
    expect(tripOf({ ...small, preset: 'hpr-shelf', set: {}, runs: [{ label: 'main' }] })).toBe(48);
    expect(tripOf({ ...small, runs: [{ label: 'main' }] })).toBe(48);
    expect(tripOf(small)).toBe(47);
    expect(tripOf(small, { tripVoltage_V: '46.5V' })).toBe(46.5);
  });

  it('a baseline keeps its own settings against the user’s', () => {
    const baseline = { ...small, runs: [{ ...small.runs[0], label: 'main', baseline: true }] };
    expect(tripOf(baseline, { tripVoltage_V: 46.5 })).toBe(47);
    expect(resolve(baseline, { releaseVoltage_V: 49 }, baseline.runs[0]).parameters.releaseVoltage_V).toBe(49);
  });

  it('a percentage is of the preset’s load in a setting, of the run’s own in an event', () => {
    const half = {
      ...small,
      set: { loadPower_W: '50%' },
      events: [{ t_s: 0.001, kind: 'loadPower' as const, value: '20%' }],
      runs: [{ label: 'main' }],
    };
    const { parameters, events } = resolve(half, {}, half.runs[0]);
    expect(parameters.loadPower_W).toBe(9000);
    expect(events[0]?.value).toBe(1800);
  });

  it('the firmware is told of the rack it is put into, unless it is told otherwise', () => {
    const { parameters } = resolve(small, { packParallel: 4, bbuModules: 5, packInitialSoc: '50%' }, small.runs[0]);
    expect(parameters).toMatchObject({ moduleCount: 5, ratedCapacity_Ah: 12, initialSoc: 0.5 });
    expect(resolve(small, { bbuModules: 5, moduleCount: 6 }, small.runs[0]).parameters.moduleCount).toBe(6);
  });

  it('commands become events of the module kind and hand the converters over', () => {
    const { parameters, events } = resolve({ ...small, commands: { bbu: [[0.001, 20]], enable: { bbu: [[0, 1]] } } }, {}, small.runs[0]);
    expect(parameters.controlMode).toBe(1);
    expect(events).toEqual([
      { t_s: 0, kind: 'enable', index: 1, value: 1 },
      { t_s: 0.001, kind: 'command', index: 1, value: 20 },
    ]);
  });
});

describe('validateScenario', () => {
  it('fills in what a file leaves out', () => {
    const scenario = validateScenario({ duration_s: '10 ms', events: [{ t_s: '2ms', kind: 'psuTrip' }] }, 'some/where/trip.json');
    expect(scenario).toEqual({
      name: 'trip',
      title: 'trip',
      about: '',
      preset: 'orv3-shelf',
      seed: 1,
      duration_s: 0.01,
      trigger_s: 0.002,
      set: {},
      events: [{ t_s: 0.002, kind: 'psuTrip' }],
      verdicts: [],
      runs: [{ label: 'main' }],
    });
  });

  it('a rule takes its words and its unit from the metric', () => {
    const { verdicts } = validateScenario({ duration_s: 0.01, verdicts: [{ metric: 'busVoltageMin_V', min: '46 V' }] }, 'file');
    expect(verdicts).toEqual([{ id: 'busVoltageMin_V', label: 'Bus minimum', metric: 'busVoltageMin_V', unit: 'V', source: '', min: 46 }]);
  });
});

describe('judge', () => {
  const rule = { id: 'a', label: 'A', metric: 'busVoltageMin_V' as const, unit: 'V', source: '' };
  const verdict = (limits: Pick<VerdictRule, 'min' | 'max'>, value: number | null, preset = 'orv3-shelf') =>
    judge([{ ...rule, ...limits }], { busVoltageMin_V: value } as Metrics, resolve({ ...small, preset }).parameters)[0];

  it('passes at the limit and says how far the nearer one is', () => {
    expect(verdict({ min: 46, max: 52 }, 47)).toMatchObject({ pass: true, margin: 1, value: 47, limit: { min: 46, max: 52 } });
    expect(verdict({ min: 46 }, 46)).toMatchObject({ pass: true, margin: 0, limit: { min: 46 } });
    expect(verdict({ max: 52 }, 53)).toMatchObject({ pass: false, margin: -1 });
  });

  it('a limit that names a parameter is what it says in this run', () => {
    const limits = { min: { of: 'busWindowLow_V' }, max: { of: 'busNominal_V', times: 1.03 } } as const;
    expect(verdict(limits, 46.5)).toMatchObject({ pass: true, margin: 0.5, limit: { min: 46, max: 51.5 } });
    expect(verdict(limits, 46.5, 'diablo-400')).toMatchObject({ pass: false, limit: { min: 388, max: 412 } });
  });

  it('two parameters that are multiplied are a limit where their product has the unit of the metric', () => {
    const file = (max: object) => ({ duration_s: 0.01, verdicts: [{ metric: 'loadSlewMax_W_per_s', max }] });
    const max = { of: 'loadSlew_A_per_s', by: 'busNominal_V', times: 1.001 } as const;
    const scenario = validateScenario(file(max), 'file');
    expect(scenario.verdicts[0]?.max).toEqual(max);
    const values = resolve({ ...scenario, preset: 'diablo-400' }).parameters;
    expect(judge(scenario.verdicts, { loadSlewMax_W_per_s: 4e8 } as Metrics, values)[0]?.limit).toEqual({ max: 400.4e6 });
    expect(() => validateScenario(file({ of: 'busNominal_V', by: 'busWindowLow_V' }), 'file')).toThrow(
      'file: verdicts[0].max.of: given "busNominal_V by busWindowLow_V"; allowed: two parameters whose product is in W/s, the unit of the metric',
    );
  });

  it('a metric that does not apply passes no rule', () => {
    expect(verdict({ min: 46 }, null)).toMatchObject({ pass: false, value: null, margin: null });
  });
});
