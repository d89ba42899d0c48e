import type {Check} from '../../model/check.ts';
import type {FieldLabel} from '../../model/probe.ts';

type LabelOf = (path: string) => FieldLabel | null;

/** Texts that may be shown of any site: the same words wherever the program runs. */
export interface PublicWords {
  readonly has: (text: string) => boolean;
}

const always = ['yes', 'no', 'none', 'unknown', 'true', 'false', 'on', 'off', 'root'];

function literalsOf(check: Check): string[] {
  const {appliesTo, judge, forEach, compensatedBy, show} = check;
  const expressions = [appliesTo, judge.kind === 'pass' ? judge.expression : null, forEach, compensatedBy, ...show];
  return expressions.flatMap((expression) =>
    [...(expression ?? '').matchAll(/"(?<double>[^"\\]*)"|'(?<single>[^'\\]*)'/g)].map(
      ({groups}) => groups?.['double'] ?? groups?.['single'] ?? '',
    ),
  );
}

/**
 * Words that stand in the checks' expressions, numbers, dates, services. Everything else that a device or an inventory
 * says may name somebody, and is no public word.
 */
export function publicWords(checks: readonly Check[]): PublicWords {
  const words = new Set([...always, ...checks.flatMap(literalsOf)]);
  const shape =
    /^(?:\d{1,9}|\d{1,4}\.\d{1,4}|\d{4}-\d\d-\d\d(?:T[\d:.]{5,12}Z)?|(?:tcp|udp)\/\d{1,5}(?:-\d{1,5})?|P[\dTDHMS]{1,12})$/;
  return {has: (text) => words.has(text) || shape.test(text)};
}

/** Names of the values of an enumeration are public as well. */
export function isNamedValue(text: string, labelOf: LabelOf, path: string): boolean {
  return Object.hasOwn(labelOf(path)?.values ?? {}, text);
}
