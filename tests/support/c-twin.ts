/** C sources beside the kernels they mirror, compiled where the machine has a C compiler. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../build/twin', import.meta.url));

/** What both yardsticks of speed and the test of equal bits are compiled with. No fused multiply-adds: they round once where wasm rounds twice. */
const ALWAYS = ['-std=gnu11', '-Wall', '-Werror', '-ffp-contract=off'];

function compilerName(): string | null {
  const named = process.env.CC ? [process.env.CC] : ['cc', 'gcc', 'clang'];
  return named.find((name) => spawnSync(name, ['--version']).status === 0) ?? null;
}

let compiler: string | null | undefined;

/** Path of the program made from a C source, or null where no C compiler is. A source that does not compile throws. */
export function compile(source: string, flags: readonly string[]): string | null {
  compiler ??= compilerName();
  if (compiler === null) return null;
  mkdirSync(folder, { recursive: true });
  const made = createHash('sha256')
    .update([compiler, ...ALWAYS, ...flags].join(' '))
    .update(readFileSync(source))
    .digest('hex');
  const program = join(folder, `${basename(source, '.c')}-${made.slice(0, 16)}`);
  if (existsSync(program)) return program;
  // under another name first: tests run side by side
  const part = `${program}.${process.pid}`;
  const { status, stderr } = spawnSync(compiler, [...ALWAYS, ...flags, source, '-lm', '-o', part], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${source}: ${stderr}`);
  renameSync(part, program);
  return program;
}
