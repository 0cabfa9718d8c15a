import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { metrics } from '../../host/abi/registers.ts';
import { hashTogether, metricsTogether, type Rack, rackSeed, worstOf } from '../../host/fleet.ts';
import type { Report } from '../../host/output/json.ts';
import { Progress } from '../../host/progress.ts';
import type { CoreMetricName, Metrics } from '../../host/simulation.ts';
import { ridethrough, scratch } from '../support/command.ts';

vi.mock('../../host/presets.ts', async (original) => {
  const { presets, ...rest } = await original<typeof import('../../host/presets.ts')>();
  return { ...rest, presets: { ...presets, trio: { ...presets['orv3-shelf'], name: 'trio', racks: 3 } } };
});

const files = scratch();
const json = {
  duration_s: 0.03,
  set: { handoffStrategy: 'split', packInitialSoc: 0.3 },
  events: [{ t_s: 0.002, kind: 'psuTrip' }],
  verdicts: [
    { metric: 'busVoltageMin_V', min: 46 },
    { metric: 'capacitorTakeover_s', max: '0.3 ms' },
    { metric: 'transfers', min: 1, max: 1 },
    { metric: 'loadEnergy_J', max: '1 kJ' },
  ],
  runs: [{ label: 'main' }, { label: 'battery only', baseline: true, set: { cbuModules: 0 } }],
};
const file = files.write('trip.json', json);
const pod = async (...args: string[]): Promise<Report> =>
  JSON.parse((await ridethrough('run', file, '--preset', 'trio', '--json', ...args)).out);
const alone = async (seed: number): Promise<Report> => JSON.parse((await ridethrough('run', file, '--seed', String(seed), '--json')).out);

describe('a pod', () => {
  it('is its racks, each the run that its seed gives alone, bit for bit', async () => {
    const report = await pod('--seed', '5');
    expect(report).toMatchObject({ preset: 'trio', rackCount: 3, seed: 5, pass: true });
    for (const [k, run] of report.runs.entries()) {
      expect(run.racks?.map(({ rack, seed }) => [rack, seed])).toEqual([1, 2, 3].map((rack) => [rack, rackSeed(5, rack)]));
      for (const rack of run.racks ?? []) {
        const single = (await alone(rack.seed)).runs[k];
        expect(rack.hash).toBe(single?.hash);
        expect({ ...rack.metrics, wallTime_s: 0 }).toEqual({ ...single?.metrics, wallTime_s: 0 });
        if (rack.rack === run.worstRack) expect(run.events).toEqual(single?.events);
      }
      expect(run.hash).toBe(hashTogether((run.racks ?? []).map(({ hash }) => hash)));
    }
    const minima = report.runs[0]?.racks?.map(({ metrics: { busVoltageMin_V } }) => busVoltageMin_V);
    expect(new Set(minima).size).toBe(3);
  });

  it('adds up: least, greatest, sum, and every verdict by the rack that has the least margin', async () => {
    const [run] = (await pod()).runs;
    const racks = run?.racks ?? [];
    const of = (name: CoreMetricName) => racks.map((rack) => rack.metrics[name] as number);
    expect(run?.metrics).toMatchObject({
      busVoltageMin_V: Math.min(...of('busVoltageMin_V')),
      capacitorTakeover_s: Math.max(...of('capacitorTakeover_s')),
      loadEnergy_J: of('loadEnergy_J').reduce((a, b) => a + b, 0),
      batteryCarries_s: Math.max(...of('batteryCarries_s')),
    });
    expect(run?.metrics.psuEnergyMargin_s).toBeNull();
    const lowest = racks.find(({ metrics: { busVoltageMin_V } }) => busVoltageMin_V === run?.metrics.busVoltageMin_V);
    expect(run?.metrics.busVoltageMinAt_s).toBe(lowest?.metrics.busVoltageMinAt_s);
    expect(run?.verdicts[0]).toMatchObject({ value: run?.metrics.busVoltageMin_V, rack: lowest?.rack });
    expect(run?.worstRack).toBe(lowest?.rack);
    // a limit is one rack's, also of what adds up
    expect(run?.verdicts[3]).toMatchObject({ pass: true, value: Math.max(...of('loadEnergy_J')) });
  });

  it('fails when one rack does, and names it', async () => {
    const report = await pod();
    const minima = report.runs[0]?.racks?.map(({ metrics: { busVoltageMin_V } }) => busVoltageMin_V as number) ?? [];
    const [lowest = 0, next = 0] = [...minima].sort((a, b) => a - b);
    const strict = files.write('strict.json', { ...json, verdicts: [{ metric: 'busVoltageMin_V', min: (lowest + next) / 2 }] });
    const { code, out } = await ridethrough('run', strict, '--preset', 'trio');
    expect(code).toBe(1);
    const rack = 1 + minima.indexOf(lowest);
    expect(out).toMatch(/^trip|strict/);
    expect(out).toContain('on trio, 3 racks, seed 1)');
    expect(out).toMatch(new RegExp(`FAIL  main .* worst rack ${rack} \\(seed ${rackSeed(1, rack)}\\)`));
    expect(out).toMatch(new RegExp(`FAIL  Bus minimum .* -\\S+ \\SV +${rack}$`, 'm'));
    expect(out).toContain(`what, in rack ${rack}`);
  });

  it('writes the samples of its worst rack, or of the one that is asked for, and says which', async () => {
    const [run] = (await pod()).runs;
    for (const [options, rack, words] of [
      [[], run?.worstRack as number, 'the worst'],
      [['--rack', '2'], 2, 'rack 2'],
    ] as const) {
      const channels = ['--channels', 'busVoltage_V,handoffState'];
      const [csv, single] = [files.path('pod.csv'), files.path('single.csv')];
      const { out } = await ridethrough('run', file, '--preset', 'trio', '--out', csv, ...channels, ...options);
      expect(out).toContain(`written: ${csv} (samples of rack ${rack}`);
      expect(out).toContain(words);
      await ridethrough('run', file, '--seed', String(rackSeed(1, rack)), '--out', single, ...channels);
      expect(readFileSync(csv, 'utf8')).toBe(readFileSync(single, 'utf8'));
    }
    const result = files.path('pod.json');
    await ridethrough('run', file, '--preset', 'trio', '--out', result, '--channels', 'busVoltage_V', '--rack', '3');
    expect(JSON.parse(readFileSync(result, 'utf8'))).toMatchObject({ samples: { rack: 3 }, rackCount: 3 });
  });

  it('keeps the racks that were finished when it is interrupted', async () => {
    const update = vi.spyOn(Progress.prototype, 'update').mockImplementation((done) => {
      if (done >= 1.5 / 6) process.emit('SIGINT');
    });
    const { code, out } = await ridethrough('run', file, '--preset', 'trio', '--json');
    update.mockRestore();
    expect(code).toBe(130);
    const report = JSON.parse(out) as Report;
    expect(report).toMatchObject({ pass: false, interrupted: true });
    expect(report.runs.map(({ racks }) => racks?.map(({ rack }) => rack))).toEqual([[1]]);
  });

  it('refuses a rack that it does not have, in one line', async () => {
    const csv = ['--out', files.path('never.csv')];
    for (const [args, words] of [
      [['--preset', 'trio', '--rack', '4', ...csv], 'a whole number, 1 to 3'],
      [['--preset', 'trio', '--rack', '2'], '--out FILE.csv'],
      [['--rack', '1', ...csv], 'a preset of several racks, not orv3-shelf'],
    ] as const) {
      const { code, out, err } = await ridethrough('run', file, ...args);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toMatch(/^[^\n]*--rack[^\n]*\n$/);
      expect(err).toContain(words);
    }
  });
});

it('forty racks of 2,904 cells run one after the other', async () => {
  const { code, out } = await ridethrough(
    'run',
    files.write('short.json', { ...json, duration_s: 0.003, verdicts: [], runs: [{ label: 'main' }] }),
    '--preset',
    'pod-40',
    '--json',
  );
  expect(code).toBe(0);
  const [run] = (JSON.parse(out) as Report).runs;
  expect(run?.racks?.length).toBe(40);
  expect(new Set(run?.racks?.map(({ hash }) => hash)).size).toBe(40);
  console.log(`40 racks, 3 ms each: ${((run?.metrics.wallTime_s ?? 0) * 1e3).toFixed(0)} ms`);
});

describe('put together', () => {
  const rack = (k: number, changes: Partial<Metrics>): Rack => {
    const zeros = Object.fromEntries(Object.keys(metrics).map((name) => [name, 0])) as unknown as Metrics;
    return { rack: k, seed: k, hash: '', pass: true, metrics: { ...zeros, wallTime_s: 1, ...changes }, verdicts: [] };
  };

  it('a figure that does not apply to one rack does not apply to the pod', () => {
    const together = metricsTogether([rack(1, { batteryDelivers_s: 0.002 }), rack(2, { batteryDelivers_s: null })]);
    expect(together.batteryDelivers_s).toBeNull();
    expect(together.wallTime_s).toBe(2);
  });

  it('without verdicts the worst rack is the one whose bus falls lowest', () => {
    const racks = [47, 45, 46].map((busVoltageMin_V, k) => rack(k + 1, { busVoltageMin_V }));
    expect(worstOf(racks, 6).rack).toBe(2);
  });

  it('no two racks of any two pods have a seed in common', () => {
    const seeds = [0, 1, 2, 3, 2 ** 53 - 1].flatMap((seed) => Array.from({ length: 200 }, (_, k) => rackSeed(seed, k + 1)));
    expect(new Set(seeds).size).toBe(seeds.length);
    for (const seed of seeds) expect(Number.isSafeInteger(seed) && seed >= 0).toBe(true);
  });
});
