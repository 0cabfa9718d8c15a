import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { enumerations } from '../../host/abi/registers.ts';
import type { Report } from '../../host/output/json.ts';
import { SimulationModule } from '../../host/simulation.ts';
import { ridethrough, scratch } from '../support/command.ts';

const files = scratch();

/** Ten milliseconds in which the PSU trips. */
const short = { duration_s: 0.01, events: [{ t_s: 0.002, kind: 'psuTrip' }] };

async function report(...args: string[]): Promise<Report> {
  const { code, out, err } = await ridethrough('run', ...args, '--json');
  expect(err).toBe('');
  const json = JSON.parse(out) as Report;
  expect(code).toBe(json.pass ? 0 : 1);
  return json;
}

/** Every figure that a run reports, by its documented name. */
const METRICS = [
  'busVoltageMin_V',
  'busVoltageMinAt_s',
  'busVoltageMax_V',
  'outsideWindow_s',
  'capacitorTakeover_s',
  'batteryDelivers_s',
  'batteryCarries_s',
  'handoffTime_s',
  'capacitorCarried_s',
  'capacitorEnergyUsed_J',
  'capacitorVoltageMin_V',
  'psuEnergyMargin_s',
  'transfers',
  'overshoot_V',
  'settling_s',
  'batterySlewMax_A_per_s',
  'hottestCell_degC',
  'cellVoltageMin_V',
  'cellVoltageMax_V',
  'unservedEnergy_J',
  'loadDropouts',
  'energyResidual_J',
  'systemEnergyResidual_J',
  'loadEnergy_J',
  'wallTime_s',
  'simulatedTime_s',
];

describe('without verdicts', () => {
  const nothing = { duration_s: 0.01, verdicts: [] };

  it('nothing is said to pass, and the exit code is that of success', async () => {
    const { code, out } = await ridethrough('run', files.write('nothing.json', nothing));
    expect(out).toMatch(/^no verdicts {2}main {3}10 ms in /m);
    expect(out.trimEnd().split('\n').at(-1)).toBe('no verdicts');
    expect(out).not.toMatch(/PASS|FAIL/);
    expect(out).toContain('nothing happened');
    expect(code).toBe(0);
  });

  it('verdicts that are all exempt do not pass either', async () => {
    const verdicts = [{ metric: 'busVoltageMin_V', min: 46, kind: 'reproduces' }];
    const { code, out } = await ridethrough('run', files.write('exempt.json', { ...nothing, verdicts }), '--set', 'loadPower_W=50%');
    expect(out.trimEnd().split('\n').at(-1)).toBe('no verdict: 1 not judged');
    expect(code).toBe(0);
  });

  it('a load pattern that ran is something that happened, when it begins and when it is told to begin anew', async () => {
    const pattern = { patternStart_s: '2ms', patternPeriod_s: '1ms', patternRise_s: 0, patternFall_s: 0 };
    const events = [
      { t_s: 0.005, kind: 'loadPattern', value: 0 },
      { t_s: 0.0060004, kind: 'loadPattern', value: 1 },
    ];
    const file = files.write('pulses.json', { ...nothing, set: { loadPattern: 'pulses', ...pattern }, events });
    const run = (await report(file)).runs[0];
    expect(run?.events.map(({ t_s, kind }) => [Number(t_s.toFixed(9)), kind])).toEqual([
      [0.002, 'patternBegun'],
      [0.005, 'patternEnded'],
      [0.0060004, 'patternBegun'],
    ]);
  });
});

describe('--json', () => {
  it('is complete: scenario, preset, seed, pass and every run with its metrics, verdicts and events', async () => {
    const json = await report('psu-trip-handoff');
    expect(Object.keys(json)).toEqual(['scenario', 'preset', 'seed', 'pass', 'runs']);
    expect(json).toMatchObject({ scenario: 'psu-trip-handoff', preset: 'orv3-shelf', seed: 1, pass: true });
    expect(json.runs.map(({ label, baseline }) => [label, baseline])).toEqual([
      ['hybrid', false],
      ['battery only', true],
    ]);
    for (const run of json.runs) {
      expect(Object.keys(run)).toEqual(['label', 'baseline', 'hash', 'pass', 'metrics', 'verdicts', 'modules', 'events']);
      expect(run.hash).toMatch(/^[0-9a-f]{16}$/);
      for (const name of METRICS) {
        const value = (run.metrics as Record<string, unknown>)[name];
        expect(value === null || Number.isFinite(value), name).toBe(true);
      }
      expect(run.pass).toBe(run.verdicts.every(({ pass }) => pass));
      for (const verdict of run.verdicts)
        expect(Object.keys(verdict)).toEqual(['id', 'label', 'metric', 'pass', 'value', 'limit', 'margin', 'unit', 'source']);
      expect(run.events.length).toBeGreaterThan(0);
      for (const event of run.events) {
        expect(Object.keys(event)).toEqual(['t_s', 'kind', 'text', 'module', 'value']);
        expect(enumerations.LogKind).toContain(event.kind);
      }
    }
  });

  it('has the truth of every module at the end, null where something is not its own', async () => {
    const set = ['--set', 'capacitorAge=25%', '--set', 'packCapacityHealth=90%', '--set', 'cellCapacitySpread=0'];
    const [hybrid, batteryOnly] = (await report('psu-trip-handoff', ...set)).runs;
    expect(hybrid?.modules.map(({ module, kind }) => [module, kind])).toEqual([
      [0, 'cbu'],
      ...Array.from({ length: 6 }, (_, k) => [k + 1, 'bbu']),
    ]);
    expect(batteryOnly?.modules.every(({ kind }) => kind === 'bbu')).toBe(true);
    const [capacitor, battery] = hybrid?.modules ?? [];
    expect(capacitor).toMatchObject({ soc: null, capacityHealth: null, contactorClosed: true, fuseBlown: false });
    expect(capacitor?.lifeUsed).toBeCloseTo(0.25, 6);
    expect(battery).toMatchObject({ lifeUsed: null, converterState: 'on', switchClosed: true });
    expect(battery?.capacityHealth).toBeCloseTo(0.9, 6);
    expect(battery?.soc).toBeGreaterThan(0.9);
    expect(battery?.hottestCell_degC).toBeGreaterThan(25);
    for (const module of hybrid?.modules ?? [])
      for (const value of Object.values(module)) expect(typeof value !== 'number' || Number.isFinite(value)).toBe(true);
    const { out } = await ridethrough('run', 'psu-trip-handoff', ...set);
    expect(out).toMatch(
      /^ {2}at the end, 6 batteries: charge [\d.]+( to [\d.]+)? %, health 90 %, hottest cell [\d.]+ °C; 1 capacitor: [\d.]+ V, 25 % of its life used, hottest cell [\d.]+ °C$/m,
    );
  });

  it('says null, not 0, where a metric does not apply', async () => {
    const [hybrid, batteryOnly] = (await report('psu-trip-handoff')).runs;
    // no hold-up energy is in play when the output is lost at once
    expect(hybrid?.metrics.psuEnergyMargin_s).toBeNull();
    expect(batteryOnly?.metrics.capacitorTakeover_s).toBeNull();
    expect(batteryOnly?.metrics.capacitorVoltageMin_V).toBeNull();
    expect(batteryOnly?.metrics.handoffTime_s).toBeNull();
    expect(hybrid?.metrics.simulatedTime_s).toBeCloseTo(0.202, 9);
    expect(hybrid?.metrics.wallTime_s).toBeGreaterThan(0);
  });

  it('is the same every time but for the time it took', async () => {
    const timeless = (json: Report) => JSON.parse(JSON.stringify(json, (key, value) => (key === 'wallTime_s' ? 0 : value)));
    const file = files.write('short.json', short);
    expect(timeless(await report(file))).toEqual(timeless(await report(file)));
  });
});

describe('the exit code', () => {
  it('is 0 although a baseline fails', async () => {
    const json = await report('psu-trip-handoff');
    expect(json.runs[1]).toMatchObject({ baseline: true, pass: false });
    expect(json.pass).toBe(true);
  });

  it('is 1 when a verdict fails, also when another run than the main one fails', async () => {
    const verdicts = [{ metric: 'busVoltageMin_V', min: 60 }];
    expect((await ridethrough('run', files.write('a.json', { ...short, verdicts }))).code).toBe(1);
    const runs = [{ label: 'main' }, { label: 'second', verdicts }];
    expect((await ridethrough('run', files.write('b.json', { ...short, runs }))).code).toBe(1);
    expect((await ridethrough('run', files.write('c.json', { ...short, runs: [runs[0], { ...runs[1], baseline: true }] }))).code).toBe(0);
  });

  it('is 3 for a fault of ours, which is no fault of the input', async () => {
    const compile = vi.spyOn(SimulationModule, 'compile').mockRejectedValue(new Error('no such image'));
    const outcome = await ridethrough('run', files.write('short.json', short));
    compile.mockRestore();
    expect(outcome).toEqual({ code: 3, out: '', err: 'ridethrough: a fault of ours: no such image\n' });
  });
});

describe('options change the run', () => {
  const file = () => files.write('short.json', short);
  const hashOf = async (...args: string[]) => (await report(file(), ...args)).runs[0]?.hash;

  it('--set takes SI, units, parts of the load and names, all the same value', async () => {
    const hash = await hashOf('--set', 'tripVoltage_V=48.2');
    expect(hash).not.toBe(await hashOf());
    for (const set of ['tripVoltage_V=48.2V', 'tripVoltage_V = 48200 mV']) expect(await hashOf('--set', set)).toBe(hash);
    expect(await hashOf('--set', 'loadPower_W=50%')).toBe(await hashOf('--set', 'loadPower_W=9kW'));
    const threshold = enumerations.HandoffStrategy.indexOf('threshold');
    expect(await hashOf('--set', 'handoffStrategy=threshold')).toBe(await hashOf('--set', `handoffStrategy=${threshold}`));
    expect(await hashOf('--set', 'tripDebounce_s=1 ms', '--set', 'releaseHold_s=0.1')).toBe(
      await hashOf('--set', 'releaseHold_s=100m', '--set', 'tripDebounce_s=0.001'),
    );
  });

  it('--seed, --preset and --step', async () => {
    expect(await hashOf('--seed', '1')).toBe(await hashOf());
    expect(await hashOf('--seed', '2')).not.toBe(await hashOf());
    expect(await hashOf('--step', '1us')).toBe(await hashOf('--set', 'timeMode=fine'));
    expect(await hashOf('--step', '0.5us')).toBe(await hashOf('--set', 'stepsPerTick=2', '--set', 'timeMode=fine'));
    const json = await report(file(), '--preset', 'hpr-shelf', '--seed', '7');
    expect(json).toMatchObject({ preset: 'hpr-shelf', seed: 7 });
  });

  it('a baseline keeps what makes it one', async () => {
    const [, batteryOnly] = (await report('psu-trip-handoff', '--set', 'cbuModules=2')).runs;
    expect(batteryOnly?.metrics.capacitorTakeover_s).toBeNull();
  });
});

it('commands drive the converters open loop instead of the firmware', async () => {
  const commands = {
    enable: { cbu: [[0, 1]] },
    cbu: [
      [0, 0],
      [0.004, 100],
      [0.006, 0],
    ],
  };
  const file = files.write('open-loop.json', { duration_s: 0.01, commands });
  const csv = files.path('open-loop.csv');
  const { code, out } = await ridethrough('run', file, '--out', csv, '--channels', 'cbuCurrent_A', '--json');
  expect(code).toBe(0);
  const at = new Map(
    readFileSync(csv, 'utf8')
      .trim()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(',').map(Number) as [number, number]),
  );
  // the reference acts one fast tick later and through the lag of the current loop
  expect(Math.abs(at.get(0.00399) as number)).toBeLessThan(1);
  expect(at.get(0.0055)).toBeGreaterThan(95);
  expect(at.get(0.0055)).toBeLessThan(105);
  expect(Math.abs(at.get(0.009) as number)).toBeLessThan(1);
  const { runs } = JSON.parse(out) as Report;
  expect(runs[0]?.events.map(({ kind }) => kind)).toContain('commandChanged');
});

it('without --json people read verdicts, margins, the time line and a comparison', async () => {
  const { out, err } = await ridethrough('run', 'psu-trip-handoff');
  expect(err).toBe('');
  expect(out).toMatch(/^PSU trip at full load \(psu-trip-handoff on orv3-shelf, seed 1\)$/m);
  expect(out).toMatch(/^PASS {2}hybrid/m);
  expect(out).toMatch(/^FAIL {2}battery only \(baseline, does not count\)/m);
  expect(out).toMatch(/ok {2}Bus minimum +4\d\.\d+ V {2}>= 46 V +\d\.\d+ V$/m);
  expect(out).toMatch(/capacitor carries 90 % of the load/);
  expect(out.trimEnd()).toMatch(/\nPASS: 8 of 8 verdicts passed$/);
});

it.each([
  ['diablo-400', 388, 412, 4, 194],
  ['nvl72-rack', 46, 52, 0.5, 24],
])('psu-trip-handoff judges %s by its own window', async (preset, low_V, high_V, dip_V, capacitor_V) => {
  const { runs } = await report('psu-trip-handoff', '--preset', preset);
  const limits = Object.fromEntries((runs[0]?.verdicts ?? []).map(({ id, limit }) => [id, limit]));
  expect(limits).toMatchObject({
    'bus-minimum': { min: low_V },
    'bus-maximum': { max: high_V },
    'second-dip': { max: dip_V },
    'capacitor-minimum': { min: capacitor_V },
  });
  expect(runs[0]?.pass).toBe(true);
  const { out } = await ridethrough('run', 'psu-trip-handoff', '--preset', preset);
  expect(out).toContain(`>= ${low_V}`);
});
