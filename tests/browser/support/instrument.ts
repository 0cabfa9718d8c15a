/** The page as people see and use it: what it shows, and what its address says. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { TimeAxis } from '../../../web/scope/axis.ts';
import { defaultSettings, type Settings, scenarioOf } from '../../../web/settings.ts';
import { type Address, decodeAddress, encodeAddress } from '../../../web/url.ts';

/** Settings that differ from the default ones as said. */
export const settingsOf = (changes: Partial<Settings> = {}): Settings => ({ ...defaultSettings(changes.scenario), ...changes });

export const hashFor = (settings: Partial<Settings>, more: Partial<Omit<Address, 'settings'>> = {}): Promise<string> =>
  encodeAddress({ settings: settingsOf(settings), window: null, cursorA_s: null, cursorB_s: null, timeAxis: 'log', ...more });

export const badge = (page: Page): Locator => page.locator('.badge');
export const notice = (page: Page): Locator => page.locator('.notice p');
export const entry = (page: Page, key: string): Locator => page.locator(`#entry-${key}`);
export const row = (page: Page, key: string): Locator => page.locator(`[data-parameter="${key}"]`);
export const errorOf = (page: Page, key: string): Locator => page.locator(`#error-${key}`);
export const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });
export const word = (page: Page): Locator => page.locator('.verdictWord b');
export const runNames = (page: Page): Promise<string[]> => page.locator('.run .runName small').allTextContents();

/** A point of a pane (bus, currents, stores from the top), in parts of its width and height from its upper left corner. */
export async function pointOf(page: Page, across: number, down = 0.8, pane = 1): Promise<{ x: number; y: number }> {
  const box = await page.locator('.pane').nth(pane).boundingBox();
  if (!box) throw new Error('the pane is not there');
  return { x: box.x + across * box.width, y: box.y + down * box.height };
}

/** Time under that point, from the trigger; to be asked before the view moves. */
export async function timeAt_s(page: Page, across: number): Promise<number> {
  const { window, timeAxis, settings } = await addressOf(page);
  const { trigger_s } = scenarioOf(settings);
  const box = await page.locator('.pane').first().boundingBox();
  if (!window || !box) throw new Error('there is no view');
  return new TimeAxis(timeAxis, window.t0_s - trigger_s, window.t1_s - trigger_s, box.width).t(across * box.width);
}

/** Moves the pointer there. */
export async function pointAt(page: Page, across: number, down?: number, pane?: number): Promise<void> {
  const { x, y } = await pointOf(page, across, down, pane);
  await page.mouse.move(x, y);
}

/** Waits until the page runs by itself: the simulation loaded, its first run done. */
export async function untilLive(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('.badge')?.textContent?.startsWith('Live'), undefined, { polling: 20 });
}

/** Hash of the state of the run that is shown; waits until it stands still. */
export async function stateHash(page: Page): Promise<string> {
  return (await page.locator('.statusBar em[title]').getAttribute('title')) ?? '';
}

/** Waits until the run that is shown has this state. */
export async function untilHash(page: Page, hash: string, timeout = 15_000): Promise<void> {
  await page.locator(`.statusBar em[title="${hash}"]`).waitFor({ timeout });
}

/** What the address bar says, once it says what is wanted. */
export async function untilAddress(page: Page, wanted: (address: Address) => boolean): Promise<Address> {
  let found: Address | null = null;
  await expect
    .poll(
      async () => {
        found = await decodeAddress(new URL(page.url()).hash);
        return found !== null && wanted(found);
      },
      { timeout: 5_000, interval: 30 },
    )
    .toBe(true);
  return found as unknown as Address;
}

/** The address of what is shown just now: Share writes it into the bar at once. */
export async function addressOf(page: Page): Promise<Address> {
  await dismiss(page);
  await page.keyboard.press('Control+s');
  await notice(page).filter({ hasText: 'this run, its view and its cursors' }).waitFor();
  const found = await decodeAddress(new URL(page.url()).hash);
  if (!found) throw new Error('Share wrote no address');
  // it may lie over what is to be used next
  await dismiss(page);
  return found;
}

/** Closes the notice, if there is one. */
export async function dismiss(page: Page): Promise<void> {
  const close = page.locator('.notice').getByLabel('Close');
  if (await close.count()) await close.click();
}

/** Simulated time of the status bar, s. */
export async function now_s(page: Page): Promise<number> {
  const text = await page.locator('.statusBar span em').first().textContent();
  return Number((text ?? '').replace(/[^\d.]/g, '')) * (text?.includes('ms') ? 1e-3 : 1);
}

/** Types into a field and leaves it by Enter. */
export async function type(page: Page, key: string, text: string): Promise<void> {
  await entry(page, key).fill(text);
  await entry(page, key).press('Enter');
}
