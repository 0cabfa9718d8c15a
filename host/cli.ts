/** `ridethrough COMMAND`: exit code 0 all verdicts passed, 1 one failed, 2 wrong input (one line), 3 a fault of ours. */
import { certify } from './cli/certify.ts';
import { explain } from './cli/explain.ts';
import { list } from './cli/list.ts';
import { readOptions } from './cli/options.ts';
import { run } from './cli/run.ts';
import { serve } from './cli/serve.ts';
import { InputError, quote } from './input-error.ts';
import { namesAllowed } from './suggest.ts';

const USAGE = `ridethrough run SCENARIO|FILE.json [options]   simulate a scenario and judge it
  --preset NAME              another rack
  --set KEY=VALUE            a parameter, as often as needed: --set tripVoltage_V=48.2 --set loadPower_W=120%
  --seed N                   another draw of spread and noise
  --step S                   every step simulated: of the power stage, 1e-6 s or a whole part of it (default: time is
                             adaptive, --set timeMode=adaptive)
  --json                     the complete result on standard output
  --out FILE.csv|.json       CSV: raw samples of the main run; JSON: the result, with samples when --channels is given
  --channels a,b             which channels (default all)
  --from T, --to T           which part, in time since the start (default all)
  --black-box FILE.json      what every controller of the main run kept: its last records, frozen by a trip
  --rack N                   of which rack of a pod (default the worst)
ridethrough explain SCENARIO|FILE.json [options]   why a protection tripped, link by link (also --preset, --set, --seed, --json)
  --module N                 in which module (default where one tripped first)
  --protection ROW           which (default the first that opened)
ridethrough certify [ROW...] [--preset NAME] [--set KEY=VALUE]... [--workers N] [--json]
                             every protection from every phase: best and worst latency, worst plant value, margins
  --config                   instead: thresholds in order, inside the cells' range, as applied; time to harm
ridethrough list scenarios|presets|parameters|channels|metrics [--json]
ridethrough list schema                        JSON schema of scenario files
ridethrough serve [--port N]                   the page, on this machine
ridethrough bench [--json]                     how fast

Exit code: 0 every verdict passed (or there are none), 1 a verdict failed, 2 wrong input (one line says which), 3 a fault of ours.`;

const HELP = ['--help', '-h'];

type Command = (args: readonly string[]) => number | Promise<number>;

const commands: Readonly<Record<string, Command>> = {
  run,
  explain,
  certify,
  list,
  serve,
  bench: async (args) => {
    const options = readOptions(args, { json: 'flag' });
    const [unwanted] = options.positionals;
    if (unwanted !== undefined) throw new InputError('bench', quote(unwanted), 'nothing but --json');
    // loads what only it needs
    const { printBench } = await import('./bench/bench.ts');
    await printBench(options.has('json'));
    return 0;
  },
  help: () => {
    console.log(USAGE);
    return 0;
  },
};

/** Runs one command line and returns its exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const [given = '', ...rest] = args;
  const name = args.some((arg) => HELP.includes(arg)) ? 'help' : given;
  try {
    if (!Object.hasOwn(commands, name))
      throw new InputError('command', quote(given || undefined), namesAllowed('a command', given, Object.keys(commands)));
    return await (commands[name] as Command)(rest);
  } catch (error) {
    if (error instanceof InputError) {
      console.error(`ridethrough: ${error.message}`);
      return 2;
    }
    console.error('ridethrough: a fault of ours:', error instanceof Error ? error.message : error);
    return 3;
  }
}
