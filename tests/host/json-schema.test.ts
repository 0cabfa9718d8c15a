import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { enumerations } from '../../host/abi/registers.ts';
import { type EventForm, eventForms } from '../../host/scenario/events.ts';
import { scenarioSchema } from '../../host/scenario/json-schema.ts';
import { scenarios, validateScenario } from '../../host/scenario.ts';
import { ridethrough } from '../support/command.ts';

const schema = scenarioSchema();
const validate: ValidateFunction = new Ajv2020({ allowUnionTypes: true }).compile(schema);
const faults = (json: unknown) => (validate(json) ? null : validate.errors);

it('is what list schema prints', async () => {
  for (const args of [
    ['list', 'schema'],
    ['list', 'schema', '--json'],
  ])
    expect(JSON.parse((await ridethrough(...args)).out)).toEqual(schema);
});

it.each(Object.values(scenarios))('takes $name', (scenario) => {
  expect(faults(JSON.parse(JSON.stringify(scenario)))).toBeNull();
});

const base = { duration_s: 0.01 };

/** Taken by both. */
const good: Record<string, object> = {
  'the least': base,
  units: { duration_s: '10 ms', set: { loadPower_W: '120%', tripVoltage_V: '48.2 V', handoffStrategy: 'split', bbuModules: 5 } },
  'the key that editors look for': { ...base, $schema: './scenario.schema.json' },
  'a choice by its index': { ...base, set: { handoffStrategy: 1, sensorNoise: '0' } },
  commands: {
    ...base,
    commands: {
      cbu: [
        [0, 0],
        ['1 ms', -20.5],
      ],
      enable: { bbu: [[0, 1]] },
    },
  },
  'a trace of the load': {
    ...base,
    loadTrace: [
      [0, 9000],
      ['1 ms', 12000],
    ],
  },
  'a limit that names a parameter': { ...base, verdicts: [{ metric: 'secondDip_V', max: { of: 'busNominal_V', times: '1%' } }] },
  'limits with units': { ...base, verdicts: [{ metric: 'busVoltageMin_V', min: '46 V', max: 52 }] },
  ...Object.fromEntries(
    Object.entries(eventForms as Record<string, EventForm>).map(([kind, { index, cell, sensor, value }]) => [
      kind,
      {
        ...base,
        events: [
          {
            t_s: 0.001,
            kind,
            ...(index && { index: 0 }),
            ...(cell && { cell: 65 }),
            ...(sensor && { sensor: 'thermistor', fault: 'offset', item: 3, value: '2 K' }),
            ...(value && { value: value.choices ? enumerations[value.choices][1] : Math.min(1, value.max) }),
          },
        ],
      },
    ]),
  ),
};

/** Refused by both. */
const bad: Record<string, unknown> = {
  'no object': [],
  'no duration': {},
  'too long': { duration_s: 3601 },
  'an unknown key': { ...base, event: [] },
  'an unknown preset': { ...base, preset: 'orv4-shelf' },
  'an unknown parameter': { ...base, set: { tripVolts_V: 48 } },
  'a value out of range': { ...base, set: { tripVoltage_V: 4800 } },
  'a part of a module': { ...base, set: { bbuModules: 2.5 } },
  'a value that is null': { ...base, set: { tripVoltage_V: null } },
  'an unknown choice': { ...base, set: { handoffStrategy: 'spilt' } },
  'an unknown event': { ...base, events: [{ t_s: 0, kind: 'psuTripp' }] },
  'an event before time zero': { ...base, events: [{ t_s: -1, kind: 'psuTrip' }] },
  'a value that the event does not take': { ...base, events: [{ t_s: 0, kind: 'psuTrip', value: 1 }] },
  'an event without its value': { ...base, events: [{ t_s: 0, kind: 'loadPower' }] },
  'an unknown metric': { ...base, verdicts: [{ metric: 'busVolts_V', min: 46 }] },
  'a rule without limit': { ...base, verdicts: [{ metric: 'busVoltageMin_V' }] },
  'a limit of no parameter': { ...base, verdicts: [{ metric: 'secondDip_V', max: { of: 'busNominl_V' } }] },
  'a limit of nothing': { ...base, verdicts: [{ metric: 'secondDip_V', max: { times: 2 } }] },
  'no runs': { ...base, runs: [] },
  'a run without label': { ...base, runs: [{}] },
  'a command that is no pair': { ...base, commands: { cbu: [[0, 1, 2]] } },
  'a point of a trace without power': { ...base, loadTrace: [[0]] },
  'a trace without points': { ...base, loadTrace: [] },
  'half an enable': { ...base, commands: { enable: { cbu: [[0, 0.5]] } } },
};

describe('agrees with the validation', () => {
  it.each(Object.entries(good))('takes %s', (_, json) => {
    expect(() => validateScenario(json, 'file')).not.toThrow();
    expect(faults(json)).toBeNull();
  });

  it.each(Object.entries(bad))('refuses %s', (_, json) => {
    expect(() => validateScenario(json, 'file')).toThrow();
    expect(faults(json)).not.toBeNull();
  });
});
