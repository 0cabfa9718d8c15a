/** TASK_OVERRUN and TASK_STOPPED: the bench's host calls late. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bench, TICKS_PER_MS } from '../support/bench.ts';

const MS = TICKS_PER_MS;
const phase = fc.integer({ min: 1, max: 20 * MS });
const kinds = fc.constantFrom('bbu', 'cbu' as const);

describe('task supervision', () => {
  it('a run that misses no tick is no overrun, wherever its clock begins and also across its wrap', () => {
    for (const clock of [0, 1, 99, 100, 12_345, 0xffff_ffff - 5000]) {
      const bench = new Bench('bbu', {}, { clock });
      bench.runMs(400);
      expect([bench.warnings, bench.faults], String(clock)).toEqual([[], []]);
    }
  });

  it('TASK_OVERRUN: a single missed tick is told within its millisecond and reported only; it clears after the recovery', () => {
    fc.assert(
      fc.property(kinds, phase, fc.integer({ min: 1, max: 2 * MS - 1 }), (kind, begin, missed) => {
        const bench = new Bench(kind, { recoveryTime_s: 0.05 });
        bench.run(begin);
        const state = [bench.contactor, bench.enabled];
        bench.late(missed);
        expect(bench.until(() => bench.warnings.includes('TASK_OVERRUN'), 2 * MS)).toBeLessThanOrEqual(MS);
        // stale sensors say so for themselves
        bench.runMs(40);
        expect([bench.contactor, bench.enabled]).toEqual(bench.faults.length > 0 ? ['TRIPPED', false] : state);
        expect(bench.faults).not.toContain('TASK_STOPPED');
        expect(bench.until(() => !bench.warnings.includes('TASK_OVERRUN'), 100 * MS)).toBeLessThanOrEqual(20 * MS);
      }),
      { numRuns: 40 },
    );
  });

  it('a tick that comes late still runs what was due: a millisecond is not lost', () => {
    const bench = new Bench('bbu');
    bench.run(10 * MS - 1);
    const runs = bench.telemetry.get('fastRuns');
    // over the boundary of 10 ms
    bench.late(3);
    bench.run(1);
    expect(bench.telemetry.get('fastRuns')).toBe(runs + 100);
  });

  it('TASK_STOPPED: three milliseconds without one open the module, and it comes back', () => {
    fc.assert(
      fc.property(phase, fc.integer({ min: 4 * MS, max: 400 * MS }), (begin, gap) => {
        const bench = new Bench('bbu', { recoveryTime_s: 0.05 });
        bench.run(begin);
        bench.late(gap);
        expect(bench.until(() => bench.faults.includes('TASK_STOPPED'), 2 * MS)).toBeLessThanOrEqual(MS);
        bench.run(1);
        expect(bench.command.get('mainContactor')).toBe(0);
        expect(bench.until(() => bench.faults.length === 0, 200 * MS)).toBeGreaterThanOrEqual(50 * MS);
        expect(bench.until(() => bench.contactor === 'CLOSED', 300 * MS)).toBeLessThan(300 * MS);
      }),
      { numRuns: 15 },
    );
  });
});
