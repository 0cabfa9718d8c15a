import { expect, it } from 'vitest';
import { logLines } from '../../host/log-text.ts';
import type { LogEntry } from '../../host/simulation.ts';

const on = (t_s: number, module: number): LogEntry => ({ t_s, kind: 'batteryOn', module, value: 0 });

it('what modules do within a millisecond is one line, at the time of the first, whatever happens between', () => {
  const state: LogEntry = { t_s: 1.0003, kind: 'stateChange', module: -1, value: 0 };
  const log = [on(1, 4), state, on(1.0005, 5), on(1.0007, 6), on(1.0021, 7)];
  expect(logLines(log)).toEqual([
    { t_s: 1, text: '3 modules: converter on' },
    { t_s: 1.0003, text: 'state NORMAL' },
    { t_s: 1.0021, text: 'module 7: converter on' },
  ]);
});

it('one module twice, two trips of different rows and what the shelf does stay apart', () => {
  const trip = (module: number, value: number): LogEntry => ({ t_s: 1, kind: 'protectionTrip', module, value });
  const step = (value: number): LogEntry => ({ t_s: 1, kind: 'loadStep', module: -1, value });
  expect(logLines([on(1, 4), on(1.0001, 4)])).toHaveLength(2);
  expect(logLines([trip(4, 0), trip(5, 1)])).toHaveLength(2);
  expect(logLines([step(9e3), step(9e3)])).toHaveLength(2);
});
