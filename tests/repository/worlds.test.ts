import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const sources = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes('node_modules'))
    .map((name) => join(folder, name));

/** World -> what it may import, besides itself. */
const worlds: Record<string, readonly string[]> = {
  'assembly/abi': [],
  'assembly/math': [],
  'assembly/firmware': ['assembly/abi', 'assembly/math'],
  'assembly/plant': ['assembly/abi', 'assembly/math'],
  'assembly/sim': ['assembly/abi', 'assembly/math', 'assembly/plant', 'assembly/firmware'],
  host: [],
  web: ['host', 'build'],
};

const worldOf = (file: string) => Object.keys(worlds).find((world) => file.startsWith(`${world}/`));

describe('what each world may know', () => {
  for (const [world, allowed] of Object.entries(worlds))
    it(`${world} imports only ${[...allowed, 'itself'].join(', ')}`, () => {
      const files = sources(world);
      expect(files.length).toBeGreaterThan(0);
      for (const file of files)
        for (const [, path] of readFileSync(join(root, file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*['"](\.[^'"]+)['"]/g)) {
          const target = relative(root, normalize(join(root, dirname(file), path ?? '')));
          const inside = target.startsWith(`${world}/`) || target === world || allowed.some((other) => target.startsWith(`${other}/`));
          expect(inside, `${file} imports ${path}`).toBe(true);
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
