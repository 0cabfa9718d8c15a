/** A process that holds the killing tests and runs those it is told, under the mutant it is told. */
import { register } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { share } from './cases.ts';
import { tests } from './suite.ts';

/** The first message: what to collect. */
export interface Start {
  files: readonly string[];
  /** Note what is reached instead of switching a mutant on. */
  mutants: number;
}
/** Run these tests in this order under `mutant` until one fails; -1 is the firmware as it is. */
export interface Order {
  mutant: number;
  tests: readonly number[];
  /** This part of the cases of each property. */
  part: number;
  /** CPU time that each of them may take. */
  budget_ms: readonly number[];
}
export interface Answer {
  /** The test that failed. */
  killer?: number;
  why?: string;
  /** CPU time of each test that ran. */
  took_ms: number[];
  /** Numbers of the mutants that each test reached. */
  reached: number[][];
}
export interface Collected {
  names: string[];
}

const words = { vitest: new URL('suite.ts', import.meta.url).href, 'fast-check': new URL('cases.ts', import.meta.url).href };
const hook = `const words = ${JSON.stringify(words)};
export const resolve = (name, context, next) =>
  words[name] && context.parentURL !== words[name] ? { url: words[name], shortCircuit: true } : next(name, context);`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);

// a mutant that runs for ever is ended from beside: this thread cannot be asked
const limit = new Float64Array(new SharedArrayBuffer(8));
new Worker(
  `const { workerData: limit } = require('node:worker_threads');
   setInterval(() => {
     const { user, system } = process.cpuUsage();
     if (limit[0] > 0 && (user + system) / 1000 > limit[0]) process.kill(process.pid, 'SIGKILL');
   }, 100);`,
  { eval: true, workerData: limit },
).unref();
const cpu_ms = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

let mutant = -1;
let reached = new Uint8Array(0);
const Plain = WebAssembly.Instance;
WebAssembly.Instance = class extends Plain {
  constructor(module: WebAssembly.Module, imports: WebAssembly.Imports = {}) {
    const note = (id: number) => {
      reached[id] = 1;
    };
    super(module, { ...imports, env: { ...imports.env, mutant, reached: note } });
  }
} as typeof WebAssembly.Instance;

console.log = () => {};

async function start({ files, mutants }: Start): Promise<Collected> {
  reached = new Uint8Array(mutants);
  for (const file of files) await import(pathToFileURL(file).href);
  return { names: tests.map(({ name }) => name) };
}

async function run(order: Order): Promise<Answer> {
  mutant = order.mutant;
  share.part = order.part;
  const answer: Answer = { took_ms: [], reached: [] };
  for (const [k, index] of order.tests.entries()) {
    reached.fill(0);
    const begin_ms = cpu_ms();
    limit[0] = begin_ms + (order.budget_ms[k] as number);
    try {
      await tests[index]?.run();
    } catch (error) {
      answer.killer = index;
      answer.why = String(error).slice(0, 2000);
    }
    limit[0] = 0;
    answer.took_ms.push(cpu_ms() - begin_ms);
    answer.reached.push([...reached.entries()].filter(([, is]) => is).map(([id]) => id));
    if (answer.killer !== undefined) break;
  }
  return answer;
}

process.on('message', async (message: Start | Order) => {
  process.send?.('files' in message ? await start(message) : await run(message));
});
