/** What the benchmark's topics give: rows, each of which can measure itself once. */
export interface Row {
  readonly name: string;
  readonly unit: string;
  /** One measurement. */
  readonly measure: () => number | Promise<number>;
}

export interface Result {
  readonly name: string;
  readonly unit: string;
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly rounds: number;
}

/** Says which rows are missing, and why. */
export type Say = (words: string) => void;

/** Takes what is to be closed when all is measured. */
export type AtEnd = (close: () => Promise<void>) => void;

/** A topic's rows: those that this machine can measure. */
export type Topic = (say: Say, atEnd: AtEnd) => Row[] | Promise<Row[]>;

export const ROUNDS = 9;

export function seconds(work: () => void): number {
  const begin = performance.now();
  work();
  return (performance.now() - begin) * 1e-3;
}

/** Every round measures every row once, so that a machine that slows down slows all of them. The first does not count. */
export async function measureInterleaved(rows: readonly Row[]): Promise<Result[]> {
  const samples = rows.map(() => [] as number[]);
  for (let round = -1; round < ROUNDS; round++)
    for (const [k, row] of rows.entries()) {
      const value = await row.measure();
      if (round >= 0) samples[k]?.push(value);
    }
  return rows.map(({ name, unit }, k) => {
    const sorted = (samples[k] ?? []).sort((a, b) => a - b);
    const at = (part: number) => sorted[Math.round(part * (sorted.length - 1))] ?? Number.NaN;
    return { name, unit, median: at(0.5), low: at(0), high: at(1), rounds: ROUNDS };
  });
}
