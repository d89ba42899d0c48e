import {Environment, ParseError} from '@marcbachmann/cel-js';
import type {Asset} from '../model/asset.ts';
import type {ParameterDeclaration, ParameterValue} from '../model/check.ts';
import type {GapReason} from '../model/evidence.ts';
import type {Facts} from '../model/fact.ts';
import {assetType} from './asset-type.ts';
import {
  asBool,
  ExpressionError,
  Variables,
  wrongType,
  type Code,
  type Frame,
  type Scope,
  type Variable,
  type VersionSchemes,
} from './code.ts';
import {compileNode} from './compile.ts';
import {parameterJson, parameterType} from './parameter-types.ts';
import {typeOfSchema} from './schema-types.ts';
import {base, object, timestamp, type Type} from './types.ts';
import {failure, fromFact, fromJson, toJson, Trouble, type Result, type Value} from './values.ts';

export {ExpressionError, type VersionSchemes} from './code.ts';
export type {Type} from './types.ts';

const limits = {maxAstNodes: 500, maxDepth: 50, maxListElements: 200, maxMapEntries: 10, maxCallArguments: 8};

export type Evaluation =
  | {
      readonly state: 'value';
      /** Plain JSON: timestamps as ISO 8601, durations as `7d12h`; null inside where a part is not known. */
      readonly value: unknown;
      /** False for a list or map of which a part could not be seen. */
      readonly complete: boolean;
    }
  | {readonly state: 'unknown'; readonly fact: string; readonly reason: GapReason; readonly detail: string}
  | {readonly state: 'error'; readonly message: string};

/** What all expressions about one asset can see. Facts are converted once, when first read. */
export interface Bindings {
  readonly facts: Facts;
  /** null for a zone or the site. */
  readonly asset: Asset | null;
  /** As-of time, UTC ISO 8601. */
  readonly now: string;
}

/** Made by `language.bind`, then narrowed with parameters and an item. */
export type Bound = Frame;

export interface CompileOptions {
  readonly expect: 'bool' | 'string' | 'list' | 'any';
  readonly parameters: Readonly<Record<string, ParameterDeclaration>>;
  /** Element of the `forEach` list that `item` stands for, and the fact that the list is of; null where there is none. */
  readonly item: {readonly type: Type; readonly of: string} | null;
}

export interface Expression {
  readonly source: string;
  /** Names of the facts it reads, sorted. */
  readonly facts: readonly string[];
  /** True when the result depends on the as-of time. */
  readonly readsNow: boolean;
  readonly type: Type;
  evaluate(bound: Bound): Evaluation;
  /** For `forEach`: the elements to put into `item`, and the trouble that keeps the list from being complete. */
  elements(bound: Bound): {readonly items: readonly Value[]; readonly missing: Evaluation | null};
}

export interface Language {
  /** Names of the facts, sorted. */
  readonly facts: readonly string[];
  /** Type of a fact. */
  readonly typeOf: (fact: string) => Type | null;
  /** @throws ExpressionError with the range of the mistake */
  compile(source: string, options: CompileOptions): Expression;
  bind(bindings: Bindings): Bound;
}

export interface LanguageOptions {
  readonly facts: readonly {readonly name: string; readonly schema: unknown}[];
  /** True for checks of a zone or the site: there is no `asset`. */
  readonly site: boolean;
  readonly versions: VersionSchemes;
}

const parser = new Environment({limits});

function parse(source: string): ReturnType<Environment['parse']>['ast'] {
  try {
    return parser.parse(source).ast;
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    const {start, end} = error.range ?? {start: 0, end: source.length};
    throw new ExpressionError({en: error.summary, ja: `式の書き方に誤りがあります: ${error.summary}`}, start, end);
  }
}

function expected(code: Code, expect: CompileOptions['expect']): Code {
  if (expect === 'bool') return asBool(code);
  if (expect !== 'any' && base(code.type).kind !== expect) throw wrongType(code, expect === 'list' ? 'a list' : expect);
  return code;
}

function parametersType(declarations: CompileOptions['parameters']): Type {
  return object(Object.fromEntries(Object.entries(declarations).map(([name, one]) => [name, parameterType(one)])));
}

function caughtTrouble(result: Trouble): Evaluation {
  return result.cause;
}

function evaluation(result: Result, type: Type): Evaluation {
  if (result instanceof Trouble) return caughtTrouble(result);
  const missing = typeof result === 'object' && result !== null && 'missing' in result ? result.missing : null;
  return {state: 'value', value: toJson(result, type), complete: missing === null};
}

function elementsOf(result: Result): ReturnType<Expression['elements']> {
  if (result instanceof Trouble) return {items: [], missing: caughtTrouble(result)};
  if (typeof result !== 'object' || result === null || !('items' in result)) {
    return {items: [], missing: {state: 'error', message: 'the list is null'}};
  }
  const trouble = result.items.find((item) => item instanceof Trouble) ?? result.missing;
  const items = result.items.filter((item): item is Value => !(item instanceof Trouble));
  return {items, missing: trouble instanceof Trouble ? caughtTrouble(trouble) : null};
}

function shared({facts, site}: LanguageOptions): Map<string, Variable> {
  const variables = new Map<string, Variable>();
  for (const {name, schema} of facts) {
    variables.set(name, {type: typeOfSchema(schema), kind: 'fact', run: (frame) => frame.fact(name)});
  }
  if (!site) variables.set('asset', {type: assetType, kind: 'asset', run: (frame) => frame.asset});
  variables.set('now', {type: timestamp, kind: 'now', run: (frame) => frame.now});
  return variables;
}

const isLookedAt = ({access}: Asset): boolean => access.some(({via}) => via === 'nmap');

/** Parameters by name, as `params.name` in expressions. */
export function withParameters(
  bound: Bound,
  declarations: CompileOptions['parameters'],
  values: Readonly<Record<string, ParameterValue>>,
): Bound {
  const json = Object.entries(declarations).map(([name, one]) => [name, parameterJson(one, values[name])] as const);
  return {...bound, params: fromJson(Object.fromEntries(json), parametersType(declarations), 'params')};
}

export function withItem(bound: Bound, item: Value): Bound {
  return {...bound, item};
}

function bind({facts, asset, now}: Bindings, types: ReadonlyMap<string, Variable>): Bound {
  const converted = new Map<string, Result>();
  const fact = (name: string): Result => {
    const known = converted.get(name);
    if (known !== undefined) return known;
    const type = types.get(name)?.type;
    const result = type === undefined ? failure(`no fact ${name}`) : fromFact(name, facts[name], type);
    converted.set(name, result);
    return result;
  };
  return {
    fact,
    asset:
      asset === null
        ? failure('there is no asset')
        : fromJson({installed: null, ...asset, outside: isLookedAt(asset)}, assetType, 'asset'),
    now: Date.parse(now),
    params: failure('parameters are not bound'),
    item: failure('there is no item'),
    locals: [],
  };
}

/** The language of checks: the facts' schemas and what else expressions can name. A subset of CEL, with unknowns. */
export function createLanguage(options: LanguageOptions): Language {
  const common = shared(options);
  const everywhere = new Variables(common, null);
  const facts = [...common].filter(([, one]) => one.kind === 'fact').map(([name]) => name);
  return {
    facts: facts.sort(),
    typeOf: (fact) => common.get(fact)?.type ?? null,
    compile(source, {expect, parameters, item}) {
      const own = new Map<string, Variable>();
      own.set('params', {type: parametersType(parameters), kind: 'params', run: (frame) => frame.params});
      if (item !== null) own.set('item', {...item, kind: 'item', run: (frame) => frame.item});
      const variables = new Variables(own, everywhere);
      const scope: Scope = {variables, depth: 0, versions: options.versions, reads: new Set(), compile: compileNode};
      const {type, run} = expected(compileNode(parse(source), scope), expect);
      return {
        source,
        facts: facts.filter((name) => scope.reads.has(name)),
        readsNow: scope.reads.has('now'),
        type,
        evaluate: (bound) => evaluation(run(bound), type),
        elements: (bound) => elementsOf(run(bound)),
      };
    },
    bind: (bindings) => bind(bindings, common),
  };
}

/** Element type of a list expression, for `item`. */
export function itemType(expression: Expression): Type {
  const type = base(expression.type);
  if (type.kind !== 'list') throw new TypeError('not a list');
  return type.element;
}
