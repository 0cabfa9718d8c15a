/** A small static server for the built page, on loopback. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, sep } from 'node:path';
import { pipeline } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { InputError } from './input-error.ts';

const built = fileURLToPath(new URL('../build/web', import.meta.url));
const DEFAULT_PORT = 4173;

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
};

/** Own files only; WebAssembly is the one thing that is compiled. */
const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Its Brotli form, which the build leaves beside it, where the browser takes one. */
async function compressed(file: string, accepted: string | string[] | undefined): Promise<string | undefined> {
  if (!/\bbr\b/.test(String(accepted))) return undefined;
  const found = await stat(`${file}.br`).catch(() => undefined);
  return found?.isFile() ? `${file}.br` : undefined;
}

/** The file that a request means, or undefined when it lies outside or is not there. */
async function fileOf(root: string, url: string): Promise<string | undefined> {
  let path: string;
  try {
    path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
  } catch {
    return undefined;
  }
  const file = normalize(join(root, path.endsWith('/') ? `${path}index.html` : path));
  if (!file.startsWith(root + sep)) return undefined;
  const found = await stat(file).catch(() => undefined);
  return found?.isFile() ? file : undefined;
}

export interface Served {
  readonly address: string;
  close(): Promise<void>;
}

/** Listens on `port`, or on the next free one when none was asked for. Throws InputError when the port asked for is taken. */
export async function serve({ port, folder = built }: { port?: number; folder?: string }): Promise<Served> {
  const server = createServer(async (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
      return;
    }
    const file = await fileOf(folder, request.url ?? '/');
    if (!file) {
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('not found\n');
      return;
    }
    const sent = await compressed(file, request.headers['accept-encoding']);
    response.writeHead(200, {
      ...(sent && { 'content-encoding': 'br' }),
      vary: 'accept-encoding',
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      // names of built files hold their content's hash
      'cache-control': file.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
    });
    if (request.method === 'HEAD') response.end();
    else
      pipeline(createReadStream(sent ?? file), response, () => {
        // a reader that left, or a file replaced by a new build while it was sent: the connection ends, the server stays
      });
  });
  const taken = await listen(server, port ?? DEFAULT_PORT, port === undefined);
  return {
    address: `http://127.0.0.1:${taken}/`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        // a browser keeps connections open, some of them without ever having asked for anything
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number, orNext: boolean): Promise<number> {
  return new Promise((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (orNext && error.code === 'EADDRINUSE' && port < DEFAULT_PORT + 100) done(listen(server, port + 1, true));
      else fail(new InputError('--port', String(port), `a port that is free and may be used (${error.code})`));
    });
    // 0 asks for any free one
    server.listen(port, '127.0.0.1', () => done((server.address() as AddressInfo).port));
  });
}
