import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const folder = process.env.RIDETHROUGH_DATA ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));

/** Is the folder of measured data here? Says so once when it is not. */
export const hasMeasuredData = existsSync(folder);
if (!hasMeasuredData) console.log('measured data not found (set RIDETHROUGH_DATA): the tests against it are skipped');

/** Columns of a CSV file, gzip or plain, by name; an empty field is NaN. */
export function measured(file: string): Record<string, Float64Array> {
  const bytes = readFileSync(`${folder}/${file}`);
  const lines = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString().trim().split('\n');
  const names = (lines.shift() ?? '').split(',');
  const columns = Object.fromEntries(names.map((name) => [name, new Float64Array(lines.length)]));
  lines.forEach((line, row) => {
    line.split(',').forEach((field, k) => {
      const column = columns[names[k] ?? ''];
      if (column) column[row] = field === '' ? Number.NaN : Number(field);
    });
  });
  return columns;
}

/** A JSON file of the folder. */
export const measuredJson = (file: string): unknown => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'));

/** Names of the files in a folder of it. */
export const measuredFiles = (under: string): string[] => (hasMeasuredData ? readdirSync(`${folder}/${under}`).sort() : []);
