import { describe, expect, it } from 'vitest';
import type { Report } from '../../host/output/json.ts';
import { ridethrough, scratch } from '../support/command.ts';

const files = scratch();
const reported = async (...args: string[]): Promise<Report> => JSON.parse((await ridethrough('run', ...args, '--json')).out);
const timeline = ({ runs }: Report) =>
  runs.flatMap(({ verdicts }) => verdicts.filter(({ id }) => ['battery-delivers', 'energy-margin'].includes(id)));

describe('what a scenario reproduces', () => {
  it('is judged as long as its parameters are its own, also when one is set to what it is', async () => {
    for (const args of [[], ['--set', 'psuHoldUpEnergy_J=60'], ['--seed', '3']]) {
      const verdicts = timeline(await reported('orv3-ac-loss', ...args));
      expect(verdicts.length).toBe(6);
      for (const verdict of verdicts) expect(verdict).toMatchObject({ pass: true });
    }
  });

  it('does not fail a better shelf, and says why it does not judge', async () => {
    for (const args of [
      ['--set', 'psuHoldUpEnergy_J=90'],
      ['--set', 'tripDebounce_s=1ms'],
      ['--preset', 'hpr-shelf'],
    ])
      for (const verdict of timeline(await reported('orv3-ac-loss', ...args)))
        expect(verdict).toMatchObject({ pass: null, notJudged: 'edited' });
    const { code, out } = await ridethrough('run', 'orv3-ac-loss', '--set', 'psuHoldUpEnergy_J=90');
    expect(code).toBe(0);
    expect(out).toMatch(/^ +-- +Battery delivers +\S+ ms .* not judged: edited$/m);
    expect(out.trimEnd()).toMatch(/\nPASS: 13 of 13 verdicts passed, 6 not judged$/);
  });
});

it('the takeover is judged from half load on: below it the bus capacitors carry longer', async () => {
  const takeover = async (load: string) => (await reported('psu-trip-handoff', '--set', `loadPower_W=${load}`)).runs[0]?.verdicts[0];
  expect(await takeover('50%')).toMatchObject({ id: 'takeover', pass: true });
  expect(await takeover('25%')).toMatchObject({ id: 'takeover', pass: null, notJudged: 'light load' });
});

it('a file can have both', async () => {
  const json = { duration_s: 0.001, verdicts: [{ metric: 'transfers', max: 0, kind: 'reproduces', fromLoad: '50 %' }] };
  const file = files.write('file.json', json);
  expect((await reported(file)).runs[0]?.verdicts[0]).toMatchObject({ pass: true });
  expect((await reported(file, '--set', 'loadPower_W=10%')).runs[0]?.verdicts[0]).toMatchObject({ pass: null, notJudged: 'edited' });
  for (const [rule, words] of [
    [{ kind: 'limit' }, '"reproduces"'],
    [{ fromLoad: 'half' }, "a part of the preset's load"],
  ] as const) {
    const { code, err } = await ridethrough(
      'run',
      files.write('bad.json', { ...json, verdicts: [{ metric: 'transfers', max: 0, ...rule }] }),
    );
    expect(code).toBe(2);
    expect(err).toContain(words);
  }
});
