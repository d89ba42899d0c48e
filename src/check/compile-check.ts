import type {Problem} from '../model/input-error.ts';
import {ExpressionError, itemType, type CompileOptions, type Expression, type Language} from './expression.ts';
import type {CheckFile} from './schema.ts';
import type {Path, YamlSource} from '../model/yaml.ts';

/** The expressions of a check. */
export interface CompiledCheck {
  readonly appliesTo: Expression | null;
  readonly pass: Expression | null;
  readonly forEach: Expression | null;
  readonly subject: Expression | null;
  readonly compensatedBy: Expression | null;
  readonly show: readonly Expression[];
  /** Facts that any of them reads, sorted. */
  readonly facts: readonly string[];
  readonly readsNow: boolean;
}

/** The fact that the elements of a list are of: the one that it starts with, or else the first that it reads. */
function factOf({source, facts}: Expression): string {
  const [root = ''] = /^\w*/.exec(source) ?? [];
  return facts.includes(root) ? root : (facts[0] ?? 'item');
}

/** Compiles every expression of a check. Mistakes go to `problems`, each at its place inside the expression. */
export function compileCheck(
  written: CheckFile,
  language: Language,
  source: YamlSource,
  problems: Problem[],
): CompiledCheck {
  const compile = (path: Path, text: string | null, expect: CompileOptions['expect'], item: CompileOptions['item']) => {
    if (text === null) return null;
    try {
      return language.compile(text, {expect, parameters: written.parameters, item});
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      problems.push(source.inside(path, error.start, error.text));
      return null;
    }
  };
  const appliesTo = compile(['appliesTo'], written.appliesTo, 'bool', null);
  const forEach = compile(['forEach'], written.forEach, 'list', null);
  const ready = written.forEach === null || forEach !== null;
  const item = forEach && {type: itemType(forEach), of: factOf(forEach)};
  // Where forEach itself is wrong, the others would only repeat that there is no item.
  const each = (path: Path, text: string | null, expect: CompileOptions['expect']): Expression | null =>
    ready ? compile(path, text, expect, item) : null;
  const one = {
    appliesTo,
    forEach,
    pass: each(['pass'], written.pass, 'bool'),
    subject: each(['subject'], written.subject, 'string'),
    compensatedBy: each(['compensatedBy'], written.compensatedBy, 'bool'),
  };
  const show = written.show.map((text, at) => each(['show', at], text, 'any')).filter((shown) => shown !== null);
  const all = [...Object.values(one).filter((expression) => expression !== null), ...show];
  const facts = [...new Set(all.flatMap((expression) => expression.facts))].sort();
  return {...one, show, facts, readsNow: all.some((expression) => expression.readsNow)};
}
