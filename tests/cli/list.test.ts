import { describe, expect, it } from 'vitest';
import { channels, enumerations, metrics } from '../../host/abi/registers.ts';
import { parameterNames, parameters } from '../../host/parameters.ts';
import { presets } from '../../host/presets.ts';
import { scenarios } from '../../host/scenario.ts';
import { ridethrough } from '../support/command.ts';

const names: Record<string, readonly string[]> = {
  scenarios: Object.keys(scenarios),
  presets: Object.keys(presets),
  parameters: parameterNames,
  channels: Object.keys(channels),
  metrics: Object.keys(metrics),
};

describe.each(Object.keys(names))('list %s', (what) => {
  it('has a line for each, by the name that the command line takes', async () => {
    const { code, out, err } = await ridethrough('list', what);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const [header, ...lines] = out.trimEnd().split('\n');
    expect(header).toMatch(new RegExp(`^${what.slice(0, -1)} `));
    expect(lines.map((line) => line.split(' ')[0])).toEqual(names[what]);
  });

  it('has the same as JSON', async () => {
    const { out } = await ridethrough('list', what, '--json');
    expect(JSON.parse(out).map(({ name }: { name: string }) => name)).toEqual(names[what]);
  });
});

it('list parameters says for each what is allowed, in the unit in which people read it', async () => {
  const { out } = await ridethrough('list', 'parameters');
  expect(out).toMatch(/^tripDebounce_s +2 ms +0 ms to 1000 ms +Handoff: Trip debounce$/m);
  expect(out).toMatch(/^handoffStrategy +split +one of threshold, feedforward, split +Handoff: Strategy$/m);
  const { out: json } = await ridethrough('list', 'parameters', '--json');
  const strategy = JSON.parse(json).find(({ name }: { name: string }) => name === 'handoffStrategy');
  expect(strategy).toMatchObject({ choices: enumerations.HandoffStrategy, default: parameters.handoffStrategy.default });
});

it('help names every command and option', async () => {
  const { code, out } = await ridethrough('help');
  expect(code).toBe(0);
  for (const word of [
    'run',
    'list',
    'serve',
    'bench',
    '--preset',
    '--set',
    '--seed',
    '--step',
    '--json',
    '--out',
    '--channels',
    '--from',
    '--to',
    '--rack',
  ])
    expect(out).toContain(word);
  for (const args of [['--help'], ['run', '-h'], ['run', 'psu-trip-handoff', '--help']]) expect((await ridethrough(...args)).out).toBe(out);
});
