/** Vertical scales: from the data to pixels. */
export interface Scale {
  readonly low: number;
  readonly high: number;
}

/** Round numbers between `low` and `high`, about `count` of them. */
export function roundSteps(low: number, high: number, count: number): number[] {
  const raw = (high - low) / Math.max(1, count);
  if (!(raw > 0)) return [low];
  const decade = 10 ** Math.floor(Math.log10(raw));
  const step = decade * ([1, 2, 5, 10].find((m) => m * decade >= raw * 0.999) ?? 10);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, k) => Number(((first + k) * step).toPrecision(12)));
}

/** A scale with a little air that shows [low, high]. */
export function withAir(low: number, high: number, least: number): Scale {
  const span = Math.max(high - low, least);
  const middle = (low + high) / 2;
  const bottom = high - low < least ? middle - span / 2 : low;
  return { low: bottom - 0.06 * span, high: bottom + span + 0.08 * span };
}

/** Moves labels apart until none touches another; order by wish, inside [top, bottom]. */
export function spread(wishes: readonly number[], gap: number, top: number, bottom: number): number[] {
  const order = wishes.map((y, k) => ({ y: Math.max(top, Math.min(bottom, y)), k })).sort((a, b) => a.y - b.y || a.k - b.k);
  for (let k = 1; k < order.length; k++) {
    const above = order[k - 1];
    const own = order[k];
    if (above && own) own.y = Math.max(own.y, above.y + gap);
  }
  const overflow = (order[order.length - 1]?.y ?? 0) - bottom;
  if (overflow > 0) {
    let limit = bottom;
    for (const label of [...order].reverse()) {
      label.y = Math.min(label.y, limit);
      limit = label.y - gap;
    }
  }
  const places = new Array<number>(wishes.length).fill(0);
  for (const { y, k } of order) places[k] = y;
  return places;
}
