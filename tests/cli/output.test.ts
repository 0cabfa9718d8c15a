import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { type ChannelName, channels, enumerations } from '../../host/abi/registers.ts';
import { reportLines } from '../../host/cli/report.ts';
import { reportOf } from '../../host/output/json.ts';
import { Progress } from '../../host/progress.ts';
import { resolve, validateScenario } from '../../host/scenario.ts';
import { ridethrough, scratch } from '../support/command.ts';
import { simulated } from '../support/simulation.ts';

const files = scratch();

const json = {
  duration_s: 0.03,
  events: [{ t_s: 0.002, kind: 'psuTrip' }],
  verdicts: [{ metric: 'loadDropouts', max: 0 }],
  runs: [{ label: 'hybrid' }, { label: 'other draw', set: { busVoltageNoise_V: 0 } }],
};
const scenario = validateScenario(json, 'test');
const file = files.write('scenario.json', json);

const rowsOf = (path: string) =>
  readFileSync(path, 'utf8')
    .split('\r\n')
    .slice(0, -1)
    .map((line) => line.split(','));

describe('CSV', () => {
  const csv = files.path('samples.csv');

  it('holds the recorder’s raw samples of the main run, every channel, every microsecond', async () => {
    expect((await ridethrough('run', file, '--out', csv)).code).toBe(0);
    const [header, ...rows] = rowsOf(csv);
    const names = Object.keys(channels) as ChannelName[];
    expect(header).toEqual(['t_s', ...names]);
    expect(rows.length).toBe(30_001);
    const simulation = simulated(resolve(scenario, {}, scenario.runs[0]));
    rows.forEach((row, tick) => {
      if (Number(row[0]) !== tick / 1e6) throw new Error(`row ${tick} is at ${row[0]}`);
    });
    for (const [k, name] of names.entries()) {
      if (channels[name].kind === 'state') continue;
      const raw = simulation.raw(name, 0, rows.length);
      const wrong = rows.findIndex((row, tick) => Math.fround(Number(row[k + 1])) !== raw[tick]);
      expect(wrong, name).toBe(-1);
    }
    const changes = simulation.states('handoffState');
    expect(changes.length).toBeGreaterThan(3);
    const column = names.indexOf('handoffState') + 1;
    for (const { t_s, value } of changes) {
      const tick = Math.round(t_s * 1e6);
      expect(rows[tick]?.[column]).toBe(enumerations.HandoffState[value]);
      if (tick > 0) expect(rows[tick - 1]?.[column]).not.toBe(enumerations.HandoffState[value]);
    }
  });

  it('--channels, --from and --to choose, both ends included', async () => {
    const options = ['--channels', 'loadCurrent_A, busVoltage_V', '--from', '2 ms', '--to', '2.01ms'];
    expect((await ridethrough('run', file, '--out', csv, ...options)).code).toBe(0);
    const rows = rowsOf(csv);
    expect(rows[0]).toEqual(['t_s', 'loadCurrent_A', 'busVoltage_V']);
    expect(rows.slice(1).map(([t_s]) => t_s)).toEqual(Array.from({ length: 11 }, (_, k) => String((2000 + k) / 1e6)));
  });
});

describe('JSON', () => {
  const out = files.path('result.json');
  const timeless = (text: string) => JSON.parse(text, (key, value) => (key === 'wallTime_s' ? 0 : value));

  it('is what --json prints', async () => {
    const { out: printed } = await ridethrough('run', file, '--json');
    await ridethrough('run', file, '--out', out);
    expect(timeless(readFileSync(out, 'utf8'))).toEqual(timeless(printed));
  });

  it('has the samples too when channels are named, the same as a CSV file', async () => {
    const csv = files.path('same.csv');
    const options = ['--channels', 'busVoltage_V,handoffState', '--from', '1ms', '--to', '3ms'];
    await ridethrough('run', file, '--out', csv, ...options);
    await ridethrough('run', file, '--out', out, ...options);
    const { samples, ...report } = JSON.parse(readFileSync(out, 'utf8'));
    expect(Object.keys(report)).toEqual(['scenario', 'preset', 'seed', 'pass', 'runs']);
    expect(samples.columns).toEqual(['t_s', 'busVoltage_V', 'handoffState']);
    expect(samples.rows.map((row: unknown[]) => row.map(String))).toEqual(rowsOf(csv).slice(1));
    expect(typeof samples.rows[0][1]).toBe('number');
  });
});

it('says how much more happened than the log could hold', async () => {
  const { out } = await ridethrough('run', file, '--json');
  const { events: _, ...rest } = JSON.parse(out).runs[0];
  const run = { ...rest, blackBoxes: [] };
  const log = [{ t_s: 0, kind: 'psuTripped' as const, module: -1, value: 357 }];
  expect(reportOf(scenario, [{ ...run, log }], false).runs[0]).not.toHaveProperty('eventsDropped');
  const full = { ...run, log: [...log, ...log], eventsDropped: 40 };
  expect(reportOf(scenario, [full], false).runs[0]?.eventsDropped).toBe(40);
  expect(reportLines(scenario, [full]).join('\n')).toContain('(first of each kind; the first 2 of 42 with --json)');
});

describe('Ctrl-C', () => {
  /** Interrupts as soon as `part` of all runs is done. */
  const interrupted = async (part: number, ...args: string[]) => {
    const update = vi.spyOn(Progress.prototype, 'update').mockImplementation((done) => {
      if (done >= part) process.emit('SIGINT');
    });
    try {
      return await ridethrough('run', file, ...args);
    } finally {
      update.mockRestore();
    }
  };

  it('keeps the runs that were finished, in the report and in the file', async () => {
    const out = files.path('kept.json');
    const { code, out: printed } = await interrupted(0.6, '--out', out, '--json');
    expect(code).toBe(130);
    const report = JSON.parse(printed);
    expect(report).toMatchObject({ pass: false, interrupted: true });
    expect(report.runs.map(({ label }: { label: string }) => label)).toEqual(['hybrid']);
    expect(JSON.parse(readFileSync(out, 'utf8'))).toEqual(report);
  });

  it('leaves no file when the main run was not finished', async () => {
    const before = files.files();
    for (const name of ['none.csv', 'none.json']) {
      const { code, out } = await interrupted(0, '--out', files.path(name));
      expect(code).toBe(130);
      expect(out).toContain('not written');
      expect(existsSync(files.path(name))).toBe(false);
    }
    expect(files.files()).toEqual(before);
    expect(process.listenerCount('SIGTERM')).toBe(0);
  });
});
