/** No row of the protection table speaks up in a run of the library in which nothing that it protects from happens. */
import { expect, it } from 'vitest';
import { enumerations } from '../../host/abi/registers.ts';
import { InputError } from '../../host/input-error.ts';
import { resolve, scenarios } from '../../host/scenario.ts';
import type { RunSpec } from '../../host/simulation.ts';
import { simulated } from '../support/simulation.ts';

/** The longer ones are seen by tests of their own. */
const LONGEST_S = 1.1;
/** What a run is about. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  // one that was pulled out does not come when it is called
  'module-loss': ['CONVERTER_LATE'],
};

const runs = Object.values(scenarios).flatMap((scenario) =>
  ['orv3-shelf', 'hpr-shelf', 'diablo-400'].flatMap((preset) =>
    scenario.runs.flatMap((run) => {
      try {
        const spec: RunSpec = resolve({ ...scenario, preset }, {}, run);
        return spec.duration_s <= LONGEST_S ? [{ name: scenario.name, preset, label: run.label, spec }] : [];
      } catch (error) {
        // voltages of its own do not fit every bus
        if (error instanceof InputError) return [];
        throw error;
      }
    }),
  ),
);

it.each(runs)('$name, $label, on $preset', ({ name, spec }) => {
  const rows = simulated(spec)
    .log()
    .filter(({ kind }) => kind === 'protectionTrip' || kind === 'protectionWarning')
    .map(({ value }) => enumerations.Protection[value] as string);
  expect(rows.filter((row) => !EXPECTED[name]?.includes(row))).toEqual([]);
});
