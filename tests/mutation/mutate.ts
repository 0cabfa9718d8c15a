/**
 * `npm run mutate [-- --files NAME,... --sample N --tests NAME --all-cases]`: makes every mutant of the firmware's protection, contactor and handoff
 * code (operators.ts says which), runs the firmware's own tests against each, prints the score and what survived.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import excuses from './excused.json' with { type: 'json' };
import { labelsOf, type Mutant, mutantsOf, parse } from './operators.ts';
import { buildImage, type Image, Refusal } from './schemata.ts';
import type { Answer, Collected, Order, Start } from './worker.ts';

/** Asked for. */
const SCORE = 0.9;
const REPORT = 'build/mutation.json';
/** Most mutants die of the first cases of a property; with `--all-cases` all of them are tried on what survives these. */
const FIRST = 0.15;
/** Estimation has its own yardsticks against the truth; calibration tables are data; what is recorded decides nothing. */
const ELSEWHERE = /^(estimate|calibration)\W|^blackBox/;
/** Two images told apart bit by bit: that would kill whatever changes anything, asked for or not. */
const NO_REQUIREMENT = ['identical.test.ts'];

const root = fileURLToPath(new URL('../..', import.meta.url));
process.chdir(root);
const slashed = (path: string) => path.replaceAll('\\', '/');

export interface Excuse {
  file: string;
  /** The line it is in, without its indentation, and what in it is replaced by what. A changed line has no excuse. */
  line: string;
  before: string;
  after: string;
  /** The line before it, where the same stands twice. */
  previous?: string;
  /** Why the mutant does the same. */
  reason: string;
}

/** Everything that is mutated, by file. */
export function firmwareSources(): Map<string, string> {
  const names = readdirSync('assembly/firmware', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !ELSEWHERE.test(name))
    .map((name) => slashed(`assembly/firmware/${name}`));
  return new Map(names.sort().map((file) => [file, readFileSync(file, 'utf8')]));
}

export function firmwareMutants(sources: ReadonlyMap<string, string>): Mutant[] {
  const texts = new Map(sources).set('enumerations', readFileSync('assembly/abi/enumerations.ts', 'utf8'));
  const labels = new Map([...texts].flatMap(([file, text]) => [...labelsOf(parse(text, file))]));
  return [...sources].flatMap(([file, text]) => mutantsOf(file, text, labels));
}

/** Where and what, for people and for the list of excuses. */
export function described({ file, start, end, text }: Mutant, source: string) {
  const number = source.slice(0, start).split('\n').length;
  const lines = source.split('\n').map((line) => line.trim());
  const line = lines[number - 1] as string;
  return { file, number, line, previous: lines[number - 2] ?? '', before: source.slice(start, end), after: text };
}

export function excuseOf(mutant: Mutant, source: string): Excuse | undefined {
  const { file, line, previous, before, after } = described(mutant, source);
  return (excuses as Excuse[]).find(
    (one) =>
      one.file === file && one.line === line && (one.previous ?? previous) === previous && one.before === before && one.after === after,
  );
}

/** A process with the killing tests in it. */
class Runner {
  private child: ChildProcess | undefined;
  names: string[] = [];

  constructor(
    private readonly folder: string,
    private readonly image: Image,
    private readonly begin: Start,
  ) {}

  /** Undefined: it ran for ever, and was ended. */
  async run(order: Order): Promise<Answer | undefined> {
    if (!this.child) {
      const env = {
        ...process.env,
        FIRMWARE_WASM: `${this.folder}/firmware-${this.image}.wasm`,
        TESTING_WASM: `${this.folder}/testing-${this.image}.wasm`,
      };
      this.child = fork('tests/mutation/worker.ts', { execArgv: ['--import', 'tsx'], env, cwd: root });
      const collected = await this.ask<Collected>(this.begin);
      if (!collected) throw new Error('the killing tests could not be collected');
      this.names = collected.names;
    }
    const answer = await this.ask<Answer>(order);
    if (!answer) this.child = undefined;
    return answer;
  }

  private ask<Reply>(message: Start | Order): Promise<Reply | undefined> {
    const child = this.child as ChildProcess;
    return new Promise((resolve) => {
      const exit = () => resolve(undefined);
      child.once('exit', exit);
      child.once('message', (reply) => {
        child.off('exit', exit);
        resolve(reply as Reply);
      });
      child.send(message);
    });
  }

  end(): void {
    this.child?.disconnect();
  }
}

interface Result {
  mutant: number;
  /** Name of the test, or that it never ended; undefined: it survived. */
  killer?: string;
  tests: number;
}

export async function mutate(files: string[], sample: number, workers: number, allCases: boolean, tested: string): Promise<number> {
  const begin = performance.now();
  const sources = firmwareSources();
  let mutants = firmwareMutants(sources);
  mkdirSync('build', { recursive: true });
  const folder = mkdtempSync('build/mutants-');
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const build = async () => {
    for (const image of ['reached', 'mutants'] as const)
      for (const target of ['firmware', 'testing'])
        writeFileSync(`${folder}/${target}-${image}.wasm`, await buildImage(`assembly/${target}.ts`, target, image, sources, mutants));
  };
  for (;;) {
    try {
      await build();
      break;
    } catch (error) {
      if (!(error instanceof Refusal) || error.mutants.length === 0) throw error;
      // what does not compile is no mutant
      mutants = mutants.filter((_, id) => !error.mutants.includes(id));
    }
  }
  const seconds = () => ((performance.now() - begin) / 1000).toFixed(0);
  console.log(`${mutants.length} mutants in ${sources.size} files, built in ${seconds()} s`);

  const tests = readdirSync('tests/firmware')
    .filter((name) => name.endsWith('.test.ts') && name.includes(tested) && !NO_REQUIREMENT.includes(name))
    .map((name) => `tests/firmware/${name}`);
  const start: Start = { files: tests, mutants: mutants.length };
  const unmutated = async (image: Image): Promise<[Answer, string[]]> => {
    const runner = new Runner(folder, image, start);
    // how many there are it says itself
    await runner.run({ mutant: -1, tests: [], part: 1, budget_ms: [] });
    const all = runner.names.map((_, k) => k);
    const answer = await runner.run({ mutant: -1, tests: all, part: FIRST, budget_ms: all.map(() => 600e3) });
    runner.end();
    if (!answer || answer.killer !== undefined)
      throw new Error(`the firmware as it is fails ${runner.names[answer?.killer ?? -1]}: ${answer?.why}`);
    return [answer, runner.names];
  };
  const [[{ took_ms }, names], [{ reached }]] = await Promise.all([unmutated('mutants'), unmutated('reached')]);
  const total_ms = took_ms.reduce((sum, ms) => sum + ms, 0);
  console.log(`${names.length} tests in ${tests.length} files take ${(total_ms / 1000).toFixed(1)} s of CPU; ${seconds()} s`);

  const reaching = mutants.map((): number[] => []);
  for (const [test, ids] of reached.entries()) for (const id of ids) reaching[id]?.push(test);
  const chosen = [...mutants.keys()].filter((id) => {
    const { file } = mutants[id] as Mutant;
    return files.length === 0 || files.some((name) => file.includes(name));
  });
  const every = sample > 0 && sample < chosen.length ? chosen.length / sample : 1;
  const queue = Array.from({ length: Math.floor(chosen.length / every) }, (_, k) => chosen[Math.floor(k * every)] as number);
  const excused = new Set(queue.filter((id) => excuseOf(mutants[id] as Mutant, sources.get((mutants[id] as Mutant).file) as string)));
  const results: Result[] = [];
  /** How often a test killed in a file: who killed there, kills there. */
  const kills = new Map<string, number>();
  const key = (id: number, test: number) => `${(mutants[id] as Mutant).file}:${Math.floor((mutants[id] as Mutant).start / 1000)}:${test}`;
  const worth = (id: number, test: number) => ((kills.get(key(id, test)) ?? 0) + 0.05) / ((took_ms[test] as number) + 5);

  const left = queue.filter((id) => !excused.has(id));
  const amount = left.length;
  async function work(): Promise<void> {
    const runner = new Runner(folder, 'mutants', start);
    for (let id = left.shift(); id !== undefined; id = left.shift()) {
      const order = [...(reaching[id] as number[])].sort((a, b) => worth(id as number, b) - worth(id as number, a));
      const under = (part: number) => {
        const budget_ms = order.map((test) => 2000 + (20 * (took_ms[test] as number) * part) / FIRST);
        return runner.run({ mutant: id as number, tests: order, part, budget_ms });
      };
      let answer = await under(FIRST);
      if (allCases && answer && answer.killer === undefined) answer = await under(1);
      const killer = answer ? names[answer.killer ?? -1] : 'it never ended';
      if (answer?.killer !== undefined) kills.set(key(id, answer.killer), (kills.get(key(id, answer.killer)) ?? 0) + 1);
      results.push({ mutant: id, ...(killer !== undefined && { killer }), tests: answer?.took_ms.length ?? 1 });
      if (results.length % 25 === 0) {
        const killed = results.filter((result) => result.killer !== undefined).length;
        const rest_s = ((performance.now() - begin) / 1000 / results.length) * (amount - results.length);
        const line = `${results.length} of ${amount}, ${killed} killed, about ${(rest_s / 60).toFixed(0)} min left`;
        if (process.stderr.isTTY) process.stderr.write(`\r${line}  `);
        else if (results.length % 100 === 0) console.log(line);
      }
    }
    runner.end();
  }
  await Promise.all(Array.from({ length: workers }, work));
  process.stderr.write('\n');

  const survivors = results.filter(({ killer }) => killer === undefined).sort((a, b) => a.mutant - b.mutant);
  const told = (id: number) => {
    const mutant = mutants[id] as Mutant;
    return { operator: mutant.operator, ...described(mutant, sources.get(mutant.file) as string) };
  };
  for (const { mutant, tests } of survivors) {
    const { file, number, operator, before, after, line } = told(mutant);
    const short = (text: string) => text.replace(/\s+/g, ' ').slice(0, 100);
    console.log(
      `survived ${file}:${number}  ${operator}  ${short(before)}  ->  ${short(after) || '(nothing)'}   ${tests === 0 ? 'not reached' : ''}  in: ${short(line)}`,
    );
  }
  const stale = (excuses as Excuse[]).filter(
    (one) => !mutants.some((mutant) => excuseOf(mutant, sources.get(mutant.file) as string) === one),
  );
  for (const one of stale) console.log(`no longer matched, so no excuse: ${one.file}  ${one.line}`);
  for (const file of sources.keys()) {
    const own = results.filter(({ mutant }) => (mutants[mutant] as Mutant).file === file);
    if (own.length === 0) continue;
    const killed = own.filter(({ killer }) => killer !== undefined).length;
    console.log(
      `${file.padEnd(50)} ${String(killed).padStart(5)} of ${String(own.length).padStart(5)}  ${((100 * killed) / own.length).toFixed(1)} %`,
    );
  }
  const killed = amount - survivors.length;
  const score = killed / amount;
  writeFileSync(
    REPORT,
    JSON.stringify(
      { score, killed, amount, excused: excused.size, results: results.map((result) => ({ ...result, ...told(result.mutant) })) },
      null,
      1,
    ),
  );
  console.log(
    `score ${(100 * score).toFixed(1)} %: ${killed} of ${amount} mutants killed, ${survivors.length} survived, ${excused.size} excused; ${seconds()} s on ${workers} processes`,
  );
  return score >= SCORE ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      'all-cases': { type: 'boolean', default: false },
      files: { type: 'string', default: '' },
      tests: { type: 'string', default: '' },
      sample: { type: 'string', default: '0' },
      workers: { type: 'string' },
    },
  });
  const workers = Number(values.workers ?? availableParallelism());
  process.exit(await mutate(values.files.split(',').filter(Boolean), Number(values.sample), workers, values['all-cases'], values.tests));
}
