/** The program itself, as a shell starts it: few and whole. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { scratch } from '../support/command.ts';

const bin = fileURLToPath(new URL('../../bin/ridethrough.mjs', import.meta.url));
const files = scratch();

function program(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], { encoding: 'utf8', cwd: files.folder });
  return { code: status, out: stdout, err: stderr };
}

it('prints the result as JSON on a pipe, whole, and ends with 0', () => {
  const { code, out, err } = program('run', 'psu-trip-handoff', '--json');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(JSON.parse(out)).toMatchObject({ scenario: 'psu-trip-handoff', pass: true });
});

it('ends with 1 for a failed verdict and takes paths from where it was started', () => {
  files.write('failing.json', { duration_s: 0.001, verdicts: [{ metric: 'busVoltageMin_V', min: 60 }] });
  const { code, out, err } = program('run', 'failing.json', '--out', 'samples.csv', '--channels', 'busVoltage_V');
  expect({ code, err }).toEqual({ code: 1, err: '' });
  expect(out).toMatch(/FAIL: 0 of 1 verdicts passed\nwritten: samples.csv\n$/);
  expect(files.files()).toContain('samples.csv');
});

it('ends with 2 and one line for wrong input', () => {
  expect(program('run', 'psu-trip-handoff', '--set', 'tripVoltage_V=4800')).toEqual({
    code: 2,
    out: '',
    err: 'ridethrough: tripVoltage_V: given "4800"; allowed: 5 V to 1000 V\n',
  });
});

it('says in one line that its packages are not installed', () => {
  mkdirSync(files.path('fresh/bin'), { recursive: true });
  copyFileSync(bin, files.path('fresh/bin/ridethrough.mjs'));
  const { status, stderr } = spawnSync(process.execPath, [files.path('fresh/bin/ridethrough.mjs')], { encoding: 'utf8' });
  expect(status).toBe(3);
  expect(stderr).toMatch(/^ridethrough: [^\n]*npm ci\n$/);
});

it('ends quietly when its reader has seen enough', async () => {
  const child = spawn(process.execPath, [bin, 'list', 'parameters', '--json'], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  let err = '';
  child.stderr.on('data', (part) => {
    err += part;
  });
  expect(await once(child, 'close')).toEqual([0, null]);
  expect(err).toBe('');
});

describe('stopped while it writes', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('by %s it leaves nothing half done', async (signal) => {
    const folder = files.path(signal);
    mkdirSync(folder);
    const scenario = files.write('long.json', { duration_s: 100 });
    const args = [bin, 'run', scenario, '--out', 'long.csv', '--channels', 'busVoltage_V'];
    const child: ChildProcess = spawn(process.execPath, args, { cwd: folder, stdio: 'ignore' });
    while (readdirSync(folder).length === 0) await setTimeout(20);
    expect(readdirSync(folder).join()).toMatch(/^\.long\.csv\.\d+\.part$/);
    const closed = once(child, 'close');
    child.kill(signal);
    expect(await closed).toEqual([130, null]);
    expect(readdirSync(folder)).toEqual([]);
  });
});
