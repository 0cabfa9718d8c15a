/**
 * The words of vitest that the firmware's tests are written in, so that the same files are the killing tests: collected
 * once, each run as often as there are mutants, in this process.
 */
import { format, isDeepStrictEqual } from 'node:util';

export interface Test {
  name: string;
  run: () => unknown;
}

/** In the order of the files and of their lines. */
export const tests: Test[] = [];
let path: string[] = [];

type Body = (...args: never[]) => unknown;
type Each = (table: readonly unknown[]) => (name: string, body: Body) => void;

function titled(name: string, row: unknown): string {
  const fields = Object(row) as Record<string, unknown>;
  return format(
    name.replace(/\$(\w+)/g, (_, key) => String(fields[key])),
    ...(Array.isArray(row) ? row : [row]),
  ).split('\n')[0] as string;
}

const eachOf =
  (one: (name: string, body: () => unknown) => void): Each =>
  (table) =>
  (name, body) => {
    for (const row of table) one(titled(name, row), () => body(...((Array.isArray(row) ? row : [row]) as never[])));
  };

function one(name: string, body: () => unknown): void {
  tests.push({ name: [...path, name].join(' > '), run: body });
}
function group(name: string, body: () => unknown): void {
  const outer = path;
  path = [...path, name];
  body();
  path = outer;
}
const nothing = () => {};
export const it = Object.assign(one, { each: eachOf(one), skip: nothing, skipIf: (no: unknown) => (no ? nothing : one) });
export const test = it;
export const describe = Object.assign(group, { each: eachOf(group), skip: nothing, skipIf: (no: unknown) => (no ? nothing : group) });

/** What `expect` throws. */
export class Refused extends Error {}

const partly = (value: unknown, wanted: unknown): boolean =>
  typeof wanted === 'object' && wanted !== null && !Array.isArray(wanted)
    ? Object.entries(wanted).every(([key, part]) => partly(Object(value)[key], part))
    : isDeepStrictEqual(value, wanted);

const matchers = {
  toBe: (value: unknown, wanted: unknown) => Object.is(value, wanted),
  toEqual: (value: unknown, wanted: unknown) => isDeepStrictEqual(value, wanted),
  toMatchObject: partly,
  toContain: (value: unknown, wanted: unknown) => (value as unknown[]).includes(wanted),
  toHaveLength: (value: unknown, wanted: unknown) => (value as unknown[]).length === wanted,
  toBeCloseTo: (value: number, wanted: number, digits = 2) => Math.abs(value - wanted) < 0.5 * 10 ** -digits,
  toBeLessThan: (value: number, wanted: number) => value < wanted,
  toBeLessThanOrEqual: (value: number, wanted: number) => value <= wanted,
  toBeGreaterThan: (value: number, wanted: number) => value > wanted,
  toBeGreaterThanOrEqual: (value: number, wanted: number) => value >= wanted,
  toBeDefined: (value: unknown) => value !== undefined,
  toBeUndefined: (value: unknown) => value === undefined,
  toBeNull: (value: unknown) => value === null,
  toBeTruthy: (value: unknown) => Boolean(value),
  toBeFalsy: (value: unknown) => !value,
  toBeNaN: (value: unknown) => Number.isNaN(value),
};
type Matchers = { [Name in keyof typeof matchers]: (...wanted: unknown[]) => void };
type Check = (value: unknown, ...wanted: unknown[]) => boolean;

class Expectation {
  constructor(
    readonly value: unknown,
    readonly holds: boolean,
    readonly says: string,
  ) {}

  get not(): Expectation & Matchers {
    return new Expectation(this.value, !this.holds, this.says) as Expectation & Matchers;
  }
}
for (const [name, check] of Object.entries(matchers) as [string, Check][])
  Object.defineProperty(Expectation.prototype, name, {
    value(this: Expectation, ...wanted: unknown[]) {
      if (check(this.value, ...wanted) !== this.holds)
        throw new Refused(format(this.says, this.value, this.holds ? '' : 'not', name, ...wanted));
    },
  });

export const expect = (value: unknown, says = '') => new Expectation(value, true, says) as Expectation & Matchers;
