import { describe, expect, it } from 'vitest';
import { Progress } from '../../host/progress.ts';

/** A progress line on a stream that keeps what it is told, with a clock that is set by hand. */
function progressOn(isTTY: boolean) {
  const written: string[] = [];
  const clock = { now_ms: 0 };
  const progress = new Progress({ isTTY, write: (text) => written.push(text) }, () => clock.now_ms);
  return { progress, written, clock };
}

describe('Progress', () => {
  it('is one line that is written over, with the time that is left', () => {
    const { progress, written, clock } = progressOn(true);
    clock.now_ms = 3000;
    progress.update(0.25, 'run');
    expect(written).toEqual(['\r\u001b[2Krun  25 %  9.0 s left']);
    clock.now_ms = 90_000;
    progress.update(0.3, 'run');
    expect(written.at(-1)).toContain('30 %  4 min left');
    progress.clear();
    expect(written.at(-1)).toBe('\r\u001b[2K');
  });

  it('guesses nothing from the first stretch', () => {
    const { progress, written, clock } = progressOn(true);
    progress.update(0, 'run');
    clock.now_ms = 150;
    progress.update(0.5, 'run');
    expect(written).toEqual(['\r\u001b[2Krun  0 %', '\r\u001b[2Krun  50 %']);
  });

  it('comes at most ten times a second', () => {
    const { progress, written, clock } = progressOn(true);
    for (clock.now_ms = 0; clock.now_ms < 1000; clock.now_ms++) progress.update(clock.now_ms / 1000, 'run');
    expect(written.length).toBe(10);
  });

  it('is silent where nobody looks, and clears nothing that it did not write', () => {
    const { progress, written } = progressOn(false);
    progress.update(0.5, 'run');
    progress.clear();
    expect(written).toEqual([]);
  });
});
