/** `ridethrough explain` and what the controllers kept, as the command line gives them. */
import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { Progress } from '../../host/progress.ts';
import { ridethrough, scratch } from '../support/command.ts';

const files = scratch();
const trip = files.write('trip.json', {
  preset: 'orv3-shelf',
  duration_s: 0.12,
  set: { voltageDebounce_samples: 3, voltageDelay_s: '20ms' },
  events: [
    { t_s: 0.0101, kind: 'packShort', index: 0, value: 0.01 },
    { t_s: 0.013, kind: 'sensorFault', index: 2, sensor: 'groupVoltage', item: 3, fault: 'offset', value: '0.5V' },
  ],
});

describe('explain', () => {
  it('lists the chain of the first trip on one time axis', async () => {
    const { code, out } = await ridethrough('explain', trip);
    expect(code).toBe(0);
    const [head, , , ...rows] = out.split('\n');
    expect(head).toBe('module 1: SHORT_CIRCUIT opens and latches; SHORT_A must stay below 400 A');
    const what = [
      'packShort, module 1',
      'first sample outside',
      'counter at 3 of 3',
      'delay over',
      'trip',
      'coils let go',
      'switch told',
      'switch open',
    ];
    for (const [k, words] of what.entries()) expect(rows[k]).toContain(words);
    expect(out).toContain('current zero');
  });

  it('another one by its name or its module, as data', async () => {
    const { code, out } = await ridethrough('explain', trip, '--protection', 'CELL_OVERVOLTAGE', '--json');
    expect(code).toBe(0);
    const { chain } = JSON.parse(out);
    expect(chain).toMatchObject({ module: 2, protection: 'CELL_OVERVOLTAGE' });
    expect(chain.steps.map(({ id }: { id: string }) => id)).toEqual([
      'cause',
      'outside',
      'debounced',
      'delayed',
      'tripped',
      'released',
      'contactorOpened',
    ]);
    expect(JSON.parse((await ridethrough('explain', trip, '--module', '2', '--json')).out).chain).toEqual(chain);
    expect((await ridethrough('explain', trip, '--module', '3')).out).toBe('nothing tripped in module 3\n');
  });

  it('refuses what is none', async () => {
    expect(await ridethrough('explain', trip, '--protection', 'SHORT')).toMatchObject({ code: 2, out: '' });
    expect((await ridethrough('explain', trip, '--module', '7')).err).toBe(
      'ridethrough: --module: given "7"; allowed: a whole number, 0 to 6\n',
    );
    expect((await ridethrough('explain')).err).toMatch(/^ridethrough: explain: given nothing; allowed: a scenario/);
  });
});

describe('black boxes', () => {
  it('of all controllers as a file, of those that tripped in --json', async () => {
    const file = files.path('boxes.json');
    const { out } = await ridethrough('run', trip, '--black-box', file, '--json');
    const [run] = JSON.parse(out).runs;
    expect(run.blackBoxes.map(({ module, firstTrip }: { module: number; firstTrip: string }) => [module, firstTrip])).toEqual([
      [1, 'SHORT_CIRCUIT'],
      [2, 'CELL_OVERVOLTAGE'],
    ]);
    const { blackBoxes } = JSON.parse(readFileSync(file, 'utf8'));
    expect(blackBoxes.map(({ module }: { module: number }) => module)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(blackBoxes[1].fast.length).toBe(128);
    expect(blackBoxes[1].rows.find(({ trips }: { trips: number }) => trips > 0)).toMatchObject({
      protection: 'SHORT_CIRCUIT',
      rate: 'FAST',
      severity: 'OPEN',
    });
    expect((await ridethrough('run', trip, '--black-box', 'boxes.txt')).code).toBe(2);
  });
});

describe('certify', () => {
  it('Ctrl-C keeps the rows that were finished', async () => {
    const update = vi.spyOn(Progress.prototype, 'update').mockImplementation(() => {
      process.emit('SIGINT');
    });
    try {
      const { code, out } = await ridethrough('certify', 'SHARE_LINE_LOST', '--workers', '1', '--json');
      expect(code).toBe(130);
      expect(JSON.parse(out)).toMatchObject({ interrupted: true, pass: false });
      expect(JSON.parse(out).rows.length).toBe(1);
    } finally {
      update.mockRestore();
    }
  });
});
