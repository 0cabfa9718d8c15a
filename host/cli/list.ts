/** `ridethrough list`: what there is to name on the command line. */
import { channels, enumerations, metrics } from '../abi/registers.ts';
import { InputError, quote } from '../input-error.ts';
import { allowedValues, parameterNames, parameters } from '../parameters.ts';
import { presets } from '../presets.ts';
import { formatShown } from '../quantity.ts';
import { scenarioSchema } from '../scenario/json-schema.ts';
import { scenarios } from '../scenario.ts';
import { namesAllowed } from '../suggest.ts';
import { readOptions } from './options.ts';
import { table } from './table.ts';

interface List {
  readonly json: () => unknown;
  readonly rows: () => string[][];
}

/** A schema has no other form than JSON. */
const schemaLines = () => JSON.stringify(scenarioSchema(), null, 2).split('\n');

const lists: Readonly<Record<string, List>> = {
  scenarios: {
    json: () => Object.values(scenarios),
    rows: () => [
      ['scenario', 'preset', 'runs', 'what'],
      ...Object.values(scenarios).map(({ name, preset, runs, title }) => [name, preset, runs.map((run) => run.label).join(', '), title]),
    ],
  },
  presets: {
    json: () => Object.values(presets),
    rows: () => [['preset', 'what'], ...Object.values(presets).map(({ name, about }) => [name, about])],
  },
  parameters: {
    json: () =>
      parameterNames.map((name) => {
        const { type: _, choices, ...register } = parameters[name];
        return { name, ...register, ...(choices && { choices: enumerations[choices] }) };
      }),
    rows: () => [
      ['parameter', 'default', 'allowed', 'what'],
      ...parameterNames.map((name) => {
        const register = parameters[name];
        const { choices, unit, shown, default: value = 0 } = register;
        const shownDefault = choices ? (enumerations[choices][value] as string) : formatShown(value, unit, shown);
        return [name, shownDefault, allowedValues(register), `${register.group}: ${register.label}`];
      }),
    ],
  },
  channels: {
    json: () => Object.entries(channels).map(([name, channel]) => ({ name, ...channel })),
    rows: () => [['channel', 'kind', 'what'], ...Object.entries(channels).map(([name, { kind, doc }]) => [name, kind, doc])],
  },
  metrics: {
    json: () => Object.entries(metrics).map(([name, { unit, label, doc, racks }]) => ({ name, unit, label, doc, racks })),
    rows: () => [
      ['metric', 'what'],
      ...Object.entries(metrics).map(([name, { label, doc }]) => [name, doc === '' ? label : `${label}: ${doc}`]),
    ],
  },
  schema: { json: scenarioSchema, rows: () => schemaLines().map((line) => [line]) },
};

export function list(args: readonly string[]): number {
  const options = readOptions(args, { json: 'flag' });
  const [name, other] = options.positionals;
  if (name === undefined || !Object.hasOwn(lists, name))
    throw new InputError('list', quote(name), namesAllowed('a list', name ?? '', Object.keys(lists)));
  if (other !== undefined) throw new InputError('list', `${quote(name)} and ${quote(other)}`, 'one list');
  const { json, rows } = lists[name] as List;
  console.log(options.has('json') ? JSON.stringify(json(), null, 2) : table(rows()).join('\n'));
  return 0;
}
