/**
 * JSON schema (2020-12) of scenario files, derived from the register table: for an editor that completes names and marks
 * mistakes. It refuses nothing that the validation takes; what depends on a run or on other values only that knows.
 */
import { enumerations, MAX_GROUPS, metrics, type Register } from '../abi/registers.ts';
import { allowedValues, isWhole, parameterNames, parameters } from '../parameters.ts';
import { presets } from '../presets.ts';
import { type EventForm, type EventValue, eventForms, MOST_CELLS } from './events.ts';
import { FAST_TICK_S, LONGEST_S, MOST_COMMAND_A, MOST_ITEMS, MOST_LOAD_W, MOST_SEED, MOST_TEXT } from './limits.ts';

type Schema = Record<string, unknown>;

const text = { type: 'string', minLength: 1, maxLength: MOST_TEXT };
/** A number in SI, or text with a unit. */
const quantity = (number: Schema): Schema => ({
  anyOf: [
    { type: 'number', ...number },
    { type: 'string', minLength: 1 },
  ],
});
const time = (minimum: number) => quantity({ minimum, maximum: LONGEST_S });
const list = (items: Schema, more: Schema = {}): Schema => ({ type: 'array', items, maxItems: MOST_ITEMS, ...more });
const object = (properties: Record<string, Schema>, required: readonly string[] = []): Schema => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});

function parameter(register: Register): Schema {
  const description = `${register.label}: ${register.doc} Allowed: ${allowedValues(register)}.`;
  if (!register.choices) return { description, ...quantity({ type: isWhole(register) ? 'integer' : 'number', ...range(register) }) };
  const names: readonly string[] = enumerations[register.choices];
  return { description, enum: [...names, ...names.keys(), ...names.map((_, index) => String(index))] };
}

const range = ({ min, max }: Pick<Register, 'min' | 'max'>): Schema => ({ minimum: min, maximum: max });

const set = object(Object.fromEntries(parameterNames.map((name) => [name, parameter(parameters[name])])));

function event(kind: string, { index, cell, sensor, value, duration }: EventForm): Schema {
  return object(
    {
      t_s: time(0),
      kind: { const: kind },
      ...(index && { index: { type: 'integer', minimum: 0, maximum: 63, description: `Number of a ${index}` } }),
      ...(cell && { cell: { type: 'integer', minimum: 0, maximum: MOST_CELLS - 1, description: 'Number of a cell in the module' } }),
      ...(sensor && {
        sensor: { enum: enumerations.SensorKind },
        fault: { enum: enumerations.SensorFault },
        item: { type: 'integer', minimum: 0, maximum: MAX_GROUPS - 1, description: 'Number of the group or thermistor' },
        value: quantity({}),
      }),
      ...(value && { value: eventValue(value) }),
      ...(duration && { duration_s: time(0) }),
    },
    ['t_s', 'kind', ...(value && value.default === undefined ? ['value'] : []), ...(sensor ? ['sensor', 'fault'] : [])],
  );
}

function eventValue(value: EventValue): Schema {
  if (value.choices) return { enum: enumerations[value.choices] };
  const described = { ...quantity(range(value)), ...(value.unit && { description: value.unit }) };
  return value.clears ? { anyOf: [described, { const: 0 }] } : described;
}

const events = list({ oneOf: Object.entries(eventForms).map(([kind, form]) => event(kind, form)) });

const limit = {
  anyOf: [
    ...(quantity({}).anyOf as Schema[]),
    {
      ...object({ of: { enum: parameterNames }, by: { enum: parameterNames }, times: quantity({}) }, ['of']),
      description: 'What a parameter of the run says, or two of them multiplied, times as much',
    },
  ],
};

const rule = {
  ...object(
    {
      id: text,
      label: text,
      metric: { enum: Object.keys(metrics) },
      min: limit,
      max: limit,
      unit: { type: 'string' },
      source: text,
      kind: { const: 'reproduces' },
      fromLoad: quantity({ minimum: 0, maximum: 10 }),
      runs: list(text),
    },
    ['metric'],
  ),
  anyOf: [{ required: ['min'] }, { required: ['max'] }],
};

const shared = { set, events, verdicts: list(rule) };
/** What a scenario and its runs both have, said once. */
const own = Object.fromEntries(Object.keys(shared).map((name) => [name, { $ref: `#/$defs/${name}` }]));
const run = object({ label: text, baseline: { type: 'boolean' }, ...own }, ['label']);

const series = (value: Schema): Schema => list({ type: 'array', prefixItems: [time(0), value], items: false, minItems: 2, maxItems: 2 });
const references = series({ type: 'number', minimum: -MOST_COMMAND_A, maximum: MOST_COMMAND_A });
const switches = series({ enum: [0, 1] });

const tracePoint: Schema = {
  type: 'array',
  prefixItems: [time(0), { type: 'number', ...range({ min: 0, max: MOST_LOAD_W }) }],
  items: false,
  minItems: 2,
  maxItems: 2,
};

export function scenarioSchema(): Schema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Ridethrough scenario',
    ...object(
      {
        $schema: { type: 'string' },
        name: text,
        title: text,
        about: text,
        preset: { enum: Object.keys(presets) },
        busNominal_V: { type: 'number', ...range(parameters.busNominal_V), description: 'Of the bus that its own voltages belong to' },
        seed: { type: 'integer', minimum: 0, maximum: MOST_SEED },
        duration_s: time(FAST_TICK_S),
        trigger_s: time(0),
        ...own,
        runs: list(run, { minItems: 1 }),
        loadTrace: {
          description: 'Points [time in s, power in W], or the path of a CSV file with them',
          anyOf: [text, list(tracePoint, { minItems: 1 })],
        },
        commands: object({ cbu: references, bbu: references, enable: object({ cbu: switches, bbu: switches }) }),
      },
      ['duration_s'],
    ),
    $defs: shared,
  };
}
