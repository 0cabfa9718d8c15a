/** Input that cannot be taken: one line that says which path, what was given and what is allowed. */
export class InputError extends Error {
  constructor(
    readonly path: string,
    readonly given: string,
    readonly allowed: string,
  ) {
    super(oneLine(`${path}: given ${given}; allowed: ${allowed}`));
    this.name = 'InputError';
  }
}

const LONGEST = 60;

/** Whatever would break a line or move a cursor: control characters, line and paragraph separators. */
const oneLine = (text: string) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, '?');

/** The beginning of a text. */
export const short = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

/** Anything as a short text. */
export function quote(given: unknown): string {
  if (given === undefined) return 'nothing';
  return short(typeof given === 'number' || typeof given === 'bigint' ? String(given) : (JSON.stringify(given) ?? typeof given));
}
