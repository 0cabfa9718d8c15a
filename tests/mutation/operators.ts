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
 * The step of a `for` stands: without it nothing ends. Types, names and declarations stand: the compiler checks these.
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
}

/** Members of each list of labels, in their order. */
export type Labels = ReadonlyMap<string, readonly string[]>;

type Tree = as.Node & Record<string, unknown>;
const { NodeKind: Kind, Token } = as;

const exchanged: Partial<Record<as.Token, readonly [Operator, ...string[]]>> = {
  [Token.LessThan]: ['comparison', '<=', '>='],
  [Token.LessThan_Equals]: ['comparison', '<', '>'],
  [Token.GreaterThan]: ['comparison', '>=', '<='],
  [Token.GreaterThan_Equals]: ['comparison', '>', '<'],
  [Token.Equals_Equals]: ['comparison', '!='],
  [Token.Exclamation_Equals]: ['comparison', '=='],
  [Token.Plus]: ['arithmetic', '-'],
  [Token.Minus]: ['arithmetic', '+'],
  [Token.Asterisk]: ['arithmetic', '/'],
  [Token.Slash]: ['arithmetic', '*'],
  [Token.Percent]: ['arithmetic', '*'],
  [Token.Ampersand]: ['arithmetic', '|'],
  [Token.Bar]: ['arithmetic', '&'],
  [Token.LessThan_LessThan]: ['arithmetic', '>>'],
  [Token.GreaterThan_GreaterThan]: ['arithmetic', '<<'],
  [Token.Plus_Equals]: ['arithmetic', '-='],
  [Token.Minus_Equals]: ['arithmetic', '+='],
  [Token.Asterisk_Equals]: ['arithmetic', '/='],
  [Token.Slash_Equals]: ['arithmetic', '*='],
  [Token.Bar_Equals]: ['arithmetic', '&='],
  [Token.Ampersand_Equals]: ['arithmetic', '|='],
  [Token.Ampersand_Ampersand]: ['boolean', '||'],
  [Token.Bar_Bar]: ['boolean', '&&'],
};
const assigns = new Set<as.Token>([
  Token.Plus_Equals,
  Token.Minus_Equals,
  Token.Asterisk_Equals,
  Token.Slash_Equals,
  Token.Bar_Equals,
  Token.Ampersand_Equals,
]);
const joins = new Set<as.Token>([Token.Ampersand_Ampersand, Token.Bar_Bar]);

export function parse(text: string, file: string): as.Source {
  const program = as.newProgram(as.newOptions());
  as.parse(program, text, file, true);
  const source = program.sources.find(({ sourceKind }) => sourceKind === as.SourceKind.UserEntry);
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
    if (statement.kind !== Kind.NamespaceDeclaration) continue;
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
    for (const text of variants) mutants.push({ file, operator, start: range.start, end: range.end, text, statement: false });
  };
  const remove = ({ range: { start, end } }: as.Node) => {
    mutants.push({ file, operator: 'statement', start, end: text[end] === ';' ? end + 1 : end, text: '', statement: true });
  };
  /** References that a constructor must set, by the compiler's demand. */
  const demanded = new Set<string>();
  const negate = (condition: Tree) => {
    const plain = [Kind.Identifier, Kind.PropertyAccess, Kind.Call] as as.NodeKind[];
    if (plain.includes(condition.kind)) add('boolean', condition, `!${words(condition)}`);
  };

  function visit(node: Tree): void {
    switch (node.kind) {
      case Kind.NamespaceDeclaration:
        // labels are names, not numbers: where they are used they are exchanged
        return;
      case Kind.ClassDeclaration:
        for (const field of (node as unknown as as.ClassDeclaration).members) {
          const { kind, name, type, initializer } = field as as.FieldDeclaration;
          if (kind === Kind.FieldDeclaration && type && !initializer && !/^([fiu]\d+|bool)$/.test(words(type))) demanded.add(`this.${name.text}`);
        }
        break;
      case Kind.For: {
        const { initializer, condition, body } = node as unknown as as.ForStatement;
        for (const part of [initializer, condition, body]) if (part) visit(part as unknown as Tree);
        return;
      }
      case Kind.Expression: {
        const { expression } = node as unknown as as.ExpressionStatement;
        if (!demanded.has(words(expression).split(' = ')[0] as string)) remove(node);
        break;
      }
      case Kind.Break:
        remove(node);
        break;
      case Kind.Return: {
        const { value } = node as unknown as as.ReturnStatement;
        if (!value) remove(node);
        break;
      }
      case Kind.Binary: {
        const { operator, left, right } = node as unknown as as.BinaryExpression;
        const [name, ...others] = exchanged[operator] ?? [];
        for (const other of name ? others : [])
          add(name as Operator, node, assigns.has(operator) ? `${words(left)} ${other} ${words(right)}` : `(${words(left)}) ${other} (${words(right)})`);
        if (joins.has(operator)) {
          add('boolean', node, words(left), words(right));
          negate(left as unknown as Tree);
          negate(right as unknown as Tree);
        }
        break;
      }
      case Kind.UnaryPrefix:
      case Kind.UnaryPostfix: {
        const { operator, operand } = node as unknown as as.UnaryPrefixExpression;
        if (operator === Token.Minus) add('arithmetic', node, words(operand));
        if (operator === Token.Exclamation) add('boolean', node, words(operand));
        if (operator === Token.Plus_Plus) add('arithmetic', node, words(node).replace('++', '--'));
        if (operator === Token.Minus_Minus) add('arithmetic', node, words(node).replace('--', '++'));
        break;
      }
      case Kind.True:
        add('boolean', node, 'false');
        break;
      case Kind.False:
        add('boolean', node, 'true');
        break;
      case Kind.If:
      case Kind.Ternary:
        negate((node as unknown as as.IfStatement).condition as unknown as Tree);
        break;
      case Kind.Literal: {
        const { literalKind } = node as unknown as as.LiteralExpression;
        if (literalKind === as.LiteralKind.Integer) {
          add('constant', node, `(${words(node)} + 1)`);
          if (words(node) !== '0') add('constant', node, `(${words(node)} - 1)`);
        }
        if (literalKind === as.LiteralKind.Float) add('constant', node, `(${words(node)} * 2)`, `(${words(node)} / 2)`);
        if (literalKind === as.LiteralKind.Array) table(node as unknown as as.ArrayLiteralExpression);
        break;
      }
      case Kind.PropertyAccess: {
        const { expression, property } = node as unknown as as.PropertyAccessExpression;
        const list = labels.get(words(expression));
        const at = list?.indexOf(property.text) ?? -1;
        if (list && at >= 0 && list.length > 1) add('constant', node, `${words(expression)}.${list[(at + 1) % list.length]}`);
        break;
      }
      case Kind.Call: {
        const called = words((node as unknown as as.CallExpression).expression);
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
      mutants.push({ file, operator: 'table', start: range.start, end: range.end, text: `[${others.join(', ')}]`, statement: false });
      const below = rows[(k + 1) % rows.length] as as.Expression;
      if (row.kind !== Kind.Call || below.kind !== Kind.Call) continue;
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
