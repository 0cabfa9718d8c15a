/**
 * `npm run campaign -- --cases N [--seed S]`: as many random cases as asked for, on all cores, against every property.
 * What is done is kept in build/campaign.json and not done again, unless the build or the properties are others.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Failure, tryCases } from './try.ts';

/** Cases of one order: some seconds. */
const BATCH = 50;
const PROGRESS = 'build/campaign.json';

interface Progress {
  code: string;
  seed: number;
  /** Numbers of the batches that are done. */
  done: number[];
  cpu_s: number;
  failures: (Failure & { path: string })[];
}
interface Done {
  batch: number;
  cpu_s: number;
  failure: Failure | null;
}

function codeHash(): string {
  const hash = createHash('sha256');
  const laws = readdirSync('tests/properties').map((name) => `tests/properties/${name}`);
  for (const file of ['build/ridethrough.wasm', 'build/firmware.wasm', 'host/abi/registers.ts', ...laws.sort()])
    hash.update(readFileSync(file));
  return hash.digest('hex');
}

function begun(seed: number): Progress {
  const code = codeHash();
  if (existsSync(PROGRESS)) {
    const kept = JSON.parse(readFileSync(PROGRESS, 'utf8')) as Progress;
    if (kept.code === code && kept.seed === seed) return kept;
    console.log('another build or other properties: from the beginning');
  }
  return { code, seed, done: [], cpu_s: 0, failures: [] };
}

async function campaign(cases: number, seed: number, workers: number): Promise<number> {
  mkdirSync('build/campaign', { recursive: true });
  const progress = begun(seed);
  const batches = Math.ceil(cases / BATCH);
  const done = new Set(progress.done);
  const left = Array.from({ length: batches }, (_, k) => k).filter((k) => !done.has(k));
  const before = batches - left.length;
  const begin_ms = performance.now();
  let stopped = false;
  const children: ChildProcess[] = [];
  const save = () => {
    progress.done = [...done].sort((a, b) => a - b);
    writeFileSync(`${PROGRESS}.part`, JSON.stringify(progress));
    renameSync(`${PROGRESS}.part`, PROGRESS);
  };
  // a batch that is under way is done again next time
  process.once('SIGINT', () => {
    stopped = true;
    for (const child of children) child.kill('SIGKILL');
  });

  async function work(): Promise<void> {
    const child = fork(fileURLToPath(import.meta.url), { execArgv: ['--import', 'tsx'], env: { ...process.env, CAMPAIGN_WORKER: '1' } });
    children.push(child);
    const ended = new Promise<null>((resolve) => child.once('exit', () => resolve(null)));
    for (let batch = left.shift(); batch !== undefined && !stopped; batch = left.shift()) {
      child.send({ batch, seed: seed + batch });
      const told = await Promise.race([ended, new Promise<Done>((resolve) => child.once('message', (reply) => resolve(reply as Done)))]);
      if (!told) {
        if (!stopped) throw new Error(`the process of batch ${batch} ended`);
        return;
      }
      done.add(batch);
      progress.cpu_s += told.cpu_s;
      if (told.failure) {
        const path = `build/campaign/case-${seed + batch}.json`;
        writeFileSync(path, told.failure.file);
        progress.failures.push({ ...told.failure, path });
        console.log(`\n${told.failure.says}\n  ridethrough run ${path}`);
      }
      save();
      const now_s = (performance.now() - begin_ms) / 1000;
      const rate = ((done.size - before) * BATCH) / now_s;
      const line = `${done.size * BATCH} of ${batches * BATCH} cases, ${rate.toFixed(1)} a second, ${(((batches - done.size) * BATCH) / rate / 60).toFixed(0)} min left, ${progress.failures.length} failed`;
      if (process.stderr.isTTY) process.stderr.write(`\r${line}  `);
      else if (done.size % 20 === 0) console.log(line);
    }
    child.disconnect();
  }
  await Promise.all(Array.from({ length: workers }, work));
  const count = progress.done.length * BATCH;
  console.log(
    `\n${count} cases, ${progress.failures.length} failed; ${(progress.cpu_s / Math.max(1, count)).toFixed(3)} s of CPU a case${stopped ? '; stopped, the same command goes on' : ''}`,
  );
  for (const { says, path } of progress.failures) console.log(`  ${path}: ${says}`);
  return stopped ? 130 : progress.failures.length > 0 ? 1 : 0;
}

if (process.env.CAMPAIGN_WORKER) {
  // Ctrl-C reaches every process of the terminal: who asked decides
  process.on('SIGINT', () => {});
  process.on('message', ({ batch, seed }: { batch: number; seed: number }) => {
    const before = process.cpuUsage();
    const failure = tryCases(seed, BATCH);
    const { user, system } = process.cpuUsage(before);
    process.send?.({ batch, failure, cpu_s: (user + system) / 1e6 } satisfies Done);
  });
} else {
  const { values } = parseArgs({
    options: { cases: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' }, workers: { type: 'string' } },
  });
  process.exit(await campaign(Number(values.cases), Number(values.seed), Number(values.workers ?? availableParallelism())));
}
