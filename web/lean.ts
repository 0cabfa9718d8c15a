/**
 * Build time: the tables of the host are written for people too, with what each row means and where it is from. A bundle
 * takes what it works with: the worker names and types; the page no texts but labels. The other texts that the
 * page shows come as `virtual:words`, after the first picture.
 */
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { layoutHash } from '../host/abi/layout-hash.ts';
import * as table from '../host/abi/registers.ts';
import { presets } from '../host/presets.ts';
import { rulesFor } from '../host/scenario/judge.ts';
import { scenarios } from '../host/scenarios/library.ts';

type Bundle = 'page' | 'worker';
type Rows = Readonly<Record<string, object>>;

const WORDS = 'virtual:words';
const source = (path: string) => fileURLToPath(new URL(`../host/${path}`, import.meta.url));

/** What the worker lays out and reads memory by; of a channel the kind. */
const WORKER_FIELDS = ['type', 'count', 'kind'];

/** JSON is JavaScript; what a table leaves out is not there, as where a row has none. */
const print = (value: unknown, without: (key: string) => boolean = () => false): string =>
  JSON.stringify(value, (key, part) => (without(key) ? undefined : part));

function registers(bundle: Bundle): string {
  const { banks, enumerations, ...rest } = table;
  const row = (fields: object) =>
    Object.fromEntries(
      Object.entries(fields).filter(([key]) => (bundle === 'worker' ? WORKER_FIELDS.includes(key) : !['doc', 'racks'].includes(key))),
    );
  const lean = (rows: Rows) => Object.fromEntries(Object.entries(rows).map(([key, fields]) => [key, row(fields)]));
  const named = Object.entries(rest).map(([name, value]) => {
    const isRows = typeof value === 'object' && !Array.isArray(value);
    return `export const ${name} = ${print(isRows ? lean(value as Rows) : value)};`;
  });
  const nameOf = (rows: object) => Object.entries(rest).find(([, value]) => value === rows)?.[0];
  const kinds = Object.entries(banks).map(
    ([name, { registers: rows, count }]) => `${name}: { registers: ${nameOf(rows)}, count: ${count} }`,
  );
  return [...named, `export const enumerations = ${print(enumerations)};`, `export const banks = { ${kinds.join(', ')} };`].join('\n');
}

const texts = (key: string) => ['about', 'grade', 'source'].includes(key);
const libraries: Readonly<Record<string, string>> = {
  [source('presets.ts')]: `export const presets = ${print(presets, texts)};`,
  [source('scenarios/library.ts')]: `export const scenarios = ${print(scenarios, texts)};`,
};

/** By parameter what it means; by scenario, for each of its runs, where the limit of each verdict comes from. */
function words(): string {
  const docs = Object.entries({ ...table.plantParameters, ...table.firmwareParameters }).map(([key, { doc }]) => [key, doc]);
  const sources = Object.values(scenarios).map((scenario) => [
    scenario.name,
    scenario.runs.map((run) => Object.fromEntries(rulesFor(scenario, run).map((rule) => [rule.id, rule.source]))),
  ]);
  return `export const docs = ${print(Object.fromEntries(docs))};\nexport const sources = ${print(Object.fromEntries(sources))};`;
}

export function lean(bundle: Bundle): Plugin {
  const own: Readonly<Record<string, string>> = {
    [source('abi/registers.ts')]: registers(bundle),
    // of the whole table
    [source('abi/layout-hash.ts')]: `export const layoutHash = ${layoutHash};`,
    ...libraries,
    [WORDS]: words(),
  };
  return {
    name: `lean-${bundle}`,
    resolveId: (id) => (id === WORDS ? WORDS : null),
    load: (id) => own[id] ?? null,
  };
}
