import { clamp, size } from '../../math/piecewise';

/** A pulse is a step of the mean current of a second by this, in C (K). */
const PULSE_C: f32 = 0.5;
const GAIN: f32 = 0.1;

/**
 * Resistance by pulses: from one second to the next the mean voltage falls by R times what the mean current rises, wherever in
 * them the step lies. Over what the calibration says of all that answers within a second.
 */
export class PulseResistance {
  private before_V: f32 = 0;
  private before_A: f32 = 0;
  /** Over the calibration's: 1 until there was a pulse. */
  ratio: f32 = 1;
  pulses: i32 = 0;

  /** `voltage_V`: 0 when there is none. */
  look(voltage_V: f32, current_A: f32, rated_A: f32, expected_ohm: f32): void {
    const step_A = current_A - this.before_A;
    if (this.before_V > 0 && voltage_V > 0 && size(step_A) > PULSE_C * rated_A) {
      const ratio = (this.before_V - voltage_V) / (step_A * expected_ohm);
      if (ratio > 0.2 && ratio < 5) {
        this.pulses++;
        this.ratio += max<f32>(GAIN, 1 / <f32>this.pulses) * (ratio - this.ratio);
        this.ratio = clamp(this.ratio, 0.2, 5);
      }
    }
    this.before_V = voltage_V;
    this.before_A = current_A;
  }
}
