/** Traces of the load: a CSV file with the columns time_s and power_W, and what is asked of any trace. */
import { InputError, quote } from '../input-error.ts';
import { plain } from '../quantity.ts';
import { LONGEST_S, MOST_ITEMS, MOST_LOAD_W } from './limits.ts';
import type { LoadTrace } from './schema.ts';

const COLUMNS = ['time_s', 'power_W'];

/** Throws `InputError` with the line. `where` stands before it. */
export function traceOf(csv: string, where: string): LoadTrace {
  const lines = csv
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((text, k) => ({ at: `${where}: line ${k + 1}`, fields: text.split(',').map((field) => field.trim()) }))
    .filter(({ fields }) => fields.some((field) => field !== '') && !fields[0]?.startsWith('#'));
  const [head, ...rows] = lines;
  const places = COLUMNS.map((name) => head?.fields.indexOf(name) ?? -1);
  if (places.includes(-1)) throw new InputError(head?.at ?? where, quote(head?.fields.join(',')), `a head with ${COLUMNS.join(' and ')}`);
  if (rows.length > MOST_ITEMS) throw new InputError(where, `${rows.length} points`, `at most ${MOST_ITEMS}`);
  const [time, power] = places as [number, number];
  const trace = rows.map(({ at, fields }): [number, number] => [
    field(fields[time], `${at}: time_s`, LONGEST_S),
    field(fields[power], `${at}: power_W`, MOST_LOAD_W),
  ]);
  return checkTrace(trace, where, (k) => `${rows[k]?.at}: time_s`);
}

function field(text: string | undefined, path: string, max: number): number {
  const value = text ? Number(text) : Number.NaN;
  if (value >= 0 && value <= max) return value;
  throw new InputError(path, quote(text), `a number, 0 to ${plain(max)}`);
}

/** At least one point, and no time before the one before it; two at the same time are a jump. */
export function checkTrace(trace: LoadTrace, path: string, timePath: (point: number) => string): LoadTrace {
  if (trace.length === 0) throw new InputError(path, 'no point', 'at least one point (time, power)');
  for (const [k, [t_s]] of trace.entries()) {
    const before_s = trace[k - 1]?.[0] ?? 0;
    if (t_s < before_s) throw new InputError(timePath(k), plain(t_s, 12), `a time not before ${plain(before_s, 12)} s`);
  }
  return trace;
}
