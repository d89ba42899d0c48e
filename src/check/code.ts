import type {ASTNode} from '@marcbachmann/cel-js';
import type {Bilingual} from '../model/text.ts';
import {bool, typeName, type Type} from './types.ts';
import {failure, graver, Trouble, type Result, type Value} from './values.ts';

/** What an expression can see while it runs. */
export interface Frame {
  readonly fact: (name: string) => Result;
  readonly asset: Result;
  /** As-of time, milliseconds since 1970. */
  readonly now: number;
  readonly params: Result;
  readonly item: Result;
  /** Variables of the macros that are running, outermost first. */
  readonly locals: Result[];
}

/** A compiled piece of an expression. */
export interface Code {
  readonly node: ASTNode;
  readonly type: Type;
  readonly run: (frame: Frame) => Result;
}

export interface Variable {
  readonly type: Type;
  readonly run: (frame: Frame) => Result;
  readonly kind: 'fact' | 'asset' | 'now' | 'params' | 'item' | 'local';
  /** The fact that an element is of, for `item` and the variables of macros. */
  readonly of?: string;
}

/** What an expression can name. A macro adds to what is around it; copies for each would take more memory than all checks. */
export class Variables {
  readonly #own: ReadonlyMap<string, Variable>;
  readonly #around: Variables | null;

  constructor(own: ReadonlyMap<string, Variable>, around: Variables | null) {
    this.#own = own;
    this.#around = around;
  }

  get(name: string): Variable | undefined {
    return this.#own.get(name) ?? this.#around?.get(name);
  }

  names(): string[] {
    return [...(this.#around?.names() ?? []), ...this.#own.keys()];
  }
}

export interface VersionSchemes {
  readonly names: readonly string[];
  /** -1, 0 or 1. @throws when a version cannot be read. */
  compare(scheme: string, a: string, b: string): number;
}

export interface Scope {
  readonly variables: Variables;
  /** How many macros are around the piece. */
  readonly depth: number;
  readonly versions: VersionSchemes;
  /** Filled while compiling: names of variables read. */
  readonly reads: Set<string>;
  readonly compile: (node: ASTNode, scope: Scope) => Code;
}

/** A mistake in an expression, found before it runs. `start` and `end` count characters of the expression. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
  readonly text: Bilingual;
  readonly start: number;
  readonly end: number;

  constructor(text: Bilingual, start: number, end: number) {
    super(text.en);
    this.text = text;
    this.start = start;
    this.end = end;
  }
}

export function mistake(node: ASTNode, en: string, ja: string): ExpressionError {
  return new ExpressionError({en, ja}, node.start, node.end);
}

export function wrongType(code: Code, wanted: string): ExpressionError {
  const found = typeName(code.type);
  return mistake(
    code.node,
    `${sourceOf(code.node)} is ${found}; ${wanted} is needed here`,
    `${sourceOf(code.node)} の型は ${found} です。ここには ${wanted} が必要です`,
  );
}

export function sourceOf(node: ASTNode): string {
  return node.input.slice(node.start, node.end);
}

type Apply = (...values: readonly Value[]) => Result;

/** One operand and two are nearly all there are, and run for each element of long lists: they need no list of values. */
function strictOne(operand: Code, apply: Apply): Code['run'] {
  return (frame) => {
    const value = operand.run(frame);
    return value instanceof Trouble ? value : apply(value);
  };
}

function strictTwo(left: Code, right: Code, apply: Apply): Code['run'] {
  return (frame) => {
    const a = left.run(frame);
    const b = right.run(frame);
    if (a instanceof Trouble) return b instanceof Trouble ? graver(a, b) : a;
    return b instanceof Trouble ? b : apply(a, b);
  };
}

/** For operations that need all their operands: runs them all, so that an error is never hidden by an unknown. */
export function strict(operands: readonly Code[], apply: Apply): Code['run'] {
  const [first, second, ...more] = operands;
  if (first !== undefined && more.length === 0) {
    return second === undefined ? strictOne(first, apply) : strictTwo(first, second, apply);
  }
  return (frame) => {
    let trouble: Trouble | null = null;
    const values: Value[] = [];
    for (const operand of operands) {
      const value = operand.run(frame);
      if (value instanceof Trouble) trouble = graver(trouble, value);
      else values.push(value);
    }
    return trouble ?? apply(...values);
  };
}

function notNull(code: Code): Code {
  if (code.type.kind !== 'nullable' && code.type.kind !== 'null') return code;
  const isNull = failure(`${sourceOf(code.node)} is null: test it with != null first`);
  return {...code, run: (frame) => code.run(frame) ?? isNull};
}

/** Like `strict`, and null is an error: null has no order, no parts and no length. */
export function strictNotNull(operands: readonly Code[], apply: Apply): Code['run'] {
  return strict(operands.map(notNull), apply);
}

/** A yes or no. Null is neither, so it becomes an error before `&&`, `all` or a check could take it for one. */
export function asBool(code: Code): Code {
  if (code.type.kind === 'bool') return code;
  if (code.type.kind !== 'nullable' || code.type.base.kind !== 'bool') throw wrongType(code, 'bool');
  return {node: code.node, type: bool, run: strictNotNull([code], (value) => value ?? null)};
}

/**
 * What a piece is about: the first fact that it names, `asset.<field>` where it starts with the inventory's part, or the
 * fact that its variable is an element of.
 */
export function subjectOf(node: ASTNode, {variables}: Scope): string {
  const source = sourceOf(node).replaceAll(/"[^"]*"|'[^']*'/g, '');
  for (const [path, name = ''] of source.matchAll(/(?<![\w.])([A-Za-z]\w*)(?:\.\w+)?/g)) {
    const variable = variables.get(name);
    if (variable?.kind === 'fact') return name;
    if (variable?.kind === 'asset') return path;
    if (variable?.of !== undefined) return variable.of;
  }
  return source.split('.')[0] ?? '';
}
