import type {ASTNode} from '@marcbachmann/cel-js';
import {failure, graver, Trouble, type List, type Result} from './values.ts';
import {asBool, mistake, sourceOf, subjectOf, Variables, wrongType, type Code, type Frame, type Scope} from './code.ts';
import {base, bool, list, string, type Type} from './types.ts';

const deepest = 2;

function elementType(over: Code): Type {
  const type = base(over.type);
  if (type.kind === 'list') return type.element;
  if (type.kind === 'map') return string;
  throw wrongType(over, 'a list');
}

/** The list to walk: its elements, or the keys of a map. */
function listOf(over: Code, frame: Frame): List | Trouble {
  const value = over.run(frame);
  if (value instanceof Trouble) return value;
  if (typeof value !== 'object' || value === null) {
    return failure(`${sourceOf(over.node)} is null: test it with != null first`);
  }
  if ('items' in value) return value;
  return 'entries' in value ? {items: [...value.entries.keys()], missing: value.missing} : failure('not a list');
}

function bodyScope(name: ASTNode, over: Code, scope: Scope): Scope {
  if (name.op !== 'id') throw mistake(name, 'a variable name is needed here', 'ここには変数名を書いてください');
  if (scope.variables.get(name.args) !== undefined) {
    throw mistake(
      name,
      `“${name.args}” is taken: choose another name`,
      `「${name.args}」は使用済みです。別の名前にしてください`,
    );
  }
  if (scope.depth >= deepest) {
    throw mistake(
      name,
      `lists are walked inside each other more than ${deepest} deep: let a probe or derivation prepare the list`,
      `リストの入れ子の走査は${deepest}段までです。プローブ側でリストを用意してください`,
    );
  }
  const slot = scope.depth;
  const run = (frame: Frame): Result => frame.locals[slot] ?? null;
  const variable = {type: elementType(over), kind: 'local', run, of: subjectOf(over.node, scope)} as const;
  return {...scope, depth: slot + 1, variables: new Variables(new Map([[name.args, variable]]), scope.variables)};
}

type Walk = (list: List, each: (item: Result) => Result) => Result;

/** `all` with `decisive` false, `exists` with `decisive` true. What was not seen matters only without a decision. */
function quantifier(decisive: boolean): Walk {
  return ({items, missing}, each) => {
    let trouble = missing;
    for (const item of items) {
      const holds = each(item);
      if (holds === decisive) return decisive;
      if (holds instanceof Trouble) trouble = graver(trouble, holds);
    }
    return trouble ?? !decisive;
  };
}

const existsOne: Walk = ({items, missing}, each) => {
  let trouble = missing;
  let hits = 0;
  for (const item of items) {
    const holds = each(item);
    if (holds === true) hits += 1;
    else if (holds instanceof Trouble) trouble = graver(trouble, holds);
  }
  if (trouble?.cause.state === 'error') return trouble;
  return hits > 1 ? false : (trouble ?? hits === 1);
};

/** An element of which it is not known whether it belongs makes the result one that may lack elements. */
const filter: Walk = ({items, missing}, each) => {
  const kept: Result[] = [];
  let trouble = missing;
  for (const item of items) {
    const holds = each(item);
    if (holds === true) kept.push(item);
    else if (holds instanceof Trouble) trouble = graver(trouble, holds);
  }
  return trouble?.cause.state === 'error' ? trouble : {items: kept, missing: trouble};
};

const map: Walk = ({items, missing}, each) => {
  const mapped: Result[] = [];
  let trouble = missing;
  for (const item of items) {
    const value = each(item);
    if (value instanceof Trouble) trouble = graver(trouble, value);
    else mapped.push(value);
  }
  return trouble?.cause.state === 'error' ? trouble : {items: mapped, missing: trouble};
};

const walks: Readonly<Record<string, Walk>> = {
  all: quantifier(false),
  exists: quantifier(true),
  exists_one: existsOne,
  filter,
  map,
};

export const macroNames = Object.keys(walks);

function walked(over: Code, body: Code, slot: number, walk: Walk): Code['run'] {
  return (frame) => {
    const found = listOf(over, frame);
    if (found instanceof Trouble) return found;
    return walk(found, (item) => {
      // An element that is not known is not handed to the body: the body could ask only for parts that are.
      if (item instanceof Trouble) return item;
      frame.locals[slot] = item;
      return body.run(frame);
    });
  };
}

/** `list.exists(x, …)` and its like; null when the call is no macro. */
export function macro(node: ASTNode, scope: Scope): Code | null {
  if (node.op !== 'rcall') return null;
  const [name, receiver, args] = node.args;
  const walk = Object.hasOwn(walks, name) ? walks[name] : undefined;
  if (walk === undefined) return null;
  const [variable, predicate] = args;
  if (variable === undefined || predicate === undefined || args.length !== 2) {
    throw mistake(node, `write ${name}(x, …)`, `${name}(x, …) の形で書いてください`);
  }
  const over = scope.compile(receiver, scope);
  const type = elementType(over);
  const inner = scope.compile(predicate, bodyScope(variable, over, scope));
  const body = name === 'map' ? inner : asBool(inner);
  const result = name === 'map' ? list(body.type) : name === 'filter' ? list(type) : bool;
  return {node, type: result, run: walked(over, body, scope.depth, walk)};
}
