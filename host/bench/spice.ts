/**
 * Against ngspice on the same circuit: the load steps of an ORv3 shelf, then nothing, a microsecond a step. Ours once
 * is what the netlist holds, the power stage alone, and once the whole simulation in open loop, with 396 cells, sensors
 * and recorder. ngspice counts its transient analysis alone, as the difference of two spans: neither start is in it.
 */
import { cases, type SpiceCase } from '../../tests/plant/spice/cases.ts';
import { columnsOf, readGolden } from '../../tests/plant/spice/golden.ts';
import { netlist } from '../../tests/plant/spice/netlist.ts';
import { ngspiceSeconds, ngspiceVersion, runNgspice, stepped } from '../../tests/plant/spice/ngspice.ts';
import { resolve } from '../scenario.ts';
import { type RunSpec, SimulationModule, TICKS_PER_SECOND } from '../simulation.ts';
import { blocks, imageBytes } from './images.ts';
import { type Row, type Say, seconds } from './row.ts';

const CASE = 'load-steps';
const SHORT_S = 6e-3;
const LONG_S = 26e-3;
/** From coarse to fine: the first that errs no more than we do. */
const STEPS = ['1u', '500n', '250n', '100n', '50n'];

const milliseconds = (span_s: number) => `${1e3 * span_s}m`;

export async function spice(say: Say): Promise<Row[]> {
  const version = ngspiceVersion();
  if (version === null) {
    say('ratio to ngspice: it is not installed');
    return [];
  }
  const given = cases.find(({ name }) => name === CASE) as SpiceCase;
  const files = netlist(given);
  const module = await SimulationModule.compile(imageBytes('ridethrough'));
  const spec = resolve(given);
  const fair = equalStep(module, spec, given.duration_s, files);
  const whole_s = () => wholeSimulation_s(module, spec);
  const alone_s = powerStageAlone_s();
  const against = (step: string, ours_s: () => number) => () => theirs_s(files, step) / ours_s();
  const name = `speed over that of ${version},`;
  return [
    { name: `${name} 1 us steps: power stage`, unit: 'x', measure: against('1u', alone_s) },
    { name: `${name} 1 us steps: whole shelf`, unit: 'x', measure: against('1u', whole_s) },
    { name: `${name} ${fair.said}: power stage`, unit: 'x', measure: against(fair.step, alone_s) },
  ];
}

const theirs_s = (files: ReturnType<typeof netlist>, step: string) =>
  ngspiceSeconds(stepped(files, step, milliseconds(LONG_S))) - ngspiceSeconds(stepped(files, step, milliseconds(SHORT_S)));

/** Longer than theirs: a span of ours is over before a clock has ticked. */
const REPEAT = 20;

function wholeSimulation_s(module: SimulationModule, spec: RunSpec): number {
  const span_ticks = (LONG_S - SHORT_S) * TICKS_PER_SECOND;
  const simulation = module.create({ ...spec, duration_s: SHORT_S + REPEAT * (LONG_S - SHORT_S) });
  simulation.run(SHORT_S * TICKS_PER_SECOND);
  return seconds(() => simulation.run(REPEAT * span_ticks)) / REPEAT;
}

function powerStageAlone_s(): () => number {
  const kernel = blocks();
  kernel.testPowerInit(46, 6.3e-3, 42, 20e-3);
  const fastTicks = ((LONG_S - SHORT_S) * TICKS_PER_SECOND) / 10;
  return () =>
    seconds(() => {
      for (let tick = 0; tick < REPEAT * fastTicks; tick++) {
        kernel.testPowerLatch();
        kernel.testPowerRun();
      }
    }) / REPEAT;
}

/** The coarsest step with which ngspice errs no more than we do, both against what it printed at 50 ns. */
function equalStep(module: SimulationModule, spec: RunSpec, duration_s: number, files: ReturnType<typeof netlist>) {
  const truth = readGolden(CASE).columns['v(l)'] as Float64Array;
  const peak_V = (volts: ArrayLike<number>) => truth.reduce((most, volt, k) => Math.max(most, Math.abs(volt - (volts[k] as number))), 0);
  const simulation = module.create(spec);
  simulation.run(simulation.duration_ticks);
  const ours_V = peak_V(simulation.raw('busVoltage_V', 0, truth.length));
  const shown = (volts: number) => `${(1e3 * volts).toFixed(3)} mV`;
  for (const step of STEPS.slice(0, -1)) {
    const theirs_V = peak_V(columnsOf(runNgspice(stepped(files, step, milliseconds(duration_s))))['v(l)'] as Float64Array);
    if (theirs_V <= ours_V) return { step, said: `its steps as fine as our error (${step}s: ${shown(theirs_V)}, ours ${shown(ours_V)})` };
  }
  return { step: '50n', said: `50 ns steps (our error ${shown(ours_V)})` };
}
