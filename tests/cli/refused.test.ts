import { chmodSync, mkdirSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ridethrough, scratch } from '../support/command.ts';

const files = scratch();
const folder = files.path('folder.json');
mkdirSync(folder);
const out = files.path('never.csv');

/** Exit code 2, one line that holds every word, nothing printed, nothing written. */
async function refused(args: readonly string[], words: readonly string[]): Promise<void> {
  const before = files.files();
  const outcome = await ridethrough(...args);
  expect(outcome).toMatchObject({ code: 2, out: '' });
  expect(outcome.err).toMatch(/^ridethrough: [^\n]+: given [^\n]+; allowed: [^\n]+\n$/);
  for (const word of words) expect(outcome.err).toContain(word);
  expect(files.files()).toEqual(before);
}

type Case = readonly [args: readonly string[], ...words: string[]];

const RUN = ['run', 'psu-trip-handoff'];
const OUT = ['--out', out];

const commandLines: Record<string, Case> = {
  'no command': [[], 'command', 'nothing', 'run, explain, certify, list, serve, bench'],
  'an unknown command': [['runn'], '"runn"', 'did you mean run?'],
  'no scenario': [['run'], 'nothing', 'ridethrough list scenarios'],
  'an unknown scenario': [['run', 'psu-trip-handof'], '"psu-trip-handof"', 'did you mean psu-trip-handoff?'],
  'a name of every object': [['run', 'constructor'], '"constructor"', 'orv3-ac-loss'],
  'two scenarios': [[...RUN, 'job-crash'], '"job-crash"', 'one scenario'],
  'an unknown preset': [[...RUN, '--preset', 'orv4-shelf'], '--preset', '"orv4-shelf"', 'did you mean orv3-shelf?'],
  'an unknown option': [[...RUN, '--sead', '3'], '"--sead"', 'did you mean --seed?'],
  'an unknown short option': [[...RUN, '-x'], '"-x"', '--preset'],
  'an option of another command': [['list', 'scenarios', '--port', '1'], '"--port"', '--json'],
  'an option twice': [[...RUN, '--seed', '1', '--seed', '2'], '--seed', '"1" and "2"', 'once'],
  'a flag twice': [[...RUN, '--json', '--json'], '--json', 'once'],
  'a flag with a value': [[...RUN, '--json=yes'], '--json', 'no value'],
  'an option without value': [[...RUN, '--seed'], '--seed', 'no value'],
  'an option followed by another': [[...RUN, '--seed', '--json'], '--seed', '"-"'],
  'a negative seed': [[...RUN, '--seed', '-1'], '--seed', '"-1"', '0 to 9007199254740991'],
  'a seed that is not whole': [[...RUN, '--seed', '1.5'], '"1.5"', 'whole number'],
  'a seed beyond what is exact': [[...RUN, '--seed', '9007199254740992'], '"9007199254740992"'],
  'a step that does not divide 1 us': [[...RUN, '--step', '0.7us'], '--step', '"0.7us"'],
  'a step of nothing': [[...RUN, '--step', '0'], '--step', '"0"'],
  'a step that is longer': [[...RUN, '--step', '2us'], '--step', '"2us"'],
  'an unknown parameter': [[...RUN, '--set', 'tripVolts_V=48'], '--set', '"tripVolts_V"', 'did you mean tripVoltage_V?'],
  'a parameter of every object': [[...RUN, '--set', '__proto__=1'], '"__proto__"'],
  'no equals sign': [[...RUN, '--set', 'tripVoltage_V'], '"tripVoltage_V"', 'key=value'],
  'no value': [[...RUN, '--set', 'tripVoltage_V='], 'key=value'],
  'a parameter twice': [[...RUN, '--set', 'tripVoltage_V=48', '--set', 'tripVoltage_V=49'], 'tripVoltage_V twice'],
  'a step given twice': [[...RUN, '--step', '1us', '--set', 'stepsPerTick=2'], 'stepsPerTick twice'],
  'out of range': [[...RUN, '--set', 'tripVoltage_V=4800'], 'tripVoltage_V', '"4800"', '5 V to 1000 V'],
  'out of range in a unit': [[...RUN, '--set', 'releaseHold_s=61000ms'], 'releaseHold_s', '"61000ms"'],
  'another unit': [[...RUN, '--set', 'tripVoltage_V=48A'], '"48A"', '5 V to 1000 V'],
  'no number': [[...RUN, '--set', 'tripVoltage_V=high'], '"high"'],
  NaN: [[...RUN, '--set', 'tripVoltage_V=NaN'], '"NaN"'],
  Infinity: [[...RUN, '--set', 'tripVoltage_V=Infinity'], '"Infinity"'],
  'beyond a double': [[...RUN, '--set', 'tripVoltage_V=1e999'], '"1e999"'],
  'a part of a module': [[...RUN, '--set', 'bbuModules=2.5'], '"2.5"', 'whole number'],
  'an unknown choice': [[...RUN, '--set', 'handoffStrategy=spilt'], '"spilt"', 'threshold, feedforward, split'],
  'the index of no choice': [[...RUN, '--set', 'handoffStrategy=3'], '"3"', 'threshold, feedforward, split'],
  'more load than the PSU can carry': [[...RUN, '--set', 'loadPower_W=200%'], 'loadPower_W', '36 kW', '27.9 kW'],
  'a window that is upside down': [[...RUN, '--set', 'busWindowLow_V=53'], 'busWindowLow_V', 'busWindowHigh_V', '53 V'],
  'a control character': [[...RUN, '--set', 'a\u001b[2Kb\n=1'], '--set'],
  'an unknown channel': [[...RUN, ...OUT, '--channels', 'busVolts_V'], '"busVolts_V"', 'did you mean busVoltage_V?'],
  'no channel': [[...RUN, ...OUT, '--channels', 'busVoltage_V,'], '--channels', '""'],
  'a channel twice': [[...RUN, ...OUT, '--channels', 'psuCurrent_A,psuCurrent_A'], 'psuCurrent_A twice'],
  'from after to': [[...RUN, ...OUT, '--from', '0.1', '--to', '50ms'], '--to', '0.05 s', '0.1 s'],
  'from before the start': [[...RUN, ...OUT, '--from', '-1'], '--from', '"-1"', '0 s to 0.202 s'],
  'to after the end': [[...RUN, ...OUT, '--to', '1'], '--to', '"1"', '0 s to 0.202 s'],
  'from without a file': [[...RUN, '--from', '0.1'], '--from', '--out'],
  'channels without a file': [[...RUN, '--channels', 'busVoltage_V'], '--channels', '--out'],
  'from without samples': [[...RUN, '--out', files.path('never.json'), '--from', '0.1'], '--from', '--channels'],
  'another format': [[...RUN, '--out', files.path('never.txt')], '--out', '.csv or .json'],
  'no file name': [[...RUN, '--out', ''], '--out', '""'],
  'a folder that is not there': [[...RUN, '--out', files.path('none/never.csv')], '--out', 'ENOENT'],
  'a folder instead of a file': [[...RUN, '--out', folder], '--out', 'EISDIR'],
  'an unknown list': [['list', 'parameter'], '"parameter"', 'did you mean parameters?'],
  'no list': [['list'], 'nothing', 'scenarios, presets'],
  'two lists': [['list', 'presets', 'channels'], '"presets" and "channels"'],
  'no port': [['serve', '--port', 'http'], '--port', '"http"', '0 to 65535'],
  'a port that is not there': [['serve', '--port', '65536'], '--port', '"65536"'],
  'something to serve': [['serve', 'folder'], '"folder"', '--port'],
  'something to measure': [['bench', 'all'], '"all"', '--json'],
};

describe('refuses on the command line', () => {
  it.each(Object.entries(commandLines))('%s', async (_, [args, ...words]) => {
    await refused(args, words);
  });

  it('a scenario file that is not there, or that is a folder', async () => {
    await refused(['run', files.path('none.json')], ['none.json', 'ENOENT']);
    await refused(['run', folder, ...OUT], ['folder.json', 'EISDIR']);
  });

  it('a folder or a file that may not be written', async () => {
    const locked = files.path('locked');
    const open = files.path('open');
    for (const folder of [locked, open]) mkdirSync(folder);
    const kept = files.write('open/kept.csv', 'kept');
    chmodSync(kept, 0o444);
    chmodSync(locked, 0o555);
    chmodSync(open, 0o777);
    await asNobody(async () => {
      await refused([...RUN, '--out', `${locked}/never.csv`], ['--out', 'EACCES']);
      // its folder would let it be replaced
      await refused([...RUN, '--out', kept], ['--out', 'kept.csv', 'EACCES']);
    });
    expect(readdirSync(open)).toEqual(['kept.csv']);
  });

  it('more samples than a disk wants', async () => {
    const hour = files.write('hour.json', { duration_s: 3600 });
    await refused(['run', hour, '--step', '1us', ...OUT], ['--out', 'samples', '--channels', '--from']);
  });
});

/** What may not be written is nothing to root: then as somebody else, who may read the folder. */
async function asNobody(work: () => Promise<void>): Promise<void> {
  if (process.geteuid?.() !== 0) return work();
  chmodSync(files.folder, 0o755);
  process.seteuid?.(65534);
  try {
    await work();
  } finally {
    process.seteuid?.(0);
  }
}

const event = (fields: object) => ({ duration_s: 0.01, events: [{ t_s: 0.002, kind: 'psuTrip', ...fields }] });
const set = (fields: unknown) => ({ duration_s: 0.01, set: fields });
const rule = (fields: object) => ({ duration_s: 0.01, verdicts: [{ metric: 'busVoltageMin_V', min: 46, ...fields }] });
const sensor = (given: object) => event({ kind: 'sensorFault', sensor: 'busVoltage', fault: 'stuck', ...given });
const commands = (fields: object) => ({ duration_s: 0.01, commands: fields });

/** Text of the file (or what it is as JSON), then words of the line. */
const scenarioFiles: Record<string, readonly [content: unknown, ...words: string[]]> = {
  'an empty file': ['', 'line 1, column 1', 'the end of the text'],
  'a file cut off': ['{"duration_s": 0.01,\n "events": [{"t_s": 0.0', 'line 2', 'the end of the text'],
  'a key twice': ['{"duration_s": 0.01, "duration_s": 0.02}', 'line 1, column 22', 'every key once'],
  NaN: ['{"duration_s": NaN}', '"NaN"', 'finite number'],
  Infinity: ['{"duration_s": -Infinity}', '"-Infinity"', 'finite number'],
  'a number beyond a double': ['{"duration_s": 1e999}', '"1e999"', 'finite number'],
  'a trailing comma': ['{"duration_s": 0.01,}', 'line 1, column 21', 'a key'],
  'two values': ['{} {}', 'line 1, column 4', 'the end of the text'],
  'nested without end': ['['.repeat(100_000), '32 levels'],
  'a list': [[], 'scenario', 'an object'],
  null: [null, 'scenario', 'null'],
  'an unknown key': [{ duration_s: 0.01, event: [] }, '"event"', 'did you mean events?'],
  'no duration': [{}, 'duration_s', 'nothing'],
  'a duration of nothing': [{ duration_s: 0 }, 'duration_s', 'given 0'],
  'a negative duration': [{ duration_s: -1 }, 'duration_s', 'given -1'],
  'a duration without end': [{ duration_s: 1e9 }, 'duration_s', '1000000000', '3600 s'],
  'a duration in words': [{ duration_s: 'long' }, 'duration_s', '"long"'],
  'a duration of the wrong type': [{ duration_s: true }, 'duration_s', 'true'],
  'a negative seed': [{ duration_s: 0.01, seed: -1 }, 'seed', '-1', '9007199254740991'],
  'an unknown preset': [{ duration_s: 0.01, preset: 'orv3' }, 'preset', '"orv3"', 'did you mean orv3-shelf?'],
  'a trigger past the end': [{ duration_s: 0.01, trigger_s: 0.02 }, 'trigger_s', '0.02'],
  'text of two lines': [{ duration_s: 0.01, title: 'two\nlines' }, 'title', 'one line'],
  'an unknown parameter': [set({ tripVolts_V: 48 }), 'set.tripVolts_V', 'did you mean tripVoltage_V?'],
  'a value out of range': [set({ tripVoltage_V: 4800 }), 'set.tripVoltage_V', '4800', '5 V to 1000 V'],
  'a value of the wrong type': [set({ tripVoltage_V: [48] }), 'set.tripVoltage_V', '[48]'],
  'a value that is null': [set({ tripVoltage_V: null }), 'set.tripVoltage_V', 'null'],
  'values in a list': [set([]), 'set', 'an object'],
  'an event before time zero': [event({ t_s: -1e-6 }), 'events[0].t_s', '-0.000001', '0 s to 0.01 s'],
  'an event past the end': [event({ t_s: 0.0101 }), 'events[0].t_s', '0.0101', '0 s to 0.01 s'],
  'an event at no time': [event({ t_s: undefined }), 'events[0].t_s', 'nothing'],
  'an unknown kind of event': [event({ kind: 'psuTripp' }), 'events[0].kind', '"psuTripp"', 'did you mean psuTrip?'],
  'a kind that is no text': [event({ kind: 3 }), 'events[0].kind', 'given 3'],
  'a command among the events': [event({ kind: 'command' }), 'events[0].kind', '"command"'],
  'an unknown key of an event': [event({ value: 1 }), 'events[0]', '"value"'],
  'a battery module that is not there': [event({ kind: 'moduleLoss', index: 6 }), 'events[0].index', 'given 6', '0 to 5'],
  'a module of a negative number': [event({ kind: 'moduleLoss', index: -1 }), 'events[0].index', '-1'],
  'a capacitor module where there is none': [
    { ...event({ kind: 'capacitorLoss' }), set: { cbuModules: 0 } },
    'events[0].index',
    'there is no capacitor module',
  ],
  'a module that only one run lacks': [
    { ...event({ kind: 'capacitorLoss' }), runs: [{ label: 'with' }, { label: 'without', set: { cbuModules: 0 } }] },
    'events[0].index',
    'there is no capacitor module',
  ],
  'more PSU modules than there are': [event({ kind: 'psuModuleFail', value: 7 }), 'events[0].value', 'given 7', 'psuModules'],
  'a step without its power': [event({ kind: 'loadPower' }), 'events[0].value', 'nothing', 'W'],
  'a power that is none': [event({ kind: 'loadPower', value: '9 kV' }), 'events[0].value', '"9 kV"'],
  'a cell that is not there': [event({ kind: 'cellOpen', cell: 66 }), 'events[0].cell', 'given 66', '0 to 65'],
  'a cell of a module that takes none': [event({ kind: 'moduleLoss', cell: 0 }), 'events[0]', '"cell"'],
  'half a cell': [event({ kind: 'cellWeak', cell: 0.5, value: 0.5 }), 'events[0].cell', '0.5'],
  'a short circuit of no resistance known': [event({ kind: 'packShort' }), 'events[0].value', 'nothing', 'or 0 to end it'],
  'an unknown fault of the switch': [event({ kind: 'switchFail', value: 'shut' }), 'events[0].value', '"shut"', 'did you mean short?'],
  'an unknown sensor': [sensor({ sensor: 'busVolts' }), 'events[0].sensor', '"busVolts"'],
  'no fault of a sensor': [sensor({ fault: undefined }), 'events[0].fault', 'nothing'],
  'a fault that this sensor cannot have': [sensor({ fault: 'short' }), 'events[0].fault', '"short"', 'busVoltage'],
  'one of several where there is one': [sensor({ item: 1 }), 'events[0].item', 'given 1', 'one busVoltage'],
  'a thermistor that is not there': [sensor({ sensor: 'thermistor', item: 4 }), 'events[0].item', 'given 4', '0 to 3'],
  'a group of a capacitor': [sensor({ sensor: 'groupVoltage' }), 'events[0].item', 'no group voltages'],
  'a group that is not there': [sensor({ index: 3, sensor: 'groupVoltage', item: 11 }), 'events[0].item', '0 to 10'],
  'an offset of nothing': [sensor({ fault: 'offset' }), 'events[0].value', 'nothing', 'V'],
  'an offset in another unit': [sensor({ fault: 'offset', value: '1 A' }), 'events[0].value', '"1 A"', 'V'],
  'a stuck sensor with a value': [sensor({ value: 1 }), 'events[0].value', 'no value'],
  'commands beside the firmware': [{ ...commands({ cbu: [[0, 1]] }), set: { controlMode: 'firmware' } }, 'commands', 'firmware'],
  'commands for modules that are not there': [
    { ...commands({ cbu: [[0, 1]] }), set: { cbuModules: 0 } },
    'commands.cbu',
    'there is no cbu module',
  ],
  'an enable for modules that only one run has': [
    { ...commands({ enable: { bbu: [[0, 1]] } }), runs: [{ label: 'a' }, { label: 'b', set: { bbuModules: 0 } }] },
    'commands.bbu',
    'there is no bbu module',
  ],
  'no runs': [{ duration_s: 0.01, runs: [] }, 'runs', 'at least one'],
  'a run without label': [{ duration_s: 0.01, runs: [{}] }, 'runs[0].label', 'nothing'],
  'two runs of one label': [{ duration_s: 0.01, runs: [{ label: 'a' }, { label: 'a' }] }, 'runs', '"a" twice'],
  'a wrong value in one run': [
    { duration_s: 0.01, runs: [{ label: 'a' }, { label: 'b', set: { tripVoltage_V: 1e4 } }] },
    'runs[1].set.tripVoltage_V',
    '10000',
  ],
  'an unknown metric': [rule({ metric: 'busVoltageMim_V' }), 'verdicts[0].metric', 'did you mean busVoltageMin_V?'],
  'a rule without limit': [rule({ min: undefined }), 'verdicts[0]', 'min, max or both'],
  'limits that cross': [rule({ max: 45 }), 'verdicts[0].min', '46', '45'],
  'a limit by a parameter in another unit': [rule({ min: { of: 'loadPower_W' } }), 'verdicts[0].min.of', '"loadPower_W"', 'in V'],
  'a limit by what is no parameter': [rule({ min: { of: 'busWindowLo_V' } }), 'verdicts[0].min.of', 'did you mean busWindowLow_V?'],
  'a limit so many times a parameter': [rule({ min: { of: 'busNominal_V', times: 'half' } }), 'verdicts[0].min.times', '"half"', '%'],
  'a limit in another unit': [rule({ min: '46 A' }), 'verdicts[0].min', '"46 A"', 'V'],
  'a rule for a run that is not there': [rule({ runs: ['mian'] }), 'verdicts[0].runs[0]', '"mian"', 'main'],
  'commands that go back in time': [
    commands({
      cbu: [
        [0.001, 1],
        [0, 2],
      ],
    }),
    'commands.cbu[1][0]',
    'after the one before',
  ],
  'a command off the tick': [commands({ cbu: [[0.0000012, 1]] }), 'commands.cbu[0][0]', '10 us'],
  'a command past the end': [commands({ bbu: [[0.02, 1]] }), 'commands.bbu[0][0]', '0.02'],
  'a command that is no number': [commands({ bbu: [[0, '1']] }), 'commands.bbu[0][1]', '"1"'],
  'half an enable': [commands({ enable: { cbu: [[0, 0.5]] } }), 'commands.enable.cbu[0][1]', '0.5'],
};

describe('refuses as a scenario file', () => {
  it.each(Object.entries(scenarioFiles))('%s', async (_, [content, ...words]) => {
    await refused(['run', files.write('scenario.json', content), ...OUT], ['scenario.json', ...words]);
  });
});
