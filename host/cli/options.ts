/** Options of a command; whatever is wrong with them is one line. */
import { parseArgs } from 'node:util';
import { InputError, quote } from '../input-error.ts';
import { parseQuantity } from '../quantity.ts';
import { namesAllowed } from '../suggest.ts';

/** `text` takes a value and may come once, `texts` any number of times, `flag` takes none. */
export type OptionKinds = Readonly<Record<string, 'text' | 'texts' | 'flag'>>;

export class Options {
  constructor(
    readonly positionals: readonly string[],
    private readonly values: Readonly<Record<string, unknown>>,
  ) {}

  has(name: string): boolean {
    return this.values[name] !== undefined;
  }

  texts(name: string): readonly string[] {
    return (this.values[name] as string[] | undefined) ?? [];
  }

  text(name: string): string | undefined {
    const given = this.texts(name);
    if (given.length > 1) throw new InputError(`--${name}`, given.map(quote).join(' and '), 'once');
    return given[0];
  }

  /** A whole number. */
  whole(name: string, min: number, max: number): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    if (/^\d{1,16}$/.test(text) && Number(text) >= min && Number(text) <= max) return Number(text);
    throw new InputError(`--${name}`, quote(text), `a whole number, ${min} to ${max}`);
  }

  /** Seconds, from text with or without a unit. */
  time(name: string, min_s: number, max_s: number): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const value = parseQuantity(text, 's');
    if (value !== null && value >= min_s && value <= max_s) return value;
    throw new InputError(`--${name}`, quote(text), `a time, ${min_s} s to ${max_s} s`);
  }
}

export function readOptions(args: readonly string[], kinds: OptionKinds): Options {
  const options = Object.fromEntries(
    Object.entries(kinds).map(([name, kind]) => [
      name,
      { type: kind === 'flag' ? ('boolean' as const) : ('string' as const), multiple: true },
    ]),
  );
  try {
    const { values, positionals } = parseArgs({ args: joinNegative(args, kinds), options, allowPositionals: true });
    for (const [name, given] of Object.entries(values))
      if (kinds[name] === 'flag' && (given as boolean[]).length > 1) throw new InputError(`--${name}`, `--${name} twice`, 'once');
    return new Options(positionals, values);
  } catch (error) {
    throw error instanceof InputError ? error : refused(error as Error, kinds);
  }
}

/** `--from -1` as `--from=-1`: a number is a value, whatever its sign, and whoever wants it says what is wrong with it. */
function joinNegative(args: readonly string[], kinds: OptionKinds): string[] {
  const joined: string[] = [];
  for (const arg of args) {
    const before = joined.at(-1) ?? '';
    if (/^-[\d.]/.test(arg) && before.startsWith('--') && ['text', 'texts'].includes(kinds[before.slice(2)] ?? ''))
      joined[joined.length - 1] = `${before}=${arg}`;
    else joined.push(arg);
  }
  return joined;
}

/** Node says it in sentences, sometimes in several lines. */
function refused({ message }: Error, kinds: OptionKinds): InputError {
  const option = /'(-[^\s'=]*)/.exec(message)?.[1] ?? 'options';
  const name = option.replace(/^-+/, '');
  if (!Object.hasOwn(kinds, name))
    return new InputError(
      'options',
      quote(option),
      namesAllowed(
        'an option',
        option,
        Object.keys(kinds).map((kind) => `--${kind}`),
      ),
    );
  if (/ambiguous/.test(message)) return new InputError(option, 'a value that begins with "-"', `${option}=VALUE`);
  return kinds[name] === 'flag' ? new InputError(option, 'a value', 'no value') : new InputError(option, 'no value', `${option} VALUE`);
}
