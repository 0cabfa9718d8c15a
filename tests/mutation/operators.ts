/**
 * The written list of what a mutant may be: one small mistake that a person could make and the compiler would take.
 *
 *   comparison   a boundary moved (< to <=), or the comparison turned round (< to >=, == to !=)
 *   arithmetic   + and -, * and /, & and |, << and >>, += and -=, ++ and --, min and max exchanged; a unary minus dropped
 *   constant     a whole number one more and one less, another one doubled and halved, a label of a list the next of it
 *   boolean      && and || exchanged, one side of them dropped, a condition negated, a negation dropped, true and false
 *   statement    an assignment, a call, a return without a value, or a break removed
 *   table        a row of an array removed, a cell of a row exchanged for the one below it
 *
 * The step of a `for` stands: without it nothing ends. A test for null stands: the compiler demands it. An address (usize, of load and store) stands: it is part of an instruction. Types, names and declarations stand: the compiler checks these.
 */
import * as as from 'assemblyscript';

export const operators = ['comparison', 'arithmetic', 'constant', 'boolean', 'statement', 'table'] as const;
export type Operator = (typeof operators)[number];

/** One mistake: in `file`, what stood between `start` and `end` is `text` instead. */
export interface Mutant {
  file: string;
  operator: Operator;
  start: number;
  end: number;
  text: string;
  /** A statement that is left out, not an expression that is another. */
  statement: boolean;
  /** In a constructor, where fields are set and not yet read. */
  construction: boolean;
}

/** Members of each list of labels, in their order. */
export type Labels = ReadonlyMap<string, readonly string[]>;

type Tree = as.Node & Record<string, unknown>;
// the compiler's own declarations know its enumerations as constants only
const { NodeKind, LiteralKind, SourceKind } = as as unknown as Record<string, Record<number, string>>;
const kindOf = ({ kind }: as.Node) => NodeKind?.[kind];

const exchanged: Record<string, readonly [Operator, ...string[]]> = {
  '<': ['comparison', '<=', '>='],
  '<=': ['comparison', '<', '>'],
  '>': ['comparison', '>=', '<='],
  '>=': ['comparison', '>', '<'],
  '==': ['comparison', '!='],
  '!=': ['comparison', '=='],
  '+': ['arithmetic', '-'],
  '-': ['arithmetic', '+'],
  '*': ['arithmetic', '/'],
  '/': ['arithmetic', '*'],
  '%': ['arithmetic', '*'],
  '&': ['arithmetic', '|'],
  '|': ['arithmetic', '&'],
  '<<': ['arithmetic', '>>'],
  '>>': ['arithmetic', '<<'],
  '+=': ['arithmetic', '-='],
  '-=': ['arithmetic', '+='],
  '*=': ['arithmetic', '/='],
  '/=': ['arithmetic', '*='],
  '|=': ['arithmetic', '&='],
  '&=': ['arithmetic', '|='],
  '&&': ['boolean', '||'],
  '||': ['boolean', '&&'],
};

export function parse(text: string, file: string): as.Source {
  const program = as.newProgram(as.newOptions());
  as.parse(program, text, file, true);
  const source = program.sources.find(({ sourceKind }) => SourceKind?.[sourceKind] === 'UserEntry');
  if (!source || program.diagnostics.length > 0) throw new SyntaxError(`${file}: ${program.diagnostics.join('\n')}`);
  return source;
}

/** What a node is made of; types and decorators are not looked into. */
export function children(node: as.Node): Tree[] {
  const found: Tree[] = [];
  for (const [key, value] of Object.entries(node)) {
    if (key === 'range' || key === 'type' || key === 'toType' || key === 'decorators' || key === 'typeArguments') continue;
    for (const one of Array.isArray(value) ? value : [value]) if (one instanceof as.Node) found.push(one as Tree);
  }
  return found;
}

/** Every namespace of constants in a file. */
export function labelsOf(source: as.Source): Map<string, string[]> {
  const lists = new Map<string, string[]>();
  for (const statement of source.statements as Tree[]) {
    if (kindOf(statement) !== 'NamespaceDeclaration') continue;
    const { name, members } = statement as unknown as as.NamespaceDeclaration;
    lists.set(
      name.text,
      (members as unknown as as.VariableStatement[]).flatMap(({ declarations }) => declarations?.map((one) => one.name.text) ?? []),
    );
  }
  return lists;
}

/** Every mutant of `text`, in the order of the text. */
export function mutantsOf(file: string, text: string, labels: Labels): Mutant[] {
  const mutants: Mutant[] = [];
  const words = ({ range }: as.Node) => text.slice(range.start, range.end);
  const add = (operator: Operator, { range }: as.Node, ...variants: string[]) => {
    for (const text of variants) mutants.push({ file, operator, start: range.start, end: range.end, text, statement: false, construction });
  };
  const remove = ({ range: { start, end } }: as.Node) => {
    mutants.push({ file, operator: 'statement', start, end: text[end] === ';' ? end + 1 : end, text: '', statement: true, construction });
  };
  /** References that a constructor must set, by the compiler's demand. */
  const demanded = new Set<string>();
  let construction = false;
  const negate = (condition: Tree) => {
    if (/^(Identifier|PropertyAccess|Call)$/.test(kindOf(condition) as string)) add('boolean', condition, `!${words(condition)}`);
  };

  function visit(node: Tree): void {
    switch (kindOf(node)) {
      case 'NamespaceDeclaration':
        // labels are names, not numbers: where they are used they are exchanged
        return;
      case 'ClassDeclaration':
        for (const field of (node as unknown as as.ClassDeclaration).members) {
          const { name, type, initializer } = field as as.FieldDeclaration;
          if (kindOf(field) === 'FieldDeclaration' && type && !initializer && !/^([fiu]\d+|bool)$/.test(words(type)))
            demanded.add(`this.${name.text}`);
        }
        break;
      case 'MethodDeclaration':
        construction = (node as unknown as as.MethodDeclaration).name.text === 'constructor';
        break;
      case 'VariableDeclaration': {
        const { type } = node as unknown as as.VariableDeclaration;
        if (type && words(type) === 'usize') return;
        break;
      }
      case 'For': {
        const { initializer, condition, body } = node as unknown as as.ForStatement;
        for (const part of [initializer, condition, body]) if (part) visit(part as unknown as Tree);
        return;
      }
      case 'Expression': {
        const { expression } = node as unknown as as.ExpressionStatement;
        if (!demanded.has(words(expression).split(' = ')[0] as string)) remove(node);
        break;
      }
      case 'Break':
        remove(node);
        break;
      case 'Return': {
        const { value } = node as unknown as as.ReturnStatement;
        if (!value) remove(node);
        break;
      }
      case 'Binary': {
        const { operator: token, left, right } = node as unknown as as.BinaryExpression;
        const operator = as.operatorTokenToString(token);
        const [name, ...others] = exchanged[operator] ?? [];
        // what is assigned to stands without parentheses
        const target = operator.length === 2 && operator.endsWith('=') && name === 'arithmetic' ? words(left) : `(${words(left)})`;
        for (const other of name ? others : []) add(name as Operator, node, `${target} ${other} (${words(right)})`);
        if (operator === '&&' || operator === '||') {
          add('boolean', node, words(left), words(right));
          negate(left as unknown as Tree);
          negate(right as unknown as Tree);
        }
        break;
      }
      case 'UnaryPrefix':
      case 'UnaryPostfix': {
        const { operator: token, operand } = node as unknown as as.UnaryPrefixExpression;
        const operator = as.operatorTokenToString(token);
        if (operator === '-') add('arithmetic', node, words(operand));
        if (operator === '!') add('boolean', node, words(operand));
        if (operator === '++') add('arithmetic', node, words(node).replace('++', '--'));
        if (operator === '--') add('arithmetic', node, words(node).replace('--', '++'));
        break;
      }
      case 'True':
        add('boolean', node, 'false');
        break;
      case 'False':
        add('boolean', node, 'true');
        break;
      case 'If': {
        const { condition, ifTrue, ifFalse } = node as unknown as as.IfStatement;
        if (/\bnull\b/.test(words(condition))) {
          // the compiler reads from it what is no null behind it
          for (const part of [ifTrue, ifFalse]) if (part && kindOf(part) !== 'Return') visit(part as unknown as Tree);
          return;
        }
        negate(condition as unknown as Tree);
        break;
      }
      case 'Ternary':
        negate((node as unknown as as.TernaryExpression).condition as unknown as Tree);
        break;
      case 'Literal': {
        const kind = LiteralKind?.[(node as unknown as as.LiteralExpression).literalKind];
        if (kind === 'Integer') {
          add('constant', node, `(${words(node)} + 1)`);
          if (words(node) !== '0') add('constant', node, `(${words(node)} - 1)`);
        }
        if (kind === 'Float') add('constant', node, `(${words(node)} * 2)`, `(${words(node)} / 2)`);
        if (kind === 'Array') table(node as unknown as as.ArrayLiteralExpression);
        break;
      }
      case 'PropertyAccess': {
        const { expression, property } = node as unknown as as.PropertyAccessExpression;
        const list = labels.get(words(expression));
        const at = list?.indexOf(property.text) ?? -1;
        if (list && at >= 0 && list.length > 1) add('constant', node, `${words(expression)}.${list[(at + 1) % list.length]}`);
        break;
      }
      case 'Call': {
        const { expression, args } = node as unknown as as.CallExpression;
        const called = words(expression);
        if (called === 'load' || called === 'store') {
          for (const arg of args) if (kindOf(arg) !== 'Literal') visit(arg as unknown as Tree);
          return;
        }
        const other = { min: 'max', max: 'min' }[called];
        if (other) add('arithmetic', node, words(node).replace(called, other));
        break;
      }
    }
    for (const child of children(node)) visit(child);
  }

  function table({ elementExpressions: rows, range }: as.ArrayLiteralExpression): void {
    for (const [k, row] of rows.entries()) {
      const others = rows.filter((_, other) => other !== k).map(words);
      mutants.push({
        file,
        operator: 'table',
        start: range.start,
        end: range.end,
        text: `[${others.join(', ')}]`,
        statement: false,
        construction,
      });
      const below = rows[(k + 1) % rows.length] as as.Expression;
      if (kindOf(row) !== 'Call' || kindOf(below) !== 'Call') continue;
      const cells = (row as as.CallExpression).args;
      const others_ = (below as as.CallExpression).args;
      for (const [c, cell] of cells.entries()) {
        const other = others_[c];
        if (other && words(other) !== words(cell)) add('table', cell, words(other));
      }
    }
  }

  const source = parse(text, file);
  for (const statement of source.statements) visit(statement as unknown as Tree);
  return mutants.sort((a, b) => a.start - b.start || b.end - a.end);
}
