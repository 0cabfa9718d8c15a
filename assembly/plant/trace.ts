import { RING_BYTES } from '../math/ring';

/** Most power-stage steps that are made at once: those of a fast tick. */
export const MOST_STEPS: i32 = 10;

/** Step by step, what the last steps of the power stage left: to be read before the next are made. */
export class Trace {
  /** Byte in each ring where the next step's sample goes; moved by whoever keeps the samples. */
  phase: usize = 0;
  // and where those rings are; until somebody gives them there is one for all, which nobody reads
  busLRing: usize;
  busSRing: usize;
  psuRing: usize;
  cbuRing: usize;
  bbuRing: usize;
  loadRing: usize;
  /** Node S in the middle of the step. */
  readonly middleS_V: StaticArray<f64> = new StaticArray<f64>(MOST_STEPS);
  // at its end
  readonly cbu_A: StaticArray<f64> = new StaticArray<f64>(MOST_STEPS);
  readonly bbu_A: StaticArray<f64> = new StaticArray<f64>(MOST_STEPS);
  readonly psu_A: StaticArray<f64> = new StaticArray<f64>(MOST_STEPS);
  readonly load_A: StaticArray<f64> = new StaticArray<f64>(MOST_STEPS);
  readonly busS_V: StaticArray<f64> = new StaticArray<f64>(MOST_STEPS);
  readonly busL_V: StaticArray<f64> = new StaticArray<f64>(MOST_STEPS);
  /** Extremes of that over the steps, and the step of the lower one. */
  lowestL_V: f64 = 0;
  lowestAt: i32 = 0;
  highestL_V: f64 = 0;
  readonly psuEnergy_J: StaticArray<f64> = new StaticArray<f64>(MOST_STEPS);

  constructor() {
    const ring = heap.alloc(RING_BYTES);
    memory.fill(ring, 0, RING_BYTES);
    this.busLRing = ring;
    this.busSRing = ring;
    this.psuRing = ring;
    this.cbuRing = ring;
    this.bbuRing = ring;
    this.loadRing = ring;
  }

  /** Nothing in here is state: a run that was cut elsewhere must leave the same memory. */
  forget(): void {
    this.lowestL_V = 0;
    this.lowestAt = 0;
    this.highestL_V = 0;
    for (let n = 0; n < MOST_STEPS; n++) {
      this.middleS_V[n] = 0;
      this.cbu_A[n] = 0;
      this.bbu_A[n] = 0;
      this.psu_A[n] = 0;
      this.load_A[n] = 0;
      this.busS_V[n] = 0;
      this.busL_V[n] = 0;
      this.psuEnergy_J[n] = 0;
    }
  }
}
