import type { LaunchOptions } from 'playwright-core';
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

export async function launchOptions(): Promise<LaunchOptions> {
  const found = await findChromium();
  if (!found) throw new Error('no test browser: npm test installs one');
  return { executablePath: found.executablePath, args: [...flags, ...found.args] };
}
