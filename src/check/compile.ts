import type {ASTNode} from '@marcbachmann/cel-js';
import {asBool, ExpressionError, mistake, sourceOf, strictNotNull, wrongType, type Code, type Scope} from './code.ts';
import {call, checkName} from './functions.ts';
import {macro, macroNames} from './macros.ts';
import {compute, equality, logical, membership, negate, order} from './operators.ts';
import {writeInstead} from '../model/suggest.ts';
import {base, bool, double, int, list, never, nothing, string, unify, type Type} from './types.ts';
import {complete, failure, Trouble, type Result, type Value} from './values.ts';

function constantOf(node: ASTNode & {readonly op: 'value'}): {readonly type: Type; readonly value: Value} {
  const value = node.args;
  if (value === null) return {type: nothing, value};
  if (typeof value === 'string') return {type: string, value};
  if (typeof value === 'boolean') return {type: bool, value};
  if (typeof value === 'number') return {type: double, value};
  if (typeof value === 'bigint' && Number.isSafeInteger(Number(value))) return {type: int, value: Number(value)};
  throw mistake(node, 'this literal is not supported', 'この書き方の値は使えません');
}

function literal(node: ASTNode & {readonly op: 'value'}): Code {
  const {type, value} = constantOf(node);
  return {node, type, run: () => value};
}

function variable(node: ASTNode & {readonly op: 'id'}, scope: Scope): Code {
  const found = scope.variables.get(node.args);
  if (found === undefined) {
    const instead = writeInstead(node.args, scope.variables.names());
    throw mistake(
      node,
      `no fact or variable “${node.args}”: ${instead.en}`,
      `「${node.args}」という項目はありません: ${instead.ja}`,
    );
  }
  scope.reads.add(node.args);
  return {node, type: found.type, run: found.run};
}

function mapEntry(key: string, value: unknown): Result {
  if (typeof value !== 'object' || value === null || !('entries' in value)) return failure('not a map');
  const map = value as {entries: ReadonlyMap<string, Result>; missing: Trouble | null};
  return map.entries.get(key) ?? map.missing ?? failure(`no such key: ${key}`);
}

function select(node: ASTNode & {readonly op: '.'}, scope: Scope): Code {
  const [inner, name] = node.args;
  const from = scope.compile(inner, scope);
  const type = base(from.type);
  if (type.kind === 'map') return {node, type: type.value, run: strictNotNull([from], (map) => mapEntry(name, map))};
  if (type.kind !== 'object') throw wrongType(from, 'an object');
  const field = type.fields.get(name);
  if (field === undefined) {
    const instead = writeInstead(name, [...type.fields.keys()]);
    const en = `${sourceOf(inner)} has no field “${name}”: ${instead.en}`;
    const ja = `${sourceOf(inner)} に「${name}」という項目はありません: ${instead.ja}`;
    throw new ExpressionError({en, ja}, node.pos, node.end);
  }
  const isNull = failure(`${sourceOf(inner)} is null: test it with != null first`);
  const run: Code['run'] = (frame) => {
    const value = from.run(frame);
    if (value instanceof Trouble) return value;
    if (typeof value !== 'object' || value === null || !('fields' in value)) return isNull;
    return value.fields[name] ?? null;
  };
  return {node, type: field, run};
}

function index(node: ASTNode & {readonly op: '[]'}, scope: Scope): Code {
  const [of, at] = node.args.map((arg) => scope.compile(arg, scope));
  if (of === undefined || at === undefined) throw mistake(node, 'incomplete', '式が途中で終わっています');
  const type = base(of.type);
  const key = base(at.type).kind;
  if (type.kind === 'map' && key === 'string') {
    return {node, type: type.value, run: strictNotNull([of, at], (map, name) => mapEntry(name as string, map))};
  }
  if (type.kind !== 'list') throw wrongType(of, 'a list');
  if (key !== 'int') throw wrongType(at, 'int');
  const run = strictNotNull([of, at], (value, position) => {
    if (typeof value !== 'object' || value === null || !('items' in value)) return failure('not a list');
    const item = typeof position === 'number' ? value.items[position] : undefined;
    return value.missing ?? (item === undefined ? failure(`${sourceOf(at.node)} is outside the list`) : item);
  });
  return {node, type: type.element, run};
}

function listLiteral(node: ASTNode & {readonly op: 'list'}, scope: Scope): Code {
  const items = node.args.map((arg) => scope.compile(arg, scope));
  let element: Type = never;
  for (const item of items) {
    const both = unify(element, item.type);
    if (both === null) throw wrongType(item, 'an element of the same type as those before');
    element = both;
  }
  const literals = node.args.filter((arg) => arg.op === 'value');
  if (literals.length === items.length) {
    const constant = complete(literals.map((arg) => constantOf(arg).value));
    return {node, type: list(element), run: () => constant};
  }
  return {node, type: list(element), run: (frame) => complete(items.map((item) => item.run(frame)))};
}

function conditional(node: ASTNode & {readonly op: '?:'}, scope: Scope): Code {
  const [test, yes, no] = node.args;
  const condition = asBool(scope.compile(test, scope));
  const [then, otherwise] = [scope.compile(yes, scope), scope.compile(no, scope)];
  const type = unify(then.type, otherwise.type);
  if (type === null) throw wrongType(otherwise, 'the same type on both sides of :');
  const run: Code['run'] = (frame) => {
    const holds = condition.run(frame);
    return holds instanceof Trouble ? holds : (holds === true ? then : otherwise).run(frame);
  };
  return {node, type, run};
}

function called(node: ASTNode & {readonly op: 'call' | 'rcall'}, scope: Scope): Code {
  if (node.op === 'rcall') {
    const expanded = macro(node, scope);
    if (expanded !== null) return expanded;
    const [name, receiver, args] = node.args;
    checkName(node, name, true, macroNames);
    const values = [receiver, ...args].map((arg) => scope.compile(arg, scope));
    return call(node, name, true, values, scope);
  }
  const [name, args] = node.args;
  if (name === 'has') {
    throw mistake(
      node,
      'has() is not allowed: every field is always there. Known absence is a value (== false, == null); what is not known must stay unknown',
      'has() は使えません。項目は常に存在します。「無い」ことは値（== false、== null）で確かめてください。「不明」は不明のまま扱われます',
    );
  }
  checkName(node, name, false, []);
  return call(
    node,
    name,
    false,
    args.map((arg) => scope.compile(arg, scope)),
    scope,
  );
}

/** Types a piece of an expression and makes it runnable. @throws ExpressionError */
export function compileNode(node: ASTNode, scope: Scope): Code {
  const both = (args: readonly [ASTNode, ASTNode]): [Code, Code] => [
    scope.compile(args[0], scope),
    scope.compile(args[1], scope),
  ];
  switch (node.op) {
    case 'value':
      return literal(node);
    case 'id':
      return variable(node, scope);
    case '.':
      return select(node, scope);
    case '[]':
      return index(node, scope);
    case 'list':
      return listLiteral(node, scope);
    case '?:':
      return conditional(node, scope);
    case 'call':
    case 'rcall':
      return called(node, scope);
    case '&&':
    case '||':
      return logical(node, ...both(node.args));
    case '!_':
    case '-_':
      return negate(node, scope.compile(node.args, scope));
    case '==':
    case '!=':
      return equality(node, ...both(node.args));
    case 'in':
      return membership(node, ...both(node.args));
    case '<':
    case '<=':
    case '>':
    case '>=':
      return order(node, ...both(node.args));
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      return compute(node, ...both(node.args));
    case 'map':
    case '.?':
    case '[?]':
      throw mistake(node, 'maps and optional access are not supported', 'マップの直接記述と .? は使えません');
    default:
      return node satisfies never;
  }
}
