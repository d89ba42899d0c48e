import {titleOf, type Check} from '../../model/check.ts';
import type {Finding} from '../../model/finding.ts';
import {compare, type Context} from './common.ts';
import {parameterViews, type ParameterView} from './parameters.ts';

/** One parameter of a check that somebody loosened for the asset. */
export interface LoosenedItem extends ParameterView {
  readonly check: string;
  readonly title: string;
}

/** By check and parameter, each once: all findings of a check were judged by the same parameters. */
export function loosenedItems(
  findings: readonly Finding[],
  checks: ReadonlyMap<string, Check>,
  context: Context,
): LoosenedItem[] {
  const byCheck = new Map(findings.map((finding) => [finding.check, finding]));
  return [...byCheck.values()]
    .sort((a, b) => compare(a.check, b.check))
    .flatMap((finding) => {
      const check = checks.get(finding.check);
      const title = check === undefined ? finding.check : titleOf(check, finding.parameters)[context.language];
      return parameterViews(finding, check, context)
        .filter(({loosened}) => loosened.length > 0)
        .map((parameter) => ({...parameter, check: finding.check, title}));
    });
}
