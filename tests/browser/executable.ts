/** Which Chromium the tests drive: an installed one, else one inside the project. The user's system is never changed. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
export const packagedFolder = join(here, 'node_modules/@sparticuz/chromium');
export const downloadFolder = join(here, 'node_modules/.playwright');

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** What @sparticuz/chromium exports, as far as it is used. */
interface PackagedChromium {
  default: { executablePath(): Promise<string> };
}

export interface Chromium {
  readonly executablePath: string;
  readonly args: readonly string[];
}

/** The browser that RIDETHROUGH_CHROMIUM names, or an installed one. */
export function installedChromium(): string | undefined {
  const named = process.env.RIDETHROUGH_CHROMIUM;
  if (named && !existsSync(named)) throw new Error(`RIDETHROUGH_CHROMIUM: ${named} is not there`);
  return named ?? installed.find((path) => existsSync(path));
}

/** Playwright's own download inside the project, if it was made. */
function downloadedChromium(): string | undefined {
  if (!existsSync(downloadFolder)) return undefined;
  return readdirSync(downloadFolder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(downloadFolder, name))
    .find((path) => /(chrome|headless_shell|Chromium)(\.exe)?$/.test(path));
}

/** What to launch, or undefined when provisioning is still to be done. */
export async function findChromium(): Promise<Chromium | undefined> {
  const path = installedChromium();
  if (path) return { executablePath: path, args: [] };
  if (existsSync(packagedFolder)) {
    // found at run time: a machine with a browser of its own never installs it
    const { default: chromium } = (await import(pathToFileURL(join(packagedFolder, 'build/esm/index.js')).href)) as PackagedChromium;
    return { executablePath: await chromium.executablePath(), args: [] };
  }
  const downloaded = downloadedChromium();
  return downloaded ? { executablePath: downloaded, args: [] } : undefined;
}
