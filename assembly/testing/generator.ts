import { Response } from '../plant/generator';

let response!: Response;

export function testResponseInit(dip: f64, time_s: f64, damping: f64): void {
  response = new Response(dip, time_s, damping);
}

/** The load changes by `change` per unit and stays so for `step_s`. Returns the deviation at its end. */
export function testResponseStep(change: f64, step_s: f64): f64 {
  response.step(change, step_s);
  return response.deviation;
}
