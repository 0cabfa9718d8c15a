import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { parameterNames } from '../../host/parameters.ts';
import { hashFor, row, type, untilHash, untilLive } from './support/instrument.ts';
import { simulated } from './support/reference.ts';
import { NARROW, visit } from './support/visit.ts';

/** Pairs of texts inside `parts` whose ink overlaps, of what can be seen. */
function overlaps(page: Page, parts: string): Promise<string[]> {
  return page.evaluate((selector) => {
    const texts: { text: string; node: Node; box: DOMRect }[] = [];
    const clip = (element: Element, box: DOMRect): DOMRect | null => {
      let { left, top, right, bottom } = box;
      for (let at: Element | null = element; at; at = at.parentElement) {
        if (at instanceof SVGElement || getComputedStyle(at).overflow === 'visible') continue;
        const frame = at.getBoundingClientRect();
        [left, top, right, bottom] = [
          Math.max(left, frame.left),
          Math.max(top, frame.top),
          Math.min(right, frame.right),
          Math.min(bottom, frame.bottom),
        ];
      }
      return right - left > 1 && bottom - top > 1 ? new DOMRect(left, top, right - left, bottom - top) : null;
    };
    for (const part of document.querySelectorAll(selector)) {
      const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const parent = node.parentElement as Element;
        const text = node.textContent?.trim();
        if (!text || parent.closest('title, option, .unseen, dialog, [popover], defs')) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const { left, top, width, height } of range.getClientRects()) {
          // of a line's height the letters fill the middle
          const box = clip(parent, new DOMRect(left, top + 0.2 * height, width, 0.6 * height));
          if (box) texts.push({ text, node, box });
        }
      }
      for (const input of part.querySelectorAll<HTMLInputElement>('input[type=text]')) {
        const box = clip(input, input.getBoundingClientRect());
        if (box) texts.push({ text: `[${input.value}]`, node: input, box });
      }
    }
    const found: string[] = [];
    for (const [k, a] of texts.entries())
      for (const b of texts.slice(k + 1))
        if (
          a.node !== b.node &&
          Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left) > 0.5 &&
          Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top) > 0.5
        )
          found.push(`"${a.text}" and "${b.text}"`);
    return found;
  }, parts);
}

const WIDE_PARTS = '.topBar, .verdictStrip, .parameters, svg.overlay, svg.overview, .readout, .tabs, .statusBar';

/** No text of `parts` reaches beyond its cell, in pixels that are cut off. */
const clipped = (page: Page, cells: string) =>
  page
    .locator(cells)
    .evaluateAll((all) =>
      all
        .filter((cell) => cell.scrollWidth > cell.clientWidth + 1 || cell.scrollHeight > cell.clientHeight + 1)
        .map((cell) => cell.textContent),
    );

const scrolls = (page: Page) =>
  page.evaluate(() => {
    const { scrollHeight, clientHeight, scrollWidth, clientWidth } = document.documentElement;
    return scrollHeight > clientHeight || scrollWidth > clientWidth;
  });

describe('the page at 1280x720', () => {
  test('answers without scrolling, and no text touches another', async () => {
    await visit({}, async ({ page }) => {
      await untilLive(page);
      expect(await scrolls(page)).toBe(false);
      for (const part of ['.verdictWord b', '.figure >> nth=0', '.figure >> nth=1', 'svg.overlay', '.statusBar'])
        expect(await page.locator(part).first().boundingBox()).toMatchObject({ x: expect.any(Number) });
      expect(await page.locator('.figure').nth(0).textContent()).toMatch(/^Margin to window\+\d/);
      expect(await page.locator('.figure').nth(1).textContent()).toMatch(/^Bus minimum4\d/);
      expect(await clipped(page, '.verdictWord, .figure')).toEqual([]);
      expect(await overlaps(page, WIDE_PARTS)).toEqual([]);
      await page.keyboard.press('l');
      await expect.poll(() => overlaps(page, WIDE_PARTS)).toEqual([]);
      await page.keyboard.press('e');
      await page.locator('.eventLog').waitFor();
      expect(await overlaps(page, '.eventLog')).toEqual([]);
    });
  });

  test('nor where a run fails, nor with a line of refusal, nor with other words', async () => {
    await visit({}, async ({ page }) => {
      await untilLive(page);
      await type(page, 'cbuCurrentLimit_A', '150');
      await untilHash(page, simulated({ overrides: { cbuCurrentLimit_A: 150 } }).hash());
      await page.locator('svg.overlay', { hasText: 'before: defaults' }).waitFor();
      expect(await overlaps(page, WIDE_PARTS)).toEqual([]);
      await type(page, 'tripVoltage_V', '4900');
      await row(page, 'tripVoltage_V').locator('.entryError').waitFor();
      expect(await overlaps(page, WIDE_PARTS)).toEqual([]);
      expect(await clipped(page, '.verdictWord, .figure')).toEqual([]);
    });
    for (const scenario of ['orv3-ac-loss', 'hpr-ac-loss', 'psu-module-loss', 'threshold-trap'])
      await visit({ hash: await hashFor({ scenario }), colorScheme: 'light' }, async ({ page }) => {
        await untilLive(page);
        expect(await scrolls(page)).toBe(false);
        expect(await overlaps(page, WIDE_PARTS), scenario).toEqual([]);
        expect(await clipped(page, '.verdictWord, .figure'), scenario).toEqual([]);
      });
  });
});

describe('the parameter panel at 1280x720', () => {
  test('shows every name in full, beside nothing it touches', async () => {
    await visit({}, async ({ page }) => {
      await untilLive(page);
      const folded = page.locator('.parameters .group button[aria-expanded=false]');
      for (let left = await folded.count(); left > 0; left--) await folded.first().click();
      expect(await page.locator('.row .name').count()).toBe(parameterNames.length);
      expect(await clipped(page, '.row .name')).toEqual([]);
      const cut = await page
        .locator('.row .name')
        .evaluateAll((all) => all.filter((name) => getComputedStyle(name).textOverflow === 'ellipsis').map((name) => name.textContent));
      expect(cut).toEqual([]);
      const list = page.locator('.parameterList');
      for (let screen = 0; screen < 40; screen++) {
        expect(await overlaps(page, '.parameters')).toEqual([]);
        const more = await list.evaluate((panel) => {
          const before = panel.scrollTop;
          panel.scrollTop += panel.clientHeight;
          return panel.scrollTop > before;
        });
        if (!more) break;
      }
    });
  });
});

describe('the page at 390x844', () => {
  test('shows verdict, bus and run controls without scrolling, with targets for a thumb', async () => {
    await visit({ viewport: NARROW, hasTouch: true, colorScheme: 'light' }, async ({ page }) => {
      await untilLive(page);
      expect(await scrolls(page)).toBe(false);
      for (const part of ['.narrowVerdict .verdictWord', '.narrowVerdict .margin', '.pane', '.narrowControls .go']) {
        const box = await page.locator(part).first().boundingBox();
        expect(box && box.y >= 0 && box.y + box.height <= NARROW.height && box.x >= 0 && box.x + box.width <= NARROW.width, part).toBe(
          true,
        );
      }
      await page.getByRole('button', { name: 'Trip voltage: more' }).tap();
      await page.getByRole('button', { name: 'Undo all' }).waitFor();
      const small = await page
        .locator('.topBar :is(button, select), .narrowControls :is(button, select), .sheet :is(button, select, input)')
        .evaluateAll((all) =>
          all
            .map((target) => (target.closest('label') ?? target).getBoundingClientRect())
            .filter(({ width, height }) => width > 0 && (width < 44 || height < 44))
            .map(({ width, height, top }) => `${width} x ${height} at ${top}`),
        );
      expect(small).toEqual([]);
      expect(await overlaps(page, '.topBar, .narrowVerdict, svg.overlay, .sheet, .narrowControls')).toEqual([]);
    });
  });

  test('shows every scenario, case and preset in full in its picker', async () => {
    for (const scenario of ['psu-trip-handoff', 'load-pulses'])
      await visit({ viewport: NARROW, hasTouch: true, hash: await hashFor({ scenario }) }, async ({ page }) => {
        await untilLive(page);
        const cut = await page.locator('.topBar select').evaluateAll((all) =>
          all.flatMap((select) => {
            const { font, paddingLeft, paddingRight } = getComputedStyle(select);
            const room = select.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
            const pen = document.createElement('canvas').getContext('2d') as CanvasRenderingContext2D;
            pen.font = font;
            const texts = [...(select as HTMLSelectElement).options].map((option) => option.text);
            return texts
              .filter((text) => pen.measureText(text).width > room)
              .map((text) => `${text}: ${pen.measureText(text).width} px in ${room}`);
          }),
        );
        expect(cut).toEqual([]);
        expect(await scrolls(page)).toBe(false);
      });
  });

  test('changes parameters on a sheet that folds away', async () => {
    await visit({ viewport: NARROW, hasTouch: true, colorScheme: 'light' }, async ({ page }) => {
      await untilLive(page);
      const tall = (await page.locator('.pane').boundingBox())?.height ?? 0;
      await page.getByRole('button', { name: 'Trip voltage: more' }).tap();
      await page.getByText('1 changed').waitFor();
      expect(await page.locator('#entry-tripVoltage_V').inputValue()).toBe('48.6');
      await page.getByRole('button', { name: 'Capacitor', exact: true }).tap();
      await row(page, 'cbuEngage_V').waitFor();
      await page.getByRole('button', { name: 'Parameters: show or hide' }).tap();
      await expect.poll(async () => (await page.locator('.pane').boundingBox())?.height ?? 0).toBeGreaterThan(tall + 100);
      await page.getByRole('button', { name: 'More' }).tap();
      await page.getByRole('button', { name: 'Verdicts and events' }).tap();
      await page.locator('.eventLog').waitFor();
      expect(await scrolls(page)).toBe(false);
    });
  });
});
