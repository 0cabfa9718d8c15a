import { type Browser, chromium } from 'playwright-core';
import { serve } from '../../host/serve.ts';
import { findChromium } from './executable.ts';

/** Flags that keep a headless Chromium quiet and off the network. */
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function launchBrowser(): Promise<Browser> {
  const found = await findChromium();
  if (!found) throw new Error('no test browser: npm test installs one');
  return chromium.launch({ executablePath: found.executablePath, args: [...flags, ...found.args] });
}

/** Serves build/web on a free port. */
export function servePage(): Promise<{ address: string; close(): Promise<void> }> {
  return serve({});
}
