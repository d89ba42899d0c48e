import type {ASTNode} from '@marcbachmann/cel-js';
import {mistake, sourceOf, strictNotNull, wrongType, type Code, type Scope} from './code.ts';
import {parseDuration} from '../model/durations.ts';
import {globs, inCidr, serviceAllowed} from './patterns.ts';
import {compilePattern, matcher} from './regex.ts';
import {attempt, fits, special} from './special-functions.ts';
import {writeInstead} from '../model/suggest.ts';
import {bool, double, duration, int, list, string, timestamp, typeName, type Type} from './types.ts';
import {failure, Trouble, type List, type Result, type Value} from './values.ts';

/** One way to call a function. A receiver (`text.contains("x")`) is the first of the arguments. */
interface Overload {
  readonly name: string;
  readonly method: boolean;
  readonly args: readonly Type[];
  readonly returns: Type;
  readonly run: (...args: never[]) => Result;
}

const text = (value: string): string => value;
const anyList = list({kind: 'never'});
const day = 86_400_000;

/** `exists` over a list that is an argument: a hit decides, else what was not seen matters. */
function any(candidates: List, hit: (entry: string) => boolean): Result {
  return candidates.items.some((entry) => typeof entry === 'string' && hit(entry)) || unseen(candidates);
}

function unseen({items, missing}: List): Result {
  return missing ?? items.find((entry) => entry instanceof Trouble) ?? false;
}

/** Lists of patterns are walked with many texts: parameters and literals of a check, held against every package. */
const globsOf = new WeakMap<List, (text: string) => boolean>();

function anyGlob(text: string, patterns: List): Result {
  let test = globsOf.get(patterns);
  if (test === undefined) {
    test = globs(patterns.items.filter((entry) => typeof entry === 'string'));
    globsOf.set(patterns, test);
  }
  return test(text) || unseen(patterns);
}

function wholeList(items: List, apply: (items: readonly Result[]) => Result): Result {
  return items.missing ?? items.items.find((item) => item instanceof Trouble) ?? apply(items.items);
}

function readTimestamp(value: string): Result {
  const milliseconds = /^\d{4}-\d{2}-\d{2}T/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(milliseconds) ? failure(`not a timestamp: ${value}`) : milliseconds;
}

const fn = (name: string, args: readonly Type[], returns: Type, run: Overload['run']): Overload => ({
  name,
  method: false,
  args,
  returns,
  run,
});
const method = (name: string, args: readonly Type[], returns: Type, run: Overload['run']): Overload => ({
  ...fn(name, args, returns, run),
  method: true,
});

const codePoints = (value: string): number => Array.from(value).length;
const size = (value: List): Result => wholeList(value, (items) => items.length);

const overloads: readonly Overload[] = [
  fn('size', [string], int, codePoints),
  fn('size', [anyList], int, size),
  method('size', [string], int, codePoints),
  method('size', [anyList], int, size),
  method('startsWith', [string, string], bool, (a: string, b: string) => a.startsWith(b)),
  method('endsWith', [string, string], bool, (a: string, b: string) => a.endsWith(b)),
  method('contains', [string, string], bool, (a: string, b: string) => a.includes(b)),
  method('lowerAscii', [string], string, (a: string) => a.replaceAll(/[A-Z]/g, (c) => c.toLowerCase())),
  method('upperAscii', [string], string, (a: string) => a.replaceAll(/[a-z]/g, (c) => c.toUpperCase())),
  method('trim', [string], string, (a: string) => a.trim()),
  method('split', [string, string], list(string), (a: string, b: string) => ({items: a.split(b), missing: null})),
  method('join', [list(string), string], string, (a: List, b: string) =>
    wholeList(a, (items) => (items as readonly string[]).join(b)),
  ),
  fn('string', [string], string, text),
  fn('string', [int], string, String),
  fn('string', [bool], string, String),
  fn('double', [int], double, (a: number) => a),
  fn('int', [string], int, (a: string) => (/^-?\d{1,15}$/.test(a) ? Number(a) : failure(`not an integer: ${a}`))),
  fn('timestamp', [string], timestamp, readTimestamp),
  fn('duration', [string], duration, (a: string) => parseDuration(a) ?? failure(`not a duration: ${a}`)),
  fn('days', [timestamp, timestamp], int, (from: number, to: number) => Math.floor((to - from) / day)),
  fn('glob', [string, string], bool, (a: string, b: string) => globs([b])(a)),
  fn('anyGlob', [string, list(string)], bool, anyGlob),
  fn('serviceAllowed', [string, int, list(string)], bool, (protocol: string, port: number, allow: List) =>
    any(allow, (entry) => serviceAllowed(protocol, port, entry)),
  ),
  fn('inCidr', [string, string], bool, (a: string, b: string) => attempt(() => inCidr(a, b))),
];

const methodNames = [...new Set([...overloads.filter((one) => one.method).map((one) => one.name), 'matches'])];

function signature(overload: Overload): string {
  const names = overload.args.map((type) => (type === anyList ? 'list' : typeName(type)));
  const receiver = overload.method ? `${names.shift() ?? ''}.` : '';
  return `${receiver}${overload.name}(${names.join(', ')})`;
}

const functionNames = [
  ...new Set([...overloads.filter((one) => !one.method).map((one) => one.name), ...Object.keys(special)]),
];

/** Patterns come from the check or its parameters, never from a device, and are RE2: no input can make them slow. */
function matches(node: ASTNode, args: readonly Code[]): Code {
  const [subject, pattern] = args;
  if (subject === undefined || pattern === undefined || args.length !== 2) {
    throw mistake(node, 'write text.matches("pattern")', '文字列.matches("正規表現") の形で書いてください');
  }
  for (const arg of args) if (!fits(string, arg.type)) throw wrongType(arg, 'string');
  if (pattern.node.op === 'value' && typeof pattern.node.args === 'string') {
    const test = compilePattern(pattern.node, pattern.node.args);
    return {node, type: bool, run: strictNotNull([subject], (a) => test(a as string))};
  }
  if (!sourceOf(pattern.node).startsWith('params.')) {
    throw mistake(
      pattern.node,
      'a pattern must be a literal or a parameter',
      '正規表現は直接書くか、パラメーターで与えてください',
    );
  }
  const run = strictNotNull(args, (a, b) => attempt(() => matcher(b as string)(a as string)));
  return {node, type: bool, run};
}

/** @throws ExpressionError when there is no such function. `more`: names that are no functions but could be meant. */
export function checkName(node: ASTNode, name: string, isMethod: boolean, more: readonly string[]): void {
  const names = isMethod ? methodNames : functionNames;
  if (names.includes(name)) return;
  const instead = writeInstead(name, [...names, ...more]);
  throw mistake(node, `no function “${name}”: ${instead.en}`, `関数「${name}」はありません: ${instead.ja}`);
}

/** A call of a function; a receiver is given as the first argument. @throws ExpressionError */
export function call(node: ASTNode, name: string, isMethod: boolean, args: readonly Code[], scope: Scope): Code {
  const own = Object.hasOwn(special, name) ? special[name] : undefined;
  if (own !== undefined && !isMethod) return own(node, args, scope);
  if (name === 'matches') return matches(node, args);
  const named = overloads.filter((overload) => overload.name === name && overload.method === isMethod);
  const found = named.find(
    (overload) =>
      overload.args.length === args.length &&
      overload.args.every((type, at) => fits(type, args[at]?.type ?? {kind: 'null'})),
  );
  if (found === undefined) {
    const known = named.map(signature).join(' / ');
    const given = args.map((arg) => typeName(arg.type)).join(', ');
    throw mistake(
      node,
      `${name} cannot take (${given}): write ${known}`,
      `${name} に (${given}) は渡せません: ${known}`,
    );
  }
  const run = found.run as (...values: readonly Value[]) => Result;
  return {node, type: found.returns, run: strictNotNull(args, run)};
}
