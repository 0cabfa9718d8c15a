/** The netlists with their placeholders filled in: `{name}` is a parameter of the plant, as its number and nothing else. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from '../../../host/scenario.ts';
import type { SpiceCase } from './cases.ts';

/** Text by file name: the case, and what it includes. */
export type Netlist = Readonly<Record<string, string>>;

export function netlist(given: SpiceCase): Netlist {
  const { parameters } = resolve(given);
  const filled = (file: string) =>
    readFileSync(new URL(file, import.meta.url), 'utf8').replace(/\{(\w+)\}/g, (_, name: string) => {
      if (!Object.hasOwn(parameters, name)) throw new RangeError(`${file}: ${name} is not a parameter`);
      return String(parameters[name]);
    });
  const name = `${given.name}.cir`;
  const text = filled(name);
  const included = [...text.matchAll(/^\.include (\S+)$/gm)].map(([, file]) => file as string);
  return Object.fromEntries([[name, text], ...included.map((file) => [file, filled(file)])]);
}

/** Changes with every element and value, but not with what is only said of them. */
export function fingerprint(files: Netlist): string {
  const said = Object.values(files)
    .flatMap((text) => text.split('\n'))
    .filter((line) => line !== '' && !line.startsWith('*'));
  return createHash('sha256').update(said.join('\n')).digest('hex').slice(0, 16);
}
