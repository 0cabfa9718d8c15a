/** ngspice from the command line. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Netlist } from './netlist.ts';

/** As it names itself (`ngspice-39`), or null where it is not installed. */
export function ngspiceVersion(): string | null {
  const { stdout } = spawnSync('ngspice', ['--version'], { encoding: 'utf8' });
  return /ngspice-\S+/.exec(stdout ?? '')?.[0] ?? null;
}

/** A netlist with a step of at most `step` over `span` instead of its own, both as ngspice writes them. */
export function stepped(files: Netlist, step: string, span: string): Netlist {
  return Object.fromEntries(Object.entries(files).map(([file, text]) => [file, text.replace(/^tran .*$/m, `tran 1u ${span} 0 ${step}`)]));
}

/** What the netlist writes to `out.txt`, its digits untouched, with commas between the columns. */
export function runNgspice(files: Netlist): string {
  return inFolder(files, (folder) =>
    readFileSync(join(folder, 'out.txt'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.trim().split(/\s+/).join(','))
      .join('\n'),
  );
}

/** Seconds of its transient analysis alone, as ngspice says. */
export function ngspiceSeconds(files: Netlist): number {
  const timed = Object.fromEntries(Object.entries(files).map(([file, text]) => [file, text.replace(/^wrdata .*$/m, 'rusage trantime')]));
  return inFolder(timed, (_, said) => Number(/^Transient analysis time = (\S+)/m.exec(said)?.[1] ?? Number.NaN));
}

function inFolder<T>(files: Netlist, read: (folder: string, said: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'ridethrough-spice-'));
  try {
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
    const { stdout, stderr } = spawnSync('ngspice', ['-b', Object.keys(files)[0] as string], { cwd: folder, encoding: 'utf8' });
    // the exit code is 0 whatever happened, and an aborted run leaves rows of zeros
    if (/abort|error/i.test(stdout + stderr)) throw new Error(`ngspice: ${stdout}\n${stderr}`);
    return read(folder, stdout);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
