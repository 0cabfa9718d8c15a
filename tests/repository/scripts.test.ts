import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const sources = ['bin', 'scripts', 'host', 'web', 'tests'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(m?js|tsx?)$/.test(name) && !name.includes('node_modules'))
    .map((name) => join(folder, name)),
);

it('finds the installed packages from anywhere, without asking npm', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'scripts/install.mjs')], { cwd: tmpdir(), encoding: 'utf8' });
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
});

it('a start with nothing to build loads no compiler and no bundler: they take seconds', () => {
  for (const file of sources.filter((name) => /^scripts\W.*\.ts$/.test(name)))
    expect(readFileSync(join(root, file), 'utf8'), file).not.toMatch(/^import [^;]*'(assemblyscript|binaryen|vite)/m);
});

it('no path is taken from a URL by hand, which fails on Windows and on a space', () => {
  for (const file of sources) expect(readFileSync(join(root, file), 'utf8'), file).not.toMatch(/import\.meta\.url\)\.pathname/);
});
