/** The certificate: every row has a stimulus, latencies are what settings and rates make them, what is too slow fails by name. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { enumerations } from '../../host/abi/registers.ts';
import { type Certificate, certifyRow, idOf } from '../../host/certify/certify.ts';
import { phases_us } from '../../host/certify/latency.ts';
import { type Subject, shelfSpec } from '../../host/certify/shelf.ts';
import { stimuli, untried } from '../../host/certify/stimuli.ts';
import { presets } from '../../host/presets.ts';
import { SimulationModule } from '../../host/simulation.ts';
import { ridethrough } from '../support/command.ts';

const module = await SimulationModule.compile(readFileSync(new URL('../../build/ridethrough.wasm', import.meta.url)));

const subject = (set: Subject['set'] = {}): Subject => ({ preset: 'orv3-shelf', set });
function certified(id: string, set: Subject['set'] = {}) {
  const stimulus = stimuli.find((each) => idOf(each) === id);
  if (!stimulus) throw new RangeError(id);
  return certifyRow(module, subject(set), stimulus) as Certificate;
}

it('every row of the protection table has a stimulus, or a reason why not', () => {
  const simulation = module.create(shelfSpec(subject(), 1e-3, {}));
  const kinds = ['cbu', 'bbu'] as const;
  const without = kinds.flatMap((kind, k) =>
    simulation
      .protectionRows(k)
      .map((row) => ({ protection: enumerations.Protection[row.protection], quantity: enumerations.Quantity[row.quantity] }))
      .filter(({ protection }) => !(protection && protection in untried))
      .filter(
        (row) => !stimuli.some((s) => s.kind === kind && s.protection === row.protection && (s.quantity ?? row.quantity) === row.quantity),
      )
      .map(({ protection, quantity }) => `${kind}/${protection}/${quantity}`),
  );
  expect(without).toEqual([]);
  // and none that no table knows
  const known = kinds.flatMap((kind, k) => simulation.protectionRows(k).map((row) => `${kind}/${enumerations.Protection[row.protection]}`));
  for (const { kind, protection } of stimuli) expect(known).toContain(`${kind}/${protection}`);
  expect(new Set(stimuli.map(idOf)).size).toBe(stimuli.length);
});

it('phases meet both sides of every tick of their task', () => {
  expect(phases_us('FAST')).toEqual(expect.arrayContaining([0, 1, 9, 10, 11, 5003]));
  expect(phases_us('MS').length).toBe(200);
  for (const ms of [0, 7000, 9000]) expect(phases_us('TEN_MS')).toEqual(expect.arrayContaining([ms, ms + 1, ms + 999]));
});

describe('latencies, worked out by hand', () => {
  it('a silent bus sensor: 1 ms of age, the next look of the 1 ms task, a fast tick, 8 ms of the contactor', () => {
    const { best, worst, budget, pass } = certified('bbu/STALE_SENSOR/FAST_AGE');
    expect(pass).toBe(true);
    // last fresh just before a look, or just after one
    expect(best.total_s).toBeCloseTo(9.01e-3, 5);
    expect(worst.total_s).toBeCloseTo(10.01e-3, 5);
    expect(worst.actuator_s).toBeCloseTo(8e-3, 9);
    expect(worst.task_s).toBeCloseTo(10e-6, 9);
    expect(worst.sensor_s).toBeLessThanOrEqual(budget.sensor_s);
  });

  it('a group that leaves right after its scan waits 13 ms, then three samples, 20 ms and the contactor', () => {
    const { best, worst, budget } = certified('bbu/CELL_UNDERVOLTAGE', { voltageDebounce_samples: 3, voltageDelay_s: 0.02 });
    expect(worst.sensor_s).toBeCloseTo(13e-3, 4);
    expect([worst.debounce_s, worst.delay_s, worst.actuator_s].map((t) => Number(t.toFixed(9)))).toEqual([20e-3, 20e-3, 8e-3]);
    expect(best.total_s).toBeCloseTo(worst.total_s - 10e-3, 4);
    expect(worst.total_s).toBeLessThanOrEqual(budget.total_s);
  });

  it('a short circuit is cut within 200 us from every phase', () => {
    const { worst, budget, letThrough, pass, phases } = certified('bbu/SHORT_CIRCUIT');
    console.log(
      `short circuit: worst ${(worst.total_s * 1e6).toFixed(0)} us over ${phases} phases, let-through ${letThrough?.worst_A2s.toFixed(1)} A2s`,
    );
    expect([budget.total_s, pass]).toEqual([200e-6, true]);
    expect(worst.total_s).toBeLessThanOrEqual(200e-6);
  });
});

describe('what is too slow', () => {
  it('fails on time: a short circuit debounced for 30 samples', () => {
    const { pass, timeMargin_s, worst } = certified('bbu/SHORT_CIRCUIT', { shortCircuitDebounce_samples: 30 });
    expect(pass).toBe(false);
    expect(timeMargin_s).toBeLessThan(0);
    expect(worst.debounce_s).toBeCloseTo(290e-6, 9);
  });

  it('fails on harm: a trip at what the bank bears, one below passes', () => {
    const at = certified('cbu/CAPACITOR_OVERVOLTAGE', { cbuOvervoltageTrip_V: 51 });
    expect([at.pass, at.timeMargin_s >= 0]).toEqual([false, true]);
    expect(at.harm).toMatchObject({ watch: 'storageVoltage_V', limit: 51, reached: true });
    expect(at.harm?.margin).toBeLessThan(0);
    const below = certified('cbu/CAPACITOR_OVERVOLTAGE');
    console.log(`capacitor overvoltage: ${below.harm?.worst.toFixed(3)} V of 51, at a trip of 51 V ${at.harm?.worst.toFixed(3)} V`);
    expect(below.pass).toBe(true);
  });

  it('is named by the command, with exit code 1', async () => {
    const { code, out } = await ridethrough('certify', 'cbu/CAPACITOR_OVERVOLTAGE', '--set', 'cbuOvervoltageTrip_V=51');
    expect(code).toBe(1);
    expect(out).toMatch(/FAIL {2}cbu\/CAPACITOR_OVERVOLTAGE/);
    expect(out).toMatch(/FAIL: 0 of 1 rows certified/);
  });
});

describe('the command', () => {
  it('gives data, and refuses a row that is none', async () => {
    const { code, out } = await ridethrough('certify', 'cbu/STALE_SENSOR/FAST_AGE', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ preset: 'orv3-shelf', pass: true, rows: [{ id: 'cbu/STALE_SENSOR/FAST_AGE', pass: true }] });
    expect((await ridethrough('certify', 'SHORT_CIRCIUT')).err).toMatch(
      /^ridethrough: certify: given "SHORT_CIRCIUT"; allowed: .*SHORT_CIRCUIT/,
    );
  });

  it('runs several rows in processes of their own, in the order of the table', async () => {
    const { code, out } = await ridethrough('certify', 'SHARE_LINE_LOST', '--workers', '2', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out).rows.map(({ id }: { id: string }) => id)).toEqual(['bbu/SHARE_LINE_LOST', 'cbu/SHARE_LINE_LOST']);
  });
});

it('every preset makes a shelf to try it on', () => {
  for (const preset of Object.keys(presets)) expect(shelfSpec({ preset, set: {} }, 1e-3, {}).parameters.bbuModules).toBe(1);
});
