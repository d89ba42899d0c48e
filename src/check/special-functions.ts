import type {ASTNode} from '@marcbachmann/cel-js';
import {
  asBool,
  mistake,
  sourceOf,
  strictNotNull,
  subjectOf,
  wrongType,
  type Code,
  type Frame,
  type Scope,
} from './code.ts';
import {meets} from './constraint.ts';
import {writeInstead} from '../model/suggest.ts';
import {base, bool, double, int, string, unify, type Type} from './types.ts';
import {failure, Trouble, type Result} from './values.ts';

/** Whether an argument may stand where a type is wanted. */
export function fits(wanted: Type, given: Type): boolean {
  const type = base(given);
  return type.kind !== 'null' && unify(wanted, type) !== null;
}

/** A result, or the failure that was thrown on the way to it. */
export function attempt(apply: () => Result): Result {
  try {
    return apply();
  } catch (error) {
    return failure(error instanceof Error ? error.message : String(error));
  }
}

function versionCompare(node: ASTNode, args: readonly Code[], scope: Scope): Code {
  const {versions} = scope;
  const [scheme] = args;
  for (const arg of args) if (!fits(string, arg.type)) throw wrongType(arg, 'string');
  if (scheme?.node.op !== 'value' || args.length !== 3) {
    throw mistake(node, 'write versionCompare("scheme", a, b)', 'versionCompare("方式", a, b) の形で書いてください');
  }
  const name = String(scheme.node.args);
  if (!versions.names.includes(name)) {
    const instead = writeInstead(name, versions.names);
    throw mistake(
      scheme.node,
      `no version scheme “${name}”: ${instead.en}`,
      `バージョン方式「${name}」はありません: ${instead.ja}`,
    );
  }
  const run = strictNotNull(args.slice(1), (a, b) => attempt(() => versions.compare(name, a as string, b as string)));
  return {node, type: int, run};
}

/** Whether a measured interval [low, high] lies in [min, max]. One that lies partly outside was measured too coarsely. */
function surelyWithin(node: ASTNode, args: readonly Code[], scope: Scope): Code {
  const [low] = args;
  if (low === undefined || args.length !== 4) {
    throw mistake(
      node,
      'write surelyWithin(low, high, min, max)',
      'surelyWithin(下限, 上限, 最小, 最大) の形で書いてください',
    );
  }
  for (const arg of args) if (!fits(double, arg.type) && !fits(int, arg.type)) throw wrongType(arg, 'number');
  const fact = subjectOf(low.node, scope);
  const detail = 'measured too coarsely to decide';
  const run = strictNotNull(args, (...values) => {
    const [from = 0, to = 0, min = 0, max = 0] = values as readonly number[];
    if (from >= min && to <= max) return true;
    if (to < min || from > max) return false;
    return new Trouble({state: 'unknown', fact, reason: 'not-collected', detail});
  });
  return {node, type: bool, run};
}

/** What `packages.manager` says, and the scheme of its versions; programs on Windows have numbers with dots. */
const schemes: Readonly<Record<string, string>> = {dpkg: 'deb', rpm: 'rpm', apk: 'apk', windows: 'dotted'};

/** Whether a package of a package manager has a version that fits `>= 1:9.2p1, < 1:10`. */
function packageFits(node: ASTNode, args: readonly Code[], {versions}: Scope): Code {
  if (args.length !== 3) {
    throw mistake(
      node,
      'write packageFits(manager, version, constraint)',
      'packageFits(管理方式, バージョン, 条件) の形で書いてください',
    );
  }
  for (const arg of args) if (!fits(string, arg.type)) throw wrongType(arg, 'string');
  const run = strictNotNull(args, (manager, version, constraint) =>
    attempt(() => {
      const scheme = schemes[manager as string] ?? '';
      return meets((other) => versions.compare(scheme, version as string, other), constraint as string);
    }),
  );
  return {node, type: bool, run};
}

/** A value that holds only where a condition does: else it is unknown, whatever it is. */
function provided(node: ASTNode, args: readonly Code[], scope: Scope): Code {
  const [condition, value] = args;
  if (condition === undefined || value === undefined || args.length !== 2) {
    throw mistake(node, 'write provided(condition, value)', 'provided(条件, 値) の形で書いてください');
  }
  const fact = subjectOf(condition.node, scope);
  const declared = /^asset\.\w+ != null$/.test(sourceOf(condition.node));
  const unknown = new Trouble(
    declared
      ? {state: 'unknown', fact, reason: 'undeclared', detail: 'the inventory does not say it'}
      : {state: 'unknown', fact, reason: 'unsupported', detail: 'what could be read does not decide it'},
  );
  const test = asBool(condition);
  const run = (frame: Frame): Result => {
    const holds = test.run(frame);
    if (holds instanceof Trouble) return holds;
    // Where it does not hold, the value may be none that can be computed with.
    return holds === true ? value.run(frame) : unknown;
  };
  return {node, type: value.type, run};
}

type Special = (node: ASTNode, args: readonly Code[], scope: Scope) => Code;

/** Functions whose arguments are more than values. */
export const special: Readonly<Record<string, Special>> = {versionCompare, surelyWithin, packageFits, provided};
