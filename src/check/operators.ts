import type {ASTNode} from '@marcbachmann/cel-js';
import {asBool, mistake, sourceOf, strict, strictNotNull, wrongType, type Code, type Frame} from './code.ts';
import {contains, equal} from './equality.ts';
import {writeInstead} from '../model/suggest.ts';
import {base, bool, double, duration, int, list, string, timestamp, typeName, unify, type Type} from './types.ts';
import {failure, graver, Trouble, type List, type Result, type Value} from './values.ts';

/** In `a && b` a false, in `a || b` a true decides on either side, whatever trouble is on the other. */
export function logical(node: ASTNode, left: Code, right: Code): Code {
  const decisive = node.op === '||';
  const [first, second] = [asBool(left), asBool(right)];
  const run = (frame: Frame): Result => {
    const a = first.run(frame);
    if (a === decisive) return decisive;
    const b = second.run(frame);
    if (b === decisive) return decisive;
    if (!(a instanceof Trouble)) return b;
    return b instanceof Trouble ? graver(a, b) : a;
  };
  return {node, type: bool, run};
}

function whole(value: number): Result {
  return Number.isSafeInteger(value) ? value : failure('integer overflow');
}

const nonZero = (apply: (a: number, b: number) => number) => (a: number, b: number) =>
  b === 0 ? failure('division by zero') : whole(apply(a, b));

interface Arithmetic {
  readonly type: Type;
  readonly apply: (a: number, b: number) => Result;
}

const arithmetic: Readonly<Record<string, Arithmetic>> = {
  'int + int': {type: int, apply: (a, b) => whole(a + b)},
  'int - int': {type: int, apply: (a, b) => whole(a - b)},
  'int * int': {type: int, apply: (a, b) => whole(a * b)},
  'int / int': {type: int, apply: nonZero((a, b) => Math.trunc(a / b))},
  'int % int': {type: int, apply: nonZero((a, b) => a % b)},
  'double + double': {type: double, apply: (a, b) => a + b},
  'double - double': {type: double, apply: (a, b) => a - b},
  'double * double': {type: double, apply: (a, b) => a * b},
  'double / double': {type: double, apply: (a, b) => a / b},
  'timestamp - timestamp': {type: duration, apply: (a, b) => a - b},
  'timestamp + duration': {type: timestamp, apply: (a, b) => a + b},
  'duration + timestamp': {type: timestamp, apply: (a, b) => a + b},
  'timestamp - duration': {type: timestamp, apply: (a, b) => a - b},
  'duration + duration': {type: duration, apply: (a, b) => a + b},
  'duration - duration': {type: duration, apply: (a, b) => a - b},
};

function noOverload(node: ASTNode, left: Code, right: Code): Error {
  const types = `${typeName(left.type)} ${node.op} ${typeName(right.type)}`;
  const numbers = [base(left.type).kind, base(right.type).kind].sort().join() === 'double,int';
  const hint = numbers
    ? {en: ': write double(…) around the int', ja: '。intをdouble(…)で変換してください'}
    : {en: '', ja: ''};
  return mistake(node, `cannot be computed: ${types}${hint.en}`, `計算できない組み合わせです: ${types}${hint.ja}`);
}

function joinLists(a: List, b: List): List {
  return {items: [...a.items, ...b.items], missing: a.missing ?? b.missing};
}

export function compute(node: ASTNode, left: Code, right: Code): Code {
  const [a, b] = [base(left.type), base(right.type)];
  const run = (apply: (a: Value, b: Value) => Result): Code['run'] =>
    strictNotNull([left, right], (x, y) => apply(x ?? null, y ?? null));
  if (node.op === '+' && a.kind === 'string' && b.kind === 'string') {
    return {node, type: string, run: run((x, y) => `${x as string}${y as string}`)};
  }
  if (node.op === '+' && a.kind === 'list' && b.kind === 'list') {
    const element = unify(a.element, b.element);
    if (element !== null) return {node, type: list(element), run: run((x, y) => joinLists(x as List, y as List))};
  }
  const found = arithmetic[`${a.kind} ${node.op} ${b.kind}`];
  if (found === undefined) throw noOverload(node, left, right);
  return {node, type: found.type, run: run((x, y) => found.apply(x as number, y as number))};
}

const orders: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

const orderOf: Readonly<Record<string, string>> = {
  int: 'number',
  double: 'number',
  timestamp: 'timestamp',
  duration: 'duration',
};

export function order(node: ASTNode, left: Code, right: Code): Code {
  const [a, b] = [base(left.type).kind, base(right.type).kind];
  if (a === 'string' || b === 'string') {
    throw mistake(
      node,
      `text has no order here: compare versions with versionCompare("scheme", a, b) ${node.op} 0`,
      `文字列の大小は比較できません。バージョンは versionCompare("方式", a, b) ${node.op} 0 で比較してください`,
    );
  }
  const compare = orders[node.op];
  if (compare === undefined || orderOf[a] === undefined || orderOf[a] !== orderOf[b])
    throw noOverload(node, left, right);
  return {node, type: bool, run: strictNotNull([left, right], (x, y) => compare(x as number, y as number))};
}

/** A literal that is not one of an enumeration's values can never be equal: surely a slip. */
function checkLiteral(type: Type, literal: ASTNode): void {
  const known = base(type);
  if (known.kind !== 'string' || known.values === null || literal.op !== 'value') return;
  if (typeof literal.args !== 'string' || known.values.includes(literal.args)) return;
  const instead = writeInstead(literal.args, known.values);
  throw mistake(
    literal,
    `“${literal.args}” is not one of the values: ${instead.en}`,
    `「${literal.args}」という値はありません: ${instead.ja}`,
  );
}

function checkComparable(node: ASTNode, left: Code, right: Code): void {
  for (const [side, other] of [
    [left, right],
    [right, left],
  ] as const) {
    checkLiteral(side.type, other.node);
    if (other.type.kind !== 'null' || side.type.kind === 'null' || side.type.kind === 'nullable') continue;
    throw mistake(
      node,
      `${sourceOf(side.node)} is never null: take the comparison out`,
      `${sourceOf(side.node)} がnullになることはありません。この比較は不要です`,
    );
  }
  const numbers = orderOf[base(left.type).kind] === 'number' && orderOf[base(right.type).kind] === 'number';
  if (!numbers && unify(left.type, right.type) === null) throw noOverload(node, left, right);
}

export function equality(node: ASTNode, left: Code, right: Code): Code {
  checkComparable(node, left, right);
  const same = (a: Value = null, b: Value = null): Result => equal(a, b);
  if (node.op === '==') return {node, type: bool, run: strict([left, right], same)};
  const different = (a?: Value, b?: Value): Result => {
    const result = same(a, b);
    return result instanceof Trouble ? result : result !== true;
  };
  return {node, type: bool, run: strict([left, right], different)};
}

function inMap(node: ASTNode, left: Code, right: Code): Code {
  if (base(left.type).kind !== 'string') throw wrongType(left, 'string');
  const run = strictNotNull([left, right], (key, map) => {
    if (typeof map !== 'object' || map === null || !('entries' in map)) return failure('not a map');
    return map.entries.has(key as string) ? true : (map.missing ?? false);
  });
  return {node, type: bool, run};
}

export function membership(node: ASTNode, left: Code, right: Code): Code {
  const type = base(right.type);
  if (type.kind === 'map') return inMap(node, left, right);
  if (type.kind !== 'list') throw wrongType(right, 'a list');
  if (unify(left.type, type.element) === null) throw noOverload(node, left, right);
  const literals = right.node.op === 'list' ? right.node.args : [];
  for (const literal of literals) checkLiteral(left.type, literal);
  checkLiteral(type.element, left.node);
  const whenList = (frame: Frame, value: Result): Result => {
    const needle = left.run(frame);
    if (value instanceof Trouble) return needle instanceof Trouble ? graver(value, needle) : value;
    if (value === null) return failure(`${sourceOf(right.node)} is null: test it with != null first`);
    return contains(value as List, needle);
  };
  return {node, type: bool, run: (frame) => whenList(frame, right.run(frame))};
}

export function negate(node: ASTNode, operand: Code): Code {
  if (node.op === '!_') return {node, type: bool, run: strict([asBool(operand)], (value) => value !== true)};
  const kind = base(operand.type).kind;
  if (kind !== 'int' && kind !== 'double' && kind !== 'duration') throw wrongType(operand, 'int');
  return {node, type: base(operand.type), run: strictNotNull([operand], (value) => -(value as number))};
}
