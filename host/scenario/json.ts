/**
 * JSON with places: a fault is named by line and column, the same in every engine, and a key that is given twice is a
 * fault.
 */
import { InputError, quote } from '../input-error.ts';

/** Deeper than any scenario. */
const DEEPEST = 32;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /[^\s,:[\]{}"]+/y;

class Reader {
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly where: string,
  ) {}

  all(): unknown {
    const value = this.value(0);
    this.space();
    if (this.at < this.text.length) this.fail('the end of the text');
    return value;
  }

  private value(depth: number): unknown {
    if (depth > DEEPEST) this.fail(`at most ${DEEPEST} levels`);
    this.space();
    const next = this.text[this.at];
    if (next === '{') return this.object(depth);
    if (next === '[') return this.array(depth);
    if (next === '"') return this.string();
    const start = this.at;
    const number = this.match(NUMBER);
    if (number !== null && this.match(WORD) === null) {
      if (Number.isFinite(Number(number))) return Number(number);
    }
    this.at = start;
    const word = this.match(WORD);
    if (word === 'true') return true;
    if (word === 'false') return false;
    if (word === 'null') return null;
    this.at = start;
    return this.fail('a value (a finite number, text, true, false, null, a list or an object)');
  }

  private object(depth: number): Record<string, unknown> {
    const entries = new Map<string, unknown>();
    this.at++;
    this.space();
    if (this.take('}')) return {};
    do {
      this.space();
      if (this.text[this.at] !== '"') this.fail('a key in double quotes');
      const start = this.at;
      const key = this.string();
      if (entries.has(key)) {
        this.at = start;
        this.fail('every key once');
      }
      this.space();
      if (!this.take(':')) this.fail('":"');
      entries.set(key, this.value(depth + 1));
      this.space();
    } while (this.take(','));
    if (!this.take('}')) this.fail('"," or "}"');
    // makes even "__proto__" an ordinary key
    return Object.fromEntries(entries);
  }

  private array(depth: number): unknown[] {
    const values: unknown[] = [];
    this.at++;
    this.space();
    if (this.take(']')) return values;
    do {
      values.push(this.value(depth + 1));
      this.space();
    } while (this.take(','));
    if (!this.take(']')) this.fail('"," or "]"');
    return values;
  }

  /** By hand up to its end: a regular expression overflows the stack on a long one. */
  private string(): string {
    for (let end = this.at + 1; end < this.text.length; end++) {
      if (this.text[end] === '\\') end++;
      else if (this.text[end] === '"') {
        const value = decoded(this.text.slice(this.at, end + 1));
        if (value === null) break;
        this.at = end + 1;
        return value;
      }
    }
    return this.fail('text that ends in a double quote on the same line');
  }

  private match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (!found) return null;
    this.at += found.length;
    return found;
  }

  private take(character: string): boolean {
    if (this.text[this.at] !== character) return false;
    this.at++;
    return true;
  }

  private space(): void {
    while (' \t\r\n'.includes(this.text[this.at] ?? '!')) this.at++;
  }

  private fail(allowed: string): never {
    const before = this.text.slice(0, this.at).split('\n');
    const place = `line ${before.length}, column ${(before.at(-1) as string).length + 1}`;
    const rest = this.text.slice(this.at);
    const given = rest === '' ? 'the end of the text' : quote((/^[^\s,:[\]{}"]+|^"[^"\n]*"?|^./s.exec(rest) as RegExpExecArray)[0]);
    throw new InputError(`${this.where}: ${place}`, given, allowed);
  }
}

/** What a text in quotes stands for, or null when it holds a control character or an escape that JSON does not know. */
function decoded(quoted: string): string | null {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return null;
  }
}

/** Throws `InputError` with line and column. */
export function parseJson(text: string, where: string): unknown {
  return new Reader(text.replace(/^\uFEFF/, ''), where).all();
}
