/** What is drawn on the canvas of a pane. */
import type { Page } from 'playwright-core';

/** Least sky blue of the bus trace: nothing else in its pane has that much blue and so little red (dark theme). */
const BUS = { red: 130, blue: 200 };

/** Per column of the bus pane's canvas the highest and the lowest pixel of the trace, or null; and the canvas' height. */
export function busPixels(page: Page): Promise<{ height: number; columns: ({ top: number; bottom: number } | null)[] }> {
  return page.evaluate(({ red, blue }) => {
    const shown = document.querySelector<HTMLCanvasElement>('.pane canvas') as HTMLCanvasElement;
    const { width, height } = shown;
    const copy = new OffscreenCanvas(width, height);
    const context = copy.getContext('2d', { willReadFrequently: true }) as OffscreenCanvasRenderingContext2D;
    context.drawImage(shown, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    const drawn = (x: number, y: number) => {
      const at = 4 * (y * width + x);
      return (data[at + 2] as number) > blue && (data[at] as number) < red;
    };
    const columns = Array.from({ length: width }, (_, x) => {
      const rows = Array.from({ length: height }, (_, y) => y).filter((y) => drawn(x, y));
      return rows.length === 0 ? null : { top: rows[0] as number, bottom: rows[rows.length - 1] as number };
    });
    return { height, columns };
  }, BUS);
}

/** How far the bus trace reaches, in columns. */
export const drawnColumns = async (page: Page): Promise<number> => (await busPixels(page)).columns.filter(Boolean).length;
