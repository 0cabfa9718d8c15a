import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { scratch } from '../support/command.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const files = scratch();
const slashed = (path: string) => path.split(sep).join('/');
const sources = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes('node_modules'))
    .map((name) => slashed(join(folder, name)));

/** World -> what it may import, besides itself. */
const worlds: Record<string, readonly string[]> = {
  'assembly/abi': [],
  'assembly/math': [],
  'assembly/firmware': ['assembly/abi', 'assembly/math'],
  'assembly/plant': ['assembly/abi', 'assembly/math'],
  'assembly/sim': ['assembly/abi', 'assembly/math', 'assembly/plant', 'assembly/firmware'],
  // before host: the benchmark's yardsticks stand in the tests that hold them to the same bits
  'host/bench': ['host', 'tests'],
  host: [],
  web: ['host', 'build'],
};

const worldOf = (file: string) => Object.keys(worlds).find((world) => file.startsWith(`${world}/`));

/** Lints a project of one file for every import that a world could have of another; returns the files that were refused. */
function refusedByLinter(): string[] {
  const { vcs: _, ...config } = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'));
  files.write('biome.json', config);
  for (const world of Object.keys(worlds)) {
    mkdirSync(files.path(world), { recursive: true });
    for (const other of Object.keys(worlds)) {
      const path = slashed(relative(world, other));
      files.write(join(world, fileFor(other)), `export { a } from '${path.startsWith('.') ? path : `./${path}`}/a';\n`);
    }
  }
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const args = [biome, 'lint', '--only=style/noRestrictedImports', '--max-diagnostics=none', '--reporter=json'];
  const { stdout } = spawnSync(process.execPath, args, { cwd: files.folder, encoding: 'utf8' });
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { location: { path: string } }[] };
  return diagnostics.map(({ location }) => slashed(location.path));
}

const fileFor = (world: string) => `imports-${world.replace('/', '-')}.ts`;

describe('what each world may know', () => {
  for (const [world, allowed] of Object.entries(worlds))
    it(`${world} imports only ${[...allowed, 'itself'].join(', ')}`, () => {
      const files = sources(world).filter((file) => worldOf(file) === world);
      expect(files.length).toBeGreaterThan(0);
      for (const file of files)
        for (const [, path] of readFileSync(join(root, file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*['"](\.[^'"]+)['"]/g)) {
          const target = slashed(relative(root, normalize(join(root, dirname(file), path ?? ''))));
          const inside = target.startsWith(`${world}/`) || target === world || allowed.some((other) => target.startsWith(`${other}/`));
          expect(inside, `${file} imports ${path}`).toBe(true);
        }
    });

  it('the linter holds the same', () => {
    const refused = refusedByLinter();
    // assembly/abi is generated and imports nothing: the linter leaves it alone
    for (const [world, allowed] of Object.entries(worlds).filter(([name]) => name !== 'assembly/abi'))
      for (const other of Object.keys(worlds)) {
        const file = `${world}/${fileFor(other)}`;
        const known = [world, ...allowed].some((one) => other === one || other.startsWith(`${one}/`));
        expect(refused.includes(file), file).toBe(!known);
      }
  });

  it('the table above covers every folder of the core', () => {
    for (const file of sources('assembly'))
      if (file.split('/').length > 2 && !file.startsWith('assembly/testing/')) expect(worldOf(file), file).toBeDefined();
  });
});

it('the core reads no clock, draws no unseeded number and keeps changetype in the table', () => {
  for (const file of sources('assembly')) {
    const text = readFileSync(join(root, file), 'utf8');
    expect(text, file).not.toMatch(/Math\.random|Date\.now|performance|JSMath/);
    if (!file.startsWith('assembly/abi/')) expect(text, file).not.toMatch(/changetype/);
  }
});
