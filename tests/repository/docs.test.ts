/** What the documents print is what the commands print; `npx vitest run tests/repository/docs -u` brings them up to date. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { channels, metrics } from '../../host/abi/registers.ts';
import { parameterNames } from '../../host/parameters.ts';
import { type EventForm, eventForms } from '../../host/scenario/events.ts';
import { sensorFaultForms } from '../../host/scenario/sensor-faults.ts';
import { ridethrough, scratch } from '../support/command.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const documents = ['README.md', 'docs/scenario-files.md'];
const textOf = (document: string) => readFileSync(join(root, document), 'utf8');
const files = scratch();

/** How long a run took is another time every time: the document keeps its own. */
const TOOK = / in \S+ \S+, hash/;

describe.each(documents)('%s', (document) => {
  it('shows what its commands print', async () => {
    let text = textOf(document);
    for (const [block, command, args, lines] of text.matchAll(/```console\n(\$ npx ridethrough (.*) \| head -(\d+)\n)[\s\S]*?```/g)) {
      const { out } = await ridethrough(...(args as string).split(' '));
      const took = TOOK.exec(block)?.[0];
      const shown = out.split('\n').slice(0, Number(lines)).join('\n');
      text = text.replace(block, () => `\`\`\`console\n${command}${took ? shown.replace(TOOK, took) : shown}\n\`\`\``);
    }
    await expect(text).toMatchFileSnapshot(join(root, document));
  });

  it('its links lead somewhere', () => {
    for (const [, path] of textOf(document).matchAll(/\]\((?!https?:)([^)#]+)/g))
      expect(existsSync(join(root, dirname(document), path as string)), path).toBe(true);
  });

  it('the files and folders it names are there', () => {
    for (const [, path] of textOf(document).matchAll(/`((?:assembly|host|web|tests|scripts|docs)\/[\w./-]*)`/g))
      expect(existsSync(join(root, path as string)), path).toBe(true);
  });

  it('its commands are accepted', async () => {
    files.write('step-up.json', example(0));
    for (const [, line] of textOf(document).matchAll(/^npx ridethrough (run .*)$/gm)) {
      const args = (line as string).replace('step-up.json', files.path('step-up.json')).replace('trip.csv', files.path('trip.csv'));
      const { code, err } = await ridethrough(...args.split(' '));
      expect(err, line).toBe('');
      expect(code, line).toBeLessThanOrEqual(1);
    }
  });
});

/** A whole scenario file of docs/scenario-files.md. */
function example(index: number): string {
  const blocks = [...textOf('docs/scenario-files.md').matchAll(/```json\n([\s\S]*?)```/g)].map(([, json]) => json as string);
  return blocks[index] as string;
}

describe('docs/scenario-files.md', () => {
  it('its example runs and passes, and the open-loop one delivers what it commands', async () => {
    expect((await ridethrough('run', files.write('step-up.json', example(0)))).code).toBe(0);
    const { code, out } = await ridethrough('run', files.write('open-loop.json', example(1)), '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out).runs[0].metrics.loadDropouts).toBe(0);
  });

  it('has every kind of event with what it takes', () => {
    const rows = [...textOf('docs/scenario-files.md').matchAll(/^\| `(\w+)` \| ([^|]*)\| ([^|]*)\| ([^|]*)\| ([^|]*)\|$/gm)];
    const shown = Object.fromEntries(
      rows.map(([, kind, index, also, value, duration]) => [kind, [index, also, value, duration].map((cell) => cell?.trim() !== '')]),
    );
    const forms = Object.entries(eventForms as Record<string, EventForm>);
    expect(shown).toEqual(
      Object.fromEntries(
        forms.map(([kind, { index, cell, sensor, value, duration }]) => [
          kind,
          [index, cell ?? sensor, value ?? sensor, duration].map((part) => part !== undefined),
        ]),
      ),
    );
  });

  it('has every fault of a sensor', () => {
    const rows = [...textOf('docs/scenario-files.md').matchAll(/^\| `(\w+)` \| [^|]*\|$/gm)].map(([, name]) => name);
    expect(rows.filter((name) => name && name in sensorFaultForms)).toEqual(Object.keys(sensorFaultForms));
  });

  it('names no parameter, metric or channel that is not there', () => {
    const known = [
      ...parameterNames,
      ...Object.keys(metrics),
      ...Object.keys(channels),
      'duration_s',
      'trigger_s',
      't_s',
      'time_s',
      'power_W',
    ] as string[];
    for (const document of documents)
      for (const [, name] of textOf(document).matchAll(/\b([a-z]\w+_(?:V|A|s|W|J|ohm|F|A_per_s))\b/g)) expect(known, name).toContain(name);
  });
});
