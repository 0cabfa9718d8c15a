/** `ridethrough certify`: the certificate of every protection, several at a time, each in a process of its own. */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { enumerations } from '../abi/registers.ts';
import { type Certificate, certifyRow, type Failure, idOf, stimuliFor } from '../certify/certify.ts';
import { type Configuration, checkConfiguration } from '../certify/configuration.ts';
import { type Subject, valuesOf } from '../certify/shelf.ts';
import { type Stimulus, stimuli, untried } from '../certify/stimuli.ts';
import { unitOfQuantity } from '../explain.ts';
import { InputError, quote } from '../input-error.ts';
import { Progress } from '../progress.ts';
import { formatResult } from '../quantity.ts';
import { presetNamed } from '../scenario/resolve.ts';
import { namesAllowed } from '../suggest.ts';
import { loadSimulation } from './load.ts';
import { type OptionKinds, readOptions } from './options.ts';
import { readSets } from './order.ts';
import { indent, table } from './table.ts';

const kinds: OptionKinds = { preset: 'text', set: 'texts', config: 'flag', workers: 'text', json: 'flag' };
const MOST_WORKERS = 64;
const INTERRUPTED = 130;
const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const BIN = fileURLToPath(new URL('../../bin/ridethrough.mjs', import.meta.url));

type Result = Certificate | Failure;

interface Report {
  preset: string;
  pass: boolean;
  interrupted?: true;
  rows: Result[];
  untried: typeof untried;
}

export async function certify(args: readonly string[]): Promise<number> {
  const options = readOptions(args, kinds);
  const preset = presetNamed(options.text('preset') ?? 'orv3-shelf', '--preset').name;
  const subject: Subject = { preset, set: readSets(options) };
  // refuses what no shelf can be
  valuesOf(subject);
  for (const name of options.positionals) checkName(name);
  const list = stimuliFor(options.positionals);
  const workers = options.whole('workers', 1, MOST_WORKERS) ?? availableParallelism();
  if (options.has('config')) return configuration(subject, list, options.has('json'));
  const [only] = list;
  const { results, complete } =
    list.length === 1 && only
      ? { results: await here(subject, only), complete: true }
      : await together(subject, list, workers, passOn(options.texts('set')));
  const pass = complete && results.every((result) => result.pass);
  const report: Report = { preset, pass, ...(!complete && { interrupted: true as const }), rows: results, untried };
  if (options.has('json')) console.log(JSON.stringify(report, null, 2));
  else console.log(reportLines(report).join('\n'));
  if (!complete) return INTERRUPTED;
  return pass ? 0 : 1;
}

function checkName(name: string): void {
  const known = [...new Set([...stimuli.map(idOf), ...enumerations.Protection])];
  if (!known.includes(name)) throw new InputError('certify', quote(name), namesAllowed('a protection', name, known));
  if (stimuliFor([name]).length === 0)
    throw new InputError('certify', quote(name), `a row that is tried here: ${untried[name as keyof typeof untried]}`);
}

const passOn = (sets: readonly string[]) => sets.flatMap((text) => ['--set', text]);

async function here(subject: Subject, stimulus: Stimulus): Promise<Result[]> {
  const result = certifyRow(await loadSimulation(), subject, stimulus);
  return result ? [result] : [];
}

/** A row a process, `workers` at a time, in the order of the table; Ctrl-C keeps what was finished. */
async function together(
  subject: Subject,
  list: readonly Stimulus[],
  workers: number,
  sets: readonly string[],
): Promise<{ results: Result[]; complete: boolean }> {
  const progress = new Progress(process.stderr);
  const done = new Map<string, Result[]>();
  const children = new Set<ReturnType<typeof spawn>>();
  const stop = new AbortController();
  const onSignal = () => {
    stop.abort();
    for (const child of children) child.kill('SIGTERM');
  };
  for (const signal of STOP_SIGNALS) process.on(signal, onSignal);
  const waiting = [...list];
  const work = async () => {
    for (let next = waiting.shift(); next && !stop.signal.aborted; next = waiting.shift()) {
      const id = idOf(next);
      const text = await output([BIN, 'certify', id, '--preset', subject.preset, ...sets, '--json'], children);
      if (stop.signal.aborted) return;
      done.set(id, (JSON.parse(text) as Report).rows);
      progress.update(done.size / list.length, `${done.size} of ${list.length} rows, last ${id}`);
    }
  };
  try {
    await Promise.all(Array.from({ length: workers }, work));
  } finally {
    for (const signal of STOP_SIGNALS) process.removeListener(signal, onSignal);
    for (const child of children) child.kill('SIGTERM');
    progress.clear();
  }
  return { results: list.flatMap((stimulus) => done.get(idOf(stimulus)) ?? []), complete: !stop.signal.aborted };
}

function output(args: readonly string[], children: Set<ReturnType<typeof spawn>>): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    children.add(child);
    let out = '';
    let err = '';
    child.stdout?.on('data', (part) => {
      out += part;
    });
    child.stderr?.on('data', (part) => {
      err += part;
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      children.delete(child);
      if (code === 0 || code === 1 || signal) resolve(out);
      else reject(new Error(err.trim() || `a row ended with ${code}`));
    });
  });
}

const ms = (t_s: number) => `${(t_s * 1e3).toFixed(t_s < 1e-3 ? 3 : 2)}`;

function reportLines({ preset, pass, rows, interrupted }: Report): string[] {
  const lines = [`Protections of ${preset}: from every phase, against budget and harm`, ''];
  const head = [
    '',
    'row',
    'best',
    'worst',
    'budget',
    'margin',
    'at phase',
    'sensor',
    'debounce',
    'delay',
    'task',
    'actuator',
    'worst value',
    'limit',
    'margin',
  ];
  lines.push(
    'times in ms; worst latency and where it goes, each with its budget',
    ...table([head, ...rows.map(rowOf)], [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]),
  );
  const failed = rows.filter((row) => !row.pass);
  lines.push('');
  for (const row of failed)
    lines.push(
      ...indent([`${row.id}: ${'why' in row ? `${row.why}, from phase ${ms(row.phase_s)} ms` : whyFailed(row)} (${row.stimulus})`]),
    );
  if (interrupted) lines.push('stopped; this is what was finished');
  else lines.push(`${pass ? 'PASS' : 'FAIL'}: ${rows.length - failed.length} of ${rows.length} rows certified`);
  return lines;
}

function rowOf(row: Result): string[] {
  const word = row.pass ? 'ok' : 'FAIL';
  if ('why' in row) return [word, row.id, row.why];
  const { best, worst, budget, timeMargin_s, harm, letThrough } = row;
  const part = (name: keyof typeof best & keyof typeof budget) => `${ms(worst[name])}/${ms(budget[name])}`;
  const value = harm
    ? [
        formatResult(harm.worst, harm.unit, 5),
        formatResult(harm.limit, harm.unit),
        formatResult(harm.margin, harm.unit === 'degC' ? 'K' : harm.unit, 3),
      ]
    : letThrough
      ? [
          formatResult(letThrough.worst_A2s, 'A²s', 4),
          formatResult(letThrough.limit_A2s, 'A²s'),
          formatResult(letThrough.limit_A2s - letThrough.worst_A2s, 'A²s', 3),
        ]
      : ['', '', ''];
  return [
    word,
    row.id,
    ms(best.total_s),
    ms(worst.total_s),
    ms(budget.total_s),
    ms(timeMargin_s),
    ms(worst.phase_s),
    part('sensor_s'),
    part('debounce_s'),
    part('delay_s'),
    part('task_s'),
    part('actuator_s'),
    ...value,
  ];
}

function whyFailed({ timeMargin_s, harm, budget }: Certificate): string {
  if (timeMargin_s < 0) return `${ms(-timeMargin_s)} ms beyond its budget${budget.source ? `, ${budget.source}` : ''}`;
  return harm ? `${formatResult(-harm.margin, harm.unit)} beyond ${harm.limitText}` : 'more than the fuse bears';
}

async function configuration(subject: Subject, list: readonly Stimulus[], json: boolean): Promise<number> {
  const progress = new Progress(process.stderr);
  const found = checkConfiguration(await loadSimulation(), subject, list, (id, part) => progress.update(part, id));
  progress.clear();
  if (json) console.log(JSON.stringify({ ...found, pass: found.findings.length === 0 }, null, 2));
  else console.log(configurationLines(found).join('\n'));
  return found.findings.length === 0 ? 0 : 1;
}

function configurationLines({ preset, findings, rows }: Configuration): string[] {
  const head = ['row', 'quantity', 'asked', 'applied', 'samples', 'delay', 'budget', 'threshold to harm'];
  const body = rows.map(({ id, quantity, askedThreshold, appliedThreshold, debounce_samples, delay_s, budget_s, harm }) => {
    const unit = unitOfQuantity(quantity);
    return [
      id,
      quantity,
      askedThreshold === null ? '' : formatResult(askedThreshold, unit, 6),
      askedThreshold === null ? '' : formatResult(appliedThreshold, unit, 6),
      String(debounce_samples),
      formatResult(delay_s, 's'),
      formatResult(budget_s, 's', 4),
      harm === null
        ? ''
        : harm.timeToHarm_s === null
          ? harm.reached
            ? 'longer than watched'
            : 'out of reach'
          : formatResult(harm.timeToHarm_s, 's', 3),
    ];
  });
  return [
    `Configuration of ${preset}, as it is applied: first value outside, fresh samples, delay`,
    '',
    ...table([head, ...body], [2, 3, 4, 5, 6, 7]),
    '',
    ...findings.map(({ text }) => `  ${text}`),
    findings.length === 0
      ? 'PASS: everything fits together'
      : `FAIL: ${findings.length} ${findings.length === 1 ? 'thing does' : 'things do'} not fit together`,
  ];
}
