/** One browser and one server for all browser tests. */
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { serve } from '../../../host/serve.ts';
import { launchOptions } from '../launch.ts';

declare module 'vitest' {
  interface ProvidedContext {
    browser: string;
    address: string;
  }
}

export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const [browser, server] = await Promise.all([chromium.launchServer(await launchOptions()), serve({})]);
  provide('browser', browser.wsEndpoint());
  provide('address', server.address);
  return async () => {
    await browser.close();
    await server.close();
  };
}
