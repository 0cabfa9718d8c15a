/** Waveforms that ngspice printed, kept beside their netlists: `# key: value` lines, then CSV, one row a microsecond. */
import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';

export interface Golden {
  readonly ngspice: string;
  readonly recorded: string;
  /** Of the netlist that was run. */
  readonly fingerprint: string;
  readonly columns: Columns;
}

export type Columns = Readonly<Record<string, Float64Array>>;

const fileOf = (name: string) => new URL(`${name}.csv.gz`, import.meta.url);

export function writeGolden(name: string, about: Omit<Golden, 'columns'>, csv: string): void {
  const head = Object.entries(about).map(([key, value]) => `# ${key}: ${value}\n`);
  writeFileSync(fileOf(name), gzipSync(`${head.join('')}${csv}\n`, { level: 9 }));
}

export function readGolden(name: string): Golden {
  const text = gunzipSync(readFileSync(fileOf(name))).toString();
  const about = (key: string) => new RegExp(`^# ${key}: (.*)$`, 'm').exec(text)?.[1] ?? '';
  return {
    ngspice: about('ngspice'),
    recorded: about('recorded'),
    fingerprint: about('fingerprint'),
    columns: columnsOf(text.replace(/^#.*\n/gm, '')),
  };
}

export function columnsOf(csv: string): Columns {
  const [head = '', ...rows] = csv.trim().split('\n');
  const names = head.split(',');
  const columns = names.map(() => new Float64Array(rows.length));
  rows.forEach((row, at) => {
    row.split(',').forEach((field, k) => {
      (columns[k] as Float64Array)[at] = Number(field);
    });
  });
  return Object.fromEntries(names.map((name, k) => [name, columns[k] as Float64Array]));
}
