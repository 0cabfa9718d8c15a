/**
 * What can be built, each target only when it is stale: when the content of its inputs is not the one it was last built
 * from (build/stamps.json).
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compressFolder } from './compress.ts';
import { buildWasm, wasmTargets } from './wasm.ts';

const STAMPS = 'build/stamps.json';
const CORE = ['assembly', 'scripts/wasm.ts', 'host/abi', 'asconfig.json', 'package-lock.json'];
const PAGE = ['web', 'host', 'vite.config.ts', 'package.json', 'scripts/compress.ts', ...CORE];

function contentOf(paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of [...new Set(paths.flatMap(filesIn))].sort()) hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
}

function filesIn(path: string): string[] {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map((name) => join(path, name))
    .filter((file) => statSync(file).isFile());
}

async function buildPage(): Promise<void> {
  // what only the page needs: the images build without it
  const { writeRecorded } = await import('../host/record.ts');
  await writeRecorded(wasmTargets.simulation.out, 'build/recorded.json');
  const { build } = await import('vite');
  await build({ configFile: 'vite.config.ts', logLevel: 'warn' });
  compressFolder('build/web');
}

export const targets: Record<string, { inputs: readonly string[]; out: string; build: () => Promise<void> }> = {
  ...Object.fromEntries(
    Object.entries(wasmTargets).map(([name, { out }]) => [
      name,
      { inputs: CORE, out, build: () => buildWasm(name as keyof typeof wasmTargets) },
    ]),
  ),
  page: { inputs: PAGE, out: 'build/web/index.html', build: buildPage },
};

/** Builds those of the named targets that are stale. */
export async function build(names: readonly string[]): Promise<void> {
  mkdirSync('build', { recursive: true });
  const stamps: Record<string, string> = existsSync(STAMPS) ? JSON.parse(readFileSync(STAMPS, 'utf8')) : {};
  for (const name of names) {
    const target = targets[name];
    if (!target) {
      console.error(`build: ${name} is no target; there are ${Object.keys(targets).join(', ')}`);
      process.exit(2);
    }
    const content = contentOf(target.inputs);
    if (stamps[name] === content && existsSync(target.out)) continue;
    console.error(`building ${target.out}`);
    try {
      await target.build();
    } catch (error) {
      // the compiler's own words say where; our stack says nothing
      console.error(error instanceof Error ? error.message : error);
      process.exit(3);
    }
    stamps[name] = content;
    writeFileSync(STAMPS, JSON.stringify(stamps, null, 2));
  }
}
