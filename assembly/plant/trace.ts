/** Most power-stage steps that are made at once: those of a fast tick. */
export const MOST_STEPS: i32 = 10;

/** Step by step, what the last steps of the power stage left: to be read before the next are made. */
export class Trace {
  /** What the converters give: mean of the step. */
  readonly meanConverters_A: StaticArray<f64> = new StaticArray<f64>(MOST_STEPS);
  // in the middle of each step
  readonly middleS_V: StaticArray<f64> = new StaticArray<f64>(MOST_STEPS);
  readonly middlePsu_A: StaticArray<f64> = new StaticArray<f64>(MOST_STEPS);
  // at its end
  readonly cbu_A: StaticArray<f64> = new StaticArray<f64>(MOST_STEPS);
  readonly bbu_A: StaticArray<f64> = new StaticArray<f64>(MOST_STEPS);
  readonly psu_A: StaticArray<f64> = new StaticArray<f64>(MOST_STEPS);
  readonly load_A: StaticArray<f64> = new StaticArray<f64>(MOST_STEPS);
  readonly busS_V: StaticArray<f64> = new StaticArray<f64>(MOST_STEPS);
  readonly busL_V: StaticArray<f64> = new StaticArray<f64>(MOST_STEPS);
  readonly psuEnergy_J: StaticArray<f64> = new StaticArray<f64>(MOST_STEPS);

  /** Nothing in here is state: a run that was cut elsewhere must leave the same memory. */
  forget(): void {
    for (let n = 0; n < MOST_STEPS; n++) {
      this.meanConverters_A[n] = 0;
      this.middleS_V[n] = 0;
      this.middlePsu_A[n] = 0;
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
