/**
 * All mutants in one image: each place asks which mutant is on, `mutantOn(17) ? a > b : a >= b`, so that a mutant is a test run
 * and not a build. Which one is on is imported, and so in force before the constants of the modules are set.
 */
import { readFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { main } from 'assemblyscript/asc';
import type { Mutant } from './operators.ts';

const SWITCH = 'assembly/mutant.ts';
/**
 * One answers; the other says no, and notes what is reached: where it can be told without doing anything, only when the
 * mutant would make a difference there.
 */
const switches = {
  mutants:
    '@external("env", "mutant") declare const mutant: i32;\n@inline export function mutantOn(id: i32): bool { return mutant == id; }\n',
  reached:
    '@external("env", "reached") declare function reached(id: i32): void;\n' +
    'export function mutantOn(id: i32, differs: bool): bool { if (differs) reached(id); return false; }\n',
};
/** Calls that change nothing. */
const HARMLESS = /\b(min|max|clamp|fade|approach|settle|size|within|ticksOf|line|valid|isNaN|called|matches|limit|reached)(<\w+>)?\(/g;
const harmless = (text: string) => !/[\w\])]\(|\+\+|--|[^=!<>]=[^=]|\[/.test(text.replace(HARMLESS, '('));
export type Image = keyof typeof switches;

/** `text` with every mutant of it switched; number of the first of them is `first`. They are in the order of the text. */
export function switched(text: string, mutants: readonly Mutant[], first: number, image: Image = 'mutants'): string {
  let next = 0;
  /** The text from `start` to `end`, whatever lies inside it switched. */
  function within(start: number, end: number): string {
    let out = '';
    let at = start;
    for (;;) {
      const mutant = mutants[next];
      if (!mutant || mutant.start >= end) return out + text.slice(at, end);
      out += text.slice(at, mutant.start) + place(mutant.start, mutant.end);
      at = mutant.end;
    }
  }
  function difference(mutant: Mutant): string {
    if (mutant.construction) return 'true';
    const now = text.slice(mutant.start, mutant.end);
    const [target, value] = now.replace(/;$/, '').split(/ = (.*)/s);
    if (mutant.statement) return value && harmless(`${target}`) && harmless(value) ? `${target} != (${value})` : 'true';
    // a comparison or condition is a bool whatever stands around it; a literal takes its type from there
    if (!/comparison|boolean/.test(mutant.operator) || !harmless(now) || !harmless(mutant.text)) return 'true';
    return `(${now}) != (${mutant.text})`;
  }
  /** All that may stand from `start` to `end`. */
  function place(start: number, end: number): string {
    let before = '';
    let after = '';
    for (;;) {
      const mutant = mutants[next];
      if (!mutant || mutant.start !== start || mutant.end !== end) break;
      const question = `mutantOn(${first + next++}${image === 'mutants' ? '' : `, ${difference(mutant)}`})`;
      if (mutant.statement) {
        before += `{ if (!${question}) { `;
        after += ' } }';
      } else {
        before += `(${question} ? ${mutant.text} : `;
        after += ')';
      }
    }
    return before + within(start, end) + after;
  }
  return within(0, text.length);
}

/** The compiler takes some mutants not. */
export class Refusal extends Error {
  constructor(
    message: string,
    readonly mutants: readonly number[],
  ) {
    super(message);
  }
}

/** Which mutants stand where the compiler complains. */
function mutantsAt(complaints: string, files: ReadonlyMap<string, string>): number[] {
  return [...complaints.matchAll(/in (\S+)\((\d+),(\d+)\)/g)].flatMap(([, file, line, column]) => {
    const text = files.get(file as string)?.split('\n')[Number(line) - 1] ?? '';
    const at = Number(column) - 1;
    const id = /^.{0,2}mutantOn\((\d+)/.exec(text.slice(at))?.[1] ?? /.*mutantOn\((\d+)/s.exec(text.slice(0, at))?.[1];
    return id ? [Number(id)] : [];
  });
}

/** Compiles `entry` (a target of asconfig.json) with these files instead of those on the disk. */
async function compile(entry: string, target: string, files: ReadonlyMap<string, string>): Promise<Uint8Array> {
  let binary: Uint8Array | undefined;
  const { error, stderr } = await main(
    [entry, '--config', 'asconfig.json', '--target', target, '--optimizeLevel', '2', '--outFile', 'out.wasm'],
    {
      readFile: (name) => {
        const replaced = files.get(name);
        if (replaced !== undefined) return replaced;
        try {
          return readFileSync(name, 'utf8');
        } catch {
          return null;
        }
      },
      writeFile: (_, contents) => {
        if (typeof contents !== 'string') binary = contents;
      },
    },
  );
  if (error || !binary) throw new Refusal(`${entry}: ${stderr.toString()}`, mutantsAt(stderr.toString(), files));
  return binary;
}

/** Builds `target` with all mutants of `sources` (file and text) in it. */
export async function buildImage(
  entry: string,
  target: string,
  image: Image,
  sources: ReadonlyMap<string, string>,
  mutants: readonly Mutant[],
): Promise<Uint8Array> {
  const files = new Map([[SWITCH, switches[image]]]);
  for (const [file, text] of sources) {
    const first = mutants.findIndex((mutant) => mutant.file === file);
    const own = mutants.filter((mutant) => mutant.file === file);
    const path = relative(dirname(file), SWITCH.replace('.ts', '')).replaceAll('\\', '/');
    // on the first line: the compiler's line numbers stay
    files.set(file, `import { mutantOn } from '${path.startsWith('.') ? path : `./${path}`}'; ${switched(text, own, first, image)}`);
  }
  return compile(entry, target, files);
}
