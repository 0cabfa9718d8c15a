import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, vi } from 'vitest';
import { main } from '../../host/cli.ts';

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** One command line in this process: its exit code and what it printed. */
export async function ridethrough(...args: readonly string[]): Promise<Outcome> {
  const printed = { log: '', error: '' };
  const spies = (['log', 'error'] as const).map((stream) =>
    vi.spyOn(console, stream).mockImplementation((...words) => {
      printed[stream] += `${words.join(' ')}\n`;
    }),
  );
  try {
    const code = await main(args);
    return { code, out: printed.log, err: printed.error };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

/** An empty folder that is gone after the tests of the file. */
export function scratch() {
  const folder = mkdtempSync(join(tmpdir(), 'ridethrough-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    folder,
    path: (name: string) => join(folder, name),
    /** Everything in it, part files included. */
    files: () => readdirSync(folder).sort(),
    /** Writes a file, text as it is and anything else as JSON; returns its path. */
    write: (name: string, content: unknown) => {
      const path = join(folder, name);
      writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
      return path;
    },
  };
}
