/**
 * `npm run bench`: how fast, as medians of interleaved rounds. One file a topic; a topic leaves out what this machine
 * cannot measure and says so. Writes build/bench.json.
 */
import { writeFileSync } from 'node:fs';
import { adaptive } from './adaptive.ts';
import { cells } from './cells.ts';
import { inChromium } from './chromium.ts';
import { firmware } from './firmware.ts';
import { pod } from './pod.ts';
import { powerStage } from './power-stage.ts';
import { rack } from './rack.ts';
import { measureInterleaved, type Result, type Row, type Topic } from './row.ts';
import { shelf } from './shelf.ts';
import { spice } from './spice.ts';

const topics: readonly Topic[] = [shelf, rack, adaptive, pod, powerStage, cells, firmware, spice, inChromium];

/** Measures all rows of all topics. */
async function bench(): Promise<{ results: Result[]; missing: string[] }> {
  const missing: string[] = [];
  const open: (() => Promise<void>)[] = [];
  const rows: Row[] = [];
  try {
    for (const topic of topics)
      rows.push(
        ...(await topic(
          (words) => missing.push(words),
          (close) => open.push(close),
        )),
      );
    return { results: await measureInterleaved(rows), missing };
  } finally {
    for (const close of open) await close();
  }
}

/** Four digits, whatever the size. */
const shown = (value: number) => (Math.abs(value) >= 1000 ? value.toFixed(0) : value.toPrecision(4));

/** Prints the table, or JSON. */
export async function printBench(json: boolean): Promise<void> {
  const { results, missing } = await bench();
  const text = JSON.stringify(results, null, 2);
  writeFileSync(new URL('../../build/bench.json', import.meta.url), text);
  if (json) console.log(text);
  else
    for (const { name, unit, median, low, high, rounds } of results)
      console.log(`${name.padEnd(72)} ${shown(median).padStart(8)} ${unit.padEnd(12)} (${shown(low)} to ${shown(high)}, ${rounds} rounds)`);
  // not on standard output: that is JSON
  for (const words of missing) console.error(`not measured: ${words}`);
}
