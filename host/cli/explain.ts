/** `ridethrough explain`: why a protection tripped, from the first sample outside to the current's end. */
import { enumerations } from '../abi/registers.ts';
import { type Chain, explain as chainOf, type ProtectionName } from '../explain.ts';
import { InputError, quote } from '../input-error.ts';
import { formatResult } from '../quantity.ts';
import { namesAllowed } from '../suggest.ts';
import { loadSimulation } from './load.ts';
import { type OptionKinds, type Options, readOptions } from './options.ts';
import { readScenario } from './order.ts';
import { indent, table } from './table.ts';

const options_: OptionKinds = { preset: 'text', set: 'texts', seed: 'text', module: 'text', protection: 'text', json: 'flag' };

export async function explain(args: readonly string[]): Promise<number> {
  const options = readOptions(args, options_);
  const { scenario, runs } = readScenario('explain', options);
  const [main] = runs;
  if (!main) throw new InputError('explain', quote(scenario.name), 'a scenario with a run');
  const { spec } = main;
  const { cbuModules = 0, bbuModules = 0 } = spec.parameters;
  const which = {
    ...(options.has('module') && { module: options.whole('module', 0, cbuModules + bbuModules - 1) as number }),
    ...(options.has('protection') && { protection: readProtection(options) }),
  };
  const module = await loadSimulation();
  const simulation = module.create(spec);
  simulation.run(simulation.duration_ticks);
  const chain = chainOf(module, simulation, spec, which);
  if (options.has('json'))
    console.log(
      JSON.stringify({ scenario: scenario.name, preset: scenario.preset, seed: scenario.seed, run: main.run.label, chain }, null, 2),
    );
  else console.log((chain ? chainLines(chain) : [nothingText(which)]).join('\n'));
  return 0;
}

function readProtection(options: Options): ProtectionName {
  const given = options.text('protection') as string;
  const names = enumerations.Protection;
  if ((names as readonly string[]).includes(given)) return given as ProtectionName;
  throw new InputError('--protection', quote(given), namesAllowed('a protection', given, names));
}

function nothingText({ module, protection }: { module?: number; protection?: ProtectionName }): string {
  return `${protection ?? 'nothing'} ${protection ? 'did not trip' : 'tripped'}${module === undefined ? '' : ` in module ${module}`}`;
}

const SEVERITIES = { OPEN: 'opens', LIMIT: 'halves the current limit', REPORT: 'is reported' } as const;

export function chainLines(chain: Chain): string[] {
  const { module, protection, severity, latch, quantity, upper, threshold, unit, steps } = chain;
  const stays = `${quantity} must stay ${upper ? 'below' : 'above'} ${formatResult(threshold, unit)}`;
  const begin_s = steps[0]?.t_s ?? 0;
  const rows = steps.map(({ t_s, delta_s, text, value, unit: of }) => [
    formatResult(t_s, 's', 6),
    formatResult(Number((t_s - begin_s).toFixed(9)), 's', 6),
    formatResult(delta_s, 's', 6),
    text,
    value === null ? '' : formatResult(value, of, 5),
  ]);
  return [
    `module ${module}: ${protection} ${SEVERITIES[severity]}${latch ? ' and latches' : ''}; ${stays}`,
    '',
    ...indent(table([['time', 'after', 'delta', 'what', 'value'], ...rows], [0, 1, 2, 4])),
  ];
}
