/**
 * Writes the AssemblyScript side of the table: one accessor class a bank with explicit offsets, the enumerations and
 * the addresses. Run by `npm run generate`; the result is committed and a test fails when it is stale.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Bank, type Field, firmwareLayout, type RecordLayout, recordLayouts, simulationLayout } from './layout.ts';
import { layoutHash } from './layout-hash.ts';
import { blackBoxRings, channels, enumerations, lineBits, MAX_GROUPS, MAX_MODULES, sensorBits, THERMISTORS } from './registers.ts';

const HEADER = '// Generated from host/abi/registers.ts by `npm run generate`. Do not edit.\n';
const capital = (word: string) => word[0]!.toUpperCase() + word.slice(1);
const constantCase = (word: string) => (word === word.toUpperCase() ? word : word.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase());

function accessors(field: Field): string {
  const { key, type, offset, count } = field;
  if (!count)
    return `  get ${key}(): ${type} {
    return load<${type}>(changetype<usize>(this), ${offset});
  }
  set ${key}(value: ${type}) {
    store<${type}>(changetype<usize>(this), value, ${offset});
  }
`;
  return `  ${key}(index: i32): ${type} {
    return load<${type}>(changetype<usize>(this) + <usize>index * sizeof<${type}>(), ${offset});
  }
  set${capital(key)}(index: i32, value: ${type}): void {
    store<${type}>(changetype<usize>(this) + <usize>index * sizeof<${type}>(), value, ${offset});
  }
`;
}

function reset(bank: Bank): string {
  const rows = bank.fields.filter((f) => f.default !== undefined);
  if (rows.length === 0)
    return `  reset(): void {
    memory.fill(changetype<usize>(this), 0, ${bank.stride});
  }
`;
  const literal = (f: Field) => (f.type === 'f64' || f.type === 'f32' ? floatLiteral(f.default!) : String(f.default));
  return `  reset(): void {
${rows.map((f) => `    this.${f.key} = ${literal(f)};`).join('\n')}
  }
`;
}

const floatLiteral = (v: number) => (Number.isInteger(v) && Math.abs(v) < 1e15 ? `${v}.0` : String(v));

function bankFile(bank: Bank): string {
  return `${HEADER}
export class ${bank.name} {
  /** Where it lies in memory. */
  get address(): usize {
    return changetype<usize>(this);
  }
  /** Bytes that it takes there. */
  get size(): usize {
    return ${bank.stride};
  }
${reset(bank)}${bank.fields.map(accessors).join('')}}
`;
}

function recordFile(name: string, { bytes, fields }: RecordLayout): string {
  return `${HEADER}
export class ${name} {
  static readonly BYTES: usize = ${bytes};
  static at(address: usize): ${name} {
    return changetype<${name}>(address);
  }
  /** Where it lies in memory. */
  get address(): usize {
    return changetype<usize>(this);
  }
${fields.map(accessors).join('')}}
`;
}

function enumerationsFile(): string {
  const enums = Object.entries(enumerations).map(
    ([name, rows]) =>
      `export namespace ${name} {\n${rows.map((row, i) => `  export const ${constantCase(row)}: i32 = ${i};`).join('\n')}\n}\n`,
  );
  const bits = (name: string, rows: readonly string[]) =>
    `export namespace ${name} {\n${rows.map((row, i) => `  export const ${row}: u32 = ${2 ** i};`).join('\n')}\n}\n`;
  const rings = Object.entries(blackBoxRings)
    .map(([name, count]) => `export const ${name.toUpperCase()}_RECORDS: u32 = ${count};\n`)
    .join('');
  const waves = Object.values(channels).filter((c) => c.kind === 'wave');
  const indices = `export namespace Channel {\n${Object.keys(channels)
    .map((key, i) => `  export const ${key}: i32 = ${i};`)
    .join('\n')}\n  export const COUNT: i32 = ${Object.keys(channels).length};\n  /** The waves come first, the states after them. */
  export const WAVES: i32 = ${waves.length};\n}\n
/** Microseconds between the samples of each wave. */
export function wavePeriods_us(): StaticArray<i32> {
  return [${waves.map((c) => ('period_us' in c ? c.period_us : 1)).join(', ')}];\n}\n`;
  return [
    HEADER,
    `export const MAX_MODULES: i32 = ${MAX_MODULES};\nexport const MAX_GROUPS: i32 = ${MAX_GROUPS};\nexport const THERMISTORS: i32 = ${THERMISTORS};\n${rings}export const LAYOUT_HASH: u32 = ${layoutHash};\n`,
    ...enums,
    bits('Line', lineBits),
    bits('Sensor', sensorBits),
    indices,
  ].join('\n');
}

function addressesFile(which: string, all: Record<string, Bank>): string {
  const list = Object.values(all);
  const imports = list.map((b) => `import { ${b.name} } from './${b.name}';`).join('\n');
  const access = list.map((b) =>
    b.count === 1
      ? `export function ${b.name[0]!.toLowerCase() + b.name.slice(1)}(): ${b.name} {\n  return changetype<${b.name}>(${b.address});\n}\n`
      : `export function ${b.name[0]!.toLowerCase() + b.name.slice(1)}(index: i32): ${b.name} {\n  return changetype<${b.name}>(<usize>${b.address} + <usize>index * ${b.stride});\n}\n`,
  );
  return `${HEADER}\n// Addresses of the banks in ${which}.\n${imports}\n\n${access.join('\n')}`;
}

/** Reads and writes every register by number through its accessor: the core's side of the round-trip test. */
function roundTripFile(all: Record<string, Bank>): string {
  const list = Object.values(all);
  const lower = (name: string) => name[0]!.toLowerCase() + name.slice(1);
  const bankOf = (b: Bank) => (b.count === 1 ? `${lower(b.name)}()` : `${lower(b.name)}(index)`);
  const cases = (one: (b: Bank, f: Field) => string) =>
    list.flatMap((b, k) => b.fields.map((f, j) => `    case ${k * 1000 + j}:\n      ${one(b, f)}`)).join('\n');
  const read = (b: Bank, f: Field) => `return <f64>${bankOf(b)}.${f.key}${f.count ? '(element)' : ''};`;
  const write = (b: Bank, f: Field) =>
    `${bankOf(b)}.${f.count ? `set${capital(f.key)}(element, <${f.type}>value)` : `${f.key} = <${f.type}>value`};\n      return;`;
  return `${HEADER}
// Register \`field\` of bank number \`bank\` in the order of the table, through its accessor.
import { ${list.map((b) => lower(b.name)).join(', ')} } from './simulationBanks';

export function readRegister(bank: i32, index: i32, field: i32, element: i32): f64 {
  switch (bank * 1000 + field) {
${cases(read)}
  }
  return NaN;
}

export function writeRegister(bank: i32, index: i32, field: i32, element: i32, value: f64): void {
  switch (bank * 1000 + field) {
${cases(write)}
  }
}
`;
}

/** Every generated file: path below assembly/abi -> text. */
export function generate(): Map<string, string> {
  const files = new Map<string, string>();
  for (const bank of Object.values(simulationLayout.banks)) files.set(`${bank.name}.ts`, bankFile(bank));
  for (const [name, layout] of Object.entries(recordLayouts)) files.set(`${name}.ts`, recordFile(name, layout));
  files.set('enumerations.ts', enumerationsFile());
  files.set('simulationBanks.ts', addressesFile('the coupled simulation', simulationLayout.banks));
  files.set('roundTrip.ts', roundTripFile(simulationLayout.banks));
  files.set('firmwareBanks.ts', addressesFile('the firmware image', firmwareLayout.banks));
  return files;
}

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1]) {
  const folder = new URL('../../assembly/abi/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of generate()) writeFileSync(new URL(name, folder), text);
}
