import { clamp, size } from '../../math/piecewise';

/** Two anchors closer than this say nothing of the capacity. */
const LEAST: f32 = 0.2;
/** What an old pair still counts when a new one comes (K). */
const FORGET: f32 = 0.95;
/** One sigma of the rated capacity as a first belief (K). */
const BELIEF: f32 = 0.04;
const HEALTH_LEAST: f32 = 0.5;
const HEALTH_MOST: f32 = 1.1;

/**
 * Capacity over the rated one by recursive total least squares (G. Plett, J. Power Sources 196 (2011) 2319): between two
 * anchors, charges known by the open-circuit voltage alone, the counter moved by y and the charge by x, and both are
 * uncertain alike (q is near 1). The best line through the origin minimises sum w (y - q x)^2/(1 + q^2), w = 1/sx^2, and is
 *
 *   q = (c3 - c1 + sqrt((c1 - c3)^2 + 4 c2^2))/(2 c2),  c1 = sum w x^2, c2 = sum w x y, c3 = sum w y^2.
 */
export class Capacity {
  private c1: f32 = 1 / (BELIEF * BELIEF);
  private c2: f32 = 1 / (BELIEF * BELIEF);
  private c3: f32 = 1 / (BELIEF * BELIEF);
  private anchored: bool = false;
  private soc: f32 = 0;
  private variance: f32 = 0;
  private counted: f32 = 0;
  /** Capacity over the rated one. */
  health: f32 = 1;

  /** The charge is `soc` by voltage, with `variance`, and `counted` by the counter less its bias. */
  anchor(soc: f32, variance: f32, counted: f32): void {
    const x = this.soc - soc;
    const y = this.counted - counted;
    if (this.anchored) {
      // the better of two near one another stands
      if (size(x) >= LEAST) this.pair(x, y, this.variance + variance);
      else if (variance > this.variance) return;
    }
    this.anchored = true;
    this.soc = soc;
    this.variance = variance;
    this.counted = counted;
  }

  private pair(x: f32, y: f32, variance: f32): void {
    const weight: f32 = 1 / variance;
    this.c1 = FORGET * this.c1 + weight * x * x;
    this.c2 = FORGET * this.c2 + weight * x * y;
    this.c3 = FORGET * this.c3 + weight * y * y;
    const apart = this.c1 - this.c3;
    const q = (Mathf.sqrt(apart * apart + 4 * this.c2 * this.c2) - apart) / (2 * this.c2);
    // unless proven sensible
    if (q > 0) this.health = clamp(q, HEALTH_LEAST, HEALTH_MOST);
  }
}
