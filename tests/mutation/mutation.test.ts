/** The mutator itself: what each operator makes of a toy, that the switched text is the toy, and that real mutants die. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { type Labels, labelsOf, mutantsOf, parse } from './operators.ts';
import { switched } from './schemata.ts';

const labels: Labels = new Map([['Phase', ['IDLE', 'BUSY', 'DONE']]]);
const made = (text: string) => mutantsOf('toy.ts', text, labels).map((mutant) => `${mutant.operator}: ${told(text, mutant)}`);
const told = (text: string, { start, end, text: other }: ReturnType<typeof mutantsOf>[number]) => `${text.slice(start, end)} -> ${other}`;
const inside = (statement: string) => `function f(a: f32, b: f32, c: bool, d: bool): void { ${statement} }`;

describe('each operator makes what it says', () => {
  it.each([
    ['let x = a < b;', ['comparison: a < b -> (a) <= (b)', 'comparison: a < b -> (a) >= (b)']],
    ['let x = a == b;', ['comparison: a == b -> (a) != (b)']],
    ['let x = a * b;', ['arithmetic: a * b -> (a) / (b)']],
    ['let x = -a;', ['arithmetic: -a -> a']],
    ['let x = min(a, b);', ['arithmetic: min(a, b) -> max(a, b)']],
    ['let x = 3;', ['constant: 3 -> (3 + 1)', 'constant: 3 -> (3 - 1)']],
    ['let x = 0;', ['constant: 0 -> (0 + 1)']],
    ['let x = 0.5;', ['constant: 0.5 -> (0.5 * 2)', 'constant: 0.5 -> (0.5 / 2)']],
    ['let x = Phase.DONE;', ['constant: Phase.DONE -> Phase.IDLE']],
    [
      'let x = c && d;',
      ['boolean: c && d -> (c) || (d)', 'boolean: c && d -> c', 'boolean: c && d -> d', 'boolean: c -> !c', 'boolean: d -> !d'],
    ],
    ['let x = !c;', ['boolean: !c -> c']],
    ['let x = true;', ['boolean: true -> false']],
    ['if (c) g();', ['boolean: c -> !c', 'statement: g(); -> ']],
    ['a += b;', ['statement: a += b; -> ', 'arithmetic: a += b -> a -= (b)']],
    ['return;', ['statement: return; -> ']],
    [
      'let x = [row(a, 1), row(b, 1)];',
      [
        'table: [row(a, 1), row(b, 1)] -> [row(b, 1)]',
        'table: [row(a, 1), row(b, 1)] -> [row(a, 1)]',
        'table: a -> b',
        'constant: 1 -> (1 + 1)',
        'constant: 1 -> (1 - 1)',
        'table: b -> a',
        'constant: 1 -> (1 + 1)',
        'constant: 1 -> (1 - 1)',
      ],
    ],
    ['for (let k = 1; c; k++) {}', ['constant: 1 -> (1 + 1)', 'constant: 1 -> (1 - 1)']],
    ['let x: usize = 32;', []],
  ] as [string, string[]][])('%s', (statement, wanted) => {
    expect(made(inside(statement))).toEqual(wanted);
  });

  it('labels stand where they are listed, and references where the constructor must set them', () => {
    expect(made('export namespace List { export const A: i32 = 0; export const B: i32 = 1; }')).toEqual([]);
    expect([...labelsOf(parse('export namespace List { export const A: i32 = 0; export const B: i32 = 1; }', 'toy.ts'))]).toEqual([
      ['List', ['A', 'B']],
    ]);
    const toy = 'class Toy { other: Toy; size: f32; constructor(t: Toy, s: f32) { this.other = t; this.size = s; } }';
    expect(made(toy)).toEqual(['statement: this.size = s; -> ']);
  });
});

describe('all mutants in one text', () => {
  const text = inside('if (a < b && c) g(a + 1);');
  const all = mutantsOf('toy.ts', text, labels);

  it('with none of them on is the text', () => {
    const none = switched(text, all, 0).replaceAll(/mutantOn\(\d+\)/g, 'false');
    // what the switches leave when they are off
    let before = '';
    let now = none;
    while (now !== before) {
      before = now;
      now = now.replace(/\(false \? [^?]*? : ([^()]*(?:\([^()]*\)[^()]*)*)\)/, '$1').replace(/\{ if \(!false\) \{ (.*?) \} \}/, '$1');
    }
    expect(now.replace(/\s+/g, ' ')).toBe(text);
  });

  it('asks for each of them once, numbered in order', () => {
    const asked = [...switched(text, all, 40).matchAll(/mutantOn\((\d+)\)/g)].map(([, id]) => Number(id));
    expect([...new Set(asked)].sort((a, b) => a - b)).toEqual(all.map((_, k) => 40 + k));
  });
});

// three quarters of a minute: `npm run campaign` asks for it
it.runIf(process.env.RIDETHROUGH_MUTATE)(
  'mutants of the monitor die of its tests',
  () => {
    const args = [
      '--import',
      'tsx',
      'tests/mutation/mutate.ts',
      '--files',
      'protect/monitor',
      '--sample',
      '8',
      '--tests',
      'monitor',
      '--workers',
      '1',
    ];
    const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    console.log(stdout.split('\n').at(-2));
    const [, killed] = /(\d+) of \d+ mutants killed/.exec(stdout) ?? [];
    expect(Number(killed), stdout + stderr).toBeGreaterThanOrEqual(3);
  },
  240_000,
);
