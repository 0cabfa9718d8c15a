import { panes } from '../plots.ts';

export interface PaneBox {
  /** Top of the heading and of the plot, and the plot's height. */
  readonly head: number;
  readonly top: number;
  readonly height: number;
}

/** Where everything lies, in pixels from the scope's corner. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly plotWidth: number;
  readonly right: number;
  readonly overview: { readonly top: number; readonly height: number };
  readonly cursors: { readonly top: number; readonly height: number };
  readonly panes: Readonly<Record<string, PaneBox>>;
  readonly state: number;
  readonly events: number | null;
  readonly axis: number;
  readonly narrow: boolean;
}

const ROW = 24;

/** Shares the height among the rows; a narrow screen keeps the bus, the state and the axis. */
export function layOut(width: number, height: number, narrow: boolean): Layout {
  const left = narrow ? 44 : 64;
  const right = narrow ? 8 : 112;
  const overview = { top: 0, height: narrow ? 0 : 48 };
  const cursors = { top: overview.height, height: narrow ? 0 : ROW };
  const shown = narrow ? panes.slice(0, 1) : panes;
  const fixed = overview.height + cursors.height + ROW * (narrow ? 2 : 3) + ROW * shown.length;
  const free = Math.max(40 * shown.length, height - fixed);
  const shares = shown.reduce((sum, pane) => sum + pane.share, 0);
  const boxes: Record<string, PaneBox> = {};
  let y = cursors.top + cursors.height;
  shown.forEach((pane, k) => {
    const rest = height - ROW * (narrow ? 2 : 3) - y - ROW;
    const own = k === shown.length - 1 ? Math.max(40, rest) : Math.round((free * pane.share) / shares);
    boxes[pane.key] = { head: y, top: y + ROW, height: own };
    y += ROW + own;
  });
  return {
    width,
    height,
    left,
    plotWidth: Math.max(0, Math.round(width - left - right)),
    right,
    overview,
    cursors,
    panes: boxes,
    state: y,
    events: narrow ? null : y + ROW,
    axis: y + ROW * (narrow ? 1 : 2),
    narrow,
  };
}
