import { Deadline } from '../firmware/time';

const deadline = new Deadline();

export function testDeadlineArm(now: u32, ticks: u32): void {
  deadline.clear();
  deadline.arm(now, ticks);
}

export function testDeadlineReached(now: u32): bool {
  return deadline.reached(now);
}

export function testDeadlineQuiet(now: u32, ticks: u32): bool {
  return deadline.quiet(now, ticks);
}

export function testDeadlineClear(): void {
  deadline.clear();
}
