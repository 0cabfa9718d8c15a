/** The configuration: as it was asked for and as it is applied, and what does not fit together. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { enumerations } from '../../host/abi/registers.ts';
import { checkConfiguration, firstOutside, orderFindings } from '../../host/certify/configuration.ts';
import { type Subject, valuesOf } from '../../host/certify/shelf.ts';
import { stimuli } from '../../host/certify/stimuli.ts';
import { presets } from '../../host/presets.ts';
import { SimulationModule } from '../../host/simulation.ts';
import { ridethrough } from '../support/command.ts';

const module = await SimulationModule.compile(readFileSync(new URL('../../build/ridethrough.wasm', import.meta.url)));
const orv3 = (set: Subject['set'] = {}): Subject => ({ preset: 'orv3-shelf', set });
const quantity = (name: (typeof enumerations.Quantity)[number]) => enumerations.Quantity.indexOf(name);

describe('the first value outside', () => {
  it.each([
    // 100 uV a code, in single precision
    ['group, from above', { threshold: Math.fround(4.25), lsb: Math.fround(1e-4), upper: 1, quantity: quantity('GROUP_MAX_V') }, 4.2501],
    ['group, from below', { threshold: Math.fround(2.5), lsb: Math.fround(1e-4), upper: 0, quantity: quantity('GROUP_MIN_V') }, 2.4999],
    // 800 A over 32,768 codes: 24.4 mA
    ['current', { threshold: 130, lsb: Math.fround(800 / 32768), upper: 1, quantity: quantity('CURRENT_A') }, 130.0048828125],
    ['age, in ticks of 10 us', { threshold: 100, lsb: 0, upper: 1, quantity: quantity('FAST_AGE') }, 1.01e-3],
  ])('%s', (_, row, value) => {
    expect(firstOutside(row)).toBeCloseTo(value, 6);
    expect(
      row.quantity === quantity('FAST_AGE') || (row.upper ? firstOutside(row) > row.threshold : firstOutside(row) < row.threshold),
    ).toBe(true);
  });
});

describe('orders', () => {
  it('hold in every preset', () => {
    for (const preset of Object.keys(presets)) expect([preset, orderFindings(valuesOf({ preset, set: {} }))]).toEqual([preset, []]);
  });

  it.each([
    ['derateGroupVoltageEnd_V', 2.5, 'cellUndervoltageTrip_V'],
    ['releaseVoltage_V', 48.5, 'tripVoltage_V'],
    ['cbuEngage_V', 48.4, 'tripVoltage_V'],
    ['cbuOvervoltageTrip_V', 51, 'capacitorMaximum_V'],
    ['shortCircuitCurrent_A', 900, 'moduleCurrentFullScale_A'],
    ['dischargeCurrentMax_A', 300, 'what the fuse carries'],
    ['bbuStartBudget_s', 1e-3, 'bbuConverterLatency_s'],
  ])('%s at %f is found, beside %s', (name, value, other) => {
    const found = orderFindings(valuesOf(orv3({ [name]: value })));
    expect(found.some(({ parameters }) => parameters.includes(name) && parameters.includes(other))).toBe(true);
  });

  it('are said by a run as well, and by its exit code of the check', async () => {
    const { out } = await ridethrough('run', 'psu-trip-handoff', '--set', 'cbuOvervoltageTrip_V=51');
    expect(out).toContain('cbuOvervoltageTrip_V 51 V is not below capacitorMaximum_V 51 V');
    const { code, out: checked } = await ridethrough(
      'certify',
      'cbu/STALE_SENSOR/FAST_AGE',
      '--config',
      '--set',
      'cbuOvervoltageTrip_V=51',
    );
    expect(code).toBe(1);
    expect(checked).toContain('FAIL: 1 thing does not fit together');
  });
});

it("thresholds outside the cell's own range are found by asking the plant", () => {
  const rows = stimuli.filter(({ protection }) => protection === 'STALE_SENSOR');
  expect(checkConfiguration(module, orv3(), rows).findings).toEqual([]);
  const high = checkConfiguration(module, orv3({ cellOvervoltageTrip_V: 4.6 }), rows).findings;
  expect(high.map(({ parameters }) => parameters)).toEqual([['cellOvervoltageTrip_V']]);
  const low = checkConfiguration(
    module,
    orv3({ cellOvervoltageTrip_V: 4.1, cellOvervoltageWarning_V: 4.05, chargeVoltage_V: 4 }),
    rows,
  ).findings;
  expect(low.flatMap(({ parameters }) => parameters)).toContain('cellOvervoltageTrip_V');
});

it('time to harm against the budget: a trip at what the bank bears comes too late', () => {
  const rows = stimuli.filter(({ protection }) => protection === 'CAPACITOR_OVERVOLTAGE');
  const { findings, rows: applied } = checkConfiguration(module, orv3({ cbuOvervoltageTrip_V: 50.99 }), rows);
  expect(applied[0]).toMatchObject({ askedThreshold: 50.99, debounce_samples: 10, delay_s: 0 });
  expect(applied[0]?.harm?.timeToHarm_s).toBeLessThan(applied[0]?.budget_s ?? 0);
  expect(findings.some(({ text }) => text.startsWith('CAPACITOR_OVERVOLTAGE: harm'))).toBe(true);
});
