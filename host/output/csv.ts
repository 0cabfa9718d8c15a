import { type SampleRange, SampleRows, sampleHeader } from './samples.ts';

/** RFC 4180: a header whose names end in their unit, CRLF, quotes only where they must be. */
export function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export const csvRows = (rows: readonly (readonly string[])[]): string => rows.map((row) => `${row.map(csvField).join(',')}\r\n`).join('');

/** Raw samples as CSV, time in seconds since the start of the run: what `take` gets in order is the file. */
export function csvSamples(range: SampleRange, take: (text: string) => void): SampleRows {
  take(csvRows([sampleHeader(range)]));
  return new SampleRows(range, (rows) => take(csvRows(rows)));
}
