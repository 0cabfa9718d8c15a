/** What the command line reads from files: scenarios and the simulation itself. */
import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve as resolvePath } from 'node:path';
import { InputError, quote } from '../input-error.ts';
import { parseJson, type Scenario, scenarios, validateScenario } from '../scenario.ts';
import { SimulationModule } from '../simulation.ts';
import { namesAllowed } from '../suggest.ts';

const LARGEST_BYTES = 16 << 20;

/** A scenario of the library by its name, or a file by its path. */
export function loadScenario(given: string): Scenario {
  if (Object.hasOwn(scenarios, given)) return scenarios[given] as Scenario;
  if (!/\.json$|[/\\]/.test(given))
    throw new InputError('scenario', quote(given), namesAllowed('a path FILE.json or a name', given, Object.keys(scenarios)));
  // a path inside the file is seen from the file
  const beside = (path: string) => readText(resolvePath(dirname(given), path), 'loadTrace', 'a CSV file');
  return validateScenario(parseJson(readText(given, 'scenario', 'a JSON file'), given), given, beside);
}

function readText(file: string, path: string, what: string): string {
  try {
    const { size } = statSync(file);
    if (size > LARGEST_BYTES) throw Object.assign(new Error(), { code: `${size} bytes, at most ${LARGEST_BYTES}` });
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new InputError(path, quote(file), `${what} that can be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

/** The simulation that was built last. */
export async function loadSimulation(): Promise<SimulationModule> {
  const file = new URL('../../build/ridethrough.wasm', import.meta.url);
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = new Uint8Array(readFileSync(file));
  } catch {
    throw new Error('build/ridethrough.wasm is not there: npm run build');
  }
  return SimulationModule.compile(bytes);
}
