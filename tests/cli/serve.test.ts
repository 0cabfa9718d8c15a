import { mkdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { brotliCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../host/input-error.ts';
import { serve } from '../../host/serve.ts';
import { scratch } from '../support/command.ts';

const files = scratch();
mkdirSync(files.path('web/assets'), { recursive: true });
mkdirSync(files.path('web-other'));
for (const name of ['web/index.html', 'web/assets/core-1a2b.wasm', 'web-other/secret.json', 'secret.json']) files.write(name, name);
const folder = files.path('web');

/** Status of a request whose path no client library has tidied. */
function statusOf(address: string, path: string, method = 'GET'): Promise<number | undefined> {
  const { hostname, port } = new URL(address);
  return new Promise((done, fail) => {
    request({ hostname, port, path, method }, (response) => {
      response.resume();
      done(response.statusCode);
    })
      .on('error', fail)
      .end();
  });
}

describe('the page’s server', () => {
  it('names the port that it got, on this machine only', async () => {
    const page = await serve({ port: 0 });
    expect(page.address).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d*\/$/);
    await page.close();
  });

  it('gives nothing but its own folder, and only to readers', async () => {
    const page = await serve({ port: 0, folder });
    for (const path of [
      '/../secret.json',
      '/..%2fsecret.json',
      '/%2e%2e/secret.json',
      '/..%2fweb-other%2fsecret.json',
      '/assets',
      '/%00',
      '/%',
    ])
      expect(await statusOf(page.address, path), path).toBe(404);
    expect(await statusOf(page.address, '/', 'POST')).toBe(405);
    await page.close();
  });

  it('says what each file is, and keeps the page to itself', async () => {
    const page = await serve({ port: 0, folder });
    const index = await fetch(page.address);
    expect(await index.text()).toBe('web/index.html');
    expect(index.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(index.headers.get('cache-control')).toBe('no-cache');
    expect(index.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self' 'wasm-unsafe-eval';/);
    const wasm = await fetch(`${page.address}assets/core-1a2b.wasm`);
    expect(wasm.headers.get('content-type')).toBe('application/wasm');
    expect(wasm.headers.get('cache-control')).toContain('immutable');
    await wasm.arrayBuffer();
    await page.close();
  });

  it('sends the Brotli form to those who take one, where the build left it', async () => {
    files.write('web/assets/app-3c4d.js', 'plain');
    writeFileSync(files.path('web/assets/app-3c4d.js.br'), brotliCompressSync('plain'));
    const page = await serve({ port: 0, folder });
    const asked = (name: string, accepted: string) => fetch(`${page.address}assets/${name}`, { headers: { 'accept-encoding': accepted } });
    const sent = await asked('app-3c4d.js', 'gzip, br');
    expect(sent.headers.get('content-encoding')).toBe('br');
    expect(sent.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(await sent.text()).toBe('plain');
    for (const other of [await asked('app-3c4d.js', 'gzip'), await asked('core-1a2b.wasm', 'br')]) {
      expect(other.headers.get('content-encoding')).toBeNull();
      await other.arrayBuffer();
    }
    await page.close();
  });

  it('refuses a port that is taken when it was asked for, else takes the next', async () => {
    const page = await serve({ port: 0 });
    const { port } = new URL(page.address);
    await expect(serve({ port: Number(port) })).rejects.toThrow(InputError);
    await expect(serve({ port: Number(port) })).rejects.toThrow(`--port: given ${port}; allowed: a port that is free`);
    const first = await serve({});
    const second = await serve({});
    expect(second.address).not.toBe(first.address);
    await Promise.all([page, first, second].map((each) => each.close()));
  });
});
