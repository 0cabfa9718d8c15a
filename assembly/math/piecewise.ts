/** 1 up to `start`, 0 from `end` on, a straight line between; `end` may lie below `start`. NaN gives 0. */
export function fade(value: f32, start: f32, end: f32): f32 {
  const part = (end - value) / (end - start);
  if (!(part > 0)) return 0;
  return part < 1 ? part : 1;
}

export function clamp(value: f32, low: f32, high: f32): f32 {
  return value < low ? low : value > high ? high : value;
}

export function size(value: f32): f32 {
  return value < 0 ? -value : value;
}

/** Does `value` lie in [low, high]? */
export function within(value: f32, low: f32, high: f32): bool {
  return value >= low && value <= high;
}

/** `value` moved toward `target` by at most `step`. */
export function approach(value: f32, target: f32, step: f32): f32 {
  return clamp(target, value - step, value + step);
}

/** First-order step toward `target`; arrives, so that nothing decays into denormals. */
export function settle(value: f32, target: f32, gain: f32): f32 {
  const missing = target - value;
  return missing < 1e-6 && missing > -1e-6 ? target : value + gain * missing;
}
