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
}
