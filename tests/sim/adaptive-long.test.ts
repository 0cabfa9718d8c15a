/** Adaptive against fine time over whole outages, noise off. The fine runs take minutes: only in `npm run campaign`. */
import { expect, it } from 'vitest';
import { judge, resolve, rulesFor, type Scenario, scenarios } from '../../host/scenario.ts';
import type { CoreMetricName } from '../../host/simulation.ts';
import { apart_s, both, fine_s, kinds, residuals } from '../support/adaptive.ts';

const wanted = process.env.RIDETHROUGH_LONG?.split(',') ?? [];
const scenario = scenarios['long-outage'] as Scenario;
const run = scenario.runs[0] as Scenario['runs'][0];
const EXTREMES: CoreMetricName[] = [
  'busVoltageMin_V',
  'busVoltageMax_V',
  'capacitorVoltageMin_V',
  'capacitorVoltageMax_V',
  'cellVoltageMin_V',
];

it.skipIf(wanted.length === 0).each(wanted.length > 0 ? wanted : ['no rack, RIDETHROUGH_LONG is not set'])(
  'five minutes on the battery: %s',
  { timeout: 3.6e6 },
  (preset) => {
    const { fine, adaptive } = both({ ...scenario, preset }, { sensorNoise: 'off' }, run);
    const [a, f] = [adaptive.metrics(), fine.metrics()];
    const [la, lf] = [adaptive.ledger(), fine.ledger()];
    console.log(
      [
        `${preset}: ${fine_s(adaptive).toFixed(2)} s of ${scenario.duration_s} s fine; ${fine.log().length} events within ${apart_s(fine.log(), adaptive.log())} s`,
        ...EXTREMES.map((name) => `  ${name} ${f[name]} ${((a[name] as number) - (f[name] as number)).toExponential(1)}`),
        `  hottestCell_degC ${f.hottestCell_degC} ${((a.hottestCell_degC as number) - (f.hottestCell_degC as number)).toExponential(1)}`,
        `  packSoc ${fine.truth().packSoc} ${(adaptive.truth().packSoc - fine.truth().packSoc).toExponential(1)}`,
        `  capacitorVoltage_V ${fine.truth().capacitorVoltage_V} ${(adaptive.truth().capacitorVoltage_V - fine.truth().capacitorVoltage_V).toExponential(1)}`,
        ...(['load_J', 'lossConverter_J', 'lossPackToAir_J', 'storePack_J', 'storeCapacitor_J'] as const).map(
          (name) => `  ${name} ${lf[name]} ${((la[name] - lf[name]) / lf.load_J).toExponential(1)} of the load's energy`,
        ),
        `  residuals, adaptive: ${JSON.stringify(residuals(adaptive))}, fine: ${JSON.stringify(residuals(fine))}`,
        `  wall time ${(a.wallTime_s as number).toFixed(1)} s, fine ${(f.wallTime_s as number).toFixed(1)} s`,
      ].join('\n'),
    );
    expect(kinds(adaptive.log())).toEqual(kinds(fine.log()));
    expect(apart_s(fine.log(), adaptive.log())).toBeLessThan(20e-6);
    for (const name of EXTREMES) expect(Math.abs((a[name] as number) - (f[name] as number)), name).toBeLessThan(0.2e-3);
    const verdicts = (metrics: typeof a) =>
      judge(rulesFor(scenario, run), metrics, resolve(scenario, {}, run).parameters).map(({ pass }) => pass);
    expect(verdicts(a)).toEqual(verdicts(f));
  },
);
