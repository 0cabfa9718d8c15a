/** Tries so many random cases from a seed on; the first that breaks a law is made small and told as a scenario file. */
import fc from 'fast-check';
import { type Case, cases, fileOf } from './cases.ts';
import { check } from './laws.ts';

export interface Failure {
  /** Which property, and what was seen. */
  says: string;
  /** A scenario file that `ridethrough run` takes. */
  file: string;
}

/** Making a case small stops after this. */
const SHRINKING_MS = 60_000;

/** `seen`: after each case. */
export function tryCases(seed: number, count: number, seen: () => void = () => {}): Failure | null {
  let failed_ms = Number.POSITIVE_INFINITY;
  let last: { c: Case; says: string } | undefined;
  const property = fc.property(cases, (c) => {
    // as good as it gets: every further try passes
    if (performance.now() - failed_ms > SHRINKING_MS) return;
    try {
      check(c);
    } catch (error) {
      failed_ms = Math.min(failed_ms, performance.now());
      last = { c, says: error instanceof Error ? error.message : String(error) };
      throw error;
    }
    seen();
  });
  fc.check(property, { seed, numRuns: count });
  return last ? { says: last.says, file: fileOf(last.c, last.says) } : null;
}
